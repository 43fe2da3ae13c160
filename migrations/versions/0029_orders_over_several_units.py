"""One isolation order binds several units, and an area as well.

Revision ID: 0029
Revises: 0028
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_TABLES = ("isolation_orders", "isolation_order_terms")


def upgrade() -> None:
    """``unit_id`` stays for the release before, as the first of the units; what that release writes gets its units."""
    for table in _TABLES:
        op.add_column(table, sa.Column("unit_ids", postgresql.ARRAY(sa.Uuid()), nullable=True))
        op.execute(f"UPDATE {table} SET unit_ids = array_remove(ARRAY[unit_id], NULL)")
        op.alter_column(table, "unit_ids", nullable=False)
    op.drop_constraint(op.f("ck_isolation_orders_one_area"), "isolation_orders")
    op.create_check_constraint(
        op.f("ck_isolation_orders_somewhere"), "isolation_orders", "area IS NOT NULL OR cardinality(unit_ids) > 0"
    )
    op.create_index("ix_isolation_order_terms_units", "isolation_order_terms", ["unit_ids"], postgresql_using="gin")
    op.execute(_ORDER_UNITS)
    op.execute(_TERMS_UNITS)
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER units_of_before BEFORE INSERT ON {table} FOR EACH ROW "
            f"WHEN (NEW.unit_ids IS NULL) EXECUTE FUNCTION {table}_units()"
        )
    op.execute(_before().replace(_ONE, _SEVERAL))


def downgrade() -> None:
    """Of several units the first is left; an order over an area and units keeps its area."""
    op.execute(_before())
    for table in _TABLES:
        op.execute(f"DROP TRIGGER units_of_before ON {table}")
        op.execute(f"DROP FUNCTION {table}_units()")
        op.execute(f"UPDATE {table} SET unit_id = NULL WHERE area IS NOT NULL")
    op.drop_index("ix_isolation_order_terms_units", "isolation_order_terms")
    op.drop_constraint(op.f("ck_isolation_orders_somewhere"), "isolation_orders")
    op.create_check_constraint(
        op.f("ck_isolation_orders_one_area"), "isolation_orders", "num_nonnulls(area, unit_id) = 1"
    )
    for table in _TABLES:
        op.drop_column(table, "unit_ids")


_ORDER_UNITS = """
CREATE FUNCTION isolation_orders_units() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.unit_ids := array_remove(ARRAY[NEW.unit_id], NULL);
  RETURN NEW;
END $$
"""

# The release before changes neither area nor units of an order over units, so its terms are over the order's own.
_TERMS_UNITS = """
CREATE FUNCTION isolation_order_terms_units() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.unit_ids := (SELECT o.unit_ids FROM isolation_orders o WHERE o.id = NEW.order_id);
  RETURN NEW;
END $$
"""

_ONE = "o.unit_id IN ("
_SEVERAL = "o.unit_ids && ARRAY("
_CREATE = "\nCREATE FUNCTION"


def _before() -> str:
    """The function of migration 0005, which looks at the one unit of each order."""
    path = Path(__file__).parent / "0005_take_ticket.py"
    spec = spec_from_file_location("migration_0005", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module._TAKE_TICKET  # noqa: SLF001 - what it was before
    if found.count(_ONE) != 1 or not found.startswith(_CREATE):
        raise RuntimeError("migration 0005 says otherwise")
    return found.replace(_CREATE, "CREATE OR REPLACE FUNCTION", 1)
