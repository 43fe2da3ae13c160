"""Checkpoints leave the database: signed, chained, into a file, a store and a syslog; what fails is tried again."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from app.adapters.audit_targets import (
    StoreTarget,
    SyslogTarget,
    TargetSettingsError,
    open_store,
    open_targets,
    stored_lines,
)
from app.auth.audit_keys import known_keys, open_key
from app.errors import InvalidError
from app.schema.audit import AuditTarget
from app.services.audit_checkpoints import Outside, Target, TargetError, checkpoint_due, make
from app.services.audit_compare import compare
from app.services.checkpoint_file import CheckpointFile, CheckpointFileError
from app.settings import Settings
from compliance.checkpoints import FIRST_PREVIOUS, hash_of_line, read
from tests.support.collectors import Collector, s3_standin, syslog_over_tcp, syslog_over_udp
from tests.support.trails import Trail

pytestmark = pytest.mark.race


def lines_of(home: Path) -> list[str]:
    return list(CheckpointFile.inside(home).lines())


def outside_to(trail: Trail, home: Path, *targets: Target) -> Outside:
    """A host of its own, so that its state of delivery is nobody else's."""
    return replace(trail.outside(), file=CheckpointFile.inside(home), targets=targets, host=str(home))


def named(target: Any, trail: Trail) -> Any:
    """The target under a name of this test's own: how far it has got is kept by name."""
    return replace(target, name=f"{target.name}-{trail.unit_id}")


def state_of(trail: Trail, name: str) -> AuditTarget:
    with trail.work.look() as tx:
        row = tx.session.get(AuditTarget, name)
        assert row is not None
        return row


def test_a_checkpoint_says_how_far_each_chain_is_and_is_signed(trail: Trail) -> None:
    trail.sealed(3)
    trail.checkpoint()
    newest = read(lines_of(trail.home)[-1])
    head = next(each for each in newest.statement.heads if each.chain_id == trail.unit_id)
    assert (head.position, head.hash) == (3, trail.links()[-1][2].hex())
    key = known_keys(trail.home)[newest.statement.key]
    key.verify(bytes.fromhex(newest.signature), newest.statement.text().encode())


def test_each_checkpoint_names_the_one_before_by_number_and_hash(trail: Trail) -> None:
    for _ in range(2):
        trail.sealed(1)
        trail.checkpoint()
    lines = lines_of(trail.home)
    statements = [read(line).statement for line in lines]
    assert [each.number for each in statements] == list(range(1, len(lines) + 1))
    assert [each.previous for each in statements] == [FIRST_PREVIOUS, *map(hash_of_line, lines[:-1])]


def test_only_chains_that_grew_are_named(trail: Trail) -> None:
    trail.sealed(1)
    trail.checkpoint()
    other = Trail(trail.work, trail.clock, trail.owner, trail.home)
    other.sealed(1)
    other.checkpoint()
    assert [each.chain_id for each in read(lines_of(trail.home)[-1]).statement.heads] == [other.unit_id]


def test_it_is_time_after_some_minutes_or_many_events_and_never_without_any(trail: Trail) -> None:
    signer = trail.outside().signer
    trail.sealed(1)
    make(trail.work, signer, at_once=True)
    assert not make(trail.work, signer, at_once=True)
    trail.sealed(1)
    assert not make(trail.work, signer)
    trail.clock.advance(timedelta(minutes=trail.work.settings.audit_checkpoint_minutes))
    assert make(trail.work, signer)
    few = replace(trail.work, settings=trail.work.settings.model_copy(update={"audit_checkpoint_links": 2}))
    trail.sealed(1)
    assert not make(few, signer)
    trail.sealed(1)
    assert make(few, signer)


def test_a_file_that_was_lost_is_filled_up_again(trail: Trail, tmp_path: Path) -> None:
    trail.sealed(1)
    trail.checkpoint()
    checkpoint_due(trail.work, outside_to(trail, tmp_path))
    assert lines_of(tmp_path) == lines_of(trail.home)


