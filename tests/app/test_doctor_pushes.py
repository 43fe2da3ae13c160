"""``cordon doctor`` says what messages to phones lack."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from app.cli import cli
from app.doctor.pushes import check_pushes
from app.settings import Settings

ACCOUNT = {"project_id": "dn", "private_key": "x", "client_email": "a@b", "token_uri": "https://x"}
SMS = {"esms_api_key": SecretStr("k"), "esms_secret_key": SecretStr("s")}


def levels(**settings: object) -> dict[str, str]:
    return {each.name: each.level for each in check_pushes(Settings(**settings))}  # type: ignore[arg-type]


def test_with_neither_service_it_says_so_and_what_to_do() -> None:
    first = check_pushes(Settings())[0]
    assert (first.level, first.sentence.startswith("Neither FCM nor web push")) == ("warn", True)
    assert "CORDON_WEB_PUSH_CONTACT" in (first.remedy or "")


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({"web_push_contact": "mailto:a@b.vn", "public_url": "https://d.vn"}, {"pushes": "ok", "web push": "ok"}),
        ({"web_push_contact": "mailto:a@b.vn", "public_url": "http://d.vn"}, {"pushes": "ok", "web push": "warn"}),
        ({"web_push_contact": "mailto:a@b.vn", "web_push_private": True}, {"pushes": "ok", "web push": "warn"}),
        ({"fcm_endpoint": "http://127.0.0.1:9"}, {"pushes": "ok", "fcm": "warn"}),
        ({"fcm_endpoint": "http://127.0.0.1:9", "demo": True}, {"pushes": "ok"}),
        ({}, {"pushes": "warn"}),
    ],
)
def test_each_way_is_looked_at(settings: dict[str, object], found: dict[str, str]) -> None:
    assert levels(**settings, **SMS) == found | {"unanswered pushes": "ok"}


def test_without_short_messages_it_says_that_nobody_is_texted() -> None:
    assert levels()["unanswered pushes"] == "warn"


@pytest.mark.parametrize(
    ("text", "level"), [(json.dumps(ACCOUNT), "ok"), ("{}", "fail"), ("no JSON", "fail"), ("[]", "fail")]
)
def test_the_service_account_file_is_read(tmp_path: Path, text: str, level: str) -> None:
    file = tmp_path / "account.json"
    file.write_text(text)
    assert levels(fcm_credentials=file)["fcm"] == level


def test_a_file_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    assert levels(fcm_credentials=tmp_path / "none.json")["fcm"] == "fail"


def test_a_contact_that_nobody_can_write_to_is_no_setting() -> None:
    with pytest.raises(ValueError, match="mailto:"):
        Settings(web_push_contact="ops@cordon.example")


def test_the_commands_for_keys_explain_themselves() -> None:
    told = CliRunner().invoke(cli, ["push-keys", "--help"])
    assert told.exit_code == 0
    assert all(word in told.output for word in ("list", "rotate", "revoke"))
