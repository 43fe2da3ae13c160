"""The outages of a real cyclone, told by callers who do not know their transformer: are they put together again?"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from shapely import Point, Polygon
from shapely.geometry import shape

from geo.grouping import DEFAULT_RULES, Found, group_reports
from geo.places import Place
from geo.reports import Report, describe
from tests.support.real_data import OUTAGES, find_folder, unpack

Called = dict[UUID, tuple[str, Report]]
"""Of each call the outage that it is about."""


@pytest.fixture(scope="module")
def calls() -> Called:
    """One customer in ten calls, twelve at most, within the first hour and from within the area that is out."""
    chance, found = random.Random(1), {}  # noqa: S311 - the same calls every time
    for outage in unpack(find_folder() / OUTAGES)["features"]:
        said = outage["properties"]
        began = datetime.strptime(said["START"], "%I:%M%p %d %b %Y").replace(tzinfo=UTC)
        for place in _places(chance, outage["geometry"], min(12, 1 + int(said["CUSTOMERS_AFFECTED"]) // 10)):
            key = UUID(int=len(found))
            at = began + timedelta(minutes=min(60, chance.expovariate(1 / 15)))
            found[key] = (said["EVENT_ID"], Report(key, place, at, customers=1))
    return found


def _places(chance: random.Random, told: dict[str, Any], count: int) -> Iterator[Place]:
    parts = [shape(each) for each in told.get("geometries", [told])]
    area = next((part for part in parts if isinstance(part, Polygon)), parts[0].buffer(0.0005))
    west, south, east, north = area.bounds
    while count:
        point = Point(chance.uniform(west, east), chance.uniform(south, north))
        if area.contains(point):
            count -= 1
            yield Place(point.x, point.y)


def test_by_density_alone_calls_about_one_outage_come_together(calls: Called) -> None:
    groups = group_reports([report for _, report in calls.values()])
    pure = [found for found in groups if len(_outages(found, calls)) == 1]
    assert len(groups) > 250
    assert len(pure) > 0.9 * len(groups)
    for found in groups:
        assert describe([calls[key][1] for key, _ in found.joined], "area", None).radius_m <= DEFAULT_RULES.widest_m


def test_where_the_transformer_is_known_every_outage_is_one_group(calls: Called) -> None:
    known = [Report(key, call.place, call.at, transformer=outage) for key, (outage, call) in calls.items()]
    groups = group_reports(known)
    told = Counter(outage for outage, _ in calls.values())
    several = {outage for outage, count in told.items() if count > 1}
    assert {outage for found in groups for outage in _outages(found, calls)} == several
    assert len(groups) == len(several)


def _outages(found: Found, calls: Called) -> set[str]:
    return {calls[key][0] for key, _ in found.joined}
