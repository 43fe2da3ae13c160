"""A zone that is published holds the tickets it concerns, as whoever books a crew for one does.

Revision ID: 0023
Revises: 0022

Without it a booking and a zone's version could be written past each other: each read what the other had not yet
committed, and a crew was on its way into a zone of which its job knew nothing.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_OPEN = "('new', 'deferred', 'assigned', 'in_progress', 'restored')"

# As in migration 0014; the tickets are locked by their ids, in the mode in which bookings lock them (their keys stay
# free for intake). Who waited judges a ticket as it is by then.
_REJUDGE_VERSION = f"""
CREATE OR REPLACE FUNCTION rejudge_version(version uuid, at timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
DECLARE
  v zone_versions%ROWTYPE;
BEGIN
  SELECT * INTO STRICT v FROM zone_versions WHERE id = version;
  IF v.state <> 'published' OR upper(v.effective) <= at OR isempty(v.effective) THEN
    PERFORM FROM tickets t
    WHERE t.id IN (SELECT z.ticket_id FROM ticket_zones z WHERE z.zone_version_id = v.id) AND t.state IN {_OPEN}
    ORDER BY t.id FOR NO KEY UPDATE;
    RETURN QUERY DELETE FROM ticket_zones z WHERE z.zone_version_id = version RETURNING z.ticket_id;
    RETURN;
  END IF;
  RETURN QUERY
  WITH held AS MATERIALIZED (
    SELECT t.id, t.place, t.accuracy_m FROM tickets t
    WHERE t.state IN {_OPEN} AND t.reach && v.geometry
      AND (ST_Covers(v.geometry, t.place) OR (t.accuracy_m > 0 AND distance_m(t.place, v.geometry) <= t.accuracy_m))
    ORDER BY t.id FOR NO KEY UPDATE
  ), found AS MATERIALIZED (
    SELECT h.id, CASE WHEN ST_Covers(v.geometry, h.place) THEN 'inside' ELSE 'possibly' END AS verdict FROM held h
  ), gone AS (
    DELETE FROM ticket_zones z WHERE z.zone_version_id = version
      AND NOT EXISTS (SELECT FROM found f WHERE f.id = z.ticket_id)
      AND EXISTS (SELECT FROM tickets t WHERE t.id = z.ticket_id AND t.state IN {_OPEN})
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


def upgrade() -> None:
    op.execute(_REJUDGE_VERSION)


def downgrade() -> None:
    op.execute(_before("0014_zone_parts")._REJUDGE_VERSION)  # noqa: SLF001 - what it was before


def _before(name: str):  # noqa: ANN202 - a module
    spec = spec_from_file_location(f"migration_{name}", Path(__file__).parent / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
