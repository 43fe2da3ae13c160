"""The keys by which browsers' push services know us."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select, text, update
from sqlalchemy.orm import Session

from app.schema.devices import Device, PushKey

_MAKING = 7305844
"""Of the advisory lock under which keys are made."""


def lock_making(session: Session) -> None:
    """Let nobody else make a key until the transaction ends."""
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING})


def list_newest(session: Session) -> Sequence[PushKey]:
    """Keys that were not given up, the newest first."""
    query = select(PushKey).where(PushKey.revoked_at.is_(None)).order_by(PushKey.made_at.desc(), PushKey.id.desc())
    return session.scalars(query).all()


def list_good(session: Session, key_ids: Collection[UUID]) -> Sequence[PushKey]:
    """Those of some keys that were not given up."""
    return session.scalars(select(PushKey).where(PushKey.id.in_(key_ids), PushKey.revoked_at.is_(None))).all()


def find_public(session: Session, public_key: bytes) -> PushKey | None:
    """A key that was not given up, by its public part."""
    return session.scalar(select(PushKey).where(PushKey.public_key == public_key, PushKey.revoked_at.is_(None)))


def lock(session: Session, key_id: UUID) -> PushKey | None:
    """A key, locked."""
    return session.scalar(select(PushKey).where(PushKey.id == key_id).with_for_update(key_share=True))


def list_keys(session: Session) -> Sequence[tuple[PushKey, int]]:
    """All keys, the oldest first, with how many browsers are reached by each."""
    query = (
        select(PushKey, func.count(Device.id))
        .outerjoin(Device, and_(Device.push_key_id == PushKey.id, Device.disabled_at.is_(None)))
        .group_by(PushKey.id)
        .order_by(PushKey.made_at, PushKey.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def disable_browsers(session: Session, key_id: UUID, now: datetime, why: str) -> Sequence[UUID]:
    """Send nothing any more to the browsers that know us by a key; which devices they were."""
    change = (
        update(Device)
        .where(Device.push_key_id == key_id, Device.disabled_at.is_(None))
        .values(disabled_at=now, disabled_reason=why)
        .returning(Device.id)
    )
    return session.scalars(change).all()
