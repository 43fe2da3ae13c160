"""The whole life of one job with the mouse: console, liaison desk and field page side by side on the real service."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import shoot
from tests.journeys.crew import CrewPhone
from tests.journeys.desks import LIVE_MS, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.draws]

ADDRESS = "Trạm bơm, 30 Quang Trung"
INSIDE_THE_ZONE = "108.2165, 16.0805"


def take_ticket(desk: Page) -> None:
    """A call comes in, and the form says at once that the place lies in a zone."""
    desk.get_by_test_id("new-ticket").click()
    intake = desk.get_by_test_id("intake")
    intake.locator("[name=position]").fill(INSIDE_THE_ZONE)
    expect(intake.get_by_test_id("zone-hit").first).to_be_visible()
    intake.locator("[name=address]").fill(ADDRESS)
    shoot(desk, "job-1-intake")
    desk.get_by_test_id("create-ticket").click()
    expect(desk.get_by_test_id("ticket-row").filter(has_text=ADDRESS)).to_be_visible()
    expect(desk.get_by_test_id("detail")).to_contain_text(ADDRESS)


def give_to_first_crew(desk: Page) -> None:
    """The crew of the demo's worker, from the ranked candidates."""
    expect(desk.get_by_test_id("candidate").first).to_be_visible()
    shoot(desk, "job-2-candidates")
    desk.locator("[data-testid=candidate][data-crew=T1]").get_by_test_id("assign").click()
    expect(desk.get_by_test_id("assignment")).to_have_attribute("data-state", "assigned")


class Watch:
    """The phone that acts, and the console that follows by itself."""

    def __init__(self, crew: CrewPhone, desk: Page) -> None:
        self.crew = crew
        self.on_console = desk.get_by_test_id("assignment")

    def both(self, state: str) -> None:
        """Both show the state, nobody having reloaded anything."""
        self.crew.expect_state(state)
        expect(self.on_console).to_have_attribute("data-state", state, timeout=LIVE_MS)


def to_the_gate(watch: Watch) -> None:
    """The push arrives; accept, drive, brief, dress; the gate is shut for want of the authority's consent alone."""
    crew, phone = watch.crew, watch.crew.page
    expect(phone.get_by_test_id("push-arrived")).to_be_visible()
    expect(phone.get_by_test_id("demo-inbox")).to_have_attribute("data-arrived", "true")
    shoot(phone, "job-3-push")
    crew.look_over()
    crew.open_job(ADDRESS)
    crew.to_checkpoint()
    watch.both("waiting_entry")
    phone.reload()
    crew.choose_method()
    crew.look_over()
    crew.answer_until("gate")
    missing = phone.locator("[data-testid=gate-line][data-status=failed]")
    expect(missing).to_have_count(1)
    expect(missing).to_have_attribute("data-line", "2")
    expect(phone.get_by_test_id("pass-gate")).to_be_disabled()
    shoot(phone, "job-4-gate-shut")
    crew.look_over()


def consent(liaison: Page) -> None:
    """The authority says yes."""
    liaison.get_by_test_id("request-row").filter(has_text=ADDRESS).click()
    shoot(liaison, "job-5-request")
    liaison.get_by_test_id("approve").click()
    expect(liaison.get_by_test_id("given-answer")).to_be_visible()


def in_and_out(watch: Watch) -> None:
    """Through the gate, work, restore, take off, disinfect for as long as it takes, close."""
    crew, phone = watch.crew, watch.crew.page
    expect(phone.get_by_test_id("told")).to_be_visible(timeout=LIVE_MS)
    expect(phone.get_by_test_id("pass-gate")).to_be_enabled(timeout=LIVE_MS)
    shoot(phone, "job-6-gate-open")
    crew.press("pass-gate")
    watch.both("inside")
    expect(phone.get_by_test_id("checkin")).to_have_attribute("data-state", "calm", timeout=LIVE_MS)
    crew.press("check-in")
    crew.answer_until("start-work")
    for press, state in (("start-work", "working"), ("restored", "restored"), ("leave", "exiting")):
        crew.press(press)
        watch.both(state)
    assert any("/dwell/" in name for name in crew.answer_until("close-job"))
    crew.press("close-job")
    expect(phone.get_by_test_id("gone-screen")).to_have_attribute("data-state", "closed")
    expect(watch.on_console).to_have_attribute("data-state", "closed", timeout=LIVE_MS)
    shoot(phone, "job-7-closed")
    crew.look_over()


def test_one_job_from_the_call_to_closed(desktop: Page, phone: Page) -> None:
    crew = CrewPhone(phone)
    sign_in(desktop, "/", "dispatcher")
    crew.sign_in()
    liaison = desktop.context.new_page()
    sign_in(liaison, "/liaison", "liaison")

    take_ticket(desktop)
    give_to_first_crew(desktop)
    watch = Watch(crew, desktop)
    to_the_gate(watch)
    consent(liaison)
    in_and_out(watch)

    expect(desktop.get_by_test_id("detail").locator(".detail-title")).to_contain_text("Closed")
    shoot(desktop, "job-8-console-closed")
    expect(liaison.get_by_test_id("given-answer")).to_contain_text("Closed")
    crew.press("back-to-jobs")
    expect(phone.get_by_test_id("gone-screen")).to_have_count(0)
