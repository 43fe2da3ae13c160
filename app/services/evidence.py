"""Evidence: photos and signatures, kept by the hash of their bytes and shown to whoever may see what names them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ForbiddenError, InvalidError, NotFoundError, UnavailableError
from app.schema.crews import Crew
from app.schema.evidence import Evidence
from app.services.checklist_entries import evidence_came
from app.services.events import About, record
from app.services.work import Tx, Work, again
from app.storage import evidence as rows
from compliance.evidence import MEDIA_TYPES, is_hash

THUMBNAIL = "image/jpeg"
"""What small pictures are."""


@dataclass(frozen=True)
class Picture:
    """A picture that could be read; ``content`` is without data about the place, the person and the camera."""

    content: bytes
    media_type: str
    width: int
    height: int
    thumbnail: bytes
    """A small picture of it, JPEG."""


class Store(Protocol):
    """Keeps bytes under their own hash. Putting the same again is harmless."""

    def put(self, sha256: str, content: bytes) -> None:
        """Keep; once it returns, the bytes survive a loss of power."""
        ...

    def get(self, sha256: str) -> bytes | None:
        """The bytes; None when there are none under this hash."""
        ...

    def delete(self, sha256: str) -> None:
        """Forget; harmless when there is nothing."""
        ...

    def list_old(self, age: timedelta) -> Iterable[str]:
        """Hashes of what was last put longer ago than ``age``."""
        ...

    def delete_old(self, sha256: str, age: timedelta) -> bool:
        """Forget unless it was put again within ``age``; whether it is gone."""
        ...


class Pictures(Protocol):
    """Reads pictures."""

    def read(self, content: bytes) -> Picture | None:
        """The picture, cleaned; None for what is no picture of a kind that is taken, or is too large to be one."""
        ...


@dataclass(frozen=True)
class Room:
    """Where evidence is kept, who reads pictures, and how large one may be."""

    store: Store
    pictures: Pictures
    largest_bytes: int


@dataclass(frozen=True)
class Shown:
    """Evidence with its bytes."""

    row: Evidence
    content: bytes
    media_type: str


@again
def take(work: Work, subject: Subject, room: Room, sha256: str, content: bytes) -> Evidence:
    """Keep what a phone photographed; before or after the entry that names it, and again is harmless.

    Raises:
        ForbiddenError: not a worker of a crew.
        InvalidError: the hash is none or another one, or this is no picture of a kind that is taken.
    """
    if not subject.scope(Verb.FIELD).crew_ids:
        raise ForbiddenError("you belong to no crew")
    _check(sha256, content, room)
    with work.look() as tx:
        known = rows.find(tx.session, sha256)
    if known is not None:
        return known
    picture = room.pictures.read(content)
    if picture is None:
        detail = f"this is no picture that can be read; taken are {', '.join(MEDIA_TYPES)}"
        raise InvalidError.of("body", "picture", detail, "take the photo again with the app")
    stored = hashlib.sha256(picture.content).hexdigest()
    small = hashlib.sha256(picture.thumbnail).hexdigest()
    room.store.put(small, picture.thumbnail)
    room.store.put(stored, picture.content)  # before the row: bytes without a row harm nobody, a row without bytes does
    with work.begin() as tx:
        rows.lock(tx.session, sha256)  # a phone that heard nothing sends again while the first is still under way
        return rows.find(tx.session, sha256) or _keep(tx, subject, sha256, (stored, small), picture)


def show(work: Work, subject: Subject, room: Room, sha256: str, *, small: bool = False) -> Shown:
    """Evidence that is named on a checklist which the subject may see, or that the subject sent.

    A ``small`` picture of it is a JPEG; of what came before there were any, the picture itself is shown.

    Raises:
        NotFoundError: none that the subject may see.
        UnavailableError: its bytes cannot be had now.
    """
    scope = subject.scope(Verb.CHECKLISTS_READ)
    with work.look() as tx:
        row = rows.find_visible(tx.session, scope, subject.user_id, sha256) if is_hash(sha256) else None
    if row is None:
        raise NotFoundError("there is no such evidence")
    name = (row.thumbnail_sha256 if small else None) or row.stored_sha256
    content = room.store.get(name)
    if content is None or hashlib.sha256(content).hexdigest() != name:
        raise UnavailableError("the bytes of this evidence are missing or damaged in the store")
    return Shown(row, content, THUMBNAIL if name == row.thumbnail_sha256 else row.media_type)


def _check(sha256: str, content: bytes, room: Room) -> None:
    if not is_hash(sha256):
        detail = "a hash is 64 hexadecimal digits in lower case"
        raise InvalidError.of("sha256", "hash", detail, "send the SHA-256 of the bytes")
    if len(content) > room.largest_bytes:
        detail = f"more than {room.largest_bytes >> 20} MiB"
        raise InvalidError.of("body", "too_large", detail, "make the picture smaller")
    if hashlib.sha256(content).hexdigest() != sha256:
        detail = "the bytes have another hash than the one named; some were lost or changed on the way"
        raise InvalidError.of("sha256", "hash_differs", detail, "send the same bytes again")


def _keep(tx: Tx, subject: Subject, sha256: str, names: tuple[str, str], picture: Picture) -> Evidence:
    (stored, small), crew = names, tx.session.get(Crew, subject.crew_id)
    if crew is None or subject.user_id is None:
        raise ForbiddenError("you belong to no crew")
    row = Evidence(
        sha256=sha256, stored_sha256=stored, media_type=picture.media_type, size_bytes=len(picture.content),
        width=picture.width, height=picture.height, received_at=tx.now, received_from=subject.user_id,
        thumbnail_sha256=small,
    )  # fmt: skip
    tx.session.add(row)
    tx.session.flush()
    told = {"sha256": sha256, "stored_sha256": stored, "media_type": row.media_type, "size_bytes": row.size_bytes}
    about = About("evidence", UUID(bytes=bytes.fromhex(sha256)[:16]), unit_id=crew.unit_id, crew_id=crew.id)
    record(tx, subject, "evidence.received", about, payload=told)
    evidence_came(tx, subject, sha256)
    return row
