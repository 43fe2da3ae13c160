"""Takes a report in one statement: the function ``take_ticket`` of the database (see migration 0005)."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine

from app.storage.alone import find_row

_encode = json.JSONEncoder(default=str, check_circular=False).encode
_TAKE = "SELECT * FROM take_ticket(%s, %s::uuid[], %s, %s, %s, %s)"


@dataclass(frozen=True)
class Taken:
    """What the database decided about a report.

    Attributes:
        number: The ticket's number.
        unit_id: The unit it belongs to.
        unit_code: That unit's code.
        zones: Of each zone at the place its id, name, verdict, beginning and whether it needs a permit.
    """

    number: str
    unit_id: UUID
    unit_code: str
    zones: list[dict[str, Any]]


def take_ticket(
    home: Engine | Connection,
    unit_ids: Collection[UUID],
    now: datetime,
    *,
    report: Mapping[str, Any],
    event: Mapping[str, Any],
    who: Mapping[str, Any] | None,
    once: Mapping[str, Any] | None,
) -> Taken | None:
    """Write a ticket with all that belongs to it, or nothing where more is to be decided.

    Args:
        home: the connection whose transaction it becomes a part of, or else the engine.
        unit_ids: units that the asker takes tickets for.
        now: the moment of the report.
        report: columns of ``tickets``, with ``lon`` and ``lat`` for the place.
        event: ``id``, ``verb``, ``actor`` and ``payload``.
        who: the event's erasable ``body`` and its ``hash``.
        once: ``key``, ``route`` and ``body_hash`` of a creation that may be repeated.
    """
    values = (_json(report), [str(each) for each in unit_ids], now, _json(event), _json(who), _json(once))
    row = find_row(home, _TAKE, values)
    return None if row is None else Taken(row[0], row[1], row[2], row[3] or [])


def _json(body: Mapping[str, Any] | None) -> str | None:
    return None if body is None else _encode(body)
