"""What stands on the tables: judgement of places, the slot rule, the job queue, and the service's rights."""

from alembic import context, op

from app.adapters.jobs import procrastinate_grants_sql, procrastinate_schema_sql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_APPEND_ONLY = ("events", "checklist_entries", "checklist_templates", "position_fixes")
_ZONE_VERSION_BOOKKEEPING = "state, effective, published_at, published_by, ended_at, started_event_id, ended_event_id"


def upgrade() -> None:
    op.execute(_JUDGE_PLACE)
    op.execute(_REJUDGE_VERSION)
    op.execute(_SLOT_RULE)
    op.execute(
        "CREATE TRIGGER assignments_slot BEFORE INSERT OR UPDATE OF slot, ticket_id ON assignments "
        "FOR EACH ROW EXECUTE FUNCTION check_slot()"
    )
    connection = op.get_bind()
    with connection.connection.cursor() as cursor:  # raw: the text holds percent signs
        cursor.execute(procrastinate_schema_sql())
    _grant(connection)


def _grant(connection) -> None:  # noqa: ANN001 - a SQLAlchemy Connection
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    tables = connection.exec_driver_sql(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user "
        "AND tablename NOT LIKE 'procrastinate%%' AND tablename NOT IN ('spatial_ref_sys', 'alembic_version')"
    ).scalars()
    for table in tables:
        if table in _APPEND_ONLY:
            op.execute(f"GRANT SELECT, INSERT ON {table} TO {role}")
        elif table == "zone_versions":  # a published version is never edited
            op.execute(f"GRANT SELECT, INSERT, UPDATE ({_ZONE_VERSION_BOOKKEEPING}) ON {table} TO {role}")
        elif table == "exposures":  # append-only but for the end of the stay
            op.execute(f"GRANT SELECT, INSERT, UPDATE (left_at, left_device_at) ON {table} TO {role}")
        elif table == "event_details":
            op.execute(f"GRANT SELECT, INSERT, DELETE ON {table} TO {role}")
        else:
            op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {role}")
    op.execute(f"GRANT SELECT ON alembic_version TO {role}")
    op.execute("REVOKE ALL ON FUNCTION next_number(text, text, int) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION next_number(text, text, int) TO {role}")
    op.execute(procrastinate_grants_sql(role))


def downgrade() -> None:
    raise NotImplementedError("the first release has nothing to go back to")


# How a place lies to every published zone version that is not over at the given moment. Plans are kept by plpgsql.
_JUDGE_PLACE = """
CREATE FUNCTION judge_place(place geometry, accuracy double precision, at timestamptz)
RETURNS TABLE (zone_version_id uuid, zone_id uuid, verdict text)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN QUERY
  SELECT v.id, v.zone_id, CASE WHEN ST_Covers(v.geometry, place) THEN 'inside' ELSE 'possibly' END
  FROM zone_versions v
  WHERE v.state = 'published' AND v.geometry && reach_of(place, accuracy)
    AND (upper_inf(v.effective) OR upper(v.effective) > at)
    AND (ST_Covers(v.geometry, place) OR (accuracy > 0 AND distance_m(place, v.geometry) <= accuracy));
END $$
"""

# Judges all open tickets against one version and returns those whose row is new, changed or gone. A person's
# settlement stays: only the geometry of another version or a moved ticket makes a new row.
_REJUDGE_VERSION = """
CREATE FUNCTION rejudge_version(version uuid, at timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
DECLARE
  v zone_versions%ROWTYPE;
BEGIN
  SELECT * INTO STRICT v FROM zone_versions WHERE id = version;
  IF v.state <> 'published' OR upper(v.effective) <= at OR isempty(v.effective) THEN
    RETURN QUERY DELETE FROM ticket_zones z WHERE z.zone_version_id = version RETURNING z.ticket_id;
    RETURN;
  END IF;
  RETURN QUERY
  WITH found AS MATERIALIZED (
    SELECT t.id, CASE WHEN ST_Covers(v.geometry, t.place) THEN 'inside' ELSE 'possibly' END AS verdict
    FROM tickets t
    WHERE t.state IN ('new', 'deferred', 'assigned', 'in_progress', 'restored') AND t.reach && v.geometry
      AND (ST_Covers(v.geometry, t.place) OR (t.accuracy_m > 0 AND distance_m(t.place, v.geometry) <= t.accuracy_m))
  ), gone AS (
    DELETE FROM ticket_zones z WHERE z.zone_version_id = version
      AND NOT EXISTS (SELECT FROM found f WHERE f.id = z.ticket_id)
      AND EXISTS (SELECT FROM tickets t WHERE t.id = z.ticket_id
        AND t.state IN ('new', 'deferred', 'assigned', 'in_progress', 'restored'))
    RETURNING z.ticket_id
  ), written AS (
    INSERT INTO ticket_zones AS z (ticket_id, zone_version_id, zone_id, verdict, judged_at)
    SELECT f.id, version, v.zone_id, f.verdict, at FROM found f
    ON CONFLICT (ticket_id, zone_version_id) DO UPDATE SET verdict = EXCLUDED.verdict, judged_at = at
    WHERE z.settled_by IS NULL AND z.verdict <> EXCLUDED.verdict
    RETURNING z.ticket_id
  )
  SELECT ticket_id FROM gone UNION ALL SELECT ticket_id FROM written;
END $$
"""

_SLOT_RULE = """
CREATE FUNCTION check_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.slot > (SELECT t.crews_needed FROM tickets t WHERE t.id = NEW.ticket_id) THEN
    RAISE EXCEPTION 'the ticket needs no crew number %', NEW.slot
      USING ERRCODE = 'check_violation', CONSTRAINT = 'assignments_slot_within_need', TABLE = 'assignments';
  END IF;
  RETURN NEW;
END $$
"""
