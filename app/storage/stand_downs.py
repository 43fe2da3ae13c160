"""Stand-downs as they stand now, and the workers whom they hold."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember, AssignmentZone
from app.schema.crews import Crew, CrewMember
from app.schema.stand_downs import StandDown, StandDownChange
from app.schema.zones import Zone
from compliance.lifecycles import ACTIVE_ASSIGNMENT, AT_THE_PLACE
from compliance.stand_downs import StandDown as StandDownFacts


@dataclass(frozen=True)
class StandDownRow:
    """One stand-down as its newest change says it."""

    row: StandDown
    until: datetime
    change: StandDownChange | None
    member: CrewMember
    crew: Crew

    @property
    def version(self) -> int:
        """1, and one more with each change."""
        return 1 + (self.change.number if self.change else 0)


@dataclass(frozen=True)
class StandDownFilter:
    """Which ones; what is left out does not matter."""

    running: bool = False
    cause: str | None = None
    member_id: UUID | None = None
    unit_id: UUID | None = None


def lock_members(session: Session, member_ids: Collection[UUID]) -> dict[UUID, CrewMember]:
    """Workers with all their records, so that what holds them changes one after the other; in a fixed order.

    Locked behind everything else.
    """
    named = select(_person(CrewMember)).where(CrewMember.id.in_(member_ids))
    record = aliased(CrewMember)
    ids = select(record.id).where(_person(record).in_(named))
    query = select(CrewMember).where(CrewMember.id.in_(ids)).order_by(CrewMember.id)
    found = session.scalars(query.with_for_update(key_share=True).execution_options(populate_existing=True))
    return {each.id: each for each in found}


def units_of(session: Session, member_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The unit of each worker's crew."""
    query = select(CrewMember.id, Crew.unit_id).join(Crew, Crew.id == CrewMember.crew_id)
    return {row[0]: row[1] for row in session.execute(query.where(CrewMember.id.in_(member_ids)))}


def list_running(
    session: Session, member_ids: Collection[UUID], at: datetime
) -> Mapping[UUID, Sequence[StandDownFacts]]:
    """Those that are not over, by record, from all records of the same person; who has none is left out."""
    record = aliased(CrewMember)
    query = (
        select(record.id, _UNTIL, StandDown.hazard_class)
        .select_from(record)
        .join(CrewMember, _person(CrewMember) == _person(record))
        .join(StandDown, StandDown.member_id == CrewMember.id)
        .outerjoin(_CHANGE, _IS_NEWEST)
    )
    found: dict[UUID, list[StandDownFacts]] = defaultdict(list)
    for member_id, until, hazard_class in session.execute(query.where(record.id.in_(member_ids), at < _UNTIL)):
        found[member_id].append(StandDownFacts(until, hazard_class))
    return found


def find(session: Session, scope: Scope, stand_down_id: UUID) -> StandDownRow | None:
    """One stand-down of the scope's units; what changes it first locks the worker, for nobody may lock its row."""
    query = _views().where(StandDown.id == stand_down_id, StandDown.unit_id.in_(scope.unit_ids))
    row = session.execute(query).one_or_none()
    return StandDownRow(*row) if row else None


def list_page(
    session: Session, scope: Scope, which: StandDownFilter, at: datetime, *, before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[StandDownRow]:  # fmt: skip
    """Stand-downs of the scope's units, the newest first."""
    query = _views().where(StandDown.unit_id.in_(scope.unit_ids), *_conditions(which, at))
    if before is not None:
        query = query.where(tuple_(StandDown.begins_at, StandDown.id) < tuple_(*before))
    query = query.order_by(StandDown.begins_at.desc(), StandDown.id.desc()).limit(limit)
    return [StandDownRow(*row) for row in session.execute(query)]


def list_of_user(session: Session, user_id: UUID, limit: int) -> list[StandDownRow]:
    """One's own, whatever crew it was in, the newest first."""
    query = _views().where(CrewMember.user_id == user_id).order_by(StandDown.begins_at.desc(), StandDown.id.desc())
    return [StandDownRow(*row) for row in session.execute(query.limit(limit))]


def list_of_exposure(session: Session, exposure_id: UUID) -> list[StandDownRow]:
    """Those that follow from one stay, oldest first."""
    query = _views().where(StandDown.exposure_id == exposure_id).order_by(StandDown.begins_at, StandDown.id)
    return [StandDownRow(*row) for row in session.execute(query)]


def list_planned(session: Session, member_ids: Collection[UUID]) -> Sequence[Assignment]:
    """Assignments of these workers whose crew is not there yet."""
    query = (
        select(Assignment)
        .join(AssignmentMember, AssignmentMember.assignment_id == Assignment.id)
        .where(
            AssignmentMember.member_id.in_(member_ids), AssignmentMember.active,
            Assignment.state.in_(ACTIVE_ASSIGNMENT - AT_THE_PLACE),
        )
        .order_by(Assignment.id)
        .distinct()
    )  # fmt: skip
    return session.scalars(query).all()


def list_classes(session: Session, assignment_ids: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """Hazard classes of the zones that each assignment was judged to lie in."""
    query = (
        select(AssignmentZone.assignment_id, Zone.hazard_class)
        .join(Zone, Zone.id == AssignmentZone.zone_id)
        .where(AssignmentZone.assignment_id.in_(assignment_ids), AssignmentZone.verdict != "outside")
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    for assignment_id, hazard_class in session.execute(query):
        found[assignment_id].add(hazard_class)
    return {each: frozenset(found[each]) for each in assignment_ids}


def _person(member: type[CrewMember]) -> ColumnElement[UUID]:
    """Somebody through all the crews that they were in."""
    return func.coalesce(member.person_id, member.id)


_CHANGE = aliased(StandDownChange)
_LAST = (
    select(func.max(StandDownChange.number))
    .where(StandDownChange.stand_down_id == StandDown.id)
    .correlate(StandDown)
    .scalar_subquery()
)
_IS_NEWEST = and_(_CHANGE.stand_down_id == StandDown.id, _CHANGE.number == _LAST)
_UNTIL = func.coalesce(_CHANGE.until, StandDown.until)


def _views() -> Select[StandDown, datetime, StandDownChange, CrewMember, Crew]:
    return (
        select(StandDown, _UNTIL, _CHANGE, CrewMember, Crew)
        .select_from(StandDown)
        .outerjoin(_CHANGE, _IS_NEWEST)
        .join(CrewMember, CrewMember.id == StandDown.member_id)
        .join(Crew, Crew.id == StandDown.crew_id)
    )


def _conditions(which: StandDownFilter, at: datetime) -> Iterator[ColumnElement[bool]]:
    if which.running:
        yield at < _UNTIL
    if which.cause is not None:
        yield StandDown.cause == which.cause
    if which.member_id is not None:
        yield StandDown.member_id == which.member_id
    if which.unit_id is not None:
        yield StandDown.unit_id == which.unit_id
