"""The exposure ledger: records, corrections, contacts, breaches and stand-downs."""

import sqlalchemy as sa
from alembic import context, op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_APPEND_ONLY = (
    "exposure_corrections", "exposure_contacts", "exposure_breaches", "exposure_classifications", "positive_cases",
    "stand_downs", "stand_down_changes",
)  # fmt: skip
_BANDS = "'under_1m', 'from_1_to_2m', 'over_2m', 'unknown'"
_ITEMS = "'respirator', 'eye_protection', 'gloves', 'coverall', 'footwear', 'splash', 'wound', 'doffing', 'other'"
_ACTIONS = "'left', 'washed', 'replaced', 'covered', 'none'"
_FOLLOW_UPS = "'none', 'watch', 'test', 'quarantine', 'medical'"
_CAUSES = "'zone_hold', 'breach', 'contact', 'trace', 'positive', 'hse'"
_ABOUTS = "'correction', 'contact', 'breach', 'classification', 'positive', 'stand_down', 'stand_down_change'"


def upgrade() -> None:
    op.execute(_STAY_SPAN)
    op.add_column("exposures", sa.Column("role", sa.Text(), nullable=True))
    op.add_column("crew_members", sa.Column("stand_down_all_until", _TIME, nullable=True))
    span = sa.text("stay_span(entered_at, entered_device_at, left_at, left_device_at)")
    op.create_index("ix_exposures_unit_id", "exposures", ["unit_id", "entered_at"])
    op.create_index("ix_exposures_entered_at", "exposures", ["entered_at", "id"])
    op.create_index("ix_exposures_zone_span", "exposures", ["zone_id", span], postgresql_using="gist")
    op.create_index("ix_exposures_member_span", "exposures", ["member_id", span], postgresql_using="gist")
    op.create_index(
        "ix_exposures_vehicle_span", "exposures", ["vehicle_id", span], postgresql_using="gist",
        postgresql_where=sa.text("vehicle_id IS NOT NULL"),
    )  # fmt: skip
    _ride_span()
    _corrections()
    _contacts()
    _breaches()
    _classifications()
    _cases()
    _notes()
    _stand_downs()
    op.execute(_STAYS)
    op.execute(_CARRIED_OVER)
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    for table in _APPEND_ONLY:
        op.execute(f"GRANT SELECT, INSERT ON {table} TO {role}")
    op.execute(f"GRANT SELECT, INSERT, DELETE ON exposure_notes TO {role}")
    op.execute(f"GRANT SELECT ON stays TO {role}")


def _ride_span() -> None:
    """Who rode on which job when: the other half of a trace."""
    op.execute(_RIDE_SPAN)
    span = sa.text("ride_span(en_route_at, planned, state, closed_at, exited_at, restored_at)")
    rode = sa.text("vehicle_id IS NOT NULL AND en_route_at IS NOT NULL")
    op.create_index(
        "ix_assignments_vehicle_span", "assignments", ["vehicle_id", span], postgresql_using="gist",
        postgresql_where=rode,
    )  # fmt: skip


