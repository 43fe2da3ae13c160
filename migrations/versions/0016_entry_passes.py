"""Entry passes: what was signed for approved permits, what of it was revoked, and the keys that sign."""

import sqlalchemy as sa
from alembic import context, op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pass_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_private_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("signs_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("length(public_key) = 32", name="ck_pass_keys_public_key"),
        sa.CheckConstraint("key_id ~ '^[0-9a-f]{8}$'", name="ck_pass_keys_key_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pass_keys"),
        sa.UniqueConstraint("key_id", name="uq_pass_keys_key_id"),
    )
    op.create_table(
        "entry_passes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("permit_id", sa.Uuid(), nullable=False),
        sa.Column("pass_key_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["pass_key_id"], ["pass_keys.id"], name="fk_entry_passes_pass_key_id"),
        sa.ForeignKeyConstraint(["permit_id"], ["entry_permits.id"], name="fk_entry_passes_permit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entry_passes"),
    )
    op.create_index("ix_entry_passes_pass_key_id", "entry_passes", ["pass_key_id"])
    op.create_index("ix_entry_passes_permit_id", "entry_passes", ["permit_id"])
    op.create_index(
        "ix_entry_passes_revoked", "entry_passes", ["valid_until"], postgresql_where=sa.text("revoked_at IS NOT NULL")
    )
    op.create_index(
        "uq_entry_passes_current",
        "entry_passes",
        ["permit_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON pass_keys, entry_passes TO {role}")  # revoked, never deleted


def downgrade() -> None:
    op.drop_table("entry_passes")
    op.drop_table("pass_keys")
