"""What osrm-routed answers to ``/table/v1`` and ``/route/v1``."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from geo.places import Place
from geo.travel import UNREACHABLE_SECONDS, Router

_OK, _BAD = 200, 400
_PARTS = 5


def answer(router: Router, target: str, table_size: int) -> tuple[int, dict[str, Any]]:
    """Return status and JSON of one request."""
    split = urlsplit(target)
    parts = split.path.split("/")
    if len(parts) != _PARTS or parts[2] != "v1":
        return _BAD, {"code": "InvalidUrl", "message": "URL string malformed close to position 1"}
    try:
        places = np.array([[float(each) for each in pair.split(",")] for pair in parts[4].split(";")]).reshape(-1, 2)
    except ValueError:
        return _BAD, {"code": "InvalidQuery", "message": "Query string malformed"}
    options = {name: values[0] for name, values in parse_qs(split.query).items()}
    if parts[1] == "table":
        return _table(router, places, options, table_size)
    if parts[1] == "route":
        return _route(router, places, options)
    return _BAD, {"code": "InvalidService", "message": f"Service {parts[1]} not found!"}


def _table(router: Router, places: Any, options: dict[str, str], size: int) -> tuple[int, dict[str, Any]]:
    sources, targets = (_chosen(options.get(name, "all"), len(places)) for name in ("sources", "destinations"))
    if len(sources) * len(targets) > size * size:
        return _BAD, {"code": "TooBig", "message": "Too many table coordinates"}
    seconds = router.seconds(places[sources], places[targets])
    rows = [[None if cell == UNREACHABLE_SECONDS else float(cell) for cell in row] for row in seconds.tolist()]
    waypoints = [{"location": place, "name": "", "distance": 0} for place in places.tolist()]
    return _OK, {
        "code": "Ok", "durations": rows,
        "sources": [waypoints[each] for each in sources], "destinations": [waypoints[each] for each in targets],
    }  # fmt: skip


def _route(router: Router, places: Any, options: dict[str, str]) -> tuple[int, dict[str, Any]]:
    if options.get("geometries") != "geojson":
        return _BAD, {"code": "InvalidOptions", "message": "this stand-in speaks GeoJSON only"}
    way = router.route(Place(*places[0].tolist()), Place(*places[-1].tolist()))
    if way is None:
        return _BAD, {"code": "NoRoute", "message": "Impossible route between points"}
    geometry = {"type": "LineString", "coordinates": way.points.tolist()}
    route = {"geometry": geometry, "duration": float(way.seconds), "distance": way.distance_m, "legs": []}
    return _OK, {"code": "Ok", "routes": [route], "waypoints": []}


def _chosen(option: str, count: int) -> list[int]:
    return list(range(count)) if option == "all" else [int(each) for each in option.split(";")]
