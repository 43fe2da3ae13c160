"""The field protocol: positions by day, devices that can be lost, thumbnails of evidence, clocks that are off.

Revision ID: 0024
Revises: 0023

Positions are kept in one table for each day, so that a day whose time is over goes as a whole. The service owns no
table: two functions that run as their owner make the days that come and drop those that are over; like
``privacy_forget`` they look at age and hold themselves. A release before this one cannot store positions while it still
runs (its upsert names another key): phones keep what is answered by a 5xx and send it again.
"""

import sqlalchemy as sa
from alembic import context, op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_FUNCTIONS = ("position_days_ahead(timestamptz, int)", "position_days_drop(timestamptz, timestamptz)")
_COLUMNS = "id, crew_id, user_id, place, accuracy_m, device_time, server_time"


def upgrade() -> None:
    connection = op.get_bind()
    quote = connection.dialect.identifier_preparer.quote
    role = quote(context.config.attributes.get("service_role", "cordon_service"))
    schema = quote(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
    _devices(role)
    op.add_column("evidence", sa.Column("thumbnail_sha256", sa.Text(), nullable=True))
    op.add_column("field_actions", sa.Column("skew_ms", sa.BigInteger(), nullable=True))
    op.create_index("ix_field_actions_told", "field_actions", ["server_time"], postgresql_where=sa.text(_TOLD))
    op.execute("ALTER TABLE position_fixes RENAME TO position_fixes_before")
    for kind in ("CONSTRAINT pk", "CONSTRAINT fk_{}_crew_id", "CONSTRAINT fk_{}_user_id"):
        _rename("position_fixes", "position_fixes_before", kind)
    op.execute("DROP INDEX ix_position_fixes_crew_time, ix_position_fixes_server_time")
    op.execute(_TABLE)
    op.execute("CREATE INDEX ix_position_fixes_crew_time ON position_fixes (crew_id, device_time)")
    op.execute("CREATE INDEX ix_position_fixes_user_time ON position_fixes (user_id, device_time)")
    op.execute("CREATE INDEX ix_position_fixes_server_time ON position_fixes (server_time)")
    op.execute(f"GRANT SELECT, INSERT ON position_fixes TO {role}")
    for text in (_MAKE_DAY, _AHEAD, _DROP):
        op.execute(text.replace("{schema}", schema))
    op.execute("REVOKE ALL ON FUNCTION position_day_make(date) FROM PUBLIC")
    for function in _FUNCTIONS:
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}")
    op.execute(
        "SELECT position_day_make(day) FROM "
        "(SELECT DISTINCT (device_time AT TIME ZONE 'UTC')::date FROM position_fixes_before) AS had(day)"
    )
    op.execute(f"INSERT INTO position_fixes ({_COLUMNS}) SELECT {_COLUMNS} FROM position_fixes_before")
    op.execute("DROP TABLE position_fixes_before")
    op.execute("SELECT position_days_ahead(now(), 14)")


def _rename(old: str, new: str, kind: str) -> None:
    """Let the names of constraints follow the table's, so that the new one may have them."""
    word, _, name = kind.partition(" ")
    was = name.format(old) if "{}" in name else f"{name}_{old}"
    becomes = name.format(new) if "{}" in name else f"{name}_{new}"
    op.execute(f"ALTER TABLE {new} RENAME {word} {was} TO {becomes}")


