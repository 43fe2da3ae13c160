"""``cordon doctor``: says what is wrong with this installation."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

commands = typer.Typer()

_COLOURS = {"ok": typer.colors.GREEN, "warn": typer.colors.YELLOW, "fail": typer.colors.RED}


@commands.command()
def doctor(*, as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False) -> None:
    """Examine this installation; exit 1 when something must be mended."""
    from app.commands.database import home_of
    from app.doctor import examine
    from app.settings import Settings

    settings = Settings()
    findings = examine(settings, home_of(settings))
    healthy = all(finding.level != "fail" for finding in findings)
    if as_json:
        typer.echo(json.dumps({"healthy": healthy, "findings": [asdict(finding) for finding in findings]}, indent=2))
    else:
        for finding in findings:
            typer.echo(
                f"{typer.style(f'{finding.level:<5}', fg=_COLOURS[finding.level])}{finding.name}: {finding.sentence}"
            )
            if finding.remedy:
                typer.echo(f"     → {finding.remedy}")
    if not healthy:
        raise typer.Exit(1)
