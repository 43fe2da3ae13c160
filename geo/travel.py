"""How long it takes to get from many places to many others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.places import EARTH_RADIUS_M

UNREACHABLE_SECONDS: Final = int(np.iinfo(np.int32).max)
"""Travel time of a pair without a way; never added to anything."""


class Travel(Protocol):
    """A source of travel times: straight lines, a road network in memory, a routing server."""

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """Return the travel times of every pair.

        Args:
            origins: Longitudes and latitudes, shape (n, 2).
            destinations: Longitudes and latitudes, shape (m, 2).

        Returns:
            Whole seconds, shape (n, m); `UNREACHABLE_SECONDS` where there is no way.
        """
        ...


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Travel as the great circle, stretched by how much longer roads are, at one speed.

    Attributes:
        speed_kmh: Mean speed on the road, kilometres per hour.
        circuity: Road length divided by great-circle length, 1 or more.

    Raises:
        ValueError: The speed is not above 0, or the circuity is below 1.
    """

    speed_kmh: float = 30.0
    circuity: float = 1.3

    def __post_init__(self) -> None:
        if not 0 < self.speed_kmh < np.inf:
            raise ValueError(f"speed_kmh must be above 0, not {self.speed_kmh}")
        if not 1 <= self.circuity < np.inf:
            raise ValueError(f"circuity must be 1 or more, not {self.circuity}")

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """Return the travel times of every pair, rounded up to whole seconds; see `Travel.seconds`."""
        metres = great_circle_m(origins, destinations) * self.circuity
        seconds = np.ceil(metres / (self.speed_kmh / 3.6))
        return np.minimum(seconds, UNREACHABLE_SECONDS - 1).astype(np.int32)


def great_circle_m(origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.float64]:
    """Return the great-circle metres of every pair (haversine on the mean sphere).

    Args:
        origins: Longitudes and latitudes, shape (n, 2).
        destinations: Longitudes and latitudes, shape (m, 2).

    Returns:
        Metres, float64, shape (n, m).
    """
    lon_a, lat_a = np.radians(np.asarray(origins, dtype=np.float64).reshape(-1, 2)).T[:, :, None]
    lon_b, lat_b = np.radians(np.asarray(destinations, dtype=np.float64).reshape(-1, 2)).T[:, None, :]
    half_chord = np.sin((lat_b - lat_a) / 2) ** 2
    half_chord = half_chord + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    metres: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
    return metres
