"""Whatever a file holds: importing twice is importing once, and no bad row takes a good one with it."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from app.errors import UnavailableError
from app.schema.events import Event
from app.schema.imports import ImportedRow
from app.schema.tickets import Ticket
from app.services import ticket_intake
from app.services.imports import run
from app.services.imports.report import Report
from app.services.imports.rows import Row
from app.services.work import Work
from compliance.work_types import HAZARDS, WORK_TYPES
from tests.support.accounts import add_unit
from tests.support.booking import at_once
from tests.support.imports import counts, load, point, square, ticket, told

SOURCES = (f"source-{number}" for number in count())
EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

GOOD = st.fixed_dictionaries(
    {"work_type": st.sampled_from(sorted(WORK_TYPES))},
    optional={
        "customers_affected": st.integers(0, 10_000) | st.integers(0, 99).map(str),
        "accuracy_m": st.floats(0, 20_000),  # those closest to 0 included
        "hazards": st.lists(st.sampled_from(sorted(HAZARDS)), max_size=3),
        "address": st.text(max_size=40).filter(lambda given: "\0" not in given),
        "required_skills": st.lists(st.sampled_from(["lines", "meters"]), max_size=2),
        "crews_needed": st.integers(1, 20),
        "reported_at": st.integers(0, 7 * 10**9).map(lambda s: datetime.fromtimestamp(s, UTC).isoformat()),
    },
)
PLACES = st.builds(point, st.floats(-180, 180), st.floats(-90, 90)) | st.builds(
    lambda at, size: {"type": "GeometryCollection", "geometries": [point(), square(at, 10, size)]},
    st.floats(-170, 160), st.floats(0.001, 1),
)  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
JUNK = st.tuples(
    st.dictionaries(st.sampled_from(sorted(run.IMPORTERS["tickets"].form.columns)), ANYTHING, max_size=8), ANYTHING
)


@pytest.fixture(autouse=True)
def unit(work: Work) -> None:
    add_unit(work, "DN")


def rows_of(given: list[tuple[dict[str, Any], Any]]) -> list[Row]:
    return [
        Row(number, cells | {"external_id": f"good-{number}"}, place) for number, (cells, place) in enumerate(given)
    ]


def stored(work: Work, source: str) -> list[tuple[Any, ...]]:
    """All that the rows of a source brought, with how often each was changed."""
    with work.look() as tx:
        query = select(Ticket.external_id, Ticket.version, Ticket.work_type, Ticket.address, Ticket.place.ST_AsText())  # type: ignore[attr-defined]
        return [tuple(row) for row in tx.session.execute(query.where(Ticket.source == source).order_by(Ticket.id))]


@EXAMPLES
@given(st.lists(st.tuples(GOOD, PLACES), max_size=6))
def test_importing_twice_is_importing_once(work: Work, given: list[tuple[dict[str, Any], Any]]) -> None:
    source, rows = next(SOURCES), rows_of(given)
    assert counts(load(work, "tickets", rows, unit="DN", source=source)) == (len(rows), 0, 0, 0)
    once = stored(work, source)
    assert counts(load(work, "tickets", rows, unit="DN", source=source)) == (0, 0, len(rows), 0)
    assert stored(work, source) == once


@EXAMPLES
@given(st.lists(st.tuples(GOOD, PLACES), max_size=4), st.lists(JUNK, min_size=1, max_size=4), st.randoms())
def test_a_bad_row_never_loses_a_good_one(
    work: Work, good: list[tuple[dict[str, Any], Any]], junk: list[tuple[dict[str, Any], Any]], order: Any
) -> None:
    source, rows = next(SOURCES), rows_of(good)
    bad = [Row(1000 + number, cells, shape) for number, (cells, shape) in enumerate(junk)]
    mixed = [*rows, *bad]
    order.shuffle(mixed)
    report = load(work, "tickets", mixed, unit="DN", source=source)
    assert sum(counts(report)) == len(mixed)
    assert {row[0] for row in stored(work, source)} >= {row.cells["external_id"] for row in rows}
    assert not {note.row for note in report.refused} & {row.number for row in rows}


def test_a_row_that_only_the_database_refuses_takes_no_other_with_it(work: Work, monkeypatch: Any) -> None:
    break_at(monkeypatch, "T3", "SELECT 1 / 0")
    report = load(work, "tickets", [ticket(number) for number in range(1, 6)], unit="DN")
    assert counts(report) == (4, 0, 0, 1)
    assert told(report.refused) == [(3, "", "import.refused")]
    assert [row[0] for row in stored(work, "test")] == ["T1", "T2", "T4", "T5"]


def test_an_error_of_the_database_mid_way_leaves_nothing_half_done(committed: Work, monkeypatch: Any) -> None:
    add_unit(committed, "HN")
    monkeypatch.setattr(run, "BATCH", 2)
    break_at(monkeypatch, "T5", "SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises((UnavailableError, DatabaseError)):
        load(committed, "tickets", [ticket(number) for number in range(1, 8)], unit="HN")
    monkeypatch.undo()
    assert left_behind(committed) == (0, 0, 0)
    assert counts(load(committed, "tickets", [ticket(number) for number in range(1, 8)], unit="HN")) == (7, 0, 0, 0)
    assert left_behind(committed) == (7, 7, 7)


def break_at(monkeypatch: Any, external_id: str, statement: str) -> None:
    """Let the database fail at one row, as it may for reasons that nobody thought of."""
    take = ticket_intake.take

    def taken(tx: Any, subject: Any, scope: Any, new: Any) -> Any:
        if new.facts["external_id"] == external_id:
            tx.session.execute(text(statement))
        return take(tx, subject, scope, new)

    monkeypatch.setattr(ticket_intake, "take", taken)


def left_behind(work: Work) -> tuple[int, ...]:
    """How many tickets, events of tickets and marks there are."""
    with work.look() as tx:
        of_tickets = select(func.count()).select_from(Event).where(Event.subject_kind == "ticket")
        tables = (select(func.count()).select_from(table) for table in (Ticket, ImportedRow))
        tickets, marks = (tx.session.scalar(query) or 0 for query in tables)
        return tickets, tx.session.scalar(of_tickets) or 0, marks


@pytest.mark.race
def test_the_same_file_imported_by_two_at_once_goes_in_once(committed: Work) -> None:
    add_unit(committed, "HN")
    rows = [ticket(number) for number in range(50)]
    reports = at_once([lambda: load(committed, "tickets", rows, unit="HN")] * 3)
    assert sorted(counts(report) for report in reports if isinstance(report, Report)) == [
        (0, 0, 50, 0), (0, 0, 50, 0), (50, 0, 0, 0),
    ]  # fmt: skip
    assert left_behind(committed) == (50, 50, 50)


def test_rows_that_the_reading_refused_stay_out_of_the_transaction(work: Work) -> None:
    report: Report = load(work, "tickets", [ticket(1, work_type="x")], unit="DN")
    assert counts(report) == (0, 0, 0, 1)
    assert stored(work, "test") == []
