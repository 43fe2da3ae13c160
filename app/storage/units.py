"""Operating units."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.crews import Crew
from app.schema.units import Unit


def visible(scope: Scope) -> ColumnElement[bool]:
    """Units of the scope, and the unit of a worker's own crew."""
    own = select(Crew.unit_id).where(Crew.id.in_(scope.crew_ids))
    return or_(Unit.id.in_(scope.unit_ids), Unit.id.in_(own)) if scope.crew_ids else Unit.id.in_(scope.unit_ids)


def find(session: Session, scope: Scope, unit_id: UUID, *, for_update: bool = False) -> Unit | None:
    """One unit of the scope."""
    query = select(Unit).where(Unit.id == unit_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(session: Session, scope: Scope, *, after: str | None, limit: int) -> Sequence[Unit]:
    """Units of the scope by code, from the one that follows ``after``."""
    query = select(Unit).where(visible(scope)).order_by(Unit.code).limit(limit)
    return session.scalars(query.where(Unit.code > after) if after is not None else query).all()


def find_by_id(session: Session, unit_id: UUID) -> Unit | None:
    """A unit that the asker belongs to, or that a background task works on."""
    return session.get(Unit, unit_id)


def list_known(session: Session, unit_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these ids are units."""
    return frozenset(session.scalars(select(Unit.id).where(Unit.id.in_(unit_ids)))) if unit_ids else frozenset()


def find_by_code(session: Session, code: str) -> Unit | None:
    """A unit by its code, for the operator at the command line."""
    return session.scalar(select(Unit).where(Unit.code == code))


def find_top(session: Session, scope: Scope) -> Unit | None:
    """The uppermost unit of the scope: the one whose own unit above is not in it."""
    query = select(Unit).where(
        Unit.id.in_(scope.unit_ids), or_(Unit.parent_id.is_(None), Unit.parent_id.not_in(scope.unit_ids))
    )
    return session.scalars(query.order_by(Unit.code)).first()


def has_root(session: Session, unit_ids: Collection[UUID]) -> bool:
    """Whether one of these units is the root of its tree, that is a whole utility."""
    if not unit_ids:
        return False
    query = select(func.count()).select_from(Unit).where(Unit.id.in_(unit_ids), Unit.parent_id.is_(None))
    return bool(session.scalar(query))
