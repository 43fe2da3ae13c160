"""What a phone prefetches to draw a job's surroundings without a network."""

from collections.abc import Sequence
from dataclasses import dataclass

from geoalchemy2.shape import to_shape
from shapely import get_coordinates

from app.schema.zones import Zone, ZoneVersion
from app.services.assignment_views import AssignmentView
from app.services.judgements import Hit
from app.services.work import Tx
from app.storage import zones
from geo.places import Place, distances_m
from geo.positions import Box
from geo.tiles import Tile, box_around, tiles_of

MARGIN_M = 2000.0
REACH_M = 30_000.0
"""A base, a crew or a gate farther off than this is not drawn into the box: the way there is another map."""
MIN_ZOOM, MAX_ZOOM = 8, 16
MOST_TILES = 400
"""Of one job: some 8 MB of usual tiles."""
MOST_ZONES = 50


@dataclass(frozen=True)
class JobMap:
    """The surroundings of a job: its box, the tiles that cover it, and the zones that one may meet on the way."""

    box: Box
    tiles: tuple[Tile, ...]
    zones: Sequence[tuple[Zone, ZoneVersion]]


def map_of(tx: Tx, view: AssignmentView, hits: Sequence[Hit]) -> JobMap:
    """The place, the control points of its zones, the crew and its base, as far as they lie near each other."""
    goal = _place(view.ticket.place)
    seen = [_place(each) for each in (view.crew.position, view.crew.base) if each is not None]
    gates = [Place(gate["lon"], gate["lat"]) for hit in hits for gate in hit.geometry_row.gates]
    near = [each for each in (*seen, *gates) if _off_m(each, goal) <= REACH_M]
    box = box_around([goal, *near], MARGIN_M)
    return JobMap(
        box, tiles_of(box, MIN_ZOOM, MAX_ZOOM, MOST_TILES), zones.list_in_box(tx.session, box, tx.now, MOST_ZONES)
    )


def _place(stored: object) -> Place:
    lon, lat = get_coordinates(to_shape(stored))[0].tolist()  # type: ignore[arg-type]  # a stored point
    return Place(lon, lat)


def _off_m(one: Place, other: Place) -> float:
    return float(distances_m(one.lon, one.lat, other.lon, other.lat))
