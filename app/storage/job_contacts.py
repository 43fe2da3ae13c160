"""Whom a crew may have to call about a job."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access import Role
from app.schema.authorities import Authority
from app.schema.people import RoleGrant, User
from app.schema.units import Unit
from app.storage import trees

CHECKPOINT = "checkpoint"
_DESKS = (str(Role.DISPATCHER), str(Role.SHIFT_LEADER))


def list_authorities(session: Session, authority_ids: Collection[UUID]) -> Sequence[Authority]:
    """These authorities, and the checkpoints right below them."""
    below = (Authority.parent_id.in_(authority_ids)) & (Authority.level == CHECKPOINT)
    query = select(Authority).where(or_(Authority.id.in_(authority_ids), below))
    return session.scalars(query.order_by(Authority.name, Authority.id)).all()


def list_desk(session: Session, unit_id: UUID, most: int) -> Sequence[User]:
    """Who dispatches for a unit and can be called, those of the unit itself before those above it."""
    above = trees.list_above(session, Unit, unit_id)
    held = select(RoleGrant.user_id).where(RoleGrant.role.in_(_DESKS), RoleGrant.unit_id.in_(above))
    near = select(RoleGrant.user_id).where(RoleGrant.role.in_(_DESKS), RoleGrant.unit_id == unit_id)
    query = (
        select(User)
        .where(User.id.in_(held), User.active, User.phone.is_not(None), User.phone != "")
        .order_by(User.id.in_(near).desc(), User.name, User.id)
        .limit(most)
    )
    return session.scalars(query).all()


def list_phones(session: Session, user_ids: Collection[UUID]) -> dict[UUID | None, str]:
    """Telephone numbers of these users; those without one are left out."""
    if not user_ids:
        return {}
    query = select(User.id, User.phone).where(User.id.in_(user_ids), User.phone.is_not(None), User.phone != "")
    return {row[0]: row[1] or "" for row in session.execute(query)}
