"""Devices of workers."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.schema.base import new_id
from app.schema.devices import Device


def lock_by_token(session: Session, token: str) -> Device | None:
    """The device that holds a token, locked until the end of the transaction."""
    return session.scalar(select(Device).where(Device.token == token).with_for_update(key_share=True))


@dataclass(frozen=True)
class Address:
    """Where messages for a device go.

    Attributes:
        token: what FCM knows it by, or a browser's address at its push service.
        service: fcm or webpush.
        p256dh: what a browser's messages are encrypted with, as are the next two.
        auth: the browser's secret.
        push_key_id: our key that it expects.
    """

    token: str
    service: str = "fcm"
    p256dh: str | None = None
    auth: str | None = None
    push_key_id: UUID | None = None


def put(session: Session, *, user_id: UUID, platform: str, address: Address, name: str | None, now: datetime) -> UUID:
    """Make the device of an address, or hand an existing one to this user, enabled; return its id."""
    told = {"user_id": user_id, "platform": platform, "name": name, "seen_at": now} | asdict(address)
    token = told.pop("token")
    query = (
        insert(Device)
        .values(id=new_id(), token=token, registered_at=now, **told)
        .on_conflict_do_update(
            index_elements=[Device.token], set_={**told, "disabled_at": None, "disabled_reason": None}
        )
        .returning(Device.id)
    )
    return session.execute(query).scalar_one()


def find_own(session: Session, device_id: UUID, user_id: UUID) -> Device | None:
    """A user's own device, locked."""
    query = select(Device).where(Device.id == device_id, Device.user_id == user_id)
    return session.scalar(query.with_for_update(key_share=True))


def find(session: Session, device_id: UUID) -> Device | None:
    """Any device, locked; for the service itself."""
    return session.scalar(select(Device).where(Device.id == device_id).with_for_update(key_share=True))


def list_live(session: Session, user_ids: Collection[UUID]) -> Sequence[Device]:
    """Enabled devices of these users, oldest first."""
    query = select(Device).where(Device.user_id.in_(user_ids), Device.disabled_at.is_(None))
    return session.scalars(query.order_by(Device.registered_at, Device.id)).all()
