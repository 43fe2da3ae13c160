"""Zones and their versions, and what lies inside a shape."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shapely import LineString
from sqlalchemy import ColumnElement, DateTime, and_, bindparam, exists, func, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.schema.assignments import Assignment, AssignmentZone
from app.schema.base import SRID
from app.schema.permits import LIVE_STATES, EntryPermit
from app.schema.tickets import OPEN_STATES, Ticket, TicketZone
from app.schema.zones import Zone, ZoneVersion
from app.storage.judgements import stands_at
from compliance.lifecycles import ACTIVE_ASSIGNMENT
from geo.positions import Box


@dataclass(frozen=True)
class Drafts:
    """Whose drafts the asker may see beside all that is published."""

    authority_ids: frozenset[UUID] = frozenset()
    all: bool = False


@dataclass(frozen=True)
class ZoneFilter:
    """Which zones of a list: not over at ``at``; within ``bbox`` (min lon, min lat, max lon, max lat)."""

    at: datetime
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class TouchedTicket:
    """A ticket that a zone touches."""

    id: UUID
    number: str
    verdict: str
    state: str
    unit_id: UUID


def visible(drafts: Drafts) -> ColumnElement[bool]:
    """All zones that were ever published, and drafts of the asker's authorities."""
    published = exists().where(ZoneVersion.zone_id == Zone.id, ZoneVersion.published_at.is_not(None))
    return or_(published, true() if drafts.all else Zone.authority_id.in_(drafts.authority_ids))


def find(session: Session, drafts: Drafts, zone_id: UUID, *, for_update: bool = False) -> Zone | None:
    """One zone that the asker may see."""
    query = select(Zone).where(Zone.id == zone_id, visible(drafts))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def find_by_id(session: Session, zone_id: UUID) -> Zone | None:
    """A zone that the asker has just made, or that a background task works on."""
    return session.get(Zone, zone_id)


def list_page(session: Session, drafts: Drafts, which: ZoneFilter, *, after: str | None, limit: int) -> Sequence[Zone]:
    """Zones that are not over, by number, from the one that follows ``after``; drafts where the asker sees them."""
    draft = and_(ZoneVersion.state == "draft", true() if drafts.all else Zone.authority_id.in_(drafts.authority_ids))
    shown = [ZoneVersion.zone_id == Zone.id, or_(stands_at(which.at), draft)]
    if which.bbox is not None:
        shown.append(ZoneVersion.geometry.op("&&")(func.ST_MakeEnvelope(*which.bbox, SRID)))
    query = select(Zone).where(exists().where(*shown)).order_by(Zone.number).limit(limit)
    return session.scalars(query.where(Zone.number > after) if after is not None else query).all()


def list_versions(session: Session, zone_ids: Collection[UUID]) -> Sequence[ZoneVersion]:
    """All versions of these zones, the oldest first."""
    query = select(ZoneVersion).where(ZoneVersion.zone_id.in_(zone_ids))
    return session.scalars(query.order_by(ZoneVersion.zone_id, ZoneVersion.version_no)).all()


_SHOWN = (
    select(ZoneVersion)
    .where(
        ZoneVersion.zone_id.in_(bindparam("zone_ids", expanding=True)),
        or_(stands_at(bindparam("at", type_=DateTime(timezone=True))), ZoneVersion.state == "draft"),
    )
    .order_by(func.lower(ZoneVersion.effective), ZoneVersion.version_no)
)


def list_shown(session: Session, zone_ids: Collection[UUID], at: datetime) -> Sequence[ZoneVersion]:
    """Of each of these zones the versions that are not over at ``at`` and the drafts, by their beginning."""
    return session.scalars(_SHOWN, {"zone_ids": list(zone_ids), "at": at}).all()


