"""What jobs have reserved of protective equipment, what people have in hand, and what will be short; on the wire."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from app.schema.ppe import PpeWarning
from app.services.ppe_forecast import Forecast, StoreOutlook
from app.services.ppe_stock import Held, JobStock
from app.storage.ppe_jobs import InHand
from app.wire.common import WireOut
from app.wire.ppe_stock import PpeStoreOut, label_of, supply_of
from compliance.ppe_stock import Level


class ReservedOut(WireOut):
    """Pieces that a job has reserved, or with no store those that it is short of."""

    member_id: UUID | None = Field(description="null is a spare one of the crew")
    item: str
    pieces: int
    store_id: UUID | None
    size: str
    lot_no: str
    expires_at: datetime | None


class InHandOut(WireOut):
    """Pieces that somebody has in hand."""

    issue_id: UUID
    member_id: UUID | None
    item: str
    pieces: int
    size: str
    lot_no: str
    expires_at: datetime | None
    off_shelf: bool
    issued_at: datetime

    @classmethod
    def of(cls, held: InHand) -> Self:
        """As the service found it."""
        issue = held.issue
        return cls(
            issue_id=issue.id, member_id=issue.member_id, item=issue.item_code, pieces=held.pieces,
            off_shelf=issue.off_shelf, issued_at=issue.at, **label_of(held.lot),
        )  # fmt: skip


class JobMemberOut(WireOut):
    """Somebody of a job."""

    id: UUID
    name: str


class JobStockOut(WireOut):
    """What one job has reserved, is short of, and has in hand."""

    assignment_id: UUID
    number: str
    crew_name: str
    state: str
    planned_entry_at: datetime
    members: list[JobMemberOut]
    reserved: list[ReservedOut]
    in_hand: list[InHandOut]

    @classmethod
    def of(cls, job: JobStock) -> Self:
        """As the service found it."""
        row = job.row
        return cls(
            assignment_id=row.id, number=row.number, crew_name=job.crew.name, state=row.state,
            planned_entry_at=row.planned_entry_at,
            members=[JobMemberOut.model_validate(each) for each in job.members.values()],
            reserved=[
                ReservedOut(
                    member_id=each.member_id, item=each.item_code, pieces=each.pieces, store_id=each.store_id,
                    **label_of(lot),
                )
                for each, lot in job.reserved
            ],
            in_hand=[InHandOut.of(each) for each in job.in_hand],
        )  # fmt: skip


class JobsStockOut(WireOut):
    """Jobs with anything reserved or short, the soonest first."""

    jobs: list[JobStockOut]


class PpeHeldOut(InHandOut):
    """Pieces that are out with somebody who is on no job with them, or in disinfection after one."""

    member_name: str
    disinfecting: int

    @classmethod
    def of_held(cls, held: Held) -> Self:
        """As the service found it."""
        shown = InHandOut.of(held.in_hand)
        return cls(**shown.model_dump(), member_name=held.member, disinfecting=held.disinfecting)


class AllPpeHeldOut(WireOut):
    """What people have in hand beside jobs, the oldest first."""

    items: list[PpeHeldOut]


class OutlookOut(WireOut):
    """One article in one store, up to the forecast's end."""

    unit_id: UUID
    store: PpeStoreOut | None = Field(description="null where the unit has no store at all")
    item: str
    on_hand: int
    expired: int
    expiring: int = Field(description="past its date by the end of the forecast")
    reserved: int
    available: int
    level: Level
    tickets: int = Field(description="open tickets without a crew that will want it")
    wanted: int
    short_now: int = Field(description="what jobs already given are short of")
    left: int
    short: int

    @classmethod
    def of(cls, line: StoreOutlook) -> Self:
        """As the service found it."""
        return cls(
            unit_id=line.unit_id, store=PpeStoreOut.model_validate(line.store) if line.store else None,
            item=line.item_code, **supply_of(line.supply), expiring=line.supply.expiring, level=line.level,
            tickets=line.tickets, wanted=line.wanted, short_now=line.short_now, left=line.outlook.left,
            short=line.outlook.short,
        )  # fmt: skip


class ForecastOut(WireOut):
    """Need over open tickets and planned jobs against stock and expiry."""

    at: datetime
    until: datetime
    lines: list[OutlookOut]

    @classmethod
    def of(cls, found: Forecast) -> Self:
        """As the service found it."""
        return cls(at=found.now, until=found.until, lines=[OutlookOut.of(line) for line in found.lines])


class WarningOut(WireOut):
    """A store that came to hold too little of an article."""

    id: UUID
    store_id: UUID
    item_code: str
    level: Level
    available: int
    minimum: int
    raised_at: datetime
    cleared_at: datetime | None

    @classmethod
    def of(cls, row: PpeWarning) -> Self:
        """As it is stored."""
        return cls.model_validate(row)
