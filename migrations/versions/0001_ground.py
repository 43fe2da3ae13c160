"""The ground: extensions, the service's role, and the functions that tables stand on."""

from alembic import context, op

from geo.places import METRES_PER_DEGREE

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    role = context.config.attributes.get("service_role", "cordon_service")
    connection = op.get_bind()
    quoted = connection.dialect.identifier_preparer.quote(role)
    if connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).scalar() is None:
        op.execute(f"CREATE ROLE {quoted} NOLOGIN")
        op.execute(f"GRANT {quoted} TO CURRENT_USER")
    op.execute("CREATE SCHEMA numbers")
    op.execute(_REACH)
    op.execute(_DISTANCE)
    op.execute(_NEXT_NUMBER)


def downgrade() -> None:
    op.execute("DROP FUNCTION next_number(text, text, int)")
    op.execute("DROP FUNCTION distance_m(geometry, geometry)")
    op.execute("DROP FUNCTION reach_of(geometry, double precision)")
    op.execute("DROP SCHEMA numbers CASCADE")


# The box around the circle of accuracy_m metres; a point where the place is exact.
_REACH = f"""
CREATE FUNCTION reach_of(place geometry, accuracy_m double precision) RETURNS geometry
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN accuracy_m <= 0 THEN place ELSE ST_MakeEnvelope(
    ST_X(place) - accuracy_m / ({METRES_PER_DEGREE!r} * greatest(cos(radians(ST_Y(place))), 0.01)),
    ST_Y(place) - accuracy_m / {METRES_PER_DEGREE!r},
    ST_X(place) + accuracy_m / ({METRES_PER_DEGREE!r} * greatest(cos(radians(ST_Y(place))), 0.01)),
    ST_Y(place) + accuracy_m / {METRES_PER_DEGREE!r}, 4326) END
$$
"""

# Local equirectangular metres; the same formula as geo.places.distance_m, tested against it.
_DISTANCE = f"""
CREATE FUNCTION distance_m(place geometry, shape geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ST_Distance(
    ST_Affine(shape, {METRES_PER_DEGREE!r} * cos(radians(ST_Y(place))), 0, 0, {METRES_PER_DEGREE!r},
      -{METRES_PER_DEGREE!r} * cos(radians(ST_Y(place))) * ST_X(place), -{METRES_PER_DEGREE!r} * ST_Y(place)),
    ST_SetSRID(ST_MakePoint(0, 0), ST_SRID(shape)))
$$
"""

# A sequence per unit, kind and year: numbers never make two intakes wait for each other.
_NEXT_NUMBER = """
CREATE FUNCTION next_number(unit_code text, kind text, year int) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  sequence text := format('numbers.%I', lower(unit_code) || '_' || lower(kind) || '_' || year);
BEGIN
  IF to_regclass(sequence) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(sequence, 0));
    IF to_regclass(sequence) IS NULL THEN
      EXECUTE format('CREATE SEQUENCE %s', sequence);
    END IF;
  END IF;
  RETURN format('%s-%s%s-%s', unit_code, kind, lpad((year % 100)::text, 2, '0'),
    lpad(nextval(sequence::regclass)::text, 6, '0'));
END $$
"""
