"""The HTTP side of the stand-in, and how to run it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response

from app.standins.fcm.server import listen
from app.standins.threads import serving
from app.standins.webpush.browsers import BrowserKeys, Letter
from app.standins.webpush.vapid import VapidError, check

MAX_BODY_BYTES = 4096


@dataclass(frozen=True)
class Fault:
    """An answer that was asked for, instead of the right one."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class State:
    """Browsers by id, and faults that wait to be answered, the first first."""

    browsers: dict[str, BrowserKeys] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    asked: int = 0


@dataclass(frozen=True)
class Running:
    """A stand-in that answers."""

    url: str
    state: State

    def subscribe(self, server_key: str | None = None) -> dict[str, Any]:
        """A new browser's subscription, as a page would send it."""
        browser = BrowserKeys(server_key)
        self.state.browsers[browser.id] = browser
        return browser.as_json(self.url)

    def forget(self, endpoint: str) -> None:
        """The browser has unsubscribed."""
        self._browser(endpoint).gone = True

    def letters(self, endpoint: str) -> list[Letter]:
        """What arrived for a browser, decrypted."""
        return list(self._browser(endpoint).letters)

    def answer_once(self, status: int, **headers: str) -> None:
        """Answer the next message with an error."""
        self.state.faults.append(Fault(status, {name.replace("_", "-"): value for name, value in headers.items()}))

    def _browser(self, endpoint: str) -> BrowserKeys:
        return self.state.browsers[endpoint.rpartition("/")[2]]


def create_app(state: State) -> FastAPI:
    """The application around one state."""
    app = FastAPI(openapi_url=None)

    @app.post("/push/{browser_id}")
    async def push(browser_id: str, request: Request) -> Response:
        state.asked += 1
        if state.faults:
            fault = state.faults.pop(0)
            return Response(status_code=fault.status, headers=fault.headers)
        browser = state.browsers.get(browser_id)
        if browser is None or browser.gone:
            return Response(status_code=404 if browser is None else 410)
        return _take(browser, request, await request.body())

    return app


def _take(browser: BrowserKeys, request: Request, body: bytes) -> Response:
    origin = f"{request.url.scheme}://{request.url.netloc}"
    try:
        check(request.headers.get("Authorization", ""), origin=origin, server_key=browser.server_key)
        if not request.headers.get("TTL", "").isdigit() or request.headers.get("Content-Encoding") != "aes128gcm":
            return Response(status_code=400)
        if len(body) > MAX_BODY_BYTES:
            return Response(status_code=413)
        browser.open(body, {name.lower(): value for name, value in request.headers.items()})
    except VapidError as error:
        return Response(status_code=error.status)
    except ValueError:
        return Response(status_code=400)
    return Response(status_code=201, headers={"Location": f"{origin}/message/{browser.id}/{len(browser.letters)}"})


@contextlib.contextmanager
def run_in_thread(host: str = "127.0.0.1") -> Iterator[Running]:
    """A stand-in for the length of a block.

    Raises:
        TimeoutError: it does not start.
    """
    state = State()
    server = uvicorn.Server(uvicorn.Config(create_app(state), log_level="warning", ws="none"))
    bound = listen(host, 0)
    with serving(server, bound, "the web push stand-in"):
        yield Running(f"http://{host}:{bound.getsockname()[1]}", state)
