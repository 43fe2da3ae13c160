"""The dispatcher's plan in the real browser: the crews' time, a plan, what it changes, and taking it back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import shoot
from tests.journeys.desks import LIVE_MS, Api, sign_in, violations

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def api(address: str) -> Iterator[Api]:
    """The same demo over HTTP."""
    asking = Api(address)
    yield asking
    asking.http.close()


@pytest.fixture
def planning(desktop: Page) -> Page:
    """The console with the crews' time on it, opened by its key."""
    sign_in(desktop, "/", "dispatcher")
    expect(desktop.get_by_test_id("ticket-row").first).to_be_visible()
    desktop.keyboard.press("p")
    expect(desktop.get_by_test_id("timeline-row").first).to_be_visible()
    return desktop


def test_a_board_is_planned_committed_line_by_line_and_put_back_by_keyboard_alone(planning: Page) -> None:
    keys, blocks = planning.keyboard, planning.get_by_test_id("block")
    proposed = planning.locator("[data-testid=block][data-look=proposed]")
    booked = planning.locator("[data-testid=block][data-look=booked]")
    expect(blocks).to_have_count(0)
    planning.locator("select[name=plan_seconds]").select_option("1")
    planning.get_by_test_id("plan-make").focus()
    keys.press("Enter")
    expect(planning.get_by_test_id("plan-bar")).to_have_attribute("data-state", "proposed")
    expect(planning.locator("[data-figure=customer_minutes]")).to_have_attribute("data-verdict", "better")
    expect(planning.get_by_test_id("plan-left-out")).to_contain_text("Directive 16")
    lines = planning.get_by_test_id("plan-line").and_(planning.locator("[data-kind=new]"))
    planned = lines.count()
    expect(proposed).to_have_count(planned)

    planning.context.set_offline(True)
    expect(planning.get_by_test_id("plan-offline")).to_contain_text("committing wait for the network")
    expect(planning.get_by_test_id("plan-commit")).to_be_disabled()
    planning.context.set_offline(False)
    expect(planning.get_by_test_id("plan-commit")).to_be_enabled(timeout=LIVE_MS)

    expect(planning.get_by_test_id("plan-lines")).to_be_focused()
    keys.press("j")
    keys.press("w")
    expect(planning.get_by_test_id("why-crew").first).to_contain_text("Chosen")
    keys.press("Escape")
    expect(planning.get_by_test_id("plan-lines")).to_be_focused()
    keys.press("x")
    keys.press("c")
    expect(planning.get_by_text("1 lines committed")).to_be_visible()
    expect(lines.first).to_have_attribute("data-state", "committed")
    expect(booked).to_have_count(1)
    expect(proposed).to_have_count(planned - 1)
    shoot(planning, "plans-partly-committed")

    keys.press("Control+z")
    expect(planning.get_by_text("as it was before")).to_be_visible()
    expect(booked).to_have_count(0)


def test_a_plan_that_takes_a_job_from_a_crew_asks_first_and_what_no_longer_holds_says_why(
    planning: Page, api: Api
) -> None:
    unit = api("dispatcher", "get", "/api/v1/me")["unit"]["id"]
    first = api("dispatcher", "post", "/api/v1/plans", expect=201, unit_id=unit, seconds=2)
    api("dispatcher", "post", f"/api/v1/plans/{first['id']}/commit", all=True)
    fits = [each for each in first["lines"] if each["crew"]["code"] == "T1" and not each["in_zone"]]
    ticket = min(fits, key=lambda each: each["entry_at"])["ticket"]
    planning.get_by_role("button", name="24 h").click()
    planning.get_by_test_id("ticket-row").filter(has_text=ticket["number"]).click()
    planning.get_by_test_id("wish-pin").click()
    crews = planning.locator("select[name=wish_crew]")
    crews.select_option(crews.locator("option", has_text="T2").get_attribute("value"))
    planning.get_by_test_id("wish-save").click()
    expect(planning.get_by_test_id("wish-chips")).to_contain_text("Pinned: T2")

    planning.keyboard.press("P")
    moved = planning.locator("[data-testid=plan-line][data-kind=moved]")
    expect(moved.first).to_contain_text("T1")
    expect(planning.locator("[data-testid=block][data-look=ghost]").first).to_be_visible()
    found = violations(planning)
    expect(planning.get_by_test_id("plan-lines")).to_be_focused()
    planning.keyboard.press("c")
    dialog = planning.get_by_test_id("commit-dialog")
    expect(dialog).to_contain_text(ticket["number"])
    shoot(planning, "plans-commit")

    held = api("dispatcher", "get", "/api/v1/assignments", active="true", ticket_id=ticket["id"])["items"][0]
    step = f"/api/v1/assignments/{held['id']}/transitions"
    api("dispatcher", "post", step, to="withdrawn", reason="another crew is there")
    dialog.get_by_test_id("commit-confirm").click()
    refused = planning.locator("[data-testid=plan-line][data-state=stale], [data-testid=plan-line][data-state=refused]")
    expect(refused.first).to_be_visible()
    expect(refused.first.locator("[data-code]").first).not_to_be_empty()
    expect(planning.get_by_test_id("timeline-row").first).to_be_visible(timeout=LIVE_MS)
    assert found == []
