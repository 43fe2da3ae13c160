"""The safety desk in the real browser: who sees what, a job at past moments, and the proof that its record is whole."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import shoot, window
from tests.journeys.desks import LIVE_MS, Api, sign_in, violations

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def api(address: str) -> Iterator[Api]:
    """The same demo over HTTP."""
    asking = Api(address)
    yield asking
    asking.http.close()


@pytest.fixture(scope="module")
def number(api: Api) -> str:
    """A ticket that was reported and then cancelled: two moments to slide between."""
    body = {"work_type": "fault_repair", "place": {"type": "Point", "coordinates": [108.2, 16.07]}}
    ticket = api("agent", "post", "/api/v1/tickets", expect=201, **body, address="9 Trần Phú", description="No power")
    api("agent", "post", f"/api/v1/tickets/{ticket['id']}/transitions", to="cancelled", reason="came back by itself")
    return str(ticket["number"])


def open_job(page: Page, number: str) -> None:
    page.get_by_test_id("audit-search").fill(number)
    page.locator(f"[data-testid=audit-row][data-number='{number}']").click(timeout=LIVE_MS)
    expect(page.get_by_test_id("past-job").get_by_role("heading", name=number)).to_be_visible()


def test_an_auditor_slides_back_and_sees_the_job_as_it_was(desktop: Page, number: str) -> None:
    sign_in(desktop, "/safety#audit", "auditor")
    open_job(desktop, number)
    job = desktop.get_by_test_id("past-job")
    expect(job.locator(".audit-head")).to_contain_text("Cancelled")
    desktop.get_by_test_id("slider").fill("0")
    expect(job.locator(".audit-head")).to_contain_text("New")
    expect(job.locator("[data-later=true]").first).to_contain_text("Ticket cancelled")
    shoot(desktop, "safety-past")
    desktop.get_by_test_id("now").click()
    expect(job.locator(".audit-head")).to_contain_text("Cancelled")


def test_the_proof_is_one_press_away_for_whoever_audits(desktop: Page, number: str) -> None:
    sign_in(desktop, "/safety#audit", "auditor")
    desktop.get_by_test_id("verify-now").click()
    expect(desktop.get_by_test_id("verify-whole")).to_contain_text("The trail is whole")
    shoot(desktop, "safety-verify")


def test_an_hse_officer_looks_back_without_the_button(desktop: Page, number: str) -> None:
    sign_in(desktop, "/safety#audit", "hse")
    open_job(desktop, number)
    expect(desktop.get_by_test_id("verify-now")).to_have_count(0)


def test_who_has_no_business_here_is_told_so(desktop: Page) -> None:
    sign_in(desktop, "/safety", "agent")
    expect(desktop.get_by_test_id("empty")).to_contain_text("not for your role")


def test_who_keeps_the_whole_utility_says_which_roles_one_person_may_hold_and_reads_it_in_words(desktop: Page) -> None:
    sign_in(desktop, "/safety#people-rules", "admin")
    pair = desktop.locator("[data-pair='permit_issuer+permitter']")
    words = desktop.get_by_test_id("pair-words")
    expect(words).to_contain_text("Nobody may hold two roles")
    pair.check()
    assert violations(desktop) == []
    desktop.get_by_test_id("pairs-save").click()
    expect(desktop.get_by_test_id("pairs-save")).to_have_count(0)
    expect(words).to_contain_text("permit issuer and permitter")
    pair.uncheck()
    desktop.get_by_test_id("pairs-save").click()
    expect(words).to_contain_text("Nobody may hold two roles")


@pytest.mark.parametrize(("locale", "scheme"), [("vi-VN", "light"), ("en-GB", "dark")])
def test_the_desk_shuts_nobody_out(chromium: Browser, address: str, number: str, locale: str, scheme: str) -> None:
    with window(chromium, address, locale=locale, color_scheme=scheme) as page:
        sign_in(page, "/safety#audit", "auditor")
        open_job(page, number)
        assert violations(page) == []
        shoot(page, f"safety-{locale[:2]}-{scheme}")
