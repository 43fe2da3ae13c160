"""The floor: the same rows written by psycopg2 and nothing else. No rule is looked up and no answer is made.

``plain`` sends one statement after the other, as one writes it by hand; ``same`` sends the very statement that the
service sends, which commits by itself: the least there can be.
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

_PLAIN = (_TICKET, _ZONES, _EVENT, _DETAIL, _JOB)
_SAME = ("SELECT * FROM take_ticket(%(report)s, %(units)s::uuid[], %(now)s, %(told)s, %(who)s, NULL)",)


def open_floor(dsn: str, kind: str, unit: str, actor: str) -> Callable[[dict[str, Any]], None]:
    """Connect; return what writes and commits one report.

    Args:
        dsn: libpq's connection string.
        kind: ``plain`` or ``same``.
        unit: id of the unit that gets all tickets.
        actor: id of the user who takes them.
    """
    register_uuid()
    connection = psycopg2.connect(dsn)
    connection.autocommit = kind == "same"
    statements, row_of = (_SAME, _documents) if kind == "same" else (_PLAIN, _row)
    cursor = connection.cursor()

    def write(report: dict[str, Any]) -> None:
        values = row_of(report, unit, actor)
        for statement in statements:
            cursor.execute(statement, values)
        if not connection.autocommit:
            connection.commit()

    return write


def _row(report: dict[str, Any], unit: str, actor: str) -> dict[str, Any]:
    now, ticket = datetime.now(UTC), uuid7()
    lon, lat = report["place"]["coordinates"]
    who, told = _who(report), _told(report)
    return report | {
        "id": ticket, "event": uuid7(), "lon": lon, "lat": lat, "class": told["class"], "now": now, "year": now.year,
        "payload": Json(told), "detail": Json(who), "args": Json({"ticket_id": str(ticket)}), "hash": _hash(who),
        "place": None, "unit": unit, "actor": actor,
    }  # fmt: skip


def _documents(report: dict[str, Any], unit: str, actor: str) -> dict[str, Any]:
    now = datetime.now(UTC)
    lon, lat = report["place"]["coordinates"]
    who, told = _who(report), _told(report)
    columns = {
        "id": str(uuid7()), "state": "new", "lon": lon, "lat": lat, "hazards": [], "required_skills": [],
        "service_minutes": 60, "crews_needed": 1, "priority_class": told["class"], "reported_at": now.isoformat(),
        "created_by": actor,
    }  # fmt: skip
    event = {"id": str(uuid7()), "verb": "ticket.created", "actor": "bench-agent", "payload": told}
    return {
        "report": json.dumps(report | columns | {"place": None}), "units": [unit], "now": now,
        "told": json.dumps(event), "who": json.dumps({"body": who, "hash": _hash(who)}),
    }  # fmt: skip


def _told(report: dict[str, Any]) -> dict[str, Any]:
    customers = report["customers_affected"]
    return {"work_type": report["work_type"], "class": 4 if customers > 1 else 5, "customers": customers}


def _who(report: dict[str, Any]) -> dict[str, Any]:
    return {"name": report["reporter_name"], "phone": report["reporter_phone"]}


def _hash(who: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(who).encode()).hexdigest()
