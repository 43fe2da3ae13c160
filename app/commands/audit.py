"""``cordon audit``: verify the trail, show the public key, print checkpoints."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from app.services.audit_faults import Fault
    from app.services.audit_report import Proofs, Report
    from app.settings import Settings

app = typer.Typer(name="audit", help="Prove that nobody changed what happened.", no_args_is_help=True)

BROKEN, UNPROVEN = 3, 4
"""Exit codes: something was changed; nothing was found, but no checkpoint could be compared."""


@app.command()
def verify(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="For machines; no progress bar.")] = False,
    checkpoints: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="File of checkpoints; unset means that of this installation."),
    ] = None,
    from_store: Annotated[bool, typer.Option(help="Compare with CORDON_AUDIT_STORE_URL instead of a file.")] = False,
    public_key: Annotated[
        list[Path] | None, typer.Option(exists=True, dir_okay=False, help="Trust this public key too (PEM).")
    ] = None,
) -> None:
    """Recompute every link from its event and compare with the checkpoints.

    Exit codes: 0 whole; 3 something was changed, and the first broken link is named; 4 the links hold, but there was no
    checkpoint to compare them with; 1 could not look.
    """
    from app.commands.database import service_settings
    from app.services.audit_report import count_links, verify_all
    from app.wiring import wire_up

    with service_settings() as settings:
        proofs = _proofs(settings, checkpoints, public_key or [], from_store=from_store)
        wiring = wire_up(settings)
        try:
            with _progress(count_links(wiring.work), quiet=as_json) as tick:
                report = verify_all(wiring.work, proofs, tick)
        finally:
            wiring.close()
    typer.echo(json.dumps(told(report), indent=2) if as_json else "\n".join(sentences(report)))
    if not report.whole:
        raise typer.Exit(BROKEN)
    if not report.compared.read and report.links:
        raise typer.Exit(UNPROVEN)


@app.command()
def key() -> None:
    """Print the public key that checkpoints of this installation are signed with; the key is made if there is none."""
    from app.auth.audit_keys import open_key
    from app.commands.database import home_of
    from app.settings import Settings

    settings = Settings()
    given = settings.audit_key.get_secret_value() if settings.audit_key else None
    mine = open_key(home_of(settings), given)
    typer.echo(f"key {mine.key_id}", err=True)
    typer.echo(mine.public_pem(), nl=False)


def told(report: "Report") -> dict[str, Any]:
    """A report for machines."""
    return {
        "whole": report.whole,
        "links": report.links,
        "erased": report.erased,
        "unsealed_seconds": round(report.lag.total_seconds(), 1),
        "checkpoints": {"read": report.compared.read, "last": report.compared.last},
        "chains": [
            {
                "chain": str(each.chain_id), "name": report.names.get(each.chain_id, "system"),
                "links": each.position, "hash": each.hash, "vouched": report.compared.vouched.get(each.chain_id, 0),
            }
            for each in report.stretches
        ],
        "faults": [each.told() for each in report.faults],
    }  # fmt: skip


def sentences(report: "Report") -> list[str]:
    """A report for people: what is wrong first."""
    lines = [f"BROKEN  {sentence(each, report)}" for each in report.faults]
    if report.whole:
        lines.append(f"whole: {report.links} events in {len(report.stretches)} chains, {report.erased} of them erased")
    if report.compared.read:
        lines.append(f"compared with {report.compared.read} checkpoints, up to number {report.compared.last}")
    else:
        lines.append("no checkpoint was there to compare with: whoever rewrote everything would not be noticed")
    if report.lag.total_seconds() > 0:
        lines.append(f"the oldest event without a seal waits for {report.lag.total_seconds():.0f} s")
    return lines


def sentence(fault: "Fault", report: "Report") -> str:
    """One fault in words."""
    if fault.chain_id is None:
        return f"checkpoint {fault.checkpoint}: {_WORDS[fault.what]}"
    name = report.names.get(fault.chain_id, "system")
    where = f"chain {name} ({fault.chain_id})" + ("" if fault.position is None else f" at {fault.position}")
    event = f", event {fault.event_id}" if fault.event_id else ""
    shown = (
        f"; checkpoint {fault.checkpoint} shows it, an earlier one vouches for all up to {fault.after}"
        if fault.checkpoint
        else ""
    )
    return f"{where}{event}: {_WORDS[fault.what]}{shown}"


_WORDS = {
    "edited": "edited, it is not what was sealed",
    "deleted": "deleted",
    "inserted": "inserted among events that were sealed before",
    "reordered": "reordered, another event of the chain belongs here",
    "truncated": "truncated, there were more links",
    "rewritten": "rewritten, it was sealed anew",
    "detail_edited": "its personal part is not what was written",
    "detail_missing": "its personal part is gone without a record of its erasure",
    "checkpoint_broken": "not what was signed, or one before it is missing",
    "key_unknown": "signed by an unknown key; give its public key with --public-key",
}


def _proofs(settings: "Settings", file: Path | None, others: list[Path], *, from_store: bool) -> "Proofs":
    from app.adapters.audit_targets import open_store, stored_lines
    from app.auth.audit_keys import known_keys
    from app.commands.database import home_of
    from app.services.audit_report import Proofs
    from app.services.checkpoint_file import CheckpointFile

    home = home_of(settings)
    keys = known_keys(home, others)
    if not from_store:
        return Proofs((CheckpointFile(file) if file else CheckpointFile.inside(home)).lines(), keys)
    return Proofs(stored_lines(open_store(settings)), keys)


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("verifying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("verifying", total=total)
        yield lambda links: bar.advance(task, links)
