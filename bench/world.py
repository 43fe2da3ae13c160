"""What the measured service works on: one unit, one agent, one liaison, many zones and tickets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

import numpy as np
import psycopg2
from psycopg2.extras import execute_values, register_uuid
from shapely import MultiPolygon, box, to_wkb
from sqlalchemy import Engine

from app.access import Role, system
from app.adapters.jobs import ProcrastinateJobs
from app.auth.passwords import Argon2Passwords
from app.clock import SystemClock
from app.schema.base import SRID, new_id
from app.services.authorities import NewAuthority, create_authority
from app.services.checklist_templates import load_shipped
from app.services.people import NewUser, RoleOver, create_user
from app.services.units import NewUnit, create_unit
from app.services.work import Work
from app.settings import Settings
from app.wiring import make_engine, make_sessions, make_vault
from bench.databases import Database, vacuum
from bench.shapes import EAST, NORTH, SOUTH, WEST, make_places, make_zones
from geo.travel import StraightLine

AGENT, LIAISON, PASSWORD = "bench-agent", "bench-liaison", "bench-password"
OPERATOR = system("bench")
UNIT_CODE = "BN"
_PAGE = 1000


@dataclass(frozen=True)
class World:
    """Ids of what was made, and use cases on the same database; gives its connections back at the end of a block."""

    work: Work
    engine: Engine
    unit_id: UUID
    authority_id: UUID
    agent_id: UUID
    zone_ids: Sequence[UUID]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.engine.dispose()


def make_world(database: Database, zones: int, tickets: int = 0) -> World:
    """Fill an empty database. People and units through the services, the many rows by plain SQL."""
    work, engine = open_work(database)
    load_shipped(work)
    land = MultiPolygon([box(WEST, SOUTH, EAST, NORTH)])
    unit = create_unit(work, OPERATOR, NewUnit(UNIT_CODE, "Bench", None, territory=land))
    authority = create_authority(work, OPERATOR, NewAuthority("BA", "Bench authority", None))
    hashed = Argon2Passwords(memory_kib=8, rounds=1).hash(PASSWORD)
    over_unit, over_authority = RoleOver(Role.AGENT, unit.id), RoleOver(Role.LIAISON, authority_id=authority.id)
    agent = create_user(work, OPERATOR, NewUser(AGENT, "Agent", hashed, (over_unit,))).user
    create_user(work, OPERATOR, NewUser(LIAISON, "Liaison", hashed, (over_authority,)))
    with psycopg2.connect(database.service_dsn) as connection:
        register_uuid(conn_or_curs=connection)
        zone_ids = _put_zones(connection, authority.id, make_zones(zones))
        _put_tickets(connection, unit.id, tickets)
    connection.close()
    vacuum(database)
    return World(work, engine, unit.id, authority.id, agent.id, zone_ids)


def open_work(database: Database) -> tuple[Work, Engine]:
    """Use cases on an empty database, and the connections that are to be given back."""
    settings = Settings(
        database_url=database.service_url, secret_key="bench" * 8, duty_hours_day=24, duty_hours_week=168
    )
    travel = StraightLine(settings.travel_speed_kmh, settings.travel_circuity)
    engine = make_engine(settings)
    return Work(
        make_sessions(engine), SystemClock(), ProcrastinateJobs(), settings, travel, make_vault(settings)
    ), engine


def _put_zones(connection: Any, authority_id: UUID, shapes: Sequence[MultiPolygon]) -> list[UUID]:
    now = datetime.now(UTC)
    zones = [(new_id(), f"Z-{number}", authority_id, now) for number in range(len(shapes))]
    versions = [(new_id(), row[0], to_wkb(shape), now) for row, shape in zip(zones, shapes, strict=True)]
    _insert(
        connection,
        "INSERT INTO zones (id, number, name, hazard_class, authority_id, created_at, version) VALUES %s",
        zones,
        "(%s, %s, 'Bench', 'infectious_human', %s, %s, 1)",
    )
    _insert(
        connection,
        "INSERT INTO zone_versions (id, zone_id, version_no, state, level, geometry, valid_from, effective,"
        " legal_instrument, gates, permit_needed, transit_permit, entry_templates, exit_templates,"
        " live_line_preferred, hold_after_exit_minutes, created_at, published_at, started_event_id)"
        " SELECT id, zone_id, 1, 'published', 1, ST_GeomFromWKB(wkb, 4326), at, tstzrange(at, NULL), '', '[]', true,"
        " false, '{}', '{}', false, 0, at, at, id FROM (VALUES %s) AS given (id, zone_id, wkb, at)",
        versions,
        "(%s::uuid, %s::uuid, %s, %s::timestamptz)",
    )
    return [row[0] for row in zones]


def _put_tickets(connection: Any, unit_id: UUID, count: int, seed: int = 3) -> None:
    """Open tickets, judged against all zones."""
    rng, now = np.random.default_rng(seed), datetime.now(UTC)
    places, accuracies = make_places(count, rng), rng.choice((0.0, 0.0, 50.0), count)
    rows = (
        (new_id(), f"{UNIT_CODE}-{number}", unit_id, *place.tolist(), float(accuracy), now, now)
        for number, (place, accuracy) in enumerate(zip(places, accuracies, strict=True))
    )
    columns = (
        "id, number, unit_id, work_type, state, place, accuracy_m, address, description, hazards, customers_affected,"
        " priority_class, required_skills, service_minutes, crews_needed, reported_at, created_at, version"
    )
    shown = (
        f"(%s, %s, %s, 'fault_repair', 'new', ST_SetSRID(ST_MakePoint(%s, %s), {SRID}), %s, '', '', '{{}}', 0, 2,"
        " '{}', 60, 1, %s, %s, 1)"
    )
    _insert(connection, f"INSERT INTO tickets ({columns}) VALUES %s", rows, shown)  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE zone_versions")
        cursor.execute(
            "INSERT INTO ticket_zones (ticket_id, zone_version_id, zone_id, verdict, judged_at)"
            " SELECT t.id, j.zone_version_id, j.zone_id, j.verdict, %s"
            " FROM tickets t, judge_place(t.place, t.accuracy_m, %s) j",
            (now, now),
        )


def _insert(connection: Any, statement: str, rows: Iterable[tuple[Any, ...]], shown: str) -> None:
    with connection.cursor() as cursor:
        execute_values(cursor, statement, rows, shown, page_size=_PAGE)
