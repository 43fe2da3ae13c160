"""Sealed values name their key: several keys open, the newest seals, and everything can be sealed anew."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import SecretStr
from sqlalchemy import select

from app.adapters.vault import AesVault, name_of
from app.errors import ConflictError
from app.schema.exposure_records import ExposureNote
from app.services import exposure_notes, pass_keys, sealed
from app.services.work import Work
from app.settings import Settings
from app.wiring import make_vault, turn_seal_key
from tests.support.accounts import OPERATOR
from tests.support.jobs import Job

OLD, NEW = "old secret", "new secret"


def from_before_names(secret: str, plain: bytes, about: bytes) -> bytes:
    """A value as the release before sealed it."""
    key = hashlib.sha256(b"cordon sealed values:" + secret.encode()).digest()
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def test_the_first_key_seals_and_all_open() -> None:
    before, after = AesVault(OLD), AesVault(NEW, OLD)
    assert after.unseal(before.seal(b"x", b"a"), b"a") == b"x"
    assert before.unseal(after.seal(b"x", b"a"), b"a") is None
    assert after.seal(b"x", b"a").startswith(after.mark)
    assert after.names == [name_of(NEW).hex(), name_of(OLD).hex()]


def test_values_from_before_keys_had_names_still_open() -> None:
    kept = from_before_names(OLD, b"x", b"a")
    assert AesVault(OLD).unseal(kept, b"a") == AesVault(NEW, OLD).unseal(kept, b"a") == b"x"
    assert AesVault(NEW).unseal(kept, b"a") is None


def test_a_sealed_value_opens_only_where_it_stands_and_whole() -> None:
    vault = AesVault(NEW)
    value = vault.seal(b"x", b"a")
    assert vault.unseal(value, b"b") is None
    assert vault.unseal(value[:-1] + bytes([value[-1] ^ 1]), b"a") is None
    assert vault.unseal(b"", b"a") is None


def test_everything_is_sealed_anew_and_again_changes_nothing(work: Work, job: Job) -> None:
    before = replace(work, vault=AesVault(OLD))
    own = {"unit_id": job.unit.id, "member_id": job.members[0].id}
    with before.begin() as tx:
        exposure_notes.write(tx, OPERATOR, "contact", job.ticket.id, text="sốt nhẹ", **own)
        pass_keys.signing_key(tx)
        note = tx.session.scalars(select(ExposureNote)).one()
        note.sealed = from_before_names(OLD, b"s\xe1\xbb\x91t", exposure_notes.about_note(note.id))
    after = replace(work, vault=AesVault(NEW, OLD))
    assert sealed.rotate(after).resealed >= 2
    assert sealed.rotate(after) == sealed.Rotated(0, 0)
    with replace(work, vault=AesVault(NEW)).begin() as tx:
        assert exposure_notes.read_all(tx, [job.ticket.id]) == {job.ticket.id: "sốt"}
        assert pass_keys.signing_key(tx)[0].key_id


def test_a_value_of_an_unknown_key_is_counted_and_left(work: Work, job: Job) -> None:
    own = {"unit_id": job.unit.id, "member_id": job.members[0].id}
    with replace(work, vault=AesVault("lost")).begin() as tx:
        exposure_notes.write(tx, OPERATOR, "contact", job.ticket.id, text="x", **own)
    assert sealed.rotate(replace(work, vault=AesVault(NEW))).unopened == 1
    with replace(work, vault=AesVault("lost")).look() as tx:
        assert exposure_notes.read_all(tx, [job.ticket.id]) == {job.ticket.id: "x"}


def test_a_key_that_the_home_keeps_can_be_turned_over(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=None)
    kept = make_vault(settings).seal(b"x", b"a")
    before = turn_seal_key(settings)
    turned = make_vault(settings)
    assert turned.names[1] == before
    assert turned.unseal(kept, b"a") == b"x"
    assert not turned.seal(b"x", b"a").startswith(kept[:7])


def test_a_key_from_the_settings_is_turned_there(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=None, seal_key=SecretStr(NEW), old_seal_keys=(SecretStr(OLD),))
    assert make_vault(settings).unseal(AesVault(OLD).seal(b"x", b"a"), b"a") == b"x"
    with pytest.raises(ConflictError, match="CORDON_OLD_SEAL_KEYS"):
        turn_seal_key(settings)
