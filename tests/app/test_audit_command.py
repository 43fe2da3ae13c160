"""``cordon audit``: says whether the trail is whole by its exit code, in words, and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from typer.testing import CliRunner

from app.auth.audit_keys import AuditKey, key_id_of, open_key
from app.cli import cli
from tests.support.collectors import s3_standin
from tests.support.trails import Trail

pytestmark = pytest.mark.race


@pytest.fixture
def cordon(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command on the trails' database."""
    monkeypatch.setenv("CORDON_DATABASE_URL", str(trail.work.settings.database_url))
    monkeypatch.setenv("CORDON_HOME", str(trail.home))

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, ["audit", *words])

    return run


def of_chain(trail: Trail, result: Result) -> tuple[list[Any], list[Any]]:
    """Chains and faults of this test's trail: others of the database were spoilt by other tests."""
    told = json.loads(result.stdout)
    mine = str(trail.unit_id)
    return [each for each in told["chains"] if each["chain"] == mine], [
        each for each in told["faults"] if each["chain"] == mine
    ]


def test_a_whole_chain_is_told_with_how_far_a_checkpoint_vouches_for_it(trail: Trail, cordon: Any) -> None:
    trail.sealed(2)
    trail.checkpoint()
    trail.sealed(1)
    chains, faults = of_chain(trail, cordon("verify", "--json"))
    assert faults == []
    assert [(each["links"], each["vouched"], each["hash"]) for each in chains] == [(3, 2, trail.links()[-1][2].hex())]


def test_a_broken_link_is_named_and_the_exit_code_says_so(trail: Trail, cordon: Any) -> None:
    ids = trail.sealed(3)
    trail.as_owner("UPDATE events SET actor = 'nobody' WHERE id = :id", id=ids[1])
    result = cordon("verify", "--json")
    assert result.exit_code == 3
    _, faults = of_chain(trail, result)
    assert [(each["what"], each["position"], each["event"]) for each in faults] == [("edited", 2, str(ids[1]))]
    words = cordon("verify")
    assert words.exit_code == 3
    assert f"BROKEN  chain system ({trail.unit_id}) at 2, event {ids[1]}: edited" in words.stdout


def test_without_checkpoints_nothing_vouches_for_the_whole_and_the_exit_code_says_so(
    committed_trail: Trail, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CORDON_DATABASE_URL", str(committed_trail.work.settings.database_url))
    monkeypatch.setenv("CORDON_HOME", str(tmp_path))
    runner = CliRunner()
    assert runner.invoke(cli, ["audit", "verify"]).exit_code == 0  # nothing is sealed yet
    committed_trail.sealed(2)
    told = runner.invoke(cli, ["audit", "verify"])
    assert (told.exit_code, "no checkpoint" in told.stdout) == (4, True)
    committed_trail.checkpoint()
    file = str(committed_trail.outside().file.path)
    unknown = runner.invoke(cli, ["audit", "verify", "--checkpoints", file])
    assert (unknown.exit_code, "--public-key" in unknown.stdout) == (3, True)
    key = tmp_path / "public.pem"
    key.write_text(open_key(committed_trail.home).public_pem())
    trusted = runner.invoke(cli, ["audit", "verify", "--checkpoints", file, "--public-key", str(key)])
    assert (trusted.exit_code, "whole: 2 events" in trusted.stdout) == (0, True)


@pytest.fixture
def committed_trail(committed: Any, trail: Trail, tmp_path: Path) -> Trail:
    """A trail in a database without any other."""
    return Trail(committed, trail.clock, trail.owner, tmp_path / "elsewhere")


def test_checkpoints_can_be_read_back_from_the_object_store(
    trail: Trail, cordon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trail.sealed(1)
    trail.checkpoint()
    with s3_standin() as bucket:
        monkeypatch.setenv("CORDON_AUDIT_STORE_URL", "s3://evidence/cordon")
        options = {"endpoint": bucket.url, "access_key_id": "a", "secret_access_key": "b", "region": "vn-1"}
        monkeypatch.setenv("CORDON_AUDIT_STORE_OPTIONS", json.dumps(options))
        for number, line in enumerate(trail.outside().file.lines(), 1):
            bucket.objects[f"evidence/cordon/checkpoints/{number:012d}.json"] = line.encode() + b"\n"
        chains, faults = of_chain(trail, cordon("verify", "--json", "--from-store"))
    assert (chains[0]["vouched"], faults) == (1, [])


def test_the_public_key_is_printed_for_the_auditors(trail: Trail, cordon: Any) -> None:
    result = cordon("key")
    public = load_pem_public_key(result.stdout.encode())
    key = trail.outside().signer
    assert isinstance(key, AuditKey)
    assert key_id_of(public) == key.key_id  # type: ignore[arg-type]
    assert f"key {key.key_id}" in result.stderr
