"""Well-known text is read as the GeoJSON that it stands for, or refused with what is wrong."""

from contextlib import suppress

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.wkt import WktError, read_wkt

RING = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
HOLE = [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2], [0.1, 0.1]]
NUMBERS = st.floats(-180, 180, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "geometry"),
    [
        ("POINT (108.2 16.05)", {"type": "Point", "coordinates": [108.2, 16.05]}),
        ("point z(1 2 3)", {"type": "Point", "coordinates": [1.0, 2.0, 3.0]}),
        ("SRID=4326;POLYGON((0 0,1 0,1 1,0 0))", {"type": "Polygon", "coordinates": [RING]}),
        (
            "MULTIPOLYGON (((0 0,1 0,1 1,0 0),(0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.1)),((0 0,1 0,1 1,0 0)))",
            {"type": "MultiPolygon", "coordinates": [[RING, HOLE], [RING]]},
        ),
        ("POLYGON EMPTY", {"type": "Polygon", "coordinates": []}),
        (
            "GEOMETRYCOLLECTION(POINT(1 2), POLYGON((0 0,1 0,1 1,0 0)))",
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Point", "coordinates": [1.0, 2.0]},
                    {"type": "Polygon", "coordinates": [RING]},
                ],
            },
        ),
    ],
)
def test_each_type_is_read_as_geojson(text: str, geometry: object) -> None:
    assert read_wkt(text) == geometry


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "does not begin"),
        ("LINESTRING(0 0,1 1)", "does not begin"),
        ("POLYGON((0 0,1 0", "ends too early"),
        ("POINT(1 2) x", "something follows"),
        ("POINT(a b)", "'a' is no number"),
        ("POINT 1 2", "bracket is missing"),
        ("SRID=3857;POINT(1 2)", "SRID is 3857"),
        ("POLYGON" + "(" * 50, "nested too deep"),
        ("GEOMETRYCOLLECTION(" * 2000, "does not begin"),
        ("GEOMETRYCOLLECTION(POINT(1 2) POINT(1 2))", "comma or bracket"),
    ],
)
def test_what_is_wrong_is_said(text: str, reason: str) -> None:
    with pytest.raises(WktError, match=reason):
        read_wkt(text)


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=8))
def test_it_reads_what_shapely_writes(corners: list[tuple[float, float]]) -> None:
    polygon = shapely.Polygon(corners)
    (ring,) = read_wkt(shapely.to_wkt(polygon, rounding_precision=-1))["coordinates"]
    assert ring == [pytest.approx(list(at), rel=1e-12) for at in polygon.exterior.coords]


@settings(deadline=None)
@given(st.text(alphabet="POINTLYGMUE ()0123.,-;=", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(WktError):
        assert read_wkt(text)["type"]
