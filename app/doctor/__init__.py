"""Examines an installation and says, for each thing found wrong, what to do about it."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection
from sqlalchemy import make_url

from app import cluster
from app.doctor import database, machine
from app.doctor.finding import Finding
from app.settings import Settings
from app.storage import migrate

__all__ = ["Finding", "examine"]


def examine(settings: Settings, home: Path) -> list[Finding]:
    """Looks at everything; never raises for what it finds.

    Args:
        settings: of this installation.
        home: folder of the private cluster; it is started for the examination if it has been made before.
    """
    findings = [
        machine.check_python(),
        machine.check_disk(home),
        machine.check_port(settings),
        machine.check_pages(settings),
        machine.check_time_zones(),
    ]
    if settings.database_url:
        owner = settings.owner_database_url or settings.database_url
        return findings + _examine_database(settings.database_url, owner)
    try:
        if not cluster.status(home).made:
            remedy = "`cordon up` (or `make demo`) makes it; or set CORDON_DATABASE_URL."
            return [*findings, Finding("database", "warn", "The private cluster has not been made yet.", remedy)]
        with cluster.borrow(home) as running:
            return findings + _examine_database(running.service_url, running.owner_url)
    except cluster.ClusterError as error:
        return [*findings, Finding("database", "fail", str(error), "Do what the sentence says; then examine again.")]


def _examine_database(service_url: str, owner_url: str) -> list[Finding]:
    address = make_url(service_url)
    try:
        opened = psycopg2.connect(
            address.set(drivername="postgresql").render_as_string(hide_password=False), connect_timeout=5
        )
    except psycopg2.OperationalError as error:
        sentence = f"{address.render_as_string()} cannot be reached: {str(error).strip()}"
        remedy = "Start that server, or mend CORDON_DATABASE_URL."
        return [Finding("database", "fail", sentence, remedy)]
    with closing(opened):
        opened.autocommit = True
        now = datetime.now(UTC)
        checks: list[Callable[[connection], Finding]] = [
            database.check_postgis,
            database.check_btree_gist,
            database.check_encoding,
            lambda db: database.check_clock(db, now),
            database.check_service_role,
            lambda db: database.check_worker(db, now),
        ]
        version = f"PostgreSQL {opened.server_version // 10_000} answers as {address.username or 'the default role'}."
        return [Finding("database", "ok", version), _check_migrations(owner_url), *(check(opened) for check in checks)]


def _check_migrations(owner_url: str) -> Finding:
    try:
        current, head = migrate.status(owner_url)
    except Exception as error:  # noqa: BLE001 whatever it is, the operator must read it
        return Finding("migrations", "fail", f"Cannot be read: {error}", "Check CORDON_OWNER_DATABASE_URL.")
    if current != head:
        sentence = f"The tables stand at {current or 'nothing'}, the newest form is {head}."
        return Finding("migrations", "fail", sentence, "Run `cordon migrate`.")
    return Finding("migrations", "ok", f"The tables are at {head}.")
