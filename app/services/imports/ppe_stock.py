"""Protective equipment from a file: each row is pieces of one lot that came into a room or a vehicle."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from app.access import Subject
from app.schema.ppe import PpeMovement, PpeStore
from app.schema.units import Unit
from app.services import ppe_catalogue, ppe_deliveries
from app.services.imports import cells
from app.services.imports.cells import Field
from app.services.imports.codes import Codes
from app.services.imports.importer import Importer
from app.services.imports.reading import Form
from app.services.imports.rows import Aim, Fault, Item
from app.services.imports.shapes import nowhere
from app.services.ppe_movements import MAX_PIECES, Pieces
from app.services.work import Tx
from app.storage import crews, imports
from app.storage import ppe_stock as rows
from compliance.reasons import Reason, reason

FIXED = ("unit", "store", "vehicle", "item", "size", "lot_no", "expires_at")
"""What tells pieces apart; a row that changes one of these is about other pieces."""


def _one_place(values: dict[str, Any]) -> Iterable[tuple[str, Reason]]:
    if "store" in values and "vehicle" in values:
        yield "vehicle", reason("import.either", one="store", other="vehicle")
    elif "store" not in values and "vehicle" not in values:
        yield "store", reason("import.missing", field="store")


FORM = Form(
    fields={
        "unit": Field(cells.text(20)),
        "store": Field(cells.text(40)),
        "store_name": Field(cells.text(200)),
        "vehicle": Field(cells.text(20)),
        "item": Field(cells.text(60), needed=True),
        "size": Field(cells.text(20)),
        "lot_no": Field(cells.text(60)),
        "expires_at": Field(cells.good_until),
        "pieces": Field(cells.whole(1, MAX_PIECES), needed=True),
        "note": Field(cells.text(400)),
    },
    shape=nowhere,
    shape_needed=False,
    id_from=FIXED,
    check=_one_place,
)


class PpeStock(Importer[PpeMovement]):
    """Stock of the unit that the row names, else of ``--unit``."""

    kind, table, form = "ppe-stock", PpeMovement, FORM

    def prepare(self, tx: Tx, items: Sequence[Item]) -> None:  # noqa: ARG002 - both are few
        """Look up units and articles."""
        self._units, self._articles = Codes(tx, Unit), ppe_catalogue.items_by_code(tx)

    def existing(self, tx: Tx, source: str, ids: Collection[str]) -> dict[str, PpeMovement]:
        """The movements that took in what these rows said."""
        found = imports.list_subjects(tx.session, self.kind, source, ids)
        movements = rows.movements_by_id(tx.session, found.values())
        return {external_id: movements[row_id] for external_id, row_id in found.items() if row_id in movements}

    def hold(self, tx: Tx, row: PpeMovement) -> None:
        """Keep others from the store; a movement itself never changes."""
        rows.lock_stores(tx.session, [row.store_id])

    def create(self, tx: Tx, subject: Subject, aim: Aim, item: Item) -> UUID:
        """Take the pieces in."""
        said = item.values
        given = Pieces(
            said["item"], said["pieces"], said.get("size", ""), said.get("lot_no", ""), said.get("expires_at")
        )
        self._check(given, tx.now)
        return ppe_deliveries.take_in(tx, subject, self._store(tx, subject, aim, said), given, said.get("note"))

    def change(self, tx: Tx, subject: Subject, row: PpeMovement, said: dict[str, Any]) -> bool:
        """Set the number right; what tells the pieces apart stays."""
        for name in FIXED:
            if name in said:
                raise Fault(reason("import.fixed", field=name), field=name)
        return "pieces" in said and ppe_deliveries.set_right(tx, subject, row, said["pieces"], said.get("note"))

    def _check(self, given: Pieces, now: datetime) -> None:
        article = self._articles.get(given.item)
        if article is None:
            raise _unknown("item", given.item, self._articles)
        if given.size and given.size not in article.sizes:
            raise _unknown("size", given.size, article.sizes)
        if given.expires_at is not None and given.expires_at <= now:
            raise Fault(reason("import.over"), field="expires_at")

    def _store(self, tx: Tx, subject: Subject, aim: Aim, said: dict[str, Any]) -> PpeStore:
        unit_id = self._units.unit_of(said.get("unit"), aim)
        if "vehicle" in said:
            vehicle = crews.find_vehicle(tx.session, unit_id, said["vehicle"])
            if vehicle is None:
                raise Fault(reason("import.unknown_code", value=said["vehicle"]), field="vehicle")
            return tx.session.get_one(PpeStore, rows.put_vehicle_store(tx.session, vehicle))
        room = rows.find_room_by_code(tx.session, unit_id, said["store"])
        if room is None and "store_name" in said:
            return ppe_deliveries.make_room(tx, subject, unit_id, said["store"], said["store_name"])
        if room is None:
            raise Fault(reason("import.unknown_store", value=said["store"]), field="store")
        return room


def _unknown(field: str, value: str, known: Iterable[str]) -> Fault:
    return Fault(reason("import.unknown_word", value=value, known=", ".join(sorted(known)) or "-"), field=field)
