"""Operating units from a file."""

from typing import Any, cast
from uuid import UUID

from app.access import Subject
from app.schema.units import Unit
from app.services import units
from app.services.imports import cells, same
from app.services.imports.cells import Field
from app.services.imports.codes import Codes
from app.services.imports.importer import Importer
from app.services.imports.reading import Form
from app.services.imports.rows import Aim, Fault, Item
from app.services.imports.shapes import area_as
from app.services.imports.trees import parents_first
from app.services.units import NewUnit, UnitChanges
from app.services.work import Tx
from compliance.reasons import reason

FORM = Form(
    fields={
        "code": Field(cells.code(r"[A-Z][A-Z0-9-]{0,19}", 20), needed=True),
        "name": Field(cells.text(200), needed=True),
        "name_en": Field(cells.text(200)),
        "parent": Field(cells.text(40)),
        "time_zone": Field(cells.time_zone),
    },
    shape=area_as("territory"),
    shape_needed=False,
    id_from="code",
)


class Units(Importer[Unit]):
    """Units, each below its parent or the unit of ``--unit``."""

    kind, table, form = "units", Unit, FORM
    arrange = staticmethod(parents_first)

    def create(self, tx: Tx, subject: Subject, aim: Aim, item: Item) -> UUID:
        """Make a unit."""
        given = dict(item.values)
        codes = Codes(tx, Unit)
        codes.refuse_taken(given["code"])
        parent = given.pop("parent", None)
        parent_id = codes.find(parent, "parent") if parent else (aim.unit.id if aim.unit else None)
        new = NewUnit(**given, parent_id=parent_id, source=aim.source, external_id=item.external_id)
        return units.make(tx, subject, new).id

    def change(self, tx: Tx, subject: Subject, row: Unit, said: dict[str, Any]) -> bool:
        """Change a unit; its code is in all its numbers, so it stays, and so does its place in the tree."""
        if said.pop("code", row.code) != row.code:
            raise Fault(reason("import.fixed", field="code"), field="code")
        parent = said.pop("parent", None)
        if parent and Codes(tx, Unit).find(parent, "parent") != row.parent_id:
            raise Fault(reason("import.fixed", field="parent"), field="parent")
        changes = same.changes(row, said)
        if changes:
            units.alter(tx, subject, row, cast("UnitChanges", changes))
        return bool(changes)
