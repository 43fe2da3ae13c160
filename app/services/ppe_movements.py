"""The store keeper's work: receive, move, hand out, take back, write off and count. Every step is a movement.

The database keeps the balances and refuses to go below zero. Who takes from a store holds it until the end of the
transaction, so that what was seen is what is taken.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.base import new_id
from app.schema.ppe import PpeLot, PpeStore
from app.services import ppe_catalogue, ppe_reservations
from app.services.events import About, record, record_each
from app.services.idempotency import Once, find_made, remember
from app.services.ppe_issues import happened, movement
from app.services.work import Tx, Work, again
from app.storage import ppe as catalogue
from app.storage import ppe_holds, ppe_jobs, units
from app.storage import ppe_stock as rows
from app.storage.ppe_jobs import InHand
from compliance.ppe import ItemType

Movement = Mapping[str, Any]
MAX_PIECES = 1_000_000


@dataclass(frozen=True)
class Pieces:
    """Pieces of an article as the label tells them apart."""

    item: str
    pieces: int
    size: str = ""
    lot_no: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True)
class LotPieces:
    """Pieces of a known lot."""

    lot_id: UUID
    pieces: int


@dataclass(frozen=True)
class NewStore:
    """A store to be made: a room of a unit, or the vehicle that it is."""

    unit_id: UUID
    code: str
    name: str
    vehicle_id: UUID | None = None


@again
def create_store(work: Work, subject: Subject, new: NewStore, once: Once | None = None) -> PpeStore:
    """Make a store.

    Raises:
        InvalidError: no such unit or vehicle within what the subject keeps.
        ConflictError: the unit has a store of this code.
    """
    scope = _keeper(subject)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return tx.session.get_one(PpeStore, made)
        if units.find_by_id(tx.session, new.unit_id) is None or not _within(scope, new.unit_id):
            raise InvalidError.of("unit_id", "unknown", "there is no such unit", "name one that you keep stock for")
        if new.vehicle_id is None:
            store = PpeStore(unit_id=new.unit_id, code=new.code, name=new.name)
            tx.session.add(store)
        else:
            store = _vehicle_store(tx, scope, new.vehicle_id)
        tx.session.flush()
        record(tx, subject, "ppe.store_made", About("ppe_store", store.id, store.unit_id), payload={"code": store.code})
        remember(tx, subject, once, store.id)
        return store


@again
def receive(
    work: Work, subject: Subject, store_id: UUID, given: Sequence[Pieces], reason: str | None, once: Once | None = None
) -> UUID:
    """Take pieces in; the id of this delivery.

    Raises:
        NotFoundError: no store that the subject keeps.
        InvalidError: an article is unknown, a size is none of its own, a date has passed.
    """

    def rows_of(tx: Tx, store: PpeStore, delivery: UUID) -> list[Movement]:
        known = ppe_catalogue.items_by_code(tx)
        _check(given, known, tx.now)
        return [
            movement(
                tx, subject, store.unit_id, store.id, "receive", each.item, each.pieces, reason=reason,
                lot_id=rows.put_lot(tx.session, each.item, each.size, each.lot_no, each.expires_at),
                refers_id=delivery,
            )
            for each in given
        ]  # fmt: skip

    return _move(work, subject, store_id, once, "ppe.received", rows_of)


@again
def transfer(
    work: Work, subject: Subject, store_id: UUID, to_id: UUID, moved: Sequence[LotPieces], reason: str | None,
    once: Once | None = None,
) -> UUID:  # fmt: skip
    """Carry pieces from one store to another; the id of both halves.

    Raises:
        NotFoundError: one of the stores is none that the subject keeps.
        ConflictError: so many are not there, or both are one store.
    """

    def rows_of(tx: Tx, store: PpeStore, pair: UUID) -> list[Movement]:
        if to_id == store.id:
            raise ConflictError("they lie in that store already; name another one", code="ppe.same_store")
        rows.lock_stores(tx.session, {store.id, to_id})
        target = _found(rows.find_store(tx.session, _keeper(subject), to_id))
        lots = _lots(tx, moved)
        return [
            movement(
                tx, subject, where.unit_id, where.id, kind, lots[each.lot_id].item_code, each.pieces,
                lot_id=each.lot_id, refers_id=pair, reason=reason,
            )
            for each in moved
            for where, kind in ((store, "transfer_out"), (target, "transfer_in"))
        ]  # fmt: skip

    return _move(work, subject, store_id, once, "ppe.transferred", rows_of)


@again
def issue(
    work: Work, subject: Subject, store_id: UUID, member_id: UUID, given: Sequence[LotPieces], once: Once | None = None
) -> UUID:
    """Hand somebody reusable pieces for keeps; the id of this hand-over.

    What is for one job is handed over at that job.

    Raises:
        NotFoundError: no such store, or nobody of that id in a crew that the subject keeps stock for.
        InvalidError: the article is worn only once.
        ConflictError: so many are not there, or they are past their date.
    """

    def rows_of(tx: Tx, store: PpeStore, made: UUID) -> list[Movement]:
        if rows.find_member(tx.session, _keeper(subject), member_id) is None:
            raise NotFoundError("no such member of a crew")
        lots, known = _lots(tx, given), ppe_catalogue.items_by_code(tx)
        for each in given:
            lot = lots[each.lot_id]
            if not known[lot.item_code].reusable:
                raise InvalidError.of("lines", "disposable", "this is worn once", "issue it at the job")
            if lot.expires_at is not None and tx.now >= lot.expires_at:
                raise ConflictError("these are past their date", code="ppe.expired")
        return [
            movement(
                tx, subject, store.unit_id, store.id, "issue", lots[each.lot_id].item_code, each.pieces,
                lot_id=each.lot_id, member_id=member_id, refers_id=made,
            )
            for each in given
        ]  # fmt: skip

    return _move(work, subject, store_id, once, "ppe.issued", rows_of)


@again
def write_off(
    work: Work, subject: Subject, store_id: UUID, lost: Sequence[LotPieces], reason: str, once: Once | None = None
) -> UUID:
    """Take pieces off the books that are torn, lost or past their date; the id of this step.

    Raises:
        NotFoundError: no store that the subject keeps.
        ConflictError: so many are not there.
    """

    def rows_of(tx: Tx, store: PpeStore, made: UUID) -> list[Movement]:
        lots = _lots(tx, lost)
        return [
            movement(
                tx, subject, store.unit_id, store.id, "write_off", lots[each.lot_id].item_code, each.pieces,
                lot_id=each.lot_id, reason=reason, refers_id=made,
            )
            for each in lost
        ]  # fmt: skip

    return _move(work, subject, store_id, once, "ppe.written_off", rows_of)


@again
def count(
    work: Work, subject: Subject, store_id: UUID, found: Sequence[Pieces], reason: str | None, once: Once | None = None
) -> UUID:
    """Set a store right by what was counted: each line says how many of a lot lie there; the id of this sheet.

    Lots of an article on the sheet that the sheet does not name are counted as none; other articles stay.

    Raises:
        NotFoundError: no store that the subject keeps.
        InvalidError: an article or a size is unknown, or a lot stands there twice.
    """

    def rows_of(tx: Tx, store: PpeStore, sheet: UUID) -> list[Movement]:
        _check(found, ppe_catalogue.items_by_code(tx), None)
        counted: dict[UUID, Pieces] = {}
        for at, each in enumerate(found):
            lot_id = rows.put_lot(tx.session, each.item, each.size, each.lot_no, each.expires_at)
            if lot_id in counted:
                raise InvalidError.of(f"lines[{at}]", "twice", "this lot stands there twice", "add the two lines up")
            counted[lot_id] = each
        there = {
            each.lot.id: each
            for each in rows.list_balances(tx.session, [store.id], items={each.item for each in found})
        }
        lines = [(lot_id, each.item, each.pieces) for lot_id, each in counted.items()]
        lines += [(lot_id, each.lot.item_code, 0) for lot_id, each in there.items() if lot_id not in counted]
        return [
            movement(
                tx, subject, store.unit_id, store.id, "count", item, pieces, lot_id=lot_id, refers_id=sheet,
                reason=reason, change=pieces - (there[lot_id].on_hand if lot_id in there else 0),
            )
            for lot_id, item, pieces in lines
        ]  # fmt: skip

    return _move(work, subject, store_id, once, "ppe.counted", rows_of)


ENDS = {
    "return": "ppe.returned",
    "disinfect": "ppe.to_disinfect",
    "clean": "ppe.cleaned",
    "write_off": "ppe.written_off",
}
"""How what somebody has in hand ends, or comes out of disinfection; each with its event."""


@again
def end_issue(
    work: Work, subject: Subject, issue_id: UUID, kind: str, pieces: int, reason: str | None, once: Once | None = None
) -> UUID:
    """Take back what somebody was given: onto the shelf, to disinfection, out of it again, or off the books as lost.

    Raises:
        NotFoundError: no issue in the subject's units.
        ConflictError: so many are no longer out.
    """
    scope = _keeper(subject)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return made
        held = ppe_jobs.find_issue(tx.session, scope, issue_id)
        if held is None:
            raise NotFoundError("there is no such issue")
        rows.lock_stores(tx.session, [held.issue.store_id])
        left = ppe_jobs.pieces_left(tx.session, issue_id, of_disinfection=kind == "clean")
        if pieces > left:
            raise ConflictError(f"only {left} of these are out", code="ppe.not_enough")
        row = _ending(tx, subject, held, kind, pieces, reason)
        rows.put_movements(tx.session, [row])
        record_each(tx, subject, [happened(row, ENDS[kind])])
        remember(tx, subject, once, row["id"])
        return UUID(str(row["id"]))


def _ending(tx: Tx, subject: Subject, held: InHand, kind: str, pieces: int, reason: str | None) -> Movement:
    issued = held.issue
    off_shelf = kind == "write_off" or (kind in ("return", "clean") and issued.lot_id is None)
    return movement(
        tx, subject, issued.unit_id, issued.store_id, kind, issued.item_code, pieces, lot_id=issued.lot_id,
        off_shelf=off_shelf, member_id=issued.member_id, assignment_id=issued.assignment_id, refers_id=issued.id,
        reason=reason,
    )  # fmt: skip


@again
def put_minimum(work: Work, subject: Subject, store_id: UUID, item_code: str, minimum: int) -> None:
    """Say how many good and free pieces of an article a store should hold.

    Raises:
        NotFoundError: no store that the subject keeps.
        InvalidError: there is no such article.
    """
    scope = _keeper(subject)
    with work.begin() as tx:
        store = _found(rows.find_store(tx.session, scope, store_id, for_update=True))
        if item_code not in ppe_catalogue.items_by_code(tx):
            raise InvalidError.of("item", "unknown", "there is no such article", "name one of the catalogue")
        rows.put_minimum(tx.session, store.id, item_code, minimum)
        told = {"item_code": item_code, "minimum": minimum}
        record(tx, subject, "ppe.minimum_set", About("ppe_store", store.id, store.unit_id), payload=told)


@again
def put_size(work: Work, subject: Subject, member_id: UUID, item_code: str, size: str | None) -> None:
    """Note the size that somebody wears of an article; None forgets it.

    Raises:
        NotFoundError: nobody of that id in a crew that the subject keeps stock for.
        InvalidError: the article has no such size.
    """
    scope = _keeper(subject)
    with work.begin() as tx:
        member = rows.find_member(tx.session, scope, member_id)
        if member is None:
            raise NotFoundError("no such member of a crew")
        item = ppe_catalogue.items_by_code(tx).get(item_code)
        if item is None or (size is not None and size not in item.sizes):
            raise InvalidError.of("size", "unknown", "the article has no such size", "choose one of its sizes")
        catalogue.put_size(tx.session, member_id, item_code, size)
        where = About(
            "crew", member.crew_id, unit_id=rows.unit_of_crew(tx.session, member.crew_id), crew_id=member.crew_id
        )
        record(tx, subject, "ppe.size_set", where, payload={"item_code": item_code, "member_id": str(member_id)})


Rows = Callable[[Tx, PpeStore, UUID], list[Movement]]


def _move(work: Work, subject: Subject, store_id: UUID, once: Once | None, verb: str, rows_of: Rows) -> UUID:
    """Write movements of one store, tell of each, and reserve anew for jobs whose pieces are gone."""
    scope = _keeper(subject)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return made
        store = _found(rows.find_store(tx.session, scope, store_id, for_update=True))
        common = new_id()
        lines = rows_of(tx, store, common)
        rows.put_movements(tx.session, lines)
        record_each(tx, subject, [happened(each, verb) for each in lines])
        ppe_reservations.renew(tx, subject, ppe_holds.list_over_reserved(tx.session, [store.id]))
        remember(tx, subject, once, common)
        return common


def _check(given: Sequence[Pieces], known: Mapping[str, ItemType], now: datetime | None) -> None:
    """Refuse articles and sizes that there are not, and, with ``now``, what is past its date already."""
    for at, each in enumerate(given):
        item = known.get(each.item)
        if item is None:
            raise InvalidError.of(f"lines[{at}].item", "unknown", "there is no such article", "name one that there is")
        if each.size and each.size not in item.sizes:
            raise InvalidError.of(f"lines[{at}].size", "unknown", "the article has no such size", "choose one it has")
        if now is not None and each.expires_at is not None and each.expires_at <= now:
            raise InvalidError.of(
                f"lines[{at}].expires_at", "expired", "these are past their date", "do not take them in"
            )


def _lots(tx: Tx, lines: Sequence[LotPieces]) -> dict[UUID, PpeLot]:
    lots = rows.lots_by_id(tx.session, {each.lot_id for each in lines})
    for at, each in enumerate(lines):
        if each.lot_id not in lots:
            raise InvalidError.of(f"lines[{at}].lot_id", "unknown", "there is no such lot", "choose one of the store")
    return lots


def _vehicle_store(tx: Tx, scope: Scope | None, vehicle_id: UUID) -> PpeStore:
    vehicle = rows.find_vehicle(tx.session, scope, vehicle_id)
    if vehicle is None:
        raise InvalidError.of("vehicle_id", "unknown", "there is no such vehicle", "name one of your units")
    return tx.session.get_one(PpeStore, rows.put_vehicle_store(tx.session, vehicle))


def _keeper(subject: Subject) -> Scope | None:
    """Where the subject keeps stock; None is everywhere, for a task of the system."""
    return None if subject.task else subject.scope(Verb.PPE_WRITE)


def _within(scope: Scope | None, unit_id: UUID) -> bool:
    return scope is None or unit_id in scope.unit_ids


def _found(store: PpeStore | None) -> PpeStore:
    if store is None:
        raise NotFoundError("there is no such store")
    return store
