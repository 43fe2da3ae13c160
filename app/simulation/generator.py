"""Makes a storm from a seed: where it hits, what it breaks, what is closed off, and whose phone is out.

Faults come as a cluster process: a few that begin it, spread over the storm with its height in the first third, and
others that follow near them in place and time, as trees fall and overloaded neighbours give way. Customers are
heavy-tailed. Nothing in it depends on how anybody dispatches.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import shapely
from shapely import MultiPolygon, Point, Polygon

from app.simulation.chance import Chance
from app.simulation.storm import Call, Outage, Squad, Storm, StormZone
from geo.places import Place, metres_per_degree_at

STARTS_AT = datetime(2026, 9, 27, 18, 0, tzinfo=UTC)
"""One o'clock in the night in Đà Nẵng, as storms do."""
HEIGHT, WIDTH, LAST = 0.25, 0.2, 0.8
"""When most faults come, how spread around it, and when the last one does; shares of the storm."""
FOLLOWERS = 0.55
"""Share of the faults that follow another one."""
FOLLOW_M, FOLLOW_S = 700.0, 1500.0
"""How far and how long after it; scale of a normal and of an exponential spread."""
ZONE_M = (500.0, 1100.0)
"""Radius of a zone when it begins."""
GROWTH = 1.5
CABLE_SHARE = 0.12
"""Of faults, those that need a crew which joins cables."""
SILENCE_S = (900.0, 4500.0)
_CORNERS = 24


@dataclass(frozen=True)
class Size:
    """How big a storm is asked for."""

    hours: float = 6.0
    tickets: int = 40
    crews: int = 8
    zones: int = 3
    silent_share: float = 0.25
    """Share of crews whose phone reaches nobody for a while."""


@dataclass(frozen=True)
class _Kind:
    asset: str | None
    share: float
    customers: float
    tail: float
    """Spread of the lognormal around ``customers``; the bigger, the heavier the tail."""
    minutes: float
    site: str | None = None
    hazards: tuple[str, ...] = ()


_KINDS = (
    _Kind("main_feeder", 0.10, 700, 0.8, 75),
    _Kind("lateral", 0.28, 90, 0.9, 55),
    _Kind("transformer", 0.24, 60, 0.7, 50),
    _Kind("service", 0.24, 1, 0.0, 35),
    _Kind("lateral", 0.07, 120, 0.8, 60, site="hospital"),
    _Kind("lateral", 0.07, 40, 0.8, 40, hazards=("wire_down",)),
)
_HAZARDS = ("infectious_human", "flood", "infectious_human")


def generate(seed: int, size: Size, territory: MultiPolygon) -> Storm:
    """Make a storm over a territory; the same arguments give the same storm."""
    chance = Chance(seed)
    spots = _spots(chance, size, territory)
    calls = tuple(make_call(chance, f"C{number:04d}", at_s, place) for number, (at_s, place) in enumerate(spots, 1))
    return dress(seed, size, STARTS_AT, territory, calls)


def dress(seed: int, size: Size, starts_at: datetime, territory: MultiPolygon, calls: tuple[Call, ...]) -> Storm:
    """Add crews, zones and silences to the faults of a storm, wherever those come from."""
    chance = Chance(seed)
    squads = tuple(_squad(chance, number, territory) for number in range(1, size.crews + 1))
    zones = tuple(_zone(chance, number, size, calls) for number in range(size.zones if calls else 0))
    silent = {squad.code: _silences(chance, squad.code, size) for squad in squads}
    return Storm(seed, starts_at, size.hours, territory, calls, squads, zones, silent)


def _spots(chance: Chance, size: Size, territory: MultiPolygon) -> list[tuple[float, Place]]:
    """Times and places of all faults, by time."""
    draw = chance.of("spots")
    last_s = size.hours * 3600 * LAST
    spots: list[tuple[float, Place]] = []
    while len(spots) < size.tickets:
        if spots and draw.random() < FOLLOWERS:
            at_s, near = spots[int(draw.integers(len(spots)))]
            at_s += draw.exponential(FOLLOW_S)
            place = _near(draw, near, FOLLOW_M)
        else:
            at_s = size.hours * 3600 * draw.normal(HEIGHT, WIDTH)
            place = anywhere(draw, territory)
        if 0 <= at_s <= last_s and territory.covers(Point(place.lon, place.lat)):
            spots.append((float(at_s), place))
    return sorted(spots, key=lambda spot: (spot[0], spot[1].lon))


