"""Protective equipment: profiles, stores, issues and counts. The database itself keeps the balances."""

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_OPEN = sa.text("cleared_at IS NULL")

_BALANCE = """
CREATE FUNCTION ppe_keep_balance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
    UPDATE ppe_balances SET on_hand = on_hand + NEW.change WHERE store_id = NEW.store_id AND lot_id = NEW.lot_id;
    IF NOT FOUND THEN
        INSERT INTO ppe_balances (store_id, lot_id, on_hand) VALUES (NEW.store_id, NEW.lot_id, NEW.change)
        ON CONFLICT (store_id, lot_id) DO UPDATE SET on_hand = ppe_balances.on_hand + EXCLUDED.on_hand;
    END IF;
    RETURN NULL;
END $$
"""
"""As the tables' owner: the service may read balances and write movements, nothing else."""


def upgrade() -> None:
    _catalogue()
    _stores()
    _movements()
    _jobs()
    connection = op.get_bind()
    quote = connection.dialect.identifier_preparer.quote
    schema = quote(connection.scalar(sa.text("SELECT current_schema()")))
    op.execute(_BALANCE.format(schema=schema))
    op.execute("REVOKE ALL ON FUNCTION ppe_keep_balance() FROM PUBLIC")
    op.execute(
        "CREATE TRIGGER ppe_movements_balance AFTER INSERT ON ppe_movements FOR EACH ROW "
        "WHEN (NEW.change <> 0) EXECUTE FUNCTION ppe_keep_balance()"
    )
    role = quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT ON ppe_balances TO {role}")
    op.execute(f"GRANT SELECT, INSERT ON ppe_profiles, ppe_lots, ppe_movements TO {role}")  # append-only
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON ppe_item_types, ppe_stores, ppe_minimums, ppe_warnings TO {role}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ppe_reservations, ppe_sizes TO {role}")


