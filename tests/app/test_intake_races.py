"""Reports that come in while a zone is being published, and creations that are sent many times at once."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import func, select

from app.access import Role, Subject
from app.api.tickets import TicketIn
from app.errors import ConflictError
from app.main import create_app
from app.schema.assignments import Assignment
from app.schema.authorities import Authority
from app.schema.base import Base
from app.schema.crews import Crew, Shift
from app.schema.isolation_orders import IsolationOrder
from app.schema.people import User
from app.schema.tickets import Ticket, TicketZone
from app.schema.units import Unit
from app.schema.zones import Zone
from app.services import (
    assignments,
    authorities,
    crews,
    isolation_orders,
    people,
    shifts,
    ticket_intake,
    tickets,
    units,
    zones,
)
from app.services.assignments import NewAssignment
from app.services.authorities import NewAuthority
from app.services.crews import NewCrew
from app.services.idempotency import Once
from app.services.isolation_orders import NewOrder
from app.services.people import NewUser, RoleOver
from app.services.tickets import NewTicket
from app.services.units import NewUnit
from app.services.work import Work
from app.services.zones import Content, NewZone
from app.wiring import Wiring
from tests.support.accounts import OPERATOR, add_authority, add_user
from tests.support.booking import Depot, at_once, make_depot
from tests.support.places import INSIDE, SQUARE, add_zone
from tests.support.queue import Job, run_jobs, take_jobs
from tests.support.streams import serving

pytestmark = pytest.mark.race

ROUNDS = 4
CROWD = 8


@pytest.fixture
def depot(committed: Work) -> Depot:
    return make_depot(committed)


def take(depot: Depot) -> UUID:
    """A report from inside the square."""
    return ticket_intake.take_report(depot.work, depot.dispatcher, report()).ticket.id


def report(**changes: object) -> NewTicket:
    """As the API reads it from the wire."""
    place = {"type": "Point", "coordinates": [INSIDE.lon, INSIDE.lat]}
    return TicketIn.model_validate({"work_type": "fault_repair", "place": place, **changes}).read()


def outside(work: Work, zone_id: UUID) -> int:
    """How many tickets are not known to lie inside a zone."""
    inside = select(TicketZone.ticket_id).where(TicketZone.zone_id == zone_id, TicketZone.verdict == "inside")
    with work.look() as tx:
        return tx.session.scalar(select(func.count()).where(Ticket.id.not_in(inside))) or 0


@pytest.mark.parametrize("order", [list, lambda jobs: jobs[::-1]], ids=["as they came", "the newest first"])
def test_every_report_that_comes_in_while_a_zone_is_published_is_judged_inside(
    depot: Depot, order: Callable[[list[Job]], list[Job]]
) -> None:
    ward = add_authority(depot.work, "W1")
    for _ in range(ROUNDS):
        published = partial(add_zone, depot.work, ward)
        told = at_once([*(partial(take, depot) for _ in range(CROWD)), published])
        assert not [each for each in told if isinstance(each, Exception)]
        run_jobs(depot.work, order(take_jobs(depot.work)))
        with depot.work.look() as tx:
            newest = tx.session.scalars(select(Zone.id).order_by(Zone.number.desc()).limit(1)).one()
        assert outside(depot.work, newest) == 0


def test_every_report_that_comes_in_while_a_zone_is_ended_knows_that_it_is_over(depot: Depot) -> None:
    ward = add_authority(depot.work, "W1")
    for _ in range(ROUNDS):
        zone_id = add_zone(depot.work, ward).zone.id
        end = partial(zones.end_zone, depot.work, keeper(depot, ward), zone_id, "over")
        told = at_once([*(partial(take, depot) for _ in range(CROWD)), end])
        assert not [each for each in told if isinstance(each, Exception)]
        run_jobs(depot.work, take_jobs(depot.work))
        views = tickets.list_tickets(depot.work, depot.dispatcher, tickets.TicketFilter(), after=None, limit=100)
        assert {hit.zone.zone_id for view in views for hit in view.hits} == set()


def keeper(depot: Depot, ward: Authority) -> Subject:
    """The authority's liaison."""
    found = people.find_subject(depot.work, add_user(depot.work, f"liaison-{uuid4()}", Role.LIAISON, ward).id)
    assert found is not None
    return found


Create = Callable[[Depot, Subject, Once, str], UUID]


def _assign(depot: Depot, who: Subject, once: Once, _: str) -> UUID:
    with depot.work.look() as tx:
        ticket, crew = (tx.session.scalars(select(table.id)).first() for table in (Ticket, Crew))
    assert ticket is not None
    assert crew is not None
    return assignments.assign(depot.work, who, NewAssignment(ticket, crew), once).row.id


