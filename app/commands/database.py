"""``cordon migrate``, and how every command comes to its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.settings import Settings

commands = typer.Typer()


@dataclass(frozen=True)
class Database:
    """Where the tables are, for the role that owns them and for the role that the service works as."""

    owner_url: str
    service_url: str
    private: bool


def home_of(settings: "Settings") -> Path:
    """Folder of the private cluster, keys and logs."""
    from app.cluster import default_home

    return settings.home.expanduser().absolute() if settings.home else default_home()


@contextmanager
def open_database(settings: "Settings") -> Iterator[Database]:
    """The database of ``CORDON_DATABASE_URL``, or the private cluster, started for as long as the block lasts.

    Raises:
        ClusterError: the private cluster cannot be started.
    """
    from app.cluster import borrow
    from app.cluster.urls import normalise_url

    if settings.database_url:
        owner = settings.owner_database_url or settings.database_url
        yield Database(normalise_url(owner), normalise_url(settings.database_url), private=False)
        return
    with borrow(home_of(settings)) as cluster:
        yield Database(cluster.owner_url, cluster.service_url, private=True)


@contextmanager
def service_settings(settings: "Settings | None" = None) -> Iterator["Settings"]:
    """Settings whose ``database_url`` is open and which do not know the owner; for whatever works as the service."""
    from app.settings import Settings

    settings = settings or Settings()
    with open_database(settings) as database:
        changed = {"database_url": database.service_url, "owner_database_url": None, "home": home_of(settings)}
        yield settings.model_copy(update=changed)


def load_lists(settings: "Settings") -> None:
    """Load the checklists and lists that ship, as the service; what is there already stays."""
    from app.services.checklist_templates import load_shipped
    from app.wiring import wire_up

    wiring = wire_up(settings)
    try:
        load_shipped(wiring.work)
    finally:
        wiring.close()


@commands.command()
def migrate(
    *, check: Annotated[bool, typer.Option(help="Change nothing; exit 1 if migrations are missing.")] = False
) -> None:
    """Bring the database's tables to the newest form."""
    from app.settings import Settings
    from app.storage.migrate import status, upgrade

    settings = Settings()
    with open_database(settings) as database:
        if not check:
            upgrade(database.owner_url, service_role=settings.service_role)
            load_lists(settings.model_copy(update={"database_url": database.service_url}))
        current, head = status(database.owner_url)
    if current != head:
        typer.echo(f"The tables stand at {current or 'nothing'}; the newest is {head}. Run `cordon migrate`.")
        raise typer.Exit(1)
    typer.echo(f"The tables are at the newest form, {head}.")
