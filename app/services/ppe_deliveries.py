"""Pieces that come into a store by a file's row: taken in once, and set right when the row says another number."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.access import Subject
from app.errors import ConflictError
from app.schema.base import new_id
from app.schema.ppe import PpeMovement, PpeStore
from app.services import ppe_reservations
from app.services.events import About, record, record_each
from app.services.ppe_issues import happened, movement
from app.services.ppe_movements import Pieces
from app.services.work import Tx
from app.storage import ppe_holds
from app.storage import ppe_stock as rows

EVENTS: Mapping[str, str] = {"receive": "ppe.received", "write_off": "ppe.written_off"}


def make_room(tx: Tx, subject: Subject, unit_id: UUID, code: str, name: str) -> PpeStore:
    """Make a room of a unit inside an open transaction."""
    store = PpeStore(id=new_id(), unit_id=unit_id, code=code, name=name, active=True)
    tx.session.add(store)
    tx.session.flush()
    record(tx, subject, "ppe.store_made", About("ppe_store", store.id, unit_id), payload={"code": code})
    return store


def take_in(tx: Tx, subject: Subject, store: PpeStore, given: Pieces, reason: str | None) -> UUID:
    """Take pieces in inside an open transaction; article, size and date were checked. The id of the movement."""
    lot_id = rows.put_lot(tx.session, given.item, given.size, given.lot_no, given.expires_at)
    row = movement(
        tx, subject, store.unit_id, store.id, "receive", given.item, given.pieces, lot_id=lot_id, refers_id=new_id(),
        reason=reason,
    )  # fmt: skip
    _put(tx, subject, row)
    return UUID(str(row["id"]))


def set_right(tx: Tx, subject: Subject, first: PpeMovement, pieces: int, reason: str | None) -> bool:
    """Let a delivery come to so many pieces: the difference is taken in, or written off. Whether there was one.

    Raises:
        ConflictError: so many are no longer there to be written off.
    """
    if first.lot_id is None or first.refers_id is None:
        raise ValueError("what was taken in has a lot and a delivery")
    rows.lock_stores(tx.session, [first.store_id])
    missing = pieces - rows.sum_of_delivery(tx.session, first.refers_id)
    if not missing:
        return False
    there = {each.lot.id: each.on_hand for each in rows.list_balances(tx.session, [first.store_id])}
    if there.get(first.lot_id, 0) + missing < 0:
        raise ConflictError(f"only {there.get(first.lot_id, 0)} of these are there", code="ppe.not_enough")
    kind = "receive" if missing > 0 else "write_off"
    change = movement(
        tx, subject, first.unit_id, first.store_id, kind, first.item_code, abs(missing), lot_id=first.lot_id,
        refers_id=first.refers_id, reason=reason,
    )  # fmt: skip
    _put(tx, subject, change)
    return True


def _put(tx: Tx, subject: Subject, row: Mapping[str, Any]) -> None:
    rows.put_movements(tx.session, [row])
    record_each(tx, subject, [happened(row, EVENTS[row["kind"]])])
    if row["kind"] == "write_off":
        ppe_reservations.renew(tx, subject, ppe_holds.list_over_reserved(tx.session, [row["store_id"]]))
