"""A database of a benchmark's own: migrated, committed to like the real one, dropped at the end."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from app.cluster import BLANK, ensure
from app.storage.migrate import upgrade

_DROP_TRIES = 50
_DROP_PAUSE_SECONDS = 0.1


@dataclass(frozen=True)
class Database:
    """Where the tables are, for their owner and for the role that the service works as."""

    owner_url: str
    service_url: str

    @property
    def name(self) -> str:
        """What the server calls it."""
        return str(make_url(self.owner_url).database)

    @property
    def service_dsn(self) -> str:
        """Libpq's connection string of the service's role, in UTC as the service's own connections."""
        parts = make_url(self.service_url).translate_connect_args(username="user", database="dbname")
        parts |= {name: value for name, value in make_url(self.service_url).query.items() if isinstance(value, str)}
        return " ".join(f"{name}='{value}'" for name, value in parts.items()) + " options='-c timezone=UTC'"


@contextmanager
def fresh_database() -> Iterator[Database]:
    """Make a database on the server that ``make`` prepared, or else on the private cluster; drop it at the end."""
    owner, service, template = _server()
    name = f"cordon_bench_{uuid4().hex[:12]}"
    admin = create_engine(owner, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        _patiently(connection, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        made = Database(_on(owner, name), _on(service, name))
        upgrade(made.owner_url)
        yield made
    finally:
        with admin.connect() as connection:
            _patiently(connection, f"DROP DATABASE {name}")
        admin.dispose()


def vacuum(database: Database) -> None:
    """Let the planner know the tables as they are now."""
    engine = create_engine(database.owner_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _server() -> tuple[str, str, str]:
    owner, service = os.environ.get("CORDON_TEST_OWNER_URL"), os.environ.get("CORDON_TEST_SERVICE_URL")
    if owner and service:
        return owner, service, os.environ.get("CORDON_TEST_TEMPLATE", "template0")
    cluster = ensure()
    return cluster.owner_url, cluster.service_url, BLANK


def _on(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _patiently(connection: Connection, statement: str) -> None:
    """Connections of the service end a moment after they are closed."""
    for left in range(_DROP_TRIES, -1, -1):
        try:
            connection.execute(text(statement))
        except DBAPIError:
            if not left:
                raise
            time.sleep(_DROP_PAUSE_SECONDS)
        else:
            return
