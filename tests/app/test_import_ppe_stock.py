"""Protective equipment from a spreadsheet: what lies in rooms and vehicles, taken in once, however often it comes."""

import gzip
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from app.adapters.zone_files import read_file
from app.cli import cli
from app.schema.ppe import PpeLot, PpeMovement
from app.services.imports.report import Report
from app.services.imports.rows import Row
from app.services.ppe_stock import list_stock
from app.services.work import Work
from tests.support.imports import count_events, counts, load, told
from tests.support.ppe import CREW_OF_TWO, Kit, make_kit


@pytest.fixture
def kit(work: Work) -> Kit:
    return make_kit(work)


def line(number: int = 2, **cells: Any) -> Row:
    """A row of the sheet: forty masks in the room K1."""
    said = {"store": "K1", "item": "surgical_mask", "pieces": "40", "lot_no": "KT-5"} | cells
    return Row(number, {name: cell for name, cell in said.items() if cell is not None})


def take(kit: Kit, *rows: Row, **options: Any) -> Report:
    return load(kit.work, "ppe-stock", rows, unit=kit.depot.unit.code, **options)


def kinds(kit: Kit) -> list[tuple[str, int]]:
    """All movements, the oldest first."""
    with kit.work.look() as tx:
        query = select(PpeMovement.kind, PpeMovement.change).order_by(PpeMovement.id)
        return [(row[0], row[1]) for row in tx.session.execute(query)]


def dates(kit: Kit) -> list[datetime | None]:
    with kit.work.look() as tx:
        return list(tx.session.scalars(select(PpeLot.expires_at).order_by(PpeLot.lot_no)))


def test_what_the_sheet_says_lies_in_room_and_vehicle(kit: Kit) -> None:
    with kit.work.look() as tx:
        plate = next(view.store.code for view in list_stock(kit.work, kit.keeper) if view.store.id == kit.truck)
        assert tx.now
    report = take(kit, line(), line(3, store=None, vehicle=plate, item="goggles", pieces="4", lot_no=None))
    assert counts(report) == (2, 0, 0, 0)
    assert (kit.on_hand(kit.room), kit.on_hand(kit.truck)) == ({"surgical_mask": 40}, {"goggles": 4})


def test_the_same_sheet_again_changes_nothing(kit: Kit) -> None:
    take(kit, line(), line(3, item="goggles"))
    before = count_events(kit.work)
    assert counts(take(kit, line(), line(3, item="goggles"))) == (0, 0, 2, 0)
    assert count_events(kit.work) == before
    assert kit.on_hand(kit.room) == {"surgical_mask": 40, "goggles": 40}


def test_another_number_takes_the_difference_in_or_off_the_books(kit: Kit) -> None:
    take(kit, line())
    assert counts(take(kit, line(pieces="55"))) == (0, 1, 0, 0)
    assert counts(take(kit, line(pieces="50"))) == (0, 1, 0, 0)
    assert kit.on_hand(kit.room) == {"surgical_mask": 50}
    assert kinds(kit) == [("receive", 40), ("receive", 15), ("write_off", -5)]
    assert counts(take(kit, line(pieces="50"))) == (0, 0, 1, 0)


