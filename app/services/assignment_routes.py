"""The way of a crew to its work, and the zones that it crosses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from geoalchemy2.shape import to_shape

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.zones import Zone, ZoneVersion
from app.services.candidates import centre
from app.services.work import Work
from app.storage import assignments, zones
from geo.crossings import ControlPoint, CrossedZone, Crossing, find_crossings
from geo.places import Place
from geo.travel import Route


@dataclass(frozen=True)
class ZoneCrossing:
    """One stay of the way in one zone."""

    zone: Zone
    version: ZoneVersion
    stay: Crossing[UUID]

    @property
    def transit_permit_needed(self) -> bool:
        """Whether the zone is only driven through, and lets nobody do that without a permit."""
        return self.version.transit_permit and self.stay.passes_through


@dataclass(frozen=True)
class AssignmentRoute:
    """The way to the work of one assignment."""

    assignment_id: UUID
    begins_at: Literal["position", "base"]
    origin: Place
    destination: Place
    zones_at: datetime
    """The moment for which zones were looked at: the planned entry, or now when that has passed."""
    way: Route | None
    crossings: tuple[ZoneCrossing, ...]


def find_route(work: Work, subject: Subject, assignment_id: UUID) -> AssignmentRoute:
    """The way from where the crew is, or from its base, to the ticket's place.

    The source of travel times is asked outside any transaction: it may be slow.

    Raises:
        NotFoundError: no assignment that the subject may see.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_READ)
    with work.look() as tx:
        row = assignments.find(tx.session, scope, assignment_id)
        if row is None:
            raise NotFoundError("no such assignment")
        crew = assignments.crews_by_id(tx.session, {row.crew_id})[row.crew_id]
        ticket = assignments.tickets_by_id(tx.session, {row.ticket_id})[row.ticket_id]
        origin, destination = centre(crew.position or crew.base), centre(ticket.place)
        begins_at: Literal["position", "base"] = "position" if crew.position is not None else "base"
        at = max(row.planned_entry_at, tx.now)
    start, goal = Place(origin.x, origin.y), Place(destination.x, destination.y)
    way = work.travel.route(start, goal)
    found = _crossings(work, way, at) if way is not None else ()
    return AssignmentRoute(assignment_id, begins_at, start, goal, at, way, found)


def _crossings(work: Work, way: Route, at: datetime) -> tuple[ZoneCrossing, ...]:
    with work.look() as tx:
        rows = zones.list_along(tx.session, way.points.tolist(), at)
    by_version = {version.id: (zone, version) for zone, version in rows}
    stays = find_crossings(way.points, [_crossed(version) for _, version in rows])
    return tuple(ZoneCrossing(*by_version[stay.key], stay) for stay in stays)


def _crossed(version: ZoneVersion) -> CrossedZone[UUID]:
    gates: Sequence[dict[str, float | str]] = version.gates
    points = tuple(ControlPoint(str(gate["name"]), Place(float(gate["lon"]), float(gate["lat"]))) for gate in gates)
    return CrossedZone(version.id, to_shape(version.geometry), points)  # type: ignore[arg-type]
