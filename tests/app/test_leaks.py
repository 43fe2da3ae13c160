"""Every route x role x owner: nobody reads, names or changes what belongs to somebody else.

Generated from the OpenAPI document: a route that ``tests.support.routes`` does not know fails here by its name.
"""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import Connection, select, text
from sqlalchemy.orm import sessionmaker

from app.access import MATRIX, Role, Verb
from app.adapters.jobs import ProcrastinateJobs
from app.clock import ManualClock
from app.live import Listener, Live, _Asker, _messages
from app.schema.base import Base
from app.schema.events import Event
from app.schema.units import Unit
from app.services import people
from app.services.people import OVER_AUTHORITY, OVER_UNIT
from app.services.work import Work
from app.settings import Settings
from app.wiring import make_sessions, make_vault
from geo.travel import StraightLine
from tests.conftest import NOON
from tests.support.accounts import add_user
from tests.support.databases import Server, database, service_engine
from tests.support.estates import DRAFTS, STORED_IN, Estate, World, make_world
from tests.support.route_specs import ABOVE, AUTHORITY, CREW, OWN, UNIT_SIDE, Json
from tests.support.routes import STREAM, Route, Target, all_routes
from tests.support.web import web_service

DONE, REFUSED = frozenset({200, 201, 202, 204, 409}), frozenset({403, 404, 409, 422})
NOT_YOURS = frozenset({403, 404})


@dataclass(frozen=True)
class Shown:
    """What routes may show of somebody else's, to whom, and why."""

    why: str
    routes: frozenset[str]
    tables: frozenset[str]
    places: frozenset[str]
    asked_by_id: bool = False
    """Whether it may be asked for, or written to, by its id."""


def _shown(why: str, routes: str, tables: str, places: frozenset[str], *, by_id: bool = False) -> Shown:
    return Shown(why, frozenset(routes.split()), frozenset(tables.split()), places, by_id)


EVERYBODY = UNIT_SIDE | {AUTHORITY}
WHOLE = frozenset({ABOVE})
_KEPT = "authorities belong to no utility: every whole utility keeps all of them, with their people, zones and drafts"
SHOWN: tuple[Shown, ...] = (
    _shown(
        "a published zone binds whoever may come there: all see it, its authority and who published it",
        "list_zones get_zone list_versions list_affected read_route export_zones preview_zone preview_step read_past",
        "zones zone_versions authorities users",
        EVERYBODY,
        by_id=True,
    ),
    _shown(
        "staff calls authorities: all of them see all", "list_authorities get_authority", "authorities", UNIT_SIDE,
        by_id=True,
    ),
    _shown(
        "staff hears that a zone was published", "list_audit listen", "zones zone_versions public_events users",
        UNIT_SIDE,
    ),
    _shown("below which one it stands", "list_units get_unit change_unit create_unit get_me", "units", UNIT_SIDE),
    _shown(
        "below which one it stands", "list_authorities get_authority change_authority create_authority", "authorities",
        frozenset({AUTHORITY}),
    ),
    _shown(
        "the order of a unit binds all below it",
        "list_orders get_order list_history read_past list_tickets get_ticket list_audit listen",
        "isolation_orders units", UNIT_SIDE, by_id=True,
    ),
    _shown(
        "what a crew of any unit does in its zones an authority sees; numbers begin with the unit's code",
        "list_permits get_permit list_inside list_affected preview_zone preview_step list_audit listen", "units",
        frozenset({AUTHORITY}),
    ),
    _shown(
        "templates are the same for all: whoever writes them writes for all",
        "list_drafts get_draft change_draft preview_draft publish_draft discard_draft", "checklist_drafts", EVERYBODY,
        by_id=True,
    ),
    _shown(
        "a hash is the bytes' own: whoever has them may send them", "put_evidence", "evidence", EVERYBODY, by_id=True
    ),
    _shown(_KEPT, "list_users get_user change_user", "liaisons users authorities role_grants", WHOLE, by_id=True),
    _shown(
        _KEPT, "change_authority create_authority create_zone add_version end_zone preview_step",
        "authorities zones zone_versions users", WHOLE, by_id=True,
    ),
    _shown(_KEPT, "list_zones get_zone list_versions list_affected add_version end_zone preview_step",
           "drafts draft_zones", WHOLE, by_id=True),
)  # fmt: skip
"""Every exception there is. What is not here and shows up is a leak."""


