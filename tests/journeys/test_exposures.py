"""HSE in the real browser: a level is confirmed, a positive worker traced, who was met is stood down and let go."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from app.access import system
from app.adapters.jobs import ProcrastinateJobs
from app.clock import SystemClock
from app.schema.assignments import Assignment
from app.services import exposure_log
from app.services.assignment_steps import open_stays
from app.services.exposure_log import Breach, Contact
from app.services.work import Work
from app.settings import Settings
from app.wiring import make_engine, make_sessions, make_vault
from geo.travel import StraightLine
from tests.journeys.conftest import PHONE, Demo, shoot, window
from tests.journeys.desks import Api, sign_in, violations
from tests.support.crew_phone import assigned

pytestmark = pytest.mark.journey

TABS = ("exposures", "trace", "stand-downs")


@pytest.fixture(scope="module")
def stays(demo: Demo, address: str) -> Iterator[None]:
    """Crew T1 in a zone, with a contact of one and a breach of the other, as their phones told it."""
    api = Api(address)
    api.free("T1")
    job = UUID(assigned(api)["id"])
    engine = make_engine(settings := Settings(database_url=demo.told["CORDON_DATABASE_URL"], home=demo.home))
    work = Work(
        make_sessions(engine), SystemClock(), ProcrastinateJobs(), settings, StraightLine(), make_vault(settings)
    )
    with work.begin() as tx:
        row = tx.session.get_one(Assignment, job)
        row.en_route_at, row.entered_at, row.state = tx.now - timedelta(minutes=40), tx.now, "inside"
        tx.session.flush()
        open_stays(tx, system("journey"), row, None)
        first, second = (each["id"] for each in api("dispatcher", "get", f"/api/v1/assignments/{job}")["members"])
        met = Contact(outsider=True, who="Bà Hoa, 0905 123 456", band="under_1m", minutes=20, masked=False)
        exposure_log.report_contact(tx, system("journey"), row, [UUID(first)], met)
        exposure_log.report_breach(tx, system("journey"), row, [UUID(second)], Breach("gloves", "replaced"))
    yield
    engine.dispose()
    api.http.close()


def test_hse_confirms_traces_stands_down_and_lets_go(desktop: Page, stays: None) -> None:
    sign_in(desktop, "/safety#exposures", "hse")
    row = desktop.get_by_test_id("stay-row").filter(has_text="contact")
    name = row.locator(".strong").inner_text()
    row.click()
    record = desktop.get_by_test_id("exposure-record")
    expect(record).to_contain_text("Bà Hoa")
    desktop.get_by_test_id("classify").click()
    desktop.get_by_label("F2").check()
    desktop.get_by_test_id("classify-save").click()
    expect(record.locator(".exposure-head")).not_to_contain_text("proposed")

    desktop.locator("[data-tab=trace]").click()
    desktop.get_by_test_id("worker-search").fill(name)
    desktop.get_by_test_id("worker").first.click()
    desktop.get_by_test_id("report-positive").click()
    desktop.get_by_test_id("positive-confirm").click()
    met = desktop.get_by_test_id("traced")
    expect(met.first).to_contain_text("Same zone")
    desktop.get_by_test_id("choose-all").click()
    desktop.get_by_test_id("hold").click()
    desktop.get_by_test_id("hold-confirm").click()
    expect(met.first).to_contain_text("stood down until")

    desktop.locator("[data-tab=stand-downs]").click()
    traced = desktop.get_by_test_id("stand-down").filter(has_text="Trace")
    traced.first.get_by_test_id("end").click()
    desktop.locator("textarea[name=reason]").fill("negative twice")
    desktop.get_by_test_id("reason-confirm").click()
    expect(traced).to_have_count(0)


@pytest.mark.parametrize(("locale", "scheme"), [("vi-VN", "light"), ("en-GB", "dark")])
def test_the_screens_shut_nobody_out(chromium: Browser, address: str, stays: None, locale: str, scheme: str) -> None:
    size = PHONE if scheme == "dark" else {"width": 1440, "height": 900}
    with window(chromium, address, size, locale=locale, color_scheme=scheme) as page:
        sign_in(page, "/safety#exposures", "hse")
        for tab in TABS:
            page.locator(f"[data-tab={tab}]").click()
            if tab == "exposures":
                page.get_by_test_id("stay-row").first.click()
                expect(page.get_by_test_id("exposure-record")).to_be_visible()
            if tab == "trace":
                page.get_by_test_id("worker").first.click()
                page.get_by_test_id("trace-run").click()
                expect(page.get_by_test_id("trace-result")).to_be_visible()
            assert violations(page) == [], tab
            shoot(page, f"hse-{tab}-{locale[:2]}-{scheme}")
