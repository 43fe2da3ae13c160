"""Is the service alive, is it fit to work, and does its description hold."""

from datetime import timedelta

from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from app.clock import ManualClock
from app.main import create_app
from app.schema.operations import WorkerHeartbeat
from app.services.operations import check_ready
from app.services.work import Work


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
    beat(work)
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json()) == (
        200,
        {"status": "ok", "checks": {"database": "ok", "migrations": "ok", "worker": "ok"}},
    )
    clock.advance(timedelta(seconds=61))
    assert client.get("/health/ready").status_code == 503


def test_without_database_it_is_not_ready_but_answers(work: Work) -> None:
    nowhere = create_engine("postgresql+psycopg2://nobody@127.0.0.1:1/nothing")
    lost = Work(sessionmaker(nowhere), work.clock, work.jobs, work.settings, work.travel)
    found = check_ready(lost)
    assert not found.ready
    assert found.database == "does not answer"


def test_figures_for_prometheus_name_routes_and_no_addresses(client: TestClient) -> None:
    client.get("/api/v1/units/0195d0c1-0000-7000-8000-000000000001")
    text = client.get("/metrics").text
    assert 'route="/api/v1/units/{unit_id}"' in text
    assert "0195d0c1" not in text


def test_the_description_is_openapi_3_1_and_every_operation_may_answer_with_a_problem() -> None:
    document = create_app().openapi()
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
