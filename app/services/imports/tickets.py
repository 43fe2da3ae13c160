"""Tickets from a file: another system's reports, with their places and the areas that they affect."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from app.access import Scope, Subject
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services import ticket_intake, tickets
from app.services.imports import cells, same
from app.services.imports.cells import Field
from app.services.imports.codes import Codes
from app.services.imports.importer import Importer
from app.services.imports.reading import Form
from app.services.imports.rows import Aim, Fault, Item
from app.services.imports.shapes import point_and_area_as
from app.services.tickets import NewTicket
from app.services.work import Tx
from app.storage import imports
from compliance.lifecycles import TICKET
from compliance.reasons import Reason, reason
from compliance.work_types import HAZARDS, WORK_TYPES

_FACTS: Mapping[str, Field] = {
    "address": Field(cells.text(500)),
    "description": Field(cells.text(4000)),
    "reporter_name": Field(cells.text(200)),
    "reporter_phone": Field(cells.text(40)),
    "meter_no": Field(cells.text(200)),
    "pole_no": Field(cells.text(200)),
    "feeder": Field(cells.text(200)),
    "transformer": Field(cells.text(200)),
    "required_skills": Field(cells.words()),
    "service_minutes": Field(cells.whole(1, 2880)),
}
_UNSAID: Mapping[str, Any] = {"address": "", "description": "", "required_skills": (), "service_minutes": 60}
"""Of the columns that are never empty, what they hold where a row says nothing."""

FORM = Form(
    fields={
        "work_type": Field(cells.word(WORK_TYPES), needed=True),
        "unit": Field(cells.text(20)),
        "accuracy_m": Field(cells.metres(20_000)),
        "hazards": Field(cells.words(HAZARDS)),
        "customers_affected": Field(cells.whole(0, 10_000_000)),
        "site_kind": Field(cells.text(200)),
        "asset_kind": Field(cells.text(200)),
        "crews_needed": Field(cells.whole(1, 20)),
        "reported_at": Field(cells.moment),
        **_FACTS,
    },
    shape=point_and_area_as("place", "affected_area"),
    shape_needed=True,
)


class Tickets(Importer[Ticket]):
    """Tickets of the unit that the row names, else of the one whose territory covers the place, else of ``--unit``."""

    kind, table, form = "tickets", Ticket, FORM

    def prepare(self, tx: Tx, items: Sequence[Item]) -> None:
        """Look up whose places these are."""
        self._codes = Codes(tx, Unit)
        found = imports.list_units_at(tx.session, [item.values["place"] for item in items])
        self._units = {item.row: unit_id for item, unit_id in zip(items, found, strict=True)}

    def create(self, tx: Tx, subject: Subject, aim: Aim, item: Item) -> UUID:
        """Take a ticket: it is judged against zones and orders like any other."""
        given = dict(item.values)
        unit_id = self._unit(given.pop("unit", None), aim, item.row)
        facts = {name: _plain(given.pop(name, _UNSAID.get(name))) for name in _FACTS}
        facts |= {"source": aim.source, "external_id": item.external_id}
        new = NewTicket(**given, unit_id=unit_id, facts=facts)
        return ticket_intake.take(tx, subject, Scope(unit_ids=frozenset({unit_id})), new)

    def change(self, tx: Tx, subject: Subject, row: Ticket, said: dict[str, Any]) -> bool:
        """Change a ticket that is not over; its unit stays."""
        unit = said.pop("unit", None)
        if unit and self._codes.find(unit, "unit") != row.unit_id:
            raise Fault(reason("import.fixed", field="unit"), field="unit")
        changes = {name: _plain(value) for name, value in same.changes(row, said).items()}
        if changes and TICKET.is_final(row.state):
            raise Fault(Reason("import.ticket_over"), field="")
        if changes:
            tickets.alter(tx, subject, row, changes)
        return bool(changes)

    def _unit(self, code: str | None, aim: Aim, row: int) -> UUID:
        here = None if code else self._units[row]
        return here or self._codes.unit_of(code, aim)


def _plain(value: Any) -> Any:
    """A value as a column takes it."""
    return list(value) if isinstance(value, tuple) else value
