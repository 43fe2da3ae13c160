"""The dispatcher's console in the real browser: by keyboard, live, by role, in a storm, and when things go wrong."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import BOTH_WAYS, shoot, window
from tests.journeys.desks import LANGUAGES, LIVE_MS, Api, sign_in, violations

pytestmark = pytest.mark.journey

HOSPITAL = "Bệnh viện"
CLOSURES = "/api/v1/road-closures"


@pytest.fixture(scope="module")
def api(address: str) -> Iterator[Api]:
    """The same demo over HTTP."""
    asking = Api(address)
    yield asking
    asking.http.close()


@pytest.fixture
def dispatcher(desktop: Page) -> Iterator[Page]:
    """The console, signed in, its list there."""
    sign_in(desktop, "/", "dispatcher")
    expect(desktop.get_by_test_id("ticket-row").first).to_be_visible()
    yield desktop
    desktop.context.set_offline(False)


def row(page: Page, words: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - Playwright's locator
    return page.get_by_test_id("ticket-row").filter(has_text=words).first


def report(api: Api, address: str, lon: float, lat: float, **more: object) -> str:
    """Take a ticket over HTTP; its number."""
    body = {"work_type": "fault_repair", "place": {"type": "Point", "coordinates": [lon, lat]}, "address": address}
    return str(api("agent", "post", "/api/v1/tickets", expect=201, **(body | more))["number"])


def test_a_ticket_is_found_opened_assigned_and_taken_back_by_keyboard_alone(dispatcher: Page) -> None:
    keys = dispatcher.keyboard
    keys.press("/")
    keys.type("Ngõ 9")
    expect(dispatcher.get_by_test_id("ticket-row")).to_have_count(1)
    keys.press("Escape")
    keys.press("j")
    keys.press("Enter")
    expect(dispatcher.get_by_test_id("candidate").first).to_be_visible()
    keys.press("a")
    expect(dispatcher.get_by_test_id("assignment").first).to_have_attribute("data-state", "assigned")
    expect(dispatcher.get_by_test_id("assignment").first).to_contain_text("Dead-line")
    keys.press("Control+z")
    expect(dispatcher.get_by_text("taken back")).to_be_visible()
    expect(dispatcher.get_by_test_id("candidate").first).to_be_visible()
    keys.press("Escape")
    expect(dispatcher.get_by_test_id("detail")).to_have_count(0)


def test_every_key_that_the_help_names_is_there(dispatcher: Page) -> None:
    dispatcher.keyboard.press("?")
    help_dialog = dispatcher.locator("dialog[open]")
    for key in ("/", "j", "k", "x", "a", "n", "r", "Esc", "Ctrl", "?"):
        expect(help_dialog.locator("kbd", has_text=key).first).to_be_visible()
    dispatcher.keyboard.press("Escape")
    dispatcher.keyboard.press("n")
    expect(dispatcher.get_by_test_id("intake")).to_be_visible()


def test_marked_tickets_go_to_the_earliest_crews_in_one_step(dispatcher: Page) -> None:
    row(dispatcher, "118 Ngô Quyền").get_by_role("checkbox").check()
    row(dispatcher, "Âu Cơ").get_by_role("checkbox").check()
    expect(dispatcher.get_by_test_id("detail")).to_have_count(0)
    dispatcher.keyboard.press("a")
    dispatcher.get_by_test_id("together-confirm").click()
    expect(dispatcher.get_by_text("2 tickets assigned")).to_be_visible()
    expect(row(dispatcher, "Âu Cơ")).to_contain_text("Assigned")
    dispatcher.get_by_test_id("toast-action").click()
    expect(row(dispatcher, "Âu Cơ")).to_contain_text("New")
    expect(row(dispatcher, "118 Ngô Quyền")).to_contain_text("New")


def test_live_line_is_not_ordered_without_its_procedure(dispatcher: Page) -> None:
    row(dispatcher, "Tiểu La").click()
    dispatcher.get_by_label("Live-line", exact=True).check()
    dispatcher.get_by_test_id("assign").first.click()
    procedure = dispatcher.locator("input[name=assign_procedure]")
    expect(procedure).to_be_focused()
    expect(procedure).to_have_attribute("aria-invalid", "true")
    expect(dispatcher.get_by_test_id("assignment")).to_have_count(0)


def test_refused_crews_say_why(dispatcher: Page) -> None:
    row(dispatcher, HOSPITAL).click()
    refused = dispatcher.get_by_test_id("refused")
    expect(refused.locator("[data-code='crew.off_shift']")).to_contain_text("off shift")


def test_the_agent_hears_of_zone_neighbours_and_orders_during_the_call(desktop: Page) -> None:
    sign_in(desktop, "/", "agent")
    desktop.get_by_test_id("new-ticket").click()
    desktop.locator("input[name=position]").fill("108.2172, 16.0803")
    expect(desktop.get_by_test_id("zone-hit")).to_contain_text("Thạch Thang")
    expect(desktop.get_by_test_id("nearby")).to_contain_text("DN-26-000001")
    desktop.locator("select[name=work_type]").select_option("meter_check")
    expect(desktop.get_by_test_id("will-defer")).to_be_visible()
    shoot(desktop, "console-intake")
    desktop.locator("select[name=work_type]").select_option("customer_repair")
    desktop.locator("input[name=address]").fill("14 Quang Trung")
    desktop.get_by_test_id("create-ticket").click()
    expect(desktop.get_by_test_id("detail")).to_contain_text("14 Quang Trung")


def test_another_desk_sees_the_change_without_reloading(dispatcher: Page, api: Api, chromium: Browser) -> None:
    with window(chromium, api.base) as leader:
        sign_in(leader, "/", "leader")
        number = report(api, "1 Sóng Hồng", 108.2, 16.04)
        expect(row(leader, number)).to_contain_text("New", timeout=LIVE_MS)
        row(dispatcher, number).click()
        dispatcher.get_by_test_id("assign").first.click()
        expect(row(leader, number)).to_contain_text("Assigned", timeout=LIVE_MS)


@pytest.mark.parametrize("user", ["agent", "leader", "hse", "admin", "auditor"])
def test_each_role_is_offered_what_it_may_and_asks_for_nothing_else(desktop: Page, user: str) -> None:
    refused: list[str] = []
    desktop.on("response", lambda answer: refused.append(answer.url) if answer.status == 403 else None)
    sign_in(desktop, "/", user)
    row(desktop, HOSPITAL).click()
    expect(desktop.get_by_role("tab", name="Ticket", exact=True)).to_be_visible()
    desktop.wait_for_timeout(800)
    assert refused == []
    takes, assigns = user in ("agent", "leader", "admin"), user == "leader"
    expect(desktop.get_by_test_id("new-ticket")).to_have_count(int(takes))
    expect(desktop.get_by_role("tab", name="Crews")).to_have_count(int(assigns))


def test_two_persons_stand_in_for_consent_where_a_life_is_at_stake(dispatcher: Page, api: Api) -> None:
    api.free("T2")
    number = report(api, "20 Quang Trung", 108.2165, 16.081, hazards=["life_support"])
    row(dispatcher, number).click()
    dispatcher.locator("[data-testid=candidate][data-crew=T2]").get_by_test_id("assign").click()
    dispatcher.get_by_test_id("override").click()
    dialog = dispatcher.get_by_test_id("override-dialog")
    dialog.locator("textarea[name=reason]").fill("ventilator on battery, 20 minutes left")
    dialog.locator("input[name=second]").fill("leader")
    dialog.locator("input[name=second_password]").fill("wrong")
    dialog.get_by_role("button", name="Confirm").click()
    expect(dialog.get_by_test_id("problem")).to_be_visible()
    dialog.locator("input[name=second_password]").fill("cordon-demo")
    dialog.get_by_role("button", name="Confirm").click()
    consent = dispatcher.locator("[data-line='2']")
    expect(consent).to_have_attribute("data-status", "overridden")
    shoot(dispatcher, "console-override")


def test_hse_signs_off_the_combination_that_live_line_in_a_quarantine_needs(desktop: Page, api: Api) -> None:
    api.free("T3")
    api("dispatcher", "post", "/api/v1/weather", expect=201, kind="calm")
    number = report(api, "22 Quang Trung", 108.2155, 16.0805)
    ticket = next(t for t in api("dispatcher", "get", "/api/v1/tickets", q=number)["items"])
    crews = api("dispatcher", "get", f"/api/v1/tickets/{ticket['id']}/candidates")["candidates"]
    crew = next(each["crew"]["id"] for each in crews if each["crew"]["code"] == "T3")
    api(
        "dispatcher", "post", "/api/v1/assignments", expect=201, ticket_id=ticket["id"], crew_id=crew,
        work_method="live_line", method_reason="keeps the ward supplied", procedure_ref="QT-12",
    )  # fmt: skip
    sign_in(desktop, "/", "hse")
    row(desktop, number).click()
    line = desktop.locator("[data-line='5']")
    expect(line).to_have_attribute("data-status", "failed")
    desktop.get_by_test_id("hse-approve").click()
    desktop.get_by_test_id("reason-dialog").locator("textarea").fill("arc-rated coverall over cotton")
    desktop.get_by_test_id("reason-confirm").click()
    expect(line).to_have_attribute("data-status", "ok")


def test_who_is_swapped_after_the_consent_is_asked_for_alone_and_a_call_that_answers_is_noted_from_the_list(
    dispatcher: Page, api: Api
) -> None:
    api.free("T1")
    number = report(api, "24 Quang Trung", 108.2162, 16.0812)
    ticket = next(t for t in api("dispatcher", "get", "/api/v1/tickets", q=number)["items"])
    crews = api("dispatcher", "get", f"/api/v1/tickets/{ticket['id']}/candidates")["candidates"]
    crew = next(each["crew"]["id"] for each in crews if each["crew"]["code"] == "T1")
    order = {"ticket_id": ticket["id"], "crew_id": crew, "work_method": "dead_line", "method_reason": "earthed"}
    made = api("dispatcher", "post", "/api/v1/assignments", expect=201, **order)
    api("liaison", "post", f"/api/v1/entry-permits/{made['permits'][0]['id']}/transitions", to="approved")
    row(dispatcher, number).click()
    dispatcher.get_by_test_id("job-member").filter(has_text="Hồ Sỹ Dũng").get_by_test_id("swap").click()
    dialog = dispatcher.get_by_test_id("swap-dialog")
    newcomer = dialog.locator("option", has_text="Cao Bá Lộc").get_attribute("value")
    dialog.locator("select[name=newcomer]").select_option(newcomer)
    dialog.locator("textarea").fill("ill")
    assert violations(dispatcher) == []
    dispatcher.get_by_test_id("swap-go").click()
    expect(dispatcher.get_by_test_id("uncovered")).to_contain_text("Cao Bá Lộc")
    expect(dispatcher.locator("[data-testid=permit-line][data-void=true]")).to_contain_text("Hồ Sỹ Dũng")
    expect(dispatcher.locator("[data-testid=permit-line][data-void=false]").first).to_contain_text("Nguyễn Văn An")
    dispatcher.get_by_test_id("chase-open").click()
    waiting = dispatcher.get_by_test_id("chase").filter(has_text="24 Quang Trung")
    expect(waiting).to_contain_text("Trạm y tế phường Thạch Thang")
    assert violations(dispatcher) == []
    shoot(dispatcher, "console-chase")
    waiting.get_by_test_id("permit-record").click()
    dispatcher.locator("input[name=said_by]").fill("Nguyễn Thị Hoa")
    expect(dispatcher.locator("input[name=number_called]")).not_to_have_value("")
    dispatcher.get_by_test_id("record-save").click()
    expect(waiting).to_have_count(0)
    dispatcher.keyboard.press("Escape")
    expect(dispatcher.get_by_test_id("uncovered")).to_have_count(0)


def draw_stretch(page: Page) -> None:
    """A line of two clicks around the middle of the map; the last point again ends it."""
    page.locator("[data-testid=closure-tools][data-ready=true]").wait_for()
    box = page.locator(".map-canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for right in (-60, 40, 40):
        page.mouse.click(x + right, y)
        page.wait_for_timeout(300)  # two clicks within less are a double click, which zooms


@pytest.mark.draws
def test_a_road_drawn_on_the_map_is_closed_and_opened_again_with_a_reason(dispatcher: Page, api: Api) -> None:
    dispatcher.get_by_test_id("closures-open").click()
    expect(dispatcher.get_by_test_id("empty")).to_contain_text("No road is closed")
    dispatcher.get_by_test_id("closure-new").click()
    dispatcher.get_by_label("Stretch", exact=True).check()
    draw_stretch(dispatcher)
    points = dispatcher.locator("textarea[name=closure_points]")
    expect(points).to_have_value(re.compile(r"^[\d., ]+\n[\d., ]+$"))
    drawn = [[float(each) for each in line.split(",")] for line in points.input_value().split("\n")]
    dispatcher.locator("input[name=reason]").fill("Cây đổ")
    assert violations(dispatcher) == []
    shoot(dispatcher, "closure-form")
    dispatcher.get_by_test_id("closure-submit").click()
    row = dispatcher.get_by_test_id("closure")
    expect(row).to_contain_text("Closed now")
    (made,) = api("dispatcher", "get", CLOSURES)["items"]
    assert made["geometry"]["type"] == "LineString"
    assert made["geometry"]["coordinates"] == drawn
    assert violations(dispatcher) == []
    shoot(dispatcher, "closure-list")

    dispatcher.get_by_test_id("closure-end").click()
    dispatcher.get_by_test_id("reason-confirm").click()
    expect(dispatcher.get_by_test_id("reason-dialog")).to_contain_text("Required")
    dispatcher.get_by_test_id("reason-dialog").locator("textarea").fill("đã dọn xong")
    dispatcher.get_by_test_id("reason-confirm").click()
    expect(row).to_have_count(0)
    assert api("dispatcher", "get", CLOSURES)["items"] == []


def test_a_road_is_closed_by_keyboard_alone_and_who_may_not_close_is_not_asked(dispatcher: Page, api: Api) -> None:
    keys = dispatcher.keyboard
    keys.press("r")
    expect(dispatcher.get_by_test_id("closure-new")).to_be_focused()
    keys.press("Enter")
    expect(dispatcher.get_by_label("Point", exact=True)).to_be_focused()
    keys.press("Tab")
    keys.type("16.06, 108.21")
    expect(dispatcher.get_by_test_id("closure-form")).to_contain_text("Is it 108.21, 16.06?")
    keys.press("Control+a")
    keys.type("108.21, 16.06")
    keys.press("Tab")
    keys.type("Ngập sâu")
    keys.press("Enter")
    expect(dispatcher.get_by_test_id("closure")).to_contain_text("Ngập sâu")
    keys.press("Escape")
    expect(dispatcher.get_by_test_id("closures")).to_have_count(0)

    dispatcher.get_by_test_id("account").click()
    dispatcher.get_by_test_id("sign-out").click()
    sign_in(dispatcher, "/", "auditor")
    dispatcher.get_by_test_id("closures-open").click()
    expect(dispatcher.get_by_test_id("closure")).to_contain_text("Ngập sâu")
    expect(dispatcher.get_by_test_id("closure-new")).to_have_count(0)
    expect(dispatcher.get_by_test_id("closure-end")).to_have_count(0)
    (made,) = api("dispatcher", "get", CLOSURES)["items"]
    api("dispatcher", "post", f"{CLOSURES}/{made['id']}/end", reason="nước rút")
    expect(dispatcher.get_by_test_id("closure")).to_have_count(0, timeout=LIVE_MS)


def test_nothing_found_says_what_to_do(dispatcher: Page) -> None:
    dispatcher.locator("#ticket-search").fill("zzz")
    expect(dispatcher.get_by_test_id("empty")).to_contain_text("clear the filter")


def test_a_list_that_does_not_load_says_so_and_loads_on_demand(desktop: Page) -> None:
    desktop.route("**/api/v1/tickets?*", lambda route: route.abort())
    desktop.route("**/api/v1/events*", lambda route: route.abort())  # nor does it load because of news
    sign_in(desktop, "/", "dispatcher")
    alert = desktop.get_by_role("alert").first
    expect(alert).to_contain_text("cannot be reached")
    shoot(desktop, "console-error")
    desktop.unroute("**/api/v1/tickets?*")
    alert.get_by_role("button", name="Try again").click()
    expect(desktop.get_by_test_id("ticket-row").first).to_be_visible()


def test_a_lost_network_is_said_and_what_was_known_stays(dispatcher: Page) -> None:
    expect(dispatcher.get_by_test_id("live")).to_have_attribute("data-state", "live")
    dispatcher.context.set_offline(True)
    expect(dispatcher.get_by_test_id("live")).to_contain_text("Offline since")
    expect(dispatcher.get_by_test_id("ticket-row").first).to_be_visible()
    shoot(dispatcher, "console-offline")
    dispatcher.context.set_offline(False)
    expect(dispatcher.get_by_test_id("live")).to_have_attribute("data-state", "live", timeout=40_000)


def test_where_no_map_can_be_drawn_the_page_says_so_and_the_list_does_it_all(flat: Browser, address: str) -> None:
    with window(flat, address) as page:
        sign_in(page, "/", "dispatcher")
        expect(page.get_by_test_id("map-failed")).to_contain_text("Turn on WebGL, or use the list")
        row(page, HOSPITAL).click()
        expect(page.get_by_test_id("detail")).to_contain_text(HOSPITAL)
        page.get_by_test_id("closures-open").click()
        expect(page.get_by_test_id("closures")).to_be_visible()


@pytest.mark.parametrize(("language", "theme"), BOTH_WAYS)
def test_no_screen_shuts_anybody_out(chromium: Browser, api: Api, language: str, theme: str) -> None:
    with window(chromium, api.base, locale=LANGUAGES[language], color_scheme=theme) as page:
        found = screens_of(page, theme, language)
    assert {screen: each for screen, each in found.items() if each} == {}


def screens_of(page: Page, theme: str, language: str) -> dict[str, list[str]]:
    """What is wrong with each screen of the console, one after the other."""
    page.goto("/")
    found = {"sign-in": violations(page)}

    def look(screen: str) -> None:
        found[screen] = violations(page)
        shoot(page, f"console-{screen}-{theme}-{language}")

    sign_in(page, "/", "dispatcher")
    expect(page.get_by_test_id("ticket-row").first).to_be_visible()
    page.wait_for_timeout(1_500)
    look("list")
    page.keyboard.press("j")
    page.keyboard.press("x")
    look("marked")
    page.keyboard.press("x")
    row(page, HOSPITAL).click()
    expect(page.get_by_test_id("candidate").first).to_be_visible()
    look("crews")
    page.get_by_test_id("why").first.locator("summary").click()
    expect(page.get_by_test_id("why").first).to_have_attribute("open", "")
    look("why")
    page.get_by_role("tab").first.click()
    look("ticket")
    page.keyboard.press("?")
    look("help")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    row(page, "Gần chốt").click()
    page.get_by_test_id("assign").first.click()
    expect(page.get_by_test_id("gate")).to_be_visible()
    look("assignment")
    page.get_by_test_id("method").click()
    look("method")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(page.get_by_test_id("candidate").first).to_be_visible()
    page.keyboard.press("n")
    page.locator("input[name=position]").fill("108.2172, 16.0803")
    expect(page.get_by_test_id("nearby")).to_be_visible()
    look("intake")
    page.get_by_test_id("account").click()
    page.get_by_test_id("orders-look").click()
    expect(page.get_by_test_id("order").first).to_be_visible()
    look("orders")
    return found


def test_in_a_storm_the_list_stays_light_and_complete(dispatcher: Page, api: Api) -> None:
    for number in range(400):
        report(api, f"{number} Bão Số 9", 108.13 + number % 20 * 0.006, 16.0 + number // 20 * 0.004, accuracy_m=20)
    dispatcher.locator("#ticket-search").fill("Bão Số 9")
    expect(dispatcher.locator(".list-foot")).to_contain_text("400")
    assert dispatcher.get_by_test_id("ticket-row").count() < 80
    dispatcher.keyboard.press("Escape")
    at_cursor = dispatcher.locator("[data-testid=ticket-row][data-cursor=true]")
    dispatcher.keyboard.press("j")
    expect(at_cursor).to_be_visible()
    for _ in range(59):
        dispatcher.keyboard.press("j")
    expect(at_cursor).to_be_in_viewport()
    below = "(rows) => (60 * 32 + 28) - (rows.scrollTop + rows.clientHeight)"  # row 60 and the head, in pixels
    for _ in range(5):
        dispatcher.wait_for_timeout(100)
        assert dispatcher.get_by_role("grid").evaluate(below) == 0, "the list does not hold still"
    shoot(dispatcher, "console-storm")
