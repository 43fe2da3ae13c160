"""The private cluster: a PostgreSQL of Cordon's own, reachable through a unix socket by its owner only.

It listens on no network address and never runs as root. Whoever uses it holds a lease (a file lock), so that two
programs share one server and the last one out stops it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.cluster import processes, server
from app.cluster.content import BLANK, DATABASE, OWNER, SERVICE, provision
from app.cluster.errors import ClusterError
from app.cluster.leases import Lease, changing
from app.cluster.places import PORT, Places, choose_places, default_home

__all__ = ["BLANK", "OWNER", "SERVICE", "Cluster", "ClusterError", "Status"]
__all__ += ["borrow", "default_home", "ensure", "remove", "start", "status", "stop"]

_held: list[Lease] = []  # leases that last as long as this process


@dataclass(frozen=True)
class Cluster:
    """A running private cluster."""

    socket_dir: Path
    data_dir: Path

    def url(self, role: str, database: str = DATABASE) -> str:
        """SQLAlchemy's address of ``database`` for ``role``."""
        return f"postgresql+psycopg2://{role}@/{database}?host={quote(str(self.socket_dir))}&port={PORT}"

    @property
    def owner_url(self) -> str:
        """For migrations."""
        return self.url(OWNER)

    @property
    def service_url(self) -> str:
        """For the running service."""
        return self.url(SERVICE)


@dataclass(frozen=True)
class Status:
    """What there is of a private cluster."""

    made: bool
    running: bool
    data_dir: Path
    socket_dir: Path


def ensure(home: Path | None = None, *, scratch: bool = False) -> Cluster:
    """Makes and starts the cluster of ``home`` if needed; it stays up at least as long as this process lives.

    Args:
        home: the checkout's or the user's own when left out.
        scratch: for tests, in a folder of its own within ``home``: quick, and empty again after a crash of the machine.

    Raises:
        ClusterError: it cannot be made or started; the message says what to do.
    """
    lease, cluster = _join(_home(home, scratch=scratch), scratch=scratch)
    _held.append(lease)
    return cluster


@contextmanager
def borrow(home: Path | None = None, *, scratch: bool = False) -> Iterator[Cluster]:
    """Like ``ensure`` for the length of a block; the last borrower out stops the server, unless ``start`` kept it."""
    home = _home(home, scratch=scratch)
    lease, cluster = _join(home, scratch=scratch)
    try:
        yield cluster
    finally:
        with changing(home):
            places = choose_places(home)
            if lease.release() and not _is_kept(places):
                server.bring_down(places)


def start(home: Path | None = None) -> Cluster:
    """Like ``ensure``, and the server stays up until ``stop`` (or the machine's end)."""
    home = home or default_home()
    cluster = ensure(home)
    _keep_file(home).write_text(processes.identity(cluster.data_dir))
    return cluster


def stop(home: Path | None = None) -> bool:
    """Stops the server at once, ending whatever sessions there are; returns whether it was running."""
    home = home or default_home()
    with changing(home):
        _keep_file(home).unlink(missing_ok=True)
        return server.bring_down(choose_places(home))


def status(home: Path | None = None) -> Status:
    """Looks, without starting or making anything but ``home`` itself."""
    places = choose_places(home or default_home())
    return Status(places.data.exists(), server.is_answering(places), places.data, places.sockets)


def remove(home: Path | None = None) -> Path:
    """Stops the server and deletes all its data, and what tests left; returns the folder that is gone."""
    home = home or default_home()
    if _home(home, scratch=True).exists():
        remove(_home(home, scratch=True))
    stop(home)
    places = choose_places(home)
    with changing(home):
        shutil.rmtree(places.base, ignore_errors=True)
        shutil.rmtree(places.sockets, ignore_errors=True)
    return places.base


def _home(home: Path | None, *, scratch: bool) -> Path:
    home = home or default_home()
    return home / "scratch" if scratch else home


def _join(home: Path, *, scratch: bool) -> tuple[Lease, Cluster]:
    with changing(home):
        places = choose_places(home)
        lease = Lease(home)
        try:
            server.bring_up(places, scratch=scratch)
            provision(places)
        except BaseException:
            lease.release()
            raise
    return lease, Cluster(places.sockets, places.data)


def _keep_file(home: Path) -> Path:
    return home / "cluster.keep"


def _is_kept(places: Places) -> bool:
    keep = _keep_file(places.home)
    return keep.exists() and keep.read_text() == processes.identity(places.data)
