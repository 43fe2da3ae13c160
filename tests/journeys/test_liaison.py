"""The liaison's desk in the real browser: answers, zones with holes, who is inside, and no screen that shuts out."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.clock import ManualClock
from tests.journeys.conftest import BOTH_WAYS, shoot, window
from tests.journeys.desks import LANGUAGES, LIVE_MS, Api, sign_in, violations
from tests.support.crew_phone import Phone

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def api(address: str) -> Iterator[Api]:
    """The same demo over HTTP."""
    asking = Api(address)
    yield asking
    asking.http.close()


@pytest.fixture
def liaison(desktop: Page) -> Page:
    """The liaison's desk, signed in."""
    sign_in(desktop, "/liaison", "liaison")
    expect(desktop.get_by_role("tab").first).to_be_visible()
    return desktop


def ask(api: Api, crew: str, address: str, place: tuple[float, float] = (108.217, 16.081)) -> dict[str, Any]:
    """A ticket in the quarantine zone and a crew ordered to it; the assignment."""
    api.free(crew)
    body = {"work_type": "fault_repair", "place": {"type": "Point", "coordinates": place}, "address": address}
    ticket = api("agent", "post", "/api/v1/tickets", expect=201, **body, description=f"No power, {address}")
    found = api("dispatcher", "get", f"/api/v1/tickets/{ticket['id']}/candidates")["candidates"]
    crew_id = next(each["crew"]["id"] for each in found if each["crew"]["code"] == crew)
    method = {"work_method": "dead_line", "method_reason": "dead, tested, earthed"}
    order = {"ticket_id": ticket["id"], "crew_id": crew_id, **method}
    made: dict[str, Any] = api("dispatcher", "post", "/api/v1/assignments", expect=201, **order)
    return made


def open_request(page: Page, made: dict[str, Any]) -> None:
    number = made["permits"][0]["number"]
    page.locator(f"[data-testid=request-row][data-number='{number}']").click(timeout=LIVE_MS)
    expect(page.get_by_test_id("request-detail")).to_contain_text(number)


def test_a_request_says_who_why_when_and_in_what(liaison: Page, api: Api) -> None:
    made = ask(api, "T1", "3 Quang Trung")
    open_request(liaison, made)
    detail = liaison.get_by_test_id("request-detail")
    for words in ("Nguyễn Văn An", "Hồ Sỹ Dũng", "43C-101.01", "No power, 3 Quang Trung", "Full medical protection"):
        expect(detail).to_contain_text(words)
    expect(detail).not_to_contain_text("fault_repair")
    shoot(liaison, "liaison-request")


def test_consent_with_conditions_reaches_the_dispatchers_gate_by_itself(
    liaison: Page, api: Api, chromium: Browser
) -> None:
    made = ask(api, "T2", "5 Quang Trung")
    with window(chromium, api.base) as console:
        sign_in(console, "/", "dispatcher")
        console.get_by_test_id("ticket-row").filter(has_text="5 Quang Trung").first.click()
        consent = console.locator("[data-line='2']")
        expect(consent).to_have_attribute("data-status", "failed")
        open_request(liaison, made)
        liaison.get_by_test_id("acknowledge").click()
        expect(liaison.locator("[data-testid=request-detail]")).to_contain_text("Acknowledged")
        liaison.get_by_test_id("condition").fill("Enter by the Quang Trung gate only\nOut before noon")
        liaison.locator("select[name=gate]").select_option("Chốt Quang Trung")
        liaison.get_by_test_id("approve").click()
        given = liaison.get_by_test_id("given-answer")
        expect(given).to_contain_text("Out before noon")
        expect(given).to_contain_text("Chốt Quang Trung")
        expect(consent).to_contain_text("are not all confirmed", timeout=LIVE_MS)
        expect(consent).to_have_attribute("data-status", "failed")
        liaison.get_by_test_id("revoke").click()
        liaison.get_by_test_id("reason-dialog").locator("textarea").fill("new cases in the street")
        liaison.get_by_test_id("reason-confirm").click()
        expect(consent).to_have_attribute("data-status", "failed", timeout=LIVE_MS)
        expect(consent).to_contain_text("revoked")
        expect(console.get_by_test_id("permit").first).to_contain_text("new cases in the street")


def test_a_denial_needs_its_reason(liaison: Page, api: Api) -> None:
    made = ask(api, "T3", "7 Quang Trung")
    open_request(liaison, made)
    liaison.get_by_test_id("deny").click()
    dialog = liaison.get_by_test_id("reason-dialog")
    liaison.get_by_test_id("reason-confirm").click()
    expect(dialog.locator("textarea")).to_have_attribute("aria-invalid", "true")
    dialog.locator("textarea").fill("disinfection under way until evening")
    liaison.get_by_test_id("reason-confirm").click()
    expect(liaison.get_by_test_id("given-answer")).to_contain_text("disinfection under way")