def make_call(chance: Chance, key: str, at_s: float, place: Place, customers: int | None = None) -> Call:
    """A fault: what broke, how many it hits, how long it takes, and what the agent writes down of that."""
    draw = chance.of("call", key)
    kind = _KINDS[int(draw.choice(len(_KINDS), p=[each.share for each in _KINDS]))]
    if customers is not None:
        kind = _kind_for(customers)
    hit = customers if customers is not None else max(1, round(kind.customers * draw.lognormal(0.0, kind.tail)))
    planned = max(15, round(kind.minutes * draw.lognormal(0.0, 0.25) / 5) * 5)
    return Call(
        key=key,
        at_s=at_s,
        place=place,
        customers=hit,
        work_type="customer_repair" if kind.asset == "service" else "fault_repair",
        asset_kind=kind.asset,
        site_kind=kind.site,
        hazards=kind.hazards,
        skills=("cable",) if draw.random() < CABLE_SHARE else (),
        planned_minutes=planned,
        service_s=float(planned * 60 * draw.lognormal(0.0, 0.3)),
    )


def _kind_for(customers: int) -> _Kind:
    """What must have broken for so many to be without supply."""
    asset = "service" if customers <= 1 else "main_feeder" if customers >= 400 else "lateral"  # noqa: PLR2004
    return next(kind for kind in _KINDS if kind.asset == asset)


def _squad(chance: Chance, number: int, territory: MultiPolygon) -> Squad:
    """Every second crew joins cables as well; three people in every third."""
    base = anywhere(chance.of("base", number), territory)
    skills = ("lines", "cable") if number % 2 else ("lines",)
    return Squad(f"S{number:02d}", base, 3 if number % 3 == 0 else 2, skills)


def _zone(chance: Chance, number: int, size: Size, calls: tuple[Call, ...]) -> StormZone:
    """A zone around a fault of the storm, so that there is work in it."""
    draw = chance.of("zone", number)
    middle = calls[int(draw.integers(len(calls)))].place
    radius_m, whole_s = float(draw.uniform(*ZONE_M)), size.hours * 3600
    begins_s = float(draw.uniform(0.0, 0.3)) * whole_s
    grows_s = begins_s + float(draw.uniform(0.15, 0.3)) * whole_s
    ends_s = max(grows_s + 60, float(draw.uniform(0.7, 0.95)) * whole_s)
    area, grown = disc(middle, radius_m), disc(middle, radius_m * GROWTH)
    return StormZone(f"Z{number + 1}", _HAZARDS[number % len(_HAZARDS)], area, begins_s, ends_s, grows_s, grown)


def _silences(chance: Chance, code: str, size: Size) -> tuple[Outage, ...]:
    draw = chance.of("silence", code)
    if draw.random() >= size.silent_share:
        return ()
    begins_s = float(draw.uniform(0.1, 0.7)) * size.hours * 3600
    return (Outage(begins_s, begins_s + float(draw.uniform(*SILENCE_S))),)


def disc(middle: Place, radius_m: float) -> MultiPolygon:
    """A circle as a polygon of 24 corners."""
    per_lon, per_lat = (float(metres) for metres in metres_per_degree_at(middle.lat))
    turns = np.linspace(0.0, 2 * np.pi, _CORNERS, endpoint=False)
    lons, lats = middle.lon + radius_m * np.cos(turns) / per_lon, middle.lat + radius_m * np.sin(turns) / per_lat
    return MultiPolygon([Polygon(np.round(np.column_stack([lons, lats]), 6))])


def anywhere(draw: np.random.Generator, territory: MultiPolygon) -> Place:
    """A place in a territory, all equally likely."""
    west, south, east, north = territory.bounds
    shapely.prepare(territory)
    while True:
        place = Place(float(draw.uniform(west, east)), float(draw.uniform(south, north)))
        if territory.covers(Point(place.lon, place.lat)):
            return place


def _near(draw: np.random.Generator, place: Place, scale_m: float) -> Place:
    per_lon, per_lat = (float(metres) for metres in metres_per_degree_at(place.lat))
    east, north = draw.normal(0.0, scale_m, 2)
    return Place(float(place.lon + east / per_lon), float(place.lat + north / per_lat))
