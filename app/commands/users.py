"""``cordon user``: accounts, for the operator of this installation."""

import json
import secrets
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from app.services.people import RoleOver, UserView
    from app.services.work import Tx, Work

app = typer.Typer(name="user", help="Accounts: add, list, disable, enable, set a password.", no_args_is_help=True)

_SHORTEST_PASSWORD = 10

Username = Annotated[str, typer.Argument(help="Name to sign in with, lower case.")]


@app.command()
def add(
    username: Username,
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[list[str], typer.Option(help="ROLE:CODE, such as dispatcher:DN; liaison:CODE of an authority.")],
    *,
    locale: Annotated[str, typer.Option(help="vi or en.")] = "vi",
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
) -> None:
    """Make an account. Without a password given, one is made up and shown once."""
    from app.access import system
    from app.auth.passwords import PASSWORDS
    from app.services.people import NewUser, create_user

    password, told = _new_password(from_stdin=password_stdin)
    with opened() as work:
        with work.look() as tx:
            roles = tuple(_read_role(tx, each) for each in role)
        new = NewUser(username.lower(), name, PASSWORDS.hash(password), roles, locale)
        create_user(work, system("cordon user"), new)
    typer.echo(f"{username.lower()} may sign in." + told)


@app.command("list")
def list_accounts(*, as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False) -> None:
    """Show all accounts with their roles."""
    from app.services.people import list_all_users

    with opened() as work:
        rows = [_row(view) for view in list_all_users(work)]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        state = "" if row["active"] else "  (disabled)"
        typer.echo(f"{row['username']:<24}{row['name']:<32}{', '.join(row['roles'])}{state}")


@app.command()
def disable(username: Username) -> None:
    """Close an account; its sessions end at once."""
    _set_active(username, active=False)
    typer.echo(f"{username} can no longer sign in.")


@app.command()
def enable(username: Username) -> None:
    """Open a closed account again."""
    _set_active(username, active=True)
    typer.echo(f"{username} may sign in again.")


@app.command()
def password(
    username: Username,
    *,
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
) -> None:
    """Set a new password; all sessions of the account end."""
    from app.access import system
    from app.auth.passwords import PASSWORDS
    from app.services.people import change_user, get_by_username

    new, told = _new_password(from_stdin=password_stdin)
    with opened() as work:
        user = get_by_username(work, username)
        change_user(work, system("cordon user"), user.id, None, {"password_hash": PASSWORDS.hash(new)})
    typer.echo(f"The password of {username} is changed." + told)


def opened() -> "AbstractContextManager[Work]":
    """What use cases work with, on the installation's database, for as long as the block lasts."""
    from contextlib import contextmanager

    from app.commands.database import service_settings
    from app.wiring import wire_up

    @contextmanager
    def block() -> "Iterator[Work]":
        with service_settings() as settings:
            wiring = wire_up(settings)
            try:
                yield wiring.work
            finally:
                wiring.close()

    return block()


def _set_active(username: str, *, active: bool) -> None:
    from app.access import system
    from app.services.people import change_user, get_by_username

    with opened() as work:
        user = get_by_username(work, username)
        change_user(work, system("cordon user"), user.id, None, {"active": active})


def _new_password(*, from_stdin: bool) -> tuple[str, str]:
    """The password, and what to tell about it."""
    if not from_stdin:
        made_up = secrets.token_urlsafe(12)
        return made_up, f" The password, shown only now: {made_up}"
    given = sys.stdin.readline().rstrip("\r\n")
    if len(given) < _SHORTEST_PASSWORD:
        raise typer.BadParameter(f"a password has at least {_SHORTEST_PASSWORD} characters")
    return given, ""


def _read_role(tx: "Tx", text: str) -> "RoleOver":
    from app.access import Role
    from app.services.people import OVER_UNIT, RoleOver
    from app.storage import authorities, units

    word, _, code = text.partition(":")
    if word not in list(Role) or not code:
        raise typer.BadParameter(f"{text!r} is not ROLE:CODE with one of {', '.join(Role)}")
    role = Role(word)
    unit = units.find_by_code(tx.session, code) if role in OVER_UNIT else None
    authority = authorities.find_by_code(tx.session, code) if unit is None else None
    if unit is None and authority is None:
        raise typer.BadParameter(f"there is no unit or authority {code!r}")
    return RoleOver(role, unit.id if unit else None, authority.id if authority else None)


def _row(view: "UserView") -> dict[str, Any]:
    roles = [f"{each.role}:{each.unit_code or each.authority_name}" for each in view.holdings]
    return {"username": view.user.username, "name": view.user.name, "active": view.user.active, "roles": roles}
