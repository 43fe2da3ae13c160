"""A zone's version says how often a crew inside tells that all are well; none falls back to the hazard class.

Revision ID: 0027
Revises: 0026
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("zone_versions", sa.Column("checkin_minutes", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_zone_versions_checkin"), "zone_versions", "checkin_minutes > 0")
    op.execute(_publishing())


def downgrade() -> None:
    op.execute(_before())
    op.drop_column("zone_versions", "checkin_minutes")


def _publishing() -> str:
    """The function of migration 0014, which names each column that it writes, with the new one."""
    columns, values = "max_minutes, hold_after_exit_minutes,", "v.hold_after_exit_minutes,"
    before = _before()
    if before.count(columns) != 1 or before.count(values) != 1:
        raise RuntimeError("migration 0014 says otherwise")
    after = before.replace(values, f"{values} v.checkin_minutes,")
    return after.replace(columns, f"{columns} checkin_minutes,")


def _before() -> str:
    path = Path(__file__).parent / "0014_zone_parts.py"
    spec = spec_from_file_location("migration_0014", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module._PUBLISH_VERSION  # noqa: SLF001 - what it was before
