"""What Valhalla answers to ``/sources_to_targets`` and ``/route``."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.places import Place
from geo.travel import UNREACHABLE_SECONDS, Router

_OK, _BAD = 200, 400


def answer(router: Router, target: str, body: dict[str, Any], table_size: int) -> tuple[int, dict[str, Any]]:
    """Return status and JSON of one request."""
    if target == "/sources_to_targets":
        return _table(router, body, table_size)
    if target == "/route":
        return _route(router, body)
    return 404, {"error_code": 106, "error": "Try any of: '/route' '/sources_to_targets'", "status_code": 404}


def _table(router: Router, body: dict[str, Any], size: int) -> tuple[int, dict[str, Any]]:
    sources, targets = (_places(body[name]) for name in ("sources", "targets"))
    if len(sources) * len(targets) > size * size:
        error = "Exceeded max location pairs"
        return _BAD, {"error_code": 150, "error": error, "status": "Bad Request", "status_code": _BAD}
    seconds = router.seconds(sources, targets)
    rows = [
        [
            {"from_index": i, "to_index": j, "distance": None, "time": None if cell == UNREACHABLE_SECONDS else cell}
            for j, cell in enumerate(row)
        ]
        for i, row in enumerate(seconds.tolist())
    ]
    return _OK, {"sources_to_targets": rows, "units": "kilometers", "algorithm": "costmatrix"}


def _route(router: Router, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    places = _places(body["locations"])
    way = router.route(Place(*places[0].tolist()), Place(*places[-1].tolist()))
    if way is None:
        error = "No path could be found for input"
        return _BAD, {"error_code": 442, "error": error, "status": "Bad Request", "status_code": _BAD}
    summary = {"time": float(way.seconds), "length": round(way.distance_m / 1000, 3)}
    trip = {"legs": [{"shape": encoded(way.points), "summary": summary}], "summary": summary, "status": 0}
    return _OK, {"trip": trip}


def encoded(points: Any) -> str:
    """Return longitudes and latitudes as a polyline of six decimals, latitude first."""
    whole = np.rint(np.asarray(points)[:, ::-1] * 1_000_000).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel()
    return "".join(_letters(int(each)) for each in steps)


def _letters(number: int) -> str:
    value = ~(number << 1) if number < 0 else number << 1
    found = ""
    while value >= 0x20:  # noqa: PLR2004 - five bits a letter, the sixth says that more follow
        found += chr((0x20 | (value & 0x1F)) + 63)
        value >>= 5
    return found + chr(value + 63)


def _places(locations: list[dict[str, float]]) -> Any:
    return np.array([[each["lon"], each["lat"]] for each in locations], dtype=np.float64).reshape(-1, 2)
