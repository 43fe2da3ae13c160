"""The rules about people: several roles, weather facts, HSE's sign-offs, electrical work permits, rest and cohorts."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    for table in ("crew_members", "assignment_members"):
        roles = sa.Column("extra_roles", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False)
        op.add_column(table, roles)
    op.add_column("crew_members", sa.Column("person_id", sa.Uuid(), nullable=True))
    op.add_column("crew_members", sa.Column("joined_at", _TIME, nullable=True))
    op.add_column("crew_members", sa.Column("left_at", _TIME, nullable=True))
    op.create_index("ix_crew_members_person", "crew_members", [sa.text("coalesce(person_id, id)")])
    op.add_column("assignments", sa.Column("briefed_weather", sa.Text(), nullable=True))
    _weather()
    _combinations()
    _work_permits()
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    for table in ("weather_facts", "hse_combinations", "work_permits", "work_permit_signatures"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO {role}")  # nothing deletes


def _weather() -> None:
    op.create_table(
        "weather_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("observed_at", _TIME, nullable=False),
        sa.Column("valid_until", _TIME, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("expired_event_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind IN ('calm', 'rain', 'wind', 'storm', 'lightning')", name="ck_weather_facts_kind"),
        sa.CheckConstraint("source IN ('person', 'machine')", name="ck_weather_facts_source"),
        sa.CheckConstraint("valid_until > observed_at", name="ck_weather_facts_period"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_weather_facts_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_weather_facts"),
    )
    op.create_index("ix_weather_facts_unit_id", "weather_facts", ["unit_id", "observed_at"])
    untold = sa.text("expired_event_id IS NULL")
    op.create_index("ix_weather_facts_due", "weather_facts", ["valid_until"], postgresql_where=untold)


def _combinations() -> None:
    op.create_table(
        "hse_combinations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("ppe_profile", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", _TIME, nullable=False),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("signed_name", sa.Text(), nullable=False),
        sa.Column("valid_until", _TIME, nullable=True),
        sa.Column("withdrawn_at", _TIME, nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_name", sa.Text(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("method IN ('live_line', 'dead_line')", name="ck_hse_combinations_method"),
        sa.CheckConstraint("valid_until IS NULL OR valid_until > signed_at", name="ck_hse_combinations_period"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_hse_combinations_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hse_combinations"),
    )
    op.create_index("ix_hse_combinations_unit_id", "hse_combinations", ["unit_id"])
    op.create_index("ix_hse_combinations_pair", "hse_combinations", ["ppe_profile", "method", "signed_at"])
    op.execute(_CARRIED_OVER)


_CARRIED_OVER = """
    INSERT INTO hse_combinations (id, ppe_profile, method, note, signed_at, signed_name)
    SELECT gen_random_uuid(), body ->> 'ppe_profile', body ->> 'method', coalesce(body ->> 'note', ''), now(),
        coalesce(body ->> 'by', '')
    FROM reference_data WHERE kind = 'hse_combination' AND active
"""
"""Sign-offs stood in a list without times: they hold from this migration on."""


def _work_permits() -> None:
    op.create_table(
        "work_permits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("work_method", sa.Text(), nullable=False),
        sa.Column("voltage", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("issued_at", _TIME, nullable=True),
        sa.Column("permitted_at", _TIME, nullable=True),
        sa.Column("handed_back_at", _TIME, nullable=True),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("kept_until", _TIME, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('permit', 'order')", name="ck_work_permits_kind"),
        sa.CheckConstraint(
            "state IN ('cancelled', 'closed', 'draft', 'handed_back', 'issued', 'permitted')",
            name="ck_work_permits_state",
        ),
        sa.CheckConstraint("work_method IN ('live_line', 'dead_line')", name="ck_work_permits_work_method"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_work_permits_unit_id"),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_work_permits_assignment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_work_permits"),
        sa.UniqueConstraint("number", name="uq_work_permits_number"),
    )
    op.create_index("ix_work_permits_unit_id", "work_permits", ["unit_id"])
    op.create_index("ix_work_permits_assignment_id", "work_permits", ["assignment_id"])
    live = sa.text("state NOT IN ('closed', 'cancelled')")
    op.create_index("uq_work_permits_live", "work_permits", ["assignment_id"], unique=True, postgresql_where=live)
    op.create_table(
        "work_permit_signatures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("work_permit_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("drawn", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("signed_at", _TIME, nullable=False),
        sa.Column("device_time", _TIME, nullable=True),
        sa.Column("fell_at", _TIME, nullable=True),
        sa.Column("fell_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("means IN ('account', 'drawn', 'assignment')", name="ck_work_permit_signatures_means"),
        sa.ForeignKeyConstraint(
            ["work_permit_id"], ["work_permits.id"], name="fk_work_permit_signatures_work_permit_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_permit_signatures"),
    )
    op.create_index("ix_work_permit_signatures_work_permit_id", "work_permit_signatures", ["work_permit_id"])
    op.create_index(
        "uq_work_permit_signatures_role", "work_permit_signatures", ["work_permit_id", "role"], unique=True,
        postgresql_where=sa.text("fell_at IS NULL"),
    )  # fmt: skip


def downgrade() -> None:
    for table in ("work_permit_signatures", "work_permits", "hse_combinations", "weather_facts"):
        op.drop_table(table)
    op.drop_column("assignments", "briefed_weather")
    op.drop_column("assignment_members", "extra_roles")
    op.drop_index("ix_crew_members_person", "crew_members")
    for column in ("left_at", "joined_at", "person_id", "extra_roles"):
        op.drop_column("crew_members", column)
