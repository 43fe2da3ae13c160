"""Publishes a zone version in one statement: the function ``publish_version`` of the database (migration 0008)."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from app.schema.zones import Zone, ZoneVersion

_PUBLISH = "SELECT * FROM publish_version(%s, %s, %s, %s)"
_COLUMNS = tuple(column.key for column in inspect(ZoneVersion).columns)
_BOOKKEEPING = ("state", "effective", "ended_at", "started_event_id", "ended_event_id")
"""What may change in a version that was published."""


@dataclass(frozen=True)
class Published:
    """What a new version met.

    Attributes:
        units: Units that have open tickets in any version of the zone, before or after.
        judged: How many tickets lie otherwise than before to one of the versions.
        permits: Whether the zone has permits at all.
        assignments: Whether anything was ever assigned that it might concern.
    """

    units: frozenset[UUID]
    judged: int
    permits: bool
    assignments: bool


def publish(
    session: Session, zone: Zone, version: ZoneVersion, cut: Collection[ZoneVersion], now: datetime
) -> Published | None:
    """Write a version and what it cuts off others, and judge all open tickets; None where the zone is another.

    What was settled on another version holds on this one where it is the same over the ticket's place. ``zone``,
    ``version`` and ``cut`` are as stored afterwards; nothing need be read again.
    """
    given = _row(version, _COLUMNS)
    cuts = [_row(each, ("id", *_BOOKKEEPING)) for each in cut]
    values = (json.dumps(given), json.dumps(cuts), zone.version, now)
    row = session.connection().exec_driver_sql(_PUBLISH, values).one_or_none()
    if row is None:
        return None
    version.version_no = row.version_no
    make_transient_to_detached(version)
    session.add(version)
    set_committed_value(zone, "version", zone.version + 1)
    for each in cut:
        for name in _BOOKKEEPING:
            set_committed_value(each, name, getattr(each, name))
    return Published(frozenset(map(UUID, row.units)), row.judged, row.permits, row.assignments)


def _row(version: ZoneVersion, columns: Collection[str]) -> dict[str, Any]:
    return {name: _plain(getattr(version, name)) for name in columns}


def _plain(value: Any) -> Any:
    """A value as ``jsonb_populate_record`` reads it."""
    if isinstance(value, Range):
        return "empty" if value.isempty else f"[{_moment(value.lower)},{_moment(value.upper)})"
    if value is None or isinstance(value, str | int | float | list):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.isoformat()
