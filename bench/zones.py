"""Places judged against zones, in memory and in PostGIS, each beside the least that the same tool can do."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

import numpy as np
import psycopg2
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Point, STRtree

from bench.databases import fresh_database
from bench.shapes import make_places, make_zones
from bench.world import make_world
from geo.places import Place
from geo.zones import ZoneIndex

_ROUNDS = 3
_MICROSECONDS = 1e6

_PLAIN_ONE = (  # of those published only, as the index has no others
    "SELECT id FROM zone_versions WHERE state = 'published' "
    "AND ST_Covers(geometry, ST_SetSRID(ST_MakePoint(%s, %s), 4326))"
)
_JUDGED_ONE = "SELECT * FROM judge_place(ST_SetSRID(ST_MakePoint(%s, %s), 4326), 0, %s)"
# Zone by zone through the tickets' index, so that PostGIS reads each zone once; the other way took ten times as long.
_PLAIN_MANY = (
    "SELECT count(*) FROM zone_versions v, LATERAL (SELECT FROM tickets t WHERE t.state IN "
    "('new', 'deferred', 'assigned', 'in_progress', 'restored') AND t.reach && v.geometry "
    "AND ST_Covers(v.geometry, t.place)) found"
)
_JUDGED_MANY = "SELECT count(*) FROM tickets t, judge_place(t.place, t.accuracy_m, %s) j"
_REJUDGED_MANY = "SELECT count(*) FROM zone_versions v, rejudge_version(v.id, %s) changed"


@dataclass(frozen=True)
class Sizes:
    """Places judged against zones, in memory and in PostGIS.

    Attributes:
        zones: Zones of 50 to 500 vertices.
        places: Places judged together.
        singles: Places judged one by one.
    """

    zones: int = 10_000
    places: int = 30_000
    singles: int = 2000

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(30, 60, 20)


@dataclass(frozen=True)
class Line:
    """Microseconds that one place took, beside a floor."""

    title: str
    each_us: float
    floor: str
    floor_us: float


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    return report(sizes, [*in_memory(sizes), *in_database(sizes)])


def report(sizes: Sizes, found: Sequence[Line]) -> str:
    """The figures as a table."""
    lines = [
        f"Judgement of places: {sizes.zones} zones, {sizes.places} places together, {sizes.singles} one by one",
        f"{'microseconds for one place':38}{'ours':>9}{'floor':>9}{'ratio':>7}",
    ]
    lines.extend(
        f"{line.title:38}{line.each_us:9.2f}{line.floor_us:9.2f}{line.floor_us / line.each_us:7.0%}  {line.floor}"
        for line in found
    )
    return "\n".join(lines)


def in_memory(sizes: Sizes) -> list[Line]:
    """``geo.zones`` beside shapely's bare tree."""
    shapes, places = make_zones(sizes.zones), make_places(sizes.places, np.random.default_rng(5))
    index, tree = ZoneIndex(shapes, range(sizes.zones)), STRtree(shapes)
    points = shapely.points(places)
    shapely.prepare(shapes)
    singles = [Place(lon, lat) for lon, lat in places[: sizes.singles].tolist()]
    few = points[: sizes.singles]
    each = _alternately(
        lambda: [index.judge(place) for place in singles],
        lambda: [_covering(shapes, tree, point) for point in few],
    )
    together = _alternately(
        lambda: index.judge_many(places[:, 0], places[:, 1]),
        lambda: tree.query(points, predicate="covered_by"),
    )
    return [
        _line("memory, one by one", "STRtree.query and covers", each, len(singles)),
        _line("memory, together", "STRtree.query, covered_by", together, len(places)),
    ]


def in_database(sizes: Sizes) -> list[Line]:
    """The functions that the service calls beside a bare ``ST_Covers``, through psycopg2 on one connection."""
    places = make_places(sizes.singles, np.random.default_rng(6)).tolist()
    with fresh_database() as database:
        world, now = make_world(database, sizes.zones, sizes.places), datetime.now(UTC)
        world.engine.dispose()
        connection = psycopg2.connect(database.service_dsn)
        cursor = connection.cursor()

        def ask(statement: str, values: Sequence[object]) -> None:
            cursor.execute(statement, values)
            cursor.fetchall()

        each = _alternately(
            lambda: [ask(_JUDGED_ONE, (*place, now)) for place in places],
            lambda: [ask(_PLAIN_ONE, place) for place in places],
        )
        together = _alternately(lambda: ask(_JUDGED_MANY, (now,)), lambda: ask(_PLAIN_MANY, ()))
        again = _alternately(lambda: ask(_REJUDGED_MANY, (now,)), lambda: ask(_PLAIN_MANY, ()))
        connection.close()
    return [
        _line("PostGIS, one by one (judge_place)", "ST_Covers", each, len(places)),
        _line("PostGIS, together (judge_place)", "join by ST_Covers", together, sizes.places),
        _line("PostGIS, zone by zone, rows compared", "join by ST_Covers", again, sizes.places),
    ]


def _alternately(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """Seconds of each, medians of rounds that follow each other, after one to warm up."""
    taken: list[tuple[float, float]] = [(_seconds(ours), _seconds(floor)) for _ in range(_ROUNDS + 1)][1:]
    return median(each[0] for each in taken), median(each[1] for each in taken)


def _seconds(piece: Callable[[], object]) -> float:
    begun = time.perf_counter()
    piece()
    return time.perf_counter() - begun


def _line(title: str, floor: str, seconds: tuple[float, float], places: int) -> Line:
    ours, beside = (each / places * _MICROSECONDS for each in seconds)
    return Line(title, ours, floor, beside)


def _covering(shapes: Sequence[MultiPolygon], tree: STRtree, point: Point) -> list[int]:
    near: NDArray[np.int64] = tree.query(point)
    return [number for number in near.tolist() if shapes[number].covers(point)]
