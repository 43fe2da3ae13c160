"""Jobs exist if and only if the transaction that left them behind commits."""

import pytest
from procrastinate import App
from procrastinate.contrib.sqlalchemy import SQLAlchemyPsycopg2Connector
from sqlalchemy import text

from app.adapters.jobs import ProcrastinateJobs, procrastinate_schema_sql
from app.errors import ConflictError
from app.services.work import Work


def jobs(work: Work) -> list[tuple[object, ...]]:
    with work.look() as tx:
        query = (
            "SELECT queue_name, task_name, lock, args, status::text, scheduled_at FROM procrastinate_jobs ORDER BY id"
        )
        return [tuple(row) for row in tx.session.execute(text(query))]


def defer_and_fail(work: Work) -> None:
    with work.begin() as tx:
        tx.defer("rejudge_ticket", ticket_id="a")
        raise ConflictError("no")


def test_a_job_is_there_after_the_commit(work: Work) -> None:
    with work.begin() as tx:
        tx.defer("rejudge_ticket", lock="ticket:a", ticket_id="a", count=2)
    args = {"ticket_id": "a", "count": 2}
    assert jobs(work) == [("default", "rejudge_ticket", "ticket:a", args, "todo", None)]


@pytest.mark.race
def test_a_job_of_a_rolled_back_transaction_does_not_exist(committed: Work) -> None:
    with pytest.raises(ConflictError):
        defer_and_fail(committed)
    assert jobs(committed) == []


@pytest.mark.race
def test_nobody_sees_a_job_before_the_commit(committed: Work) -> None:
    with committed.begin() as tx:
        tx.defer("rejudge_ticket", ticket_id="a")
        assert jobs(committed) == []
    assert len(jobs(committed)) == 1


def test_a_job_may_carry_any_text(work: Work) -> None:
    hostile = "'); DROP TABLE procrastinate_jobs; -- %s %(x)s \\ \" đường"
    with work.begin() as tx:
        tx.defer("t", lock=hostile, text=hostile)
    assert [(row[2], row[3]) for row in jobs(work)] == [(hostile, {"text": hostile})]


def test_our_statement_leaves_the_same_job_as_the_library(work: Work) -> None:
    """The queue's own Python is slower, but it decides what a job looks like."""
    connector = SQLAlchemyPsycopg2Connector()
    with work.begin() as tx:
        connection = tx.session.connection()
        ProcrastinateJobs().defer(connection, "some_task", lock="l", id="x")
        connector.open(connection.engine)
        deferrer = App(connector=connector).configure_task(
            "some_task", allow_unknown=True, lock="l", connection=connection
        )
        deferrer.defer(id="x")
        query = "SELECT to_jsonb(j) - 'id' FROM procrastinate_jobs AS j ORDER BY id"
        ours, theirs = tx.session.scalars(text(query)).all()
    assert ours == theirs


def test_the_schema_comes_whole_from_the_package() -> None:
    schema = procrastinate_schema_sql()
    assert "CREATE TABLE procrastinate_jobs" in schema
    assert "CREATE FUNCTION procrastinate_defer_jobs_v1" in schema
