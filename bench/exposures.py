"""A million stays in zones, and traces from positive workers through them, against two floors.

Floor: the index scans alone that any answer needs, own stays and stays in the same zones at the same time, counted and
not named. Naive: the same question put to the table without an index on time, as one reads it off the page.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import create_engine, text

from app.access import Grant, Role, Subject
from app.services import exposure_records, traces
from app.services.traces import TraceAsk
from app.services.work import Work
from app.storage.exposure_records import StayFilter
from bench.databases import Database, fresh_database, vacuum
from bench.world import open_work

CREW_SIZE = 4
STARTS_HOURS = (0, 5)
"""Two jobs a day for each crew."""


@dataclass(frozen=True)
class Sizes:
    """Stays in zones, and workers who are found positive.

    Attributes:
        stays: How many stays there are, one of each worker on each job.
        crews: Crews of four; each has two jobs a day, the newest today.
        zones: Zones that the jobs are spread over.
        traces: Workers to trace.
    """

    stays: int = 1_000_000
    crews: int = 1_250
    zones: int = 500
    traces: int = 60

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(240, 6, 3, 3)


@dataclass(frozen=True)
class Timed:
    """How long one kind of question took, milliseconds."""

    name: str
    ms: tuple[float, ...]
    found: float
    """People found, on average."""


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    return report(sizes, measure(sizes))


def measure(sizes: Sizes) -> list[Timed]:
    """Write the stays as the owner can; trace as HSE does, names and audit event and commit included."""
    with fresh_database() as database:
        work, engine = open_work(database)
        try:
            _fill(database, sizes, work.clock.now())
            vacuum(database)
            return _measure(work, sizes)
        finally:
            engine.dispose()


def report(sizes: Sizes, found: Sequence[Timed]) -> str:
    """The figures as a table."""
    lines = [
        f"Traces: {sizes.stays} stays of {sizes.crews * CREW_SIZE} workers in {sizes.zones} zones",
        f"{'ms':34}{'median':>9}{'p95':>9}{'max':>9}{'people':>9}",
    ]
    for each in found:
        ms = sorted(each.ms)
        p95 = ms[min(len(ms) - 1, round(0.95 * len(ms)))]
        lines.append(f"{each.name:34}{statistics.median(ms):9.1f}{p95:9.1f}{ms[-1]:9.1f}{each.found:9.1f}")
    return "\n".join(lines)


def _measure(work: Work, sizes: Sizes) -> list[Timed]:
    with work.look() as tx:
        unit_id = tx.session.scalars(text("SELECT id FROM units")).one()
        members = list(tx.session.scalars(text(_SOME_MEMBERS), {"count": sizes.traces}))
        vehicles = list(tx.session.scalars(text("SELECT id FROM vehicles ORDER BY id LIMIT :n"), {"n": sizes.traces}))
        zones = list(tx.session.scalars(text("SELECT id FROM zones ORDER BY id LIMIT :n"), {"n": sizes.traces}))
    hse = Subject(None, "bench", (Grant(Role.HSE, frozenset({unit_id})),))

    def asked(kind: traces.Kind, rings: int) -> Callable[[UUID], int]:
        return lambda found_id: len(traces.trace(work, hse, TraceAsk(kind, found_id, "trace", rings=rings)).people)

    def listed(_: UUID) -> int:
        return len(exposure_records.list_records(work, hse, StayFilter(), before=None, limit=50))

    def plain(statement: str) -> Callable[[UUID], int]:
        def ask(member_id: UUID) -> int:
            with work.look() as tx:
                values = {
                    "member": member_id,
                    "since": tx.now - timedelta(days=work.settings.trace_days),
                    "now": tx.now,
                }
                return int(tx.session.scalar(text(statement), values) or 0)

        return ask

    few = members[: max(1, sizes.traces // 20)]
    return [
        _timed("trace a worker, 3 days", asked("member", 1), members),
        _timed("the same with the second ring", asked("member", 2), members),
        _timed("trace a vehicle", asked("vehicle", 1), vehicles),
        _timed("trace a zone", asked("zone", 1), zones),
        _timed("first page of the ledger", listed, members),
        _timed("floor: index scans, not named", plain(_FLOOR), members),
        _timed("naive: no index on time", plain(_NAIVE), few),
    ]


def _timed(name: str, ask: Callable[[UUID], int], ids: Sequence[UUID]) -> Timed:
    ask(ids[0])  # plans and pages are warm
    took, found = [], []
    for each in ids:
        begun = time.perf_counter()
        found.append(ask(each))
        took.append((time.perf_counter() - begun) * 1000)
    return Timed(name, tuple(took), statistics.mean(found))


def _fill(database: Database, sizes: Sizes, now: datetime) -> None:
    engine = create_engine(database.owner_url)
    jobs = max(1, sizes.stays // CREW_SIZE)
    values = {"crews": sizes.crews, "zones": sizes.zones, "jobs": jobs, "now": now, "size": CREW_SIZE,
              "first": STARTS_HOURS[0], "second": STARTS_HOURS[1]}  # fmt: skip
    with engine.begin() as owner:
        owner.exec_driver_sql(_ID)
        for statement in _ROWS.split(";\n"):
            needed = {name: value for name, value in values.items() if f":{name}" in statement}
            owner.execute(text(statement), needed)
    engine.dispose()


_SOME_MEMBERS = "SELECT id FROM crew_members ORDER BY md5(id::text) LIMIT :count"

_FLOOR = """
SELECT count(DISTINCT s.member_id) FROM (
  SELECT zone_id, stay_span(entered_at, entered_device_at, left_at, left_device_at) AS span FROM exposures
  WHERE member_id = :member
    AND stay_span(entered_at, entered_device_at, left_at, left_device_at) && tstzrange(:since, :now)
) o JOIN exposures s ON s.zone_id = o.zone_id
  AND stay_span(s.entered_at, s.entered_device_at, s.left_at, s.left_device_at) && o.span
