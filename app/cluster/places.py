"""Where a private cluster keeps its data and its socket, and as whom it runs."""

import hashlib
import os
import pwd
import re
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from app.cluster.errors import ClusterError

PORT = 5432
"""Names the socket file only: the server listens on no network address."""

_SOCKET_PATH_BYTES = 107 if sys.platform == "linux" else 103
_PLAIN = re.compile(r"[\w/. +@=~-]+")  # pg_ctl passes paths through a shell; libpq splits hosts at commas


@dataclass(frozen=True)
class Account:
    """The operating system's user that runs the server."""

    name: str
    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether we must drop from root to it."""
        return os.geteuid() != self.uid

    def run(self, command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
        """Runs a program as this user, in ``cwd``, with a plain environment; never raises for its exit code."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        environment = kept | {"LC_ALL": "C", "LANG": "C", "HOME": str(cwd)}
        return subprocess.run(  # noqa: S603 fixed programs with our own paths
            command,
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
        )

    def owns_privately(self, folder: Path) -> bool:
        """Whether ``folder`` is a real folder of this user that nobody else may enter."""
        info = folder.lstat()
        return stat.S_ISDIR(info.st_mode) and info.st_uid == self.uid and stat.S_IMODE(info.st_mode) == stat.S_IRWXU


@dataclass(frozen=True)
class Places:
    """Folders of one private cluster. ``base`` holds ``data``, logs and, where its path is short, ``sockets``."""

    home: Path
    base: Path
    sockets: Path
    account: Account

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.base / "data"

    @property
    def log(self) -> Path:
        """What the server says before its own log files are open."""
        return self.base / "start.log"

    def make(self) -> None:
        """Creates the folders, private to the account.

        Raises:
            ClusterError: somebody else owns them, or the disk refuses.
        """
        for folder in (self.base, self.sockets):
            try:
                folder.parent.mkdir(parents=True, exist_ok=True)
                if not folder.exists():
                    folder.mkdir(mode=0o700)
                    if self.account.is_other:
                        os.chown(folder, self.account.uid, self.account.gid)
            except OSError as error:
                raise ClusterError(
                    f"{folder} cannot be made ({error.strerror}). Make room for it, or set CORDON_HOME."
                ) from error
            self.check_owner(folder)

    def check_owner(self, folder: Path) -> None:
        """Raises ClusterError unless the account alone may enter ``folder``."""
        if not self.account.owns_privately(folder):
            owner = folder.lstat().st_uid
            raise ClusterError(
                f"{folder} belongs to user {owner} or is open to others, but the private cluster runs as"
                f" {self.account.name}. Start it the way it was first started (with or without sudo), or set"
                " CORDON_HOME to another folder."
            )


def default_home() -> Path:
    """``CORDON_HOME``, or ``.cordon`` in the checkout, or the user's state folder when installed from a wheel."""
    told = os.environ.get("CORDON_HOME")
    if told:
        return Path(told).expanduser().absolute()
    checkout = Path(__file__).resolve().parents[2]
    return checkout / ".cordon" if (checkout / "pyproject.toml").is_file() else _state_folder() / "default"


def choose_places(home: Path) -> Places:
    """Decides where the cluster of ``home`` lives; the answer stays the same once it has been made.

    Under root the server runs as ``postgres``, which may be unable to enter the checkout: then the data stand in the
    system's state folder. A socket path has an upper length: then the socket stands in the run folder.

    Raises:
        ClusterError: ``home`` cannot be made, or root has no ``postgres`` user to drop to.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        home = home.resolve()
        account = _account()
        mark = hashlib.sha256(str(home).encode()).hexdigest()[:12]
        inside, outside = home / "postgres", _state_folder() / mark
        if (outside / "data").exists():
            base = outside
        elif (inside / "data").exists() or _usable(home, account):
            base = inside
        else:
            base = outside
    except OSError as error:
        raise ClusterError(
            f"{home} cannot be used ({error.strerror}). Set CORDON_HOME to a folder of yours."
        ) from error
    sockets = base / "run"
    if not _fits(sockets) or base == outside:
        sockets = _run_folder(mark)
    return Places(home, base, sockets, account)


def _account() -> Account:
    if os.geteuid() != 0:
        return Account(pwd.getpwuid(os.geteuid()).pw_name, os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise ClusterError(
            "PostgreSQL refuses to run as root and there is no user `postgres` to run it. Install the distribution's"
            " PostgreSQL package, or run Cordon as an ordinary user."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _usable(home: Path, account: Account) -> bool:
    if not _PLAIN.fullmatch(str(home)):
        return False
    reached = (
        not account.is_other or account.run(["sh", "-c", 'test -x "$1"', "sh", str(home)], Path("/")).returncode == 0
    )
    return reached and _keeps_modes(home)


def _keeps_modes(home: Path) -> bool:
    """Whether the file system keeps a folder private (shared folders of virtual machines often do not)."""
    probe = home / f".probe-{os.getpid()}"
    probe.mkdir(mode=0o700)
    try:
        return stat.S_IMODE(probe.stat().st_mode) == stat.S_IRWXU
    finally:
        probe.rmdir()


def _fits(sockets: Path) -> bool:
    plain = _PLAIN.fullmatch(str(sockets)) is not None
    return plain and len(os.fsencode(sockets / f".s.PGSQL.{PORT}")) <= _SOCKET_PATH_BYTES


def _state_folder() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/cordon")
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "cordon"


def _run_folder(mark: str) -> Path:
    if os.geteuid() == 0:
        return Path("/run/cordon") / mark
    private = os.environ.get("XDG_RUNTIME_DIR")
    if private and Path(private).is_dir():
        return Path(private) / f"cordon-{mark}"
    return Path("/tmp") / f"cordon-{os.geteuid()}-{mark}"  # noqa: S108 owner and mode are checked before use
