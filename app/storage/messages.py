"""The outbox of letters and short messages, and the addresses of authorities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.access import Role
from app.schema.authorities import Authority
from app.schema.messages import Message
from app.schema.people import RoleGrant, User


@dataclass(frozen=True)
class Reachable:
    """Somebody of an authority and how to reach them."""

    locale: str
    email: str | None
    phone: str | None


def put_all(session: Session, values: Sequence[dict[str, Any]]) -> list[UUID]:
    """Add messages; what was told to the same address already stays untold. Returns the ids of the new ones."""
    query = insert(Message).values(list(values)).on_conflict_do_nothing(index_elements=["once_key"])
    return list(session.scalars(query.returning(Message.id)))


def lock_queued_of(session: Session, subject_id: UUID) -> Sequence[Message]:
    """Messages about one thing that were not handed over yet, locked."""
    query = select(Message).where(Message.subject_id == subject_id, Message.state == "queued").order_by(Message.id)
    return session.scalars(query.with_for_update(key_share=True)).all()


def list_of(session: Session, subject_id: UUID) -> Sequence[Message]:
    """All messages about one thing that the asker may see, oldest first."""
    return session.scalars(select(Message).where(Message.subject_id == subject_id).order_by(Message.id)).all()


def list_reachable(session: Session, authority_id: UUID) -> list[Reachable]:
    """Whom to tell at an authority: its liaisons who have an account, and the contacts on record."""
    officers = (
        select(User.locale, User.email, User.phone)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.authority_id == authority_id, RoleGrant.role == Role.LIAISON, User.active)
        .order_by(User.id)
    )
    found = [Reachable(row.locale, row.email, row.phone) for row in session.execute(officers)]
    contacts = session.scalar(select(Authority.contacts).where(Authority.id == authority_id)) or []
    return found + [Reachable("vi", each.get("email"), each.get("phone")) for each in contacts]
