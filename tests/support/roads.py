"""Small road networks whose answers can be counted by hand."""

from collections.abc import Sequence

import numpy as np

from geo.places import METRES_PER_DEGREE, Place
from geo.roads.drawing import Way, draw_edges
from geo.roads.network import RoadNetwork
from geo.roads.profiles import Passage

TWO_WAY = Passage(36, 36)
"""Ten metres a second."""
ONE_WAY = Passage(36, None)

CITY = {
    1: (0, 2), 2: (1, 2), 3: (2, 2),
    4: (0, 1), 5: (1, 1), 6: (2, 1),
    7: (0, 0), 8: (1, 0), 9: (2, 0),
}  # fmt: skip
"""Nine corners, a kilometre apart, on the equator, where a degree is the same in both directions:

    1 - 2 - 3
    |   |   |
    4 - 5 - 6
    |   |   |
    7 - 8 - 9
"""
STREETS = ((1, 2, 3), (4, 5, 6), (7, 8, 9), (1, 4, 7), (2, 5, 8), (3, 6, 9))

KM = 1000 / METRES_PER_DEGREE
"""A kilometre in degrees."""


def corner(number: int, *, east_m: float = 0, north_m: float = 0) -> Place:
    """Return where a corner of the city is, or a place some metres from it."""
    x, y = CITY[number]
    return Place(x * KM + east_m / METRES_PER_DEGREE, y * KM + north_m / METRES_PER_DEGREE)


def network(ways: Sequence[Way], *, within_m: float = 5_000, blocked: frozenset[int] = frozenset()) -> RoadNetwork:
    """Return the network of some ways between the corners of the city."""
    places = {number: (x * KM, y * KM) for number, (x, y) in CITY.items()}
    edges = draw_edges(ways, places, blocked)
    return RoadNetwork.build(edges, np.arange(len(edges.nodes)), within_m=within_m)


def city(*, one_way: Sequence[tuple[int, ...]] = ()) -> RoadNetwork:
    """Return the city: all streets two-way, driven at 10 m/s, but for those named."""
    return network([Way(street, ONE_WAY if street in one_way else TWO_WAY) for street in STREETS])


def points(*places: Place) -> list[tuple[float, float]]:
    """Return places as longitudes and latitudes."""
    return [(place.lon, place.lat) for place in places]
