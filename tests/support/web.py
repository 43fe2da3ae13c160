"""The web service as tests ask it, and its description: each made no more often than needed."""

from dataclasses import replace
from functools import cache
from typing import Any

from fastapi import FastAPI

from app.auth.passwords import Argon2Passwords
from app.main import create_app
from app.services.work import Work
from app.wiring import Wiring

CHEAP = Argon2Passwords(memory_kib=8, rounds=1)
"""Real hashes at a thousandth of the cost: what the service really uses is tested by itself."""


def web_service(work: Work) -> FastAPI:
    """The service around ``work``; a password costs it next to nothing."""
    app = create_app(work.settings, Wiring.around(work))
    app.state.auth = replace(app.state.auth, passwords=CHEAP)
    return app


@cache
def openapi_document() -> dict[str, Any]:
    """The OpenAPI document, which takes seconds to write: read it, do not change it."""
    return create_app().openapi()
