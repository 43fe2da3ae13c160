"""Runs the stand-in, by itself or in a thread of a test."""

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from app.standins.fcm.routes import create_app
from app.standins.fcm.state import State
from app.standins.threads import serving

KEEP_ALIVE_SECONDS = 120
"""Google keeps a silent connection for minutes."""


@dataclass(frozen=True)
class Running:
    """A stand-in that answers."""

    url: str
    app: FastAPI

    @property
    def sends(self) -> int:
        """How many requests to send a message it got."""
        state: State = self.app.state.fcm
        return state.sends


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one."""
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((host, port))
    return bound


class FcmServer(uvicorn.Server):
    """Ends the streams of the inboxes first when it is told to stop; they would keep it up otherwise."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        application = self.config.app
        if isinstance(application, FastAPI):
            state: State = application.state.fcm
            await state.inboxes.close()
        await super().shutdown(sockets)


def make_server(app: FastAPI) -> FcmServer:
    """The server around the application."""
    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=1, timeout_keep_alive=KEEP_ALIVE_SECONDS, ws="none"
    )
    return FcmServer(config)


@contextlib.contextmanager
def run_in_thread(host: str = "127.0.0.1") -> Iterator[Running]:
    """A stand-in for the length of a block.

    Raises:
        TimeoutError: it does not start.
    """
    app = create_app()
    server = make_server(app)
    bound = listen(host, 0)
    with serving(server, bound, "the FCM stand-in"):
        yield Running(f"http://{host}:{bound.getsockname()[1]}", app)
