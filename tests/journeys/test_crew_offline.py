"""A crew without a network, and a service whose plug is pulled: nothing is lost, nothing is done twice."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.demo.people import PASSWORD
from tests.journeys.conftest import PATIENCE_MS, PHONE, Demo, shoot, window
from tests.journeys.crew import CrewPhone
from tests.journeys.desks import Api, violations
from tests.journeys.phone_store import Transfer, Walk, noise
from tests.support.crew_phone import assigned, ordered

pytestmark = pytest.mark.journey

ADDRESS = "Bệnh viện"


@pytest.fixture
def api(address: str) -> Iterator[Api]:
    """Whoever is not looked at in this journey."""
    asking = Api(address)
    yield asking
    asking.http.close()


@pytest.fixture
def crew(chromium: Browser, address: str) -> Iterator[CrewPhone]:
    """The crew leader's phone, in English."""
    with window(chromium, address, PHONE) as page:
        yield CrewPhone(page)


RETRIED_MS = 60_000
"""A phone that failed several times waits half a minute before its next try."""


def expect_waiting(page: Page, count: int) -> None:
    """How much the badge says waits to be sent."""
    expect(page.get_by_test_id("queue-count")).to_have_attribute("data-count", str(count), timeout=RETRIED_MS)


def open_told(crew: CrewPhone, api: Api, name: str) -> None:
    """Open the job once its push has come, and wait until the service knows that it was read: nothing waits then."""
    crew.open_job(ADDRESS)
    until = time.monotonic() + PATIENCE_MS / 1000
    while True:
        running = api("dispatcher", "get", "/api/v1/assignments", active="true")["items"]
        pushes = [push for each in running for push in each["pushes"] if push["user_name"] == name]
        if pushes and all(push["state"] == "read" for push in pushes):
            break
        assert time.monotonic() < until, pushes
        crew.page.wait_for_timeout(200)
    expect_waiting(crew.page, 0)


def answers(api: Api, job: str) -> list[tuple[str, str, str | None]]:
    """What the service holds of a job's checklists: checklist, item, member."""
    whole = api("dispatcher", "get", f"/api/v1/assignments/{job}")
    found = []
    for brief in whole["checklists"]:
        entries = api("dispatcher", "get", f"/api/v1/checklists/{brief['id']}")["entries"]
        found += [(brief["id"], each["item_key"], each["member_id"]) for each in entries]
    return found


def slots(names: list[str]) -> list[tuple[str, str, str | None]]:
    """Questions as the page names them, as the service does."""
    parts = [name.split("/") for name in names]
    return [(checklist, item, member or None) for checklist, item, member in parts]


def history(api: Api, job: str) -> list[str]:
    """The states that a job went through."""
    told = api("dispatcher", "get", f"/api/v1/assignments/{job}")["history"]
    states = ("accepted", "en_route", "waiting_entry")
    return [each["state"] for each in told if each["state"] in states]


def sign_out(page: Page) -> None:
    page.get_by_test_id("account").click()
    page.get_by_test_id("sign-out").click()


def cry_for_help(crew: CrewPhone) -> None:
    """Somebody is hurt where there is no network: the phone says what to do, and will tell it before all else."""
    crew.press("report-injury")
    expect(crew.page.get_by_test_id("alarm-reached")).to_have_attribute("data-state", "saved")
    crew.look_over()
    crew.press("alarm-hide")


def see_map_and_queue(crew: CrewPhone) -> None:
    """Without a network the map is drawn, and the queue says what waits, the urgent first."""
    crew.press("open-map")
    expect(crew.page.get_by_test_id("job-map").locator("canvas")).to_be_visible()
    crew.press("map-back")
    crew.press("queue-count")
    waiting = crew.page.get_by_test_id("queue-waiting")
    expect(waiting).to_have_count(5)
    expect(waiting.first).to_have_attribute("data-kind", "emergency.raise")
    crew.look_over()
    crew.press("back")
    crew.open_job(ADDRESS)


