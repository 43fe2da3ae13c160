"""What is needed to judge whether a crew that crossed a zone's border was admitted."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from shapely import LineString
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.base import SRID
from app.schema.crews import Crew
from app.schema.events import Event
from app.schema.exposure import Exposure
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion
from geo.places import Place


def list_met(session: Session, way: Sequence[Place], begin: datetime, end: datetime) -> list[tuple[Zone, ZoneVersion]]:
    """Zones with the versions that were in force at some moment of a span and that a way meets, by number."""
    line = func.ST_GeomFromWKB(LineString([(each.lon, each.lat) for each in way]).wkb, SRID)
    query = (
        select(Zone, ZoneVersion)
        .join(ZoneVersion, ZoneVersion.zone_id == Zone.id)
        .where(
            ZoneVersion.published_at.is_not(None),
            ZoneVersion.effective.overlaps(Range(begin, end, bounds="[]")),
            func.ST_Intersects(ZoneVersion.geometry, line),
        )
        .order_by(Zone.number, ZoneVersion.version_no)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def list_stays(session: Session, crew_id: UUID, zone_id: UUID) -> Sequence[Exposure]:
    """The stays of a crew's people in a zone, the newest first."""
    query = select(Exposure).where(Exposure.crew_id == crew_id, Exposure.zone_id == zone_id)
    return session.scalars(query.order_by(Exposure.entered_at.desc()).limit(100)).all()


def find_bound(session: Session, crew_id: UUID, version_id: UUID, at: datetime) -> Assignment | None:
    """The job inside this version of a zone, or possibly inside, that the crew was on at a moment."""
    there = or_(
        func.ST_Covers(ZoneVersion.geometry, Ticket.place),
        func.distance_m(Ticket.place, ZoneVersion.geometry) <= Ticket.accuracy_m,
    )
    query = (
        select(Assignment)
        .join(Ticket, Ticket.id == Assignment.ticket_id)
        .join(ZoneVersion, ZoneVersion.id == version_id)
        .where(there, *_was_on(crew_id, at))
    )
    return session.scalar(query.order_by(Assignment.en_route_at.desc()).limit(1))


def find_job(session: Session, crew_id: UUID, at: datetime) -> Assignment | None:
    """The job that the crew was on at a moment."""
    query = select(Assignment).where(*_was_on(crew_id, at))
    return session.scalar(query.order_by(Assignment.en_route_at.desc()).limit(1))


def _was_on(crew_id: UUID, at: datetime) -> tuple[ColumnElement[bool], ...]:
    over = func.coalesce(Assignment.closed_at, Assignment.exited_at)
    return (Assignment.crew_id == crew_id, Assignment.en_route_at <= at, or_(over.is_(None), over >= at))


def was_told(session: Session, event_ids: Collection[UUID]) -> bool:
    """Whether one of these events was written."""
    return session.scalar(select(Event.id).where(Event.id.in_(event_ids)).limit(1)) is not None


def list_crews(session: Session, scope: Scope) -> dict[UUID, Crew]:
    """The crews of a scope's units, and the worker's own."""
    return {row.id: row for row in session.scalars(select(Crew).where(_visible(scope)))}


def _visible(scope: Scope) -> ColumnElement[bool]:
    return or_(Crew.unit_id.in_(scope.unit_ids), Crew.id.in_(scope.crew_ids))


def list_told(
    session: Session, verb: str, subject_ids: Collection[UUID], since: datetime, limit: int
) -> Sequence[Event]:
    """What was told of these crews' crossings since, the newest first."""
    query = select(Event).where(Event.subject_id.in_(subject_ids), Event.verb == verb, Event.server_time >= since)
    return session.scalars(query.order_by(Event.server_time.desc(), Event.id).limit(limit)).all()


def find_told(session: Session, verb: str, event_id: UUID) -> Event | None:
    """What was told of one crossing."""
    return session.scalar(select(Event).where(Event.id == event_id, Event.verb == verb))


def list_seen(session: Session, verb: str, told: Collection[Event]) -> Sequence[Event]:
    """That these crossings were looked at, each of them once."""
    query = select(Event).where(
        Event.subject_id.in_({each.subject_id for each in told}),
        Event.verb == verb,
        Event.payload["crossing_id"].astext.in_([str(each.id) for each in told]),
    )
    return session.scalars(query).all() if told else ()


def lock_crew(session: Session, scope: Scope, crew_id: UUID | None) -> Crew | None:
    """One of the scope's crews, locked: whoever notes that its crossing was seen does so alone."""
    query = select(Crew).where(Crew.id == crew_id, _visible(scope))
    return session.scalar(query.with_for_update(key_share=True))


def names_of(session: Session, zone_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of zones."""
    return {row[0]: row[1] for row in session.execute(select(Zone.id, Zone.name).where(Zone.id.in_(zone_ids)))}
