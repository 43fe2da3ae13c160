"""Contacts and breaches from phones: always taken, whatever state the job is in and however late they come."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.assignments import Assignment
from app.services import exposure_log
from app.services.exposure_log import Breach, Contact
from app.services.field import Action, ActionState
from app.services.work import Tx, Work
from app.storage import exposure_records as rows

MOST_MINUTES = 7 * 24 * 60
_MOST_TEXT = 2000
_FIRST = datetime(1970, 1, 2, tzinfo=UTC)


def report_contact(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``exposure.contact`` on a job: whom the named people, or all of the crew, were near; or that there was nobody."""
    job, body = job_of(tx, subject, action), action.body
    contact = Contact(
        with_member_id=_colleague(tx, job, body),
        outsider=body.get("with") == "outsider",
        who=short_text(body, "who"),
        band=short_text(body, "band") or "unknown",
        minutes=_minutes(body),
        indoor=_flag(body, "indoor"),
        masked=_flag(body, "masked"),
        happened_at=_moment(body),
    )
    exposure_log.report_contact(tx, subject, job, named_ids(body), contact, action.device_time)
    return ActionState(job.state, job.version)


def report_breach(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``exposure.breach`` on a job: what failed, of whom, and what was done at once."""
    job, body = job_of(tx, subject, action), action.body
    breach = Breach(
        item=short_text(body, "item") or "other",
        action=short_text(body, "action") or "none",
        note=short_text(body, "note"),
        happened_at=_moment(body),
    )
    exposure_log.report_breach(tx, subject, job, named_ids(body), breach, action.device_time)
    return ActionState(job.state, job.version)


def job_of(tx: Tx, subject: Subject, action: Action) -> Assignment:
    """A job of the worker's crew, or one that they were on with another crew.

    Raises:
        NotFoundError: neither.
    """
    crew_ids = subject.scope(Verb.FIELD).crew_ids
    job = rows.find_job(tx.session, action.entity_id, crew_ids, subject.user_id) if subject.user_id else None
    if job is None:
        raise NotFoundError("no such assignment of yours")
    return job


def _colleague(tx: Tx, job: Assignment, body: Mapping[str, Any]) -> UUID | None:
    """The other worker, who has to be of the same unit: a phone names nobody else of ours."""
    named = _uuid(body.get("with_member_id"))
    return named if named is not None and rows.unit_of_member(tx.session, named) == job.unit_id else None


def named_ids(body: Mapping[str, Any]) -> list[UUID]:
    """The people in ``members`` and ``member_id``; what is no id is left out."""
    given = body.get("members")
    each = [body.get("member_id"), *(given if isinstance(given, list) else [])]
    return [found for found in map(_uuid, each) if found is not None]


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def short_text(body: Mapping[str, Any], name: str) -> str | None:
    """A text of the body, cut where it is too long; None for none."""
    value = body.get(name)
    return value.strip()[:_MOST_TEXT] or None if isinstance(value, str) else None


def _minutes(body: Mapping[str, Any]) -> int | None:
    value = body.get("minutes")
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return min(value, MOST_MINUTES)


def _flag(body: Mapping[str, Any], name: str) -> bool | None:
    value = body.get(name)
    return value if isinstance(value, bool) else None


def _moment(body: Mapping[str, Any]) -> datetime | None:
    """When it happened, where the worker said so; else it is when the phone wrote it down."""
    value = body.get("at")
    try:
        told = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return told.astimezone(UTC) if told is not None and told.tzinfo is not None and told > _FIRST else None