def expect_withdrawn(crew: CrewPhone) -> None:
    """The job is another crew's, why, and what of ours was not taken; a reload does not forget it."""
    page = crew.page
    expect(page.get_by_test_id("gone-screen")).to_have_attribute("data-state", "withdrawn")
    expect(page.get_by_test_id("gone-screen")).to_contain_text("crew 2 is near")
    expect(page.get_by_test_id("not-taken")).to_contain_text("(2)")
    shoot(page, "offline-2-withdrawn")
    crew.look_over()
    page.reload()
    expect(page.get_by_test_id("not-taken")).to_be_visible()


def expect_heard(crew: CrewPhone, api: Api, job: str) -> None:
    """The dispatcher has the alarm, and the crew is told so."""
    (alarm,) = api("dispatcher", "get", "/api/v1/alarms")
    assert (alarm["assignment_id"], alarm["emergency"]["what"]) == (job, "injury")
    crew.press("alarm-standing")
    expect(crew.page.get_by_test_id("alarm-reached")).to_have_attribute("data-state", "sent")
    crew.press("alarm-over")


@pytest.mark.draws
def test_a_crew_works_on_without_a_network_and_without_the_service(crew: CrewPhone, api: Api, demo: Demo) -> None:
    page, network = crew.page, crew.page.context
    crew.sign_in()
    job = assigned(api)["id"]
    crew.open_job(ADDRESS)
    crew.look_over()
    crew.press("accept")
    crew.expect_state("accepted")
    crew.press("set-off")
    crew.expect_state("en_route")
    expect_waiting(page, 0)

    # Off: the crew goes on, the badge counts, a reload loses neither place nor work.
    network.set_offline(True)
    crew.press("at-checkpoint")
    crew.expect_state("waiting_entry")
    done = [crew.answer(), crew.answer()]
    expect_waiting(page, 3)
    expect(page.get_by_test_id("queue-count")).to_have_attribute("data-state", "offline")
    page.reload()
    expect_waiting(page, 3)
    crew.expect_state("waiting_entry")
    done.append(crew.answer())
    expect_waiting(page, 4)
    shoot(page, "offline-1-queue")
    crew.look_over()

    cry_for_help(crew)
    see_map_and_queue(crew)

    # On again: everything goes, the cry for help first, the rest in order, each once.
    network.set_offline(False)
    expect_waiting(page, 0)
    expect_heard(crew, api, job)
    expect(page.get_by_test_id("refused")).to_have_count(0)
    assert answers(api, job) == slots(done)
    assert history(api, job) == ["accepted", "en_route", "waiting_entry"]

    # The plug is pulled between two answers; the phone works on, and the service that comes back knows everything.
    demo.pull_the_plug()
    done += [crew.answer(), crew.answer()]
    expect_waiting(page, 2)
    demo.start()
    expect_waiting(page, 0)
    assert answers(api, job) == slots(done)

    # Meanwhile the dispatcher takes the job away: what was done offline is not taken, and the phone says so.
    network.set_offline(True)
    crew.answer()
    crew.answer()
    withdrawn = api(
        "dispatcher", "post", f"/api/v1/assignments/{job}/transitions", to="withdrawn", reason="crew 2 is near"
    )
    assert withdrawn["state"] == "withdrawn"
    network.set_offline(False)
    expect_withdrawn(crew)
    assert answers(api, job) == slots(done)
    crew.press("back-to-jobs")
    expect(page.get_by_test_id("gone-job")).to_have_count(0)


