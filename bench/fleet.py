"""Many crews at work in a measured database: on duty, each with planned jobs that follow each other."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import psycopg2
from psycopg2.extras import DateTimeTZRange, execute_values, register_uuid

from app.schema.base import SRID, new_id
from bench.databases import Database, vacuum
from bench.world import UNIT_CODE, World

WEST, SOUTH, EAST, NORTH = 108.0, 15.9, 108.4, 16.3
"""Degrees; a city and its surroundings."""

_EACH = timedelta(minutes=90)
"""From one departure of a crew to the next."""

_WORK = timedelta(minutes=60)
_PEOPLE = 3


@dataclass(frozen=True)
class Fleet:
    """What was made."""

    crews: int
    planned: int
    ticket_id: UUID
    """The one that nobody has yet."""


def make_fleet(database: Database, world: World, crews: int, jobs_each: int, now: datetime, seed: int = 4) -> Fleet:
    """Add crews of three with a vehicle and a shift around ``now``, tickets planned for them, and one more ticket."""
    rng = np.random.default_rng(seed)
    crew_ids = [new_id() for _ in range(crews)]
    with psycopg2.connect(database.service_dsn) as connection:
        register_uuid(conn_or_curs=connection)
        tables = _Tables(connection, world.unit_id, rng, now)
        tables.put_crews(crew_ids)
        tickets = tables.put_tickets(crews * jobs_each + 1)
        tables.put_assignments(crew_ids, tickets[1:], jobs_each)
    connection.close()
    vacuum(database)
    return Fleet(crews, crews * jobs_each, tickets[0])


@dataclass(frozen=True)
class _Tables:
    connection: Any
    unit_id: UUID
    rng: np.random.Generator
    now: datetime

    def put_crews(self, ids: list[UUID]) -> None:
        rows = [(each, self.unit_id, f"C{at}", f"Crew {at}", *self._place()) for at, each in enumerate(ids)]
        self._insert(
            "crews (id, unit_id, code, name, skills, base, active, version)",
            rows,
            f"(%s, %s, %s, %s, '{{}}', {_POINT}, true, 1)",
        )
        people = [
            (new_id(), each, f"P{number}", "member" if number else "direct_supervisor")
            for each in ids
            for number in range(_PEOPLE)
        ]
        self._insert(
            "crew_members (id, crew_id, name, role, safety_grade, skills, active)",
            people,
            "(%s, %s, %s, %s, 4, '{}', true)",
        )
        trucks = [(new_id(), self.unit_id, each, f"43C-{at:05}") for at, each in enumerate(ids)]
        self._insert("vehicles (id, unit_id, crew_id, plate, kind, active)", trucks, "(%s, %s, %s, %s, 'truck', true)")
        duty = DateTimeTZRange(self.now - timedelta(hours=1), self.now + timedelta(hours=12))
        self._insert("shifts (id, unit_id, crew_id, during)", [(new_id(), self.unit_id, each, duty) for each in ids])

    def put_tickets(self, count: int) -> list[UUID]:
        ids = [new_id() for _ in range(count)]
        customers = self.rng.integers(1, 400, count).tolist()
        rows = [
            (each, f"{UNIT_CODE}-F{at}", self.unit_id, *self._place(), customers[at], self.now, self.now)
            for at, each in enumerate(ids)
        ]
        columns = (
            "id, number, unit_id, work_type, state, place, accuracy_m, address, description, hazards,"
            " customers_affected, priority_class, required_skills, service_minutes, crews_needed, reported_at,"
            " created_at, version"
        )
        shown = f"(%s, %s, %s, 'fault_repair', 'new', {_POINT}, 0, '', '', '{{}}', %s, 4, '{{}}', 60, 1, %s, %s, 1)"
        self._insert(f"tickets ({columns})", rows, shown)
        return ids

    def put_assignments(self, crews: list[UUID], tickets: list[UUID], jobs_each: int) -> None:
        rows = []
        for number, ticket in enumerate(tickets):
            crew, turn = divmod(number, jobs_each)
            leaves = self.now + timedelta(minutes=20) + turn * _EACH
            entry = leaves + timedelta(minutes=25)
            planned = DateTimeTZRange(leaves, entry + _WORK)
            rows.append(
                (new_id(), f"{UNIT_CODE}-FA{number}", self.unit_id, ticket, crews[crew], planned, entry, self.now)
            )
        columns = (
            "id, number, unit_id, ticket_id, slot, crew_id, state, planned, planned_entry_at, voltage, created_at,"
            " version"
        )
        self._insert(f"assignments ({columns})", rows, "(%s, %s, %s, %s, 1, %s, 'assigned', %s, %s, 'lv', %s, 1)")

    def _place(self) -> tuple[float, float]:
        lon, lat = self.rng.uniform((WEST, SOUTH), (EAST, NORTH)).tolist()
        return lon, lat

    def _insert(self, into: str, rows: list[tuple[Any, ...]], shown: str | None = None) -> None:
        with self.connection.cursor() as cursor:
            execute_values(cursor, f"INSERT INTO {into} VALUES %s", rows, shown, page_size=1000)  # noqa: S608 - constants


_POINT = f"ST_SetSRID(ST_MakePoint(%s, %s), {SRID})"
