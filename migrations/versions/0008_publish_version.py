"""One function publishes a zone version: what it replaces, the version, and all open tickets judged, in one round trip."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(_PUBLISH_VERSION)


def downgrade() -> None:
    op.execute("DROP FUNCTION publish_version(jsonb, jsonb, int, timestamptz)")


# What app.services.zone_changes.publish has decided. Returns no row, and has written nothing, where the zone is no
# longer at the version that was seen.
#
# Its plans do not depend on the values, and hold for the functions that it calls, so it never plans twice.
#
# given: columns of zone_versions for the new one; it gets the next number. cuts: id and bookkeeping of the versions of
# which it takes something off. Returned, beside the number: the units that have tickets there, before or after; how
# many verdicts changed; and whether there are permits or assignments at all that this might concern.
_PUBLISH_VERSION = """
CREATE FUNCTION publish_version(given jsonb, cuts jsonb, seen int, at timestamptz)
RETURNS TABLE (version_no int, units text[], judged bigint, permits boolean, assignments boolean)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  v zone_versions%ROWTYPE := jsonb_populate_record(NULL::zone_versions, given);
  c record;
  were uuid[];
  changed bigint;
  more bigint;
BEGIN
  UPDATE zones z SET version = z.version + 1 WHERE z.id = v.zone_id AND z.version = seen;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  were := ARRAY(
    SELECT DISTINCT t.unit_id FROM ticket_zones z JOIN tickets t ON t.id = z.ticket_id
    WHERE z.zone_id = v.zone_id AND t.state IN ('new', 'deferred', 'assigned', 'in_progress', 'restored'));

  FOR c IN SELECT * FROM jsonb_populate_recordset(NULL::zone_versions, cuts) LOOP
    UPDATE zone_versions o SET state = c.state, effective = c.effective, ended_at = c.ended_at,
      started_event_id = c.started_event_id, ended_event_id = c.ended_event_id
    WHERE o.id = c.id;
  END LOOP;
  v.version_no := 1 + coalesce((SELECT max(o.version_no) FROM zone_versions o WHERE o.zone_id = v.zone_id), 0);
  INSERT INTO zone_versions (id, zone_id, version_no, state, level, geometry, valid_from, valid_until, effective,
    legal_instrument, gates, doffing_point, permit_needed, transit_permit, ppe_profile, entry_templates,
    exit_templates, disinfection_profile, live_line_preferred, max_people, max_minutes, hold_after_exit_minutes,
    created_at, created_by, published_at, published_by, started_event_id)
  VALUES (v.id, v.zone_id, v.version_no, v.state, v.level, v.geometry, v.valid_from, v.valid_until, v.effective,
    v.legal_instrument, v.gates, v.doffing_point, v.permit_needed, v.transit_permit, v.ppe_profile, v.entry_templates,
    v.exit_templates, v.disinfection_profile, v.live_line_preferred, v.max_people, v.max_minutes,
    v.hold_after_exit_minutes, v.created_at, v.created_by, v.published_at, v.published_by, v.started_event_id);

  SELECT count(*) INTO changed FROM rejudge_version(v.id, at);
  -- What persons settled on other versions holds where this one is the same over the place; before their rows go.
  UPDATE ticket_zones AS n SET verdict = old.verdict, settled_by = old.settled_by, settled_at = old.settled_at,
    settled_reason = old.settled_reason
  FROM (
    SELECT DISTINCT ON (z.ticket_id) z.*
    FROM ticket_zones z JOIN tickets t ON t.id = z.ticket_id JOIN zone_versions was ON was.id = z.zone_version_id
    WHERE z.zone_id = v.zone_id AND z.zone_version_id <> v.id AND z.settled_by IS NOT NULL
      AND ST_Equals(ST_Intersection(was.geometry, t.reach), ST_Intersection(v.geometry, t.reach))
    ORDER BY z.ticket_id, z.settled_at DESC
  ) old
  WHERE n.zone_version_id = v.id AND n.ticket_id = old.ticket_id AND n.settled_by IS NULL;
  FOR c IN SELECT * FROM jsonb_populate_recordset(NULL::zone_versions, cuts) LOOP
    SELECT count(*) INTO more FROM rejudge_version(c.id, at);
    changed := changed + more;
  END LOOP;

  RETURN QUERY SELECT v.version_no,
    ARRAY(
      SELECT DISTINCT t.unit_id::text FROM ticket_zones z JOIN tickets t ON t.id = z.ticket_id
      WHERE z.zone_id = v.zone_id AND t.state IN ('new', 'deferred', 'assigned', 'in_progress', 'restored')
      UNION SELECT u::text FROM unnest(were) u),
    changed,
    EXISTS (SELECT FROM entry_permits p WHERE p.zone_id = v.zone_id),
    EXISTS (
      SELECT FROM ticket_zones z JOIN assignments a ON a.ticket_id = z.ticket_id WHERE z.zone_id = v.zone_id
      UNION ALL
      SELECT FROM zone_versions o JOIN assignment_zones a ON a.zone_version_id = o.id WHERE o.zone_id = v.zone_id);
END $$
"""
