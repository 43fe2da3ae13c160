"""Texts about people in the exposure ledger: sealed when written, opened for whoever may read, erasable."""

from collections.abc import Collection
from uuid import UUID

from app.access import Subject
from app.schema.base import new_id
from app.schema.exposure_records import ExposureNote
from app.services.events import About, record
from app.services.work import Tx
from app.storage import exposure_notes as rows
from app.storage import exposure_records


def write(
    tx: Tx, subject: Subject, about_kind: str, about_id: UUID, *, unit_id: UUID, member_id: UUID, text: str | None
) -> None:
    """Seal a text that belongs to something in the ledger; nothing where there is none.

    Args:
        tx: the transaction of what it belongs to.
        subject: who wrote it.
        about_kind: what it belongs to.
        about_id: which one.
        unit_id: whose HSE may read it.
        member_id: of whose record it is a part.
        text: who an outsider is, why something was corrected, how somebody fares.
    """
    if not (text or "").strip():
        return
    note_id = new_id()
    sealed = tx.vault.seal((text or "").strip().encode(), about_note(note_id))
    note = ExposureNote(
        id=note_id, unit_id=unit_id, member_id=member_id, about_kind=about_kind, about_id=about_id, sealed=sealed,
        written_by=subject.user_id, written_at=tx.now,
    )  # fmt: skip
    tx.session.add(note)


def read_all(tx: Tx, about_ids: Collection[UUID]) -> dict[UUID, str]:
    """The texts that belong to these things, by their ids; but for those erased, or sealed elsewhere."""
    found: dict[UUID, str] = {}
    for note in rows.list_about(tx.session, about_ids):
        plain = tx.vault.unseal(note.sealed, about_note(note.id))
        if plain is not None:
            found[note.about_id] = plain.decode()
    return found


def erase_of(tx: Tx, subject: Subject, member_id: UUID, reason: str) -> int:
    """Take away all texts of one worker's record, and leave on record that they are gone; how many there were.

    Args:
        tx: the transaction of the erasure.
        subject: whose doing it is; whether they may is the caller's to see to.
        member_id: whose record.
        reason: a code that names nobody; it stays for ever.
    """
    erased = rows.erase_of(tx.session, member_id)
    if erased:
        unit_id = exposure_records.unit_of_member(tx.session, member_id)
        told = {"reason": reason, "count": erased}
        record(tx, subject, "exposure.notes_erased", About("crew_member", member_id, unit_id), payload=told)
    return erased


def about_note(note_id: UUID) -> bytes:
    """What a sealed note is about: its own row."""
    return b"exposure note:" + note_id.bytes
