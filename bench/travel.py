"""Travel times: roads in memory beside other ways to get them, and what a closed road costs."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pyroutingkit
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from shapely import Point

from app.adapters.osm_roads import order_of, read_roads
from app.adapters.routing_http import HttpRouter
from app.adapters.routing_osrm import Osrm
from app.standins.routing import run_in_thread
from geo.places import Place
from geo.roads.closures import Closures
from geo.roads.drawing import Way, draw_edges
from geo.roads.edges import Edges
from geo.roads.kernel import INF
from geo.roads.network import RoadNetwork
from geo.roads.profiles import PROFILES, Passage
from geo.travel import StraightLineByClass

_ROADS = Path(__file__).resolve().parents[2] / "shared" / "data" / "roads"
_BLOCK_DEGREES = 0.001
_ZONE_DEGREES = 0.01
_STREET, _AVENUE = Passage(25.0, 25.0), Passage(45.0, 45.0)


@dataclass(frozen=True)
class Sizes:
    """Travel times between places of a city, and roads that close.

    Attributes:
        side: Streets of the made city in each direction; it has the square of it as junctions.
        places: Origins, and as many destinations.
        rounds: The median of so many counts.
    """

    side: int = 300
    places: int = 500
    rounds: int = 5

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(12, 20, 1)


def run(sizes: Sizes) -> str:
    """Measure each network; a table in Markdown."""
    networks = [(f"grid city {sizes.side} x {sizes.side}", grid_city(sizes.side)), *_real_networks()]
    return "\n\n".join(_report(name, edges, sizes) for name, edges in networks)


def grid_city(side: int, seed: int = 1) -> Edges:
    """Return a city of streets a hundred metres apart, every tenth an avenue, one street in eight missing."""
    rng = random.Random(seed)
    places = {
        y * side + x: (
            108 + (x + rng.uniform(-0.2, 0.2)) * _BLOCK_DEGREES,
            16 + (y + rng.uniform(-0.2, 0.2)) * _BLOCK_DEGREES,
        )
        for y in range(side)
        for x in range(side)
    }
    ways = []
    for line in range(side):
        for at in range(side - 1):
            for one, two in ((line * side + at, line * side + at + 1), (at * side + line, (at + 1) * side + line)):
                if line % 10 == 0 or rng.random() < 0.875:
                    ways.append(Way((one, two), _AVENUE if line % 10 == 0 else _STREET))
    return draw_edges(ways, places)


def _real_networks() -> Iterator[tuple[str, Edges]]:
    for file in sorted(_ROADS.glob("*.osm.pbf")) if _ROADS.is_dir() else ():
        yield file.name.split(".")[0], read_roads(file, PROFILES["truck"]).edges


def _report(name: str, edges: Edges, sizes: Sizes) -> str:
    ordering, order = _once(lambda: order_of(edges))
    RoadNetwork.build(edges, order).seconds(edges.nodes[:2], edges.nodes[:2])  # compiled, or read from disk
    loading, roads = _once(lambda: RoadNetwork.build(edges, order))
    rng = np.random.default_rng(1)
    origins, goals = (edges.nodes[rng.integers(0, len(edges.nodes), sizes.places)] for _ in range(2))
    lines = [
        *_times(roads, origins, goals, sizes), *_updates(roads, edges, sizes), ("order the junctions (once)", ordering),
        ("graph from a road file (each process)", loading),
    ]  # fmt: skip
    head = f"**{name}**: {len(edges.nodes)} junctions, {len(edges)} roads, {round(edges.length_m.sum() / 1000)} km"
    rows = "\n".join(f"| {what} | {seconds * 1000:,.1f} |" for what, seconds in lines)
    return f"{head}\n\n| what | CPU ms |\n|---|---|\n{rows}"


def _times(roads: RoadNetwork, origins: Any, goals: Any, sizes: Sizes) -> list[tuple[str, float]]:
    count, often = sizes.places, sizes.rounds
    peer, line = _Peer(roads.edges), StraightLineByClass()
    from_nodes, to_nodes = peer.nodes(roads, origins), peer.nodes(roads, goals)
    start, goal = Place(*origins[0].tolist()), Place(*goals[0].tolist())
    table, few = f"{count} x {count}", min(count, 20)
    floor = _median(lambda: peer.floor(from_nodes[:few], to_nodes), 1)
    with run_in_thread(line) as server:
        asked = HttpRouter(Osrm(), server.url, timeout_seconds=600.0)
        over_http = _median(lambda: asked.seconds(origins, goals), often)
        asked.close()
    return [
        (f"{table}, roads in memory, snapping included", _median(lambda: roads.seconds(origins, goals), often)),
        (f"{table}, pyroutingkit, junction to junction", _median(lambda: peer.matrix(from_nodes, to_nodes), often)),
        (f"{table}, scipy's Dijkstra (floor; {few} origins, times {count // few})", floor * (count // few)),
        (f"{table}, straight line by class", _median(lambda: line.seconds(origins, goals), often)),
        (f"{table}, the same over HTTP from the OSRM stand-in", over_http),
        (f"{count} x 1, roads in memory", _median(lambda: roads.seconds(origins, goals[:1]), often)),
        (f"{count} x 1, pyroutingkit", _median(lambda: peer.matrix(from_nodes, to_nodes[:1]), often)),
        ("one way with its line", _median(lambda: roads.route(start, goal), often)),
    ]


def _updates(roads: RoadNetwork, edges: Edges, sizes: Sizes) -> list[tuple[str, float]]:
    lon, lat = edges.nodes.mean(axis=0).tolist()
    tree, zone = Point(edges.line(0)[0]), Point(lon, lat).buffer(_ZONE_DEGREES)
    peer = _Peer(edges)
    return [
        ("a road closes", _median(lambda: roads.with_closures(Closures((tree,)), 1), sizes.rounds)),
        ("a zone without transit", _median(lambda: roads.with_closures(Closures((), (zone,)), 1), sizes.rounds)),
        ("pyroutingkit, all weights anew", _median(peer.customise, sizes.rounds)),
    ]


class _Peer:
    """The same roads in pyroutingkit and as scipy's matrix."""

    def __init__(self, edges: Edges) -> None:
        self.tail = np.concatenate([edges.start, edges.end]).astype(np.uint32)
        self.head = np.concatenate([edges.end, edges.start]).astype(np.uint32)
        weights = np.concatenate([edges.forward_cs, edges.backward_cs])
        self.weights = np.where(weights < INF, weights, pyroutingkit.INF_WEIGHT).astype(np.uint32)
        lon, lat = (np.ascontiguousarray(column, dtype=np.float32) for column in edges.nodes.T)
        topology = pyroutingkit.CCHTopology()
        topology.build(self.tail, self.head, lat, lon, len(edges.nodes))
        self.metric = pyroutingkit.CCHMetric(topology)
        self.customise()
        ways = weights < INF
        order = np.argsort(weights[ways], kind="stable")[::-1]  # of parallel roads the lightest is written last
        cells = {
            (a, b): w
            for a, b, w in zip(self.tail[ways][order], self.head[ways][order], weights[ways][order], strict=True)
        }
        rows, columns = np.array(list(cells)).T.astype(np.int64)
        shape = (len(edges.nodes), len(edges.nodes))
        self.graph = coo_matrix((list(cells.values()), (rows, columns)), shape=shape).tocsr()

    def customise(self) -> None:
        self.metric.customize(self.weights)

    @staticmethod
    def nodes(roads: RoadNetwork, places: Any) -> Any:
        """Return the junction at the start of the road that each place lies on."""
        return roads.edges.start[roads.ground.snap(places, 5_000).edge].astype(np.uint32)

    def matrix(self, origins: Any, goals: Any) -> Any:
        return self.metric.distances_many_to_many(origins, goals)

    def floor(self, origins: Any, goals: Any) -> Any:
        return dijkstra(self.graph, indices=origins)[:, goals.astype(np.int64)]


def _once(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.process_time()  # of all threads, the stand-in's too: what others do on the machine does not count
    found = work()
    return time.process_time() - begin, found


def _median(work: Callable[[], Any], rounds: int) -> float:
    return median(_once(work)[0] for _ in range(rounds))
