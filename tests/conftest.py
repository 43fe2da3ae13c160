"""What every test may ask for: a real database, a clock that stands still, the web service on both."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import hypothesis
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from app.auth.tokens import AccessTokens
from app.clock import ManualClock
from app.demo import story
from app.services.work import Work
from app.settings import Settings
from app.wiring import make_sessions
from tests.support import by_file, named_events
from tests.support.crew_phone import Desk
from tests.support.databases import Server, database, find_server, load_shipped, on, service_engine
from tests.support.trails import Trail, owner_of
from tests.support.web import web_service
from tests.support.works import make_work

hypothesis.settings.register_profile("unhurried", deadline=None)  # a busy machine is no broken rule
hypothesis.settings.register_profile("prove", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("unhurried")

named_events.watch()

os.environ.setdefault("CORDON_DUTY_HOURS_DAY", "24")  # people here stay as long as a test needs them
os.environ.setdefault("CORDON_DUTY_HOURS_WEEK", "168")

NOON = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)
"""1 April 2020 is when it began; noon in Hà Nội, six years later."""


LONGEST = (
    "journeys/test_console.py", "journeys/test_liaison.py", "app/test_leaks.py", "journeys/test_crew_offline.py",
    "bench/test_benches.py", "journeys/test_main_job.py", "simulation/test_storms.py", "journeys/test_plans.py",
    "app/test_exposure_ledger.py", "journeys/test_safety.py", "app/test_cluster.py", "journeys/test_entry_pass.py",
    "app/test_worker.py", "journeys/test_incidents.py", "app/test_contract.py", "app/test_booking_races.py",
    "journeys/test_exposures.py", "app/test_told_in_time.py", "journeys/test_real_data.py", "app/test_intake_races.py",
    "app/test_audit_checkpoints.py", "app/test_alarms.py", "app/test_work_permits.py",
)  # fmt: skip
"""Files that take longest: begun first, so that no core waits for another one at the end; journeys spread among them,
because each takes more than a core while its demo starts."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first. Every property is a proof: ``make prove`` tries it with many more cases."""
    rank = {Path(__file__).parent / name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))
    for item in items:
        if isinstance(item, pytest.Function) and hypothesis.is_hypothesis_test(item.function):
            item.add_marker(pytest.mark.proof)


def pytest_collection_finish() -> None:
    """What is there now stays: no need to look through it for garbage again and again, as in the running service."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """With ``--durations`` also by file."""
    if terminalreporter.config.getoption("durations"):
        by_file.tell(terminalreporter)


@pytest.fixture(scope="session")
def server() -> Server:
    """Where databases can be made."""
    return find_server()


@pytest.fixture(scope="session")
def migrated(server: Server) -> Iterator[str]:
    """A database as ``cordon migrate`` leaves it; nobody connects to it but to copy it."""
    with database(server, server.template, migrated=False) as name:
        load_shipped(server, name)
        yield name


@pytest.fixture(scope="session")
def shared(server: Server, migrated: str) -> Iterator[Engine]:
    """Connections to the database whose changes every test rolls back."""
    with database(server, migrated, migrated=True) as name:
        engine = service_engine(server, name)
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def storied(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Like ``shared``, with the demo's story told at noon: what ``desk`` begins with."""
    with database(server, migrated, migrated=True) as name:
        engine = service_engine(server, name)
        settings = Settings(home=tmp_path_factory.mktemp("home"), secret_key="k" * 32, database_url=None)
        story.load(make_work(make_sessions(engine), ManualClock(NOON), settings))
        yield engine
        engine.dispose()


@pytest.fixture
def clock() -> ManualClock:
    """Stands at noon until a test moves it."""
    return ManualClock(NOON)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation in a folder of its own."""
    return Settings(home=tmp_path, secret_key="k" * 32, database_url=None)


@pytest.fixture
def work(request: pytest.FixtureRequest, clock: ManualClock, settings: Settings) -> Iterator[Work]:
    """Real use cases on a real database; everything is rolled back at the end."""
    engine: Engine = request.getfixturevalue("storied" if "desk" in request.fixturenames else "shared")
    with engine.connect() as connection:
        outer = connection.begin()
        sessions = sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        yield make_work(sessions, clock, settings)
        outer.rollback()


@pytest.fixture
def committed(server: Server, migrated: str, clock: ManualClock, settings: Settings) -> Iterator[Work]:
    """Real use cases on a database of their own, where commits are commits."""
    with database(server, migrated, migrated=True) as name:
        engine = service_engine(server, name)
        at = settings.model_copy(update={"database_url": on(server.service_url, name)})
        yield make_work(make_sessions(engine), clock, at)
        engine.dispose()


@pytest.fixture(scope="session")
def trails(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trail]:
    """A database whose audit trails may be tampered with; see ``trail``."""
    home, clock = tmp_path_factory.mktemp("trails"), ManualClock(NOON)
    with database(server, migrated, migrated=True) as name, owner_of(on(server.owner_url, name)) as owner:
        engine = service_engine(server, name)
        settings = Settings(home=home, secret_key="k" * 32, database_url=on(server.service_url, name))
        yield Trail(make_work(make_sessions(engine), clock, settings), clock, owner, home)
        engine.dispose()


@pytest.fixture
def trail(trails: Trail) -> Trail:
    """A chain of this test's own in a database that others share."""
    return Trail(trails.work, trails.clock, trails.owner, trails.home)


@pytest.fixture
def client(work: Work) -> Iterator[TestClient]:
    """The web service around ``work``."""
    app = web_service(work)
    app.state.auth.subjects.lifetime_seconds = 0
    with TestClient(app) as asking:
        yield asking


@pytest.fixture
def sign_in(client: TestClient) -> Callable[[UUID], dict[str, str]]:
    """Headers of a user, without the password's cost."""
    tokens: AccessTokens = client.app.state.auth.tokens  # type: ignore[attr-defined]

    def headers(user_id: UUID) -> dict[str, str]:
        return {"Authorization": f"Bearer {tokens.issue(user_id, client.app.state.work.clock.now())}"}  # type: ignore[attr-defined]

    return headers


@pytest.fixture
def desk(work: Work, client: TestClient, sign_in: Callable[[UUID], dict[str, str]]) -> Desk:
    """The demo's people at noon, over HTTP."""
    return Desk(work, client, sign_in)