@pytest.mark.draws
def test_a_zone_of_two_parts_with_a_hole_is_drawn_mended_previewed_published_and_ended(liaison: Page) -> None:
    liaison.get_by_role("tab", name="Zones").click()
    liaison.get_by_test_id("new-zone").click()
    liaison.locator("[data-testid=draw-tools][data-ready=true]").wait_for()
    liaison.get_by_test_id("publish-zone").click()
    expect(liaison.locator("input[name=name]")).to_have_attribute("aria-invalid", "true")
    draw(liaison, [(0.25, 0.3), (0.6, 0.3), (0.6, 0.7), (0.25, 0.7)])
    expect(liaison.get_by_test_id("effects")).to_be_visible()
    tool(liaison, "Cut hole")
    draw(liaison, [(0.35, 0.45), (0.45, 0.45), (0.45, 0.55), (0.35, 0.55)])
    tool(liaison, "Draw")
    draw(liaison, [(0.72, 0.3), (0.85, 0.3), (0.85, 0.5), (0.72, 0.5)])
    assert [len(part) for part in drawn(liaison)] == [2, 1]
    before = drawn(liaison)[0][1]
    drag(liaison, (0.4, 0.5), (0.35, 0.45), (0.32, 0.42))
    liaison.wait_for_function("before => JSON.stringify(JSON.parse(document.querySelector("
                              "'[data-testid=zone-geojson]').value).coordinates[0][1]) !== before",
                              arg=json.dumps(before, separators=(",", ":")))  # fmt: skip
    liaison.get_by_test_id("zone-name").fill("Khu thử hai phần")
    shoot(liaison, "liaison-draw")
    liaison.get_by_test_id("publish-zone").click()
    expect(liaison.get_by_test_id("zone-detail")).to_contain_text("Khu thử hai phần")
    liaison.get_by_test_id("end-zone").click()
    liaison.get_by_test_id("reason-dialog").locator("textarea").fill("drawn for a trial")
    liaison.get_by_test_id("reason-confirm").click()
    expect(liaison.get_by_text("Khu thử hai phần ended")).to_be_visible()


@pytest.mark.draws
def test_a_hole_outside_every_part_is_told(liaison: Page) -> None:
    liaison.get_by_role("tab", name="Zones").click()
    liaison.get_by_test_id("new-zone").click()
    liaison.locator("[data-testid=draw-tools][data-ready=true]").wait_for()
    draw(liaison, [(0.25, 0.3), (0.4, 0.3), (0.4, 0.5), (0.25, 0.5)])
    tool(liaison, "Cut hole")
    draw(liaison, [(0.6, 0.6), (0.7, 0.6), (0.7, 0.7), (0.6, 0.7)])
    expect(liaison.get_by_text("A hole lies outside the area")).to_be_visible()
    assert [len(part) for part in drawn(liaison)] == [1]


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("hello", "not GeoJSON"),
        ('{"type":"Point","coordinates":[108,16]}', "no polygon"),
        ('{"type":"Polygon","coordinates":[[[108,16],[109,16],[109,17]]]}', "open"),
        ('{"type":"Polygon","coordinates":[[[16,108],[16,109],[17,109],[16,108]]]}', "longitude first"),
    ],
)
def test_what_is_no_area_is_told_with_what_to_do(liaison: Page, pasted: str, told: str) -> None:
    liaison.get_by_role("tab", name="Zones").click()
    liaison.get_by_test_id("new-zone").click()
    liaison.get_by_test_id("zone-geojson").fill(pasted)
    expect(liaison.locator(".field-error").first).to_contain_text(told)


def test_a_figure_of_eight_is_refused_by_the_service_in_words(liaison: Page) -> None:
    liaison.get_by_role("tab", name="Zones").click()
    liaison.get_by_test_id("new-zone").click()
    crossing = [[108.21, 16.07], [108.22, 16.08], [108.22, 16.07], [108.21, 16.08], [108.21, 16.07]]
    liaison.get_by_test_id("zone-geojson").fill(json.dumps({"type": "Polygon", "coordinates": [crossing]}))
    expect(liaison.get_by_test_id("effects").get_by_test_id("problem")).to_be_visible()
    liaison.get_by_test_id("zone-name").fill("Số tám")
    liaison.get_by_test_id("publish-zone").click()
    expect(liaison.locator("form > div > [data-testid=problem]")).to_be_visible()
    shoot(liaison, "liaison-refused")


