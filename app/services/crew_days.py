"""A crew's shift as it really is: who is there, who is missing, breaks, vehicles; for the desk and for the phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.schema.crews import Crew, CrewMember, Shift, Vehicle
from app.schema.sign_ons import ShiftBreak, SignOn
from app.schema.vehicle_checks import VehicleCheck, VehicleDefect
from app.services import presence
from app.services.work import Tx, Work
from app.storage import crews, fitness, sign_ons, vehicle_checks
from app.storage.sign_ons import DutyRow
from compliance.sign_ons import OPENS, break_due_at


@dataclass(frozen=True)
class CrewDay:
    """One crew's shift at one moment.

    Attributes:
        crew: which.
        shift: the one that runs, or that one may sign on to.
        members: who belongs to the crew.
        sign_ons: who came, in that order.
        breaks: those taken, in their order.
        missing_since: when the shift began, where nobody came although it is time.
        break_until: when the break under way is expected to be over.
        break_due_at: when the next one has to begin; None while nobody is there, or on a break.
        unavailable: names of those who said that they cannot work, undecided.
        vehicles: the crew's.
        defects: what is wrong with them.
    """

    crew: Crew
    shift: Shift
    members: Sequence[CrewMember]
    sign_ons: Sequence[SignOn]
    breaks: Sequence[ShiftBreak]
    missing_since: datetime | None
    break_until: datetime | None
    break_due_at: datetime | None
    unavailable: Sequence[str]
    vehicles: Sequence[Vehicle]
    defects: Sequence[VehicleDefect]


def list_days(work: Work, subject: Subject) -> list[CrewDay]:
    """Shifts of the crews that the subject may see, that run or that one may sign on to; by crew."""
    scope = subject.scope(Verb.CREWS_READ)
    with work.look() as tx:
        found = sign_ons.list_visible(tx.session, scope, tx.now, tx.now + OPENS)
        return days_of(tx, found)


def days_of(tx: Tx, found: Sequence[tuple[Shift, Crew]]) -> list[CrewDay]:
    """Shifts with all that belongs to them, one statement for each subject; in the order given."""
    crew_ids, shift_ids = {crew.id for _, crew in found}, [shift.id for shift, _ in found]
    vehicles = crews.list_vehicles(tx.session, crew_ids)
    read = _Read(
        members=crews.list_members(tx.session, crew_ids),
        sign_ons=sign_ons.list_of_shifts(tx.session, shift_ids),
        breaks=sign_ons.list_breaks(tx.session, shift_ids),
        unavailable=fitness.list_unavailable(tx.session, crew_ids),
        vehicles=vehicles,
        defects=vehicle_checks.list_open(tx.session, [each.id for each in vehicles]),
    )
    return [_day(tx, shift, crew, read) for shift, crew in found]


@dataclass(frozen=True)
class _Read:
    """Rows of all crews and shifts that are asked for."""

    members: Sequence[CrewMember]
    sign_ons: Mapping[UUID, Sequence[SignOn]]
    breaks: Mapping[UUID, Sequence[ShiftBreak]]
    unavailable: Mapping[UUID, Sequence[str]]
    vehicles: Sequence[Vehicle]
    defects: Mapping[UUID, Sequence[VehicleDefect]]


def _day(tx: Tx, shift: Shift, crew: Crew, read: _Read) -> CrewDay:
    members = [each for each in read.members if each.crew_id == crew.id]
    vehicles = [each for each in read.vehicles if each.crew_id == crew.id]
    came, breaks = read.sign_ons.get(shift.id, ()), read.breaks.get(shift.id, ())
    until = presence.on_break_until(tx, shift, breaks)
    there = [each for each in came if each.signed_off_at is None]
    duty = DutyRow(shift, sum(each.user_id is not None for each in members), len(there), len(came))
    return CrewDay(
        crew=crew,
        shift=shift,
        members=members,
        sign_ons=came,
        breaks=breaks,
        missing_since=presence.missing_since(tx, duty),
        break_until=until,
        break_due_at=_due_at(tx, there, breaks) if until is None else None,
        unavailable=read.unavailable.get(crew.id, ()),
        vehicles=vehicles,
        defects=[defect for each in vehicles for defect in read.defects.get(each.id, ())],
    )


def _due_at(tx: Tx, there: Sequence[SignOn], breaks: Sequence[ShiftBreak]) -> datetime | None:
    begun_at = min((each.signed_on_at for each in there), default=None)
    over = [(each.begun_at, each.ended_at) for each in breaks if each.ended_at is not None]
    return break_due_at(begun_at, over, tx.house.breaks) if begun_at else None


def checks_of(tx: Tx, day: CrewDay) -> Sequence[VehicleCheck]:
    """Looks at vehicles during a shift, in their order."""
    return vehicle_checks.list_of_shift(tx.session, day.shift.id)
