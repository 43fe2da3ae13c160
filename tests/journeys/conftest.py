"""The whole Cordon as `make demo` starts it, on a database of its own, and browsers to look at it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from app.cluster import default_home
from tests.support.databases import Server, database, on
from tests.support.ports import free_port

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
READY_SECONDS = 60.0
SCREENS = default_home() / "screens"


@pytest.fixture(scope="module")
def address(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo runs."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    with database(server, migrated, migrated=True) as name:
        told = {
            "CORDON_DATABASE_URL": on(server.service_url, name),
            "CORDON_OWNER_DATABASE_URL": on(server.owner_url, name),
            "CORDON_HOME": str(home),
            "CORDON_PORT": str(port),
            "CORDON_DEMO_HEADLESS": "1",
        }
        child = subprocess.Popen([sys.executable, "-m", "app.cli", "demo"], env=os.environ | told)
        try:
            _wait(f"http://127.0.0.1:{port}", child, home)
            yield f"http://127.0.0.1:{port}"
        finally:
            child.terminate()
            assert child.wait(30) == 0


def _wait(address: str, child: "subprocess.Popen[bytes]", home: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and child.poll() is None:
        try:
            if httpx.get(f"{address}/health/ready").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    logs = {log.name: log.read_text()[-2000:] for log in home.glob("log/*")}
    raise AssertionError(f"the demo did not come up: {logs}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        path = os.environ.get("CORDON_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desktop(chromium: Browser, address: str) -> Iterator[Page]:
    """A desk's screen, in English."""
    context = chromium.new_context(base_url=address, viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Page]:
    """A phone's screen, in Vietnamese."""
    context = chromium.new_context(base_url=address, viewport={"width": 390, "height": 844}, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")
