"""Authorities."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, select, true
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.authorities import Authority


def visible(scope: Scope) -> ColumnElement[bool]:
    """The utility's staff sees all authorities, the staff of an authority its own subtree."""
    return true() if scope.unit_ids or scope.crew_ids else Authority.id.in_(scope.authority_ids)


def find(session: Session, scope: Scope, authority_id: UUID, *, for_update: bool = False) -> Authority | None:
    """One authority of the scope."""
    query = select(Authority).where(Authority.id == authority_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(session: Session, scope: Scope, *, after: str | None, limit: int) -> Sequence[Authority]:
    """Authorities of the scope by code, from the one that follows ``after``."""
    query = select(Authority).where(visible(scope)).order_by(Authority.code).limit(limit)
    return session.scalars(query.where(Authority.code > after) if after is not None else query).all()


def find_by_id(session: Session, authority_id: UUID) -> Authority | None:
    """An authority that a background task works on."""
    return session.get(Authority, authority_id)


def find_by_code(session: Session, code: str) -> Authority | None:
    """An authority by its code, for the operator at the command line."""
    return session.scalar(select(Authority).where(Authority.code == code))


_NAMES = select(Authority.id, Authority.name).where(Authority.id.in_(bindparam("ids", expanding=True)))


def list_names(session: Session, authority_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of these authorities."""
    return {row[0]: row[1] for row in session.execute(_NAMES, {"ids": list(authority_ids)})}


def list_codes(session: Session, authority_ids: Collection[UUID]) -> dict[UUID, str]:
    """Codes of authorities by id."""
    query = select(Authority.id, Authority.code).where(Authority.id.in_(authority_ids))
    return {row[0]: row[1] for row in session.execute(query)}
