"""Parts of zones, words of persons that outlive a version, what an isolation order said before, warnings of stays."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import sqlalchemy as sa
from alembic import context, op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _parts()
    _settlements()
    _order_terms()
    _warnings()
    _messages()
    op.create_geospatial_index(
        "ix_zone_versions_past", "zone_versions", ["geometry"], postgresql_using="gist",
        postgresql_where=sa.text("state = 'ended'"),
    )  # fmt: skip
    for statement in (_APPLY_SETTLEMENTS, _RESET_SETTLEMENTS, _REJUDGE_VERSION, _PUBLISH_VERSION):
        op.execute(statement)
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT, INSERT ON zone_parts, stay_warnings, zone_messages TO {role}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE (reset_at) ON settlements TO {role}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE (effective) ON isolation_order_terms TO {role}")


def downgrade() -> None:
    op.execute("DROP FUNCTION rejudge_version(uuid, timestamptz)")
    op.execute("DROP FUNCTION publish_version(jsonb, jsonb, int, timestamptz)")
    op.execute("DROP FUNCTION reset_settlements(uuid, timestamptz)")
    op.execute("DROP FUNCTION apply_settlements(uuid, uuid)")
    op.execute(_before("0003_rules")._REJUDGE_VERSION)  # noqa: SLF001 - what it was before
    op.execute(_before("0008_publish_version")._PUBLISH_VERSION)  # noqa: SLF001 - likewise
    op.drop_index("ix_zone_versions_past", "zone_versions")
    op.drop_table("zone_messages")
    op.drop_table("stay_warnings")
    op.drop_geospatial_table("isolation_order_terms")
    op.drop_geospatial_table("settlements")
    op.drop_geospatial_table("zone_parts")
    op.drop_column("zone_versions", "parts_count")


def _before(name: str):  # noqa: ANN202 - a module
    spec = spec_from_file_location(f"migration_{name}", Path(__file__).parent / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parts() -> None:
    op.add_column("zone_versions", sa.Column("parts_count", sa.Integer(), nullable=False, server_default="0"))
    op.create_geospatial_table(
        "zone_parts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("zone_version_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("geometry", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.Column("ppe_profile", sa.Text(), nullable=True),
        sa.Column("max_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('hot', 'warm', 'cold')", name="ck_zone_parts_kind"),
        sa.CheckConstraint("max_minutes IS NULL OR max_minutes > 0", name="ck_zone_parts_max_minutes"),
        sa.ForeignKeyConstraint(["zone_version_id"], ["zone_versions.id"], name="fk_zone_parts_zone_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_zone_parts"),
    )
    op.create_index("ix_zone_parts_version", "zone_parts", ["zone_version_id"])


def _settlements() -> None:
    shape = Geometry("GEOMETRY", srid=4326, spatial_index=False)
    op.create_geospatial_table(
        "settlements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("reach", shape, nullable=False),
        sa.Column("shape", shape, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Uuid(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_reason", sa.Text(), nullable=False),
        sa.Column("reset_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("verdict IN ('inside', 'outside')", name="ck_settlements_verdict"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_settlements_ticket_id"),
        sa.ForeignKeyConstraint(["zone_id"], ["zones.id"], name="fk_settlements_zone_id"),
        sa.PrimaryKeyConstraint("id", name="pk_settlements"),
    )
    op.create_index("ix_settlements_ticket", "settlements", ["ticket_id"])
    op.create_index("ix_settlements_zone", "settlements", ["zone_id"], postgresql_where=sa.text("reset_at IS NULL"))
    op.execute(
        "INSERT INTO settlements (id, ticket_id, zone_id, reach, shape, verdict, settled_by, settled_at, settled_reason) "
        "SELECT DISTINCT ON (z.ticket_id, z.zone_id, ST_AsBinary(ST_Intersection(v.geometry, t.reach))) "
        "gen_random_uuid(), z.ticket_id, z.zone_id, t.reach, ST_Intersection(v.geometry, t.reach), z.verdict, "
        "z.settled_by, z.settled_at, coalesce(z.settled_reason, '') "
        "FROM ticket_zones z JOIN tickets t ON t.id = z.ticket_id JOIN zone_versions v ON v.id = z.zone_version_id "
        "WHERE z.settled_by IS NOT NULL AND z.verdict IN ('inside', 'outside') "
        "ORDER BY z.ticket_id, z.zone_id, ST_AsBinary(ST_Intersection(v.geometry, t.reach)), z.settled_at DESC"
    )


def _order_terms() -> None:
    op.create_geospatial_table(
        "isolation_order_terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("legal_reference", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("area", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("allowed_work_types", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("effective", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["isolation_orders.id"], name="fk_isolation_order_terms_order_id"),
        sa.PrimaryKeyConstraint("id", name="pk_isolation_order_terms"),
        sa.UniqueConstraint("order_id", "version_no", name="uq_isolation_order_terms_order_id_version_no"),
        postgresql.ExcludeConstraint(
            (sa.column("order_id"), "="), (sa.column("effective"), "&&"), using="gist",
            name="ex_isolation_order_terms_effective",
        ),
    )  # fmt: skip
    op.create_geospatial_index(
        "ix_isolation_order_terms_area", "isolation_order_terms", ["area"], postgresql_using="gist"
    )
    op.create_index("ix_isolation_order_terms_unit", "isolation_order_terms", ["unit_id"])
    op.execute(
        "INSERT INTO isolation_order_terms (id, order_id, version_no, legal_reference, name, level, area, unit_id, "
        "allowed_work_types, effective, reason, written_at, written_by) "
        "SELECT gen_random_uuid(), o.id, 1, o.legal_reference, o.name, o.level, o.area, o.unit_id, "
        "o.allowed_work_types, CASE WHEN least(o.ended_at, o.valid_until) <= greatest(o.valid_from, o.created_at) "
        "THEN 'empty'::tstzrange "
        "ELSE tstzrange(greatest(o.valid_from, o.created_at), least(o.ended_at, o.valid_until)) END, "
        "'', o.created_at, o.created_by FROM isolation_orders o WHERE o.state <> 'draft'"
    )


def _warnings() -> None:
    op.create_table(
        "stay_warnings",
        sa.Column("exposure_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('soon', 'over')", name="ck_stay_warnings_kind"),
        sa.ForeignKeyConstraint(["exposure_id"], ["exposures.id"], name="fk_stay_warnings_exposure_id"),
        sa.PrimaryKeyConstraint("exposure_id", "kind", name="pk_stay_warnings"),
    )


def _messages() -> None:
    op.create_table(
        "zone_messages",
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("zone_id", sa.Uuid(), nullable=False),
        sa.Column("message_type", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["zone_id"], ["zones.id"], name="fk_zone_messages_zone_id"),
        sa.PrimaryKeyConstraint("sender", "identifier", name="pk_zone_messages"),
    )
    op.create_index("ix_zone_messages_zone", "zone_messages", ["zone_id"])


# Puts persons' words onto the rows of a ticket, or of a version (one of the two is null), where the version has the
# shape over the place that they spoke of.
_APPLY_SETTLEMENTS = """
CREATE FUNCTION apply_settlements(ticket uuid, version uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ticket_zones AS n SET verdict = s.verdict, settled_by = s.settled_by, settled_at = s.settled_at,
    settled_reason = s.settled_reason
  FROM settlements s, zone_versions v
  WHERE (n.ticket_id = ticket OR n.zone_version_id = version) AND n.settled_by IS NULL AND v.id = n.zone_version_id
    AND s.ticket_id = n.ticket_id AND s.zone_id = n.zone_id AND s.reset_at IS NULL
    AND ST_Equals(s.shape, ST_Intersection(v.geometry, s.reach));
END $$
"""

# A version that takes force with another shape over a place ends what persons said of the shape before.
_RESET_SETTLEMENTS = """
CREATE FUNCTION reset_settlements(version uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE settlements AS s SET reset_at = at FROM zone_versions v
  WHERE v.id = version AND s.zone_id = v.zone_id AND s.reset_at IS NULL
    AND NOT ST_Equals(s.shape, ST_Intersection(v.geometry, s.reach));
END $$
"""

# As in migration 0003; what persons settled is put on the new rows.
_REJUDGE_VERSION = """
CREATE OR REPLACE FUNCTION rejudge_version(version uuid, at timestamptz) RETURNS SETOF uuid
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
  IF EXISTS (SELECT FROM settlements s WHERE s.zone_id = v.zone_id AND s.reset_at IS NULL) THEN
    PERFORM apply_settlements(NULL, version);
  END IF;
END $$
"""

# As in migration 0008, with the parts' number; what persons settled is found in their own table.
_PUBLISH_VERSION = """
CREATE OR REPLACE FUNCTION publish_version(given jsonb, cuts jsonb, seen int, at timestamptz)
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
    created_at, created_by, published_at, published_by, started_event_id, parts_count)
  VALUES (v.id, v.zone_id, v.version_no, v.state, v.level, v.geometry, v.valid_from, v.valid_until, v.effective,
    v.legal_instrument, v.gates, v.doffing_point, v.permit_needed, v.transit_permit, v.ppe_profile, v.entry_templates,
    v.exit_templates, v.disinfection_profile, v.live_line_preferred, v.max_people, v.max_minutes,
    v.hold_after_exit_minutes, v.created_at, v.created_by, v.published_at, v.published_by, v.started_event_id,
    coalesce(v.parts_count, 0));

  IF lower(v.effective) <= at AND EXISTS (SELECT FROM settlements s WHERE s.zone_id = v.zone_id AND s.reset_at IS NULL)
  THEN
    PERFORM reset_settlements(v.id, at);
  END IF;
  SELECT count(*) INTO changed FROM rejudge_version(v.id, at);
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
