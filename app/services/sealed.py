"""What stands sealed in the database, in one place; and sealing it anew when the key changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.access import system
from app.schema.base import Base, new_id
from app.schema.devices import PushKey
from app.schema.exposure_records import ExposureNote
from app.schema.fitness import FitnessReport
from app.schema.passes import PassKey
from app.schema.privacy import PrivacyRequest
from app.services import exposure_notes, fitness
from app.services.events import About, record
from app.services.work import Work
from app.storage import sealed as rows

BATCH = 200


@dataclass(frozen=True)
class SealedColumn:
    """One column of sealed values, and what each value is about."""

    table: type[Base]
    column: str
    about: Callable[[Any], bytes]

    @property
    def name(self) -> str:
        """Table and column."""
        return f"{self.table.__tablename__}.{self.column}"


@dataclass(frozen=True)
class Rotated:
    """What one run did: values sealed anew, and those that no key at hand opens."""

    resealed: int
    unopened: int


def about_request(request_id: UUID) -> bytes:
    """What the telephone number of a request is about."""
    return b"privacy request:" + request_id.bytes


SEALED: tuple[SealedColumn, ...] = (
    SealedColumn(PassKey, "sealed_private_key", lambda row: bytes(row.public_key)),
    SealedColumn(PushKey, "sealed_private_key", lambda row: bytes(row.public_key)),
    SealedColumn(ExposureNote, "sealed", lambda row: exposure_notes.about_note(row.id)),
    SealedColumn(FitnessReport, "sealed", lambda row: fitness.about_report(row.id)),
    SealedColumn(PrivacyRequest, "sealed_phone", lambda row: about_request(row.id)),
)
"""Every sealed column. ``docs/privacy.md`` says why others are not."""


def rotate(work: Work) -> Rotated:
    """Seal with the newest key whatever another one sealed, in batches; broken off, it goes on where it was.

    Raises:
        UnavailableError: this process has no secret to seal with.
    """
    totals = [_rotate_column(work, each) for each in SEALED]
    done = Rotated(sum(each.resealed for each in totals), sum(each.unopened for each in totals))
    if done.resealed or done.unopened:
        with work.begin() as tx:
            told = {"resealed": done.resealed, "unopened": done.unopened}
            record(tx, system("vault"), "vault.rotated", About("vault", new_id()), payload=told)
    return done


def _rotate_column(work: Work, each: SealedColumn) -> Rotated:
    after, resealed, unopened = UUID(int=0), 0, 0
    while True:
        with work.begin() as tx:
            due = rows.lock_old(tx.session, each.table, each.column, tx.vault.mark, after, BATCH)
            for row in due:
                plain = tx.vault.unseal(bytes(getattr(row, each.column)), each.about(row))
                if plain is None:
                    unopened += 1
                    continue
                rows.put(tx.session, each.table, each.column, row.id, tx.vault.seal(plain, each.about(row)))
                resealed += 1
        if not due:
            return Rotated(resealed, unopened)
        after = due[-1].id
