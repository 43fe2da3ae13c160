"""``cordon report``: reports of a day as files, for whoever sends them on every morning."""

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(name="report", help="Reports of a day as files.", no_args_is_help=True)


class Form(StrEnum):
    """What comes out."""

    CSV = "csv"
    PDF = "pdf"
    JSON = "json"


class Language(StrEnum):
    """In which language."""

    VI = "vi"
    EN = "en"


@app.callback()
def reports() -> None:
    """Reports of a day as files."""


@app.command()
def daily(
    *,
    unit: Annotated[str, typer.Option(help="Code of the unit; all units below it are counted too.")],
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="In the unit's own time zone; today if left out.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="A table, a sheet of A4, or everything for machines.")] = (
        Form.CSV
    ),
    out: Annotated[
        Path | None, typer.Option(help="File or folder to write to; - is the output. A PDF goes into a file.")
    ] = None,
    known_at: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M:%S%z"], help="Leave out what was written later: the same figures for ever."
        ),
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.VI,
) -> None:
    """The daily epidemiological report (536/EVN-TC&NS) of a unit, with what was short of protective equipment."""
    from app.access import system
    from app.commands.users import opened
    from app.services import epidemic_reports
    from app.wire.epidemic_reports import file_name

    with opened() as work:
        unit_id = epidemic_reports.unit_of_code(work, unit)
        report = epidemic_reports.make_report(
            work, system("cordon report"), unit_id, day.date() if day else None, known_at
        )
    content = _content(report, form, lang)
    name = file_name(report, form)
    if out == Path("-") or (out is None and form is not Form.PDF):
        sys.stdout.buffer.write(content)
        return
    target = Path(name) if out is None else out / name if out.is_dir() else out
    target.write_bytes(content)
    typer.echo(str(target), err=True)


def _content(report: object, form: Form, lang: str) -> bytes:
    from app.services.epidemic_reports import EpidemicReport
    from app.wire.epidemic_reports import EpidemicReportOut, csv_of, pdf_of

    if not isinstance(report, EpidemicReport):
        raise TypeError(f"{report!r} is no report")
    if form is Form.PDF:
        return pdf_of(report, lang)
    if form is Form.JSON:
        return EpidemicReportOut.of(report).model_dump_json(indent=2).encode()
    return csv_of(report, lang).encode()
