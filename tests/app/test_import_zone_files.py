"""``cordon import zones`` of the formats that offices send: exit codes and words as for any other file."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.adapters.zone_files import OfficeFiles
from app.cli import cli
from app.services.work import Work
from app.services.zone_files import Feature
from tests.app.test_cap_alerts import message
from tests.support.accounts import add_authority
from tests.support.places import SQUARE


@pytest.fixture(autouse=True)
def _installation(committed: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation whose database is named by the environment, with one authority."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORDON_DATABASE_URL", committed.settings.database_url or "")
    monkeypatch.setenv("CORDON_HOME", str(tmp_path))
    monkeypatch.setenv("CORDON_SECRET_KEY", "k" * 32)
    add_authority(committed, "W1")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["import", "zones", *arguments, "--authority", "W1"], terminal_width=200)


def test_a_geopackage_goes_in_like_any_file_and_a_message_like_what_it_says() -> None:
    cells = {"external_id": "Z1", "name": "Xa", "hazard_class": "flood"}
    Path("z.gpkg").write_bytes(OfficeFiles().write([Feature(cells, SQUARE)], "gpkg"))
    first = run("z.gpkg", "--json")
    assert first.exit_code == 0, first.output
    assert json.loads(first.stdout)["created"] == 1
    Path("a.xml").write_bytes(message())
    assert "CAP message: created" in run("a.xml").stdout
    assert json.loads(run("a.xml", "--json").stdout)["outcome"] == "unchanged"
    Path("t.xml").write_bytes(message("t", status="Test"))
    assert "diễn tập" in run("t.xml", "--lang", "vi").stdout
