"""Nothing yet."""

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Not filled yet."""


def downgrade() -> None:
    """Not filled yet."""
