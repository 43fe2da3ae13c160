"""Where a phone that gives its place now and then crossed the border of an area: between two fixes, too.

A fix is a circle, not a point: only one that lies inside with all of its circle, or outside with all of it, says on
which side the phone was. A crossing lies between two such fixes; what they have between them is the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crossings import CrossedZone, Crossing, find_crossings
from geo.places import Place, distance_m, distances_m

LONGEST_GAP: Final = timedelta(minutes=10)
"""Over a longer gap the straight line between two fixes outside says nothing of where the phone was."""

Kind = Literal["entered", "left", "passed"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """Where a phone was at one moment, to so many metres."""

    place: Place
    accuracy_m: float
    at: datetime


@dataclass(frozen=True, slots=True)
class BorderCrossing:
    """One crossing of an area's border.

    Attributes:
        kind: It entered, left, or passed right through between two fixes outside.
        at: When it was at the border, as far as the way between the two fixes tells.
        place: Where.
        before: The last fix that was surely on the one side.
        after: The first one that was surely on the other; of what passed, the first outside again.
        seen_until: Of what entered: the last fix that was surely inside.
    """

    kind: Kind
    at: datetime
    place: Place
    before: Fixed
    after: Fixed
    seen_until: datetime


def side_of(fix: Fixed, area: BaseGeometry) -> Literal["inside", "outside", "unsure"]:
    """Tell on which side of the border a fix surely is."""
    off_m = distance_m(fix.place, area)
    if off_m > 0:
        return "outside" if off_m > fix.accuracy_m else "unsure"
    return "inside" if distance_m(fix.place, area.boundary) >= fix.accuracy_m else "unsure"


def border_crossings(fixes: Sequence[Fixed], area: BaseGeometry) -> tuple[BorderCrossing, ...]:
    """Return every crossing of an area's border, in the order of time.

    Args:
        fixes: In the order of time.
        area: Polygon or multipolygon, WGS 84.
    """
    sides = [side_of(fix, area) for fix in fixes]
    sure = [index for index, side in enumerate(sides) if side != "unsure"]
    found = [
        crossing
        for begin, end in pairwise(sure)
        for crossing in _between(fixes[begin : end + 1], sides[begin] == "inside", sides[end] == "inside", area)
    ]
    return tuple(_seen(crossing, fixes, sides) for crossing in found)


def _between(
    way: Sequence[Fixed],
    was_inside: bool,
    is_inside: bool,
    area: BaseGeometry,
) -> Iterator[BorderCrossing]:
    """What happened between two fixes that are sure, the unsure ones between them being on the way."""
    first, last = way[0], way[-1]
    if was_inside and is_inside:
        return
    if was_inside != is_inside:
        place, at = _at_border(way, area, entering=is_inside)
        yield BorderCrossing("entered" if is_inside else "left", at, place, first, last, at)
    elif last.at - first.at <= LONGEST_GAP and (met := _passed(way, area)) is not None:
        yield BorderCrossing("passed", met[1], met[0], first, last, met[1])


def _at_border(way: Sequence[Fixed], area: BaseGeometry, *, entering: bool) -> tuple[Place, datetime]:
    """Where and when the way meets the border: the first time when it enters, the last time when it leaves."""
    stays = _stays(way, area)
    if not stays:  # two fixes at one place, of which one is surely in and the other surely out, cannot be
        return way[-1].place, way[-1].at
    at_m = stays[0].entry_m if entering else stays[-1].exit_m
    return (stays[0].entry if entering else stays[-1].exit), _time_at(way, at_m)


def _passed(way: Sequence[Fixed], area: BaseGeometry) -> tuple[Place, datetime] | None:
    """Where and when a way between two fixes outside came in, if it led deeper than the fixes may be off."""
    doubt_m = max(fix.accuracy_m for fix in way)
    for stay in _stays(way, area):
        middle = _time_at(way, (stay.entry_m + stay.exit_m) / 2)
        if distance_m(_place_at(way, middle), area.boundary) > doubt_m:
            return stay.entry, _time_at(way, stay.entry_m)
    return None


def _stays(way: Sequence[Fixed], area: BaseGeometry) -> tuple[Crossing[int], ...]:
    points = np.array([[fix.place.lon, fix.place.lat] for fix in way], dtype=np.float64)
    if not shapely.intersects(area, shapely.linestrings(points)):
        return ()
    return find_crossings(points, [CrossedZone(0, area)])


def _metres(way: Sequence[Fixed]) -> list[float]:
    steps = [
        float(distances_m(two.place.lon, two.place.lat, one.place.lon, one.place.lat)) for one, two in pairwise(way)
    ]
    return [0.0, *np.cumsum(steps).tolist()]


def _time_at(way: Sequence[Fixed], at_m: float) -> datetime:
    """When so many metres were behind, at an even pace between each two fixes."""
    seconds = [(fix.at - way[0].at).total_seconds() for fix in way]
    return way[0].at + timedelta(seconds=float(np.interp(at_m, _metres(way), seconds)))


def _place_at(way: Sequence[Fixed], at: datetime) -> Place:
    seconds = [(fix.at - way[0].at).total_seconds() for fix in way]
    now = (at - way[0].at).total_seconds()
    lon, lat = (float(np.interp(now, seconds, [getattr(fix.place, axis) for fix in way])) for axis in ("lon", "lat"))
    return Place(lon, lat)


def _seen(crossing: BorderCrossing, fixes: Sequence[Fixed], sides: Sequence[str]) -> BorderCrossing:
    """Say until when what entered was seen inside."""
    if crossing.kind != "entered":
        return crossing
    until = crossing.at
    for fix, side in zip(fixes, sides, strict=True):
        if fix.at < crossing.after.at:
            continue
        if side == "outside":
            break
        until = fix.at if side == "inside" else until
    return BorderCrossing(crossing.kind, crossing.at, crossing.place, crossing.before, crossing.after, until)
