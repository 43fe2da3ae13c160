"""The real files that the project tests on. They stand beside the checkout and never come into it."""

import gzip
import json
import math
import os
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from shapely import Point, Polygon, box
from shapely.geometry import mapping

from geo.places import metres_per_degree_at

VARIABLE = "CORDON_REAL_DATA"
WARDS = "boundaries/wards_48_da_nang_simplified.geojson.gz"
PROVINCES = "boundaries/provinces34_simplified.geojson.gz"
OUTAGES = "outages/energex_2025-03-10_peak_unplanned.geojson.gz"
CASES = "health/vn_ward_cases_2021.json.gz"
CENTRES = "health/vn_wards_centroids_2021.json.gz"

AROUND_DA_NANG = box(107.8, 15.8, 108.5, 16.3)
_PROVINCES_2021 = ("Đà Nẵng", "Quảng Nam")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
ISOLATION = timedelta(days=14)
"""So long after the last case a ward stayed closed."""


def find_folder() -> Path:
    """Where the files are, or skip: by the environment, beside this checkout, or beside the one it was cloned from."""
    named = os.environ.get(VARIABLE)
    root = Path(__file__).resolve().parents[2]
    found = [Path(named)] if named else [above / "shared" / "data" for above in _above(root)]
    for folder in found:
        if (folder / WARDS).is_file():
            return folder
    pytest.skip(f"the real files stand neither beside this checkout nor where {VARIABLE} says")


def _above(root: Path) -> Iterator[Path]:
    yield from root.parents
    origin = subprocess.run(
        ["git", "-C", str(root), "config", "--get", "remote.origin.url"], capture_output=True, text=True, check=False
    )
    cloned_from = Path(origin.stdout.strip().removeprefix("file://") or "/")
    if cloned_from.is_absolute():
        yield from cloned_from.parents


def unpack(path: Path) -> Any:
    """The JSON of a packed file."""
    with gzip.open(path) as packed:
        return json.load(packed)


@dataclass(frozen=True)
class Outbreak:
    """The cases of one ward, as the newspapers of 2021 told them day by day."""

    ward: str
    district: str
    centre: Point
    cases: tuple[tuple[datetime, int], ...]

    def known_on(self, day: datetime) -> "Outbreak | None":
        """What was known on a day; None before the first case."""
        told = tuple(each for each in self.cases if each[0] <= day)
        return Outbreak(self.ward, self.district, self.centre, told) if told else None

    @property
    def begins(self) -> datetime:
        """The first case."""
        return self.cases[0][0]

    @property
    def ends(self) -> datetime:
        """When the ward opened again."""
        return self.cases[-1][0] + ISOLATION

    @property
    def shape(self) -> Polygon:
        """A circle around the ward's centre, the wider the more cases there were."""
        radius_m = 300 + 100 * math.sqrt(sum(count for _, count in self.cases))
        lon, lat = self.centre.x, self.centre.y
        per_lon, per_lat = (float(metres) for metres in metres_per_degree_at(lat))
        steps = [2 * math.pi * step / 48 for step in range(48)]
        return Polygon(
            [
                (round(lon + radius_m * math.cos(a) / per_lon, 6), round(lat + radius_m * math.sin(a) / per_lat, 6))
                for a in steps
            ]
        )


def list_outbreaks(folder: Path) -> list[Outbreak]:
    """Wards in and around Đà Nẵng that had cases, joined to their centres by the names of 2021.

    Some were told under two provinces; their cases are counted together.
    """
    centres = {
        _folded(ward["name"]): point
        for ward in unpack(folder / CENTRES)
        if (point := Point(ward["lng"], ward["lat"])).within(AROUND_DA_NANG)
    }
    cases: dict[tuple[str, str], Counter[datetime]] = {}
    for told in unpack(folder / CASES)["data"]:
        if told["tinhCongBo"] in _PROVINCES_2021 and _folded(told["xaCongBo"]) in centres:
            cases.setdefault((told["xaCongBo"], told["huyenCongBo"]), Counter()).update(_dated(told))
    return [
        Outbreak(ward, district, centres[_folded(ward)], tuple(sorted(days.items())))
        for (ward, district), days in cases.items()
    ]


def _dated(told: dict[str, Any]) -> dict[datetime, int]:
    days = (datetime.strptime(day, "%d/%m/%Y").replace(tzinfo=UTC) for day in told["dates"])
    return dict(zip(days, map(int, told["datas"]), strict=True))


def _folded(name: str) -> str:
    """A name without its tones: Hoà and Hòa are one ward."""
    plain = "".join(each for each in unicodedata.normalize("NFD", name.lower()) if each not in _TONES)
    return unicodedata.normalize("NFC", plain)


def geojson_of(shape: Any) -> dict[str, Any]:
    """A shape as a file has it."""
    told: dict[str, Any] = json.loads(json.dumps(mapping(shape)))
    return told