def shown(asker: "Asker", route: str, *, by_id: bool = False) -> set[str]:
    """The tables of others from which this route may show rows to this asker, or take their ids."""
    return {
        table
        for each in SHOWN
        if route in each.routes and asker.place in each.places and (each.asked_by_id or not by_id)
        for table in each.tables
    }


FROM_ABOVE = frozenset({Role.DISPATCHER, Role.ADMIN, Role.AUDITOR})
"""Roles that are also tried over a whole utility: one that works, one that keeps, one that reads."""
_HELD = ((OWN, OVER_UNIT - {Role.WORKER}), (CREW, {Role.WORKER}), (AUTHORITY, OVER_AUTHORITY), (ABOVE, FROM_ABOVE))
ASKERS = [(role, place) for role in Role for place, roles in _HELD if role in roles]


@dataclass(frozen=True)
class Asker:
    """One role held in one place; a worker is the leader of my crew."""

    role: Role
    place: str
    user_id: UUID
    mine: Estate
    others: tuple[Estate, ...]
    headers: dict[str, str]

    @property
    def verbs(self) -> frozenset[Verb]:
        return MATRIX[self.role]


@dataclass(frozen=True)
class Scene:
    """The world, the service around it, and a way back to how it was."""

    world: World
    work: Work
    client: TestClient
    connection: Connection
    askers: dict[tuple[Role, str], Asker]
    before: str

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever happens within is rolled back."""
        outer = self.connection.begin()
        try:
            yield
        finally:
            outer.rollback()

    def ask(self, asker: Asker, asked: "Asked") -> Response:
        """One request, based on the version that is there."""
        route = asked.route
        version = self._version(asked.target) if route.spec.version is None else route.spec.version
        headers = asker.headers | {"If-Match": f'"{version}"'}
        return self.client.request(
            route.method, asked.target.path, params=asked.query, json=asked.body, headers=headers
        )

    def is_unchanged(self) -> bool:
        """Whether the database holds what it held; a transaction without an id of its own wrote nothing."""
        wrote = self.connection.scalar(text("SELECT pg_current_xact_id_if_assigned() IS NOT NULL"))
        return not wrote or fingerprint(self.connection) == self.before

    def _version(self, target: Target) -> int:
        names = STORED_IN | {"draft_zones": "zones"}
        table = Base.metadata.tables.get(names.get(target.table or "", target.table or ""))
        if table is None or "version" not in table.c:
            return 1
        return int(self.connection.scalar(select(table.c.version).where(table.c.id == target.id)) or 1)


@dataclass(frozen=True)
class Asked:
    """One request."""

    route: Route
    target: Target
    query: dict[str, str]
    body: Json | None
    in_path: bool = False
    """Whether the path names what is somebody else's."""


def fingerprint(connection: Connection) -> str:
    """Everything in the database but what phones were answered."""
    tables = [table.name for table in Base.metadata.sorted_tables if table.name != "field_actions"]
    parts = [f"SELECT '{name}' AS name, t::text AS row FROM {name} t" for name in tables]  # noqa: S608 - our tables
    query = f"SELECT md5(string_agg(name || row, '|' ORDER BY name, row)) FROM ({' UNION ALL '.join(parts)}) AS every"  # noqa: S608
    return str(connection.execute(text(query)).scalar_one())


