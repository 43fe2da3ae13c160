"""``cordon doctor`` finds what is wrong, says so in a sentence, and says what to do."""

import json
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import connection
from typer.testing import CliRunner

from app import cluster
from app.cli import cli
from app.doctor import Finding, database, examine, machine
from app.settings import Settings
from app.storage.migrate import upgrade


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A private cluster without tables, in a folder that any user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="cordon-"))
    folder.chmod(0o755)
    with cluster.borrow(folder):
        yield folder
    cluster.remove(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def migrated(home: Path) -> str:
    """Name of a database at the newest migration."""
    lent = cluster.ensure(home)
    with closing(connect(lent.owner_url)) as owner, owner.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE healthy TEMPLATE {cluster.BLANK}")
    upgrade(lent.url(cluster.OWNER, "healthy"))
    return "healthy"


@pytest.fixture
def scratch(home: Path) -> Iterator[connection]:
    """The owner's connection to a database of its own, without extensions or tables."""
    lent = cluster.ensure(home)
    with closing(connect(lent.owner_url)) as owner, owner.cursor() as cursor:
        cursor.execute("CREATE DATABASE scratch TEMPLATE template0")
        with closing(connect(lent.url(cluster.OWNER, "scratch"))) as opened:
            yield opened
        cursor.execute("DROP DATABASE scratch")


def connect(url: str) -> connection:
    opened = psycopg2.connect(url.replace("+psycopg2", ""))
    opened.autocommit = True
    return opened


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


def settings_for(home: Path, name: str) -> Settings:
    lent = cluster.ensure(home)
    return Settings(
        database_url=lent.url(cluster.SERVICE, name), owner_database_url=lent.url(cluster.OWNER, name), port=0
    )


def test_a_healthy_database_passes_every_check(home: Path, migrated: str) -> None:
    found = by_name(examine(settings_for(home, migrated), home))
    names = ("database", "migrations", "postgis", "btree_gist", "encoding", "clock", "service role")
    assert {name: found[name].level for name in names} == dict.fromkeys(names, "ok")


def test_a_database_without_tables_is_sent_to_migrate(home: Path) -> None:
    found = by_name(examine(Settings(port=0), home))
    assert found["migrations"].level == "fail"
    assert "cordon migrate" in found["migrations"].remedy


def test_every_complaint_comes_with_a_remedy(home: Path, tmp_path: Path) -> None:
    unreachable = Settings(database_url="postgresql://nobody@127.0.0.1:1/nothing", web_dist=tmp_path, port=0)
    findings = (
        examine(unreachable, home) + examine(Settings(port=0), home) + examine(Settings(port=0), tmp_path / "new")
    )
    assert [finding for finding in findings if finding.level != "ok" and not finding.remedy] == []


def test_a_database_that_cannot_be_reached_is_named_without_its_password(home: Path) -> None:
    found = by_name(examine(Settings(database_url="postgresql://me:secret@127.0.0.1:1/nothing", port=0), home))
    assert found["database"].level == "fail"
    assert "127.0.0.1:1/nothing" in found["database"].sentence
    assert "secret" not in found["database"].sentence


def test_looking_makes_no_cluster_where_there_is_none(tmp_path: Path) -> None:
    found = by_name(examine(Settings(port=0), tmp_path / "new"))
    assert found["database"].level == "warn"
    assert not cluster.status(tmp_path / "new").made


def test_missing_extensions_are_found(scratch: connection) -> None:
    assert database.check_postgis(scratch).level == "fail"
    assert database.check_btree_gist(scratch).level == "fail"


def test_a_service_role_that_owns_tables_is_warned_of(scratch: connection) -> None:
    with scratch.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (id int)")
    found = database.check_service_role(scratch)
    assert found.level == "warn"
    assert "owns 1 tables" in found.sentence


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "UPDATE (payload)"])
def test_a_service_role_that_can_rewrite_the_audit_trail_fails(home: Path, scratch: connection, right: str) -> None:
    with scratch.cursor() as cursor:
        cursor.execute("CREATE TABLE events (id int, payload text)")
        cursor.execute(f"GRANT {right} ON events TO {cluster.SERVICE}")
    with closing(connect(cluster.ensure(home).url(cluster.SERVICE, "scratch"))) as service:
        found = database.check_service_role(service)
    assert (found.level, found.sentence) == ("fail", "cordon_service can rewrite the audit trail.")


def test_a_worker_is_believed_for_two_minutes(scratch: connection) -> None:
    now = datetime.now(UTC)
    assert database.check_worker(scratch, now).level == "warn"
    with scratch.cursor() as cursor:
        cursor.execute("CREATE TABLE worker_heartbeats (name text, started_at timestamptz, beat_at timestamptz)")
        cursor.execute("INSERT INTO worker_heartbeats VALUES ('w', %s, %s)", (now, now))
    assert database.check_worker(scratch, now + timedelta(minutes=2)).level == "ok"
    assert database.check_worker(scratch, now + timedelta(minutes=3)).level == "warn"


def test_clocks_that_disagree_fail_and_a_foreign_time_zone_warns(scratch: connection) -> None:
    now = datetime.now(UTC)
    assert database.check_clock(scratch, now).level == "ok"
    assert database.check_clock(scratch, now - timedelta(minutes=1)).level == "fail"
    with scratch.cursor() as cursor:
        cursor.execute("SET timezone = 'Asia/Ho_Chi_Minh'")
    assert database.check_clock(scratch, now).level == "warn"


def test_a_port_that_a_stranger_holds_fails() -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        found = machine.check_port(Settings(port=stranger.getsockname()[1]))
    assert found.level == "fail"
    assert "CORDON_PORT" in found.remedy


def test_pages_are_looked_for_where_the_setting_says(tmp_path: Path) -> None:
    assert machine.check_pages(Settings(web_dist=tmp_path)).level == "fail"
    (tmp_path / "index.html").touch()
    assert machine.check_pages(Settings(web_dist=tmp_path)).level == "ok"


def test_the_command_exits_with_1_and_speaks_json(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CORDON_DATABASE_URL", raising=False)
    monkeypatch.setenv("CORDON_HOME", str(home))
    monkeypatch.setenv("CORDON_PORT", "0")
    told = CliRunner().invoke(cli, ["doctor", "--json"])
    answer = json.loads(told.stdout)
    assert told.exit_code == 1
    assert answer["healthy"] is False
    assert {finding["name"]: finding["level"] for finding in answer["findings"]}["migrations"] == "fail"
