"""Examines an installation and says, for each thing found wrong, what to do about it."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from app import cluster
from app.doctor import audit, database, machine, messages, pushes, routing, vault
from app.doctor.finding import Finding
from app.settings import Settings
from app.storage import migrate

__all__ = ["Finding", "examine"]

_NO_ADDRESS = (ArgumentError, ValueError)


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
        routing.check_routing(settings, lambda: datetime.now(UTC)),
        *messages.check_messages(settings),
        *pushes.check_pushes(settings),
        audit.check_targets(settings),
    ]
    if settings.database_url:
        owner = settings.owner_database_url or settings.database_url
        return findings + _examine_database(settings, home, settings.database_url, owner)
    try:
        if not cluster.status(home).made:
            remedy = "`cordon up` (or `make demo`) makes it; or set CORDON_DATABASE_URL."
            return [*findings, Finding("database", "warn", "The private cluster has not been made yet.", remedy)]
        with cluster.borrow(home) as running:
            return findings + _examine_database(settings, home, running.service_url, running.owner_url)
    except cluster.ClusterError as error:
        return [*findings, Finding("database", "fail", str(error), "Do what the sentence says; then examine again.")]


def _examine_database(settings: Settings, home: Path, service_url: str, owner_url: str) -> list[Finding]:
    role = settings.service_role
    try:
        address = make_url(service_url)
    except _NO_ADDRESS:  # its text may hold the password
        sentence = "CORDON_DATABASE_URL is no address of a database."
        return [Finding("database", "fail", sentence, "Write it as postgresql://user:password@host:5432/database.")]
    try:
        opened = psycopg2.connect(
            address.set(drivername="postgresql").render_as_string(hide_password=False), connect_timeout=5
        )
    except psycopg2.Error as error:
        sentence = f"{address.render_as_string()} cannot be reached: {_told(error, address)}."
        remedy = "Start that server, or mend CORDON_DATABASE_URL."
        return [Finding("database", "fail", sentence, remedy)]
    with closing(opened):
        opened.autocommit = True
        lacking = database.take_role(opened, role) if address.username != role else None
        now = datetime.now(UTC)
        checks: list[Callable[[connection], Finding]] = [
            database.check_postgis,
            database.check_btree_gist,
            database.check_encoding,
            lambda db: database.check_clock(db, now),
            database.check_service_role if lacking is None else lambda _: lacking,
            database.check_lists,
            lambda db: database.check_worker(db, now),
            lambda db: audit.check_audit(db, now),
            lambda db: vault.check_vault(db, settings, home),
        ]
        version = f"PostgreSQL {opened.server_version // 10_000} answers as {address.username or 'the default role'}."
        return [Finding("database", "ok", version), _check_migrations(owner_url), *(check(opened) for check in checks)]


def _check_migrations(owner_url: str) -> Finding:
    try:
        current, head = migrate.status(owner_url)
    except _NO_ADDRESS:  # its text may hold the password
        sentence = "CORDON_OWNER_DATABASE_URL is no address of a database."
        return Finding("migrations", "fail", sentence, "Write it as postgresql://user:password@host:5432/database.")
    except Exception as error:  # noqa: BLE001 whatever it is, the operator must read it
        sentence = f"The tables' form cannot be read: {_told(getattr(error, 'orig', error), make_url(owner_url))}."
        return Finding("migrations", "fail", sentence, "Check CORDON_OWNER_DATABASE_URL.")
    if current is not None and current > head:
        sentence = f"The tables stand at {current}, this release knows them up to {head}."
        return Finding("migrations", "fail", sentence, "Run the release that made them, or a newer one.")
    if current != head:
        sentence = f"The tables stand at {current or 'nothing'}, the newest form is {head}."
        return Finding("migrations", "fail", sentence, "Run `cordon migrate`.")
    return Finding("migrations", "ok", f"The tables are at {head}.")


def _told(error: object, address: URL) -> str:
    """An error in one sentence, without the password, whoever wrote it there."""
    sentence = " ".join(str(error).split()).rstrip(".")
    return sentence.replace(address.password, "***") if address.password else sentence
