"""Photos and signatures from phones: the bytes under their own hash, before or after the entry that names them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from app.auth.dependencies import CurrentEvidence, CurrentSubject, CurrentWork
from app.errors import InvalidError
from app.schema.evidence import Evidence
from app.services import evidence
from app.wire.common import WireOut
from compliance.evidence import MEDIA_TYPES

router = APIRouter(prefix="/mobile/v1/evidence", tags=["phones"])


class StoredEvidenceOut(WireOut):
    """What is kept."""

    sha256: str
    stored_sha256: str
    media_type: str
    size_bytes: int
    width: int
    height: int
    received_at: datetime

    @classmethod
    def of(cls, row: Evidence) -> "StoredEvidenceOut":
        """As it is stored."""
        return cls.model_validate(row)


async def read_picture(request: Request, room: CurrentEvidence) -> bytes:
    """The body, no further than a picture may be large.

    Raises:
        InvalidError: there is none, or more than the limit.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > room.largest_bytes:
            detail = f"the picture is larger than {room.largest_bytes >> 20} MiB"
            raise InvalidError.of("body", "too_large", detail, "make the picture smaller")
    if not content:
        raise InvalidError.of("body", "empty", "there is no picture", "send its bytes as the body of the request")
    return bytes(content)


_BODY = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES},
    }
}


@router.put("/{sha256}", openapi_extra=_BODY)
def put_evidence(
    sha256: str, content: Annotated[bytes, Depends(read_picture)], work: CurrentWork, subject: CurrentSubject,
    room: CurrentEvidence,
) -> StoredEvidenceOut:  # fmt: skip
    """Keep a picture under the SHA-256 of its bytes; again is harmless."""
    return StoredEvidenceOut.of(evidence.take(work, subject, room, sha256, content))
