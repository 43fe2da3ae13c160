"""Reads positions, rings and polygons out of GeoJSON `coordinates`, and judges their numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.faults import ShapeCode, ShapeError
from geo.places import MAX_LAT, MAX_LON

_TYPE_NAMES: Final = {dict: "an object", str: "text", type(None): "null", bool: "true or false"}

SWAP_REMEDY: Final = "Write longitude first, then latitude."


class Box(NamedTuple):
    """An axis-parallel area in degrees."""

    west: float
    south: float
    east: float
    north: float

    def swapped(self) -> Box:
        """Return the box with its axes exchanged."""
        return Box(self.south, self.west, self.north, self.east)

    def meets(self, other: Box) -> bool:
        """Return whether the two boxes share a point."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def within(self, other: Box) -> bool:
        """Return whether this box lies in `other`, its edge included."""
        return (
            other.west <= self.west
            and self.east <= other.east
            and other.south <= self.south
            and self.north <= other.north
        )


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring of positions, and where it stood.

    Attributes:
        path: Such as `geometry.coordinates[0]`.
        positions: Longitudes and latitudes, float64, shape (n, 2).
        lone: True for a Point's single position, whose path has no index.
    """

    path: str
    positions: NDArray[np.float64]
    lone: bool = False

    def path_of(self, index: int) -> str:
        """Return the path of one position."""
        return self.path if self.lone else f"{self.path}[{index}]"


class PositionReader:
    """Reads positions under one rule for third coordinates, and counts those it dropped.

    Attributes:
        flattened: How many positions lost a third coordinate.
    """

    def __init__(self, *, flatten_z: bool) -> None:
        self._flatten_z = flatten_z
        self.flattened = 0

    def polygon(self, value: object, path: str) -> list[Ring]:
        """Return the rings of one polygon, shell first.

        Raises:
            ShapeError: not_an_array, empty, not_a_number, third_coordinate, too_few_points, unclosed_ring.
        """
        return [self._ring(ring, f"{path}[{i}]") for i, ring in enumerate(filled_array(value, path))]

    def position(self, value: object, path: str) -> tuple[float, float]:
        """Return one longitude and latitude as they stand.

        Raises:
            ShapeError: not_an_array, empty, not_a_number, third_coordinate.
        """
        numbers = filled_array(value, path)
        if len(numbers) == 1:
            raise ShapeError(
                ShapeCode.NOT_A_NUMBER, f"{path}[1]", "the latitude is missing", "Give longitude and latitude."
            )
        lon, lat = _number(numbers[0], path, 0), _number(numbers[1], path, 1)
        if len(numbers) > 2:  # noqa: PLR2004 - longitude and latitude are two
            if not self._flatten_z:
                detail = f"has {len(numbers)} coordinates; heights are not kept"
                raise ShapeError(ShapeCode.THIRD_COORDINATE, path, detail, "Give longitude and latitude only.")
            self.flattened += 1
        return lon, lat

    def _ring(self, value: object, path: str) -> Ring:
        read = [self.position(position, f"{path}[{i}]") for i, position in enumerate(filled_array(value, path))]
        if len(read) < 3:  # noqa: PLR2004 - a triangle has three corners
            raise _too_few(path, len(read))
        if read[0] != read[-1]:
            detail = f"starts at {list(read[0])} and ends at {list(read[-1])}"
            raise ShapeError(ShapeCode.UNCLOSED_RING, path, detail, "Repeat the first position at the end of the ring.")
        if len(read) < 4:  # noqa: PLR2004 - a triangle, closed
            raise _too_few(path, len(read))
        return Ring(path, np.array(read, dtype=np.float64))


def filled_array(value: object, path: str) -> Sequence[Any]:
    """Return `value` when it is an array with something in it.

    Raises:
        ShapeError: not_an_array, empty.
    """
    if not isinstance(value, list | tuple):
        found = _TYPE_NAMES.get(type(value), f"the number {value!r}")
        raise ShapeError(ShapeCode.NOT_AN_ARRAY, path, f"is {found}, not an array", "Check the geometry's type.")
    if not value:
        raise ShapeError(ShapeCode.EMPTY, path, "is empty", "Give at least one position, or leave the shape out.")
    return value


def check_numbers(rings: Sequence[Ring], expected_area: Box | None) -> None:
    """Judge the numbers of all rings of a shape: range, order of the axes, position against the expected area.

    Raises:
        ShapeError: swapped_axes, out_of_range.
    """
    everything = np.concatenate([ring.positions for ring in rings])
    low, high = everything.min(axis=0), everything.max(axis=0)
    box = Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    world = Box(-MAX_LON, -MAX_LAT, MAX_LON, MAX_LAT)
    if not box.within(world):
        ring, index = _first_outside(rings)
        raise _outside(ring.path_of(index), *ring.positions[index].tolist(), swapped=box.swapped().within(world))
    if expected_area and not box.meets(expected_area) and box.swapped().within(expected_area):
        detail = f"{everything[0].tolist()} lies outside the expected area, and inside it when the axes are exchanged"
        raise ShapeError(ShapeCode.SWAPPED_AXES, rings[0].path_of(0), detail, SWAP_REMEDY)


def _first_outside(rings: Sequence[Ring]) -> tuple[Ring, int]:
    for ring in rings:
        bad = np.flatnonzero((np.abs(ring.positions) > (MAX_LON, MAX_LAT)).any(axis=1))
        if len(bad):
            return ring, int(bad[0])
    raise AssertionError("called only when a position is outside")


def _outside(path: str, lon: float, lat: float, *, swapped: bool) -> ShapeError:
    if swapped:
        detail = f"[{lon}, {lat}] has a latitude beyond 90 degrees; the axes look swapped"
        return ShapeError(ShapeCode.SWAPPED_AXES, path, detail, SWAP_REMEDY)
    detail = f"[{lon}, {lat}] is outside longitude -180 to 180, latitude -90 to 90"
    remedy = "Give degrees in WGS 84 (EPSG:4326); numbers in metres must be reprojected first."
    return ShapeError(ShapeCode.OUT_OF_RANGE, path, detail, remedy)


def _number(value: object, path: str, index: int) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:  # JSON knows integers of any size
            number = math.inf
        if math.isfinite(number):
            return number
    found = "an array" if isinstance(value, list | tuple) else repr(value)[:40]
    remedy = "Check the nesting against the geometry's type." if found == "an array" else "Give a finite number."
    raise ShapeError(ShapeCode.NOT_A_NUMBER, f"{path}[{index}]", f"is {found}, not a finite number", remedy)


def _too_few(path: str, count: int) -> ShapeError:
    detail = f"has {count} positions; a ring needs at least 4, the last repeating the first"
    return ShapeError(ShapeCode.TOO_FEW_POINTS, path, detail, "Give three corners or more, or send a point instead.")