"""

_NAIVE = """
SELECT count(DISTINCT s.member_id) FROM exposures o JOIN exposures s ON s.zone_id = o.zone_id
  AND s.entered_at <= coalesce(o.left_at, :now) AND coalesce(s.left_at, :now) >= o.entered_at
WHERE o.member_id = :member AND o.entered_at <= :now AND coalesce(o.left_at, :now) >= :since
"""

_ID = """
CREATE FUNCTION pg_temp.id_of(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT (lpad(to_hex(ascii(kind)), 8, '0') || lpad(to_hex(n), 24, '0'))::uuid $$
"""

_ROWS = """
INSERT INTO units (id, code, name, time_zone, version)
VALUES (pg_temp.id_of('u', 1), 'BN', 'Bench', 'Asia/Ho_Chi_Minh', 1);
INSERT INTO authorities (id, code, name, level, response_minutes, response_clock, contacts, version)
VALUES (pg_temp.id_of('a', 1), 'BN', 'Bench', 'commune', 60, 'always', '[]', 1);
INSERT INTO crews (id, unit_id, code, name, skills, base, active, version)
SELECT pg_temp.id_of('c', n), pg_temp.id_of('u', 1), 'T' || n, 'Tổ ' || n, '{}', ST_SetSRID(ST_Point(108, 16), 4326),
  true, 1 FROM generate_series(1, :crews) n;
INSERT INTO crew_members (id, crew_id, name, role, safety_grade, skills, active)
SELECT pg_temp.id_of('m', n), pg_temp.id_of('c', 1 + n % :crews), 'Người ' || n, 'member', 4, '{}', true
FROM generate_series(0, :crews * :size - 1) n;
INSERT INTO vehicles (id, unit_id, crew_id, plate, kind, active)
SELECT pg_temp.id_of('v', n), pg_temp.id_of('u', 1), pg_temp.id_of('c', n), '43C-' || n, 'bucket_truck', true
FROM generate_series(1, :crews) n;
INSERT INTO zones (id, number, name, hazard_class, authority_id, created_at, version)
SELECT pg_temp.id_of('z', n), 'Z-' || n, 'Khu ' || n, 'infectious_human', pg_temp.id_of('a', 1),
  cast(:now AS timestamptz), 1 FROM generate_series(1, :zones) n;
INSERT INTO zone_versions (id, zone_id, version_no, state, level, geometry, valid_from, effective, published_at,
  legal_instrument, gates, permit_needed, transit_permit, entry_templates, exit_templates, live_line_preferred,
  hold_after_exit_minutes, created_at, parts_count)
SELECT pg_temp.id_of('w', n), pg_temp.id_of('z', n), 1, 'published', 1,
  ST_Multi(ST_MakeEnvelope(108, 16, 108.1, 16.1, 4326)), cast(:now AS timestamptz) - interval '1 year',
  tstzrange(cast(:now AS timestamptz) - interval '1 year', NULL), cast(:now AS timestamptz), '', '[]', true, false,
  '{}', '{}',
  false, 0, cast(:now AS timestamptz), 0 FROM generate_series(1, :zones) n;
CREATE TEMP TABLE jobs AS
SELECT n, 1 + n % :crews AS crew, 1 + (hashint8(n)::bigint & 2147483647) % :zones AS zone,
  cast(:now AS timestamptz) - interval '4 hours' - (n / :crews / 2) * interval '1 day'
    - CASE (n / :crews) % 2 WHEN 0 THEN :first ELSE :second END * interval '1 hour'
    + (hashint8(-n)::bigint & 2147483647) % 60 * interval '1 minute' AS entered,
  (30 + (hashint8(n * 7)::bigint & 2147483647) % 120) * interval '1 minute' AS lasted
FROM generate_series(0, :jobs - 1) n;
INSERT INTO tickets (id, number, unit_id, work_type, state, place, accuracy_m, address, description, hazards,
  customers_affected, priority_class, required_skills, service_minutes, crews_needed, reported_at, created_at, version)
SELECT pg_temp.id_of('t', n), 'BN-26-' || n, pg_temp.id_of('u', 1), 'fault_repair', 'closed',
  ST_SetSRID(ST_Point(108.05, 16.05), 4326), 0, n || ' Lê Lợi', '', '{}', 1, 5, '{}', 60, 1, entered, entered, 1
FROM jobs;
INSERT INTO assignments (id, number, unit_id, ticket_id, slot, crew_id, vehicle_id, state, planned, planned_entry_at,
  voltage, created_at, en_route_at, entered_at, working_at, restored_at, exited_at, closed_at, version)
SELECT pg_temp.id_of('j', n), 'BN-A26-' || n, pg_temp.id_of('u', 1), pg_temp.id_of('t', n), 1, pg_temp.id_of('c', crew),
  pg_temp.id_of('v', crew), 'closed', tstzrange(entered - interval '30 minutes', entered + lasted), entered, 'lv',
  entered, entered - interval '30 minutes', entered, entered, entered + lasted, entered + lasted, entered + lasted, 1
FROM jobs;
INSERT INTO assignment_members (assignment_id, member_id, role, planned, active, started)
SELECT pg_temp.id_of('j', n), pg_temp.id_of('m', crew - 1 + each * :crews), 'member',
  tstzrange(entered - interval '30 minutes', entered + lasted), false, false
FROM jobs, generate_series(0, :size - 1) each;
INSERT INTO exposures (id, unit_id, assignment_id, member_id, zone_id, zone_version_id, hazard_class, authority_id,
  crew_id, vehicle_id, role, ppe_profile, entered_at, entered_device_at, left_at, left_device_at)
SELECT pg_temp.id_of('e', n * :size + each), pg_temp.id_of('u', 1), pg_temp.id_of('j', n),
  pg_temp.id_of('m', crew - 1 + each * :crews), pg_temp.id_of('z', zone), pg_temp.id_of('w', zone), 'infectious_human',
  pg_temp.id_of('a', 1), pg_temp.id_of('c', crew), pg_temp.id_of('v', crew), 'member', 'medical_full_level3',
  entered, entered, entered + lasted, entered + lasted
FROM jobs, generate_series(0, :size - 1) each;
INSERT INTO exposure_contacts (id, unit_id, assignment_id, exposure_id, member_id, kind, with_member_id, band, minutes,
  masked, happened_at, recorded_at, retracted)
SELECT pg_temp.id_of('k', n), pg_temp.id_of('u', 1), pg_temp.id_of('j', n), pg_temp.id_of('e', n * :size),
  pg_temp.id_of('m', crew - 1), 'member', pg_temp.id_of('m', (crew + 6) % (:crews * :size)), 'under_1m', 20, false,
  entered, entered, false
FROM jobs WHERE n % 5 = 0;
INSERT INTO exposure_corrections (id, exposure_id, number, entered_at, left_at, vehicle_id, role, void, corrected_at)
SELECT pg_temp.id_of('o', n), pg_temp.id_of('e', n * :size), 1, entered - interval '5 minutes', entered + lasted,
  pg_temp.id_of('v', crew), 'member', false, entered + lasted
FROM jobs WHERE n % 250 = 1
"""
