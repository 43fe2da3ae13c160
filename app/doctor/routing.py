"""Whether travel times come from where the settings say."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.adapters.road_files import RoadFileError, read_about
from app.adapters.routing import RoutingSettingsError, make_server
from app.doctor.finding import Finding
from app.settings import Settings
from geo.travel import TravelError

OLD = timedelta(days=365)
"""Roads change: an older file is worth a new extract."""

_NAME = "routing"
_REBUILD = "Build a new one from a fresh extract: `cordon routing build FILE.osm.pbf --out ROADS.npz`."


def check_routing(settings: Settings, now: Callable[[], datetime]) -> Finding:
    """The road file is there and not too old; the routing server answers."""
    if settings.routing == "straight":
        return Finding(_NAME, "ok", "Travel times are straight lines, stretched by class of road.")
    if settings.routing == "roads":
        return _check_file(settings, now())
    return _check_server(settings)


def _check_file(settings: Settings, now: datetime) -> Finding:
    if settings.roads_file is None:
        return Finding(_NAME, "fail", "CORDON_ROUTING=roads, but CORDON_ROADS_FILE is not set.", _REBUILD)
    try:
        about = read_about(settings.roads_file)
    except RoadFileError as error:
        return Finding(_NAME, "fail", f"{error}.", _REBUILD)
    what = f"{about.roads} roads of {about.length_km} km from {about.source}"
    sentence = f"{what} for a {about.profile}, {about.built:%Y-%m-%d}."
    if now - about.built > OLD:
        return Finding(_NAME, "warn", f"The road file is more than a year old: {sentence}", _REBUILD)
    return Finding(_NAME, "ok", sentence)


def _check_server(settings: Settings) -> Finding:
    remedy = "Start that server, or mend CORDON_ROUTING_URL; until then straight lines stand in for it."
    try:
        server = make_server(settings)
    except RoutingSettingsError as error:
        return Finding(_NAME, "fail", f"{error}.", "Set CORDON_ROUTING_URL to the server's base address.")
    lon, lat = settings.routing_probe
    try:
        server.seconds([[lon, lat]], [[lon, lat]])
    except TravelError as error:
        return Finding(_NAME, "warn", f"{settings.routing_url} does not answer as a routing server: {error}.", remedy)
    finally:
        server.close()
    return Finding(_NAME, "ok", f"{settings.routing} answers at {settings.routing_url}.")
