"""Protective equipment on the wire: articles, profiles, stores, movements, reservations, forecast and warnings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from app.schema.ppe import PpeItemType, PpeLot, PpeProfile, PpeStore, PpeWarning
from app.services.ppe_forecast import Forecast, StoreOutlook
from app.services.ppe_movements import MAX_PIECES, LotPieces, Pieces
from app.services.ppe_stock import Held, JobStock, MovementView, StockLine, StoreView
from app.storage.ppe_jobs import InHand
from app.storage.ppe_stock import Balance
from app.wire.common import Moment, WireIn, WireOut
from compliance.ppe import ProfileItem
from compliance.ppe_stock import Level, Supply
from compliance.text import Text

Code = Annotated[str, Field(min_length=1, max_length=80, pattern="^[a-z0-9_]+$")]
Label = Annotated[str, Field(max_length=80)]
PieceCount = Annotated[int, Field(ge=1, le=MAX_PIECES)]
Why = Annotated[str, Field(min_length=1, max_length=2000)]


class NameIn(WireIn):
    """A name in both languages."""

    vi: Annotated[str, Field(min_length=1, max_length=200)]
    en: Annotated[str, Field(min_length=1, max_length=200)]

    def read(self) -> Text:
        """As the rules take it."""
        return Text(self.vi, self.en)


class NameOut(WireOut):
    """A name in both languages."""

    vi: str
    en: str


class PpeItemIn(WireIn):
    """A kind of article."""

    code: Code
    name: NameIn
    reusable: bool = False
    sizes: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=20)]], Field(max_length=40, default_factory=list)
    ]
    low_stock: Annotated[int, Field(ge=0, le=MAX_PIECES)] = 0
    active: bool = True


class PpeItemOut(WireOut):
    """A kind of article as stores keep it."""

    code: str
    name: NameOut
    reusable: bool
    sizes: list[str]
    low_stock: int
    active: bool

    @classmethod
    def of(cls, row: PpeItemType) -> Self:
        """As it is stored."""
        return cls(
            code=row.code, name=NameOut(**row.title), reusable=row.reusable, sizes=row.sizes, low_stock=row.low_stock,
            active=row.active,
        )  # fmt: skip


class ProfileItemIn(WireIn):
    """How much of one article a profile asks for."""

    item: Code
    count: Annotated[int, Field(ge=1, le=100)] = 1
    spare: Annotated[int, Field(ge=0, le=100)] = 0
    sized: bool = False
    replace_after_minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)] | None = None
    electrical_note: NameIn | None = None

    def read(self) -> ProfileItem:
        """As the rules take it."""
        note = self.electrical_note.read() if self.electrical_note else None
        return ProfileItem(self.item, self.count, self.spare, self.sized, self.replace_after_minutes, note)


class ProfileItemOut(WireOut):
    """How much of one article a profile asks for."""

    item: str
    count: int = Field(description="pieces for each person")
    spare: int = Field(description="pieces that the crew takes along beyond that")
    sized: bool = Field(description="whether the size must be the wearer's own")
    replace_after_minutes: int | None
    electrical_note: NameOut | None


class PpeProfileIn(WireIn):
    """A version of a profile to be published."""

    code: Code
    name: NameIn
    items: Annotated[list[ProfileItemIn], Field(max_length=60)]
    hse_must_confirm: bool = False


class PpeProfileOut(WireOut):
    """One version of what each person wears in a kind of zone."""

    id: UUID
    code: str
    version: int
    name: NameOut
    items: list[ProfileItemOut]
    hse_must_confirm: bool = Field(description="whether HSE has not confirmed yet what shipped")
    published_at: datetime

    @classmethod
    def of(cls, row: PpeProfile) -> Self:
        """As it is stored."""
        return cls(
            id=row.id, code=row.code, version=row.version_no, name=NameOut(**row.title),
            items=[ProfileItemOut.model_validate(each) for each in row.items], hse_must_confirm=row.hse_must_confirm,
            published_at=row.published_at,
        )  # fmt: skip


class PpeProfilesOut(WireOut):
    """The newest version of each profile."""

    items: list[PpeProfileOut]


class PublishedProfileOut(PpeProfileOut):
    """The version that was published."""

    jobs: int = Field(description="jobs not at their place yet that reserved anew by it")


class StoreIn(WireIn):
    """A store to be made: a room of a unit, or with `vehicle_id` the vehicle that it is."""

    unit_id: UUID
    code: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    vehicle_id: UUID | None = None


class PpeStoreOut(WireOut):
    """Where pieces lie."""

    id: UUID
    unit_id: UUID
    vehicle_id: UUID | None
    code: str
    name: str


class LotOut(WireOut):
    """Pieces of one lot in one store."""

    lot_id: UUID
    size: str
    lot_no: str
    expires_at: datetime | None
    on_hand: int
    reserved: int
    expired: bool

    @classmethod
    def of(cls, each: Balance, now: datetime) -> Self:
        """As the service found it."""
        lot = each.lot
        expired = lot.expires_at is not None and lot.expires_at <= now
        return cls(
            lot_id=lot.id, size=lot.size, lot_no=lot.lot_no, expires_at=lot.expires_at, on_hand=each.on_hand,
            reserved=each.reserved, expired=expired,
        )  # fmt: skip


class StockLineOut(WireOut):
    """One article in one store."""

    item: str
    on_hand: int
    expired: int
    reserved: int
    available: int = Field(description="good now and not reserved; below zero when more is reserved than there is")
    minimum: int
    level: Level
    difference: int = Field(description="pieces handed over without the books knowing of them since the last count")
    lots: list[LotOut]

    @classmethod
    def of(cls, line: StockLine, now: datetime) -> Self:
        """As the service found it."""
        return cls(
            item=line.item_code, **_supply(line.supply), minimum=line.minimum, level=line.level,
            difference=line.difference, lots=[LotOut.of(each, now) for each in line.lots],
        )  # fmt: skip


class StoreStockOut(WireOut):
    """One store with what lies in it."""

    store: PpeStoreOut
    lines: list[StockLineOut]

    @classmethod
    def of(cls, view: StoreView) -> Self:
        """As the service found it."""
        lines = [StockLineOut.of(line, view.now) for line in view.lines]
        return cls(store=PpeStoreOut.model_validate(view.store), lines=lines)


class StockOut(WireOut):
    """All stores that the asker may see, rooms before vehicles."""

    stores: list[StoreStockOut]


class PiecesIn(WireIn):
    """Pieces of an article as the label tells them apart."""

    item: Code
    pieces: PieceCount
    size: Label = ""
    lot_no: Label = ""
    expires_at: Moment | None = None

    def read(self) -> Pieces:
        """As the service takes it."""
        return Pieces(self.item, self.pieces, self.size, self.lot_no, self.expires_at)


class CountedIn(PiecesIn):
    """How many of a lot were found; none is a number too."""

    pieces: Annotated[int, Field(ge=0, le=MAX_PIECES)]


class LotPiecesIn(WireIn):
    """Pieces of a known lot."""

    lot_id: UUID
    pieces: PieceCount

    def read(self) -> LotPieces:
        """As the service takes it."""
        return LotPieces(self.lot_id, self.pieces)


class ReceiveIn(WireIn):
    """A delivery."""

    lines: Annotated[list[PiecesIn], Field(min_length=1, max_length=500)]
    reason: Why | None = None


class CountIn(WireIn):
    """A count sheet. Lots of an article on it that it does not name are counted as none; other articles stay."""

    lines: Annotated[list[CountedIn], Field(min_length=1, max_length=2000)]
    reason: Why | None = None


class TransferIn(WireIn):
    """What is carried where."""

    to_store_id: UUID
    lines: Annotated[list[LotPiecesIn], Field(min_length=1, max_length=500)]
    reason: Why | None = None


class IssueIn(WireIn):
    """Reusable pieces that somebody gets for keeps."""

    member_id: UUID
    lines: Annotated[list[LotPiecesIn], Field(min_length=1, max_length=100)]


class WriteOffIn(WireIn):
    """What is torn, lost or past its date."""

    lines: Annotated[list[LotPiecesIn], Field(min_length=1, max_length=500)]
    reason: Why


class EndIssueIn(WireIn):
    """How pieces that are out come back: onto the shelf, to disinfection, out of it, or not at all."""

    kind: Literal["return", "disinfect", "clean", "write_off"]
    pieces: PieceCount
    reason: Why | None = None


class MinimumIn(WireIn):
    """How many good and free pieces of an article a store should hold."""

    item: Code
    minimum: Annotated[int, Field(ge=0, le=MAX_PIECES)]


class SizeIn(WireIn):
    """The size that somebody wears of an article; null forgets it."""

    item: Code
    size: Label | None


class MovedOut(WireOut):
    """What was written; movements that belong together carry this id as `refers_id`."""

    id: UUID


class MovementOut(WireOut):
    """One thing that happened to pieces."""

    id: UUID
    store_id: UUID
    kind: str
    item: str
    size: str
    lot_no: str
    expires_at: datetime | None
    pieces: int
    change: int = Field(description="what it did to the shelf")
    off_shelf: bool = Field(description="pieces that the books do not know of")
    member_id: UUID | None
    member_name: str | None
    assignment_id: UUID | None
    refers_id: UUID | None
    reason: str | None
    at: datetime
    by_name: str

    @classmethod
    def of(cls, view: MovementView) -> Self:
        """As the service found it."""
        row = view.row
        same = (
            "id", "store_id", "kind", "pieces", "change", "off_shelf", "member_id", "assignment_id", "refers_id",
            "reason", "at", "by_name",
        )  # fmt: skip
        shown = {name: getattr(row, name) for name in same}
        return cls(**shown, item=row.item_code, member_name=view.member, **_label(view.lot))


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
            off_shelf=issue.off_shelf, issued_at=issue.at, **_label(held.lot),
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
                    **_label(lot),
                )
                for each, lot in job.reserved
            ],
            in_hand=[InHandOut.of(each) for each in job.in_hand],
        )  # fmt: skip


class JobsStockOut(WireOut):
    """Jobs with anything reserved or short, the soonest first."""

    jobs: list[JobStockOut]


class HeldOut(InHandOut):
    """Pieces that are out with somebody who is on no job with them, or in disinfection after one."""

    member_name: str
    disinfecting: int

    @classmethod
    def of_held(cls, held: Held) -> Self:
        """As the service found it."""
        shown = InHandOut.of(held.in_hand)
        return cls(**shown.model_dump(), member_name=held.member, disinfecting=held.disinfecting)


class AllHeldOut(WireOut):
    """What people have in hand beside jobs, the oldest first."""

    items: list[HeldOut]


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
            item=line.item_code, **_supply(line.supply), expiring=line.supply.expiring, level=line.level,
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


class MemberSizesOut(WireOut):
    """The sizes that somebody wears, by article."""

    member_id: UUID
    name: str
    sizes: dict[str, str]


class CrewSizesOut(WireOut):
    """The sizes that a crew wears."""

    members: list[MemberSizesOut]


def store_out(store: PpeStore) -> PpeStoreOut:
    """A store as it is stored."""
    return PpeStoreOut.model_validate(store)


def profiles_out(rows: Sequence[PpeProfile]) -> PpeProfilesOut:
    """Versions of profiles as they are stored."""
    return PpeProfilesOut(items=[PpeProfileOut.of(row) for row in rows])


def _label(lot: PpeLot | None) -> dict[str, object]:
    if lot is None:
        return {"size": "", "lot_no": "", "expires_at": None}
    return {"size": lot.size, "lot_no": lot.lot_no, "expires_at": lot.expires_at}


def _supply(supply: Supply) -> dict[str, int]:
    return {name: getattr(supply, name) for name in ("on_hand", "expired", "reserved", "available")}
