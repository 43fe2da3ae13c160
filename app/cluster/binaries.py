"""Finds a PostgreSQL server on this machine that can also do PostGIS."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.cluster.errors import ClusterError

EXTENSIONS = ("postgis", "btree_gist")
"""Extensions every Cordon database needs."""

_FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # packages of postgresql.org for Red Hat
    "/opt/homebrew/opt/postgresql@*/bin",  # Homebrew on Apple silicon
    "/usr/local/opt/postgresql@*/bin",  # Homebrew on Intel
)


@dataclass(frozen=True)
class Binaries:
    """One installed PostgreSQL server."""

    folder: Path
    major: int

    def path(self, program: str) -> str:
        """Full path of ``initdb``, ``pg_ctl``, ..."""
        return str(self.folder / program)


def find_binaries(major: int | None = None) -> Binaries:
    """Returns the newest server that has the extensions, or the one of that ``major`` version.

    Raises:
        ClusterError: none is installed.
    """
    found = {item.major: item for item in _installed() if _has_extensions(item)}
    if major is None and found:
        return found[max(found)]
    if major in found:
        return found[major]
    if major is None:
        raise ClusterError(
            "No PostgreSQL server with PostGIS was found. Run `sh setup/prepare.sh run`, or install the package"
            " postgresql-NN-postgis-3 (Debian, Ubuntu) or `brew install postgresql@17 postgis` (macOS)."
        )
    raise ClusterError(
        f"The private cluster was made by PostgreSQL {major}, which is no longer installed with PostGIS. Install"
        f" postgresql-{major}-postgis-3 again, or move the data with `pg_upgrade` (docs/operations.md)."
    )


def _installed() -> Iterator[Binaries]:
    folders = [Path(match) for pattern in _FOLDERS for match in sorted(Path("/").glob(pattern.lstrip("/")))]
    on_path = shutil.which("initdb")
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    own = os.environ.get("CORDON_PG_BIN")
    if own:
        folders = [Path(own)]
    for folder in folders:
        if all((folder / program).is_file() for program in ("initdb", "pg_ctl", "postgres")):
            version = re.search(r"\(PostgreSQL\) (\d+)", _say(folder / "postgres", "--version"))
            if version:
                yield Binaries(folder, int(version.group(1)))


def _has_extensions(item: Binaries) -> bool:
    told = _say(item.folder / "pg_config", "--sharedir").strip()
    share = Path(told or f"/usr/share/postgresql/{item.major}")
    return all((share / "extension" / f"{name}.control").is_file() for name in EXTENSIONS)


def _say(program: Path, option: str) -> str:
    """Output of a program that may be missing."""
    if not program.is_file():
        return ""
    return subprocess.run([program, option], capture_output=True, text=True, check=False).stdout  # noqa: S603 a path we listed
