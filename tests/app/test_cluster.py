"""The private cluster: what it keeps to itself, and what it survives."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from app import cluster
from app.cluster.places import choose_places
from app.cluster.processes import recorded_pid, servers_in, wait_until
from app.cluster.urls import external_settings, normalise_url

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that any user can reach (pytest's own is closed to `postgres`)."""
    folder = Path(tempfile.mkdtemp(prefix="cordon-"))
    folder.chmod(0o755)
    yield folder
    cluster.remove(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def kept() -> Iterator[Path]:
    """Data of a cluster that was made and stopped."""
    folder = Path(tempfile.mkdtemp(prefix="cordon-"))
    folder.chmod(0o755)
    with cluster.borrow(folder) as lent:
        data = lent.data_dir
    yield data
    cluster.remove(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def running(kept: Path) -> Iterator[cluster.Cluster]:
    """One cluster for the tests that only look."""
    folder = Path(tempfile.mkdtemp(prefix="cordon-"))
    folder.chmod(0o755)
    with cluster.borrow(filled(folder, kept)) as lent:
        yield lent
    cluster.remove(folder)
    shutil.rmtree(folder)


def filled(home: Path, kept: Path) -> Path:
    """The same home, with a cluster in it as if it had been made there before."""
    places = choose_places(home)
    places.make()
    subprocess.run(["cp", "-a", kept, places.data], check=True)
    return home


def ask(url: str, *statements: str) -> object:
    """Runs statements; returns the last one's first value, if any."""
    with closing(psycopg2.connect(normalise_url(url).replace("+psycopg2", ""))) as opened:
        opened.autocommit = True
        with opened.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def is_up(home: Path) -> bool:
    return cluster.status(home).running


def test_it_listens_on_no_network_address(running: cluster.Cluster) -> None:
    assert ask(running.owner_url, "SHOW listen_addresses") == ""


def test_only_its_own_user_can_come_to_the_socket(running: cluster.Cluster) -> None:
    assert stat.S_IMODE(running.socket_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(running.data_dir.stat().st_mode) == 0o700


def test_it_never_runs_as_root(running: cluster.Cluster) -> None:
    pid = recorded_pid(running.data_dir)
    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_it_speaks_utf8_and_utc_and_keeps_what_it_commits(running: cluster.Cluster) -> None:
    told = {
        name: ask(running.owner_url, f"SHOW {name}") for name in ("server_encoding", "timezone", "synchronous_commit")
    }
    assert told == {"server_encoding": "UTF8", "timezone": "UTC", "synchronous_commit": "on"}


def test_the_owner_makes_databases_with_the_extensions_without_being_superuser(running: cluster.Cluster) -> None:
    ask(running.owner_url, f"CREATE DATABASE scratch TEMPLATE {cluster.BLANK}")
    scratch = running.url(cluster.OWNER, "scratch")
    try:
        found = ask(scratch, "SELECT count(*) FROM pg_extension WHERE extname IN ('postgis', 'btree_gist')")
        assert found == 2
        assert ask(scratch, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user") is False
    finally:
        ask(running.owner_url, "DROP DATABASE scratch")


def test_the_service_can_make_neither_tables_nor_databases(running: cluster.Cluster) -> None:
    for forbidden in ("CREATE TABLE mine (id int)", "CREATE DATABASE mine"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(running.service_url, forbidden)


def test_settings_of_other_postgresql_programs_do_not_lead_astray(
    running: cluster.Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGHOST", "elsewhere.invalid")
    monkeypatch.setenv("PGPORT", "1")
    assert ask(running.service_url, "SELECT current_user") == cluster.SERVICE


def test_the_last_borrower_stops_it(home: Path, kept: Path) -> None:
    filled(home, kept)
    with cluster.borrow(home):
        with cluster.borrow(home):
            assert is_up(home)
        assert is_up(home)
    assert not is_up(home)


def test_a_borrower_leaves_it_to_a_process_that_still_needs_it(home: Path, kept: Path) -> None:
    filled(home, kept)
    with cluster.borrow(home):
        other = subprocess.Popen(
            [sys.executable, "-m", "app.cluster", "run", sys.executable, "-c", "print(flush=True); input()"],
            env=os.environ | {"CORDON_HOME": str(home), "CORDON_DATABASE_URL": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert other.stdout is not None
        other.stdout.readline()
    assert is_up(home)
    other.communicate(b"\n", timeout=30)
    assert other.returncode == 0
    assert not is_up(home)


def test_once_started_it_stays_until_stopped(home: Path, kept: Path) -> None:
    filled(home, kept)
    script = f"from pathlib import Path; from app import cluster; cluster.start(Path({str(home)!r}))"
    subprocess.run([sys.executable, "-c", script], check=True)
    with cluster.borrow(home):
        pass
    assert is_up(home)
    assert cluster.stop(home)
    assert not is_up(home)


def test_two_that_start_it_at_once_share_one_server(home: Path) -> None:
    command = [sys.executable, "-m", "app.cluster", "env"]
    environment = os.environ | {"CORDON_HOME": str(home), "CORDON_DATABASE_URL": ""}
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert answers[0] == answers[1] != ""


def test_what_was_committed_survives_a_power_cut(home: Path, kept: Path) -> None:
    filled(home, kept)
    with cluster.borrow(home) as lent:
        ask(lent.owner_url, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
        pid = recorded_pid(lent.data_dir)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
    with cluster.borrow(home) as lent:
        assert ask(lent.owner_url, "SELECT n FROM kept") == 7


def test_a_scratch_cluster_waits_for_no_disk_and_trusts_nothing_that_a_crash_left(home: Path, kept: Path) -> None:
    filled(home / "scratch", kept)
    with cluster.borrow(home, scratch=True) as lent:
        assert lent.data_dir.is_relative_to(home / "scratch")
        assert ask(lent.owner_url, "CREATE TABLE lost (n int)", "SHOW fsync") == "off"
        pid = recorded_pid(lent.data_dir)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
    with cluster.borrow(home, scratch=True) as lent:
        assert ask(lent.owner_url, "SELECT to_regclass('lost') IS NULL")


def test_a_lock_file_whose_process_id_was_given_to_a_stranger_does_not_stop_it(home: Path, kept: Path) -> None:
    filled(home, kept)
    with cluster.borrow(home) as lent:
        data = lent.data_dir
        lines = (data / "postmaster.pid").read_text().splitlines()
        os.kill(int(lines[0]), signal.SIGKILL)
        assert wait_until(lambda: not servers_in(data), 20)
    account = choose_places(home).account
    stranger = subprocess.Popen(["sleep", "60"], user=account.uid)
    try:
        (data / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        os.chown(data / "postmaster.pid", account.uid, account.gid)
        with cluster.borrow(home):
            assert is_up(home)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_an_interrupted_making_is_begun_again(home: Path) -> None:
    places = choose_places(home)
    places.make()
    (places.base / "data.new").mkdir()
    (places.base / "data.new" / "PG_VERSION").write_text("half")
    with cluster.borrow(home) as lent:
        ask(lent.url("cordon_admin", "postgres"), f"ALTER DATABASE {cluster.BLANK} IS_TEMPLATE false")
    with cluster.borrow(home) as lent:
        query = "SELECT datistemplate FROM pg_database WHERE datname = %s"
        assert ask(lent.owner_url, query.replace("%s", f"'{cluster.BLANK}'")) is True


def test_a_folder_that_is_no_cluster_is_left_alone(home: Path) -> None:
    places = choose_places(home)
    places.make()
    places.data.mkdir()
    (places.data / "letter").write_text("dear")
    with pytest.raises(cluster.ClusterError, match="not a PostgreSQL data folder"):
        cluster.ensure(home)
    assert (places.data / "letter").read_text() == "dear"


def test_a_checkout_that_moved_takes_its_cluster_along(home: Path, kept: Path) -> None:
    with cluster.borrow(filled(home / "here", kept)) as lent:
        ask(lent.owner_url, "CREATE TABLE kept (n int)")
    (home / "here").rename(home / "there")
    with cluster.borrow(home / "there") as lent:
        assert lent.data_dir.is_relative_to(home / "there")
        assert ask(lent.owner_url, "SELECT count(*) FROM kept") == 0


@pytest.mark.parametrize("name", ["x" * 100, "a,b", "it's $HOME"])
def test_a_path_that_cannot_name_a_socket_gets_its_socket_elsewhere(home: Path, kept: Path, name: str) -> None:
    deep = home / name
    try:
        with cluster.borrow(filled(deep, kept)) as lent:
            assert not lent.socket_dir.is_relative_to(deep)
            assert ask(lent.service_url, "SELECT current_user") == cluster.SERVICE
    finally:
        cluster.remove(deep)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")
def test_under_root_a_closed_home_sends_the_data_to_the_state_folder(home: Path) -> None:
    home.chmod(0o700)
    with cluster.borrow(home / "checkout") as lent:
        assert lent.data_dir.is_relative_to("/var/lib/cordon")
        assert lent.socket_dir.is_relative_to("/run/cordon")
    home.chmod(0o755)
    assert choose_places(home / "checkout").data == lent.data_dir
    assert cluster.remove(home / "checkout") == lent.data_dir.parent


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_every_usual_scheme_is_understood(scheme: str) -> None:
    assert normalise_url(f"{scheme}://u@h/d") == "postgresql+psycopg2://u@h/d"


def test_tests_on_an_operators_database_use_its_owner_if_there_is_one() -> None:
    service, owner = "postgresql://service@h/d", "postgresql://owner@h/d"
    assert external_settings({}) is None
    one = external_settings({"CORDON_DATABASE_URL": service})
    two = external_settings({"CORDON_DATABASE_URL": service, "CORDON_OWNER_DATABASE_URL": owner})
    assert one is not None
    assert two is not None
    assert one["CORDON_TEST_OWNER_URL"] == one["CORDON_TEST_SERVICE_URL"] == normalise_url(service)
    assert two["CORDON_TEST_OWNER_URL"] == normalise_url(owner)
