"""Nothing yet."""

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Not filled yet."""


def downgrade() -> None:
    """Not filled yet."""
