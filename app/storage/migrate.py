"""Brings a database's tables to the newest form, and says how far they are.

``python -m app.storage.migrate --check`` compares the tables that migrations make with those that ``app.schema``
describes, on a scratch database of its own.
"""

import argparse
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from geoalchemy2 import alembic_helpers
from sqlalchemy import Connection, create_engine, make_url, text

from app.schema import Base

SERVICE_ROLE = "cordon_service"
_FOREIGN = ("procrastinate_", "spatial_ref_sys", "alembic_version", "position_fixes_")


def psycopg2_url(url: str) -> str:
    """The same address, to be opened by psycopg2 whatever driver it names."""
    return make_url(url).set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


def include_object(obj: Any, name: str | None, type_: str, reflected: bool, compare_to: Any) -> bool:
    """Leave the tables of PostGIS, of the job queue and of single days alone; the rest as GeoAlchemy2 advises."""
    if type_ == "table" and name and name.startswith(_FOREIGN):
        return False
    return bool(alembic_helpers.include_object(obj, name, type_, reflected, compare_to))  # type: ignore[no-untyped-call]


def upgrade(owner_url: str, service_role: str = SERVICE_ROLE) -> None:
    """Apply every migration that is missing, all in one transaction.

    Args:
        owner_url: role that owns the tables.
        service_role: role that the service works as; made if missing and the owner may, and granted what it needs.
    """
    engine = create_engine(psycopg2_url(owner_url))
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(7305841)"))
            command.upgrade(_config(connection, service_role), "head")
    finally:
        engine.dispose()


def status(url: str) -> tuple[str | None, str]:
    """The revision that a database stands at (None: empty), and the newest there is."""
    engine = create_engine(psycopg2_url(url))
    try:
        with engine.connect() as connection:
            return current(connection), head()
    finally:
        engine.dispose()


def current(connection: Connection) -> str | None:
    """The revision that a database stands at."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The newest revision there is."""
    found = ScriptDirectory.from_config(_config(None, SERVICE_ROLE)).get_current_head()
    if found is None:
        raise RuntimeError("no migrations found beside the package")
    return found


def differences(connection: Connection) -> list[Any]:
    """What the tables lack or have too much, compared with ``app.schema``."""
    options = {"include_object": include_object, "compare_type": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def _config(connection: Connection | None, service_role: str) -> Config:
    config = Config()
    root = Path(__file__).resolve().parents[2]
    config.set_main_option("script_location", str(root / "migrations"))
    config.attributes["connection"] = connection
    config.attributes["service_role"] = service_role
    return config


def check(owner_url: str) -> list[Any]:
    """Migrate an empty scratch database and return its differences from ``app.schema``."""
    name = f"cordon_check_{uuid4().hex[:12]}"
    url = make_url(psycopg2_url(owner_url))
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    scratch = url.set(database=name).render_as_string(hide_password=False)
    try:
        with admin.connect() as connection:
            blank = connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = 'cordon_blank'"))
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {'cordon_blank' if blank else 'template0'}"))
        upgrade(scratch)
        engine = create_engine(scratch)
        with engine.connect() as connection:
            found = differences(connection)
        engine.dispose()
        return found
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.dispose()


def main() -> int:
    """Run the check; 0 when migrations and tables are in step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", required=True)
    parser.add_argument("--owner-url", required=True, help="a role that may create databases")
    found = check(parser.parse_args().owner_url)
    for difference in found:
        sys.stderr.write(f"not in step: {difference}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
