"""Who knows another phone's name can neither read nor use up its numbers: they count for each person apart."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NAME, _TABLE = "uq_field_actions_seq", "field_actions"


def upgrade() -> None:
    op.drop_index(_NAME, _TABLE)
    op.create_index(_NAME, _TABLE, ["user_id", "client_id", "client_seq"], unique=True)


def downgrade() -> None:
    op.drop_index(_NAME, _TABLE)
    op.create_index(_NAME, _TABLE, ["client_id", "client_seq"], unique=True)
