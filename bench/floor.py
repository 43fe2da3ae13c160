"""The floor: the same rows written by psycopg2 and nothing else. No rule is looked up and no answer is made.

``plain`` sends one statement after the other, as one writes it by hand; ``one`` sends all of it as a single statement
and commits by itself, the least there can be.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import psycopg2
from psycopg2.extras import Json, register_uuid
from uuid_utils.compat import uuid7

_TICKET = """
INSERT INTO tickets (id, number, unit_id, work_type, state, place, accuracy_m, address, description, hazards,
  customers_affected, priority_class, reporter_name, reporter_phone, required_skills, service_minutes, crews_needed,
  reported_at, created_at, created_by, version)
VALUES (%(id)s, next_number('BN', '', %(year)s), %(unit)s, %(work_type)s, 'new',
  ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), %(accuracy_m)s, %(address)s, %(description)s, '{}',
  %(customers_affected)s, %(class)s, %(reporter_name)s, %(reporter_phone)s, '{}', 60, 1, %(now)s, %(now)s, %(actor)s, 1)
"""
_ZONES = """
INSERT INTO ticket_zones (ticket_id, zone_version_id, zone_id, verdict, judged_at)
SELECT %(id)s, j.zone_version_id, j.zone_id, j.verdict, %(now)s
FROM judge_place(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), %(accuracy_m)s, %(now)s) j
"""
_EVENT = """
INSERT INTO events (id, unit_id, ticket_id, subject_kind, subject_id, verb, actor_id, actor, server_time, payload,
  erasable_hash)
VALUES (%(event)s, %(unit)s, %(id)s, 'ticket', %(id)s, 'ticket.created', %(actor)s, 'bench-agent', %(now)s,
  %(payload)s, %(hash)s)
"""
_DETAIL = "INSERT INTO event_details (event_id, body) VALUES (%(event)s, %(detail)s)"
_JOB = (
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'rejudge_ticket', 0, NULL, NULL, %(args)s, NULL)"
    "::procrastinate_job_to_defer_v1])"
)

_PLAIN = (f"{_TICKET} RETURNING number", _ZONES, _EVENT, _DETAIL, _JOB)
_ONE = (
    f"""WITH ticket AS ({_TICKET} RETURNING id, number), zones AS ({_ZONES}), event AS ({_EVENT}), detail AS ({_DETAIL})
    SELECT number, ({_JOB}) FROM ticket""",  # noqa: S608 - constants
)


def open_floor(dsn: str, kind: str, unit: str, actor: str) -> Callable[[dict[str, Any]], None]:
    """Connect; return what writes and commits one report.

    Args:
        dsn: libpq's connection string.
        kind: ``plain`` or ``one``.
        unit: id of the unit that gets all tickets.
        actor: id of the user who takes them.
    """
    register_uuid()
    connection = psycopg2.connect(dsn)
    connection.autocommit = kind == "one"
    statements = _ONE if kind == "one" else _PLAIN
    cursor = connection.cursor()

    def write(report: dict[str, Any]) -> None:
        values = _row(report) | {"unit": unit, "actor": actor}
        for statement in statements:
            cursor.execute(statement, values)
        if not connection.autocommit:
            connection.commit()

    return write


def _row(report: dict[str, Any]) -> dict[str, Any]:
    now, ticket = datetime.now(UTC), uuid7()
    who = {"name": report["reporter_name"], "phone": report["reporter_phone"]}
    many = report["customers_affected"] > 1
    lon, lat = report["place"]["coordinates"]
    told = {"work_type": report["work_type"], "class": 4 if many else 5, "customers": report["customers_affected"]}
    return report | {
        "id": ticket, "event": uuid7(), "lon": lon, "lat": lat, "class": 4 if many else 5, "now": now, "year": now.year,
        "payload": Json(told), "detail": Json(who), "args": Json({"ticket_id": str(ticket)}),
        "hash": hashlib.sha256(json.dumps(who).encode()).hexdigest(),
        "place": None,
    }  # fmt: skip
