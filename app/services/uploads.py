"""Uploads of evidence in parts: who may send what, and what becomes of one that is whole."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.access import Subject, Verb
from app.errors import CordonError, FieldError, ForbiddenError, InvalidError, NotFoundError, TooManyError
from app.services import evidence
from app.services.evidence import Room
from app.services.work import Work
from compliance.evidence import MEDIA_TYPES, is_hash

KEPT_DAYS = 7
"""How long an upload waits to be gone on with: as long as phones are heard at all."""
MOST_AT_ONCE = 100
"""Of one person: photos of three days without a network."""


class Uploads(Protocol):
    """Uploads under way."""

    def new_name(self, owner: UUID) -> str:
        """A name for an upload of this person."""
        ...

    def belongs_to(self, uid: str, owner: UUID) -> bool:
        """Whether it is this person's."""
        ...

    def count_of(self, owner: UUID) -> int:
        """How many of this person are under way."""
        ...

    def is_finished(self, uid: str) -> bool:
        """Whether it was taken over whole."""
        ...

    def finish(self, uid: str) -> None:
        """Forget its bytes, and remember that it was whole."""
        ...

    async def settle(self, uid: str) -> None:
        """Wait until nobody adds to it any more; let the phone go on with one that was whole but not taken over.

        Raises:
            TimeoutError: somebody adds to it for too long.
        """
        ...

    def forget(self, uid: str) -> None:
        """Forget it; harmless when there is none."""
        ...

    def delete_old(self, age: timedelta) -> int:
        """Forget what nobody touched for so long."""
        ...


class UploadTooLargeError(CordonError):
    """Larger than a picture may be."""

    status, code, title = 413, "upload.too_large", "Too large"


def sender(subject: Subject) -> UUID:
    """Who sends.

    Raises:
        ForbiddenError: not a worker of a crew.
    """
    if not subject.scope(Verb.FIELD).crew_ids or subject.user_id is None:
        raise ForbiddenError("you belong to no crew")
    return subject.user_id


def check_own(subject: Subject, uploads: Uploads, uid: str) -> None:
    """See that the upload is the subject's own; of others nobody hears whether there are any.

    Raises:
        ForbiddenError: not a worker of a crew.
        NotFoundError: not the subject's.
    """
    if not uploads.belongs_to(uid, sender(subject)):
        raise NotFoundError("there is no such upload of yours")


def check_new(subject: Subject, uploads: Uploads, room: Room, told: Mapping[str, str], size: int | None) -> None:
    """See that what is to come will be taken, before a byte of it is sent.

    Args:
        subject: who sends.
        uploads: those under way.
        room: where evidence is kept.
        told: what the phone says about the file.
        size: in bytes; None where the phone did not say.

    Raises:
        InvalidError: no hash, no size, or a type that is never taken.
        UploadTooLargeError: larger than a picture may be.
        TooManyError: the person has too many under way.
    """
    if not is_hash(told.get("sha256", "")):
        detail = "sha256 in Upload-Metadata must be the SHA-256 of the file, 64 hexadecimal digits in lower case"
        raise InvalidError.of("Upload-Metadata.sha256", "hash", detail, "add sha256 to Upload-Metadata")
    if told.get("filetype") not in MEDIA_TYPES:
        detail = f"filetype in Upload-Metadata must be one of {', '.join(MEDIA_TYPES)}"
        raise InvalidError.of("Upload-Metadata.filetype", "media_type", detail, "send a photo of such a type")
    if not size:
        detail = "the length must be told at the beginning"
        raise InvalidError.of("Upload-Length", "missing", detail, "send Upload-Length with the number of bytes")
    if size > room.largest_bytes:
        remedy = "make the picture smaller"
        error = FieldError("Upload-Length", "too_large", f"more than {room.largest_bytes >> 20} MiB", remedy)
        raise UploadTooLargeError(error.detail, errors=[error])
    if uploads.count_of(sender(subject)) >= MOST_AT_ONCE:
        detail = f"{MOST_AT_ONCE} uploads of yours are under way; finish or delete some"
        raise TooManyError(detail, code="upload.too_many", retry_after_s=60)


def complete(work: Work, subject: Subject, room: Room, uploads: Uploads, path: str, told: Mapping[str, str]) -> None:
    """Take an upload that is whole over into the evidence; again is harmless.

    Raises:
        InvalidError: it is not what the phone said, or no picture.
        UnavailableError: it could not be kept; the phone is to send the last byte again.
    """
    file = Path(path)
    if not uploads.is_finished(file.name):
        evidence.take(work, subject, room, told["sha256"], file.read_bytes())
        uploads.finish(file.name)


def give_up(uploads: Uploads, path: str) -> None:
    """Forget an upload that will never be taken: the phone has to begin anew."""
    uploads.forget(Path(path).name)


def delete_expired(uploads: Uploads) -> int:
    """Forget what no phone went on with in time; how many."""
    return uploads.delete_old(timedelta(days=KEPT_DAYS))
