"""Hot, warm and cold parts of zone versions, and which of them may hold a place."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from app.schema.base import SRID
from app.schema.tickets import Ticket
from app.schema.zones import ZonePart


def list_of_versions(session: Session, version_ids: Collection[UUID]) -> dict[UUID, list[ZonePart]]:
    """All parts of each of these versions, in the order in which they were given."""
    query = select(ZonePart).where(ZonePart.zone_version_id.in_(version_ids)).order_by(ZonePart.id)
    found: dict[UUID, list[ZonePart]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.zone_version_id].append(row)
    return found


def list_of_tickets(
    session: Session, ticket_ids: Collection[UUID], version_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], Sequence[ZonePart]]:
    """By ticket and version the parts that hold the ticket's place, or may hold it within its accuracy."""
    holds = _holds(Ticket.place, Ticket.accuracy_m)
    query = select(Ticket.id, ZonePart).join(ZonePart, holds)
    query = query.where(Ticket.id.in_(ticket_ids), ZonePart.zone_version_id.in_(version_ids))
    found: dict[tuple[UUID, UUID], list[ZonePart]] = defaultdict(list)
    for ticket_id, part in session.execute(query.order_by(ZonePart.id)):
        found[ticket_id, part.zone_version_id].append(part)
    return dict(found)


def list_at_place(
    session: Session, lon: float, lat: float, accuracy_m: float, version_ids: Collection[UUID]
) -> dict[UUID, Sequence[ZonePart]]:
    """By version the parts that hold a place (degrees), or may hold it within ``accuracy_m`` metres."""
    place = func.ST_SetSRID(func.ST_MakePoint(lon, lat), SRID)
    query = select(ZonePart).where(ZonePart.zone_version_id.in_(version_ids), _holds(place, accuracy_m))
    found: dict[UUID, list[ZonePart]] = defaultdict(list)
    for part in session.scalars(query.order_by(ZonePart.id)):
        found[part.zone_version_id].append(part)
    return dict(found)


def _holds(place: Any, accuracy_m: Any) -> ColumnElement[bool]:
    """The same rule as for zones: covered, boundary included, or touched by the circle of the accuracy."""
    touched = and_(literal(0.0) < accuracy_m, func.distance_m(place, ZonePart.geometry) <= accuracy_m)
    return or_(func.ST_Covers(ZonePart.geometry, place), touched)
