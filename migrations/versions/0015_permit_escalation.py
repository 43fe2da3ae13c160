"""Entry permits: who was asked when, every step with its channel, conditions as checklists, letters and SMS."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_LIVE = "state IN ('draft', 'requested', 'acknowledged', 'approved')"
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _widen()
    _ask()
    _record_steps()
    _write_letters()
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON permit_asks, messages TO {role}")
    op.execute(f"GRANT SELECT, INSERT ON permit_steps TO {role}")  # append-only


def downgrade() -> None:
    for table in ("messages", "permit_steps", "permit_asks"):
        op.drop_table(table)
    op.drop_index("uq_entry_permits_live", "entry_permits")
    for column in ("unanswered_at", "conditions_no", "exit_conditions", "supplements_id"):
        op.drop_column("entry_permits", column)
    op.create_index(
        "uq_entry_permits_live", "entry_permits", ["assignment_id", "zone_id"], unique=True,
        postgresql_where=sa.text(_LIVE),
    )  # fmt: skip
    op.drop_column("checklist_templates", "permit_id")
    op.drop_column("authorities", "opening")
    op.drop_column("authorities", "response_clock")


def _widen() -> None:
    op.add_column("authorities", sa.Column("response_clock", sa.Text(), nullable=False, server_default="open_hours"))
    op.create_check_constraint(
        "ck_authorities_response_clock", "authorities", "response_clock IN ('open_hours', 'always')"
    )
    op.add_column("authorities", sa.Column("opening", JSONB(), nullable=True))
    op.add_column("checklist_templates", sa.Column("permit_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_checklist_templates_permit_id", "checklist_templates", "entry_permits", ["permit_id"], ["id"]
    )
    op.add_column("entry_permits", sa.Column("supplements_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_entry_permits_supplements_id", "entry_permits", "entry_permits", ["supplements_id"], ["id"]
    )
    op.create_index("ix_entry_permits_supplements_id", "entry_permits", ["supplements_id"])
    op.add_column("entry_permits", sa.Column("exit_conditions", ARRAY(sa.Text()), nullable=False, server_default="{}"))
    op.add_column("entry_permits", sa.Column("conditions_no", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("entry_permits", sa.Column("unanswered_at", _MOMENT, nullable=True))
    op.drop_index("uq_entry_permits_live", "entry_permits")
    op.create_index(
        "uq_entry_permits_live", "entry_permits", ["assignment_id", "zone_id"], unique=True,
        postgresql_where=sa.text(f"{_LIVE} AND supplements_id IS NULL"),
    )  # fmt: skip


def _ask() -> None:
    op.create_table(
        "permit_asks",
        sa.Column("permit_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("remind_at", _MOMENT, nullable=False),
        sa.Column("respond_by", _MOMENT, nullable=False),
        sa.Column("reminded_at", _MOMENT, nullable=True),
        sa.Column("passed_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["permit_id"], ["entry_permits.id"], name="fk_permit_asks_permit_id"),
        sa.ForeignKeyConstraint(["authority_id"], ["authorities.id"], name="fk_permit_asks_authority_id"),
        sa.PrimaryKeyConstraint("permit_id", "authority_id", name="pk_permit_asks"),
    )
    op.create_index("ix_permit_asks_due", "permit_asks", ["remind_at"], postgresql_where=sa.text("passed_at IS NULL"))
    op.execute(  # requests that wait while the release changes
        """
        INSERT INTO permit_asks (permit_id, authority_id, rung, asked_at, remind_at, respond_by, reminded_at)
        SELECT id, authority_id, 0, requested_at, requested_at + (respond_by - requested_at) / 2, respond_by,
               reminded_at
        FROM entry_permits
        WHERE state IN ('requested', 'acknowledged') AND requested_at IS NOT NULL AND respond_by IS NOT NULL
        """
    )


def _record_steps() -> None:
    op.create_table(
        "permit_steps",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("permit_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state_from", sa.Text(), nullable=True),
        sa.Column("state_to", sa.Text(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("letter_number", sa.Text(), nullable=True),
        sa.Column("letter_date", sa.Date(), nullable=True),
        sa.Column("file_reference", sa.Text(), nullable=True),
        sa.CheckConstraint("channel IN ('screen', 'phone', 'letter', 'rule')", name="ck_permit_steps_channel"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_permit_steps_event_id"),
        sa.ForeignKeyConstraint(["permit_id"], ["entry_permits.id"], name="fk_permit_steps_permit_id"),
        sa.ForeignKeyConstraint(["authority_id"], ["authorities.id"], name="fk_permit_steps_authority_id"),
        sa.PrimaryKeyConstraint("event_id", name="pk_permit_steps"),
    )
    op.create_index("ix_permit_steps_permit", "permit_steps", ["permit_id", "event_id"])
    op.execute(  # what happened before stands in the events
        """
        INSERT INTO permit_steps (event_id, permit_id, step, state_from, state_to, at, actor_id, channel, authority_id)
        SELECT e.id, p.id, substr(e.verb, 8), e.payload->>'from', e.payload->>'to', e.server_time, e.actor_id,
               CASE WHEN e.actor_id IS NULL THEN 'rule'
                    WHEN e.verb IN ('permit.approved', 'permit.denied', 'permit.revoked', 'permit.acknowledged')
                    THEN coalesce(p.channel, 'screen') ELSE 'screen' END,
               e.authority_id
        FROM events e JOIN entry_permits p ON p.id = e.subject_id
        WHERE e.subject_kind = 'permit' AND e.verb LIKE 'permit.%'
        """
    )


def _write_letters() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facts", JSONB(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("once_key", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", _MOMENT, nullable=True),
        sa.Column("queued_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("handed_over_at", _MOMENT, nullable=True),
        sa.Column("failed_at", _MOMENT, nullable=True),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("channel IN ('email', 'sms')", name="ck_messages_channel"),
        sa.CheckConstraint("state IN ('failed', 'handed_over', 'queued', 'superseded')", name="ck_messages_state"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_messages_unit_id"),
        sa.ForeignKeyConstraint(["authority_id"], ["authorities.id"], name="fk_messages_authority_id"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("once_key", name="uq_messages_once_key"),
    )
    op.create_index("ix_messages_queue", "messages", ["next_attempt_at"], postgresql_where=sa.text("state = 'queued'"))
    op.create_index("ix_messages_subject", "messages", ["subject_id", "id"])
