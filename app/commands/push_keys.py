"""``cordon push-keys``: the keys by which browsers' push services know this installation."""

import json
from base64 import urlsafe_b64encode
from typing import Annotated
from uuid import UUID

import typer

app = typer.Typer(name="push-keys", help="Keys that sign web push: list, turn over, give up.", no_args_is_help=True)


@app.command("list")
def list_keys(*, as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False) -> None:
    """Show all keys there ever were, the oldest first, and how many browsers know us by each."""
    from app.commands.users import opened
    from app.services import push_keys

    with opened() as work:
        found = [
            {
                "id": str(key.id),
                "public_key": urlsafe_b64encode(bytes(key.public_key)).rstrip(b"=").decode(),
                "made_at": key.made_at.isoformat(),
                "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
                "browsers": browsers,
            }
            for key, browsers in push_keys.list_keys(work)
        ]
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    for each in found:
        state = f"  revoked {each['revoked_at']}" if each["revoked_at"] else ""
        typer.echo(f"{each['id']}  made {each['made_at']}  {each['browsers']} browsers{state}")


@app.command()
def rotate() -> None:
    """Make the key that browsers subscribe with from now on. The one before signs on for those that know it."""
    from app.access import system
    from app.commands.users import opened
    from app.services import push_keys

    with opened() as work:
        key = push_keys.rotate(work, system("cordon push-keys"))
    typer.echo(f"The key is {key.id}. Browsers subscribe with it when their page is opened next.")


@app.command()
def revoke(key_id: Annotated[UUID, typer.Argument(help="As `cordon push-keys list` shows it.")]) -> None:
    """Give up a key that others may hold. Its browsers get nothing until their page was opened once."""
    from app.access import system
    from app.commands.users import opened
    from app.services import push_keys

    with opened() as work:
        browsers = push_keys.revoke(work, system("cordon push-keys"), key_id)
    typer.echo(f"The key {key_id} signs no more; {browsers} browsers have to subscribe anew.")
