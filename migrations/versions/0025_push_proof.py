"""Pushes that are proven to arrive: deadlines and what followed, web push subscriptions, the keys that sign for us.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import context, op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_MOMENTS = ("answer_by", "repeated_at", "texted_at", "unanswered_at")


def upgrade() -> None:
    op.create_table(
        "push_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_private_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(public_key) = 65", name="ck_push_keys_public_key"),
        sa.PrimaryKeyConstraint("id", name="pk_push_keys"),
        sa.UniqueConstraint("public_key", name="uq_push_keys_public_key"),
    )
    op.add_column("devices", sa.Column("service", sa.Text(), nullable=False, server_default="fcm"))
    op.add_column("devices", sa.Column("p256dh", sa.Text(), nullable=True))
    op.add_column("devices", sa.Column("auth", sa.Text(), nullable=True))
    op.add_column("devices", sa.Column("push_key_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("fk_devices_push_key_id", "devices", "push_keys", ["push_key_id"], ["id"])
    op.create_index("ix_devices_push_key_id", "devices", ["push_key_id"])
    op.create_check_constraint(
        "ck_devices_service",
        "devices",
        "(service = 'fcm' AND num_nonnulls(p256dh, auth, push_key_id) = 0)"
        " OR (service = 'webpush' AND num_nulls(p256dh, auth, push_key_id) = 0)",
    )
    op.add_column("pushes", sa.Column("urgency", sa.Text(), nullable=False, server_default="routine"))
    op.add_column("pushes", sa.Column("steps_taken", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("pushes", sa.Column("service", sa.Text(), nullable=True))
    for name in _MOMENTS:
        op.add_column("pushes", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint("ck_pushes_urgency", "pushes", "urgency IN ('emergency', 'urgent', 'normal', 'routine')")
    # what is to be sent is told by the time alone from now on: a push that was delivered may be sent again
    op.execute("UPDATE pushes SET next_attempt_at = NULL WHERE state <> 'queued' AND next_attempt_at IS NOT NULL")
    op.drop_index("ix_pushes_queue", "pushes")
    waiting = sa.text("next_attempt_at IS NOT NULL")
    op.create_index("ix_pushes_queue", "pushes", ["next_attempt_at"], postgresql_where=waiting)
    op.create_index("ix_pushes_answer", "pushes", ["answer_by"], postgresql_where=sa.text("answer_by IS NOT NULL"))
    alarmed = sa.text("unanswered_at IS NOT NULL AND read_at IS NULL")
    op.create_index("ix_pushes_unanswered", "pushes", ["assignment_id"], postgresql_where=alarmed)
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON push_keys TO {role}")  # given up, never deleted


def downgrade() -> None:
    op.drop_index("ix_pushes_unanswered", "pushes")
    op.drop_index("ix_pushes_answer", "pushes")
    op.drop_index("ix_pushes_queue", "pushes")
    queued = sa.text("state = 'queued'")
    op.create_index("ix_pushes_queue", "pushes", ["next_attempt_at"], postgresql_where=queued)
    # checks go with their columns: the tables' convention gave them other names than those above
    for name in (*_MOMENTS, "service", "steps_taken", "urgency"):
        op.drop_column("pushes", name)
    op.execute("DELETE FROM devices WHERE service = 'webpush'")  # an older release would take them for FCM's
    op.drop_index("ix_devices_push_key_id", "devices")
    op.drop_constraint("fk_devices_push_key_id", "devices")
    for name in ("push_key_id", "auth", "p256dh", "service"):
        op.drop_column("devices", name)
    op.drop_table("push_keys")
