"""Makes, starts and stops the server. Callers hold the cluster's lock."""

import shutil
import sys

import psycopg2
from psycopg2.extensions import connection

from app.cluster.binaries import Binaries, find_binaries
from app.cluster.errors import ClusterError
from app.cluster.places import PORT, Places
from app.cluster.processes import recorded_pid, remove_reused_lock, servers_in, wait_until

ADMIN = "cordon_admin"
"""The cluster's superuser; nothing but this package uses it."""

_START_SECONDS = 300  # a crash recovery may take its time
_STOP_SECONDS = 60

_SETTINGS = """\
# Written by Cordon at every start: put your own settings into postgresql.conf, below the line that includes this file.
listen_addresses = ''
port = {port}
unix_socket_directories = '"{sockets}"'
unix_socket_permissions = 0700
timezone = 'UTC'
log_timezone = 'UTC'
synchronous_commit = on
shared_buffers = 256MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_size = 0
log_min_duration_statement = 2s
log_line_prefix = '%m [%p] %u@%d '
"""
_SCRATCH_SETTINGS = """
# Nothing in here is to outlive a crash of the machine, so nothing waits for the disk.
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
"""


def connect(places: Places, database: str = "postgres", user: str = ADMIN) -> connection:
    """Opens an autocommit connection to the running server."""
    opened = psycopg2.connect(host=str(places.sockets), port=PORT, dbname=database, user=user, connect_timeout=10)
    opened.autocommit = True
    return opened


def is_answering(places: Places) -> bool:
    """Whether the server of these places takes connections now."""
    if not (places.sockets / f".s.PGSQL.{PORT}").exists():
        return False
    try:
        connect(places).close()
    except psycopg2.OperationalError:
        return False
    return True


def bring_up(places: Places, *, scratch: bool = False) -> bool:
    """Starts the server, making its data folder first if there is none.

    A scratch server does not wait for the disk; what a crash left of its data is not used but made anew.

    Returns:
        Whether it had to be started (False: it was running).

    Raises:
        ClusterError: it cannot be made or started.
    """
    if places.base.exists():
        places.check_owner(places.base)
    if is_answering(places):
        return False
    crashed = recorded_pid(places.data) is not None
    _settle(places)
    if is_answering(places):
        return False
    places.make()
    if scratch and crashed:
        shutil.rmtree(places.data)
    binaries = _binaries(places)
    if not places.data.exists():
        _initialise(places, binaries, *(["--no-sync"] if scratch else []))
    settings = _SETTINGS.format(port=PORT, sockets=places.sockets) + (_SCRATCH_SETTINGS if scratch else "")
    (places.data / "cordon.conf").write_text(settings)
    command = [binaries.path("pg_ctl"), "start", "-w", "-s", "-t", str(_START_SECONDS), "-D", str(places.data)]
    places.log.unlink(missing_ok=True)
    done = places.account.run([*command, "-l", str(places.log)], places.base)
    if done.returncode != 0 or not is_answering(places):
        raise ClusterError(f"PostgreSQL did not start. It says:\n{_last_words(places) or done.stderr.strip()}")
    return True


def bring_down(places: Places) -> bool:
    """Stops the server: sessions are ended, nothing committed is lost.

    Returns:
        Whether it was running.

    Raises:
        ClusterError: it would not stop.
    """
    if not _is_running(places):
        return False
    binaries = _binaries(places)
    command = [
        binaries.path("pg_ctl"),
        "stop",
        "-m",
        "fast",
        "-w",
        "-s",
        "-t",
        str(_STOP_SECONDS),
        "-D",
        str(places.data),
    ]
    done = places.account.run(command, places.base)
    if done.returncode != 0 and _is_running(places):
        raise ClusterError(f"PostgreSQL did not stop within {_STOP_SECONDS} s: {done.stderr.strip()}")
    return True


def _is_running(places: Places) -> bool:
    """Whether the recorded server lives, answering or not; a stranger with its number does not count."""
    return recorded_pid(places.data) in servers_in(places.data) or is_answering(places)


def _binaries(places: Places) -> Binaries:
    version = places.data / "PG_VERSION"
    if places.data.exists() and not version.exists():
        raise ClusterError(f"{places.data} is not a PostgreSQL data folder. Move it away and start again.")
    return find_binaries(int(version.read_text()) if version.exists() else None)


def _settle(places: Places) -> None:
    """Waits for a server that is just starting or ending, and clears what a power cut left."""
    if recorded_pid(places.data) in servers_in(places.data):
        wait_until(lambda: is_answering(places) or not servers_in(places.data), _START_SECONDS)
        if is_answering(places):
            return
    if not wait_until(lambda: not servers_in(places.data), _STOP_SECONDS):
        left = ", ".join(map(str, sorted(servers_in(places.data))))
        raise ClusterError(f"Processes {left} still work in {places.data} without a server. End them and start again.")
    remove_reused_lock(places.data, places.sockets, PORT)


def _initialise(places: Places, binaries: Binaries, *more: str) -> None:
    """Makes the data folder beside its place and moves it there whole, so that an interrupted run leaves nothing."""
    fresh = places.base / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    locale = ["--locale=C", "--lc-ctype=UTF-8"] if sys.platform == "darwin" else ["--locale=C.UTF-8"]
    options = [
        "--encoding=UTF8",
        *locale,
        "--auth=trust",
        "--data-checksums",
        "--no-instructions",
        f"--username={ADMIN}",
        *more,
    ]
    done = places.account.run([binaries.path("initdb"), "-D", str(fresh), *options], places.base)
    if done.returncode != 0:
        raise ClusterError(f"The private cluster could not be made: {done.stderr.strip()}")
    with (fresh / "postgresql.conf").open("a") as conf:
        conf.write("\ninclude_if_exists = 'cordon.conf'\n")
    fresh.rename(places.data)


def _last_words(places: Places) -> str:
    logs = [places.log, *sorted((places.data / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)]
    lines = [line for path in logs if path.exists() for line in path.read_text(errors="replace").splitlines()]
    return "\n".join(lines[-8:])
