"""What the database must be: PostGIS, extensions, clock, tables, rights of the service's role, a living worker."""

from datetime import UTC, datetime, timedelta

import psycopg2
from psycopg2.extensions import connection
from psycopg2.sql import SQL, Identifier

from app.doctor.finding import Finding

OLDEST_POSTGIS = (3, 3)
_SKEW = timedelta(seconds=5)
_SILENT = timedelta(minutes=2)


def check_postgis(db: connection) -> Finding:
    """PostGIS is there and new enough."""
    found = _value(db, "SELECT extversion FROM pg_extension WHERE extname = 'postgis'")
    wanted = ".".join(map(str, OLDEST_POSTGIS))
    if found is None:
        return Finding(
            "postgis", "fail", "The extension postgis is missing.", "As superuser: CREATE EXTENSION postgis;"
        )
    if tuple(int(part) for part in str(found).split(".")[:2]) < OLDEST_POSTGIS:
        remedy = f"Install PostGIS {wanted} or newer, then: ALTER EXTENSION postgis UPDATE;"
        return Finding("postgis", "fail", f"PostGIS {found} is too old.", remedy)
    return Finding("postgis", "ok", f"PostGIS {found}.")


def check_btree_gist(db: connection) -> Finding:
    """The extension behind the booking constraints is there."""
    if _value(db, "SELECT extversion FROM pg_extension WHERE extname = 'btree_gist'") is None:
        remedy = "As the database's owner: CREATE EXTENSION btree_gist;"
        return Finding("btree_gist", "fail", "The extension btree_gist is missing.", remedy)
    return Finding("btree_gist", "ok", "btree_gist is there.")


def check_encoding(db: connection) -> Finding:
    """Vietnamese fits into the database."""
    encoding = _value(db, "SHOW server_encoding")
    if encoding != "UTF8":
        remedy = "Make the database with ENCODING 'UTF8' and load it again."
        return Finding("encoding", "fail", f"The database's encoding is {encoding}.", remedy)
    return Finding("encoding", "ok", "UTF-8.")


def check_clock(db: connection, now: datetime) -> Finding:
    """The database speaks UTC and its clock agrees with ours."""
    skew = abs(_moment(_value(db, "SELECT clock_timestamp()")) - now)
    if skew > _SKEW:
        sentence = f"The clocks of database and machine differ by {skew.total_seconds():.0f} s."
        return Finding("clock", "fail", sentence, "Let both follow the same time server.")
    zone = _value(db, "SHOW timezone")
    if zone not in {"UTC", "Etc/UTC"}:
        remedy = "ALTER DATABASE ... SET timezone = 'UTC'; reports read more easily then, nothing depends on it."
        return Finding("clock", "warn", f"The database's time zone is {zone}, not UTC.", remedy)
    return Finding("clock", "ok", "The database's clock agrees, in UTC.")


def check_service_role(db: connection) -> Finding:
    """The role that the service works as owns no table and cannot rewrite the audit trail."""
    role = _value(db, "SELECT current_user")
    remedy = (
        "Run migrations as the owner (CORDON_OWNER_DATABASE_URL) and the service as another role (CORDON_DATABASE_URL)."
    )
    if _value(db, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        return Finding("service role", "warn", f"The service works as {role}, a superuser.", remedy)
    query = (
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public' AND pg_has_role(c.relowner, 'USAGE')"
    )
    owned = _value(db, query)
    if owned:
        return Finding("service role", "warn", f"The service works as {role}, which owns {owned} tables.", remedy)
    if _value(db, "SELECT to_regclass('public.events')") is None:
        return Finding("service role", "ok", f"{role} owns no table.")
    rights = "has_table_privilege('public.events', 'UPDATE') OR has_table_privilege('public.events', 'DELETE')"
    if _value(db, f"SELECT {rights} OR has_any_column_privilege('public.events', 'UPDATE')"):
        grant = "As the owner: REVOKE UPDATE, DELETE ON events FROM the role, then `cordon migrate`."
        return Finding("service role", "fail", f"{role} can rewrite the audit trail.", grant)
    return Finding("service role", "ok", f"{role} owns no table and cannot rewrite the audit trail.")


def take_role(db: connection, role: str) -> Finding | None:
    """Work as the service's role from here on, as the service itself does; what stands in the way."""
    with db.cursor() as cursor:
        try:
            cursor.execute(SQL("SET ROLE {}").format(Identifier(role)))
        except psycopg2.Error as error:
            sentence = f"The service cannot work as {role}: {str(error).strip().splitlines()[0]}."
            remedy = f"As a superuser: CREATE ROLE {role} if it is missing; GRANT {role} TO the user of the address."
            return Finding("service role", "fail", sentence, remedy)
    return None


def check_lists(db: connection) -> Finding:
    """The checklists that ship are there: no job can be given without them."""
    if _value(db, "SELECT to_regclass('public.checklist_templates')") is None:
        return Finding("lists", "fail", "There are no checklists.", "Run `cordon migrate`.")
    try:
        known = _value(db, "SELECT count(*) FROM checklist_templates")
    except psycopg2.errors.InsufficientPrivilege:
        return Finding("lists", "fail", "The service may not read its tables.", "Run `cordon migrate` as their owner.")
    if not known:
        return Finding("lists", "fail", "The checklists that ship are not loaded.", "Run `cordon migrate`.")
    return Finding("lists", "ok", f"{known} checklist versions.")


def check_worker(db: connection, now: datetime) -> Finding:
    """A worker has said lately that it lives."""
    remedy = "Start one: `cordon worker` (`cordon up` brings one along)."
    beat = None
    if _value(db, "SELECT to_regclass('public.worker_heartbeats')") is not None:
        beat = _value(db, "SELECT max(beat_at) FROM worker_heartbeats")
    if beat is None:
        return Finding("worker", "warn", "No worker has run yet.", remedy)
    silent = now - _moment(beat)
    if silent > _SILENT:
        return Finding(
            "worker", "warn", f"No worker has been heard of for {silent - silent % timedelta(minutes=1)}.", remedy
        )
    return Finding("worker", "ok", "A worker is alive.")


def _value(db: connection, query: str) -> object:
    with db.cursor() as cursor:
        cursor.execute(query)
        row: tuple[object, ...] | None = cursor.fetchone()
    return row[0] if row else None


def _moment(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(f"not a moment: {value!r}")
    return value.astimezone(UTC)