def test_half_a_line_of_a_power_cut_is_written_anew(trail: Trail, tmp_path: Path) -> None:
    trail.sealed(1)
    trail.checkpoint()
    lines = lines_of(trail.home)
    file = CheckpointFile.inside(tmp_path)
    file.path.parent.mkdir(parents=True)
    file.path.write_text("\n".join(lines[:-1]) + ("\n" if lines[:-1] else "") + lines[-1][:40])
    checkpoint_due(trail.work, outside_to(trail, tmp_path))
    assert lines_of(tmp_path) == lines


def test_a_file_that_does_not_go_on_as_the_database_does_is_left_alone_and_told(trail: Trail, tmp_path: Path) -> None:
    trail.sealed(1)
    trail.checkpoint()
    file = CheckpointFile.inside(tmp_path)
    forged = replace(read(lines_of(trail.home)[0]).statement, count=7).line("00" * 64)
    file.append(forged)
    trail.sealed(1)
    trail.checkpoint()
    outside = outside_to(trail, tmp_path)
    checkpoint_due(trail.work, outside)
    assert lines_of(tmp_path) == [forged]
    assert "does not follow" in str(state_of(trail, f"file@{outside.host}").error)


def test_a_checkpoint_is_added_once_whoever_tries_again(trail: Trail, tmp_path: Path) -> None:
    trail.sealed(1)
    trail.checkpoint()
    file, first = CheckpointFile(tmp_path / "f"), lines_of(trail.home)[0]
    assert file.append(first)
    assert not file.append(first)
    assert list(file.lines()) == [first]
    with pytest.raises(CheckpointFileError):
        CheckpointFile(tmp_path / "g").append(first.replace('"number":1', '"number":2'))


def store_settings(trail: Trail, url: str) -> Settings:
    options = {
        "endpoint": url, "access_key_id": "key", "secret_access_key": "secret-word", "region": "vn-1",
    }  # fmt: skip
    told = {name: SecretStr(value) for name, value in options.items()}
    return Settings(audit_store_url=f"s3://evidence/cordon/{trail.unit_id}", audit_store_options=told)


def test_an_object_store_gets_each_checkpoint_as_an_object_and_gives_them_back_in_order(
    trail: Trail, tmp_path: Path
) -> None:
    trail.sealed(1)
    trail.checkpoint()
    with s3_standin() as bucket:
        store = open_store(store_settings(trail, bucket.url))
        checkpoint_due(trail.work, outside_to(trail, tmp_path, named(StoreTarget(store), trail)))
        assert f"evidence/cordon/{trail.unit_id}/checkpoints/000000000001.json" in bucket.objects
        assert all(bucket.authorised)
        lines = list(stored_lines(store))
    assert lines == lines_of(trail.home)
    assert compare(trail.work, lines, known_keys(trail.home), only={trail.unit_id}).faults == []


def test_a_target_that_fails_holds_nothing_up_and_gets_all_it_missed_later(trail: Trail, tmp_path: Path) -> None:
    with s3_standin() as bucket:
        bucket.down = True
        target = named(StoreTarget(open_store(store_settings(trail, bucket.url))), trail)
        outside = outside_to(trail, tmp_path, target)
        trail.sealed(2)
        make(trail.work, outside.signer, at_once=True)
        checkpoint_due(trail.work, outside)
        failing = state_of(trail, target.name)
        assert (failing.fails, failing.delivered, failing.failing_since) == (1, 0, trail.clock.now())
        assert "store" in str(failing.error)
        assert "secret-word" not in str(failing.error)
        assert trail.sealed(1)
        assert lines_of(tmp_path)
        bucket.down = False
        checkpoint_due(trail.work, outside)
        assert bucket.objects == {}  # not yet: the pause is not over
        trail.clock.advance(timedelta(seconds=5))
        checkpoint_due(trail.work, outside)
        assert len(bucket.objects) == len(lines_of(tmp_path))
    mended = state_of(trail, target.name)
    assert (mended.fails, mended.error, mended.failing_since) == (0, None, None)


class Refusing:
    """A target that is never there."""

    name = "refusing"

    def __init__(self) -> None:
        self.tries = 0

    def write(self, number: int, line: str) -> None:
        del number, line
        self.tries += 1
        raise TargetError("nobody is there")


