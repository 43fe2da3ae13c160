"""Authorities from a file: agencies in charge of zones, with their areas."""

from typing import Any, cast
from uuid import UUID

from app.access import Subject
from app.schema.authorities import Authority
from app.services import authorities
from app.services.authorities import AuthorityChanges, NewAuthority
from app.services.imports import cells, same
from app.services.imports.cells import Field
from app.services.imports.codes import Codes
from app.services.imports.importer import Importer
from app.services.imports.reading import Form
from app.services.imports.rows import Aim, Fault, Item
from app.services.imports.shapes import area_as
from app.services.imports.trees import parents_first
from app.services.work import Tx
from compliance.reasons import reason

LEVELS = ("province", "district", "commune", "checkpoint")
_CONTACT = {
    "name": Field(cells.text(200), needed=True),
    "phone": Field(cells.text(200)),
    "email": Field(cells.text(200)),
}
FORM = Form(
    fields={
        "code": Field(cells.text(40), needed=True),
        "name": Field(cells.text(200), needed=True),
        "name_en": Field(cells.text(200)),
        "parent": Field(cells.text(40)),
        "level": Field(cells.word(LEVELS)),
        "response_minutes": Field(cells.whole(1, 7 * 24 * 60)),
        "hours": Field(cells.text(200)),
        "contacts": Field(cells.records(("name", "phone", "email"), _CONTACT, 20)),
    },
    shape=area_as("area"),
    shape_needed=False,
    id_from="code",
)


class Authorities(Importer[Authority]):
    """Authorities, each below its parent or the authority of ``--authority``."""

    kind, table, form = "authorities", Authority, FORM
    arrange = staticmethod(parents_first)

    def create(self, tx: Tx, subject: Subject, aim: Aim, item: Item) -> UUID:
        """Make an authority."""
        given = dict(item.values)
        codes = Codes(tx, Authority)
        codes.refuse_taken(given["code"])
        parent = given.pop("parent", None)
        parent_id = codes.find(parent, "parent") if parent else (aim.authority.id if aim.authority else None)
        new = NewAuthority(**given, parent_id=parent_id, source=aim.source, external_id=item.external_id)
        return authorities.make(tx, subject, new).id

    def change(self, tx: Tx, subject: Subject, row: Authority, said: dict[str, Any]) -> bool:
        """Change an authority; code and parent stay."""
        if said.pop("code", row.code) != row.code:
            raise Fault(reason("import.fixed", field="code"), field="code")
        parent = said.pop("parent", None)
        if parent and Codes(tx, Authority).find(parent, "parent") != row.parent_id:
            raise Fault(reason("import.fixed", field="parent"), field="parent")
        if "contacts" in said:
            said["contacts"] = list(said["contacts"])
        changes = same.changes(row, said)
        if changes:
            authorities.alter(tx, subject, row, cast("AuthorityChanges", changes))
        return bool(changes)