def test_pieces_that_are_in_use_cannot_be_taken_off_by_a_sheet(kit: Kit) -> None:
    take(kit, line(pieces="4"), line(3, item="medical_gloves", pieces="6"))
    kit.press(kit.send())
    refused = take(kit, line(pieces="1"))
    assert [(note.row, note.reason.params["detail"]) for note in refused.refused] == [(2, "only 2 of these are there")]
    assert kit.on_hand(kit.room)["surgical_mask"] == CREW_OF_TWO["surgical_mask"] - 2


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"store": "K9"}, "store", "import.unknown_store"),
        ({"store": None}, "store", "import.missing"),
        ({"vehicle": "43C-1"}, "vehicle", "import.either"),
        ({"store": None, "vehicle": "none"}, "vehicle", "import.unknown_code"),
        ({"unit": "XX"}, "unit", "import.unknown_code"),
        ({"item": "cape"}, "item", "import.unknown_word"),
        ({"item": None}, "item", "import.missing"),
        ({"size": "XXL"}, "size", "import.unknown_word"),
        ({"pieces": "0"}, "pieces", "import.beyond_limits"),
        ({"pieces": "4.5"}, "pieces", "import.not_whole"),
        ({"expires_at": "2020-01-31"}, "expires_at", "import.over"),
        ({"expires_at": "soon"}, "expires_at", "import.not_a_time"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_field_and_the_rest_goes_in(
    kit: Kit, cells: dict[str, Any], field: str, code: str
) -> None:
    report = take(kit, line(7, **cells), line(8, item="goggles"))
    assert told(report.refused) == [(7, field, code)]
    assert kit.on_hand(kit.room) == {"goggles": 40}


def test_a_row_with_an_id_stays_about_the_same_pieces(kit: Kit) -> None:
    take(kit, line(external_id="PN-1"))
    changed = take(kit, line(external_id="PN-1", lot_no="KT-6"))
    assert told(changed.refused) == [(2, "lot_no", "import.fixed")]


def test_one_lot_twice_on_a_sheet_without_ids_is_told(kit: Kit) -> None:
    report = take(kit, line(2), line(3))
    assert told(report.refused) == [(3, "external_id", "import.duplicate")]


def test_a_dry_run_says_it_and_takes_nothing_in(kit: Kit) -> None:
    before = count_events(kit.work)
    assert counts(take(kit, line(), line(3, item="cape"), dry_run=True)) == (1, 0, 0, 1)
    assert (count_events(kit.work), kit.on_hand(kit.room)) == (before, {})


def test_a_store_that_is_named_is_made(kit: Kit) -> None:
    report = take(kit, line(store="K2", store_name="Kho 2"), line(3, store="K2", item="goggles"))
    assert counts(report) == (2, 0, 0, 0)
    made = next(view for view in list_stock(kit.work, kit.keeper) if view.store.code == "K2")
    assert (made.store.name, made.store.unit_id) == ("Kho 2", kit.depot.unit.id)


def test_a_day_or_a_month_is_good_to_its_end_where_the_unit_is(kit: Kit) -> None:
    take(
        kit, line(2, lot_no="1", expires_at="2027-03-31"), line(3, lot_no="2", expires_at="2027-12"),
        line(4, lot_no="3", expires_at="2027-03-31T12:00+07:00"),
    )  # fmt: skip
    midnight = datetime(2027, 3, 31, 17, tzinfo=UTC)  # in Da Nang the first of April
    assert dates(kit) == [midnight, datetime(2027, 12, 31, 17, tzinfo=UTC), datetime(2027, 3, 31, 5, tzinfo=UTC)]


def test_a_foreign_form_of_days_is_good_to_its_end_too(kit: Kit) -> None:
    mapping = {"columns": {"expires_at": "HSD"}, "times": {"expires_at": "%d/%m/%Y"}}
    take(kit, line(HSD="31/03/2027"), mapping=mapping)
    assert dates(kit) == [datetime(2027, 3, 31, 17, tzinfo=UTC)]


def test_the_command_reads_a_sheet(committed: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit = make_kit(committed)
    monkeypatch.setenv("CORDON_DATABASE_URL", committed.settings.database_url or "")
    monkeypatch.setenv("CORDON_HOME", str(tmp_path))
    monkeypatch.setenv("CORDON_SECRET_KEY", "k" * 32)
    sheet = tmp_path / "kho.csv.gz"
    sheet.write_bytes(gzip.compress(b"store;item;pieces\nK1;goggles;12\nK1;cape;1\n"))
    assert [row.number for row in read_file(sheet, None, offices=False).rows]
    asked = ["import", "ppe-stock", str(sheet), "--unit", kit.depot.unit.code]
    tried = CliRunner().invoke(cli, [*asked, "--dry-run"], terminal_width=200)
    assert tried.exit_code == 2, tried.output
    assert "2 ppe-stock from kho: 1 created, 0 changed, 0 unchanged, 1 refused (dry run" in tried.output
    assert CliRunner().invoke(cli, asked).exit_code == 2
    assert kit.on_hand(kit.room) == {"goggles": 12}
