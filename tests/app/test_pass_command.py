"""``cordon pass`` and ``cordon pass-keys`` as an operator types them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import cli
from app.services.work import Work

VECTORS = json.loads((Path(__file__).parents[1] / "compliance" / "pass-vectors.json").read_text(encoding="utf-8"))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "keys.json").write_text(json.dumps(VECTORS["keys"]))
    (tmp_path / "revoked").write_bytes(bytes.fromhex(VECTORS["list_hex"]))
    return tmp_path


def verify(files: Path, text: str, *more: str, revoked: bool = True) -> Result:
    (files / "pass.txt").write_text(text + "\n", encoding="utf-8")
    asked = ["pass", "verify", str(files / "pass.txt"), "--keys", str(files / "keys.json")]
    return CliRunner().invoke(cli, asked + ["--revoked", str(files / "revoked")] * revoked + list(more))


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_command_answers_the_published_vectors(files: Path, case: dict[str, str]) -> None:
    more = ["--zone", case["zone"]] if case["zone"] else []
    result = verify(files, case["text"], "--at", case["now"], "--json", *more, revoked=bool(case["list"]))
    assert json.loads(result.output)["answer"] == case["answer"], result.output
    assert result.exit_code == (0 if case["answer"] == "valid" else 1)


def test_a_person_reads_the_answer_names_and_plate(files: Path) -> None:
    case = VECTORS["cases"][0]
    result = verify(files, case["text"], "--at", case["now"], "--lang", "vi")
    assert result.output.splitlines() == [
        "Hợp lệ: được vào Khu cách ly Hòa Khánh Bắc đến 15:00 01/04/2026.",
        "DN-P26-000001 · Khu cách ly Hòa Khánh Bắc (Z26-0001) · Chốt 2 Nguyễn Lương Bằng",
        "  1. Nguyễn Văn An",
        "  2. Trần Thị Bích Ngọc",
        "  3. Lê Hoàng Đăng Khoa",
        "  43C-123.45",
    ]


def test_a_pass_may_come_by_standard_input(files: Path) -> None:
    case = VECTORS["cases"][0]
    asked = ["pass", "verify", "-", "--keys", str(files / "keys.json"), "--at", case["now"]]
    result = CliRunner().invoke(cli, asked, input=case["text"])
    assert result.output.startswith("The revocation list is too old")


@pytest.mark.parametrize(
    ("spoilt", "more", "told"),
    [
        ("keys.json", (), "no JSON Web Key Set"),
        ("revoked", (), "no revocation list"),
        (None, ("--at", "noon"), "no moment"),
        (None, ("--at", "2026-04-01T12:00:00"), "offset from UTC"),
    ],
)
def test_what_cannot_be_read_is_named(files: Path, spoilt: str | None, more: tuple[str, ...], told: str) -> None:
    if spoilt:
        (files / spoilt).write_text("{}")
    result = verify(files, VECTORS["cases"][0]["text"], *more)
    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())


@pytest.fixture
def installation(committed: Work, monkeypatch: pytest.MonkeyPatch) -> Work:
    """The command works on a database of its own."""
    monkeypatch.setenv("CORDON_DATABASE_URL", str(committed.settings.database_url))
    monkeypatch.setenv("CORDON_HOME", str(committed.settings.home))
    return committed


def run(*words: str) -> str:
    result = CliRunner().invoke(cli, ["pass-keys", *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_an_operator_turns_keys_over_and_gives_one_up(installation: Work) -> None:
    assert json.loads(run("list", "--json")) == []
    assert "it signs from" in run("rotate")
    run("rotate")
    first, second = json.loads(run("list", "--json"))
    assert first["signs_from"] < second["signs_from"]
    assert run("list").splitlines()[1].endswith("waits")
    run("revoke", first["kid"])
    assert "revoked" in run("list").splitlines()[0]
    refused = CliRunner().invoke(cli, ["pass-keys", "revoke", "00000000"])
    assert "there is no such pass key" in str(refused.exception)
