"""Places and areas as their columns take them."""

from typing import Any

from geoalchemy2.shape import from_shape, to_shape
from shapely import MultiPolygon, Point

from app.schema.base import SRID
from geo.places import Place


def stored_place(place: Place) -> Any:
    """A place as a point column takes it."""
    return from_shape(Point(place.lon, place.lat), srid=SRID)


def place_of(stored: Any) -> Place:
    """A stored point as a place.

    Raises:
        ValueError: the column holds something else.
    """
    point = to_shape(stored)
    if not isinstance(point, Point):
        raise ValueError(f"a {point.geom_type} where a place is stored")  # noqa: TRY004 - of the row, not of a caller
    return Place(point.x, point.y)


def stored_area(area: MultiPolygon | None) -> Any:
    """An area as a multipolygon column takes it."""
    return None if area is None else from_shape(area, srid=SRID)


def area_of(stored: Any) -> MultiPolygon:
    """A stored area as shapely has it.

    Raises:
        ValueError: the column holds something else.
    """
    shape = to_shape(stored)
    if not isinstance(shape, MultiPolygon):
        raise ValueError(f"a {shape.geom_type} where an area is stored")  # noqa: TRY004 - of the row, not of a caller
    return shape