def _devices(role: str) -> None:
    op.add_column("devices", sa.Column("client_id", sa.Uuid(), nullable=True))
    op.add_column("devices", sa.Column("token_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE devices SET token_at = registered_at")
    op.add_column("devices", sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("devices", sa.Column("lost_by", sa.Uuid(), nullable=True))
    op.create_index(
        "uq_devices_client", "devices", ["user_id", "client_id"], unique=True,
        postgresql_where=sa.text("client_id IS NOT NULL"),
    )  # fmt: skip
    op.create_index("ix_devices_seen", "devices", ["seen_at"], postgresql_where=sa.text("disabled_at IS NULL"))
    op.add_column("refresh_tokens", sa.Column("device_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("fk_refresh_tokens_device_id", "refresh_tokens", "devices", ["device_id"], ["id"])
    op.create_index("ix_refresh_tokens_device_id", "refresh_tokens", ["device_id"])
    op.execute(f"GRANT UPDATE ON devices, refresh_tokens TO {role}")


def downgrade() -> None:
    op.execute("ALTER TABLE position_fixes RENAME TO position_fixes_days")
    for kind in ("CONSTRAINT pk", "CONSTRAINT fk_{}_crew_id", "CONSTRAINT fk_{}_user_id"):
        _rename("position_fixes", "position_fixes_days", kind)
    op.execute("DROP INDEX ix_position_fixes_crew_time, ix_position_fixes_user_time, ix_position_fixes_server_time")
    op.execute(_TABLE_BEFORE)
    op.execute(f"INSERT INTO position_fixes ({_COLUMNS}) SELECT {_COLUMNS} FROM position_fixes_days")
    op.execute("DROP TABLE position_fixes_days")
    op.execute("CREATE INDEX ix_position_fixes_crew_time ON position_fixes (crew_id, device_time)")
    op.execute("CREATE INDEX ix_position_fixes_server_time ON position_fixes (server_time)")
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT, INSERT ON position_fixes TO {role}")
    for function in (*_FUNCTIONS, "position_day_make(date)"):
        op.execute(f"DROP FUNCTION {function}")
    op.drop_index("ix_field_actions_told", "field_actions")
    op.drop_column("field_actions", "skew_ms")
    op.drop_column("evidence", "thumbnail_sha256")
    op.drop_index("ix_refresh_tokens_device_id", "refresh_tokens")
    op.drop_column("refresh_tokens", "device_id")
    op.drop_index("ix_devices_seen", "devices")
    op.drop_index("uq_devices_client", "devices")
    for name in ("lost_by", "lost_at", "token_at", "client_id"):
        op.drop_column("devices", name)


_TOLD = "answer ->> 'yours' IS NOT NULL"

_TABLE = """
CREATE TABLE position_fixes (
  id uuid NOT NULL,
  crew_id uuid NOT NULL CONSTRAINT fk_position_fixes_crew_id REFERENCES crews (id),
  user_id uuid NOT NULL CONSTRAINT fk_position_fixes_user_id REFERENCES users (id),
  place geometry(POINT, 4326) NOT NULL,
  accuracy_m double precision NOT NULL,
  device_time timestamptz NOT NULL,
  server_time timestamptz NOT NULL,
  CONSTRAINT pk_position_fixes PRIMARY KEY (id, device_time)
) PARTITION BY RANGE (device_time);
CREATE TABLE position_fixes_rest PARTITION OF position_fixes DEFAULT
"""

_TABLE_BEFORE = """
CREATE TABLE position_fixes (
  id uuid NOT NULL CONSTRAINT pk_position_fixes PRIMARY KEY,
  crew_id uuid NOT NULL CONSTRAINT fk_position_fixes_crew_id REFERENCES crews (id),
  user_id uuid NOT NULL CONSTRAINT fk_position_fixes_user_id REFERENCES users (id),
  place geometry(POINT, 4326) NOT NULL,
  accuracy_m double precision NOT NULL,
  device_time timestamptz NOT NULL,
  server_time timestamptz NOT NULL
)
"""

# Makes the table of one day (UTC), with what the rest holds of it; false when it is there already.
_MAKE_DAY = """
CREATE FUNCTION position_day_make(p_day date) RETURNS boolean
LANGUAGE plpgsql SET search_path = {schema}, pg_temp AS $$
DECLARE
  v_name text := 'position_fixes_' || to_char(p_day, 'YYYYMMDD');
  v_from timestamptz := p_day::timestamp AT TIME ZONE 'UTC';
  v_to timestamptz := (p_day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass('{schema}.' || quote_ident(v_name)) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE position_fixes INCLUDING DEFAULTS)', v_name);
  IF EXISTS (SELECT FROM position_fixes_rest r WHERE r.device_time >= v_from AND r.device_time < v_to) THEN
    EXECUTE format(
      'WITH moved AS (DELETE FROM position_fixes_rest WHERE device_time >= %L AND device_time < %L RETURNING *) '
      'INSERT INTO %I SELECT * FROM moved', v_from, v_to, v_name);
  END IF;
  EXECUTE format(
    'ALTER TABLE position_fixes ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', v_name, v_from, v_to);
  RETURN true;
END $$
"""

# Makes the days from a week ago, as late as phones are heard, to so many ahead; how many were missing.
_AHEAD = """
CREATE FUNCTION position_days_ahead(p_at timestamptz, p_days int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
  v_today date := (p_at AT TIME ZONE 'UTC')::date;
  v_made int := 0;
BEGIN
  IF p_days NOT BETWEEN 1 AND 31 THEN
    RAISE EXCEPTION 'as many days are not made' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('cordon position days', 0));
  PERFORM set_config('lock_timeout', '3s', true);
  FOR v_day IN -8 .. p_days LOOP
    v_made := v_made + position_day_make(v_today + v_day)::int;
  END LOOP;
  RETURN v_made;
END $$
"""

# Drops days of which everything was recorded before `p_before` and nothing is held; how much of which unit went.
# `p_at` is the service's clock, as for `privacy_forget`.
_DROP = """
CREATE FUNCTION position_days_drop(p_before timestamptz, p_at timestamptz)
RETURNS TABLE (day date, unit_id uuid, fixes bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_table text;
  v_day date;
  v_kept boolean;
BEGIN
  IF p_at > clock_timestamp() + interval '1 hour' OR p_before > p_at - interval '1 day'
    OR p_before > clock_timestamp() - interval '1 day' THEN
    RAISE EXCEPTION 'too young to be forgotten' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended('cordon position days', 0)) THEN
    RETURN;
  END IF;
  PERFORM set_config('lock_timeout', '3s', true);
  FOR v_table, v_day IN
    SELECT c.relname, to_date(right(c.relname, 8), 'YYYYMMDD') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'position_fixes'::regclass AND c.relname ~ '^position_fixes_[0-9]{8}$'
      AND (to_date(right(c.relname, 8), 'YYYYMMDD') + 1)::timestamp AT TIME ZONE 'UTC' <= p_before
    ORDER BY c.relname
  LOOP
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM %1$I f WHERE f.server_time >= $1) OR EXISTS ('
      '  SELECT FROM %1$I f WHERE privacy_fix_held(f.user_id, f.crew_id, f.server_time, $2))', v_table)
    INTO v_kept USING p_before, p_at;
    CONTINUE WHEN v_kept;
    RETURN QUERY EXECUTE format(
      'SELECT $1, c.unit_id, count(*) FROM %I f JOIN crews c ON c.id = f.crew_id GROUP BY c.unit_id', v_table)
    USING v_day;
    EXECUTE format('DROP TABLE %I', v_table);
  END LOOP;
END $$
"""
