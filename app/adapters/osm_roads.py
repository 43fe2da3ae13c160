"""Roads from an extract of OpenStreetMap (.osm.pbf, .osm, .osm.gz)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import osmium
import pyroutingkit
from numpy.typing import NDArray

from app.errors import InvalidError
from geo.roads.drawing import Way, draw_edges
from geo.roads.edges import Edges
from geo.roads.profiles import Profile


@dataclass(frozen=True)
class Drawn:
    """What was made of an extract."""

    edges: Edges
    order: NDArray[np.int32]
    """All junctions, the one to be contracted first in front, shape (n,)."""
    ways: int
    """So many roads were read."""


def read_roads(
    file: Path, profile: Profile, *, ferries: bool = False, told: Callable[[str], None] = lambda _: None
) -> Drawn:
    """Read the roads that a vehicle may use.

    Args:
        file: The extract.
        profile: The vehicle.
        ferries: Whether ferries that carry vehicles count as roads.
        told: Hears what is being done.

    Raises:
        InvalidError: The file cannot be read, or holds no roads.
    """
    told("reading ways")
    try:
        ways, places, blocked = _read(file, profile, ferries=ferries)
    except (RuntimeError, OSError) as error:
        raise InvalidError.of(
            "file", "unreadable", f"{file}: {error}", "Give an extract as .osm.pbf or .osm."
        ) from error
    told(f"joining {len(ways)} ways")
    try:
        edges = draw_edges(ways, places, blocked)
    except ValueError as error:
        raise InvalidError.of("file", "no_roads", f"{file}: {error}", "Give an extract that holds roads.") from error
    told(f"ordering {len(edges.nodes)} junctions")
    return Drawn(edges, order_of(edges), len(ways))


def order_of(edges: Edges) -> NDArray[np.int32]:
    """Return an order in which to contract the junctions: nested dissection, by inertial flow."""
    tail = np.concatenate([edges.start, edges.end]).astype(np.uint32)
    head = np.concatenate([edges.end, edges.start]).astype(np.uint32)
    lon, lat = edges.nodes.T.astype(np.float32)
    topology = pyroutingkit.CCHTopology()
    topology.build(tail, head, lat, lon, len(edges.nodes))
    with tempfile.TemporaryDirectory() as folder:  # the library hands the order out in no other way
        topology.save(folder)
        return np.fromfile(Path(folder) / "order", dtype=np.uint32).astype(np.int32)


def _read(
    file: Path, profile: Profile, *, ferries: bool
) -> tuple[list[Way], dict[int, tuple[float, float]], frozenset[int]]:
    ways: list[Way] = []
    places: dict[int, tuple[float, float]] = {}
    blocked: set[int] = set()
    kinds = osmium.osm.NODE | osmium.osm.WAY
    keys = osmium.filter.KeyFilter("highway", "route", "barrier", "maxheight", "maxwidth", "maxweight")
    each: Any  # a node or a way
    for each in osmium.FileProcessor(str(file), kinds).with_locations().with_filter(keys):
        tags = dict(each.tags)
        if each.is_node():
            if not profile.passes(tags):
                blocked.add(each.id)
        else:
            _add(each, tags, profile, ways, places, ferries=ferries)
    return ways, places, frozenset(blocked)


def _add(
    way: Any, tags: dict[str, str], profile: Profile, ways: list[Way], places: dict[int, tuple[float, float]],
    *, ferries: bool,
) -> None:  # fmt: skip
    passage = profile.passage(tags, ferries=ferries)
    if passage is None:
        return
    points = [point for point in way.nodes if point.location.valid()]  # an extract cuts ways at its border
    places.update((point.ref, (point.lon, point.lat)) for point in points)
    ways.append(Way([point.ref for point in points], passage))
