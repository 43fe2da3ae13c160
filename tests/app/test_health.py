"""Is the service alive, is it fit to work, and does its description hold."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import sessionmaker

from app.clock import ManualClock
from app.schema.operations import WorkerHeartbeat
from app.services.operations import CHECK_DATABASE, MIGRATE, check_ready
from app.services.work import Work
from tests.support.databases import Server, on
from tests.support.web import openapi_document


def beat(work: Work) -> None:
    with work.begin() as tx:
        tx.session.add(WorkerHeartbeat(name="w1", started_at=tx.now, beat_at=tx.now))


def test_a_process_that_runs_is_alive(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


def test_ready_needs_a_worker_that_was_heard_within_a_minute(
    client: TestClient, work: Work, clock: ManualClock
) -> None:
    silent = client.get("/health/ready")
    assert (silent.status_code, silent.json()["checks"]["worker"]) == (503, "silent")
    assert "cordon worker" in silent.json()["remedy"]
    beat(work)
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()) == (
        200,
        {"status": "ok", "checks": {"database": "ok", "migrations": "ok", "worker": "ok", "audit": "ok"}, "remedy": ""},
    )
    clock.advance(timedelta(seconds=61))
    assert client.get("/health/ready").status_code == 503


def test_without_database_it_is_not_ready_but_answers(work: Work) -> None:
    nowhere = create_engine("postgresql+psycopg2://nobody@127.0.0.1:1/nothing")
    lost = Work(sessionmaker(nowhere), work.clock, work.jobs, work.settings, work.travel)
    found = check_ready(lost)
    assert not found.ready
    assert found.database == "does not answer"
    assert "database server" in found.remedy


def as_owner(server: Server, work: Work, statement: str) -> None:
    """Break the database of a test as only its owner can."""
    engine = create_engine(on(server.owner_url, str(make_url(work.settings.database_url or "").database)))
    with engine.begin() as owner:
        owner.execute(text(statement))
    engine.dispose()


@pytest.mark.race
def test_tables_of_another_release_are_not_ready_and_say_what_to_run(committed: Work, server: Server) -> None:
    beat(committed)
    assert check_ready(committed).ready
    as_owner(server, committed, "UPDATE alembic_version SET version_num = '0003'")
    found = check_ready(committed)
    assert (found.ready, found.remedy) == (False, MIGRATE)
    assert found.migrations.startswith("at 0003, not at ")


@pytest.mark.race
def test_a_database_that_refuses_is_told_from_one_that_is_gone(committed: Work, server: Server) -> None:
    as_owner(server, committed, "REVOKE ALL ON alembic_version, worker_heartbeats FROM cordon_service")
    found = check_ready(committed)
    assert (found.ready, found.database, found.remedy) == (False, "refuses", CHECK_DATABASE)


def test_figures_for_prometheus_name_routes_and_no_addresses(client: TestClient) -> None:
    client.get("/api/v1/units/0195d0c1-0000-7000-8000-000000000001")
    text = client.get("/metrics").text
    assert 'route="/api/v1/units/{unit_id}"' in text
    assert "0195d0c1" not in text


def test_the_description_is_openapi_3_1_and_every_operation_may_answer_with_a_problem() -> None:
    document = openapi_document()
    assert document["openapi"].startswith("3.1")
    assert "Problem" in document["components"]["schemas"]
    operations = [
        operation
        for methods in document["paths"].values()
        for method, operation in methods.items()
        if method in {"get", "post", "put", "patch", "delete"}
    ]
    assert len(operations) > 20
    for operation in operations:
        assert "application/problem+json" in operation["responses"]["default"]["content"]
        assert "422" not in operation["responses"]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)


def test_the_description_is_served(client: TestClient) -> None:
    assert client.get("/openapi.json").json()["info"]["title"] == "Cordon"
