"""The audit trail can be proven: seals in chains, signed checkpoints, targets outside, lawful erasures."""

import sqlalchemy as sa
from alembic import context, op

from app.schema.events import Xid8

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_APPEND_ONLY = ("audit_seals", "audit_checkpoints", "event_erasures")


def upgrade() -> None:
    op.create_table(
        "audit_seals",
        sa.Column("chain_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("xid", Xid8(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("position >= 1", name="ck_audit_seals_position"),
        sa.CheckConstraint("octet_length(hash) = 32", name="ck_audit_seals_hash"),
        sa.PrimaryKeyConstraint("chain_id", "position", name="pk_audit_seals"),
        sa.UniqueConstraint("seq", name="uq_audit_seals_seq"),
        sa.UniqueConstraint("event_id", name="uq_audit_seals_event_id"),
    )
    op.create_table(
        "audit_checkpoints",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_checkpoints"),
    )
    op.create_table(
        "audit_targets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("delivered", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fails", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_audit_targets"),
    )
    op.create_table(
        "event_erasures",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_event_erasures"),
    )
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    for table in _APPEND_ONLY:
        op.execute(f"GRANT SELECT, INSERT ON {table} TO {role}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON audit_targets TO {role}")


def downgrade() -> None:
    for table in ("event_erasures", "audit_targets", "audit_checkpoints", "audit_seals"):
        op.drop_table(table)