def test_signing_out_warns_of_what_is_unsent_and_wipes_the_phone(crew: CrewPhone, api: Api) -> None:
    page, network = crew.page, crew.page.context
    crew.sign_in()
    assigned(api)
    open_told(crew, api, "Nguyễn Văn An")
    network.set_offline(True)
    crew.press("accept")
    crew.expect_state("accepted")
    sign_out(page)
    expect(page.get_by_test_id("sign-out-dialog")).to_be_visible()
    shoot(page, "offline-3-sign-out")
    crew.look_over()
    crew.press("stay")
    expect_waiting(page, 1)

    sign_out(page)
    crew.press("sign-out-anyway")
    expect(page.get_by_test_id("sign-in")).to_be_visible()
    left = page.evaluate(
        "async () => [...(await indexedDB.databases()).map(each => each.name),"
        " ...Object.keys(localStorage).filter(each => !/theme|locale|clock/.test(each))]"
    )
    assert left == []


def test_a_session_that_the_service_refuses_keeps_what_is_unsent(crew: CrewPhone, api: Api) -> None:
    page, network = crew.page, crew.page.context
    crew.sign_in("worker2")
    open_told(crew, api, "Hồ Sỹ Dũng")
    network.set_offline(True)
    crew.press("accept")
    expect_waiting(page, 1)
    network.clear_cookies()  # as if the refresh token had been revoked meanwhile
    network.set_offline(False)
    page.reload()
    expect(page.get_by_test_id("sign-in")).to_be_visible()
    page.locator("input[name=username]").fill("worker2")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_test_id("sign-in").click()
    crew.expect_state("accepted")
    expect_waiting(page, 0)
    running = api("dispatcher", "get", "/api/v1/assignments")["items"][0]
    assert running["state"] == "accepted"


def allow_position(crew: CrewPhone) -> None:
    """The phone says in plain words what becomes of the worker's place; refused at first, then allowed."""
    crew.press("position-read")
    expect(crew.page.get_by_test_id("position-page")).to_be_visible()
    crew.look_over()
    shoot(crew.page, "positions-1-ask")
    crew.press("position-allow")
    expect(crew.page.get_by_test_id("position-denied")).to_be_visible()  # so a browser without windows answers
    crew.page.context.grant_permissions(["geolocation"])
    expect(crew.page.get_by_test_id("position-on")).to_be_visible()
    crew.look_over()
    crew.press("back")


def take_photo(crew: CrewPhone) -> None:
    """The hand-over's questions up to its photo, which is taken and kept."""
    crew.press("hand-over")
    crew.press("pick-shift_end")
    for _ in range(2):
        crew.page.locator("textarea[name=words]").fill("x")
        crew.press("said")
    for press in ("pick-isolated", "pick-in_place"):
        crew.press(press)
    crew.page.locator("input[type=file]").set_input_files(noise())
    crew.press("confirm-item")
    expect(crew.page.get_by_test_id("signature")).to_be_visible()


def test_a_large_photo_goes_on_after_a_reload_from_where_the_network_broke(crew: CrewPhone, api: Api) -> None:
    """Parts of 96 kB on a slow line, a tunnel after two of them, the page closed in it: no byte is sent twice."""
    page = crew.page
    api.free("T1")
    ordered(api, "Hòa Khánh Bắc", work_method="dead_line", method_reason="x")
    crew.sign_in()
    crew.open_job("Hòa Khánh Bắc")
    crew.press("accept")
    crew.expect_state("accepted")
    transfer = Transfer(page, api)
    transfer.slow_down()
    take_photo(crew)
    transfer.wait_for_parts(2)
    size = len(transfer.content)
    transfer.into_tunnel()
    held = transfer.offset()
    page.reload()
    expect(page.get_by_test_id("queue-count")).to_have_attribute("data-state", "offline")
    assert 2 * transfer.PART <= held < size - transfer.PART
    assert transfer.offset() == held
    transfer.sent.clear()
    transfer.out_of_tunnel()
    transfer.wait_until_sent()
    assert transfer.sent == list(range(held, size, transfer.PART))
    assert transfer.begun == 1


