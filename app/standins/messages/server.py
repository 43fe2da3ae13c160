"""Runs both sides around one inbox, by themselves or beside a test."""

import contextlib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import uvicorn
from aiosmtpd.controller import Controller

from app.standins.messages.inbox import Inbox
from app.standins.messages.smtp import Keeper, Postbox
from app.standins.messages.web import create_app
from app.standins.threads import serving


@dataclass(frozen=True)
class Running:
    """Both sides, listening."""

    inbox: Inbox
    smtp_port: int
    url: str
    """Of the HTTP side: eSMS's endpoint, and the inbox as a page."""


@contextlib.contextmanager
def running(
    host: str = "127.0.0.1",
    *,
    smtp_port: int = 0,
    http_port: int = 0,
    sign_in: tuple[str, str] | None = None,
    tls: ssl.SSLContext | None = None,
    api_key: str | None = None,
) -> Iterator[Running]:
    """Both sides for the length of a block.

    Args:
        host: to listen on.
        smtp_port: 0 takes a free one.
        http_port: likewise.
        sign_in: user and password that SMTP asks for, once the line is safe; None lets anybody in.
        tls: with which STARTTLS is offered; None offers none.
        api_key: the one that eSMS's side lets in; None lets in any.

    Raises:
        TimeoutError: one does not start.
    """
    inbox = Inbox()
    asks: dict[str, Any] = {"authenticator": Keeper(*sign_in), "auth_required": True} if sign_in else {}
    mail = Controller(Postbox(inbox), hostname=host, port=smtp_port or _free_port(host), tls_context=tls, **asks)
    web = uvicorn.Server(uvicorn.Config(create_app(inbox, api_key=api_key), log_level="warning", ws="none"))
    bound = socket.create_server((host, http_port))
    mail.start()
    try:
        with serving(web, bound, "the stand-in for messages"):
            yield Running(inbox, mail.port, f"http://{host}:{bound.getsockname()[1]}")
    finally:
        mail.stop()


def _free_port(host: str) -> int:
    """Aiosmtpd looks whether its own port answers, so it has to know it beforehand."""
    with socket.create_server((host, 0)) as probe:
        return int(probe.getsockname()[1])
