"""Devices: phones and browsers that receive pushes; several per worker are fine."""

from uuid import UUID

from app.access import Subject, Verb
from app.errors import ForbiddenError, NotFoundError
from app.schema.devices import Device
from app.services import pushes as push_service
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import devices, pushes


def register(work: Work, subject: Subject, *, platform: str, token: str, name: str | None = None) -> UUID:
    """Note that this phone is this worker's; a token that was somebody else's moves here. Return the device's id.

    Pushes that were waiting for a phone are sent at once.

    Raises:
        ForbiddenError: not a worker.
    """
    user_id = _worker(subject)
    with work.begin() as tx:
        before = devices.lock_by_token(tx.session, token)
        known = before is not None and before.user_id == user_id and before.disabled_at is None
        moved_from = before.user_id if before is not None and before.user_id != user_id else None
        device_id = devices.put(tx.session, user_id=user_id, platform=platform, token=token, name=name, now=tx.now)
        if not known:
            payload = {"platform": platform, "user_id": str(user_id)}
            moved = {"moved_from": str(moved_from)} if moved_from else {}
            record(tx, subject, "device.registered", _about(device_id, subject.crew_id), payload=payload | moved)
        if pushes.hasten(tx.session, user_id, tx.now):
            tx.defer(push_service.TASK, lock=push_service.TASK)
        return device_id


def disable(work: Work, subject: Subject, device_id: UUID) -> None:
    """Send nothing to this phone any more: the worker signs out. Again is harmless.

    Raises:
        NotFoundError: no such device of this worker.
    """
    user_id = _worker(subject)
    with work.begin() as tx:
        device = devices.find_own(tx.session, device_id, user_id)
        if device is None:
            raise NotFoundError("no such device of yours")
        _disable(tx, subject, device, "signed_out")


def disable_token(tx: Tx, subject: Subject, device_id: UUID, reason: str) -> None:
    """Send nothing to this phone any more: the push service says that its token is no good."""
    device = devices.find(tx.session, device_id)
    if device is not None:
        _disable(tx, subject, device, reason)


def _disable(tx: Tx, subject: Subject, device: Device, reason: str) -> None:
    if device.disabled_at is None:
        device.disabled_at, device.disabled_reason = tx.now, reason
        record(tx, subject, "device.disabled", _about(device.id, subject.crew_id), payload={"reason": reason})


def _worker(subject: Subject) -> UUID:
    subject.scope(Verb.FIELD)
    if subject.user_id is None:
        raise ForbiddenError("only a person has a phone")
    return subject.user_id


def _about(device_id: UUID, crew_id: UUID | None) -> About:
    return About("device", device_id, crew_id=crew_id)
