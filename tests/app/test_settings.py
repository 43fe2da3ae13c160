"""Settings that are secrets show themselves nowhere."""

import json
import logging
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import structlog
from pydantic import ValidationError
from typer.testing import CliRunner

from app.cli import cli
from app.settings import Settings
from app.wiring import make_auth

KEY, PASSWORD = "a-very-secret-key-of-this-house", "a-password-of-the-database"
URL = f"postgresql://me:{PASSWORD}@127.0.0.1:1/nothing"


@pytest.fixture
def secret() -> Settings:
    return Settings(secret_key=KEY, database_url=URL, owner_database_url=URL)


def hides(text: str) -> bool:
    return KEY not in text and PASSWORD not in text


def test_nothing_that_prints_settings_prints_secrets(secret: Settings) -> None:
    assert hides(repr(secret))
    assert hides(str(secret))
    assert hides(f"{[secret]} {vars(secret)['secret_key']!r}")
    assert KEY not in str(secret.model_dump())
    assert KEY not in secret.model_dump_json()


def test_a_wrong_setting_is_named_without_what_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORDON_SECRET_KEY", KEY)
    monkeypatch.setenv("CORDON_DATABASE_URL", URL)
    monkeypatch.setenv("CORDON_PORT", PASSWORD)
    with pytest.raises(ValidationError) as wrong:
        Settings()
    assert "port" in str(wrong.value)
    assert hides(str(wrong.value))


def test_a_log_line_holds_no_secret(secret: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger("test").warning("settings", settings=secret, key=secret.secret_key)
    logging.getLogger("test").warning("settings %s", secret)
    told = capsys.readouterr()
    assert hides(told.out + told.err)


def test_the_key_still_signs(secret: Settings) -> None:
    now, user_id = datetime.now(UTC), uuid4()
    token = make_auth(secret).tokens.issue(user_id, now)
    assert make_auth(Settings(secret_key=KEY)).tokens.find_user(token, now) == user_id
    assert make_auth(Settings(secret_key="another-key-altogether-0123456789")).tokens.find_user(token, now) is None


def test_the_doctor_tells_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORDON_SECRET_KEY", KEY)
    monkeypatch.setenv("CORDON_DATABASE_URL", URL)
    monkeypatch.setenv("CORDON_OWNER_DATABASE_URL", URL)
    monkeypatch.setenv("CORDON_PORT", "0")
    for arguments in (["doctor"], ["doctor", "--json"]):
        told = CliRunner().invoke(cli, arguments)
        assert told.exit_code == 1
        assert hides(told.output)
    assert not json.loads(told.stdout)["healthy"]
