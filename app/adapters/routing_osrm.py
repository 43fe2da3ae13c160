"""OSRM's ``table`` and ``route`` services (HTTP API v1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.adapters.routing_http import Ask, Floats, number_table
from geo.places import Place
from geo.travel import Source, TravelError


@dataclass(frozen=True)
class Osrm:
    """How OSRM is asked. The server knows one vehicle: the one its data were prepared for."""

    profile: str = "driving"
    source: Source = Source.OSRM

    def table(self, ask: Ask, origins: Floats, destinations: Floats) -> Floats:
        """See `Dialect.table`."""
        count = len(origins)
        sources = ";".join(map(str, range(count)))
        targets = ";".join(str(count + i) for i in range(len(destinations)))
        places = _written(np.concatenate([origins, destinations]))
        options = f"sources={sources}&destinations={targets}&annotations=duration"
        _, answer = ask(f"/table/v1/{self.profile}/{places}?{options}")
        _check(answer)
        return number_table(answer["durations"])

    def way(self, ask: Ask, origin: Place, destination: Place) -> tuple[Floats, float, float] | None:
        """See `Dialect.way`."""
        places = _written(np.array([[origin.lon, origin.lat], [destination.lon, destination.lat]]))
        _, answer = ask(f"/route/v1/{self.profile}/{places}?overview=full&geometries=geojson&steps=false")
        if answer.get("code") == "NoRoute":
            return None
        _check(answer)
        found = answer["routes"][0]
        points = np.array(found["geometry"]["coordinates"], dtype=np.float64).reshape(-1, 2)
        return points, float(found["duration"]), float(found["distance"])


def _check(answer: dict[str, Any]) -> None:
    if answer.get("code") != "Ok":
        raise TravelError(f"osrm: {answer.get('code')}: {answer.get('message', '')}")


def _written(places: Floats) -> str:
    return ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in places)
