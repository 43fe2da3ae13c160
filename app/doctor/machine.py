"""What the machine must offer: Python, room on the disk, a free port, built pages, time zones."""

import shutil
import socket
import sys
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.doctor.finding import Finding
from app.settings import Settings

_OLDEST_PYTHON = (3, 11)
_FAIL_BYTES, _WARN_BYTES = 500_000_000, 5_000_000_000
_OK = 200


def check_python() -> Finding:
    """The interpreter is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST_PYTHON:
        return Finding("python", "fail", f"Python {version} is too old.", "Install Python 3.11 or newer.")
    return Finding("python", "ok", f"Python {version}.")


def check_disk(home: Path) -> Finding:
    """There is room where the data are."""
    folder = next(parent for parent in (home, *home.parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    sentence = f"{free / 1e9:.1f} GB free in {folder}."
    remedy = "Make room, or set CORDON_HOME to a larger disk."
    if free < _FAIL_BYTES:
        return Finding("disk", "fail", sentence, remedy)
    return Finding("disk", "warn", sentence, remedy) if free < _WARN_BYTES else Finding("disk", "ok", sentence)


def check_port(settings: Settings) -> Finding:
    """The address is free, or Cordon itself answers there."""
    where = f"{settings.host}:{settings.port}"
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            reason = error.strerror
        else:
            return Finding("port", "ok", f"{where} is free.")
    if _cordon_answers(settings):
        return Finding("port", "ok", f"Cordon answers at {where}.")
    return Finding("port", "fail", f"{where} cannot be used: {reason}.", "Stop that program, or set CORDON_PORT.")


def check_pages(settings: Settings) -> Finding:
    """The web pages are built."""
    package = Path(__file__).resolve().parents[1]
    places = [settings.web_dist] if settings.web_dist else [package / "web_dist", package.parent / "web" / "dist"]
    for place in places:
        if any(place.rglob("*.html")):
            return Finding("pages", "ok", f"The web pages are in {place}.")
    return Finding(
        "pages", "fail", "The web pages are not built.", "Run `sh setup/prepare.sh web`, or set CORDON_WEB_DIST."
    )


def check_time_zones() -> Finding:
    """The operating units' time zones can be looked up."""
    try:
        ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        return Finding("time zones", "fail", "Python knows no time zones.", "Install the package tzdata.")
    return Finding("time zones", "ok", "Time zones are known.")


def _cordon_answers(settings: Settings) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 compared, not bound
    with closing(HTTPConnection(host, settings.port, timeout=2)) as connection:
        try:
            connection.request("GET", "/health/live")
            return connection.getresponse().status == _OK
        except (OSError, HTTPException):
            return False
