"""Two neighbours report one trouble: the worker sees it, the dispatcher arranges it, and Ctrl-Z takes that back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import shoot
from tests.journeys.desks import LIVE_MS, Api, sign_in, violations

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
