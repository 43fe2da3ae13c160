"""Roads that are closed: by whom, where, from when until when, and who ended it."""

import sqlalchemy as sa
from alembic import context, op
from geoalchemy2 import Geometry

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_geospatial_table(
        "road_closures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("geometry", Geometry("GEOMETRY", srid=4326, spatial_index=False), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="ck_road_closures_period"),
        sa.CheckConstraint(
            "GeometryType(geometry) IN ('POINT', 'LINESTRING', 'MULTIPOLYGON')", name="ck_road_closures_geometry"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name="fk_road_closures_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_road_closures"),
    )
    op.create_index(
        "ix_road_closures_open", "road_closures", ["valid_from"], postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_index("ix_road_closures_unit_id", "road_closures", ["unit_id", "id"])
    connection = op.get_bind()
    role = connection.dialect.identifier_preparer.quote(context.config.attributes.get("service_role", "cordon_service"))
    op.execute(f"GRANT SELECT, INSERT, UPDATE ON road_closures TO {role}")  # ended, never deleted


def downgrade() -> None:
    op.drop_geospatial_table("road_closures")
