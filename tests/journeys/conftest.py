"""The whole Cordon as `make demo` starts it, on a database of its own, and browsers to look at it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from app.cluster import default_home
from tests.support.databases import Server, database, on
from tests.support.ports import free_port

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
READY_SECONDS = 240.0  # five processes start at once, beside other tests
PATIENCE_MS = 20_000
"""How long a page may take to show what it should, on a machine that does much else."""
expect.set_options(timeout=PATIENCE_MS)
SCREENS = default_home() / "screens"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SHARP = os.environ.get("CORDON_SCREENS") == "sharp"
"""Drawn without a graphics card, maps are half of what a journey costs. Only tests that are marked ``draws`` have one,
in half the resolution; all else must be possible from the lists. ``CORDON_SCREENS=sharp`` draws all of them well, for
pictures to look at."""
BOTH_WAYS = [
    ("en", "light"), pytest.param("vi", "dark", marks=pytest.mark.draws),
    pytest.param("en", "dark", marks=pytest.mark.long), pytest.param("vi", "light", marks=pytest.mark.long),
]  # fmt: skip
"""Language and theme: every run sees each once, one of them with maps; ``make prove`` all pairs."""


@contextmanager
def window(
    browser: Browser, address: str, size: dict[str, int] = DESK, *, sharp: bool = SHARP, **more: Any
) -> Iterator[Page]:
    """A browser of somebody's own, in English unless ``locale`` says else, without moving pictures."""
    drawn = {"device_scale_factor": 1 if sharp else 0.5, "locale": "en-GB", "reduced_motion": "reduce"} | more
    context = browser.new_context(base_url=address, viewport=size, **drawn)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


class Demo:
    """The demo's processes, on a database and in a home of their own."""

    def __init__(self, server: Server, database_name: str, home: Path) -> None:
        port = free_port()
        self.address, self.home = f"http://127.0.0.1:{port}", home
        self.told = {
            "CORDON_DATABASE_URL": on(server.service_url, database_name),
            "CORDON_OWNER_DATABASE_URL": on(server.owner_url, database_name),
            "CORDON_HOME": str(home),
            "CORDON_PORT": str(port),
            "CORDON_DEMO_HEADLESS": "1",
            "CORDON_DEMO_LIVELY": "0",  # a journey's board holds still
            "CORDON_DEMO_CONTACT_SECONDS": "5",  # really counted, and not most of a journey
        }

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self.main = subprocess.Popen([sys.executable, "-m", "app.cli", "demo"], env=os.environ | self.told)
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self.main.poll() is None:
            try:
                if httpx.get(f"{self.address}/health/ready").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        logs = {log.name: log.read_text()[-2000:] for log in self.home.glob("log/*")}
        raise AssertionError(f"the demo did not come up: {logs}")

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self.main.terminate()
        assert self.main.wait(30) == 0

    def pull_the_plug(self) -> None:
        """Kill every process of it at once, the one that would start the others again first; nothing is finished."""
        for process_id in [self.main.pid, *_descendants(self.main.pid)]:
            with suppress(ProcessLookupError):
                os.kill(process_id, signal.SIGKILL)
        self.main.wait()


def _descendants(process_id: int) -> list[int]:
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = [process_id]
    for each in found:
        found.extend(child for child, parent in parents.items() if parent == each)
    return found[1:]


@pytest.fixture(scope="module")
def demo(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, running."""
    with database(server, migrated, migrated=True) as name:
        running = Demo(server, name, tmp_path_factory.mktemp("home"))
        try:
            running.start()
            yield running
        finally:
            running.stop()


@pytest.fixture(scope="module")
def address(demo: Demo) -> str:
    """Where the demo runs."""
    return demo.address


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as driving:
        yield driving


@pytest.fixture(scope="module")
def drawing(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, which draws maps."""
    with _browser(playwright, "--enable-unsafe-swiftshader") as browser:
        yield browser


@pytest.fixture(scope="module")
def flat(playwright: Playwright) -> Iterator[Browser]:
    """The same as on a machine that cannot draw maps."""
    with _browser(playwright, "--disable-3d-apis") as browser:
        yield browser


@pytest.fixture
def chromium(request: pytest.FixtureRequest) -> Browser:
    """Debian's Chromium; it draws maps for tests that are marked so."""
    draws = SHARP or request.node.get_closest_marker("draws") is not None
    browser: Browser = request.getfixturevalue("drawing" if draws else "flat")
    return browser


@contextmanager
def _browser(playwright: Playwright, flag: str) -> Iterator[Browser]:
    path = os.environ.get("CORDON_CHROMIUM", "/usr/bin/chromium")
    browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, flag])
    yield browser
    browser.close()


@pytest.fixture
def desktop(chromium: Browser, address: str) -> Iterator[Page]:
    """A desk's screen, in English."""
    with window(chromium, address) as page:
        yield page


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Page]:
    """A phone's screen, in Vietnamese."""
    with window(chromium, address, PHONE, locale="vi-VN") as page:
        yield page


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")
