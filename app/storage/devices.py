"""Devices of workers."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.base import new_id
from app.schema.crews import Crew, CrewMember
from app.schema.devices import Device
from app.schema.people import RoleGrant, User


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


@dataclass(frozen=True)
class Phone:
    """What a phone says about itself; ``client_id`` is its own name, by which it pushes actions."""

    user_id: UUID
    platform: str
    name: str | None = None
    client_id: UUID | None = None


def put(session: Session, phone: Phone, address: Address, now: datetime) -> UUID:
    """Make the device of an address, or hand an existing one to this user, enabled; return its id."""
    told: dict[str, Any] = asdict(phone) | asdict(address) | {"seen_at": now, "token_at": now}
    token = told.pop("token")
    query = (
        insert(Device)
        .values(id=new_id(), token=token, registered_at=now, **told)
        .on_conflict_do_update(index_elements=[Device.token], set_={**told, **_ENABLED})
        .returning(Device.id)
    )
    return session.execute(query).scalar_one()


def move(session: Session, device: Device, phone: Phone, address: Address, now: datetime) -> None:
    """Give a phone its new address."""
    for name, value in (asdict(phone) | asdict(address) | _ENABLED).items():
        setattr(device, name, value)
    device.seen_at = device.token_at = now
    session.flush()


def lock_by_client(session: Session, user_id: UUID, client_id: UUID) -> Device | None:
    """The device by which a person's phone of this name is known, locked."""
    query = select(Device).where(Device.user_id == user_id, Device.client_id == client_id)
    return session.scalar(query.with_for_update(key_share=True))


def list_own(session: Session, user_id: UUID) -> Sequence[Device]:
    """All devices of a user, the one heard of last first."""
    return session.scalars(select(Device).where(Device.user_id == user_id).order_by(*_LAST_HEARD)).all()


def list_of_scope(session: Session, scope: Scope, user_id: UUID | None, limit: int) -> Sequence[tuple[Device, User]]:
    """Devices of people who work for these units, and their names, those heard of last first."""
    query = select(Device, User).join(User, User.id == Device.user_id).where(_visible(scope))
    if user_id is not None:
        query = query.where(Device.user_id == user_id)
    return [(row[0], row[1]) for row in session.execute(query.order_by(*_LAST_HEARD).limit(limit))]


def find_of_scope(session: Session, scope: Scope, device_id: UUID) -> Device | None:
    """A device of somebody who works for these units, locked."""
    query = select(Device).where(Device.id == device_id, _visible(scope))
    return session.scalar(query.with_for_update(key_share=True))


def list_stale(session: Session, before: datetime, most: int) -> Sequence[Device]:
    """Enabled devices that were not heard of since, locked; those that somebody else takes are passed over."""
    query = select(Device).where(Device.disabled_at.is_(None), Device.seen_at < before).order_by(Device.seen_at)
    return session.scalars(query.limit(most).with_for_update(skip_locked=True, key_share=True)).all()


def _visible(scope: Scope) -> ColumnElement[bool]:
    """Whoever holds a role over one of the units, or belongs to a crew of one."""
    held = exists().where(RoleGrant.user_id == Device.user_id, RoleGrant.unit_id.in_(scope.unit_ids))
    in_crew = exists().where(
        CrewMember.user_id == Device.user_id, CrewMember.active, Crew.id == CrewMember.crew_id,
        Crew.unit_id.in_(scope.unit_ids),
    )  # fmt: skip
    return or_(held, in_crew)


_ENABLED: dict[str, Any] = {"disabled_at": None, "disabled_reason": None, "lost_at": None, "lost_by": None}
_LAST_HEARD = (Device.seen_at.desc(), Device.id.desc())


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