def test_a_new_version_tells_whom_it_touches_and_voids(liaison: Page, api: Api) -> None:
    ask(api, "T1", "9 Quang Trung")
    liaison.get_by_role("tab", name="Zones").click()
    liaison.locator("[data-testid=zone-row][data-name='Khu cách ly Thạch Thang']").click()
    liaison.get_by_test_id("new-version").click()
    wider = [[108.205, 16.07], [108.226, 16.07], [108.226, 16.09], [108.205, 16.09], [108.205, 16.07]]
    liaison.get_by_test_id("zone-geojson").fill(json.dumps({"type": "Polygon", "coordinates": [wider]}))
    liaison.locator("input[name=max_minutes]").fill("30")
    effects = liaison.get_by_test_id("effects")
    for words in ("Tickets inside", "Assignments affected", "Entry permits voided"):
        expect(effects).to_contain_text(words)


def test_who_is_inside_appears_at_the_gate_and_goes_with_the_exit(liaison: Page, api: Api) -> None:
    liaison.get_by_role("tab", name="Inside").click()
    expect(liaison.get_by_test_id("empty")).to_contain_text("Nobody is inside")
    made = ask(api, "T1", "11 Quang Trung")
    phone = Phone(api, ManualClock(datetime.now(UTC)))
    for to in ("accepted", "en_route", "waiting_entry"):
        phone.go(made["id"], to)
    api("liaison", "post", f"/api/v1/entry-permits/{made['permits'][0]['id']}/transitions", to="approved")
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", made["id"], member_id=member["id"])
    entered = phone.go(made["id"], "inside")
    assert entered["outcome"] == "applied", entered
    expect(liaison.get_by_test_id("inside-person")).to_have_count(2, timeout=LIVE_MS)
    expect(liaison.get_by_test_id("inside")).to_contain_text("Nguyễn Văn An")
    assert violations(liaison) == []
    shoot(liaison, "liaison-inside")


def test_an_isolation_order_tells_what_it_would_do_then_binds_is_changed_and_ended(desktop: Page, api: Api) -> None:
    body = {"work_type": "meter_check", "place": {"type": "Point", "coordinates": [107.905, 16.005]}}
    number = api("agent", "post", "/api/v1/tickets", expect=201, **body, address="1 Hòa Bắc")["number"]
    sign_in(desktop, "/liaison", "admin")
    desktop.get_by_role("tab", name="Orders").click()
    desktop.get_by_test_id("new-order").click()
    desktop.get_by_test_id("publish-order").click()
    expect(desktop.get_by_test_id("order-name")).to_have_attribute("aria-invalid", "true")
    square = [[107.9, 16.0], [107.91, 16.0], [107.91, 16.01], [107.9, 16.01], [107.9, 16.0]]
    desktop.get_by_test_id("zone-geojson").fill(json.dumps({"type": "Polygon", "coordinates": [square]}))
    desktop.locator("select[name=level]").select_option("directive_16")
    desktop.get_by_test_id("order-name").fill("Giãn cách Hòa Bắc")
    desktop.locator("input[name=legal_reference]").fill("12/QĐ-UBND")
    expect(desktop.get_by_test_id("order-effects")).to_contain_text("Stay deferred")
    desktop.get_by_test_id("order-effects-list").click()
    expect(desktop.get_by_test_id("order-effects-dialog")).to_contain_text(number)
    assert violations(desktop) == []
    desktop.keyboard.press("Escape")
    desktop.get_by_test_id("publish-order").click()
    detail = desktop.get_by_test_id("order-detail")
    expect(detail).to_contain_text("Giãn cách Hòa Bắc")
    assert violations(desktop) == []
    shoot(desktop, "liaison-order")
    desktop.get_by_test_id("change-order").click()
    desktop.locator("select[name=level]").select_option("directive_19")
    desktop.locator("input[name=over][value=units]").check()
    desktop.get_by_test_id("order-units").locator("input").first.check()
    desktop.locator("textarea[name=reason]").fill("fewer cases")
    assert violations(desktop) == []
    desktop.get_by_test_id("publish-order").click()
    expect(detail).to_contain_text("Area on the map · ")
    expect(detail).to_contain_text("with all below")
    expect(desktop.get_by_test_id("order-history")).to_contain_text("fewer cases")
    desktop.get_by_test_id("end-order").click()
    desktop.get_by_test_id("reason-dialog").locator("textarea").fill("over")
    desktop.get_by_test_id("reason-confirm").click()
    expect(desktop.locator("[data-testid=order-row][data-name='Giãn cách Hòa Bắc']")).to_have_count(0)


