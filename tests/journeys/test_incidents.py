"""What comes up by itself: two reports of one trouble, a cry for help, a crew in a zone without leave."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from app.clock import ManualClock
from tests.journeys.conftest import PHONE, shoot, window
from tests.journeys.desks import LIVE_MS, Api, sign_in, violations
from tests.support.crew_phone import Phone, assigned

pytestmark = pytest.mark.journey

PLACE = {"type": "Point", "coordinates": [108.2301, 16.0501]}


@pytest.fixture
def api(address: str) -> Iterator[Api]:
    """The same demo over HTTP."""
    asking = Api(address)
    yield asking
    asking.http.close()


def test_the_worker_groups_the_dispatcher_takes_out_and_takes_that_back(api: Api, desktop: Page) -> None:
    page = desktop
    report = {"work_type": "fault_repair", "place": PLACE, "transformer": "TBA Hòa Khánh 3", "customers_affected": 60}
    first = api("agent", "post", "/api/v1/tickets", expect=201, **report, address="10 Lê Duẩn")
    second = api("agent", "post", "/api/v1/tickets", expect=201, **report, address="12 Lê Duẩn")
    sign_in(page, "/", "dispatcher")
    row = page.locator(f'[data-testid="ticket-row"][data-number="{first["number"]}"]')
    expect(row.get_by_test_id("incident-badge")).to_contain_text("2", timeout=LIVE_MS)

    row.click()
    page.get_by_role("tab", name="Ticket", exact=True).click()
    panel = page.get_by_test_id("incident")
    expect(panel.get_by_test_id("incident-evidence")).to_contain_text("One transformer, TBA Hòa Khánh 3: 2 tickets")
    assert violations(page) == []
    shoot(page, "incident")

    panel.get_by_label(f"Choose {second['number']}").check()
    panel.get_by_test_id("incident-remove").click()
    expect(panel.get_by_test_id("incident-member")).to_have_count(1)
    page.get_by_test_id("detail").click(position={"x": 5, "y": 5})
    page.keyboard.press("Control+z")
    expect(panel.get_by_test_id("incident-member")).to_have_count(2)
    assert api("dispatcher", "get", f"/api/v1/tickets/{second['id']}")["incident"]["tickets"] == 2


def drive_in(api: Api) -> None:
    """Two fixes of the worker's phone: outside the quarantine, then inside it."""
    time.sleep(1)  # after the crew set out, and not in the future
    now = datetime.now(UTC)
    fixes = [
        {"lon": lon, "lat": 16.0812, "accuracy_m": 8, "device_time": (now - timedelta(seconds=ago)).isoformat()}
        for lon, ago in ((108.2, 0.6), (108.2162, 0.1))
    ]
    api("worker", "post", "/mobile/v1/positions", expect=202, fixes=fixes)


def test_a_cry_for_help_and_a_zone_entered_without_leave_stand_above_all_else_and_can_be_read(
    api: Api, chromium: Browser
) -> None:
    job = assigned(api)["id"]
    phone = Phone(api, ManualClock(datetime.now(UTC)))
    for to in ("accepted", "en_route"):
        phone.go(job, to)
    cry = phone.send("emergency.raise", job, what="injury", note="ngã từ thang")
    drive_in(api)
    with window(chromium, api.base, locale="vi-VN", color_scheme="dark") as page:
        sign_in(page, "/", "dispatcher")
        expect(page.get_by_test_id("alarm")).to_contain_text("có người bị thương")
        expect(page.get_by_test_id("crossing")).to_contain_text("Thạch Thang")
        assert violations(page) == []
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        shoot(page, "console-alarms")
        page.get_by_test_id("crossing-seen").click()
        expect(page.get_by_test_id("crossings")).to_have_count(0)
        page.reload()
        expect(page.get_by_test_id("alarm")).to_be_visible()
        expect(page.get_by_test_id("crossings")).to_have_count(0)
    step = {"emergency_id": cry["action_id"], "step": "ended", "note": "taken to hospital"}
    api("dispatcher", "post", f"/api/v1/assignments/{job}/emergency-steps", **step)
