"""A place on Earth, and the one formula for metres near it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius of the Earth (IUGG R1), metres."""

METRES_PER_DEGREE: Final = EARTH_RADIUS_M * math.pi / 180
"""Metres in one degree of latitude on that sphere: 111195.08023353292."""

MAX_LON: Final = 180.0
MAX_LAT: Final = 90.0
SPECK_DEGREES: Final = 1e-12
SPECK_METRES: Final = 1e-6
"""What is less is zero: nobody measures it, and PostgreSQL refuses to calculate with the smallest of numbers."""


class PlaceError(ValueError):
    """A longitude or latitude that cannot be one.

    Attributes:
        field: `lon` or `lat`.
        detail: What is wrong with it, with the value.
        swapped: True when the two look exchanged: the latitude would do as a longitude and the other way round.
    """

    def __init__(self, field: str, detail: str, *, swapped: bool = False) -> None:
        hint = "; longitude and latitude look swapped, longitude comes first" if swapped else ""
        super().__init__(f"{field}: {detail}{hint}")
        self.field = field
        self.detail = detail
        self.swapped = swapped


@dataclass(frozen=True, slots=True)
class Place:
    """A point in WGS 84: **longitude first, then latitude**, here and everywhere in Cordon.

    Attributes:
        lon: Degrees east, -180 to 180.
        lat: Degrees north, -90 to 90.

    A degree below `SPECK_DEGREES` becomes zero.

    Raises:
        PlaceError: One of the two is not a finite number or is out of range.
    """

    lon: float
    lat: float

    def __post_init__(self) -> None:
        for field, value in (("lon", self.lon), ("lat", self.lat)):
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise PlaceError(field, f"{value!r} is not a finite number")
            if 0 < abs(value) < SPECK_DEGREES:
                object.__setattr__(self, field, 0.0)
        if abs(self.lon) > MAX_LON:
            raise PlaceError("lon", f"{self.lon} is outside -180 to 180")
        if abs(self.lat) > MAX_LAT:
            swapped = abs(self.lat) <= MAX_LON and abs(self.lon) <= MAX_LAT
            raise PlaceError("lat", f"{self.lat} is outside -90 to 90", swapped=swapped)


def without_specks(metres: float) -> float:
    """Return a length, or zero where it is less than can be measured."""
    return metres if abs(metres) >= SPECK_METRES else 0.0


def metres_per_degree_at(lat: ArrayLike) -> tuple[NDArray[np.float64], float]:
    """Return the metres in one degree of longitude at `lat` (degrees, any shape), and in one degree of latitude."""
    return METRES_PER_DEGREE * np.cos(np.radians(np.asarray(lat, dtype=np.float64))), METRES_PER_DEGREE


def distances_m(lons: ArrayLike, lats: ArrayLike, lon0: float, lat0: float) -> NDArray[np.float64]:
    """Return the local equirectangular metres from (`lon0`, `lat0`) to each of the points, in their shape."""
    kx, ky = metres_per_degree_at(lat0)
    dx = (np.asarray(lons, dtype=np.float64) - lon0) * kx
    dy = (np.asarray(lats, dtype=np.float64) - lat0) * ky
    return np.hypot(dx, dy)


def distances_to_m(lons: ArrayLike, lats: ArrayLike, geometries: ArrayLike) -> NDArray[np.float64]:
    """Return the metres from point *i* to geometry *i*; 0 where the geometry covers the point.

    This is the project's one formula for "metres from a place to a shape". The shape is put into a plane whose
    origin is the place (lon0, lat0) and whose unit is the metre::

        x = (lon - lon0) * M * cos(lat0)      y = (lat - lat0) * M      M = METRES_PER_DEGREE

    and the planar distance from the origin is taken. SQL says the same, with kx = M * cos(radians(lat0))::

        ST_Distance(ST_Affine(shape, kx, 0, 0, M, -kx * lon0, -M * lat0),
                    ST_SetSRID(ST_MakePoint(0, 0), ST_SRID(shape)))

    Against the ellipsoid it is off by less than 1 % within 20 km up to 60 degrees of latitude. The antimeridian is
    not crossed.

    Args:
        lons: Longitudes, shape (n,).
        lats: Latitudes, shape (n,).
        geometries: Shapely geometries, shape (n,).

    Returns:
        Metres, float64, shape (n,).
    """
    shapes: NDArray[np.object_] = np.array(geometries, dtype=np.object_).ravel()
    if len(shapes) == 0:
        return np.empty(0)
    coordinates, owner = shapely.get_coordinates(shapes, return_index=True)
    lat0 = np.asarray(lats, dtype=np.float64).ravel()
    kx, ky = metres_per_degree_at(lat0)
    coordinates[:, 0] = (coordinates[:, 0] - np.asarray(lons, dtype=np.float64).ravel()[owner]) * kx[owner]
    coordinates[:, 1] = (coordinates[:, 1] - lat0[owner]) * ky
    metres: NDArray[np.float64] = shapely.distance(shapely.set_coordinates(shapes, coordinates), _ORIGIN)
    return metres


def distance_m(place: Place, geometry: BaseGeometry) -> float:
    """Return the metres from `place` to `geometry` by the formula of `distances_to_m`; 0 when it covers the place."""
    shapes: Any = np.array([geometry], dtype=np.object_)
    return float(distances_to_m([place.lon], [place.lat], shapes)[0])


_ORIGIN: Final = shapely.Point(0, 0)
