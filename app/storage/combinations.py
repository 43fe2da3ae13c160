"""HSE's sign-offs of electrical methods with medical or chemical PPE."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.combinations import HseCombination
from compliance.lifecycles import ACTIVE_ASSIGNMENT


def visible(scope: Scope) -> ColumnElement[bool]:
    """Sign-offs for the scope's units, and those for every unit."""
    return or_(HseCombination.unit_id.in_(scope.unit_ids), HseCombination.unit_id.is_(None))


def holding(now: datetime) -> ColumnElement[bool]:
    """Sign-offs in force at a moment."""
    c = HseCombination
    return and_(
        c.signed_at <= now,
        or_(c.valid_until.is_(None), c.valid_until > now),
        or_(c.withdrawn_at.is_(None), c.withdrawn_at > now),
    )


def find(session: Session, scope: Scope, combination_id: UUID, *, for_update: bool = False) -> HseCombination | None:
    """One sign-off of the scope."""
    query = select(HseCombination).where(HseCombination.id == combination_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_all(session: Session, scope: Scope, limit: int) -> Sequence[HseCombination]:
    """Sign-offs of the scope, withdrawn ones too, the newest first."""
    query = select(HseCombination).where(visible(scope)).order_by(HseCombination.id.desc()).limit(limit)
    return session.scalars(query).all()


def list_holding(session: Session, unit_ids: Collection[UUID], now: datetime) -> Sequence[HseCombination]:
    """Sign-offs in force for any of these units, or for every unit."""
    mine = or_(HseCombination.unit_id.is_(None), HseCombination.unit_id.in_(unit_ids))
    return session.scalars(select(HseCombination).where(mine, holding(now)).order_by(HseCombination.id)).all()


def list_jobs(session: Session, unit_ids: Collection[UUID] | None, method: str | None = None) -> Sequence[Assignment]:
    """Active jobs of these units (None: of all) with a work method, or with this one, in the order of their entry."""
    query = select(Assignment).where(Assignment.state.in_(ACTIVE_ASSIGNMENT), Assignment.work_method.is_not(None))
    if unit_ids is not None:
        query = query.where(Assignment.unit_id.in_(unit_ids))
    if method is not None:
        query = query.where(Assignment.work_method == method)
    return session.scalars(query.order_by(Assignment.planned_entry_at, Assignment.id)).all()