def _shift(depot: Depot, who: Subject, once: Once, _: str) -> UUID:
    with depot.work.look() as tx:
        crew = tx.session.scalars(select(Crew.id)).one()
    begins = depot.work.clock.now() + timedelta(days=2)
    return shifts.create_shift(depot.work, who, crew, begins, begins + timedelta(hours=8), once).id


def _zone(depot: Depot, who: Subject, once: Once, name: str) -> UUID:
    with depot.work.look() as tx:
        ward = tx.session.scalars(select(Authority.id)).one()
    return zones.create_zone(depot.work, who, NewZone(name, "flood", ward, Content(SQUARE)), once).zone.id


def _order(depot: Depot, who: Subject, once: Once, name: str) -> UUID:
    new = NewOrder(name, name, "directive_16", depot.work.clock.now(), unit_ids=(depot.unit.id,))
    return isolation_orders.create_order(depot.work, who, new, once).id


def _user(depot: Depot, who: Subject, once: Once, name: str) -> UUID:
    new = NewUser(name.lower(), name, "!", (RoleOver(Role.AGENT, depot.unit.id),))
    return people.create_user(depot.work, who, new, once).user.id


CREATIONS: dict[type[Base], Create] = {
    Ticket: lambda depot, who, once, name: (
        ticket_intake.take_report(depot.work, who, report(address=name), once).ticket.id
    ),
    Assignment: _assign,
    Zone: _zone,
    IsolationOrder: _order,
    User: _user,
    Shift: _shift,
    Unit: lambda depot, who, once, name: (
        units.create_unit(depot.work, who, NewUnit(name, name, depot.unit.id), once).id
    ),
    Authority: lambda depot, who, once, name: (
        authorities.create_authority(depot.work, who, NewAuthority(name, name, None), once).id
    ),
    Crew: lambda depot, who, once, name: (
        crews.create_crew(depot.work, who, NewCrew(depot.unit.id, name, name, INSIDE), once).crew.id
    ),
}
"""By the table of what they make."""


@pytest.fixture
def anybody(depot: Depot) -> Subject:
    """Somebody who may do everything; a crew on duty, a ticket and an authority are there."""
    depot.add_crews(1)
    depot.add_tickets(1)
    add_authority(depot.work, "W0")
    both = (RoleOver(Role.ADMIN, depot.unit.id), RoleOver(Role.DISPATCHER, depot.unit.id))
    user = people.create_user(depot.work, OPERATOR, NewUser("anybody", "Anybody", "!", both)).user
    found = people.find_subject(depot.work, user.id)
    assert found is not None
    return found


def count(work: Work, table: type[Base]) -> int:
    with work.look() as tx:
        return tx.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("table", CREATIONS, ids=lambda table: table.__tablename__)
def test_a_creation_that_is_sent_many_times_at_once_happens_once(
    depot: Depot, anybody: Subject, table: type[Base]
) -> None:
    before, once = count(depot.work, table), Once(str(uuid4()), "POST /x", "body")
    told = at_once([partial(CREATIONS[table], depot, anybody, once, "NEW") for _ in range(CROWD)])
    assert len(set(told)) == 1, told
    assert isinstance(told[0], UUID)
    assert count(depot.work, table) == before + 1


def test_of_two_bodies_under_one_key_one_is_taken(depot: Depot, anybody: Subject) -> None:
    for _ in range(ROUNDS):
        before, key = count(depot.work, Ticket), str(uuid4())
        bodies = [Once(key, "POST /x", f"body {number % 2}") for number in range(CROWD)]
        told = at_once([partial(CREATIONS[Ticket], depot, anybody, once, once.body_hash) for once in bodies])
        made = {each for each in told if isinstance(each, UUID)}
        lost = [each.code for each in told if isinstance(each, ConflictError)]
        assert (len(made), lost) == (1, ["idempotency.reused"] * (CROWD // 2)), told
        assert count(depot.work, Ticket) == before + 1


def test_a_report_that_is_sent_many_times_at_once_over_http_is_one_ticket(depot: Depot) -> None:
    app = create_app(depot.work.settings, Wiring.around(depot.work))
    token = app.state.auth.tokens.issue(depot.dispatcher.user_id, depot.work.clock.now())
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
    body = {"work_type": "fault_repair", "place": {"type": "Point", "coordinates": [INSIDE.lon, INSIDE.lat]}}

    with serving(app) as address:
        post = partial(httpx.post, f"{address}/api/v1/tickets", headers=headers, timeout=60)
        told = at_once([partial(post, json=body) for _ in range(CROWD)])
        other = post(json=body | {"address": "elsewhere"})
    answers = [each for each in told if isinstance(each, httpx.Response)]
    assert {answer.status_code for answer in answers} == {201}, told
    assert len({answer.text for answer in answers}) == 1
    assert len(answers) == CROWD
    assert count(depot.work, Ticket) == 1
    assert (other.status_code, other.json()["code"]) == (409, "idempotency.reused")
