"""Roads from an extract of OpenStreetMap (.osm.pbf, .osm, .osm.gz)."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
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
from geo.roads.restrictions import Fate, Member, Restriction, read_restriction
from geo.roads.turns import TurnGraph


@dataclass(frozen=True)
class Drawn:
    """What was made of an extract."""

    edges: Edges
    order: NDArray[np.int32]
    """All nodes of the `TurnGraph`, the one to be contracted first in front, shape (n,)."""
    ways: int
    """So many roads were read."""
    restrictions: Mapping[Fate, int]
    """What became of the restrictions of turns."""


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
        restrictions, fates = _restrictions(file, profile)
    except (RuntimeError, OSError) as error:
        raise InvalidError.of(
            "file", "unreadable", f"{file}: {error}", "Give an extract as .osm.pbf or .osm."
        ) from error
    told(f"joining {len(ways)} ways")
    try:
        edges = draw_edges(ways, places, blocked, restrictions=restrictions, fates=fates)
    except ValueError as error:
        raise InvalidError.of("file", "no_roads", f"{file}: {error}", "Give an extract that holds roads.") from error
    told(f"ordering {len(edges.nodes)} junctions")
    return Drawn(edges, order_of(edges), len(ways), fates)


def order_of(edges: Edges) -> NDArray[np.int32]:
    """Return an order in which to contract the nodes of their `TurnGraph`: nested dissection, by inertial flow."""
    turns = TurnGraph.of(len(edges.nodes), edges.start, edges.end, edges.barred)
    tail = np.concatenate([turns.tail, turns.head]).astype(np.uint32)
    head = np.concatenate([turns.head, turns.tail]).astype(np.uint32)
    nodes = edges.nodes[turns.junction]
    lon, lat = (np.ascontiguousarray(column, dtype=np.float32) for column in nodes.T)  # it looks at no strides
    topology = pyroutingkit.CCHTopology()
    topology.build(tail, head, lat, lon, len(nodes))
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
    ways.append(Way([point.ref for point in points], passage, way.id))


def _restrictions(file: Path, profile: Profile) -> tuple[list[Restriction], Counter[Fate]]:
    """Read the restrictions of turns that hold for a vehicle, and count the others."""
    found: list[Restriction] = []
    fates: Counter[Fate] = Counter()
    relations = osmium.FileProcessor(str(file), osmium.osm.RELATION)
    each: Any
    for each in relations.with_filter(osmium.filter.TagFilter(("type", "restriction"))):
        members = [Member(member.type, member.ref, member.role) for member in each.members]
        read = read_restriction(dict(each.tags), members, profile.access)
        if isinstance(read, Restriction):
            found.append(read)
        else:
            fates[read] += 1
    return found, fates
