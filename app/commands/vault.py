"""``cordon vault``: the keys that seal secrets and health notes in the database."""

import typer

app = typer.Typer(name="vault", help="Keys that seal values: turn over to a new one.", no_args_is_help=True)


@app.command("new-key")
def new_key() -> None:
    """Make a new key in the home folder. Restart every service and worker, then run `cordon vault rotate`."""
    from app.commands.database import home_of
    from app.settings import Settings
    from app.wiring import turn_seal_key

    settings = Settings()
    before = turn_seal_key(settings.model_copy(update={"home": home_of(settings)}))
    typer.echo(f"A new key seals from now on; the key {before} still opens. Restart, then run `cordon vault rotate`.")


@app.command()
def rotate() -> None:
    """Seal anew with the newest key whatever another one sealed. Broken off, it goes on where it was."""
    from app.commands.users import opened
    from app.services import sealed

    with opened() as work:
        done = sealed.rotate(work)
    typer.echo(f"{done.resealed} values are sealed anew.")
    if done.unopened:
        typer.echo(f"{done.unopened} values were sealed with a key that is not at hand; see CORDON_OLD_SEAL_KEYS.")
        raise typer.Exit(1)
