"""Puts the source of travel times together that the settings name, with everything that keeps it from failing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from app.errors import CordonError
from app.settings import Settings
from geo.routers import Cached, CircuitBreaker, WithFallback
from geo.travel import Router, StraightLineByClass, TravelError

if TYPE_CHECKING:
    from app.adapters.routing_http import HttpRouter
    from app.adapters.routing_roads import Closed

_log = structlog.get_logger(__name__)


class RoutingSettingsError(CordonError):
    """Settings that name no source of travel times that could be asked."""

    code, title = "routing.settings", "The routing settings do not fit together"


@dataclass(frozen=True)
class Made:
    """A source of travel times, and how to give back what it holds."""

    router: Router
    close: Callable[[], None]


def make_router(settings: Settings, closed: Closed | None = None) -> Made:
    """Put the source together.

    Args:
        settings: Which one, and where.
        closed: What is closed on the roads now; only roads in memory ask.

    Raises:
        RoutingSettingsError: The address or the file is missing.
        RoadFileError: The road file cannot be used.
    """
    line = StraightLineByClass(settings.travel_classes)
    if settings.routing == "roads":
        return Made(_roads(settings, closed), _nothing)
    if settings.routing == "straight":
        return Made(line, _nothing)
    server = make_server(settings)
    spared = CircuitBreaker(Cached(server), time.monotonic)
    return Made(WithFallback(spared, line, _told), server.close)


def make_server(settings: Settings) -> HttpRouter:
    """Return the routing server of the settings, without anything around it.

    Raises:
        RoutingSettingsError: There is no address.
    """
    from app.adapters.routing_http import HttpRouter  # noqa: PLC0415 - httpx takes its time
    from app.adapters.routing_osrm import Osrm  # noqa: PLC0415 - likewise
    from app.adapters.routing_valhalla import COSTINGS, Valhalla  # noqa: PLC0415 - likewise

    if not settings.routing_url:
        raise RoutingSettingsError(f"CORDON_ROUTING={settings.routing} needs the server's address: CORDON_ROUTING_URL")
    dialect = Osrm() if settings.routing == "osrm" else Valhalla(COSTINGS[settings.routing_vehicle])
    return HttpRouter(dialect, settings.routing_url, settings.routing_timeout_seconds, settings.routing_table_size)


def _roads(settings: Settings, closed: Closed | None) -> Router:
    from app.adapters.routing_roads import load_roads  # noqa: PLC0415 - the compiled graph takes its time

    if settings.roads_file is None:
        raise RoutingSettingsError("CORDON_ROUTING=roads needs a road file: CORDON_ROADS_FILE")
    return load_roads(settings.roads_file, closed)


def _nothing() -> None:
    """Hold nothing, give nothing back."""


def _told(error: TravelError) -> None:
    _log.warning("the straight line stands in for the routing server", error=str(error))
