"""Tickets, zones and shapes for tests that judge places."""

from datetime import datetime, timedelta
from uuid import UUID

from shapely import MultiPolygon, box
from sqlalchemy.dialects.postgresql import Range

from app.schema.assignments import Assignment
from app.schema.authorities import Authority
from app.schema.base import new_id
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services.crews import NewCrew, create_crew
from app.services.work import Work
from app.services.zones import Content, NewZone, ZoneView, create_zone
from app.storage.geometry import stored_place
from compliance.zones import ZoneRequirements
from geo.places import Place
from tests.support.accounts import OPERATOR

INSIDE = Place(108.15, 16.05)
NEAR = Place(108.2001, 16.05)
"""About 11 m east of the square."""
FAR = Place(109.0, 16.05)
SQUARE = MultiPolygon([box(108.1, 16.0, 108.2, 16.1)])
ELSEWHERE = MultiPolygon([box(107.1, 15.0, 107.2, 15.1)])


def geojson(area: MultiPolygon) -> dict[str, object]:
    """A shape as the wire wants it."""
    return {"type": "MultiPolygon", "coordinates": [[[list(at) for at in part.exterior.coords]] for part in area.geoms]}


def add_ticket(
    work: Work, unit: Unit, place: Place = INSIDE, *, accuracy_m: float = 0.0, work_type: str = "fault_repair",
    state: str = "new", hazards: tuple[str, ...] = (),
) -> UUID:  # fmt: skip
    """A ticket at a place, not judged yet."""
    with work.begin() as tx:
        ticket = Ticket(
            number=f"{unit.code}-{new_id()}", unit_id=unit.id, work_type=work_type, state=state,
            place=stored_place(place), accuracy_m=accuracy_m, hazards=list(hazards), priority_class=2,
            reported_at=tx.now, created_at=tx.now,
        )  # fmt: skip
        tx.session.add(ticket)
        tx.session.flush()
        return ticket.id


def add_zone(
    work: Work, authority: Authority, area: MultiPolygon = SQUARE, *, valid_from: datetime | None = None,
    valid_until: datetime | None = None, requirements: ZoneRequirements | None = None, publish: bool = True,
    name: str = "Phường A",
) -> ZoneView:  # fmt: skip
    """A zone with one version."""
    content = Content(
        area, valid_from=valid_from, valid_until=valid_until, requirements=requirements or ZoneRequirements(),
        publish=publish,
    )  # fmt: skip
    return create_zone(work, OPERATOR, NewZone(name, "infectious_human", authority.id, content))


def add_assignment(work: Work, unit: Unit, ticket_id: UUID, state: str) -> UUID:
    """An assignment of a new crew, as it stands in the table."""
    code = f"C{new_id()}"
    crew = create_crew(work, OPERATOR, NewCrew(unit.id, code, code, Place(108.0, 16.0))).crew
    with work.begin() as tx:
        assignment = Assignment(
            number=f"A-{new_id()}", unit_id=unit.id, ticket_id=ticket_id, crew_id=crew.id, state=state,
            planned=Range(tx.now, tx.now + timedelta(hours=2)), planned_entry_at=tx.now, created_at=tx.now,
        )  # fmt: skip
        tx.session.add(assignment)
        tx.session.flush()
        return assignment.id
