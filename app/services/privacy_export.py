"""Everything that is held about a person, as one ZIP: JSON for machines, a summary in two languages, their photos."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range

from app.access import Subject
from app.errors import NotFoundError
from app.schema.base import new_id
from app.services import exposure_notes, fitness, health_reads
from app.services.events import About, record
from app.services.evidence import Store
from app.services.privacy_people import Person, find_worker
from app.services.work import Tx, Work
from app.storage import privacy_sources as sources
from compliance.retention import KINDS, period_of
from compliance.text import LANGUAGES
from compliance.wording.privacy import TABLES

HEALTH_TABLES = frozenset({
    "exposures", "exposure_corrections", "exposure_classifications", "exposure_contacts", "exposure_breaches",
    "exposure_notes", "positive_cases", "stand_downs", "stand_down_changes", "fitness_reports",
})  # fmt: skip
EXPORTED = "privacy.exported"
Tables = Mapping[str, list[dict[str, Any]]]
_HEADING = {"vi": "Dữ liệu cá nhân được lưu tại Cordon", "en": "Personal data held in Cordon"}
_MADE = {"vi": "Lập lúc", "en": "Made at"}
_HELD = {"vi": "Có những gì (số dòng)", "en": "What there is (rows)"}
_KEPT = {"vi": "Để làm gì, căn cứ, lưu bao lâu", "en": "What for, on which ground, for how long"}
_DAYS = {"vi": "ngày", "en": "days"}


def export_own(work: Work, subject: Subject, store: Store) -> bytes:
    """The asker's own data.

    Raises:
        NotFoundError: no person asks.
    """
    with work.begin() as tx:
        person = find_worker(tx, user_id=subject.user_id) if subject.user_id else None
        if person is None:
            raise NotFoundError("no person asks")
        return export(tx, work, subject, person, store, why="own")


def export(tx: Tx, work: Work, subject: Subject, person: Person, store: Store, *, why: str) -> bytes:
    """Put together the ZIP and write down that it was given.

    Args:
        tx: the transaction; it commits before the ZIP leaves.
        work: for the periods that hold here.
        subject: who gets it into their hands.
        person: about whom.
        store: where photos lie.
        why: own or request.
    """
    found = {table: sources.read(tx.session, table, person.keys) for table in sources.SOURCES}
    tables = {table: rows for table, rows in found.items() if rows}
    _open_notes(tx, tables)
    told = {"why": why, "person_kind": person.kind, "rows": {table: len(rows) for table, rows in tables.items()}}
    about = About("person", _subject_id(person), person.unit_id)
    event_id = record(tx, subject, EXPORTED, about, payload=told)
    if HEALTH_TABLES & set(tables) and person.unit_id is not None:
        members = person.keys.member_ids
        health_reads.note_for(tx, subject, event_id, EXPORTED, person.unit_id, members, why)
    return _zip(tables, tx.now, work.settings.retention_days, store)


def _subject_id(person: Person) -> UUID:
    """What the event of an export is about: the account, else a record in a crew, else a customer of the unit."""
    keys = person.keys
    return keys.user_id or next(iter(keys.member_ids), None) or person.unit_id or new_id()


def _open_notes(tx: Tx, tables: dict[str, list[dict[str, Any]]]) -> None:
    """Sealed texts as words; what a note on a contact says is about somebody else."""
    for row in tables.get("exposure_notes", ()):
        plain = tx.vault.unseal(bytes(row.pop("sealed")), exposure_notes.about_note(row["id"]))
        row["text"] = plain.decode() if plain is not None and row["about_kind"] != "contact" else None
    for row in tables.get("fitness_reports", ()):
        sealed = row.pop("sealed")
        plain = tx.vault.unseal(bytes(sealed), fitness.about_report(row["id"])) if sealed else None
        row["symptoms"] = json.loads(plain) if plain is not None else None
    for row in tables.get("privacy_requests", ()):
        row.pop("sealed_phone")


def _zip(tables: Tables, now: datetime, days: Mapping[str, int], store: Store) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        body = {"made_at": now, "format": "cordon personal data 1", "data": tables}
        file.writestr("data.json", json.dumps(body, ensure_ascii=False, indent=1, default=_plain))
        for lang in LANGUAGES:
            file.writestr(f"summary.{lang}.txt", summary(tables, now, days, lang))
        for row in tables.get("evidence", ()):
            content = store.get(row["stored_sha256"])
            if content is not None:
                file.writestr(f"photos/{row['sha256']}.{row['media_type'].partition('/')[2]}", content)
    return packed.getvalue()


def summary(tables: Tables, now: datetime, days: Mapping[str, int], lang: str) -> str:
    """What is held, in words: how much of what, for which purpose, on which ground, for how long."""
    lines = [_HEADING[lang], f"{_MADE[lang]}: {now:%Y-%m-%d %H:%M} UTC", "", _HELD[lang]]
    lines += [f"- {TABLES[table].get(lang)}: {len(rows)}" for table, rows in tables.items()]
    lines += ["", _KEPT[lang]]
    for kind in KINDS.values():
        facts = (kind.purpose.get(lang), kind.ground.get(lang), f"{period_of(kind, days).days} {_DAYS[lang]}")
        lines.append(f"- {kind.title.get(lang)}: {'; '.join(facts)} ({kind.begins.get(lang)})")
    return "\n".join(lines) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Range):
        return {"from": value.lower, "until": value.upper}
    return None if isinstance(value, bytes | memoryview) else str(value)
