"""Road networks on disk: what ``cordon routing build`` writes and each process reads once."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.errors import CordonError
from geo.roads.edges import Edges

FORMAT: Final = 2
"""Number of the file's format; another one is refused."""

_DEGREE_PARTS: Final = 10_000_000
"""Places are kept to the seventh decimal of a degree, as OpenStreetMap does."""


class RoadFileError(CordonError):
    """A road file that cannot be used; the sentence says what to do."""

    code, title = "roads.file", "The road file cannot be used"


@dataclass(frozen=True)
class About:
    """What a road file says of itself."""

    source: str
    """Name of the extract."""
    profile: str
    built_at: str
    """ISO 8601, UTC."""
    junctions: int
    roads: int
    length_km: int
    bounds: tuple[float, float, float, float]
    """Least longitude and latitude, greatest longitude and latitude."""
    ferries: bool = False
    restrictions: Mapping[str, int] = field(default_factory=dict)
    """What became of the restrictions of turns; see `geo.roads.restrictions.Fate`."""
    licence: str = "© OpenStreetMap contributors, Open Database License 1.0"

    @property
    def built(self) -> datetime:
        """When it was built."""
        return datetime.fromisoformat(self.built_at)

    @property
    def fingerprint(self) -> tuple[str, str, str]:
        """What tells these roads from others."""
        return self.source, self.profile, self.built_at


def describe(
    edges: Edges, *, source: str, profile: str, built_at: datetime, ferries: bool, restrictions: Mapping[str, int]
) -> About:
    """Return what the file of these roads says of itself."""
    lon, lat = edges.nodes.min(axis=0).tolist()
    far_lon, far_lat = edges.nodes.max(axis=0).tolist()
    return About(
        source, profile, built_at.isoformat(timespec="seconds"), len(edges.nodes), len(edges),
        round(float(edges.length_m.sum()) / 1000), (lon, lat, far_lon, far_lat), ferries, dict(restrictions),
    )  # fmt: skip


def save(file: Path, edges: Edges, order: NDArray[np.int32], about: About) -> None:
    """Write a road file; a reader sees the old one or the new one, never half."""
    arrays: dict[str, Any] = {
        "nodes": _whole(edges.nodes), "start": edges.start, "end": edges.end, "first": edges.first.astype(np.int32),
        "points": _whole(edges.points), "length_m": edges.length_m.astype(np.float32),
        "forward_cs": edges.forward_cs, "backward_cs": edges.backward_cs, "stops": edges.stops,
        "barred": edges.barred, "order": order,
    }  # fmt: skip
    head = json.dumps({"format": FORMAT} | asdict(about), ensure_ascii=False)
    beside = file.with_name(f".{file.name}.new")
    with beside.open("wb") as out:
        np.savez_compressed(out, about=np.array(head), **arrays)
    beside.replace(file)


def read_about(file: Path) -> About:
    """Read what a road file says of itself, without its roads.

    Raises:
        RoadFileError: There is none, or it cannot be read.
    """
    with _opened(file) as found:
        return _about(file, found)


def load(file: Path) -> tuple[Edges, NDArray[np.int32], About]:
    """Read the roads, the order of their junctions, and what the file says of itself.

    Raises:
        RoadFileError: There is none, or it cannot be read.
    """
    with _opened(file) as found:
        about = _about(file, found)
        try:
            edges = Edges(
                nodes=found["nodes"] / _DEGREE_PARTS, start=found["start"], end=found["end"],
                first=found["first"].astype(np.int64), points=found["points"] / _DEGREE_PARTS,
                length_m=found["length_m"].astype(np.float64), forward_cs=found["forward_cs"],
                backward_cs=found["backward_cs"], stops=found["stops"], barred=found["barred"],
            )  # fmt: skip
            return edges, found["order"], about
        except (KeyError, ValueError, zipfile.BadZipFile) as error:
            raise RoadFileError(f"{file} is damaged ({error}); build it anew: {_BUILD}") from error


_BUILD: Final = "cordon routing build FILE.osm.pbf --out ROADS.npz"


def _opened(file: Path) -> Any:
    if not file.is_file():
        raise RoadFileError(f"there is no road file {file}; build one: {_BUILD}")
    try:
        return np.load(file, allow_pickle=False)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise RoadFileError(f"{file} is no road file ({error}); build one: {_BUILD}") from error


def _about(file: Path, found: Any) -> About:
    try:
        head = json.loads(str(found["about"]))
        number = head.pop("format")
        if number != FORMAT:
            by = "an older" if number < FORMAT else "a newer"
            raise RoadFileError(
                f"{file} was written by {by} release (format {number}, this one reads {FORMAT}); "
                f"build it anew from the extract {head.get('source')}: {_BUILD} --profile {head.get('profile')}"
            )
        return About(**head | {"bounds": tuple(head["bounds"])})
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise RoadFileError(f"{file} is no road file ({error}); build one: {_BUILD}") from error


def _whole(degrees: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.rint(degrees * _DEGREE_PARTS).astype(np.int32)
