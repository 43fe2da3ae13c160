"""``cordon pass`` and ``cordon pass-keys``: passes looked at without a network, and the keys that sign them."""

import json
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from app.schema.passes import PassKey
    from compliance.passes import Checked, Keys, PassList

passes = typer.Typer(name="pass", help="Entry passes: verify one offline.", no_args_is_help=True)
keys = typer.Typer(name="pass-keys", help="The keys that sign entry passes.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


@passes.callback()
def _group() -> None:
    """Keep ``verify`` a command of its own."""


@passes.command()
def verify(
    file: Annotated[Path, typer.Argument(help="File with the text of the QR code; - reads standard input.")],
    *,
    keys_file: Annotated[Path, typer.Option("--keys", help="What /api/v1/pass-keys answered.")],
    revoked: Annotated[Path | None, typer.Option(help="What /api/v1/pass-keys/revoked answered.")] = None,
    zone: Annotated[str | None, typer.Option(help="Number of the zone that the guard stands at.")] = None,
    at: Annotated[str | None, typer.Option(help="Another moment than now, such as 2026-04-01T12:00:00+07:00.")] = None,
    lang: Annotated[str, typer.Option(help="vi or en.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Say whether a pass is good; needs neither network nor database. Exit code 0 for a valid pass, else 1."""
    from compliance.passes import Answer, check_pass

    known = _read_keys(keys_file)
    text = typer.get_text_stream("stdin").read() if str(file) == "-" else _text_of(file)
    checked = check_pass(text, known, _read_list(revoked, known), now=_moment(at), zone=zone)
    typer.echo(json.dumps(_told(checked), ensure_ascii=False, indent=2) if as_json else _shown(checked, lang))
    if checked.answer is not Answer.VALID:
        raise typer.Exit(1)


@keys.command("list")
def list_keys(*, as_json: AsJson = False) -> None:
    """Show all keys there ever were, the oldest first."""
    from app.commands.users import opened
    from app.services import pass_keys

    with opened() as work:
        rows, now = [_row(key) for key in pass_keys.list_keys(work)], work.clock.now()
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        waits = datetime.fromisoformat(row["signs_from"]) > now
        state = f"revoked {row['revoked_at']}" if row["revoked_at"] else "waits" if waits else ""
        typer.echo(f"{row['kid']}  signs from {row['signs_from']}  {state}".rstrip())


@keys.command()
def rotate(
    *, at_once: Annotated[bool, typer.Option(help="Sign with it now; guards who are offline do not know it.")] = False
) -> None:
    """Turn over to a new key. It is shown at once and signs when every guard can have fetched it."""
    from app.access import system
    from app.commands.users import opened
    from app.services import pass_keys

    with opened() as work:
        key = pass_keys.rotate(work, system("cordon pass-keys"), at_once=at_once)
    typer.echo(f"The next key is {key.key_id}; it signs from {key.signs_from.isoformat()}.")


@keys.command()
def revoke(key_id: Annotated[str, typer.Argument(help="The eight digits of the key.")]) -> None:
    """Give up a key that others may hold. Its passes are refused from now on, and issued anew by the worker."""
    from app.access import system
    from app.commands.users import opened
    from app.services import pass_keys

    with opened() as work:
        pass_keys.revoke(work, system("cordon pass-keys"), key_id)
    typer.echo(f"The key {key_id} is revoked; its passes are issued anew.")


def _row(key: "PassKey") -> dict[str, Any]:
    revoked_at = key.revoked_at.isoformat() if key.revoked_at else None
    return {"kid": key.key_id, "signs_from": key.signs_from.isoformat(), "revoked_at": revoked_at}


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from error


def _read_keys(file: Path) -> "Keys":
    try:
        found = json.loads(_text_of(file))["keys"]
        return {bytes.fromhex(each["kid"]): urlsafe_b64decode(each["x"] + "==") for each in found}
    except (ValueError, KeyError, TypeError, Base64Error) as error:
        raise typer.BadParameter(f"{file} holds no JSON Web Key Set", param_hint="--keys") from error


def _read_list(file: Path | None, known: "Keys") -> "PassList | None":
    from compliance.pass_codec import MalformedError
    from compliance.passes import read_list

    if file is None:
        return None
    try:
        return read_list(file.read_bytes(), known)
    except (OSError, MalformedError) as error:
        raise typer.BadParameter(f"{file} holds no revocation list: {error}", param_hint="--revoked") from error


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise typer.BadParameter(f"{at!r} is no moment", param_hint="--at") from error
    if moment.tzinfo is None:
        raise typer.BadParameter("add the offset from UTC, such as +07:00", param_hint="--at")
    return moment


def _told(checked: "Checked") -> dict[str, Any]:
    facts = checked.facts
    said = {
        "id": str(facts.id), "permit_number": facts.permit_number, "zone_number": facts.zone_number,
        "zone_name": facts.zone_name, "gate": facts.gate or None, "valid_from": facts.valid_from.isoformat(),
        "valid_until": facts.valid_until.isoformat(), "people": list(facts.people), "plates": list(facts.plates),
    } if facts else None  # fmt: skip
    return {"answer": checked.answer.removeprefix("pass."), "pass": said}


def _shown(checked: "Checked", lang: str) -> str:
    from app.wire.common import DEFAULT_TIME_ZONE

    lines = [checked.reason.text(lang, DEFAULT_TIME_ZONE)]
    if checked.facts is not None:
        facts = checked.facts
        lines += [f"{facts.permit_number} · {facts.zone_name} ({facts.zone_number}) · {facts.gate}".rstrip(" ·")]
        lines += [f"  {number}. {name}" for number, name in enumerate(facts.people, 1)]
        lines += [f"  {plate}" for plate in facts.plates]
    return "\n".join(lines)
