"""Devices: phones and browsers that receive pushes; several per worker are fine."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.schema.crews import Crew
from app.schema.devices import Device
from app.schema.people import User
from app.services import pushes as push_service
from app.services.events import About, record
from app.services.sessions import API_DESK
from app.services.web_endpoints import Subscription, check_subscription
from app.services.work import Tx, Work
from app.storage import devices, people, push_keys, pushes, sessions
from app.storage.devices import Address, Phone

FIELD_DESK = "field"
HEARD_EVERY = timedelta(hours=1)
"""A phone that pulls is noted as heard of no more often."""
MOST_STALE = 200


@dataclass(frozen=True)
class OwnDevice:
    """A phone of the worker's; whether it is the one that asks."""

    row: Device
    is_this: bool


@dataclass(frozen=True)
class Heard:
    """The phone that asks, and whether it is to fetch a new push token: old ones are no good after a while."""

    id: UUID
    renew_token: bool


def register(
    work: Work, subject: Subject, *, platform: str, token: str | None = None, name: str | None = None,
    subscription: Subscription | None = None, client_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Note that this phone is this worker's; a token that was somebody else's moves here. Return the device's id.

    The session in which it is said is the phone's from now on: it ends when the phone is reported lost. Pushes that
    were waiting for a phone are sent at once.

    Args:
        work: what use cases work with.
        subject: the worker.
        platform: web, android or ios.
        token: FCM's; a browser that takes web push has a subscription instead.
        name: how the worker tells several phones apart.
        subscription: a browser's, for web push.
        client_id: the phone's own name; its new token takes the place of the one before.

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
        device_id = _put(tx, subject, Phone(user_id, platform, name, client_id), address, before)
        if subject.session_id is not None:
            sessions.bind(tx.session, subject.session_id, device_id)
        if not known:
            payload = {"platform": platform, "user_id": str(user_id)}
            moved = {"moved_from": str(moved_from)} if moved_from else {}
            record(tx, subject, "device.registered", _about(device_id, subject.crew_id), payload=payload | moved)
        if pushes.hasten(tx.session, user_id, tx.now):
            tx.defer(push_service.TASK, lock=push_service.TASK)
        return device_id


def _put(tx: Tx, subject: Subject, phone: Phone, address: Address, before: Device | None) -> UUID:
    """Keep an address: that of a phone already known by its name takes the place of the one it had."""
    known = devices.lock_by_client(tx.session, phone.user_id, phone.client_id) if phone.client_id else None
    if known is None or known is before:
        return devices.put(tx.session, phone, address, tx.now)
    if before is None:
        devices.move(tx.session, known, phone, address, tx.now)
        return known.id
    known.client_id = None
    _disable(tx, subject, known, "replaced")
    tx.session.flush()
    return devices.put(tx.session, phone, address, tx.now)


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


def list_mine(work: Work, subject: Subject) -> list[OwnDevice]:
    """All phones of the worker, the one that was heard of last first.

    Raises:
        ForbiddenError: not a worker.
    """
    user_id = _worker(subject)
    with work.look() as tx:
        mine = sessions.find_device(tx.session, subject.session_id) if subject.session_id else None
        return [OwnDevice(each, each.id == mine) for each in devices.list_own(tx.session, user_id)]


def list_devices(work: Work, subject: Subject, user_id: UUID | None, limit: int) -> list[tuple[Device, User]]:
    """Phones of the people of the subject's units, those heard of last first."""
    scope = subject.scope(Verb.DEVICES_REVOKE)
    with work.look() as tx:
        return list(devices.list_of_scope(tx.session, scope, user_id, limit))


def report_mine_lost(work: Work, subject: Subject, device_id: UUID) -> None:
    """End all that a phone of the worker's may do; said on another one. Again is harmless.

    Raises:
        NotFoundError: no such device of this worker.
        ConflictError: it is the phone that says so: that one signs out.
    """
    user_id = _worker(subject)
    with work.begin() as tx:
        device = devices.find_own(tx.session, device_id, user_id)
        if device is None:
            raise NotFoundError("no such device of yours")
        if subject.session_id and sessions.find_device(tx.session, subject.session_id) == device_id:
            raise ConflictError("this is the phone you are using: sign out instead", code="device.this")
        _lose(tx, subject, device)


def report_lost(work: Work, subject: Subject, device_id: UUID) -> None:
    """The same, said at a desk for somebody of its units.

    Raises:
        NotFoundError: no such device of the subject's people.
    """
    scope = subject.scope(Verb.DEVICES_REVOKE)
    with work.begin() as tx:
        device = devices.find_of_scope(tx.session, scope, device_id)
        if device is None:
            raise NotFoundError("no such device of your people")
        _lose(tx, subject, device)


def _lose(tx: Tx, subject: Subject, device: Device) -> None:
    """Let its sign-ins end, and its pushes; a phone that never said which sign-in is its own ends all such."""
    if device.lost_at is not None:
        return
    device.lost_at, device.lost_by = tx.now, subject.user_id
    ended = sessions.revoke_device(tx.session, device.id, tx.now)
    if not ended:
        for desk in (FIELD_DESK, API_DESK):
            ended += sessions.revoke_unbound(tx.session, device.user_id, desk, tx.now)
    _disable(tx, subject, device, sessions.LOST)
    member = people.find_membership(tx.session, device.user_id)
    crew = tx.session.get(Crew, member.crew_id) if member else None
    about = About("device", device.id, unit_id=crew.unit_id if crew else None, crew_id=crew.id if crew else None)
    record(tx, subject, "device.lost", about, payload={"user_id": str(device.user_id), "sessions": ended})


def hear(work: Work, subject: Subject) -> Heard | None:
    """Note that the phone in whose session this is was heard of; None where no phone has said that it is its own."""
    if subject.session_id is None:
        return None
    with work.look() as tx:
        device_id = sessions.find_device(tx.session, subject.session_id)
        device = tx.session.get(Device, device_id) if device_id else None
        now = tx.now
    if device is None:
        return None
    if now - device.seen_at > HEARD_EVERY:
        with work.begin() as tx:
            tx.session.get_one(Device, device.id).seen_at = tx.now
    since = device.token_at or device.registered_at
    return Heard(device.id, now - since > timedelta(days=work.settings.device_token_days))


def prune_due(tx: Tx, subject: Subject, after: timedelta) -> int:
    """Forget the addresses of phones that were not heard of for so long; how many."""
    stale = devices.list_stale(tx.session, tx.now - after, MOST_STALE)
    for device in stale:
        _disable(tx, subject, device, "stale")
        device.token = f"forgotten:{device.id}"
        device.service, device.p256dh, device.auth, device.push_key_id = "fcm", None, None, None
    return len(stale)


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
