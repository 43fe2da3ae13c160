"""Databases for tests: one migrated template a session, copies of it where a test has to commit."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from app.cluster import BLANK, ensure
from app.commands.database import load_lists
from app.settings import Settings
from app.storage.migrate import upgrade
from app.wiring import make_engine


@dataclass(frozen=True)
class Server:
    """Where tests may make databases, and as whom the service works."""

    owner_url: str
    service_url: str
    template: str | None


def find_server() -> Server:
    """What ``make`` prepared, or else the private cluster for tests."""
    owner, service = os.environ.get("CORDON_TEST_OWNER_URL"), os.environ.get("CORDON_TEST_SERVICE_URL")
    if owner and service:
        return Server(owner, service, os.environ.get("CORDON_TEST_TEMPLATE"))
    cluster = ensure(scratch=True)
    return Server(cluster.owner_url, cluster.service_url, BLANK)


def on(url: str, database: str) -> str:
    """The same server and role, another database."""
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@contextmanager
def database(server: Server, template: str | None, *, migrated: bool) -> Iterator[str]:
    """A database of its own, dropped at the end; yields its name."""
    name = f"cordon_t_{uuid4().hex[:12]}"
    admin = create_engine(server.owner_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        _patiently(connection, f"CREATE DATABASE {name} TEMPLATE {template or 'template0'}")
    try:
        if not migrated:
            upgrade(on(server.owner_url, name))
        yield name
    finally:
        with admin.connect() as connection:
            _patiently(connection, f"DROP DATABASE {name}")
        admin.dispose()


def service_engine(server: Server, name: str) -> Engine:
    """Connections as the running service makes them."""
    return make_engine(Settings(database_url=on(server.service_url, name), secret_key="test" * 8))


def load_shipped(server: Server, name: str) -> None:
    """Load the lists that ship, as ``cordon migrate`` does."""
    load_lists(Settings(database_url=on(server.service_url, name), secret_key="test" * 8))


def _patiently(connection: object, statement: str) -> None:
    """Connections of the service end a moment after they are closed."""
    for left in range(50, -1, -1):
        try:
            connection.execute(text(statement))  # type: ignore[attr-defined]
        except DBAPIError:
            if not left:
                raise
            time.sleep(0.1)
        else:
            return