def give_goggles(api: Api) -> None:
    """The store keeper hands the leader of T1 two pairs for keeps."""
    stores = [each["store"] for each in api("hse", "get", "/api/v1/ppe-stock")["stores"]]
    path = f"/api/v1/ppe-stock/stores/{next(each['id'] for each in stores if each['vehicle_id'] is None)}"
    lines = api("hse", "get", f"{path}/sheet")["lines"]
    lot = next(each["lots"][0]["lot_id"] for each in lines if each["item"] == "goggles")
    me = api("worker", "get", "/mobile/v1/shift")["member_id"]
    api("hse", "post", f"{path}/issue", expect=201, member_id=me, lines=[{"lot_id": lot, "pieces": 2}])


def give_back(crew: CrewPhone) -> None:
    """One pair goes back on the shelf at the end of the shift."""
    crew.press("give-back")
    crew.page.get_by_test_id("give-back-dialog").get_by_text("1", exact=True).click()
    crew.look_over()
    shoot(crew.page, "give-back")
    crew.press("back-clean")
    expect(crew.page.get_by_test_id("kept")).to_contain_text("1 ×")


def expect_unfollowed(crew: CrewPhone, walk: Walk) -> None:
    """Off duty: where the phone is carried is nobody's business; the own track shows what was before."""
    for _ in range(3):
        walk.on()
        crew.page.wait_for_timeout(2_000)
    assert walk.waits() == 0
    crew.page.goto("/field#track")
    points = crew.page.get_by_test_id("track-points").get_by_role("listitem")
    expect(points).to_have_count(len(walk.known()))
    crew.look_over()
    shoot(crew.page, "positions-2-track")


def test_a_shift_is_lived_through_without_a_network_and_told_afterwards(crew: CrewPhone, api: Api) -> None:
    """Signed on, a job declined, help called for, signed off: all of it in the tunnel, all of it in order outside."""
    page = crew.page
    api.free("T1")
    job = ordered(api, "Hòa Khánh Bắc")
    give_goggles(api)
    crew.sign_in()
    expect(page.get_by_test_id("shift-bar")).to_have_attribute("data-state", "sign_on")
    expect(page.get_by_test_id("job")).to_be_visible()
    page.context.set_offline(True)
    crew.press("shift-bar")
    for press in ("fit-yes", "ppe-good", "sign-on-crew"):
        crew.press(press)
    expect(page.get_by_test_id("shift-state")).to_have_attribute("data-state", "on_duty")
    walk = Walk(page, api)
    walk.on()
    allow_position(crew)
    walk.expect_waiting(2)
    page.goto("/field#shift")
    crew.press("open-help")
    for press in ("help-second_crew", "help-send"):
        crew.press(press)
    expect(page.get_by_test_id("help-call")).to_have_attribute("data-state", "asked")
    crew.press("back")
    crew.open_job("Hòa Khánh Bắc")
    crew.press("decline")
    page.get_by_test_id("decline-dialog").get_by_text("Too far").click()
    crew.press("decline-confirm")
    page.context.set_offline(False)
    expect_waiting(page, 0)
    told = api("dispatcher", "get", f"/api/v1/assignments/{job}")
    assert told["state"] == "declined"
    day = next(each for each in api("dispatcher", "get", "/api/v1/crew-days") if each["crew_code"] == "T1")
    assert day["signed_on"] == len(day["members"])
    (call,) = api("dispatcher", "get", "/api/v1/help-requests", open="true")["items"]
    assert walk.waits() == 0
    assert len(walk.known()) >= 2
    assert walk.known() == sorted(walk.known())
    answer = {"to": "refused", "text": "không còn tổ"}
    api("dispatcher", "post", f"/api/v1/help-requests/{call['id']}/answer", **answer)
    page.goto("/field#shift")
    crew.press("end-shift")
    give_back(crew)
    assert violations(page) == []
    crew.press("sign-off")
    expect(page.get_by_test_id("shift-state")).to_have_attribute("data-state", "off")
    expect_waiting(page, 0)
    assert [each["pieces"] for each in api("worker", "get", "/mobile/v1/shift")["kept"]] == [1]
    expect_unfollowed(crew, walk)
