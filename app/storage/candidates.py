"""What crews have in hand, as plain numbers: one statement, however many crews and jobs there are."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Double, Text, cast, extract, func, select
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment
from app.schema.tickets import Ticket
from app.storage.board import among
from compliance.lifecycles import ACTIVE_ASSIGNMENT


class InHand(NamedTuple):
    """One active assignment with its ticket; epoch seconds and degrees. Ids are texts: few of them are looked at."""

    crew_id: str
    state: str
    leaves_s: float | None
    entry_s: float
    ends_s: float | None
    left_at: datetime | None
    ticket_id: str
    number: str
    customers: int
    service_minutes: int
    lon: float
    lat: float


def list_in_hand(session: Session, crew_ids: Collection[UUID]) -> list[InHand]:
    """Active assignments of these crews, in the order in which they are planned."""
    a, t = Assignment, Ticket
    query = (
        select(
            cast(a.crew_id, Text), a.state,
            _epoch(func.lower(a.planned)), _epoch(a.planned_entry_at), _epoch(func.upper(a.planned)), a.en_route_at,
            cast(t.id, Text), t.number, t.customers_affected, t.service_minutes, func.ST_X(t.place),
            func.ST_Y(t.place),
        )
        .join(t, t.id == a.ticket_id)
        .where(among(a.crew_id, crew_ids), a.state.in_(ACTIVE_ASSIGNMENT))
        .order_by(func.lower(a.planned), a.id)
    )  # fmt: skip
    return [InHand._make(row) for row in session.execute(query)]


def _epoch(moment: ColumnElement[datetime] | object) -> ColumnElement[float]:
    return cast(extract("epoch", moment), Double)  # type: ignore[arg-type]
