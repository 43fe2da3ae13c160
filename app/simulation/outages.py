"""A storm that really was: the faults of a utility's outage map, as a file of GeoJSON or of deltas.

Each fault has a place, customers and a beginning; what broke and how long the work takes is drawn, as such files do not
tell. Of a file that holds more than is asked for, the busiest span of time is taken, and in it the densest spot.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from shapely import MultiPoint, MultiPolygon, Polygon
from shapely.geometry import shape

from app.errors import InvalidError
from app.simulation.chance import Chance
from app.simulation.generator import LAST, Size, dress, make_call
from app.simulation.storm import Storm
from geo.places import Place, PlaceError
from geo.travel import great_circle_m

_WHEN = "%I:%M%p %d %b %Y"
_AROUND_DEGREES = 0.02
"""The territory reaches this far beyond the outermost fault."""
_MOST_LINES = 100_000


@dataclass(frozen=True)
class Reported:
    """One fault of the file. Its time is the utility's own; only differences count."""

    key: str
    at: datetime
    place: Place
    customers: int


def read_storm(path: Path, seed: int, size: Size) -> Storm:
    """Make a storm of a file's faults; crews, zones and silences are drawn around them.

    Raises:
        InvalidError: the file cannot be read, or holds no faults with place and beginning.
    """
    chosen = choose(read_file(path), size)
    begins_at = min(each.at for each in chosen)
    chance = Chance(seed)
    calls = tuple(
        make_call(chance, each.key, (each.at - begins_at).total_seconds(), each.place, each.customers)
        for each in chosen
    )
    return dress(seed, size, begins_at, territory_around(chosen), calls)


def read_file(path: Path) -> list[Reported]:
    """All faults of a file, each once, by time.

    Raises:
        InvalidError: it cannot be read, or holds none.
    """
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        features = list(_features(raw.decode("utf-8"), deltas=".jsonl" in path.suffixes))
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        remedy = "give GeoJSON of points with START and CUSTOMERS_AFFECTED, or lines of {t, upsert, remove}"
        raise InvalidError.of("outages", "file", f"{path} cannot be read: {error}", remedy) from error
    found = {each.key: each for each in reversed(list(_reported(features)))}
    if not found:
        raise InvalidError.of("outages", "file", f"{path} holds no fault with place and START", "give another file")
    return sorted(found.values(), key=lambda each: (each.at, each.key))


def _features(content: str, *, deltas: bool) -> Iterator[Mapping[str, Any]]:
    if not deltas:
        yield from json.loads(content)["features"]
        return
    for line in content.splitlines()[:_MOST_LINES]:
        yield from json.loads(line).get("upsert", ()) if line.strip() else ()


def _reported(features: Iterable[Mapping[str, Any]]) -> Iterator[Reported]:
    """Those of the features that tell all that is needed."""
    for feature in features:
        told = feature["properties"]
        try:
            at = datetime.strptime(told["START"], _WHEN).replace(tzinfo=UTC)
            customers = max(1, int(told["CUSTOMERS_AFFECTED"]))
            yield Reported(str(told["EVENT_ID"]), at, _place(feature["geometry"]), customers)
        except (KeyError, ValueError, TypeError, PlaceError):
            continue


def _place(geometry: Mapping[str, Any]) -> Place:
    """The point of a geometry, or a point in it."""
    parts = geometry.get("geometries", [geometry])
    point = next((each for each in parts if each["type"] == "Point"), None)
    if point is not None:
        return Place(*point["coordinates"][:2])
    inside = shape(parts[0]).representative_point()
    return Place(inside.x, inside.y)


def choose(reported: Sequence[Reported], size: Size) -> list[Reported]:
    """At most as many as asked for: in the span of time that holds most, those closest together."""
    span_s = size.hours * 3600 * LAST
    seconds = np.array([each.at.timestamp() for each in reported])
    ends = np.searchsorted(seconds, seconds + span_s, side="right")
    begin = int(np.argmax(ends - np.arange(len(seconds))))
    during = list(reported[begin : int(ends[begin])])
    if len(during) <= size.tickets:
        return during
    places = [[each.place.lon, each.place.lat] for each in during]
    metres = great_circle_m(places, places)
    middle = int(np.argmin(np.sort(metres, axis=1)[:, size.tickets - 1]))
    near = sorted(np.argsort(metres[middle], kind="stable")[: size.tickets])
    return [during[int(at)] for at in near]


def territory_around(reported: Sequence[Reported]) -> MultiPolygon:
    """What the utility serves: the hull of all faults, and some way around it."""
    hull = MultiPoint([(each.place.lon, each.place.lat) for each in reported]).convex_hull
    around = hull.buffer(_AROUND_DEGREES, quad_segs=4)
    if not isinstance(around, Polygon):
        raise TypeError(f"a hull's surroundings are {around.geom_type}")
    return MultiPolygon([around])
