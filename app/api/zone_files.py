"""Zones in and out as files: GeoJSON, KML, Shapefile (zip), GeoPackage, CAP 1.2."""

from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from app.auth.dependencies import CurrentFiles, CurrentSubject, CurrentWork
from app.errors import InvalidError
from app.services import zone_exports, zone_imports
from app.services.imports.aims import Options
from app.services.imports.report import Note, Outcome
from app.services.zone_files import ENDINGS, MEDIA_TYPES, FileFormat
from app.services.zone_imports import ZonesRead
from app.wire.common import Lang, QueryText, ReasonOut, WireIn, WireOut, reasons_out

router = APIRouter(prefix="/api/v1/zones", tags=["zones"])

LARGEST_BYTES = 32 << 20
"""More than this in one request is not read."""

Word = Annotated[QueryText, Query(min_length=1, max_length=200)]


class ImportAsked(WireIn):
    """How a file is to be read."""

    source: Word = "upload"
    """Where it comes from: the same source and external id again is the same zone."""
    authority: Word | None = None
    """Code of the authority in charge of zones that name none."""
    layer: Word | None = None
    dry_run: bool = False


class NoteOut(WireOut):
    """Something about one feature: why it was refused, or what was dropped from it."""

    row: int
    external_id: str | None
    field: str
    code: str
    text: str
    remedy: str
    detail: str

    @classmethod
    def of(cls, note: Note, lang: str) -> Self:
        """As the importer found it."""
        return cls(
            row=note.row, external_id=note.external_id, field=note.field, code=note.reason.code,
            text=note.reason.text(lang), remedy=note.remedy.get(lang), detail=note.detail,
        )  # fmt: skip


class MessageOut(WireOut):
    """What became of a CAP message; ``reasons`` say why it was passed over."""

    outcome: Literal["created", "changed", "ended", "unchanged", "ignored"]
    zone_id: UUID | None
    reasons: list[ReasonOut]


class ImportOut(WireOut):
    """What became of a file."""

    format: FileFormat
    dry_run: bool
    rows: int
    created: int
    changed: int
    unchanged: int
    refused: int
    refusals: list[NoteOut]
    warnings: list[NoteOut]
    ignored_columns: list[str]
    message: MessageOut | None

    @classmethod
    def of(cls, read: ZonesRead, lang: str, *, dry_run: bool) -> Self:
        """As the service answered."""
        report, message = read.report, read.message
        counts = {str(each): report.outcomes[each] if report else 0 for each in Outcome}
        return cls(
            format=read.format, dry_run=dry_run, rows=report.rows if report else 1, **counts,
            refused=report.refused_rows if report else 0,
            refusals=[NoteOut.of(note, lang) for note in report.refused] if report else [],
            warnings=[NoteOut.of(note, lang) for note in report.warnings] if report else [],
            ignored_columns=list(report.ignored_columns) if report else [],
            message=MessageOut(
                outcome=message.outcome, zone_id=message.zone_id,
                reasons=reasons_out([message.reason] if message.reason else [], lang),
            ) if message else None,
        )  # fmt: skip


async def read_content(request: Request) -> bytes:
    """The body, up to a limit.

    Raises:
        InvalidError: there is none, or more than the limit.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST_BYTES:
            detail = f"the file is larger than {LARGEST_BYTES >> 20} MiB"
            raise InvalidError.of("file", "too_large", detail, "split it, or let the operator run `cordon import`")
    if not content:
        raise InvalidError.of("file", "empty", "the file is empty", "send the file as the body of the request")
    return bytes(content)


_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/import", openapi_extra=_BODY)
def import_zones(
    content: Annotated[bytes, Depends(read_content)],
    asked: Annotated[ImportAsked, Query()],
    work: CurrentWork,
    subject: CurrentSubject,
    files: CurrentFiles,
    lang: Lang,
) -> ImportOut:
    """Take a file of zones: published at once, or tried only. What cannot stand comes back by feature and field."""
    options = Options(asked.source, authority=asked.authority, dry_run=asked.dry_run)
    read = zone_imports.import_zones(work, subject, files, content, options, asked.layer)
    return ImportOut.of(read, lang, dry_run=asked.dry_run)


@router.get("/export", response_class=Response)
def export_zones(
    work: CurrentWork,
    subject: CurrentSubject,
    files: CurrentFiles,
    format: FileFormat = "geojson",  # noqa: A002 - the query parameter's name
    zone_id: UUID | None = None,
) -> Response:
    """A file of all zones in force and coming, or of one; a CAP message is about one."""
    content = zone_exports.export_zones(work, subject, files, format, zone_id)
    name = f'attachment; filename="zones.{ENDINGS[format]}"'
    return Response(content, media_type=MEDIA_TYPES[format], headers={"Content-Disposition": name})
