"""Evidence: photos and signatures, shown to whoever may see the checklist that names them."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.auth.dependencies import CurrentEvidence, CurrentSubject, CurrentWork
from app.services import evidence
from compliance.evidence import MEDIA_TYPES

router = APIRouter(prefix="/api/v1/evidence", tags=["checklists"])

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "inline",
    "Cache-Control": "private, max-age=3600",
}


@router.get(
    "/{sha256}", response_class=Response,
    responses={200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES}}},
)  # fmt: skip
def get_evidence(sha256: str, work: CurrentWork, subject: CurrentSubject, room: CurrentEvidence) -> Response:
    """The picture."""
    shown = evidence.show(work, subject, room, sha256)
    return Response(shown.content, media_type=shown.media_type, headers=_HEADERS)


@router.get(
    "/{sha256}/thumbnail", response_class=Response,
    responses={200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES}}},
)  # fmt: skip
def get_thumbnail(sha256: str, work: CurrentWork, subject: CurrentSubject, room: CurrentEvidence) -> Response:
    """A small picture of it; the picture itself where there is none."""
    shown = evidence.show(work, subject, room, sha256, small=True)
    return Response(shown.content, media_type=shown.media_type, headers=_HEADERS)
