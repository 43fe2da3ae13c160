"""A pass on its way: approved at the desk, shown by the crew's phone, read by a guard without network or account."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import FLAGS, PATIENCE_MS, shoot
from tests.journeys.crew import CrewPhone
from tests.journeys.desks import Api, violations
from tests.support.crew_phone import assigned

pytestmark = pytest.mark.journey

ADDRESS = "Bệnh viện"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def api(address: str) -> Iterator[Api]:
    """Whoever is not looked at in this journey."""
    asking = Api(address)
    yield asking
    asking.http.close()


def opened(browser: Browser, address: str, locale: str, **more: Any) -> Page:
    context = browser.new_context(base_url=address, viewport=PHONE, locale=locale, **more)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def approve(api: Api, permit: dict[str, Any]) -> None:
    """The liaison lets them in from now on."""
    now, step = datetime.now(UTC), f"/api/v1/entry-permits/{permit['id']}/transitions"
    since, until = (now - timedelta(minutes=5)).isoformat(), (now + timedelta(hours=3)).isoformat()
    api("liaison", "post", step, to="approved", valid_from=since, valid_until=until)


def take_post(page: Page, zone_name: str) -> None:
    """Open the guard's page, choose the zone's first control point, and wait until it can do without a network."""
    page.goto("/guard")
    page.get_by_role("group", name=zone_name, exact=True).get_by_test_id("post").first.click()
    expect(page.get_by_test_id("list-age")).to_have_attribute("data-old", "false")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")


def expect_answer(page: Page, answer: str) -> None:
    expect(page.get_by_test_id("guard-answer")).to_have_attribute("data-answer", answer)


def look_over(page: Page, name: str) -> None:
    """Accessible by light and in the dark; a picture of each."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.evaluate("() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 100))")
        found = violations(page)
        assert not found, (scheme, found)
        shoot(page, f"{name}-{scheme}")
    page.emulate_media(color_scheme="light")


def shown_by(crew: CrewPhone, issued: dict[str, Any]) -> bytes:
    """The code as it stands on the phone's screen."""
    crew.press("show-pass")
    expect(crew.page.get_by_test_id("pass")).to_have_attribute("data-pass", issued["id"])
    picture = crew.page.get_by_test_id("pass").locator("svg").screenshot()
    with Image.open(BytesIO(picture)) as screen:
        read = zxingcpp.read_barcode(np.asarray(screen.convert("L")))
    assert read is not None
    assert read.text == issued["text"]
    look_over(crew.page, "pass-1-phone")
    return picture


def choose_image(page: Page, picture: bytes) -> None:
    file = {"name": "pass.png", "mimeType": "image/png", "buffer": picture}
    page.get_by_test_id("image-file").set_input_files(file)  # type: ignore[arg-type]


def film(picture: bytes, folder: Path) -> Path:
    """What a fake camera shows: the phone's screen, held into the picture."""
    with Image.open(BytesIO(picture)) as screen:
        code = screen.convert("RGB").resize((620, round(620 * screen.height / screen.width)))
    frame = Image.new("RGB", (1280, 960), (90, 100, 95))
    frame.paste(code.rotate(4, expand=True, fillcolor=(90, 100, 95)), (300, 110))
    still = BytesIO()
    frame.save(still, "JPEG", quality=80)
    file = folder / "camera.mjpeg"
    file.write_bytes(still.getvalue() * 5)
    return file


def test_a_guard_without_network_or_account_reads_the_pass_on_the_crews_phone(
    chromium: Browser, address: str, api: Api, tmp_path: Path
) -> None:
    permit = assigned(api)["permits"][0]
    approve(api, permit)
    issued = api("liaison", "get", f"/api/v1/entry-permits/{permit['id']}/pass")

    # The phone shows it, also without a network.
    crew = CrewPhone(opened(chromium, address, "vi-VN"))
    crew.sign_in()
    crew.open_job(ADDRESS)
    crew.page.context.set_offline(True)
    picture = shown_by(crew, issued)

    # The guard's page reads the picture without a network; the names are there to compare.
    guard = opened(chromium, address, "vi-VN")
    guard.goto("/guard")
    expect(guard.get_by_test_id("post").first).to_be_visible()
    look_over(guard, "pass-2-setup")
    take_post(guard, issued["zone_name"])
    guard.context.set_offline(True)
    guard.reload()
    expect(guard.get_by_test_id("guard-post")).to_be_visible()
    look_over(guard, "pass-3-ready")
    choose_image(guard, picture)
    expect_answer(guard, "valid")
    for name in issued["people"]:
        expect(guard.get_by_test_id("guard-people")).to_contain_text(name)
    expect(guard.get_by_test_id("guard-plates")).to_contain_text(issued["plates"][0])
    look_over(guard, "pass-4-valid")

    # A picture without a code, and a text that somebody altered.
    blank = BytesIO()
    Image.new("L", (300, 300), 255).save(blank, "PNG")
    choose_image(guard, blank.getvalue())
    expect(guard.get_by_test_id("no-code")).to_be_visible()
    guard.get_by_test_id("type").click()
    altered = issued["text"][:60] + ("A" if issued["text"][60] != "A" else "B") + issued["text"][61:]
    guard.get_by_test_id("pass-text").fill(altered)
    guard.get_by_test_id("check").click()
    expect_answer(guard, "wrong_signature")

    # Revoked at the desk: the guard who is offline cannot know; once online, the next scan says so.
    step = f"/api/v1/entry-permits/{permit['id']}/transitions"
    api("liaison", "post", step, to="revoked", reason="new cases in the street")
    guard.context.set_offline(False)
    guard.get_by_test_id("list-age").click()
    expect(guard.get_by_test_id("list-age")).to_have_attribute("data-refresh", "idle")
    choose_image(guard, picture)
    expect_answer(guard, "revoked")
    look_over(guard, "pass-5-revoked")
    crew.page.context.set_offline(False)
    expect(crew.page.get_by_test_id("pass")).to_have_count(0)
    crew.page.context.close()
    guard.context.close()

    # The camera reads it too.
    _scan_by_camera(chromium, address, issued, film(picture, tmp_path))


def _scan_by_camera(chromium: Browser, address: str, issued: dict[str, Any], footage: Path) -> None:
    path = os.environ.get("CORDON_CHROMIUM", "/usr/bin/chromium")
    flags = [
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={footage}",
    ]  # fmt: skip
    browser = chromium.browser_type.launch(executable_path=path, args=[*FLAGS, *flags])
    try:
        guard = opened(browser, address, "en-GB", permissions=["camera"])
        take_post(guard, issued["zone_name"])
        guard.get_by_test_id("scan").click()
        expect_answer(guard, "revoked")
        expect(guard.get_by_role("heading", name="REVOKED")).to_be_visible()
        look_over(guard, "pass-6-camera")
    finally:
        browser.close()
