"""Nothing yet."""

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Not filled yet."""


def downgrade() -> None:
    """Not filled yet."""
