"""Privacy: holds, requests of data subjects, looks at health data, and what retention may take away.

Tables that only grow are shortened by two functions that run as their owner. They look at age and hold themselves, so
that not even the service can have anything younger, or anything held, forgotten.
"""

import sqlalchemy as sa
from alembic import context, op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_REFUSALS = "'not_identified', 'still_employed', 'legal_duty', 'dispute', 'excessive'"
_FUNCTIONS = (
    "privacy_erase_positions(uuid, timestamptz)",
    "privacy_forget(text, timestamptz, timestamptz, int)",
)
_HELPERS = (
    "privacy_fix_held(uuid, uuid, timestamptz, timestamptz)",
    "privacy_stay_held(uuid, timestamptz)",
    "privacy_held(uuid, uuid, uuid, timestamptz)",
)


def upgrade() -> None:
    _holds()
    _requests()
    _reads()
    connection = op.get_bind()
    quote = connection.dialect.identifier_preparer.quote
    role = quote(context.config.attributes.get("service_role", "cordon_service"))
    schema = quote(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
    for text in (_HELD, _STAY_HELD, _FIX_HELD):
        op.execute(text)
    for text in (_FORGET, _ERASE_POSITIONS):
        op.execute(text.replace("{schema}", schema))
    for function in _FUNCTIONS:
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {role}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE (until, lifted_at, lifted_by) ON privacy_holds TO {role}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON privacy_requests TO {role}")
    op.execute(f"GRANT SELECT, INSERT ON health_reads TO {role}")
    op.execute(f"GRANT UPDATE (sealed) ON exposure_notes TO {role}")  # sealed anew under another key


def _holds() -> None:
    op.create_table(
        "privacy_holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_at", _TIME, nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=True),
        sa.Column("until", _TIME, nullable=True),
        sa.Column("lifted_at", _TIME, nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind IN ('person', 'job', 'zone')", name="ck_privacy_holds_kind"),
        sa.CheckConstraint("until > placed_at", name="ck_privacy_holds_period"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_privacy_holds_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_privacy_holds"),
    )
    op.create_index("ix_privacy_holds_subject_id", "privacy_holds", ["subject_id"])
    op.create_index("ix_privacy_holds_unit_id", "privacy_holds", ["unit_id"])


def _requests() -> None:
    op.create_table(
        "privacy_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_kind", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("sealed_phone", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=True),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("answer", sa.dialects.postgresql.JSONB(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('access', 'erasure')", name="ck_privacy_requests_kind"),
        sa.CheckConstraint("person_kind IN ('worker', 'customer')", name="ck_privacy_requests_person_kind"),
        sa.CheckConstraint("state IN ('open', 'answered', 'refused')", name="ck_privacy_requests_state"),
        sa.CheckConstraint(f"refusal IS NULL OR refusal IN ({_REFUSALS})", name="ck_privacy_requests_refusal"),
        sa.CheckConstraint("(state = 'open') = (answered_at IS NULL)", name="ck_privacy_requests_answered"),
        sa.CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", name="ck_privacy_requests_refused"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_privacy_requests_unit_id"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name="fk_privacy_requests_member_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_privacy_requests_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_privacy_requests"),
    )
    op.create_index("ix_privacy_requests_unit_id", "privacy_requests", ["unit_id", "id"])
    op.create_index(
        "ix_privacy_requests_due", "privacy_requests", ["due_at"], postgresql_where=sa.text("state = 'open'")
    )


def _reads() -> None:
    op.create_table(
        "health_reads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("read_at", _TIME, nullable=False),
        sa.Column("read_by", sa.Uuid(), nullable=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_health_reads_event_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_health_reads_unit_id"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name="fk_health_reads_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_health_reads"),
    )
    op.create_index("ix_health_reads_member_id", "health_reads", ["member_id", "id"])
    op.create_index("ix_health_reads_unit_id", "health_reads", ["unit_id", "id"])
    op.create_index("ix_health_reads_read_at", "health_reads", ["read_at"])


def downgrade() -> None:
    for function in (*_FUNCTIONS, *_HELPERS):
        op.execute(f"DROP FUNCTION {function}")
    for table in ("health_reads", "privacy_requests", "privacy_holds"):
        op.drop_table(table)


# Whether a hold keeps what is of this worker (by any of their records), of this ticket, or of this zone.
_HELD = """
CREATE FUNCTION privacy_held(p_member uuid, p_ticket uuid, p_zone uuid, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM privacy_holds h
    WHERE h.lifted_at IS NULL AND (h.until IS NULL OR h.until > p_at)
      AND (h.kind = 'job' AND h.subject_id = p_ticket OR h.kind = 'zone' AND h.subject_id = p_zone
        OR h.kind = 'person' AND p_member IS NOT NULL AND h.subject_id IN (
          SELECT o.id FROM crew_members m JOIN crew_members o ON coalesce(o.person_id, o.id) = coalesce(m.person_id, m.id)
          WHERE m.id = p_member)))
$$
"""

# A stay is held by its worker, by whoever was met in it, by its job and by its zone.
_STAY_HELD = """
CREATE FUNCTION privacy_stay_held(p_exposure uuid, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM exposures e JOIN assignments a ON a.id = e.assignment_id
    WHERE e.id = p_exposure AND privacy_held(e.member_id, a.ticket_id, e.zone_id, p_at))
  OR EXISTS (
    SELECT FROM exposure_contacts c
    WHERE c.exposure_id = p_exposure AND c.with_member_id IS NOT NULL
      AND privacy_held(c.with_member_id, NULL, NULL, p_at))
$$
"""

# A position is held by its worker, and by the job, or its zones, that the crew was on at that moment.
_FIX_HELD = """
CREATE FUNCTION privacy_fix_held(p_user uuid, p_crew uuid, p_seen timestamptz, p_at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM privacy_holds h WHERE h.lifted_at IS NULL AND (h.until IS NULL OR h.until > p_at)) AND (
    EXISTS (SELECT FROM crew_members m WHERE m.user_id = p_user AND privacy_held(m.id, NULL, NULL, p_at))
    OR EXISTS (
      SELECT FROM assignments a
      WHERE a.crew_id = p_crew AND a.en_route_at <= p_seen AND coalesce(a.closed_at, 'infinity') >= p_seen
        AND (privacy_held(NULL, a.ticket_id, NULL, p_at) OR EXISTS (
          SELECT FROM assignment_zones z
          WHERE z.assignment_id = a.id AND privacy_held(NULL, NULL, z.zone_id, p_at)))))
$$
"""

# Takes away what was over before `p_before`, at most so much, the oldest first; returns what it was and whose.
# `p_at` is the service's clock: it may not run ahead of the server's, and `p_before` lies a least time before it.
_FORGET = """
CREATE FUNCTION privacy_forget(p_what text, p_before timestamptz, p_at timestamptz, p_most int)
RETURNS TABLE (what text, id uuid, unit_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_least interval := CASE p_what WHEN 'positions' THEN interval '1 day' WHEN 'exposures' THEN interval '30 days'
    WHEN 'evidence' THEN interval '30 days' WHEN 'health_reads' THEN interval '365 days' END;
  v_gone uuid[];
BEGIN
  IF v_least IS NULL OR p_at > clock_timestamp() + interval '1 hour' OR p_before > p_at - v_least
    OR p_before > clock_timestamp() - v_least THEN
    RAISE EXCEPTION 'too young to be forgotten' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF p_what = 'positions' THEN
    RETURN QUERY WITH picked AS (
      SELECT f.id FROM position_fixes f
      WHERE f.server_time < p_before AND NOT privacy_fix_held(f.user_id, f.crew_id, f.server_time, p_at)
      ORDER BY f.server_time LIMIT p_most FOR UPDATE SKIP LOCKED
    ), gone AS (DELETE FROM position_fixes f USING picked p WHERE f.id = p.id RETURNING f.id, f.crew_id)
    SELECT 'positions', g.id, c.unit_id FROM gone g JOIN crews c ON c.id = g.crew_id;
  ELSIF p_what = 'health_reads' THEN
    RETURN QUERY WITH picked AS (
      SELECT r.id FROM health_reads r WHERE r.read_at < p_before ORDER BY r.read_at LIMIT p_most FOR UPDATE SKIP LOCKED
    ), gone AS (DELETE FROM health_reads r USING picked p WHERE r.id = p.id RETURNING r.id, r.unit_id)
    SELECT 'health_reads', g.id, g.unit_id FROM gone g;
  ELSIF p_what = 'evidence' THEN  -- drawn signatures; photos are rows that the service may take away itself
    RETURN QUERY WITH picked AS (
      SELECT n.id FROM checklist_entries n JOIN checklists l ON l.id = n.checklist_id
        JOIN assignments a ON a.id = l.assignment_id
      WHERE n.evidence_sha256 IS NOT NULL AND n.value ->> 'value' LIKE 'M%' AND n.server_time < p_before
        AND l.state <> 'open' AND NOT privacy_held(n.member_id, a.ticket_id, NULL, p_at)
      ORDER BY n.server_time LIMIT p_most FOR UPDATE OF n SKIP LOCKED
    ), gone AS (
      UPDATE checklist_entries n SET value = NULL FROM picked p WHERE n.id = p.id RETURNING n.id, n.checklist_id)
    SELECT 'signatures', g.id, l.unit_id FROM gone g JOIN checklists l ON l.id = g.checklist_id;
  ELSE
    v_gone := ARRAY(
      SELECT e.id FROM exposures e
      WHERE e.left_at < p_before AND e.entered_at < p_before
        AND NOT EXISTS (SELECT FROM exposure_corrections c WHERE c.exposure_id = e.id AND c.corrected_at >= p_before)
        AND NOT EXISTS (SELECT FROM exposure_classifications c WHERE c.exposure_id = e.id AND c.set_at >= p_before)
        AND NOT EXISTS (SELECT FROM exposure_contacts c WHERE c.exposure_id = e.id AND c.recorded_at >= p_before)
        AND NOT EXISTS (SELECT FROM exposure_breaches b WHERE b.exposure_id = e.id AND b.recorded_at >= p_before)
        AND NOT EXISTS (SELECT FROM stand_downs s LEFT JOIN stand_down_changes c ON c.stand_down_id = s.id
          WHERE s.exposure_id = e.id AND greatest(s.until, c.until, c.changed_at) >= p_before)
        AND NOT privacy_stay_held(e.id, p_at)
      ORDER BY e.entered_at LIMIT p_most FOR UPDATE SKIP LOCKED);
    DELETE FROM exposure_notes n WHERE n.about_id IN (
      SELECT c.id FROM exposure_corrections c WHERE c.exposure_id = ANY (v_gone)
      UNION ALL SELECT c.id FROM exposure_contacts c WHERE c.exposure_id = ANY (v_gone)
      UNION ALL SELECT b.id FROM exposure_breaches b WHERE b.exposure_id = ANY (v_gone)
      UNION ALL SELECT c.id FROM exposure_classifications c WHERE c.exposure_id = ANY (v_gone));
    DELETE FROM stay_warnings w WHERE w.exposure_id = ANY (v_gone);
    DELETE FROM exposure_classifications c WHERE c.exposure_id = ANY (v_gone);
    DELETE FROM exposure_corrections c WHERE c.exposure_id = ANY (v_gone);
    DELETE FROM exposure_contacts c WHERE c.exposure_id = ANY (v_gone);
    DELETE FROM exposure_breaches b WHERE b.exposure_id = ANY (v_gone);
    RETURN QUERY WITH picked AS (
      SELECT s.id FROM stand_downs s
      WHERE s.exposure_id = ANY (v_gone) OR s.exposure_id IS NULL AND s.until < p_before AND s.begins_at < p_before
        AND NOT EXISTS (SELECT FROM stand_down_changes c
          WHERE c.stand_down_id = s.id AND greatest(c.until, c.changed_at) >= p_before)
        AND NOT privacy_held(s.member_id, NULL, NULL, p_at)
      LIMIT p_most * 10 FOR UPDATE SKIP LOCKED
    ), notes AS (
      DELETE FROM exposure_notes n WHERE n.about_id IN (SELECT p.id FROM picked p
        UNION ALL SELECT c.id FROM stand_down_changes c JOIN picked p ON p.id = c.stand_down_id)
    ), changes AS (DELETE FROM stand_down_changes c USING picked p WHERE c.stand_down_id = p.id
    ), gone AS (DELETE FROM stand_downs s USING picked p WHERE s.id = p.id RETURNING s.id, s.unit_id)
    SELECT 'stand_downs', g.id, g.unit_id FROM gone g;
    RETURN QUERY WITH gone AS (DELETE FROM exposures e WHERE e.id = ANY (v_gone) RETURNING e.id, e.unit_id)
    SELECT 'exposures', g.id, g.unit_id FROM gone g;
    -- what belongs to no stay; of corrections the newest goes first
    RETURN QUERY WITH gone AS (
      DELETE FROM exposure_contacts c USING assignments a
      WHERE a.id = c.assignment_id AND c.exposure_id IS NULL AND c.recorded_at < p_before
        AND NOT EXISTS (SELECT FROM exposure_contacts o WHERE o.corrects_id = c.id)
        AND NOT privacy_held(c.member_id, a.ticket_id, NULL, p_at)
        AND NOT privacy_held(c.with_member_id, NULL, NULL, p_at)
      RETURNING c.id, c.unit_id
    ), notes AS (DELETE FROM exposure_notes n USING gone g WHERE n.about_id = g.id)
    SELECT 'contacts', g.id, g.unit_id FROM gone g;
    RETURN QUERY WITH gone AS (
      DELETE FROM exposure_breaches b USING assignments a
      WHERE a.id = b.assignment_id AND b.exposure_id IS NULL AND b.recorded_at < p_before
        AND NOT EXISTS (SELECT FROM exposure_breaches o WHERE o.corrects_id = b.id)
        AND NOT privacy_held(b.member_id, a.ticket_id, NULL, p_at)
      RETURNING b.id, b.unit_id
    ), notes AS (DELETE FROM exposure_notes n USING gone g WHERE n.about_id = g.id)
    SELECT 'breaches', g.id, g.unit_id FROM gone g;
    RETURN QUERY WITH gone AS (
      DELETE FROM positive_cases c
      WHERE c.found_at < p_before AND c.reported_at < p_before
        AND NOT EXISTS (SELECT FROM stand_downs s WHERE s.case_id = c.id)
        AND NOT privacy_held(c.member_id, NULL, NULL, p_at)
      RETURNING c.id, c.unit_id
    ), notes AS (DELETE FROM exposure_notes n USING gone g WHERE n.about_id = g.id)
    SELECT 'cases', g.id, g.unit_id FROM gone g;
  END IF;
END $$
"""

# Takes away the positions of somebody who asked for it, whatever their age: only for an open request of erasure.
_ERASE_POSITIONS = """
CREATE FUNCTION privacy_erase_positions(p_request uuid, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
  v_count bigint;
BEGIN
  DELETE FROM position_fixes f USING privacy_requests r
  WHERE r.id = p_request AND r.kind = 'erasure' AND r.state = 'open' AND f.user_id = r.user_id
    AND NOT privacy_fix_held(f.user_id, f.crew_id, f.server_time, p_at);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$
"""