def list_along(session: Session, points: Sequence[Sequence[float]], at: datetime) -> list[tuple[Zone, ZoneVersion]]:
    """Zones with the version in force at a moment that a line of longitudes and latitudes meets, by number."""
    line = func.ST_GeomFromWKB(LineString(points).wkb, SRID)
    query = (
        select(Zone, ZoneVersion)
        .join(ZoneVersion, ZoneVersion.zone_id == Zone.id)
        .where(
            ZoneVersion.state == "published",
            ZoneVersion.effective.contains(at),
            func.ST_Intersects(ZoneVersion.geometry, line),
        )
        .order_by(Zone.number)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def list_in_box(session: Session, box: Box, at: datetime, most: int) -> list[tuple[Zone, ZoneVersion]]:
    """Zones with the versions that are in force or coming and lie in a box of degrees, by number."""
    area = func.ST_MakeEnvelope(box.west, box.south, box.east, box.north, SRID)
    query = (
        select(Zone, ZoneVersion)
        .join(ZoneVersion, ZoneVersion.zone_id == Zone.id)
        .where(
            stands_at(at),
            func.ST_Intersects(ZoneVersion.geometry, area),
        )
        .order_by(Zone.number, ZoneVersion.version_no)
        .limit(most)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def last_version_no(session: Session, zone_id: UUID) -> int:
    """Number of the newest version, 0 when there is none."""
    return session.scalar(select(func.max(ZoneVersion.version_no)).where(ZoneVersion.zone_id == zone_id)) or 0


def touch(zone: Zone) -> None:
    """Give the zone a new version number although only its versions changed."""
    flag_modified(zone, "name")


def list_touched(session: Session, zone_id: UUID) -> list[TouchedTicket]:
    """Open tickets that were judged against any standing version of the zone, by number."""
    query = (
        select(Ticket.id, Ticket.number, TicketZone.verdict, Ticket.state, Ticket.unit_id)
        .join(TicketZone, TicketZone.ticket_id == Ticket.id)
        .where(TicketZone.zone_id == zone_id, TicketZone.verdict != "outside", Ticket.state.in_(OPEN_STATES))
        .order_by(Ticket.number, TicketZone.verdict)
    )
    found: dict[UUID, TouchedTicket] = {}
    for row in session.execute(query):
        found.setdefault(row[0], TouchedTicket(*row))
    return list(found.values())


def list_units(session: Session, zone_id: UUID) -> set[UUID]:
    """Units of the tickets that lie, or may lie, in any version of the zone."""
    query = select(Ticket.unit_id).join(TicketZone, TicketZone.ticket_id == Ticket.id)
    return set(session.scalars(query.where(TicketZone.zone_id == zone_id, Ticket.state.in_(OPEN_STATES)).distinct()))


def list_assignments(session: Session, zone_id: UUID) -> Sequence[Assignment]:
    """Active assignments that were judged against the zone at their planned entry, by number."""
    query = (
        select(Assignment)
        .where(
            Assignment.state.in_(ACTIVE_ASSIGNMENT),
            Assignment.id.in_(select(AssignmentZone.assignment_id).where(AssignmentZone.zone_id == zone_id)),
        )
        .order_by(Assignment.number)
    )
    return session.scalars(query).all()


def count_permits(session: Session, zone_id: UUID, states: Collection[str] = LIVE_STATES) -> int:
    """Permits of the zone in these states."""
    query = select(func.count()).where(EntryPermit.zone_id == zone_id, EntryPermit.state.in_(states))
    return session.scalar(query) or 0


def lock_due(session: Session, version_id: UUID, due: ColumnElement[bool]) -> tuple[Zone, ZoneVersion] | None:
    """A version that is still due, with its zone, locked unless somebody else works on them."""
    query = select(Zone, ZoneVersion).join(ZoneVersion, ZoneVersion.zone_id == Zone.id)
    query = query.where(ZoneVersion.id == version_id, due).with_for_update(of=(Zone, ZoneVersion), skip_locked=True)
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def begun(now: datetime) -> ColumnElement[bool]:
    """Published versions whose beginning has passed and was not told."""
    return and_(
        ZoneVersion.state == "published",
        ZoneVersion.started_event_id.is_(None),
        func.lower(ZoneVersion.effective) <= now,
    )


def over(now: datetime) -> ColumnElement[bool]:
    """Published versions whose end has passed and was not told."""
    return and_(
        ZoneVersion.state == "published",
        ZoneVersion.ended_event_id.is_(None),
        func.upper(ZoneVersion.effective) <= now,
    )
