"""The daily epidemiological report: counts of a day, the same for ever as known at one moment; table and sheet."""

import json
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from app.access import system
from app.cli import cli
from app.clock import ManualClock
from app.errors import InvalidError, NotFoundError
from app.services import epidemic_reports, people
from app.services.epidemic_reports import EpidemicReport
from app.services.ppe_forecast import warn_due
from app.services.work import Work
from app.wire.epidemic_reports import csv_of, pdf_of
from tests.app.test_exposure_ledger import NEAR, leave
from tests.app.test_inside import enter
from tests.support.accounts import add_unit
from tests.support.crew_phone import Desk, Phone
from tests.support.ppe import Kit, make_kit

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


def day_of(kit: Kit, known_at: datetime | None = None) -> EpidemicReport:
    return epidemic_reports.make_report(kit.work, system("test"), kit.depot.unit.id, known_at=known_at)


def look_at_stock(work: Work) -> None:
    with work.begin() as tx:
        warn_due(tx, system("test"))


def test_it_tells_what_was_short_of_protective_equipment_and_stays_so(work: Work, clock: ManualClock) -> None:
    """Two people need four masks and six pairs of gloves; the truck has one mask, the room nothing."""
    kit = make_kit(work)
    kit.fill(kit.truck, surgical_mask=1)
    kit.fill(kit.room, goggles=3)
    kit.send()
    look_at_stock(work)
    clock.advance(timedelta(minutes=1))
    known = clock.now()
    before = day_of(kit)
    assert [(each.item_code, each.jobs, each.pieces) for each in before.jobs_short] == [
        ("medical_gloves", 1, 6), ("surgical_mask", 1, 3),
    ]  # fmt: skip
    low = {(each.store_code, each.item_code): (each.level, each.available) for each in before.stores_short}
    assert low["K1", "goggles"] == ("low", 3)
    assert (before.totals["ppe_short_jobs"], before.totals["ppe_low"]) == (1, len(low))
    clock.advance(timedelta(hours=1))
    kit.fill(kit.room, goggles=5, surgical_mask=200)
    look_at_stock(work)
    clock.advance(timedelta(hours=1))
    kit.fill(kit.room, goggles=5)
    look_at_stock(work)
    assert day_of(kit, known).stores_short == before.stores_short
    assert ("K1", "goggles") not in {(each.store_code, each.item_code) for each in day_of(kit).stores_short}
    told = csv_of(before, "vi")
    for words in ("Việc thiếu PPE", "Kho 1 (K1)", "Kính bảo hộ", "Số lượng thiếu"):
        assert words in told, words
    assert "Jobs short of PPE" in csv_of(before, "en")
    assert "Pieces short" in PdfReader(BytesIO(pdf_of(before, "en"))).pages[0].extract_text()


@pytest.fixture
def operator(committed: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator at the command line of an installation with one unit, in a folder of their own."""
    add_unit(committed, "DN")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORDON_DATABASE_URL", committed.settings.database_url or "")
    monkeypatch.setenv("CORDON_HOME", str(tmp_path))
    monkeypatch.setenv("CORDON_SECRET_KEY", "k" * 32)
    return tmp_path


def command(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["report", "daily", *arguments])


def test_the_command_writes_table_sheet_and_figures(operator: Path) -> None:
    table = command("--unit", "DN", "--day", DAY)
    assert (table.exit_code, table.stdout.startswith("\ufeffBáo cáo dịch tễ hằng ngày")) == (0, True), table.output
    assert command("--unit", "DN", "--day", DAY, "--format", "pdf", "--lang", "en").exit_code == 0
    sheet = (operator / f"epidemic-DN-{DAY}.pdf").read_bytes()
    assert "Daily epidemiological report" in PdfReader(BytesIO(sheet)).pages[0].extract_text()
    known = "2026-04-02T00:00:00+0700"
    figures = [command("--unit", "DN", "--day", DAY, "--format", "json", "--known-at", known).stdout for _ in range(2)]
    assert figures[0] == figures[1]
    assert json.loads(figures[0])["day"] == DAY


def test_the_command_refuses_what_it_cannot_tell(operator: Path) -> None:
    assert isinstance(command("--unit", "XX").exception, NotFoundError)
    assert isinstance(command("--unit", "DN", "--day", "2999-01-01").exception, InvalidError)
    assert list(operator.glob("epidemic-*")) == []
