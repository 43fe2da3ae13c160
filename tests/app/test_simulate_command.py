"""``cordon simulate``: whole, on databases of its own, told to people and to machines."""

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from app.cli import cli, main
from app.commands.scratch import PREFIX
from app.services.work import Work
from tests.support.databases import Server
from tests.support.imports import count_events


@pytest.fixture(autouse=True)
def installation(committed: Work, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """An installation whose database is named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORDON_DATABASE_URL", committed.settings.database_url or "")
    monkeypatch.setenv("CORDON_OWNER_DATABASE_URL", server.owner_url)
    monkeypatch.setenv("CORDON_HOME", str(tmp_path))
    monkeypatch.setenv("CORDON_SECRET_KEY", "k" * 32)
    return committed


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["simulate", *arguments], terminal_width=200)


def test_a_storm_is_compared_drawn_and_leaves_nothing_behind(
    installation: Work, server: Server, tmp_path: Path
) -> None:
    before = count_events(installation)
    small = ("--tickets", "1", "--crews", "1", "--zones", "0", "--hours", "0.5", "--processes", "1")
    result = run(*small, "--policies", "nearest", "--json", "--draw", str(tmp_path / "storm.svg"))
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["tickets"], [each["policy"] for each in told["policies"]]) == (1, ["nearest"])
    assert told["policies"][0]["tickets"] == 1
    assert (tmp_path / "storm.svg").read_text().startswith("<svg")
    assert count_events(installation) == before
    assert _scratch(server) == []


def _scratch(server: Server) -> list[str]:
    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        query = text("SELECT datname FROM pg_database WHERE datname LIKE :like")
        found = list(connection.scalars(query, {"like": f"{PREFIX}%"}))
    engine.dispose()
    return found


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--policies", "luck"), "luck"),
        (("--policies", ","), "no policy"),
        (("--draw", "storm.pdf"), "storm.pdf"),
        (("--outages", "missing.geojson"), "missing.geojson"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    arguments: tuple[str, ...], word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["cordon", "simulate", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert word in capsys.readouterr().err
