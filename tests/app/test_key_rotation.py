"""A new key, by the documented command and the service's own role: all that is sealed opens without the old one."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select, text
from sqlalchemy.exc import ProgrammingError
from typer.testing import CliRunner

from app.adapters.vault import AesVault
from app.cli import cli
from app.schema.base import Base, new_id
from app.schema.devices import PushKey
from app.schema.fitness import FitnessReport
from app.schema.privacy import PrivacyRequest
from app.services import exposure_notes, fitness, pass_keys, shifts
from app.services.sealed import SEALED, about_request
from app.services.work import Work
from tests.support.accounts import OPERATOR
from tests.support.jobs import make_job

OLD, NEW = "old secret", "new secret"
OPEN = {"push_keys.public_key", "pass_keys.public_key", "plans.snapshot", "audit_seals.hash"}


def fill(work: Work) -> dict[str, bytes]:
    """A row in every sealed column; what it says. The keys of passes make themselves."""
    job = make_job(work)
    member, now = job.members[0], work.clock.now()
    shift = shifts.create_shift(work, OPERATOR, job.crew.crew.id, now, now + timedelta(hours=8))
    with work.begin() as tx:
        exposure_notes.write(
            tx, OPERATOR, "contact", job.ticket.id, text="sốt nhẹ", unit_id=job.unit.id, member_id=member.id
        )
        _, private = pass_keys.signing_key(tx)
        report_id, request_id, public = new_id(), new_id(), b"\4" * 65
        tx.session.add_all(
            [
                PushKey(
                    id=new_id(), public_key=public, sealed_private_key=tx.vault.seal(b"push", public), made_at=tx.now
                ),
                FitnessReport(
                    id=report_id, unit_id=job.unit.id, crew_id=job.crew.crew.id, member_id=member.id,
                    shift_id=shift.id, sealed=tx.vault.seal(b"fever", fitness.about_report(report_id)), said_at=tx.now,
                ),
                PrivacyRequest(
                    id=request_id, unit_id=job.unit.id, kind="access", person_kind="customer", received_at=tx.now,
                    sealed_phone=tx.vault.seal(b"0905", about_request(request_id)), due_at=tx.now,
                ),
            ]
        )  # fmt: skip
    return {
        "pass_keys.sealed_private_key": private, "push_keys.sealed_private_key": b"push",
        "exposure_notes.sealed": "sốt nhẹ".encode(), "fitness_reports.sealed": b"fever",
        "privacy_requests.sealed_phone": b"0905",
    }  # fmt: skip


def read(work: Work) -> dict[str, Any]:
    """What stands in every sealed column, as far as this key opens it."""
    with work.look() as tx:
        return {
            each.name: tx.vault.unseal(bytes(getattr(row, each.column)), each.about(row))
            for each in SEALED
            for row in tx.session.scalars(select(each.table))
        }


def test_everything_sealed_opens_after_the_rotation_without_the_old_key(
    committed: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = fill(replace(committed, vault=AesVault(OLD)))
    assert said.keys() == {each.name for each in SEALED}, "a sealed column that this test does not fill"
    only_new = replace(committed, vault=AesVault(NEW))
    assert set(read(only_new).values()) == {None}
    monkeypatch.setenv("CORDON_DATABASE_URL", committed.settings.database_url or "")
    monkeypatch.setenv("CORDON_HOME", str(tmp_path))
    monkeypatch.setenv("CORDON_SECRET_KEY", "k" * 32)
    monkeypatch.setenv("CORDON_SEAL_KEY", NEW)
    monkeypatch.setenv("CORDON_OLD_SEAL_KEYS", f'["{OLD}"]')
    rotated = CliRunner().invoke(cli, ["vault", "rotate"])
    assert (rotated.exit_code, rotated.output) == (0, "5 values are sealed anew.\n")
    assert read(only_new) == said
    monkeypatch.setenv("CORDON_OLD_SEAL_KEYS", "[]")
    assert CliRunner().invoke(cli, ["vault", "rotate"]).output == "0 values are sealed anew.\n"


def test_the_service_may_seal_a_note_anew_and_change_nothing_else_of_it(committed: Work) -> None:
    fill(replace(committed, vault=AesVault(OLD)))
    for column in ("about_id", "member_id", "unit_id", "written_at"):
        with committed.sessions() as session, pytest.raises(ProgrammingError, match="permission denied"):
            session.execute(text(f"UPDATE exposure_notes SET {column} = {column}"))  # noqa: S608 - names of ours


def test_every_column_of_bytes_is_sealed_or_known_to_be_none() -> None:
    """A new one that is neither rotated nor named here fails."""
    columns = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert columns - {each.name for each in SEALED} == OPEN
