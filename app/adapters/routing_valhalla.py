"""Valhalla's ``sources_to_targets`` and ``route`` services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from app.adapters.routing_http import Ask, Floats, number_table
from geo.places import Place
from geo.travel import Source, TravelError

COSTINGS: Final = {"car": "auto", "truck": "truck", "motorbike": "motorcycle"}

_OK: Final = 200
_NO_WAY: Final = frozenset({171, 442})
"""Error codes: no suitable edges near a location; no path between them."""
_SHAPE_PARTS: Final = 1_000_000


@dataclass(frozen=True)
class Valhalla:
    """How Valhalla is asked, for one kind of vehicle."""

    costing: str = "truck"
    source: Source = Source.VALHALLA

    def table(self, ask: Ask, origins: Floats, destinations: Floats) -> Floats:
        """See `Dialect.table`."""
        body = {"sources": _places(origins), "targets": _places(destinations), "costing": self.costing}
        answer = _checked(*ask("/sources_to_targets", body))
        return number_table([[cell["time"] for cell in row] for row in answer["sources_to_targets"]])

    def way(self, ask: Ask, origin: Place, destination: Place) -> tuple[Floats, float, float] | None:
        """See `Dialect.way`."""
        ends = np.array([[origin.lon, origin.lat], [destination.lon, destination.lat]])
        body = {"locations": _places(ends), "costing": self.costing, "units": "kilometers", "directions_type": "none"}
        status, answer = ask("/route", body)
        if status != _OK and answer.get("error_code") in _NO_WAY:
            return None
        trip = _checked(status, answer)["trip"]
        points = np.concatenate([decoded(leg["shape"]) for leg in trip["legs"]])
        return points, float(trip["summary"]["time"]), float(trip["summary"]["length"]) * 1000


def decoded(shape: str) -> Floats:
    """Return the points of an encoded polyline of six decimals, longitude first, shape (k, 2)."""
    numbers, shift, value = [], 0, 0
    for letter in shape:
        part = ord(letter) - 63
        value |= (part & 0x1F) << shift
        shift += 5
        if part < 0x20:  # noqa: PLR2004 - the bit that says more follows
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            shift = value = 0
    steps = np.array(numbers, dtype=np.int64).reshape(-1, 2)
    found: Floats = np.cumsum(steps, axis=0)[:, ::-1] / _SHAPE_PARTS
    return found


def _places(places: Floats) -> list[dict[str, float]]:
    return [{"lon": round(lon, 6), "lat": round(lat, 6)} for lon, lat in places.tolist()]


def _checked(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    if status != _OK:
        raise TravelError(f"valhalla: {answer.get('error_code')}: {answer.get('error', '')}")
    return answer
