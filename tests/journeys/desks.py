"""What journeys at the desks share: signing in, the rules of accessibility, and the service's own API."""

from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page

from app.demo.people import PASSWORD
from tests.support.crew_phone import Desk

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES = {"en": "en-GB", "vi": "vi-VN"}
LIVE_MS = 40_000
"""A change shows within seconds, once older transactions of the server are over, other databases' included."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, path: str, user: str) -> None:
    """Sign in at a desk with the demo's password."""
    page.goto(path)
    page.locator("input[name=username]").fill(user)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_test_id("sign-in").click()
    page.locator("input[type=password]").wait_for(state="detached")


SETTLED = """() => Promise.all(document.getAnimations().filter((each) => each.effect.getTiming().iterations < Infinity)
    .map((each) => each.finished.catch(() => null)))"""
"""Colours on their way from one to the other are nobody's choice."""


def violations(page: Page) -> list[str]:
    """What axe-core objects to on the page as it stands: rule, and the elements that break it."""
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())  # past the content security policy, which rightly forbids a script tag
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{each['id']}: {node['target']}" for each in found["violations"] for node in each["nodes"]]


class Api(Desk):
    """The running demo over HTTP, as any of its users."""

    def __init__(self, address: str) -> None:
        self.base = address
        self.http = httpx.Client(base_url=address, timeout=30)
        self.tokens: dict[str, str] = {}

    def __call__(self, user: str, method: str, path: str, *, expect: int = 200, **body: Any) -> Any:
        """The answer's body."""
        given = {"json": body} if method != "get" else {"params": body}
        answer = self.http.request(method.upper(), path, headers=self._headers(user), **given)  # type: ignore[arg-type]
        assert answer.status_code == expect, answer.text
        return answer.json()

    def raw(self, user: str, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer itself, of what is no JSON."""
        headers = self._headers(user) | more.pop("headers", {})
        return self.http.request(method.upper(), path, headers=headers, **more).raise_for_status()

    def free(self, *crews: str) -> None:
        """Take back what crews have been ordered to, so that a test begins with crews that may go."""
        for order in self("dispatcher", "get", "/api/v1/assignments", active="true")["items"]:
            if order["crew"]["code"] in crews:
                step = f"/api/v1/assignments/{order['id']}/transitions"
                self("dispatcher", "post", step, to="withdrawn", reason="the next test")

    def _headers(self, user: str) -> dict[str, str]:
        if user not in self.tokens:
            form = {"grant_type": "password", "username": user, "password": PASSWORD}
            self.tokens[user] = (
                self.http.post("/api/v1/auth/token", data=form).raise_for_status().json()["access_token"]
            )
        return {"Authorization": f"Bearer {self.tokens[user]}"}
