"""Incidents: tickets with one cause, put together, taken apart, and every step taken back."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import incident_undo, incidents
from app.services.incidents import IncidentView
from app.storage.incidents import IncidentFilter
from app.wire.common import Lang, WireIn
from app.wire.headers import IfMatch, OnceKey, set_etag
from app.wire.incidents import IncidentDetailOut, IncidentOut
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from app.wire.states import IncidentState

router = APIRouter(prefix="/api/v1/incidents", tags=["incidents"])

Tickets = Annotated[list[UUID], Field(min_length=1, max_length=500)]
Name = Annotated[str, Field(max_length=200)]


class IncidentIn(WireIn):
    """Tickets that have one cause."""

    ticket_ids: Tickets
    name: Name = ""


class IncidentPatch(WireIn):
    """What an incident is called."""

    name: Name


class JoinIn(WireIn):
    """Tickets that belong to an incident as well."""

    ticket_ids: Tickets


class MergeIn(WireIn):
    """The incident that becomes a part of this one."""

    incident_id: UUID


class UndoIn(WireIn):
    """The step to be taken back."""

    operation_id: UUID


class IncidentsAsked(WireIn):
    """Which incidents."""

    state: IncidentState | None = None
    unit_id: UUID | None = None
    cursor: Cursor = None
    limit: Limit = 100


@router.get("")
def list_incidents(
    asked: Annotated[IncidentsAsked, Query()], work: CurrentWork, subject: CurrentSubject, lang: Lang
) -> Page[IncidentOut]:
    """Incidents that I may see, the newest first."""
    after = decode_cursor(asked.cursor, datetime, UUID)
    which = IncidentFilter(asked.state, asked.unit_id)
    place = (after[0], after[1]) if after else None
    found = incidents.list_incidents(work, subject, which, after=place, limit=asked.limit)
    return page_of(
        found, asked.limit, lambda view: IncidentOut.of(view, lang), lambda v: (v.incident.opened_at, v.incident.id)
    )


@router.post("", status_code=status.HTTP_201_CREATED)
def create_incident(
    new: IncidentIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, once: OnceKey, response: Response
) -> IncidentDetailOut:
    """Put tickets together that have one cause."""
    return _shown(incidents.create_incident(work, subject, new.ticket_ids, new.name, once), lang, response)


@router.get("/{incident_id}")
def get_incident(
    incident_id: UUID, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> IncidentDetailOut:
    """One incident with its tickets and its last steps."""
    return _shown(incidents.get_incident(work, subject, incident_id), lang, response)


@router.patch("/{incident_id}")
def rename_incident(
    incident_id: UUID,
    change: IncidentPatch,
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    version: IfMatch,
    response: Response,
) -> IncidentDetailOut:
    """Give an incident a name."""
    return _shown(incidents.rename(work, subject, incident_id, version, change.name), lang, response)


@router.post("/{incident_id}/tickets")
def join_incident(
    incident_id: UUID, more: JoinIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> IncidentDetailOut:
    """Let tickets join an incident; those that belong to it already stay."""
    return _shown(incidents.add_tickets(work, subject, incident_id, more.ticket_ids), lang, response)


@router.post("/{incident_id}/removals")
def leave_incident(
    incident_id: UUID, less: JoinIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> IncidentDetailOut:
    """Take tickets out; the machine leaves them alone from then on."""
    return _shown(incidents.remove_tickets(work, subject, incident_id, less.ticket_ids), lang, response)


@router.post("/{incident_id}/merge")
def merge_incidents(
    incident_id: UUID,
    other: MergeIn,
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    version: IfMatch,
    response: Response,
) -> IncidentDetailOut:
    """Let all tickets of another incident join this one."""
    return _shown(incidents.merge(work, subject, incident_id, version, other.incident_id), lang, response)


@router.post("/{incident_id}/split", status_code=status.HTTP_201_CREATED)
def split_incident(
    incident_id: UUID,
    part: IncidentIn,
    work: CurrentWork,
    subject: CurrentSubject,
    lang: Lang,
    version: IfMatch,
    once: OnceKey,
    response: Response,
) -> IncidentDetailOut:
    """Make an incident of its own of some tickets; the new one is answered."""
    made = incidents.split(work, subject, incident_id, version, part.ticket_ids, part.name, once)
    return _shown(made, lang, response)


@router.post("/{incident_id}/undo")
def undo_step(
    incident_id: UUID, step: UndoIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, response: Response
) -> IncidentDetailOut:
    """Take back a step: its tickets belong where they did before; a conflict says what has moved since."""
    return _shown(incident_undo.undo(work, subject, incident_id, step.operation_id), lang, response)


def _shown(view: IncidentView, lang: str, response: Response) -> IncidentDetailOut:
    set_etag(response, view.incident.version)
    return IncidentDetailOut.of(view, lang)
