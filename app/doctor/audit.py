"""Whether the audit trail can be proven: sealing keeps up, and checkpoints reach what lies outside the database."""

from datetime import datetime, timedelta
from typing import Any

import psycopg2
from psycopg2.extensions import connection

from app.adapters.audit_targets import TargetSettingsError, open_targets
from app.doctor.finding import Finding
from app.settings import Settings

_NAME = "audit trail"
_BEHIND = timedelta(minutes=2)

_OLDEST = """
WITH last AS (SELECT xid, event_id FROM audit_seals ORDER BY seq DESC LIMIT 1)
SELECT server_time FROM events
WHERE NOT EXISTS (SELECT FROM last) OR (xid, id) > ((SELECT xid FROM last), (SELECT event_id FROM last))
ORDER BY xid, id LIMIT 1
"""


def check_targets(settings: Settings) -> Finding:
    """The settings name places for checkpoints that can be."""
    try:
        targets = open_targets(settings)
    except TargetSettingsError as error:
        return Finding("audit targets", "fail", f"{error}.", "Mend the setting; docs/audit.md shows examples.")
    if not targets:
        sentence = "Checkpoints of the audit trail are kept on this machine only."
        remedy = "Set CORDON_AUDIT_STORE_URL or CORDON_AUDIT_SYSLOG, so that nobody who enters here can rewrite them."
        return Finding("audit targets", "warn", sentence, remedy)
    return Finding("audit targets", "ok", f"Checkpoints go to: {', '.join(each.name for each in targets)}.")


def check_audit(db: connection, now: datetime) -> Finding:
    """Events are sealed in time, and every target takes its checkpoints."""
    try:
        sealed, oldest, failing = _look(db)
    except psycopg2.Error:
        db.rollback()
        return Finding(_NAME, "warn", "The audit trail has no seals yet.", "Run `cordon migrate`.")
    if failing:
        name, since, error = failing[0]
        sentence = f"Checkpoints do not reach {name} since {since:%Y-%m-%d %H:%M} UTC: {error}."
        return Finding(_NAME, "warn", sentence, "Mend that place or its setting; what is missing there will follow.")
    if oldest is not None and now - oldest > _BEHIND:
        waits = now - oldest
        sentence = f"The oldest event without a seal waits for {waits - waits % timedelta(seconds=1)}."
        remedy = "See that a worker runs, and that no transaction of this server stays open (pg_stat_activity)."
        return Finding(_NAME, "warn", sentence, remedy)
    return Finding(_NAME, "ok", f"{sealed} events are sealed.")


def _look(db: connection) -> tuple[int, datetime | None, list[Any]]:
    with db.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(seq), 0) FROM audit_seals")
        sealed = _one(cursor)
        cursor.execute(_OLDEST)
        oldest = _one(cursor)
        cursor.execute("SELECT name, failing_since, error FROM audit_targets WHERE fails > 0 ORDER BY failing_since")
        return sealed, oldest, cursor.fetchall()


def _one(cursor: Any) -> Any:
    row = cursor.fetchone()
    return row[0] if row else None
