"""The daily epidemiological report: counts of a day, the same for ever as known at one moment; table and sheet."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.clock import ManualClock
from app.services import people
from tests.app.test_exposure_ledger import NEAR, leave
from tests.app.test_inside import enter
from tests.support.crew_phone import Desk, Phone

PATH = "/api/v1/reports/epidemic"
DAY = "2026-04-01"


def unit_of(desk: Desk) -> str:
    found: str = desk("hse", "get", "/api/v1/me")["roles"][0]["unit_id"]
    return found


def totals(desk: Desk, **how: Any) -> dict[str, int]:
    found: dict[str, int] = desk("hse", "get", PATH, unit_id=unit_of(desk), **({"day": DAY} | how))["totals"]
    return found


def test_it_counts_workers_contacts_breaches_stand_downs_and_positives(desk: Desk, clock: ManualClock) -> None:
    assert set(totals(desk).values()) == {0}
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    me = phone.pack()["members"][0]["id"]
    phone.send("exposure.contact", job, member_id=me, **NEAR)
    phone.send("exposure.breach", job, member_id=me, item="gloves")
    desk(
        "hse", "post", "/api/v1/exposures/positives", expect=201, member_id=me, hazard_class="infectious_human",
        found_at=clock.now().isoformat(),
    )  # fmt: skip
    found = totals(desk)
    assert (found["workers_in_zones"], found["stays"], found["zones"]) == (2, 2, 1)
    assert (found["contacts"], found["near_contacts"], found["breaches"], found["positives"]) == (1, 1, 1, 1)
    assert (found["in_stand_down"], found["begun"], found["ended"]) == (1, 2, 0)


def test_a_past_day_is_the_same_for_ever_as_known_at_one_moment(desk: Desk, clock: ManualClock) -> None:
    phone = Phone(desk, clock)
    job = enter(desk, phone)
    noted = phone.note("exposure.breach", job, item="gloves")
    phone.seq -= 1
    clock.advance(timedelta(minutes=1))
    known = clock.now().isoformat()
    before = totals(desk, known_at=known)
    leave(Phone(desk, clock), job)
    clock.advance(timedelta(days=1))
    phone.send_all([noted])
    assert totals(desk, known_at=known) == before
    assert (totals(desk)["breaches"], totals(desk)["told_later"]) == (2, 2)
    assert totals(desk, day="2026-04-02")["breaches"] == 0


@pytest.mark.parametrize("how", [{"day": "2026-04-03"}, {"known_at": "2026-05-01T00:00:00Z"}])
def test_what_is_still_to_come_is_refused(desk: Desk, how: dict[str, str]) -> None:
    asked = {"unit_id": unit_of(desk), "day": DAY} | how
    assert desk("hse", "get", PATH, expect=422, **asked)["code"] == "invalid.future"


@pytest.mark.parametrize(("reader", "may"), [("hse", True), ("leader", True), ("auditor", True), ("dispatcher", False)])
def test_who_may_read_it(desk: Desk, reader: str, may: bool) -> None:
    desk(reader, "get", PATH, expect=200 if may else 403, unit_id=unit_of(desk))


@pytest.mark.parametrize(
    ("lang", "title"), [("vi", "Báo cáo dịch tễ hằng ngày"), ("en", "Daily epidemiological report")]
)
def test_it_is_a_table_and_a_sheet_in_both_languages(desk: Desk, lang: str, title: str) -> None:
    headers = desk.sign_in(people.get_by_username(desk.work, "hse").id) | {"Accept-Language": lang}
    asked = {"unit_id": unit_of(desk), "day": DAY}
    table = desk.client.get(f"{PATH}.csv", headers=headers, params=asked)
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"].endswith(f'{date(2026, 4, 1)}.csv"')
    assert table.text.startswith(f"\ufeff{title}")
    sheets = [desk.client.get(f"{PATH}.pdf", headers=headers, params=asked).content for _ in range(2)]
    assert sheets[0] == sheets[1]
    assert title in PdfReader(BytesIO(sheets[0])).pages[0].extract_text()
