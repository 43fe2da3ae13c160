"""``cordon import``: units, authorities, zones, crews, tickets and stock from files of other systems."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.cap_alerts import CapAnswer
    from app.services.imports.report import Note, Report

commands = typer.Typer()

REFUSED_EXIT = 2
"""Some rows were refused; the others are in."""
_SHOWN_NOTES = 40
_FILE_HELP = "GeoJSON or CSV, also as .gz; zones also KML, Shapefile (.zip), GeoPackage, CAP 1.2."


class Subject(StrEnum):
    """What a file holds."""

    UNITS = "units"
    AUTHORITIES = "authorities"
    ZONES = "zones"
    CREWS = "crews"
    TICKETS = "tickets"
    PPE_STOCK = "ppe-stock"


class Language(StrEnum):
    """In which language reasons are shown."""

    VI = "vi"
    EN = "en"


@commands.command("import")
def import_file(  # noqa: PLR0913 - one for each option
    subject: Annotated[Subject, typer.Argument(help="What the rows are.")],
    file: Annotated[
        Path, typer.Argument(help="GeoJSON or CSV, also as .gz; zones also KML, Shapefile (.zip), GeoPackage, CAP 1.2.")
    ],
    *,
    mapping: Annotated[Path | None, typer.Option(help="JSON or TOML: which of the file's columns mean what.")] = None,
    source: Annotated[str | None, typer.Option(help="Where the rows come from; the file's name if left out.")] = None,
    unit: Annotated[
        str | None, typer.Option(help="Code: of tickets that no territory covers, of crews, of stock; above new units.")
    ] = None,
    authority: Annotated[str | None, typer.Option(help="Code: in charge of zones; above new authorities.")] = None,
    timezone: Annotated[
        str | None, typer.Option(help="IANA name: of local times without zone; the unit's if left out.")
    ] = None,
    layer: Annotated[str | None, typer.Option(help="Of zones: the layer, where a file has several.")] = None,
    dry_run: Annotated[bool, typer.Option(help="Say what would happen; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of the reasons.")] = Language.EN,
) -> None:
    """Bring the rows of a file in, in one transaction. Exit 0: all in; 2: some refused; 1: nothing was done."""
    from app.access import system
    from app.adapters.files import read_mapping_file, source_of
    from app.adapters.zone_files import read_file
    from app.commands.database import service_settings
    from app.services.cap_alerts import take_alert
    from app.services.imports.aims import Options
    from app.services.imports.run import run_import
    from app.wiring import wire_up

    options = Options(source or source_of(file), unit, authority, timezone, dry_run)
    raw = read_mapping_file(mapping) if mapping else None
    with service_settings() as settings, _progress(silent=as_json) as told:
        wiring, operator = wire_up(settings), system("cordon import")
        try:
            found = read_file(file, layer, offices=subject is Subject.ZONES)
            if found.alert is not None:
                message = take_alert(wiring.work, operator, found.alert, authority, dry_run=dry_run)
                show_message(message, as_json=as_json, lang=lang)
                return
            report = run_import(wiring.work, operator, subject, found.rows, options, mapping=raw, told=told)
        finally:
            wiring.close()
    show(report, as_json=as_json, lang=lang)
    if report.refused:
        raise typer.Exit(REFUSED_EXIT)


def show_message(answer: "CapAnswer", *, as_json: bool, lang: str) -> None:
    """Print what became of a CAP message."""
    why = answer.reason.text(lang) if answer.reason else ""
    if as_json:
        told = {"outcome": answer.outcome, "zone_id": str(answer.zone_id) if answer.zone_id else None, "reason": why}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"CAP message: {answer.outcome}{f' - {why}' if why else ''}")


def show(report: "Report", *, as_json: bool, lang: str) -> None:
    """Print what became of a file."""
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        return
    counts = {str(outcome): count for outcome, count in report.outcomes.items()} | {"refused": report.refused_rows}
    told = ", ".join(f"{count} {word}" for word, count in counts.items())
    tried = " (dry run: nothing was changed)" if report.dry_run else ""
    typer.echo(f"{report.rows} {report.subject} from {report.source}: {told}{tried}")
    if report.ignored_columns:
        typer.echo(f"Columns not read: {', '.join(report.ignored_columns)}")
    _table("Refused", report.refused, lang)
    _table("Warnings", report.warnings, lang)


def _table(title: str, notes: "list[Note]", lang: str) -> None:
    from rich.console import Console
    from rich.table import Table

    if not notes:
        return
    table = Table(title=title, title_justify="left")
    for heading in ("row", "id", "field", "reason", "what to do"):
        table.add_column(heading, overflow="fold")
    for note in notes[:_SHOWN_NOTES]:
        reason = f"{note.reason.text(lang)}\n{note.detail}" if note.detail else note.reason.text(lang)
        cells = (str(note.row), note.external_id or "", note.field, reason, note.remedy.get(lang))
        table.add_row(*(_plain(cell) for cell in cells))
    console = Console(highlight=False)
    console.print(table)
    if len(notes) > _SHOWN_NOTES:
        console.print(f"... and {len(notes) - _SHOWN_NOTES} more; --json shows all.")


def _plain(text: str) -> Any:
    """Text that rich takes as it is: a file's brackets are no markup."""
    from rich.text import Text

    return Text(text)


@contextmanager
def _progress(*, silent: bool) -> "Iterator[Callable[[str, int, int | None], None]]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=silent or not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def told(what: str, done: int, of: int | None) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=of)
            bars.update(tasks[what], completed=done, total=of)

        yield told
