"""A crew's shift on the wire, for desks and phones: who is there, calls for help, hand-overs, vehicles' defects."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from app.schema.crews import Crew, Vehicle
from app.schema.vehicle_checks import VehicleDefect
from app.services.crew_days import CrewDay
from app.services.crew_lists import CrewLists
from app.services.presence import planned_breaks, span_of
from app.storage.hand_overs import Found as HandedOver
from app.storage.help_requests import Found as Asked
from app.wire.common import WireOut
from compliance.hand_overs import CAUSE_NAMES, EARTHING_NAMES, ISOLATION_NAMES
from compliance.help_requests import KIND_NAMES, URGENT
from compliance.text import Text
from compliance.vehicle_checks import CheckItem
from compliance.wording.terms import CHECK_ITEM_NAMES

HelpState = Literal["asked", "accepted", "refused", "done", "cancelled"]
HelpKind = Literal["medical", "police", "second_crew", "supervisor", "equipment", "material"]
HandOverState = Literal["waiting", "passed", "taken", "dropped"]


class CodeNameOut(WireOut):
    """A code with its name in the asker's language."""

    code: str
    name: str

    @classmethod
    def of(cls, code: str, name: Text, lang: str) -> Self:
        """In the asker's language."""
        return cls(code=code, name=name.get(lang))


class PresentOut(WireOut):
    """One of a crew on a shift."""

    member_id: UUID
    name: str
    role: str
    has_phone: bool
    signed_on_at: datetime | None
    signed_off_at: datetime | None


class BreakOut(WireOut):
    """A break that was taken; without an end it lasts."""

    begun_at: datetime
    ended_at: datetime | None


class PlannedBreakOut(WireOut):
    """A break that plans keep free."""

    begins_at: datetime
    ends_at: datetime


class DefectOut(WireOut):
    """Something wrong with a vehicle."""

    id: UUID
    vehicle_id: UUID
    plate: str
    crew_code: str | None
    item: str
    item_name: str
    why: str
    blocking: bool
    for_keeper: bool
    noted_at: datetime
    mended_at: datetime | None
    mended_note: str | None

    @classmethod
    def of(cls, row: VehicleDefect, vehicle: Vehicle, crew: Crew | None, lang: str) -> Self:
        """In the asker's language."""
        name = CHECK_ITEM_NAMES.get(row.item_code)
        return cls(
            id=row.id, vehicle_id=vehicle.id, plate=vehicle.plate, crew_code=crew.code if crew else None,
            item=row.item_code, item_name=name.get(lang) if name else row.item_code, why=row.why,
            blocking=row.blocking, for_keeper=row.for_keeper, noted_at=row.noted_at, mended_at=row.mended_at,
            mended_note=row.mended_note,
        )  # fmt: skip


class CrewDayOut(WireOut):
    """A crew's shift as it is now."""

    crew_id: UUID
    crew_code: str
    crew_name: str
    unit_id: UUID
    shift_id: UUID
    begins_at: datetime
    ends_at: datetime
    members: list[PresentOut]
    signed_on: int = Field(description="how many are there now")
    missing_since: datetime | None = Field(description="when the shift began, where nobody came although it is time")
    planned_breaks: list[PlannedBreakOut]
    breaks: list[BreakOut]
    break_until: datetime | None = Field(description="expected end of the break that the crew is on")
    break_due_at: datetime | None = Field(description="when the next break has to begin")
    unavailable: list[str] = Field(description="names of those who said that they cannot work, undecided")
    defects: list[DefectOut]

    @classmethod
    def of(cls, day: CrewDay, lang: str) -> Self:
        """In the asker's language."""
        begins_at, ends_at = span_of(day.shift)
        members = _present(day)
        vehicles = {each.id: each for each in day.vehicles}
        return cls(
            crew_id=day.crew.id, crew_code=day.crew.code, crew_name=day.crew.name, unit_id=day.crew.unit_id,
            shift_id=day.shift.id, begins_at=begins_at, ends_at=ends_at, members=members,
            signed_on=sum(each.signed_on_at is not None and each.signed_off_at is None for each in members),
            missing_since=day.missing_since,
            planned_breaks=[PlannedBreakOut(begins_at=a, ends_at=b) for a, b in planned_breaks(day.shift)],
            breaks=[BreakOut.model_validate(each) for each in day.breaks], break_until=day.break_until,
            break_due_at=day.break_due_at, unavailable=list(day.unavailable),
            defects=[DefectOut.of(each, vehicles[each.vehicle_id], day.crew, lang) for each in day.defects],
        )  # fmt: skip


