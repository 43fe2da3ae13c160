"""What a simulated storm left in its database: tickets, stays, refusals, positions; and the jobs its worker takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.schema.devices import FieldAction
from app.schema.events import Event
from app.schema.exposure import Exposure
from app.schema.permits import EntryPermit
from app.schema.positions import PositionFix
from app.schema.tickets import Ticket

_TAKE_JOBS = text("DELETE FROM procrastinate_jobs WHERE status = 'todo' RETURNING id, task_name, args")

WORK_BEGUN, WORK_DONE = "assignment.working", "assignment.restored"
_RESTORED = ("restored", "closed")


@dataclass(frozen=True)
class TicketTimes:
    """One fault from report to restored supply, as the events tell it."""

    key: str
    priority_class: int
    customers: int
    reported_at: datetime
    begun_at: datetime | None
    """When work began first; by the phone's own time."""
    restored_at: datetime | None


@dataclass(frozen=True)
class Stay:
    """One person in one zone."""

    zone_id: UUID
    entered_at: datetime
    left_at: datetime | None


@dataclass(frozen=True)
class Seen:
    """Where one crew was at one moment; degrees."""

    crew_code: str
    at: datetime
    lon: float
    lat: float


def take_jobs(session: Session) -> list[tuple[str, dict[str, Any]]]:
    """Take all waiting jobs out of the queue, the oldest first: task and arguments."""
    rows = sorted(session.execute(_TAKE_JOBS), key=lambda row: row.id)
    return [(row.task_name, row.args) for row in rows]


def list_tickets(session: Session, source: str) -> list[TicketTimes]:
    """All tickets of a source by their key, with the moments that count for customers."""
    begun, done = _moments(session, WORK_BEGUN, first=True), _moments(session, WORK_DONE, first=False)
    rows = session.scalars(select(Ticket).where(Ticket.source == source).order_by(Ticket.external_id))
    return [
        TicketTimes(
            key=row.external_id or row.number,
            priority_class=row.priority_class,
            customers=row.customers_affected,
            reported_at=row.reported_at,
            begun_at=begun.get(row.id),
            restored_at=done.get(row.id) if row.state in _RESTORED else None,
        )
        for row in rows
    ]


def _moments(session: Session, verb: str, *, first: bool) -> dict[UUID, datetime]:
    happened = func.coalesce(Event.device_time, Event.server_time)
    one: ColumnElement[datetime] = func.min(happened) if first else func.max(happened)
    query = select(Event.ticket_id, one).where(Event.verb == verb).group_by(Event.ticket_id)
    return {row[0]: row[1] for row in session.execute(query) if row[0] is not None}


def list_stays(session: Session) -> list[Stay]:
    """Every stay of every person in every zone, by entry."""
    entered = func.coalesce(Exposure.entered_device_at, Exposure.entered_at)
    left = func.coalesce(Exposure.left_device_at, Exposure.left_at)
    rows = session.execute(select(Exposure.zone_id, entered, left).order_by(entered, Exposure.id))
    return [Stay(*row) for row in rows]


def list_refusals(session: Session, code: str) -> list[list[str]]:
    """Codes of the reasons of each action of a phone that was refused with ``code``, in the order of refusal."""
    query = select(FieldAction.answer).where(FieldAction.answer["code"].astext == code).order_by(FieldAction.id)
    return [[each["code"] for each in answer["reasons"]] for answer in session.scalars(query)]


def list_seen(session: Session) -> list[Seen]:
    """All positions of all crews, by crew and time."""
    query = (
        select(Crew.code, PositionFix.device_time, func.ST_X(PositionFix.place), func.ST_Y(PositionFix.place))
        .join(Crew, Crew.id == PositionFix.crew_id)
        .order_by(Crew.code, PositionFix.device_time, PositionFix.id)
    )
    return [Seen(*row) for row in session.execute(query)]


def count_states(session: Session) -> tuple[dict[str, int], dict[str, int]]:
    """How many assignments and how many permits stand in each state."""
    return _by_state(session, Assignment.state), _by_state(session, EntryPermit.state)


def _by_state(session: Session, column: Any) -> dict[str, int]:
    found: Sequence[Any] = session.execute(select(column, func.count()).group_by(column).order_by(column)).all()
    return {row[0]: row[1] for row in found}
