"""A source's id names one unit, as it does for all other tables that are imported."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NAME = "uq_units_source_external_id"


def upgrade() -> None:
    op.create_unique_constraint(_NAME, "units", ["source", "external_id"])


def downgrade() -> None:
    op.drop_constraint(_NAME, "units")
