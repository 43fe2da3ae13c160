"""Databases that a command makes for itself and drops when it is done; the installation's own is never touched."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from app.cluster import BLANK
from app.commands.database import Database
from app.storage.migrate import psycopg2_url, upgrade

PREFIX = "cordon_sim_"
_PATIENCE = 50
_PAUSE_S = 0.1


@dataclass
class Scratch:
    """A place for databases beside the installation's, on the same server."""

    database: Database
    service_role: str
    admin: Engine
    made: list[str] = field(default_factory=list)

    def make(self) -> str:
        """A database with all tables and nothing in them; its name."""
        name = self._create(self._blank())
        upgrade(_on(self.database.owner_url, name), service_role=self.service_role)
        return name

    def copy(self, of: str) -> str:
        """A database that is as another one is now; nobody may be connected to that."""
        return self._create(of)

    def service_url(self, name: str) -> str:
        """Where the service finds it."""
        return _on(self.database.service_url, name)

    def _blank(self) -> str:
        """The template with the extensions in it, where there is one: not every owner may make extensions."""
        with self.admin.connect() as connection:
            known = connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": BLANK})
        return BLANK if known else "template0"

    def _create(self, template: str) -> str:
        name = f"{PREFIX}{uuid4().hex[:12]}"
        self.made.append(name)
        with self.admin.connect() as connection:
            for left in range(_PATIENCE, -1, -1):
                try:
                    connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
                    break
                except DBAPIError:  # connections end a moment after they are closed
                    if not left:
                        raise
                    time.sleep(_PAUSE_S)
            # what is lost with the machine's power is made again from its seed
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
        return name


@contextmanager
def open_scratch(database: Database, service_role: str) -> Iterator[Scratch]:
    """Make databases as long as the block lasts; all of them are dropped at its end, however it ends."""
    admin = create_engine(psycopg2_url(database.owner_url), isolation_level="AUTOCOMMIT")
    scratch = Scratch(database, service_role, admin)
    try:
        yield scratch
    finally:
        with admin.connect() as connection:
            for name in scratch.made:
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.dispose()


def _on(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)
