"""What imports brought in, so that the same row again changes nothing."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_rows",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("digests", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "source", "external_id", name="pk_imported_rows"),
    )
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON imported_rows TO {role}")


def downgrade() -> None:
    op.drop_table("imported_rows")
