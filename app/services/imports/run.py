"""One import from rows to report: read first, then everything that is right goes in, in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError, OperationalError

from app.access import Subject
from app.errors import ConflictError, CordonError, ForbiddenError, StaleError, UnavailableError
from app.services.imports import same
from app.services.imports.aims import Options, find_aim
from app.services.imports.authorities import Authorities
from app.services.imports.crews import Crews
from app.services.imports.importer import Importer
from app.services.imports.mapping import check_columns, read_mapping
from app.services.imports.ppe_stock import PpeStock
from app.services.imports.reading import ignored_columns, read_all
from app.services.imports.report import Note, Outcome, Report
from app.services.imports.rows import Aim, Fault, Item, Row
from app.services.imports.tickets import Tickets
from app.services.imports.units import Units
from app.services.imports.zones import Zones
from app.services.work import Tx, Work, again, translated
from app.storage import imports
from compliance.reasons import Reason, reason

IMPORTERS: Mapping[str, type[Importer[Any]]] = {
    "units": Units,
    "authorities": Authorities,
    "zones": Zones,
    "crews": Crews,
    "tickets": Tickets,
    "ppe-stock": PpeStock,
}
BATCH = 200
"""Rows that share one savepoint; when one of them fails, each gets its own."""

Told = Callable[[str, int, int | None], None]
"""Hears of progress: what is being done, how many rows are done, of how many if that is known."""


@dataclass
class _Done:
    """What became of a batch."""

    outcomes: list[Outcome] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    refused: list[Note] = field(default_factory=list)

    def add(self, other: "_Done") -> None:
        self.outcomes += other.outcomes
        self.marks += other.marks
        self.refused += other.refused


class _UndoneError(Exception):
    """Ends a dry run's transaction."""


def run_import(
    work: Work,
    subject: Subject,
    kind: str,
    rows: Iterable[Row],
    options: Options,
    *,
    mapping: object = None,
    told: Told = lambda _what, _done, _of: None,
) -> Report:
    """Import the rows of a file.

    Args:
        work: what use cases work with.
        subject: the operator.
        kind: one of ``IMPORTERS``.
        rows: what the file holds; read once, before the transaction begins.
        options: what the operator says beside the file.
        mapping: the mapping file as its parser gave it.
        told: hears of progress.

    Returns:
        What became of every row; in a dry run, what would.

    Raises:
        InvalidError: the mapping or an option is not right; nothing went in.
        ForbiddenError: only the operator imports these, or the subject's role does not.
        StaleError, UnavailableError: others changed the same things, or the database went away; nothing went in.
    """
    importer = IMPORTERS[kind]
    if not subject.task:
        if importer.by_persons is None:
            raise ForbiddenError("files are imported by the operator")
        subject.scope(importer.by_persons)
    mapped = read_mapping(mapping if mapping is not None else {}, importer.form.columns)
    with work.look() as tx:
        aim = find_aim(tx, options, mapped)
    read = read_all(rows, importer.form, mapped, aim, lambda count: told("reading", count, None))
    check_columns(mapped, read.present)
    ordered, misplaced = importer.arrange(read.items)
    done = _put_all(work, subject, importer, aim, ordered, options.dry_run, told)
    report = Report(kind, aim.source, options.dry_run, read.rows, warnings=read.warnings)
    report.refused = sorted([*read.refused, *misplaced, *done.refused], key=lambda note: note.row)
    report.ignored_columns = ignored_columns(read.present, importer.form, mapped)
    for outcome in done.outcomes:
        report.outcomes[outcome] += 1
    return report


@again
def _put_all(
    work: Work, subject: Subject, kind: type[Importer[Any]], aim: Aim, items: Sequence[Item], dry_run: bool, told: Told
) -> _Done:
    done = _Done()
    waiting = iter(items)
    try:
        with work.begin() as tx:
            imports.lock(tx.session, kind.kind)
            while batch := list(islice(waiting, BATCH)):
                done.add(_put_batch(tx, subject, kind(), aim, batch))
                told("importing", len(done.outcomes) + len(done.refused), len(items))
                tx.session.expunge_all()  # what is in need not be looked through at every flush
            _undo_if(dry_run)
    except _UndoneError:
        pass
    return done


