"""``cordon import``: exit codes that mean something, a report for people and one for machines."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli import cli, main
from app.services.work import Work
from tests.support.accounts import add_unit
from tests.support.imports import count_events

HEADING = "external_id,work_type,lon,lat\n"
GOOD = HEADING + "T1,fault_repair,108.2,16.05\n"
MIXED = GOOD + "T2,dance,108.2,16.05\n"


@pytest.fixture(autouse=True)
def installation(committed: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """An installation whose database is named by the environment, with one unit."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORDON_DATABASE_URL", committed.settings.database_url or "")
    monkeypatch.setenv("CORDON_HOME", str(tmp_path))
    monkeypatch.setenv("CORDON_SECRET_KEY", "k" * 32)
    add_unit(committed, "DN")
    return committed


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["import", *arguments], terminal_width=200)


def put(name: str, content: str) -> str:
    Path(name).write_text(content, encoding="utf-8")
    return name


def test_all_in_is_exit_0(installation: Work) -> None:
    result = run("tickets", put("storm.csv", GOOD), "--unit", "DN")
    assert result.exit_code == 0, result.output
    assert result.output == "1 tickets from storm: 1 created, 0 changed, 0 unchanged, 0 refused\n"
    assert run("tickets", "storm.csv", "--unit", "DN").output.endswith("0 created, 0 changed, 1 unchanged, 0 refused\n")


def test_some_refused_is_exit_2_with_row_field_reason_and_remedy(installation: Work) -> None:
    result = run("tickets", put("storm.csv", MIXED), "--unit", "DN")
    assert result.exit_code == 2
    assert "1 created, 0 changed, 0 unchanged, 1 refused" in result.output
    shown = " ".join(result.output.split())
    for word in ("3", "T2", "work_type", "dance is not one"):
        assert word in shown
    assert "Không biết giá trị" in " ".join(run("tickets", "storm.csv", "--unit", "DN", "--lang", "vi").output.split())


def test_machines_get_everything_as_json(installation: Work) -> None:
    result = run("tickets", put("storm.csv", MIXED), "--unit", "DN", "--source", "scada", "--json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert (told["source"], told["rows"], told["created"], told["refused"]) == ("scada", 2, 1, 1)
    (note,) = told["refusals"]
    assert (note["row"], note["field"], note["code"]) == (3, "work_type", "import.unknown_word")
    assert note["remedy"]["vi"]


def test_a_dry_run_changes_nothing(installation: Work) -> None:
    before = count_events(installation)
    result = run("tickets", put("storm.csv", GOOD), "--unit", "DN", "--dry-run")
    assert (result.exit_code, count_events(installation)) == (0, before)
    assert "1 created" in result.output
    assert "nothing was changed" in result.output


def test_a_mapping_file_names_the_columns(installation: Work) -> None:
    put("map.toml", '[columns]\nexternal_id = "ID"\n[constants]\nwork_type = "fault_repair"\n')
    result = run("tickets", put("a.csv", "ID,lon,lat,WHY\n7,108.2,16,x\n"), "--unit", "DN", "--mapping", "map.toml")
    assert result.exit_code == 0, result.output
    assert "Columns not read: WHY" in result.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("tickets", "nowhere.csv"), "nowhere.csv cannot be opened"),
        (("tickets", "broken.geojson"), "broken.geojson is no JSON"),
        (("tickets", "good.csv", "--mapping", "broken.geojson"), "broken.geojson is no JSON"),
        (("tickets", "good.csv", "--unit", "X"), "there is no unit 'X'"),
        (("tickets", "good.csv", "--timezone", "Mars"), "there is no time zone 'Mars'"),
    ],
)
def test_nothing_done_is_exit_1_with_one_sentence(
    installation: Work, arguments: tuple[str, ...], sentence: str, monkeypatch: Any, capsys: Any
) -> None:
    put("good.csv", GOOD)
    put("broken.geojson", "{")
    before = count_events(installation)
    monkeypatch.setattr(sys, "argv", ["cordon", "import", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 1
    assert told.startswith(f"cordon: {sentence}")
    assert told.count("\n") == 1
    assert count_events(installation) == before


def test_what_a_file_says_is_no_markup(installation: Work) -> None:
    result = run("tickets", put("a.csv", HEADING + "[red]T1[/red],[bold],108,16\n"), "--unit", "DN")
    assert result.exit_code == 2
    assert "[red]T1[/red]" in result.output
    assert "[bold]" in result.output