def test_the_pauses_between_tries_grow_up_to_five_minutes(trail: Trail, tmp_path: Path) -> None:
    target = Refusing()
    target.name = f"refusing-{trail.unit_id}"
    outside = outside_to(trail, tmp_path, target)
    trail.sealed(1)
    trail.checkpoint()
    checkpoint_due(trail.work, outside)
    for tried, pause in enumerate([5, 10, 20, 40, 80, 160, 300, 300], 1):
        trail.clock.advance(timedelta(seconds=pause - 1))
        checkpoint_due(trail.work, outside)
        assert target.tries == tried, "too early"
        trail.clock.advance(timedelta(seconds=1))
        checkpoint_due(trail.work, outside)
        assert target.tries == tried + 1, "too late"


RFC5424 = re.compile(
    r"<109>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [\x21-\x7e]+ cordon \d+ checkpoint"
    r' \[checkpoint@32473 number="(\d+)"\] (\{.*\})'
)


@pytest.mark.parametrize("listen", [syslog_over_tcp, syslog_over_udp])
def test_a_syslog_collector_gets_each_checkpoint_by_rfc_5424(
    trail: Trail, tmp_path: Path, listen: Callable[[], Any]
) -> None:
    trail.sealed(1)
    trail.checkpoint()
    with listen() as collector:
        assert isinstance(collector, Collector)
        target = named(SyslogTarget.at(collector.address), trail)
        checkpoint_due(trail.work, outside_to(trail, tmp_path, target))
        assert collector.came.wait(5)
    matches = [RFC5424.fullmatch(message) for message in collector.heard]
    assert matches
    assert all(matches)
    told = [(int(match[1]), match[2]) for match in matches if match]
    lines = lines_of(trail.home)
    assert told[0] == (1, lines[0])
    assert json.loads(told[-1][1])["number"] == told[-1][0]


def test_a_collector_that_is_not_there_is_told_in_a_sentence() -> None:
    with syslog_over_tcp() as gone:
        address = gone.address
    with pytest.raises(TargetError, match="cannot be reached"):
        SyslogTarget.at(address).write(1, "{}")
    with pytest.raises(TargetError, match="too long for a datagram"):
        SyslogTarget.at("udp://127.0.0.1:9").write(1, "x" * 70_000)


@pytest.mark.parametrize("address", ["", "127.0.0.1:514", "http://host", "tcp://", "udp://host:port", "tcp://[::1"])
def test_an_address_of_the_wrong_form_is_refused_with_the_right_one(address: str) -> None:
    with pytest.raises(TargetSettingsError, match="tcp://host:601"):
        SyslogTarget.at(address)


def test_settings_name_the_targets_and_none_is_fine(tmp_path: Path) -> None:
    assert open_targets(Settings()) == ()
    both = Settings(audit_store_url=f"file://{tmp_path}", audit_syslog="tcp://collector.example")
    assert [each.name for each in open_targets(both)] == ["store", "syslog"]
    with pytest.raises(TargetSettingsError, match="CORDON_AUDIT_STORE_URL"):
        open_targets(Settings(audit_store_url="nonsense"))


def test_the_key_is_made_once_kept_for_its_owner_and_its_public_part_is_left_for_verifiers(tmp_path: Path) -> None:
    key = open_key(tmp_path)
    assert open_key(tmp_path).key_id == key.key_id
    assert (tmp_path / "audit.key").stat().st_mode & 0o777 == 0o600
    known = known_keys(tmp_path)
    assert list(known) == [key.key_id]
    known[key.key_id].verify(key.sign(b"x"), b"x")


def test_a_key_that_is_given_is_used_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    given = (tmp_path / "a" / "audit.key", open_key(tmp_path / "a"))
    assert open_key(tmp_path / "b", given[0].read_text()).key_id == given[1].key_id
    assert not (tmp_path / "b" / "audit.key").exists()
    with pytest.raises(InvalidError, match="private key"):
        open_key(tmp_path, "no key")
    (tmp_path / "other.pem").write_text("no key")
    with pytest.raises(InvalidError, match=r"other\.pem"):
        known_keys(tmp_path, [tmp_path / "other.pem"])
