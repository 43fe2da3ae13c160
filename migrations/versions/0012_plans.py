"""Plans: proposed sets of assignments; what dispatchers want of them; the mode that proposes by itself."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_JSON = postgresql.JSONB(astext_type=sa.Text())
_TABLES = ("plans", "plan_lines", "replannings", "ticket_wishes")


def upgrade() -> None:
    _make_plans()
    _make_lines()
    _make_replannings()
    _make_wishes()
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    for table in _TABLES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO {role}")


def downgrade() -> None:
    for table in ("ticket_wishes", "replannings", "plan_lines", "plans"):
        op.drop_table(table)


def _make_plans() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_by_name", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        *(sa.Column(name, _JSON, nullable=False) for name in ("settings", "value", "compared", "counts", "left_out")),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("superseded_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('asked', 'continuous', 'emergency', 'undo')", name="kind"),
        sa.CheckConstraint(
            "state IN ('proposed', 'committed', 'partly_committed', 'superseded', 'discarded', 'undone')", name="state"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_plans_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
    )
    op.create_index("ix_plans_unit_id", "plans", ["unit_id", "id"])
    op.create_index("ix_plans_proposed", "plans", ["unit_id", "kind"], postgresql_where=sa.text("state = 'proposed'"))


def _make_lines() -> None:
    moments = ("depart_at", "arrive_at", "entry_at", "finish_at", "end_at")
    op.create_table(
        "plan_lines",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "plan_id", "ticket_id", "crew_id")),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        *(sa.Column(name, _MOMENT, nullable=False) for name in moments),
        sa.Column("travel_s", sa.Integer(), nullable=False),
        sa.Column("ready_s", sa.Integer(), nullable=False),
        sa.Column("minutes_gained", sa.Float(), nullable=True),
        sa.Column("zone_version_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("ticket_digest", sa.Text(), nullable=False),
        sa.Column("was", _JSON, nullable=True),
        sa.Column("reasons", _JSON, nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind IN ('kept', 'new', 'moved', 'reordered', 'retimed', 'dropped')", name="kind"),
        sa.CheckConstraint("state IN ('open', 'committed', 'refused', 'stale')", name="state"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_plan_lines_plan_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_plan_lines_ticket_id"),
        sa.ForeignKeyConstraint(["crew_id"], ["crews.id"], name="fk_plan_lines_crew_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_lines"),
    )
    op.create_index("ix_plan_lines_plan", "plan_lines", ["plan_id", "crew_id", "position"])
    op.create_index("ix_plan_lines_ticket_id", "plan_lines", ["ticket_id"])


def _make_replannings() -> None:
    op.create_table(
        "replannings",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("every_seconds", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("least_gain", sa.Float(), nullable=False),
        sa.Column("looked_at", _MOMENT, nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("mode IN ('off', 'propose')", name="mode"),
        sa.CheckConstraint("every_seconds BETWEEN 10 AND 86400", name="every_seconds"),
        sa.CheckConstraint("seconds > 0 AND seconds <= 60", name="seconds"),
        sa.CheckConstraint("least_gain >= 0", name="least_gain"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_replannings_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", name="pk_replannings"),
    )


def _make_wishes() -> None:
    op.create_table(
        "ticket_wishes",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, _MOMENT, nullable=True) for name in ("due_at", "not_before", "must_start_by")),
        sa.Column("deadline_version", sa.Integer(), nullable=False),
        sa.Column("crew_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("not_crew_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("pin_version", sa.Integer(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("must_start_by IS NULL OR not_before IS NULL OR not_before <= must_start_by", name="window"),
        sa.CheckConstraint("position IS NULL OR (crew_id IS NOT NULL AND position >= 0)", name="position"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_ticket_wishes_ticket_id"),
        sa.ForeignKeyConstraint(["crew_id"], ["crews.id"], name="fk_ticket_wishes_crew_id"),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_ticket_wishes"),
    )
