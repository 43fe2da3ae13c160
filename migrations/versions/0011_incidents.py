"""Incidents: tickets with one cause, who belongs to which when, and the steps that arranged them."""

import sqlalchemy as sa
from alembic import context, op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OPEN = "state IN ('new', 'deferred', 'assigned', 'in_progress', 'restored')"


def upgrade() -> None:
    op.create_geospatial_table(
        "incidents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("element", sa.Text(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("centre", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
        sa.Column("radius_m", sa.Double(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('closed', 'open', 'restored')", name="ck_incidents_state"),
        sa.CheckConstraint("cause IN ('transformer', 'feeder', 'area', 'manual')", name="ck_incidents_cause"),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_incidents_unit_id"),
        sa.ForeignKeyConstraint(["merged_into"], ["incidents.id"], name="fk_incidents_merged_into"),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
        sa.UniqueConstraint("number", name="uq_incidents_number"),
    )
    op.create_index(
        "uq_incidents_open_element", "incidents", ["unit_id", "cause", "element"], unique=True,
        postgresql_where=sa.text("state = 'open' AND NOT settled AND element IS NOT NULL"),
    )  # fmt: skip
    op.create_index("ix_incidents_unit_opened", "incidents", ["unit_id", "opened_at", "id"])
    _create_operations()
    _create_memberships()
    for name in ("feeder", "transformer"):  # which open tickets share an element
        op.create_index(
            f"ix_tickets_open_{name}", "tickets", [name],
            postgresql_where=sa.text(f"{_OPEN} AND {name} IS NOT NULL"),
        )  # fmt: skip
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    for table in ("incidents", "incident_operations", "incident_tickets"):  # nothing of it is ever deleted
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO {role}")


def _create_operations() -> None:
    op.create_table(
        "incident_operations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("moves", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_incident_operations_unit_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_incident_operations_incident_id"),
        sa.ForeignKeyConstraint(["other_id"], ["incidents.id"], name="fk_incident_operations_other_id"),
        sa.ForeignKeyConstraint(["undone_by"], ["incident_operations.id"], name="fk_incident_operations_undone_by"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_operations"),
    )
    op.create_index("ix_incident_operations_incident_id", "incident_operations", ["incident_id"])
    op.create_index("ix_incident_operations_other_id", "incident_operations", ["other_id"])


def _create_memberships() -> None:
    op.create_table(
        "incident_tickets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("joined_by", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_in", sa.Uuid(), nullable=False),
        sa.Column("left_by", sa.Text(), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_in", sa.Uuid(), nullable=True),
        sa.CheckConstraint("joined_by IN ('rule', 'person')", name="ck_incident_tickets_joined_by"),
        sa.CheckConstraint("left_by IS NULL OR left_by IN ('rule', 'person')", name="ck_incident_tickets_left_by"),
        sa.CheckConstraint("(left_at IS NULL) = (left_by IS NULL)", name="ck_incident_tickets_left"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_incident_tickets_incident_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_incident_tickets_ticket_id"),
        sa.ForeignKeyConstraint(["joined_in"], ["incident_operations.id"], name="fk_incident_tickets_joined_in"),
        sa.ForeignKeyConstraint(["left_in"], ["incident_operations.id"], name="fk_incident_tickets_left_in"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_tickets"),
    )
    op.create_index("ix_incident_tickets_incident_id", "incident_tickets", ["incident_id"])
    op.create_index("ix_incident_tickets_ticket_id", "incident_tickets", ["ticket_id"])
    op.create_index(
        "uq_incident_tickets_current", "incident_tickets", ["ticket_id"], unique=True,
        postgresql_where=sa.text("left_at IS NULL"),
    )  # fmt: skip


def downgrade() -> None:
    for name in ("feeder", "transformer"):
        op.drop_index(f"ix_tickets_open_{name}", "tickets")
    op.drop_table("incident_tickets")
    op.drop_table("incident_operations")
    op.drop_table("incidents")