def _catalogue() -> None:
    op.create_table(
        "ppe_item_types",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", JSONB(), nullable=False),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.Column("sizes", ARRAY(sa.Text()), nullable=False),
        sa.Column("low_stock", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("low_stock >= 0", name=op.f("ck_ppe_item_types_low_stock")),
        sa.PrimaryKeyConstraint("code", name="pk_ppe_item_types"),
    )
    op.create_table(
        "ppe_profiles",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("title", JSONB(), nullable=False),
        sa.Column("items", JSONB(), nullable=False),
        sa.Column("hse_must_confirm", sa.Boolean(), nullable=False),
        sa.Column("published_at", _MOMENT, nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ppe_profiles"),
        sa.UniqueConstraint("code", "version_no", name="uq_ppe_profiles_code_version_no"),
    )


def _stores() -> None:
    op.create_table(
        "ppe_stores",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("vehicle_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_ppe_stores_unit_id"),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicles.id"], name="fk_ppe_stores_vehicle_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ppe_stores"),
        sa.UniqueConstraint("unit_id", "code", name="uq_ppe_stores_unit_id_code"),
        sa.UniqueConstraint("vehicle_id", name="uq_ppe_stores_vehicle_id"),
    )
    op.create_table(
        "ppe_lots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.Column("lot_no", sa.Text(), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["item_code"], ["ppe_item_types.code"], name="fk_ppe_lots_item_code"),
        sa.PrimaryKeyConstraint("id", name="pk_ppe_lots"),
    )
    op.create_index(
        "uq_ppe_lots_same",
        "ppe_lots",
        ["item_code", "size", "lot_no", sa.text("coalesce(expires_at, 'infinity')")],
        unique=True,
    )
    op.create_table(
        "ppe_balances",
        sa.Column("store_id", sa.Uuid(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_ppe_balances_on_hand")),
        sa.ForeignKeyConstraint(["lot_id"], ["ppe_lots.id"], name="fk_ppe_balances_lot_id"),
        sa.ForeignKeyConstraint(["store_id"], ["ppe_stores.id"], name="fk_ppe_balances_store_id"),
        sa.PrimaryKeyConstraint("store_id", "lot_id", name="pk_ppe_balances"),
    )
    op.create_table(
        "ppe_minimums",
        sa.Column("store_id", sa.Uuid(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_ppe_minimums_minimum")),
        sa.ForeignKeyConstraint(["item_code"], ["ppe_item_types.code"], name="fk_ppe_minimums_item_code"),
        sa.ForeignKeyConstraint(["store_id"], ["ppe_stores.id"], name="fk_ppe_minimums_store_id"),
        sa.PrimaryKeyConstraint("store_id", "item_code", name="pk_ppe_minimums"),
    )
    op.create_table(
        "ppe_warnings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("store_id", sa.Uuid(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("available", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("raised_at", _MOMENT, nullable=False),
        sa.Column("cleared_at", _MOMENT, nullable=True),
        sa.CheckConstraint("level IN ('low', 'out')", name=op.f("ck_ppe_warnings_level")),
        sa.ForeignKeyConstraint(["item_code"], ["ppe_item_types.code"], name="fk_ppe_warnings_item_code"),
        sa.ForeignKeyConstraint(["store_id"], ["ppe_stores.id"], name="fk_ppe_warnings_store_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_ppe_warnings_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ppe_warnings"),
    )
    op.create_index("ix_ppe_warnings_unit", "ppe_warnings", ["unit_id", "id"])
    op.create_index(
        "uq_ppe_warnings_open", "ppe_warnings", ["store_id", "item_code"], unique=True, postgresql_where=_OPEN
    )


def _movements() -> None:
    op.create_table(
        "ppe_movements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("store_id", sa.Uuid(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=True),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        sa.Column("refers_id", sa.Uuid(), nullable=True),
        sa.Column("off_shelf", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("device_at", _MOMENT, nullable=True),
        sa.Column("by_user", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('receive', 'transfer_in', 'return', 'clean', 'transfer_out', 'issue', 'write_off', 'disinfect', "
            "'use', 'count')",
            name=op.f("ck_ppe_movements_kind"),
        ),
        sa.CheckConstraint("pieces > 0 OR kind = 'count' AND pieces = 0", name=op.f("ck_ppe_movements_pieces")),
        sa.CheckConstraint(
            "CASE WHEN off_shelf THEN change = 0 WHEN kind IN ('receive', 'transfer_in', 'return', 'clean')"
            " THEN change = pieces WHEN kind IN ('transfer_out', 'issue', 'write_off') THEN change = -pieces"
            " WHEN kind = 'count' THEN true ELSE change = 0 END",
            name=op.f("ck_ppe_movements_change"),
        ),
        sa.CheckConstraint("lot_id IS NOT NULL OR change = 0", name=op.f("ck_ppe_movements_lot")),
        sa.CheckConstraint(
            "NOT off_shelf OR kind IN ('issue', 'return', 'clean', 'write_off')",
            name=op.f("ck_ppe_movements_off_shelf"),
        ),
        sa.CheckConstraint("kind <> 'issue' OR member_id IS NOT NULL", name=op.f("ck_ppe_movements_member")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_ppe_movements_assignment_id"),
        sa.ForeignKeyConstraint(["item_code"], ["ppe_item_types.code"], name="fk_ppe_movements_item_code"),
        sa.ForeignKeyConstraint(["lot_id"], ["ppe_lots.id"], name="fk_ppe_movements_lot_id"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name="fk_ppe_movements_member_id"),
        sa.ForeignKeyConstraint(["store_id"], ["ppe_stores.id"], name="fk_ppe_movements_store_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_ppe_movements_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ppe_movements"),
    )
    op.create_index("ix_ppe_movements_store", "ppe_movements", ["store_id", "id"])
    op.create_index("ix_ppe_movements_unit", "ppe_movements", ["unit_id", "id"])
    op.create_index(
        "ix_ppe_movements_member", "ppe_movements", ["member_id"], postgresql_where=sa.text("kind = 'issue'")
    )
    op.create_index(
        "ix_ppe_movements_assignment",
        "ppe_movements",
        ["assignment_id"],
        postgresql_where=sa.text("assignment_id IS NOT NULL"),
    )
    op.create_index(
        "ix_ppe_movements_refers", "ppe_movements", ["refers_id"], postgresql_where=sa.text("refers_id IS NOT NULL")
    )


def _jobs() -> None:
    op.create_table(
        "ppe_reservations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("store_id", sa.Uuid(), nullable=True),
        sa.Column("lot_id", sa.Uuid(), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("reserved_at", _MOMENT, nullable=False),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_ppe_reservations_pieces")),
        sa.CheckConstraint("(store_id IS NULL) = (lot_id IS NULL)", name=op.f("ck_ppe_reservations_shelf")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_ppe_reservations_assignment_id"),
        sa.ForeignKeyConstraint(["item_code"], ["ppe_item_types.code"], name="fk_ppe_reservations_item_code"),
        sa.ForeignKeyConstraint(["lot_id"], ["ppe_lots.id"], name="fk_ppe_reservations_lot_id"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name="fk_ppe_reservations_member_id"),
        sa.ForeignKeyConstraint(["store_id"], ["ppe_stores.id"], name="fk_ppe_reservations_store_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_ppe_reservations_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ppe_reservations"),
    )
    op.create_index("ix_ppe_reservations_assignment_id", "ppe_reservations", ["assignment_id"])
    op.create_index("ix_ppe_reservations_shelf", "ppe_reservations", ["store_id", "lot_id"])
    op.create_index("ix_ppe_reservations_unit", "ppe_reservations", ["unit_id"])
    op.create_table(
        "ppe_sizes",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("item_code", sa.Text(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_code"], ["ppe_item_types.code"], name="fk_ppe_sizes_item_code"),
        sa.ForeignKeyConstraint(["member_id"], ["crew_members.id"], name="fk_ppe_sizes_member_id"),
        sa.PrimaryKeyConstraint("member_id", "item_code", name="pk_ppe_sizes"),
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER ppe_movements_balance ON ppe_movements")
    op.execute("DROP FUNCTION ppe_keep_balance()")
    for table in (
        "ppe_sizes", "ppe_warnings", "ppe_minimums", "ppe_reservations", "ppe_movements", "ppe_balances", "ppe_lots",
        "ppe_stores", "ppe_profiles", "ppe_item_types",
    ):  # fmt: skip
        op.drop_table(table)
