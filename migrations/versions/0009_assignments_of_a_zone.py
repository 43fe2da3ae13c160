"""Finding the assignments that a zone concerns needs no walk through all that were ever judged."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_assignment_zones_zone", "assignment_zones", ["zone_id"])


def downgrade() -> None:
    op.drop_index("ix_assignment_zones_zone", "assignment_zones")
