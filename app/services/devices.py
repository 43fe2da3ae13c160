"""Devices: phones and browsers that receive pushes; several per worker are fine."""

from uuid import UUID

from app.access import Subject, Verb
from app.errors import ForbiddenError, InvalidError, NotFoundError
from app.schema.devices import Device
from app.services import pushes as push_service
from app.services.events import About, record
from app.services.web_endpoints import Subscription, check_subscription
from app.services.work import Tx, Work
from app.storage import devices, push_keys, pushes
from app.storage.devices import Address


def register(
    work: Work, subject: Subject, *, platform: str, token: str | None = None, name: str | None = None,
    subscription: Subscription | None = None,
) -> UUID:  # fmt: skip
    """Note that this phone is this worker's; a token that was somebody else's moves here. Return the device's id.

    Pushes that were waiting for a phone are sent at once.

    Args:
        work: what use cases work with.
        subject: the worker.
        platform: web, android or ios.
        token: FCM's; a browser that takes web push has a subscription instead.
        name: how the worker tells several phones apart.
        subscription: a browser's, for web push.

    Raises:
        ForbiddenError: not a worker.
        InvalidError: neither or both of token and subscription; or the subscription cannot be sent to.
    """
    user_id = _worker(subject)
    if (token is None) == (subscription is None):
        raise InvalidError.of("token", "one_of", "a phone has a token or a subscription", "send one of them")
    with work.begin() as tx:
        address = _subscribed(work, tx, subscription) if subscription else Address(token or "")
        token = address.token
        before = devices.lock_by_token(tx.session, token)
        known = before is not None and before.user_id == user_id and before.disabled_at is None
        moved_from = before.user_id if before is not None and before.user_id != user_id else None
        device_id = devices.put(tx.session, user_id=user_id, platform=platform, address=address, name=name, now=tx.now)
        if not known:
            payload = {"platform": platform, "user_id": str(user_id)}
            moved = {"moved_from": str(moved_from)} if moved_from else {}
            record(tx, subject, "device.registered", _about(device_id, subject.crew_id), payload=payload | moved)
        if pushes.hasten(tx.session, user_id, tx.now):
            tx.defer(push_service.TASK, lock=push_service.TASK)
        return device_id


def _subscribed(work: Work, tx: Tx, given: Subscription) -> Address:
    """Where a browser's messages go.

    Raises:
        InvalidError: web push is not set up, the subscription is of no use, or was made with a key that signs no more.
    """
    if work.settings.web_push_contact is None:
        raise InvalidError.of("subscription", "not_set_up", "web push is not set up here", "send a token, or nothing")
    public = check_subscription(given, private=work.settings.web_push_private)
    key = push_keys.find_public(tx.session, public)
    if key is None:
        raise InvalidError.of(
            "subscription.public_key", "unknown", "this is not our key", "fetch it, and subscribe anew"
        )
    return Address(given.endpoint, "webpush", given.p256dh, given.auth, key.id)


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