def _undo_if(dry_run: bool) -> None:
    if dry_run:
        raise _UndoneError


def _put_batch(tx: Tx, subject: Subject, importer: Importer[Any], aim: Aim, batch: Sequence[Item]) -> _Done:
    importer.prepare(tx, batch)
    marks = imports.list_marks(tx.session, importer.kind, aim.source, [item.external_id for item in batch])
    said = {item.row: same.digests(item.values) for item in batch}
    newly = [item for item in batch if said[item.row].items() - marks.get(item.external_id, {}).items()]
    done = _Done([Outcome.UNCHANGED] * (len(batch) - len(newly)))
    done.add(_put_rows(tx, subject, importer, aim, newly, marks))
    if done.marks:
        imports.put_marks(tx.session, done.marks)
    return done


def _put_rows(
    tx: Tx, subject: Subject, importer: Importer[Any], aim: Aim, items: Sequence[Item], marks: Mapping[str, Any]
) -> _Done:
    """Put rows in under one savepoint; when one of them fails, all again, each under its own."""
    existing = importer.existing(tx, aim.source, [item.external_id for item in items])
    done = _Done()
    try:
        with tx.session.begin_nested():
            for item in items:
                outcome, subject_id = _put(tx, subject, importer, aim, item, existing.get(item.external_id), marks)
                done.outcomes.append(outcome)
                done.marks.append(_mark(tx, importer, aim, item, subject_id, marks))
            tx.session.flush()
    except (Fault, CordonError, DBAPIError) as error:
        _raise_if_not_the_rows(error)
        if len(items) == 1:
            return _Done(refused=_notes(items[0], error))
        done = _Done()
        for item in items:
            done.add(_put_rows(tx, subject, importer, aim, [item], marks))
    return done


def _put(
    tx: Tx, subject: Subject, importer: Importer[Any], aim: Aim, item: Item, row: Any, marks: Mapping[str, Any]
) -> tuple[Outcome, UUID]:
    if row is None:
        return Outcome.CREATED, importer.create(tx, subject, aim, item)
    importer.hold(tx, row)
    said = same.newly_said(item.values, same.digests(item.values), marks.get(item.external_id, {}))
    changed = importer.change(tx, subject, row, said)
    return Outcome.CHANGED if changed else Outcome.UNCHANGED, row.id


def _mark(
    tx: Tx, importer: Importer[Any], aim: Aim, item: Item, subject_id: UUID, marks: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "kind": importer.kind,
        "source": aim.source,
        "external_id": item.external_id,
        "subject_id": subject_id,
        "digests": {**marks.get(item.external_id, {}), **same.digests(item.values)},
        "imported_at": tx.now,
    }


def _raise_if_not_the_rows(error: Exception) -> None:
    """Errors that no row is to blame for end the whole import."""
    if isinstance(error, OperationalError | StaleError | UnavailableError | ForbiddenError):
        raise error


def _notes(item: Item, error: Exception) -> list[Note]:
    if isinstance(error, DBAPIError):
        error = translated(error)
    if isinstance(error, Fault):
        return [Note(item.row, item.external_id, error.field or "", error.reason, error.detail)]
    if isinstance(error, ConflictError) and error.reasons:
        return [Note(item.row, item.external_id, "", each) for each in error.reasons]
    found = [(each.field, each.detail) for each in error.errors] if isinstance(error, CordonError) else []
    given = found or [("", str(error))]
    return [_refusal(item, name, detail) for name, detail in given]


def _refusal(item: Item, name: str, detail: str) -> Note:
    told: Reason = reason("import.refused", detail=detail)
    return Note(item.row, item.external_id, name, told)
