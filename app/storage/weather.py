"""Weather facts of operating units, and the jobs that they concern."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.units import Unit
from app.schema.weather import WeatherFact
from app.storage.trees import list_above
from compliance.lifecycles import ACTIVE_ASSIGNMENT


@dataclass(frozen=True)
class WeatherFilter:
    """Which facts; None means any."""

    unit_id: UUID | None = None
    since: datetime | None = None


def visible(scope: Scope) -> ColumnElement[bool]:
    """Facts of the scope's units and of the unit of a worker's own crew."""
    own = select(Crew.unit_id).where(Crew.id.in_(scope.crew_ids))
    return or_(WeatherFact.unit_id.in_(scope.unit_ids), WeatherFact.unit_id.in_(own))


def find(session: Session, scope: Scope, fact_id: UUID, *, for_update: bool = False) -> WeatherFact | None:
    """One fact of the scope."""
    query = select(WeatherFact).where(WeatherFact.id == fact_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(
    session: Session, scope: Scope, which: WeatherFilter, *, before: UUID | None, limit: int
) -> Sequence[WeatherFact]:
    """Facts of the scope, those told last first."""
    query = select(WeatherFact).where(visible(scope)).order_by(WeatherFact.id.desc()).limit(limit)
    if which.unit_id is not None:
        query = query.where(WeatherFact.unit_id == which.unit_id)
    if which.since is not None:
        query = query.where(WeatherFact.valid_until > which.since)
    return session.scalars(query.where(WeatherFact.id < before) if before else query).all()


def list_over(session: Session, unit_id: UUID, now: datetime) -> Sequence[WeatherFact]:
    """The newest facts of a unit and of each one above it, those that have expired among them."""
    above = list_above(session, Unit, unit_id)
    newest = (
        select(WeatherFact)
        .where(WeatherFact.unit_id.in_(above), WeatherFact.observed_at <= now)
        .ext(distinct_on(WeatherFact.unit_id))
        .order_by(WeatherFact.unit_id, WeatherFact.observed_at.desc(), WeatherFact.id.desc())
    )
    return session.scalars(newest).all()


def list_below(session: Session, unit_id: UUID) -> frozenset[UUID]:
    """Ids of a unit and of all below it."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte("below", recursive=True)
    down = aliased(Unit)
    tree = tree.union(select(down.id).join(tree, down.parent_id == tree.c.id))
    return frozenset(session.scalars(select(tree.c.id)))


def list_concerned(session: Session, unit_ids: Collection[UUID], *, for_update: bool) -> Sequence[Assignment]:
    """Active jobs of these units whose work method is chosen, by id; locked where they are to be changed."""
    query = (
        select(Assignment)
        .where(
            Assignment.unit_id.in_(unit_ids),
            Assignment.state.in_(ACTIVE_ASSIGNMENT),
            Assignment.work_method.is_not(None),
        )
        .order_by(Assignment.id)
    )
    return session.scalars(query.with_for_update(key_share=True) if for_update else query).all()


def due(now: datetime) -> ColumnElement[bool]:
    """Facts that have expired without anybody being told."""
    return and_(WeatherFact.expired_event_id.is_(None), WeatherFact.valid_until <= now)


def list_due(session: Session, now: datetime) -> Sequence[UUID]:
    """Ids of those, the first that expired first."""
    return session.scalars(select(WeatherFact.id).where(due(now)).order_by(WeatherFact.valid_until)).all()


def lock_due(session: Session, fact_id: UUID, now: datetime) -> WeatherFact | None:
    """A fact that is still due, locked unless somebody else works on it."""
    query = select(WeatherFact).where(WeatherFact.id == fact_id, due(now))
    return session.scalar(query.with_for_update(key_share=True, skip_locked=True))


def lock_tellers(session: Session, unit_id: UUID) -> None:
    """Let the words on one unit's weather follow each other; held to the end of the transaction."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"weather:{unit_id}", 0))))
