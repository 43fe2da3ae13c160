"""What every request leaves behind: an id, one line in the log, one measure. Never names, places or query texts."""

import logging
import re
import time
import uuid

import structlog
from prometheus_client import Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-ID"

_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_LEVELS = logging.getLevelNamesMapping()

_log = structlog.get_logger(__name__)
_seconds = Histogram(
    "cordon_request_seconds",
    "Time until the answer was sent",
    ("method", "route", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


def set_up_logs(level: str) -> None:
    """Log JSON lines to standard output from ``level`` (DEBUG, INFO, ...) on."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS.get(level.upper(), logging.INFO)),
        cache_logger_on_first_use=True,
    )
    logging.getLogger("uvicorn.access").disabled = True  # it would write addresses and query texts


class RequestTrace:
    """ASGI middleware that gives each request its id and tells its end."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request_id = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        begun, status = time.perf_counter(), 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        finally:
            _tell(scope, request_id, status, time.perf_counter() - begun)


def _tell(scope: Scope, request_id: str, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", "unknown")
    _seconds.labels(scope["method"], route, status).observe(seconds)
    _log.info(
        "request",
        request_id=request_id,
        method=scope["method"],
        route=route,
        status=status,
        milliseconds=round(seconds * 1000, 1),
    )