def _present(day: CrewDay) -> list[PresentOut]:
    came = {each.member_id: each for each in day.sign_ons}
    return [
        PresentOut(
            member_id=each.id, name=each.name, role=each.role, has_phone=each.user_id is not None,
            signed_on_at=row.signed_on_at if row else None, signed_off_at=row.signed_off_at if row else None,
        )
        for each in day.members
        for row in (came.get(each.id),)
    ]  # fmt: skip


class HelpRequestOut(WireOut):
    """A crew's call for help or material."""

    id: UUID
    kind: HelpKind
    kind_name: str
    urgent: bool
    state: HelpState
    crew_id: UUID
    crew_code: str
    crew_name: str
    asked_by: str
    asked_at: datetime
    assignment_id: UUID | None
    ticket_id: UUID | None
    ticket_number: str | None
    ticket_address: str | None
    item: str | None
    item_name: str | None
    pieces: int | None
    note: str | None
    answer: str | None
    expected_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    version: int

    @classmethod
    def of(cls, found: Asked, lang: str) -> Self:
        """In the asker's language."""
        row, crew, member, ticket, item = found
        plain = ("id", "kind", "state", "asked_at", "assignment_id", "ticket_id", "pieces", "note", "answer",
                 "expected_at", "answered_at", "ended_at", "version")  # fmt: skip
        return cls(
            **{name: getattr(row, name) for name in plain},
            kind_name=KIND_NAMES[row.kind].get(lang), urgent=row.kind in URGENT, crew_id=crew.id, crew_code=crew.code,
            crew_name=crew.name, asked_by=member.name, ticket_number=ticket.number if ticket else None,
            ticket_address=ticket.address if ticket else None, item=row.item_code,
            item_name=Text(item.title["vi"], item.title["en"]).get(lang) if item else None,
        )  # fmt: skip


class OpenItemOut(WireOut):
    """Something that was begun on a checklist and not confirmed."""

    checklist: str
    item: str


class HandOverOut(WireOut):
    """A job on its way from one crew to the next."""

    id: UUID
    state: HandOverState
    cause: str
    cause_name: str
    meets: bool = Field(description="the crew that hands over stays at the place until the next one has taken over")
    ticket_id: UUID
    ticket_number: str
    ticket_address: str
    from_assignment_id: UUID
    from_crew_code: str
    from_crew_name: str
    to_assignment_id: UUID | None
    to_crew_code: str | None
    to_crew_name: str | None
    done: str
    remaining: str
    isolation: str
    isolation_name: str
    earthing: str
    earthing_name: str
    work_permit_state: str | None
    open_items: list[OpenItemOut]
    photos: list[str]
    given_at: datetime
    taken_at: datetime | None
    version: int

    @classmethod
    def of(cls, found: HandedOver, lang: str) -> Self:
        """In the asker's language."""
        row, ticket, giver, taker = found
        plain = ("id", "state", "cause", "meets", "ticket_id", "from_assignment_id", "to_assignment_id", "done",
                 "remaining", "isolation", "earthing", "work_permit_state", "photos", "given_at", "taken_at",
                 "version")  # fmt: skip
        return cls(
            **{name: getattr(row, name) for name in plain},
            cause_name=CAUSE_NAMES[row.cause].get(lang), isolation_name=ISOLATION_NAMES[row.isolation].get(lang),
            earthing_name=EARTHING_NAMES[row.earthing].get(lang), ticket_number=ticket.number,
            ticket_address=ticket.address or "", from_crew_code=giver.code, from_crew_name=giver.name,
            to_crew_code=taker.code if taker else None, to_crew_name=taker.name if taker else None,
            open_items=[OpenItemOut(**each) for each in row.open_items],
        )  # fmt: skip


class CheckItemOut(WireOut):
    """One thing to look at on a vehicle."""

    code: str
    name: str
    kind: Literal["confirm", "date", "number"]
    moments: list[str]
    blocking: bool
    for_keeper: bool
    least: int | None

    @classmethod
    def of(cls, item: CheckItem, lang: str) -> Self:
        """In the asker's language."""
        plain: dict[str, Any] = {
            name: getattr(item, name) for name in ("code", "kind", "blocking", "for_keeper", "least")
        }
        return cls(**plain, name=item.name.get(lang), moments=list(item.moments))


class CrewListsOut(WireOut):
    """What crews choose from."""

    decline_reasons: list[CodeNameOut]
    vehicle_items: list[CheckItemOut]

    @classmethod
    def of(cls, lists: CrewLists, lang: str) -> Self:
        """In the asker's language."""
        return cls(
            decline_reasons=[CodeNameOut.of(code, name, lang) for code, name in lists.declines.items()],
            vehicle_items=[CheckItemOut.of(each, lang) for each in lists.items],
        )
