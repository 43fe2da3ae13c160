"""Boards of a depot for tests of plans: places along one street, zones over parts of it, and short ways to ask."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from shapely import MultiPolygon, box

from app.access import Role, Subject
from app.services import people, plan_commits, plans, tickets, zones
from app.services.plan_commits import Choice
from app.services.plan_views import LineView, PlanView
from app.services.plans import Asked
from app.services.tickets import NewTicket
from app.services.zones import Content, NewZone
from compliance.zones import ZoneRequirements
from geo.places import Place
from tests.support.accounts import add_authority, add_user
from tests.support.booking import PLACE, Depot

ALL = Choice(everything=True)
FREE = ZoneRequirements(permit_needed=False)
"""A zone that asks for nothing: what binds there is only that it is one."""

ROUNDS = 200


def along(kilometres: float) -> Place:
    """A place east of the depot on its street."""
    return Place(PLACE.lon + kilometres / 106.85, PLACE.lat)


def fault(depot: Depot, kilometres: float = 0.0, **facts: Any) -> UUID:
    """A fault that waits for a crew."""
    given = {name: facts.pop(name) for name in ("required_skills", "service_minutes") if name in facts}
    new = replace(NewTicket("fault_repair", along(kilometres), facts=given), **facts)
    return tickets.create_ticket(depot.work, depot.dispatcher, new).ticket.id


def planned(depot: Depot, **asked: Any) -> PlanView:
    """A plan of the depot's board."""
    return plans.make_plan(depot.work, depot.dispatcher, Asked(depot.unit.id, rounds=ROUNDS, **asked))


def committed(depot: Depot) -> PlanView:
    """A plan of the depot's board that was committed as a whole."""
    return plan_commits.commit(depot.work, depot.dispatcher, planned(depot).plan.id, ALL)


def line_of(view: PlanView, ticket_id: UUID) -> LineView:
    """The one line of a ticket."""
    (found,) = (each for each in view.lines if each.line.ticket_id == ticket_id)
    return found


def codes(view: LineView) -> list[str]:
    """Why it was refused."""
    return [each.code for each in view.reasons]


def out_of(view: PlanView) -> dict[UUID, list[str]]:
    """Why tickets were left out."""
    return {each.ticket.id: [why.code for why in each.reasons] for each in view.left_out}


def liaison(depot: Depot) -> Subject:
    """Somebody who keeps zones."""
    authority = add_authority(depot.work, f"authority-{depot.unit.code}")
    user = add_user(depot.work, f"liaison-{depot.unit.code}".lower(), Role.LIAISON, authority)
    found = people.find_subject(depot.work, user.id)
    assert found is not None
    return found


def close_off(
    depot: Depot, keeper: Subject, west: float, east: float, requirements: ZoneRequirements = FREE,
    since: datetime | None = None,
) -> UUID:  # fmt: skip
    """A zone over the street from ``west`` to ``east`` kilometres; returns its id."""
    area = MultiPolygon([box(along(west).lon, PLACE.lat - 0.01, along(east).lon, PLACE.lat + 0.01)])
    (grant,) = keeper.grants
    content = Content(area, valid_from=since, requirements=requirements)
    new = NewZone("street", "infectious_human", min(grant.authority_ids), content)
    return zones.create_zone(depot.work, keeper, new).zone.id


def minutes(depot: Depot, count: float) -> datetime:
    """A moment so many minutes from now."""
    return depot.work.clock.now() + timedelta(minutes=count)
