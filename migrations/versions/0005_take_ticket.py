"""One function takes a report: unit, number, ticket, zones, event, job and key in one round trip."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(_JUDGE_PLACE)
    op.execute("ALTER FUNCTION judge_place(geometry, double precision, timestamptz) ROWS 3")  # else all zones are read
    op.execute(_TAKE_TICKET)


def downgrade() -> None:
    op.execute("DROP FUNCTION take_ticket(jsonb, uuid[], timestamptz, jsonb, jsonb, jsonb)")


# As before, but a zone is asked once whether it covers the place.
_JUDGE_PLACE = """
CREATE OR REPLACE FUNCTION judge_place(place geometry, accuracy double precision, at timestamptz)
RETURNS TABLE (zone_version_id uuid, zone_id uuid, verdict text)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN QUERY
  SELECT v.id, v.zone_id, CASE WHEN c.covered THEN 'inside' ELSE 'possibly' END
  FROM zone_versions v CROSS JOIN LATERAL (SELECT ST_Covers(v.geometry, place) AS covered OFFSET 0) c
  WHERE v.state = 'published' AND v.geometry && reach_of(place, accuracy)
    AND (upper_inf(v.effective) OR upper(v.effective) > at)
    AND (c.covered OR (accuracy > 0 AND distance_m(place, v.geometry) <= accuracy));
END $$
"""

# What app.services.tickets.create_ticket does, for a report that no isolation order defers. Returns no row, and has
# written nothing, where more is to be decided: the key was used before, no unit is found, or an order forbids the
# work. Its caller then goes the long way.
#
# Its plans do not depend on the values, so it never plans twice: that was a quarter of its time.
#
# report: columns of tickets, with lon and lat for its place. event: id, verb, actor and payload of its event. who:
# the erasable part and its hash, or null. once: key, route and body_hash of the request, or null.
_TAKE_TICKET = """
CREATE FUNCTION take_ticket(report jsonb, unit_ids uuid[], at timestamptz, event jsonb, who jsonb, once jsonb)
RETURNS TABLE (number text, unit_id uuid, unit_code text, zones jsonb)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  t tickets%ROWTYPE := jsonb_populate_record(NULL::tickets, report);
  home record;
  seen jsonb;
BEGIN
  IF once IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(format('once:%s:%s', t.created_by, once->>'key'), 0));
    IF EXISTS (SELECT FROM idempotency_keys k WHERE k.user_id = t.created_by AND k.key = once->>'key') THEN
      RETURN;
    END IF;
  END IF;

  t.place := ST_SetSRID(ST_MakePoint((report->>'lon')::float8, (report->>'lat')::float8), 4326);
  IF t.unit_id IS NOT NULL THEN
    SELECT u.id, u.code, u.time_zone INTO home FROM units u WHERE u.id = t.unit_id;
  ELSE
    SELECT u.id, u.code, u.time_zone INTO home FROM units u
    WHERE u.id = ANY(unit_ids) AND ST_Covers(u.territory, t.place) ORDER BY ST_Area(u.territory) LIMIT 1;
    IF NOT FOUND THEN
      SELECT u.id, u.code, u.time_zone INTO home FROM units u
      WHERE u.id = ANY(unit_ids) AND (u.parent_id IS NULL OR u.parent_id <> ALL(unit_ids)) ORDER BY u.code LIMIT 1;
    END IF;
  END IF;
  IF home.id IS NULL OR EXISTS (
    SELECT FROM isolation_orders o
    WHERE o.state = 'published' AND o.valid_from <= at AND (o.valid_until IS NULL OR o.valid_until > at)
      AND t.work_type <> ALL(o.allowed_work_types)
      AND (ST_Covers(o.area, t.place) OR o.unit_id IN (
        WITH RECURSIVE above AS (
          SELECT u.id, u.parent_id FROM units u WHERE u.id = home.id
          UNION SELECT u.id, u.parent_id FROM units u JOIN above a ON u.id = a.parent_id
        ) SELECT a.id FROM above a))
  ) THEN
    RETURN;
  END IF;

  t.number := next_number(home.code, '', extract(year FROM at AT TIME ZONE home.time_zone)::int);
  INSERT INTO tickets (id, number, unit_id, work_type, state, place, accuracy_m, affected_area, address, description,
    hazards, site_kind, asset_kind, customers_affected, priority_class, reporter_name, reporter_phone, meter_no,
    pole_no, feeder, transformer, required_skills, service_minutes, crews_needed, reported_at, created_at, created_by,
    source, external_id, version)
  VALUES (t.id, t.number, home.id, t.work_type, t.state, t.place, t.accuracy_m, t.affected_area, t.address,
    t.description, t.hazards, t.site_kind, t.asset_kind, t.customers_affected, t.priority_class, t.reporter_name,
    t.reporter_phone, t.meter_no, t.pole_no, t.feeder, t.transformer, t.required_skills, t.service_minutes,
    t.crews_needed, t.reported_at, at, t.created_by, t.source, t.external_id, 1);

  WITH judged AS MATERIALIZED (
    SELECT j.zone_version_id, j.zone_id, j.verdict FROM judge_place(t.place, t.accuracy_m, at) j
  ), written AS (
    INSERT INTO ticket_zones (ticket_id, zone_version_id, zone_id, verdict, judged_at)
    SELECT t.id, j.zone_version_id, j.zone_id, j.verdict, at FROM judged j
  )
  SELECT jsonb_agg(jsonb_build_object('zone_id', z.id, 'name', z.name, 'verdict', j.verdict,
    'valid_from', lower(v.effective), 'permit_needed', v.permit_needed) ORDER BY z.number, v.version_no) INTO seen
  FROM judged j JOIN zone_versions v ON v.id = j.zone_version_id JOIN zones z ON z.id = j.zone_id;

  INSERT INTO events (id, unit_id, ticket_id, subject_kind, subject_id, verb, actor_id, actor, server_time, payload,
    erasable_hash)
  VALUES ((event->>'id')::uuid, home.id, t.id, 'ticket', t.id, event->>'verb', t.created_by, event->>'actor', at,
    event->'payload', who->>'hash');
  IF who IS NOT NULL THEN
    INSERT INTO event_details (event_id, body) VALUES ((event->>'id')::uuid, who->'body');
  END IF;

  IF once IS NOT NULL THEN
    INSERT INTO idempotency_keys (user_id, key, route, body_hash, subject_id, created_at)
    VALUES (t.created_by, once->>'key', once->>'route', once->>'body_hash', t.id, at);
  END IF;
  PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'rejudge_ticket', 0, NULL, NULL,
    jsonb_build_object('ticket_id', t.id), NULL)::procrastinate_job_to_defer_v1]);
  RETURN QUERY SELECT t.number, home.id, home.code, seen;
END $$
"""
