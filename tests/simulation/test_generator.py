"""Storms from a seed and from a file: the same for everybody, inside the territory, of the size asked for."""

import gzip
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from shapely import MultiPolygon, Point, box

from app.errors import InvalidError
from app.simulation.generator import LAST, Size, generate
from app.simulation.outages import choose, read_file, read_storm
from tests.support.real_data import OUTAGES, find_folder

AREA = MultiPolygon([box(108.0, 16.0, 108.2, 16.1)])
SIZE = Size(hours=4, tickets=30, crews=5, zones=2, silent_share=0.5)


def test_the_same_seed_gives_the_same_storm_and_another_one_another() -> None:
    assert generate(7, SIZE, AREA) == generate(7, SIZE, AREA)
    assert generate(7, SIZE, AREA).calls != generate(8, SIZE, AREA).calls


def test_a_storm_has_the_size_asked_for_and_lies_in_the_territory() -> None:
    storm = generate(1, SIZE, AREA)
    assert (len(storm.calls), len(storm.squads), len(storm.zones)) == (30, 5, 2)
    assert all(AREA.covers(Point(each.place.lon, each.place.lat)) for each in storm.calls)
    assert all(0 <= each.at_s <= 4 * 3600 * LAST for each in storm.calls)
    assert [each.at_s for each in storm.calls] == sorted(each.at_s for each in storm.calls)


def test_zones_lie_where_there_is_work_grow_and_end() -> None:
    storm = generate(1, SIZE, AREA)
    for zone in storm.zones:
        assert any(zone.area.covers(Point(each.place.lon, each.place.lat)) for each in storm.calls)
        assert zone.grown is not None
        assert zone.grows_s is not None
        assert zone.grown.covers(zone.area)
        assert 0 <= zone.begins_s < zone.grows_s < zone.ends_s < 4 * 3600


def test_more_crews_do_not_change_the_faults() -> None:
    assert generate(3, SIZE, AREA).calls == generate(3, Size(hours=4, tickets=30, crews=9, zones=2), AREA).calls


def _feature(key: str, start: str, lon: float, customers: str = "12") -> dict[str, Any]:
    told = {"EVENT_ID": key, "START": start, "CUSTOMERS_AFFECTED": customers}
    parts = [{"type": "Point", "coordinates": [lon, -28.0]}]
    return {"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": parts}, "properties": told}


def test_a_file_of_deltas_tells_each_fault_once_and_by_time(tmp_path: Path) -> None:
    lines = [
        {"t": "x", "upsert": [_feature("B", "8:05AM 07 Mar 2025", 153.1), _feature("A", "7:06AM 07 Mar 2025", 153.0)]},
        {"t": "y", "upsert": [_feature("B", "8:05AM 07 Mar 2025", 153.1, "99")], "remove": ["A"]},
    ]
    path = tmp_path / "storm.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(each) for each in lines).encode()))
    found = read_file(path)
    assert [(each.key, each.customers, each.place.lon) for each in found] == [("A", 12, 153.0), ("B", 12, 153.1)]
    assert found[1].at - found[0].at == timedelta(minutes=59)


def test_of_too_many_faults_the_busiest_hours_and_the_densest_spot_are_taken(tmp_path: Path) -> None:
    features = [_feature("old", "7:00AM 01 Mar 2025", 153.0)]
    features += [_feature(f"far{at}", "7:00AM 07 Mar 2025", 140.0 + at) for at in range(4)]
    features += [_feature(f"near{at}", f"7:0{at}AM 07 Mar 2025", 153.0 + at / 1000) for at in range(3)]
    path = tmp_path / "storm.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    chosen = choose(read_file(path), Size(hours=1, tickets=3))
    assert [each.key for each in chosen] == ["near0", "near1", "near2"]


@pytest.mark.parametrize("content", ["", "{}", '{"features": []}', '{"features": [{"properties": {}}]}', "[1]"])
def test_a_file_without_faults_is_refused_with_a_remedy(tmp_path: Path, content: str) -> None:
    path = tmp_path / "storm.geojson"
    path.write_text(content)
    with pytest.raises(InvalidError) as refused:
        read_file(path)
    assert refused.value.errors[0].remedy


def test_a_real_cyclone_becomes_a_storm() -> None:
    storm = read_storm(find_folder() / OUTAGES, 1, Size(tickets=40))
    assert len(storm.calls) == 40
    assert all(storm.territory.covers(Point(each.place.lon, each.place.lat)) for each in storm.calls)
    assert storm.customers > 40
