"""``cordon doctor`` finds what is wrong, says so in a sentence, and says what to do."""

import json
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import connection
from typer.testing import CliRunner

from app import cluster
from app.cli import cli
from app.commands.database import load_lists
from app.doctor import Finding, database, examine, machine
from app.doctor import audit as audit_doctor
from app.settings import Settings
from app.storage.migrate import upgrade
from tests.support.databases import Server
from tests.support.databases import database as database_of_its_own


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
    load_lists(settings_for(home, "healthy"))
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
    names = ("database", "migrations", "postgis", "btree_gist", "encoding", "clock", "service role", "lists")
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


PASSWORD = "s3cr3t-word"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://me:{PASSWORD}@127.0.0.1:1/nothing",
        f"postgresql://me:{PASSWORD}@127.0.0.1:port/nothing",
        f"me:{PASSWORD}",
        f"postgresql://me:{PASSWORD}@127.0.0.1:1/nothing?{PASSWORD}=1",
        f"postgresql://me:{PASSWORD}@[::1/nothing",
    ],
)
def test_an_address_that_is_wrong_gives_one_sentence_and_never_the_password(home: Path, url: str) -> None:
    found = examine(Settings(database_url=url, owner_database_url=url, secret_key="k" * 32, port=0), home)
    (finding,) = [each for each in found if each.name == "database"]
    assert (finding.level, "\n" in finding.sentence, bool(finding.remedy)) == ("fail", False, True)
    assert PASSWORD not in finding.sentence.replace(f"?{PASSWORD}", "")


def test_an_owners_address_that_is_wrong_is_named_without_its_password(home: Path, migrated: str) -> None:
    good = settings_for(home, migrated)
    for url in (f"postgresql://me:{PASSWORD}@127.0.0.1:1/nothing", f"me:{PASSWORD}"):
        found = by_name(examine(good.model_copy(update={"owner_database_url": url}), home))["migrations"]
        assert (found.level, "\n" in found.sentence) == ("fail", False)
        assert "CORDON_OWNER_DATABASE_URL" in found.sentence + found.remedy
        assert PASSWORD not in found.sentence + found.remedy


def test_a_database_of_an_older_release_is_sent_to_migrate(home: Path, migrated: str) -> None:
    with a_copy(home, migrated) as name:
        with closing(connect(cluster.ensure(home).url(cluster.OWNER, name))) as owner, owner.cursor() as cursor:
            cursor.execute("UPDATE alembic_version SET version_num = '0003'")
        found = by_name(examine(settings_for(home, name), home))["migrations"]
    assert (found.level, found.remedy) == ("fail", "Run `cordon migrate`.")
    assert "stand at 0003" in found.sentence


def test_a_database_of_a_newer_release_is_not_sent_to_migrate(home: Path, migrated: str) -> None:
    with a_copy(home, migrated) as name:
        with closing(connect(cluster.ensure(home).url(cluster.OWNER, name))) as owner, owner.cursor() as cursor:
            cursor.execute("UPDATE alembic_version SET version_num = '9000'")
        found = by_name(examine(settings_for(home, name), home))["migrations"]
    assert (found.level, "newer" in found.remedy) == ("fail", True)


def test_a_service_role_that_is_missing_or_not_granted_is_named(home: Path, migrated: str) -> None:
    lent = cluster.ensure(home)
    as_owner = settings_for(home, migrated).model_copy(
        update={"database_url": lent.url(cluster.SERVICE, migrated), "service_role": "nobody_at_all"}
    )
    found = by_name(examine(as_owner, home))["service role"]
    assert (found.level, "nobody_at_all" in found.sentence) == ("fail", True)
    assert "GRANT nobody_at_all" in found.remedy


def test_tables_that_the_service_may_not_read_are_named(home: Path, migrated: str) -> None:
    with a_copy(home, migrated) as name:
        with closing(connect(cluster.ensure(home).url(cluster.OWNER, name))) as owner, owner.cursor() as cursor:
            cursor.execute(f"REVOKE ALL ON checklist_templates FROM {cluster.SERVICE}")
        found = by_name(examine(settings_for(home, name), home))["lists"]
    assert (found.level, "may not read" in found.sentence) == ("fail", True)


def test_migrate_loads_the_lists_that_ship(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_copy(home, cluster.BLANK) as name:
        settings = settings_for(home, name)
        upgrade(str(settings.owner_database_url))
        assert by_name(examine(settings, home))["lists"].level == "fail"
        monkeypatch.setenv("CORDON_DATABASE_URL", str(settings.database_url))
        monkeypatch.setenv("CORDON_OWNER_DATABASE_URL", str(settings.owner_database_url))
        monkeypatch.setenv("CORDON_HOME", str(home))
        for _ in range(2):
            assert CliRunner().invoke(cli, ["migrate"]).exit_code == 0
            assert by_name(examine(settings, home))["lists"].level == "ok"


@contextmanager
def a_copy(home: Path, template: str) -> Iterator[str]:
    """A database to break; yields its name."""
    lent = cluster.ensure(home)
    with database_of_its_own(Server(lent.owner_url, lent.service_url, None), template, migrated=True) as name:
        yield name


def as_owner_of(home: Path, name: str) -> closing[connection]:
    return closing(connect(cluster.ensure(home).url(cluster.OWNER, name)))


def test_the_audit_trail_is_fine_while_sealing_keeps_up_and_targets_take_checkpoints(home: Path, migrated: str) -> None:
    now = datetime.now(UTC)
    with a_copy(home, migrated) as name, as_owner_of(home, name) as owner, owner.cursor() as cursor:
        cursor.execute("DELETE FROM event_details")
        cursor.execute("DELETE FROM events")
        assert audit_doctor.check_audit(owner, now).level == "ok"
        cursor.execute(
            "INSERT INTO events (id, subject_kind, subject_id, verb, actor, server_time, payload)"
            " VALUES (gen_random_uuid(), 'test', gen_random_uuid(), 'test.done', 'x', %s, '{}')",
            (now - timedelta(minutes=3),),
        )
        late = audit_doctor.check_audit(owner, now)
        assert (late.level, "0:03:00" in late.sentence, "worker" in late.remedy) == ("warn", True, True)
        cursor.execute(
            "INSERT INTO audit_targets (name, tried_at, fails, failing_since, error) VALUES ('store', %s, 2, %s,"
            " 'nobody is there')",
            (now, now),
        )
        failing = audit_doctor.check_audit(owner, now)
    assert failing.level == "warn"
    assert "Checkpoints do not reach store" in failing.sentence
    assert "nobody is there" in failing.sentence


def test_a_database_without_seals_is_sent_to_migrate(scratch: connection) -> None:
    found = audit_doctor.check_audit(scratch, datetime.now(UTC))
    assert (found.level, "cordon migrate" in found.remedy) == ("warn", True)


def test_targets_of_checkpoints_are_looked_at() -> None:
    assert audit_doctor.check_targets(Settings()).level == "warn"
    assert audit_doctor.check_targets(Settings(audit_syslog="tcp://collector.example")).level == "ok"
    wrong = audit_doctor.check_targets(Settings(audit_syslog="collector"))
    assert (wrong.level, "CORDON_AUDIT_SYSLOG" in wrong.sentence) == ("fail", True)