@pytest.fixture(scope="module")
def scene(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The world in a database of its own, built once."""
    home = Path(tmp_path_factory.mktemp("leaks"))
    settings = Settings(home=home, secret_key="k" * 32, database_url=None)
    travel = StraightLine(settings.travel_speed_kmh, settings.travel_circuity)
    with database(server, migrated, migrated=True) as name:
        engine = service_engine(server, name)
        work = Work(
            make_sessions(engine), ManualClock(NOON), ProcrastinateJobs(), settings, travel, make_vault(settings)
        )
        world = make_world(work)
        people_made = {each: make_asker(work, world, *each) for each in ASKERS}
        with engine.connect() as connection:
            bound = sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
            at_rest = Work(bound, work.clock, work.jobs, settings, travel, work.vault)
            with connection.begin():
                before = fingerprint(connection)
            app = web_service(at_rest)
            app.state.auth.subjects.lifetime_seconds = 3600
            tokens = app.state.auth.tokens
            for asker in people_made.values():
                asker.headers["Authorization"] = f"Bearer {tokens.issue(asker.user_id, NOON)}"
            with TestClient(app) as client:
                yield Scene(world, at_rest, client, connection, people_made, before)
        engine.dispose()


def make_asker(work: Work, world: World, role: Role, place: str) -> Asker:
    """Somebody who holds one role in one place of the world."""
    mine = world.parent if place == ABOVE else world.mine
    if place == CREW:
        assert mine.leader.user_id is not None
        user_id = mine.leader.user_id
    else:
        over: Unit | object = mine.authority if place == AUTHORITY else mine.unit
        user_id = add_user(work, f"asker-{role}-{place}", role, over).id  # type: ignore[arg-type]
    others = {
        OWN: (world.guest, world.sister, world.parent, world.stranger),
        CREW: (world.mate, world.guest, world.sister, world.parent, world.stranger),
        AUTHORITY: (world.sister, world.parent, world.stranger),
        ABOVE: (world.stranger,),
    }[place]
    return Asker(role, place, user_id, mine, others, {})


WORD = {
    "units": "unit", "authorities": "authority", "crews": "crew", "tickets": "ticket", "users": "user",
    "zones": "zone", DRAFTS: "draft", "isolation_orders": "order", "vehicles": "vehicle", "devices": "token",
    "overrides": "reason", "incidents": "incident",
    "road_closures": "closure",
}  # fmt: skip
"""What follows the owner's name in the names of each table's rows."""

LISTEN = Route(STREAM, "get", "/api/v1/events", (), (), has_body=False)
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def leaks(asker: Asker, asked: "Asked", answer: str) -> list[str]:
    """What of others stands in an answer, less what may be shown there and what the asker named."""
    may, found = shown(asker, asked.route.name), answer.lower()
    sent = f"{asked.target.path} {asked.query} {asked.body}".lower()
    ids = {UUID(each) for each in UUIDS.findall(found)} - {UUID(each) for each in UUIDS.findall(sent)}
    named = [
        f"{estate.code}: {table} {each}"
        for estate in asker.others
        for table, rows in estate.ids.items()
        if table not in may | {"draft_zones"}
        for each in rows & ids
    ]
    words = [f"{e.code}-{word}" for e in asker.others for table, word in WORD.items() if table not in may]
    return named + [word for word in words if word in found and word not in sent]


def named(route: Route, who: tuple[Role, str]) -> str:
    """What a test is called."""
    return "-".join((route.method, route.name, *who))


ALL = [pytest.param(route, who, id=named(route, who)) for route in all_routes() for who in ASKERS]
HISTORY = "list_audit"
"""Asked for one thing it is the history of that, for whoever hears events."""
WITH_VERB = [
    pytest.param(route, who, id=named(route, who))
    for route in all_routes()
    for who in ASKERS
    if route.name == HISTORY or not route.spec.verbs or route.spec.verbs & MATRIX[who[0]]
]


@pytest.mark.parametrize("route", all_routes(), ids=lambda route: f"{route.method}-{route.name}")
def test_every_route_is_known_here_and_asks_who_is_asking(scene: Scene, route: Route) -> None:
    route.check_known()
    nobody = Asker(Role.AUDITOR, "", scene.world.mine.unit.id, scene.world.mine, (), {})
    for asked in of_mine(route, nobody):
        with scene.undone():
            assert scene.ask(nobody, asked).status_code == 401


@pytest.mark.parametrize(("route", "who"), ALL)
def test_the_verb_decides_over_what_is_mine(scene: Scene, route: Route, who: tuple[Role, str]) -> None:
    """With the verb a role reaches its own, so that a refusal of others' says something; without it is forbidden."""
    asker, answers = scene.askers[who], []
    has_verb = not route.spec.verbs or bool(route.spec.verbs & asker.verbs)
    asking = of_mine(route, asker)
    for asked in asking if has_verb else islice(asking, 1):
        with scene.undone():
            answer = scene.ask(asker, asked)
        answers.append(answer.status_code)
        found = leaks(asker, asked, answer.text)
        assert not found, f"{len(found)} of others in the answer: {found[:9]}"
    if not has_verb:
        assert set(answers) == {403}
    elif asker.place in route.spec.reach:
        assert DONE & set(answers), answers


@pytest.mark.parametrize(("route", "who"), WITH_VERB)
def test_nothing_of_others_is_read_named_or_changed(scene: Scene, route: Route, who: tuple[Role, str]) -> None:
    asker = scene.askers[who]
    for asked in (each for theirs in asker.others for each in of_theirs(route, asker, theirs)):
        with scene.undone():
            answer = scene.ask(asker, asked)
            assert answer.status_code < 500, answer.text
            found = leaks(asker, asked, answer.text)
            assert not found, f"{len(found)} of others in the answer to {asked.target.path}: {found[:9]}"
            if not must_refuse(asker, asked):
                continue
            refused = answer.status_code in (NOT_YOURS if asked.in_path else REFUSED)
            assert refused, f"{answer.status_code} to {asked.target.path} {asked.body}: {answer.text[:200]}"
            assert scene.is_unchanged(), f"changed by {asked.body}"


@pytest.mark.parametrize("who", ASKERS, ids="-".join)
def test_nobody_hears_of_others(scene: Scene, who: tuple[Role, str]) -> None:
    """All that ever happened, as the stream tells it."""
    asker = scene.askers[who]
    told = asyncio.run(hear_all(scene, asker))
    assert sum(each.startswith("id: ") for each in told) > 1
    listened = Asked(LISTEN, Target(LISTEN.path), {}, None)
    found = leaks(asker, listened, "".join(told))
    assert not found, f"{len(found)} of others in the stream: {found[:9]}"


async def hear_all(scene: Scene, asker: Asker) -> list[str]:
    """The stream's messages when all that ever happened happens now."""
    with scene.undone():
        subject = people.find_subject(scene.work, asker.user_id)
        assert subject is not None
        listener = Listener(subject.scope(Verb.EVENTS_READ))
        with scene.work.look() as tx:
            for event in tx.session.scalars(select(Event).order_by(Event.xid, Event.id)):
                listener.tell(event)
        assert not listener.lost
        listener.waiting.put_nowait(None)  # nothing follows
        asking = _Asker(scene.work, scene.client.app.state.auth, None)  # type: ignore[attr-defined]
        return [each async for each in _messages(Live(scene.work), listener, asking, None)]


def of_mine(route: Route, asker: Asker) -> Iterator[Asked]:
    """The request as those make it who may, about what is mine."""
    query = next(iter(route.queries(asker.mine)))
    for target, body in product(route.targets(asker.mine), route.bodies(asker.mine, asker.mine)):
        yield Asked(route, target, query, body)


def of_theirs(route: Route, asker: Asker, theirs: Estate) -> Iterator[Asked]:
    """Every way to name what is theirs: in the path, in a filter, in the body of a request about what is mine."""
    bodies, plain = route.bodies(asker.mine, theirs), route.bodies(asker.mine, asker.mine)
    for target, query, body in product(route.targets(theirs), route.queries(theirs), bodies):
        in_path = target.table is not None
        if in_path or body is not None or query != next(iter(route.queries(asker.mine))):  # else nothing of theirs
            yield Asked(route, target, query, body, in_path)
    if route.path_params:
        for target, body in product(route.targets(asker.mine), bodies):
            if body not in plain:
                yield Asked(route, target, {}, body)


def must_refuse(asker: Asker, asked: Asked) -> bool:
    """Whether a request names what is somebody else's and may not be shown."""
    if asked.in_path:
        return asked.target.table not in shown(asker, asked.route.name, by_id=True)
    return not asked.route.reads and asked.route.spec.refers and not shown(asker, asked.route.name, by_id=True)
