"""Who is on duty, since when, and the breaks of crews."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.exposure import Exposure
from app.schema.sign_ons import ShiftBreak, SignOn
from app.schema.zones import Zone


@dataclass(frozen=True)
class DutyRow:
    """A crew's shift, how many of its people have a phone to sign on with, and how many have.

    Attributes:
        shift: the row.
        expected: members with an account.
        signed: those who have signed on and not off.
        came: those who ever signed on.
    """

    shift: Shift
    expected: int
    signed: int
    came: int


def lock_shift(session: Session, shift_id: UUID, crew_id: UUID) -> Shift | None:
    """A shift of a crew; held, so that its sign-ons and breaks follow each other."""
    query = select(Shift).where(Shift.id == shift_id, Shift.crew_id == crew_id)
    return session.scalar(query.with_for_update(key_share=True))


def find(session: Session, shift_id: UUID, member_id: UUID) -> SignOn | None:
    """One worker's sign-on to a shift."""
    return session.scalar(select(SignOn).where(SignOn.shift_id == shift_id, SignOn.member_id == member_id))


def list_of_shifts(session: Session, shift_ids: Collection[UUID]) -> dict[UUID, list[SignOn]]:
    """By shift who signed on, in that order."""
    found: dict[UUID, list[SignOn]] = defaultdict(list)
    query = select(SignOn).where(SignOn.shift_id.in_(shift_ids)).order_by(SignOn.signed_on_at, SignOn.id)
    for row in session.scalars(query):
        found[row.shift_id].append(row)
    return found


def list_breaks(session: Session, shift_ids: Collection[UUID]) -> dict[UUID, list[ShiftBreak]]:
    """By shift the breaks that were taken, in their order."""
    found: dict[UUID, list[ShiftBreak]] = defaultdict(list)
    query = select(ShiftBreak).where(ShiftBreak.shift_id.in_(shift_ids)).order_by(ShiftBreak.begun_at, ShiftBreak.id)
    for row in session.scalars(query):
        found[row.shift_id].append(row)
    return found


def find_open_break(session: Session, crew_id: UUID) -> ShiftBreak | None:
    """The break that a crew is on."""
    return session.scalar(select(ShiftBreak).where(ShiftBreak.crew_id == crew_id, ShiftBreak.ended_at.is_(None)))


def find_present(session: Session, crew_id: UUID, at: datetime, opens_at: datetime) -> Shift | None:
    """The shift that a crew is on; else the next that begins by ``opens_at``."""
    begins, ends = func.lower(Shift.during), func.upper(Shift.during)
    query = select(Shift).where(Shift.crew_id == crew_id, ends > at, begins <= opens_at).order_by(begins)
    return session.scalars(query.limit(1)).first()


def find_left_open(session: Session, member_id: UUID, since: datetime) -> Shift | None:
    """The last shift after ``since`` from which somebody has not signed off."""
    query = (
        select(Shift)
        .join(SignOn, SignOn.shift_id == Shift.id)
        .where(SignOn.member_id == member_id, SignOn.signed_off_at.is_(None), SignOn.signed_on_at > since)
        .order_by(SignOn.signed_on_at.desc())
    )
    return session.scalars(query.limit(1)).first()


def list_running(session: Session, crew_ids: Collection[UUID], now: datetime) -> list[DutyRow]:
    """The shifts that these crews are on, with how many of their people are there."""
    query = _duty().where(Shift.crew_id.in_(crew_ids), Shift.during.contains(now))
    return [DutyRow(*row) for row in session.execute(query)]


def list_unsigned(session: Session, since: datetime, now: datetime) -> Sequence[UUID]:
    """Running shifts that began before ``since``, of crews with phones, of whom nobody came; those not told of yet."""
    came = exists().where(SignOn.shift_id == Shift.id)
    phone = exists().where(CrewMember.crew_id == Shift.crew_id, CrewMember.active, CrewMember.user_id.is_not(None))
    query = select(Shift.id).where(
        Shift.during.contains(now), func.lower(Shift.during) <= since, Shift.unsigned_event_id.is_(None), ~came, phone
    )
    return session.scalars(query.order_by(Shift.id)).all()


def lock_unsigned(session: Session, shift_id: UUID, since: datetime, now: datetime) -> Shift | None:
    """One of those, held; None when another worker was faster, or somebody came."""
    if shift_id not in list_unsigned(session, since, now):
        return None
    query = select(Shift).where(Shift.id == shift_id, Shift.unsigned_event_id.is_(None))
    return session.scalar(query.with_for_update(skip_locked=True))


def list_visible(session: Session, scope: Scope, now: datetime, opens_at: datetime) -> Sequence[tuple[Shift, Crew]]:
    """Shifts of the scope's crews that run, or begin by ``opens_at``; by crew."""
    within = or_(Crew.unit_id.in_(scope.unit_ids), Crew.id.in_(scope.crew_ids))
    near = and_(func.upper(Shift.during) > now, func.lower(Shift.during) <= opens_at)
    query = select(Shift, Crew).join(Crew, Crew.id == Shift.crew_id).where(within, near, Crew.active)
    return [(row[0], row[1]) for row in session.execute(query.order_by(Crew.code, func.lower(Shift.during)))]


def _duty() -> Select[Shift, int, int, int]:
    signed = select(func.count()).where(SignOn.shift_id == Shift.id, SignOn.signed_off_at.is_(None))
    came = select(func.count()).where(SignOn.shift_id == Shift.id)
    phones = select(func.count()).where(
        CrewMember.crew_id == Shift.crew_id, CrewMember.active, CrewMember.user_id.is_not(None)
    )
    return select(Shift, phones.scalar_subquery(), signed.scalar_subquery(), came.scalar_subquery())


def list_inside(session: Session, member_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """By member the names of zones that they are in."""
    found: dict[UUID, list[str]] = defaultdict(list)
    query = (
        select(Exposure.member_id, Zone.name)
        .join(Zone, Zone.id == Exposure.zone_id)
        .where(Exposure.member_id.in_(member_ids), Exposure.left_at.is_(None))
    )
    for member_id, name in session.execute(query.order_by(Zone.name).distinct()):
        found[member_id].append(name)
    return found


def list_under_way(session: Session, member_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """By member the numbers of jobs that they have begun."""
    found: dict[UUID, list[str]] = defaultdict(list)
    query = (
        select(AssignmentMember.member_id, Assignment.number)
        .join(Assignment, Assignment.id == AssignmentMember.assignment_id)
        .where(AssignmentMember.member_id.in_(member_ids), AssignmentMember.started, AssignmentMember.active)
    )
    for member_id, number in session.execute(query.order_by(Assignment.number)):
        found[member_id].append(number)
    return found
