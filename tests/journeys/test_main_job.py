"""The main job with the mouse: console, liaison desk and field page against the real service."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.demo.people import PASSWORD
from tests.journeys.conftest import shoot

pytestmark = pytest.mark.journey


def sign_in(page: Page, path: str, user: str) -> None:
    page.goto(path)
    page.locator("input[name=username], input[autocomplete=username]").first.fill(user)
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.get_by_test_id("sign-in").click()


def test_a_crew_is_sent_and_the_liaison_consents(desktop: Page, phone: Page) -> None:
    sign_in(desktop, "/", "dispatcher")
    row = desktop.get_by_test_id("ticket-row").filter(has_text="Bệnh viện").first
    row.click()
    expect(desktop.get_by_test_id("zone-hit").first).to_be_visible()
    candidate: Any = desktop.locator("[data-testid=candidate]").first
    expect(candidate).to_be_visible()
    shoot(desktop, "console-candidates")
    desktop.get_by_test_id("assign").first.click()
    expect(desktop.get_by_test_id("assignment").first).to_be_visible()
    shoot(desktop, "console-assigned")

    liaison = desktop.context.new_page()
    sign_in(liaison, "/liaison", "liaison")
    liaison.get_by_test_id("request-row").first.click()
    shoot(liaison, "liaison-request")
    liaison.get_by_test_id("approve").click()
    expect(liaison.get_by_test_id("given-answer")).to_be_visible()

    sign_in(phone, "/field", "worker")
    phone.get_by_test_id("job").first.click()
    shoot(phone, "field-job")
    phone.get_by_test_id("accept").click()
    phone.get_by_test_id("set-off").click()
    phone.get_by_test_id("at-checkpoint").click()
    expect(phone.get_by_test_id("job-screen")).to_have_attribute("data-state", "waiting_entry")
    shoot(phone, "field-checkpoint")