def _corrections() -> None:
    op.create_table(
        "exposure_corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("exposure_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entered_at", _TIME, nullable=False),
        sa.Column("left_at", _TIME, nullable=True),
        sa.Column("vehicle_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("ppe_profile", sa.Text(), nullable=True),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("corrected_by", sa.Uuid(), nullable=True),
        sa.Column("corrected_at", _TIME, nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_exposure_corrections_number"),
        sa.CheckConstraint("left_at >= entered_at", name="ck_exposure_corrections_period"),
        sa.ForeignKeyConstraint(["exposure_id"], ["exposures.id"], name="fk_exposure_corrections_exposure_id"),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name="fk_exposure_corrections_vehicle_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exposure_corrections"),
        sa.UniqueConstraint("exposure_id", "number", name="uq_exposure_corrections_exposure_id_number"),
    )


def _told_from_the_field(table: str) -> list[sa.Column | sa.Constraint]:
    """What contacts and breaches have in common."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("exposure_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("happened_at", _TIME, nullable=False),
        sa.Column("device_at", _TIME, nullable=True),
        sa.Column("recorded_at", _TIME, nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("retracted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=f"fk_{table}_unit_id"),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name=f"fk_{table}_assignment_id"),
        sa.ForeignKeyConstraint(["exposure_id"], ["exposures.id"], name=f"fk_{table}_exposure_id"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name=f"fk_{table}_member_id"),
        sa.ForeignKeyConstraint(["corrects_id"], [f"{table}.id"], name=f"fk_{table}_corrects_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("corrects_id", name=f"uq_{table}_corrects_id"),
    ]


def _contacts() -> None:
    op.create_table(
        "exposure_contacts",
        *_told_from_the_field("exposure_contacts"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("with_member_id", sa.Uuid(), nullable=True),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("indoor", sa.Boolean(), nullable=True),
        sa.Column("masked", sa.Boolean(), nullable=True),
        sa.CheckConstraint("kind IN ('none', 'member', 'outsider')", name="ck_exposure_contacts_kind"),
        sa.CheckConstraint(f"band IN ({_BANDS})", name="ck_exposure_contacts_band"),
        sa.CheckConstraint("(kind = 'member') = (with_member_id IS NOT NULL)", name="ck_exposure_contacts_with"),
        sa.CheckConstraint("minutes >= 0", name="ck_exposure_contacts_minutes"),
        sa.ForeignKeyConstraint(["with_member_id"], ["crew_members.id"], name="fk_exposure_contacts_with_member_id"),
    )
    op.create_index("ix_exposure_contacts_assignment_id", "exposure_contacts", ["assignment_id"])
    op.create_index("ix_exposure_contacts_exposure_id", "exposure_contacts", ["exposure_id"])
    op.create_index("ix_exposure_contacts_member_id", "exposure_contacts", ["member_id", "happened_at"])
    op.create_index("ix_exposure_contacts_unit_id", "exposure_contacts", ["unit_id", "happened_at"])
    op.create_index(
        "ix_exposure_contacts_with", "exposure_contacts", ["with_member_id", "happened_at"],
        postgresql_where=sa.text("with_member_id IS NOT NULL"),
    )  # fmt: skip


def _breaches() -> None:
    op.create_table(
        "exposure_breaches",
        *_told_from_the_field("exposure_breaches"),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.CheckConstraint(f"item IN ({_ITEMS})", name="ck_exposure_breaches_item"),
        sa.CheckConstraint(f"action IN ({_ACTIONS})", name="ck_exposure_breaches_action"),
    )
    for column in ("assignment_id", "exposure_id", "member_id"):
        op.create_index(f"ix_exposure_breaches_{column}", "exposure_breaches", [column])
    op.create_index("ix_exposure_breaches_unit_id", "exposure_breaches", ["unit_id", "happened_at"])


def _classifications() -> None:
    op.create_table(
        "exposure_classifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("exposure_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.Column("set_at", _TIME, nullable=False),
        sa.CheckConstraint(f"follow_up IN ({_FOLLOW_UPS})", name="ck_exposure_classifications_follow_up"),
        sa.CheckConstraint("proposed OR set_by IS NOT NULL", name="ck_exposure_classifications_person"),
        sa.ForeignKeyConstraint(["exposure_id"], ["exposures.id"], name="fk_exposure_classifications_exposure_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exposure_classifications"),
        sa.UniqueConstraint("exposure_id", "number", name="uq_exposure_classifications_exposure_id_number"),
    )


def _cases() -> None:
    op.create_table(
        "positive_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("hazard_class", sa.Text(), nullable=False),
        sa.Column("found_at", _TIME, nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=True),
        sa.Column("reported_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_positive_cases_unit_id"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name="fk_positive_cases_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_positive_cases"),
    )
    op.create_index("ix_positive_cases_member_id", "positive_cases", ["member_id"])
    op.create_index("ix_positive_cases_unit_id", "positive_cases", ["unit_id", "found_at"])


def _notes() -> None:
    op.create_table(
        "exposure_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("about_kind", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.Column("written_at", _TIME, nullable=False),
        sa.CheckConstraint(f"about_kind IN ({_ABOUTS})", name="ck_exposure_notes_about_kind"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_exposure_notes_unit_id"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name="fk_exposure_notes_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exposure_notes"),
    )
    op.create_index("ix_exposure_notes_about_id", "exposure_notes", ["about_id"])
    op.create_index("ix_exposure_notes_member_id", "exposure_notes", ["member_id"])


def _stand_downs() -> None:
    op.create_table(
        "stand_downs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("crew_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("hazard_class", sa.Text(), nullable=True),
        sa.Column("begins_at", _TIME, nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.Column("exposure_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(f"cause IN ({_CAUSES})", name="ck_stand_downs_cause"),
        sa.CheckConstraint("until > begins_at", name="ck_stand_downs_period"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_stand_downs_unit_id"),
        sa.ForeignKeyConstraint(["crew_id"], ["crews.id"], name="fk_stand_downs_crew_id"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name="fk_stand_downs_member_id"),
        sa.ForeignKeyConstraint(["exposure_id"], ["exposures.id"], name="fk_stand_downs_exposure_id"),
        sa.ForeignKeyConstraint(["case_id"], ["positive_cases.id"], name="fk_stand_downs_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stand_downs"),
    )
    op.create_index("ix_stand_downs_exposure_id", "stand_downs", ["exposure_id"])
    op.create_index("ix_stand_downs_member_id", "stand_downs", ["member_id", "until"])
    op.create_index("ix_stand_downs_unit_id", "stand_downs", ["unit_id", "begins_at"])
    op.create_table(
        "stand_down_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stand_down_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_stand_down_changes_number"),
        sa.ForeignKeyConstraint(["stand_down_id"], ["stand_downs.id"], name="fk_stand_down_changes_stand_down_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stand_down_changes"),
        sa.UniqueConstraint("stand_down_id", "number", name="uq_stand_down_changes_stand_down_id_number"),
    )


def downgrade() -> None:
    op.execute("DROP VIEW stays")
    for table in ("stand_down_changes", "stand_downs", "exposure_notes", "positive_cases", "exposure_classifications",
                  "exposure_breaches", "exposure_contacts", "exposure_corrections"):  # fmt: skip
        op.drop_table(table)
    op.drop_index("ix_assignments_vehicle_span", table_name="assignments")
    for name in ("vehicle_span", "member_span", "zone_span", "entered_at", "unit_id"):
        op.drop_index(f"ix_exposures_{name}", table_name="exposures")
    op.drop_column("crew_members", "stand_down_all_until")
    op.drop_column("exposures", "role")
    op.execute("DROP FUNCTION ride_span(timestamptz, tstzrange, text, timestamptz, timestamptz, timestamptz)")
    op.execute("DROP FUNCTION stay_span(timestamptz, timestamptz, timestamptz, timestamptz)")


# The widest that a stay may have been, by the server's clock and the phone's; without an end while it lasts.
_STAY_SPAN = """
CREATE FUNCTION stay_span(entered timestamptz, entered_device timestamptz, gone timestamptz, gone_device timestamptz)
RETURNS tstzrange LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT tstzrange(least(entered, entered_device),
    CASE WHEN gone IS NULL THEN NULL ELSE greatest(gone, gone_device, entered) END, '[]')
$$
"""

# How long people of one job shared a vehicle: from setting off until the job was closed, or else until what came last;
# without an end while it runs.
_RIDE_SPAN = """
CREATE FUNCTION ride_span(began timestamptz, planned tstzrange, state text, closed timestamptz, gone timestamptz,
  restored timestamptz)
RETURNS tstzrange LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT tstzrange(began, CASE
    WHEN state IN ('en_route', 'waiting_entry', 'inside', 'working', 'restored', 'exiting') THEN NULL
    ELSE greatest(began, coalesce(closed, greatest(gone, restored), upper(planned))) END, '[]')
$$
"""

# Each stay as its newest correction says it; `void` are those that never were.
_STAYS = """
CREATE VIEW stays AS
SELECT e.id, e.unit_id, e.assignment_id, e.member_id, e.zone_id, e.zone_version_id, e.hazard_class, e.authority_id,
  e.crew_id, CASE WHEN c.number IS NULL THEN e.vehicle_id ELSE c.vehicle_id END AS vehicle_id,
  CASE WHEN c.number IS NULL THEN e.role ELSE c.role END AS role,
  CASE WHEN c.number IS NULL THEN e.ppe_profile ELSE c.ppe_profile END AS ppe_profile,
  e.entered_at AS first_entered_at, coalesce(c.entered_at, e.entered_at) AS entered_at,
  CASE WHEN c.number IS NULL THEN e.left_at ELSE c.left_at END AS left_at, coalesce(c.number, 0) AS corrections,
  coalesce(c.void, false) AS void
FROM exposures e LEFT JOIN LATERAL (
  SELECT * FROM exposure_corrections k WHERE k.exposure_id = e.id ORDER BY k.number DESC LIMIT 1
) c ON true
"""

# Stand-downs of before stood in the members' columns only.
_CARRIED_OVER = """
INSERT INTO stand_downs (id, unit_id, crew_id, member_id, cause, hazard_class, begins_at, until)
SELECT gen_random_uuid(), c.unit_id, c.id, m.id, 'zone_hold', m.stand_down_class,
  least(now(), m.stand_down_until - interval '1 second'), m.stand_down_until
FROM crew_members m JOIN crews c ON c.id = m.crew_id WHERE m.stand_down_until IS NOT NULL
"""
