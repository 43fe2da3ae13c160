"""The ``cordon`` command."""

import sys

import typer

from app.commands import (
    audit,
    database,
    doctor,
    importing,
    passes,
    push_keys,
    reports,
    routing,
    running,
    simulate,
    users,
    vault,
)

cli = typer.Typer(
    name="cordon",
    help="Cordon: dispatches power-line crews, and keeps them safe where a fault lies in a restricted zone.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for group in (running, database, importing, simulate, doctor):
    cli.add_typer(group.commands)
cli.add_typer(users.app)
cli.add_typer(audit.app)
cli.add_typer(routing.app)
cli.add_typer(passes.passes)
cli.add_typer(passes.keys)
cli.add_typer(push_keys.app)
cli.add_typer(vault.app)
cli.add_typer(reports.app)


def main() -> None:
    """Runs the command line; an expected error becomes one sentence and exit code 1."""
    try:
        cli()
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        sys.stderr.write(f"cordon: {sentence}\n")
        sys.exit(1)


def _sentence(error: Exception) -> str | None:
    """What to tell about an error that an operator can do something about; None for a fault of ours."""
    from sqlalchemy.exc import OperationalError

    from app.cluster import ClusterError
    from app.errors import CordonError

    if isinstance(error, OperationalError):
        return f"the database cannot be reached: {error.orig}".strip() + " (`cordon doctor` says more)"
    if isinstance(error, ClusterError | CordonError):
        return str(error)
    return None


if __name__ == "__main__":
    main()
