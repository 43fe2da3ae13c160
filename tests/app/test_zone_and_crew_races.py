"""Zones that change while crews move: each waits for the other or begins anew, and nobody is told to come back."""

import random
from functools import partial
from uuid import UUID

import pytest
from shapely import MultiPolygon, box
from sqlalchemy import text

from app.access import Role, Subject
from app.errors import ConflictError
from app.services import assignments, people, zones
from app.services.assignments import NewAssignment
from app.services.work import Work
from app.services.zones import Content, NewZone
from compliance.shipped import DEFAULT_REQUIREMENTS
from tests.support.accounts import add_authority, add_user
from tests.support.booking import PLACE, Depot, at_once, broken_rules, make_depot

pytestmark = pytest.mark.race

ROUNDS = 6
CREWS = 4


@pytest.fixture
def depot(committed: Work) -> Depot:
    return make_depot(committed)


def content(size: float) -> Content:
    area = MultiPolygon([box(PLACE.lon - size, PLACE.lat - size, PLACE.lon + size, PLACE.lat + size)])
    return Content(area=area, requirements=DEFAULT_REQUIREMENTS["infectious_human"], publish=True)


def make_liaison(work: Work) -> tuple[Subject, UUID]:
    authority = add_authority(work, "W1")
    user = add_user(work, "liaison-w1", Role.LIAISON, authority)
    subject = people.find_subject(work, user.id)
    assert subject is not None
    return subject, authority.id


def move(depot: Depot, assignment_id: UUID, seed: int) -> UUID:
    """Accept, set off, and be taken back, as far as the moment allows."""
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    for to in ("accepted", "en_route", "waiting_entry", "aborted"):
        try:
            assignments.transition(depot.work, depot.dispatcher, assignment_id, to, why="race")
        except ConflictError:
            continue
        if chance.random() < 0.3:
            break
    return assignment_id


def redraw(work: Work, liaison: Subject, zone_id: UUID) -> UUID:
    for number in range(4):
        zones.add_version(work, liaison, zone_id, content(0.01 + 0.001 * number))
    return zone_id


def test_a_zone_is_redrawn_while_its_crews_move(depot: Depot) -> None:
    liaison, authority_id = make_liaison(depot.work)
    new = NewZone("Khu cách ly", "infectious_human", authority_id, content(0.02))
    zone_id = zones.create_zone(depot.work, liaison, new).zone.id
    crews = depot.add_crews(CREWS)
    for number in range(ROUNDS):
        tickets = depot.add_tickets(CREWS)
        booked = [
            assignments.assign(depot.work, depot.dispatcher, NewAssignment(ticket, crew.id)).row.id
            for ticket, crew in zip(tickets, crews, strict=True)
        ]
        calls = [partial(move, depot, each, number * CREWS + at) for at, each in enumerate(booked)]
        told = at_once([*calls, partial(redraw, depot.work, liaison, zone_id)])
        assert [each for each in told if isinstance(each, Exception)] == []
        assert broken_rules(depot.work) == []
        for each in booked:
            for to in ("withdrawn", "aborted"):
                try:
                    assignments.transition(depot.work, depot.dispatcher, each, to, why="next round")
                except ConflictError:
                    continue
    assert deadlocks(depot.work) == 0


def deadlocks(work: Work) -> int:
    """How often PostgreSQL had to end one of two; each cost a second in which nobody got on."""
    with work.look() as tx:
        query = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(tx.session.scalar(query) or 0)