def test_an_opened_zone_is_saved_as_a_cap_message_and_all_of_them_as_a_map_file(liaison: Page) -> None:
    liaison.get_by_role("tab", name="Zones").click()
    liaison.get_by_test_id("open-export").click()
    assert violations(liaison) == []
    with liaison.expect_download() as all_zones:
        liaison.get_by_test_id("export-geojson").click()
    assert json.loads(all_zones.value.path().read_text())["type"] == "FeatureCollection"
    liaison.get_by_test_id("zone-row").first.click()
    liaison.get_by_test_id("export-zone").click()
    with liaison.expect_download() as one_zone:
        liaison.get_by_test_id("export-cap").click()
    assert "urn:oasis:names:tc:emergency:cap:1.2" in one_zone.value.path().read_text()


def test_hours_and_response_time_of_an_authority_are_changed_as_people_say_them(desktop: Page) -> None:
    sign_in(desktop, "/liaison", "admin")
    desktop.get_by_role("tab", name="Authorities").click()
    desktop.get_by_test_id("authority-row").filter(has_text="Trạm y tế").click()
    desktop.get_by_test_id("authority-edit").click()
    dialog = desktop.get_by_test_id("authority-dialog")
    dialog.get_by_label("By hours").check()
    dialog.locator("input[name=day-1]").fill("17:00-07:30")
    desktop.get_by_test_id("authority-save").click()
    expect(dialog.locator("input[name=day-1]")).to_have_attribute("aria-invalid", "true")
    dialog.locator("input[name=day-1]").fill("07:30-11:30, 13:30-17:00")
    desktop.get_by_test_id("as-monday").click()
    dialog.locator("textarea[name=special]").fill("2026-04-30")
    assert violations(desktop) == []
    desktop.get_by_test_id("authority-save").click()
    hours = desktop.get_by_test_id("authority-hours")
    expect(hours).to_contain_text("07:30–11:30, 13:30–17:00")
    expect(hours).to_contain_text("2026-04-30")
    desktop.get_by_test_id("authority-edit").click()
    dialog.get_by_label("Open around the clock").check()
    desktop.get_by_test_id("authority-save").click()
    expect(hours).to_contain_text("around the clock")
    assert violations(desktop) == []


@pytest.mark.parametrize(("language", "theme"), BOTH_WAYS)
def test_no_screen_shuts_anybody_out(chromium: Browser, api: Api, language: str, theme: str) -> None:
    with window(chromium, api.base, locale=LANGUAGES[language], color_scheme=theme) as page:
        found = screens_of(page, theme, language)
    assert {screen: each for screen, each in found.items() if each} == {}


def screens_of(page: Page, theme: str, language: str) -> dict[str, list[str]]:
    """What is wrong with each screen of the liaison's desk, one after the other."""
    found: dict[str, list[str]] = {}

    def look(screen: str) -> None:
        found[screen] = violations(page)
        shoot(page, f"liaison-{screen}-{theme}-{language}")

    sign_in(page, "/liaison", "liaison")
    page.get_by_test_id("request-row").first.click()
    page.wait_for_timeout(1_000)
    look("request")
    page.get_by_role("tab").nth(1).click()
    look("inside")
    page.get_by_role("tab").nth(2).click()
    page.get_by_test_id("zone-row").first.click()
    look("zone")
    page.get_by_test_id("new-version").click()
    can_draw = page.locator("[data-testid=draw-tools][data-ready=true]")
    can_draw.or_(page.get_by_test_id("map-failed")).wait_for()
    page.wait_for_timeout(500)
    look("form")
    return found


def tool(page: Page, name: str) -> None:
    page.get_by_test_id("draw-tools").get_by_text(name, exact=True).click()


def draw(page: Page, corners: list[tuple[float, float]]) -> None:
    """Click the corners, in shares of the map, and the first once more to close."""
    for corner in [*corners, corners[0]]:
        to(page, corner)
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(120)


def drag(page: Page, ring: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> None:
    """Choose a ring by a click inside it, then pull one of its corners."""
    tool(page, "Move corners")
    to(page, ring)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_timeout(200)
    to(page, start)
    page.mouse.down()
    to(page, end)
    page.mouse.up()


def to(page: Page, share: tuple[float, float]) -> None:
    box = page.locator(".map-canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * share[0], box["y"] + box["height"] * share[1], steps=4)
    page.wait_for_timeout(80)


def drawn(page: Page) -> Any:
    """The coordinates of the area in the form."""
    return json.loads(page.get_by_test_id("zone-geojson").input_value())["coordinates"]
