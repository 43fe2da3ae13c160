"""Crews from a file, with their members and vehicles."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from app.access import Subject
from app.schema.crews import MEMBER_ROLES, Crew, CrewMember
from app.schema.units import Unit
from app.services import crews
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import CrewChanges, NewCrew
from app.services.imports import cells, same
from app.services.imports.cells import Field
from app.services.imports.codes import Codes
from app.services.imports.importer import Importer
from app.services.imports.reading import Form
from app.services.imports.rows import Aim, Fault, Item
from app.services.imports.shapes import point_as
from app.services.work import Tx
from app.storage import crews as rows
from app.storage import imports
from compliance.reasons import Reason, reason

_MEMBER = {
    "name": Field(cells.text(200), needed=True),
    "safety_grade": Field(cells.whole(1, 5), needed=True),
    "role": Field(cells.word(MEMBER_ROLES)),
    "phone": Field(cells.text(40)),
    "skills": Field(cells.words()),
}
_VEHICLE = {"plate": Field(cells.text(20), needed=True), "kind": Field(cells.text(40), needed=True)}
FORM = Form(
    fields={
        "code": Field(cells.text(20), needed=True),
        "name": Field(cells.text(200), needed=True),
        "unit": Field(cells.text(20)),
        "skills": Field(cells.words()),
        "members": Field(cells.records(("name", "safety_grade", "role", "phone"), _MEMBER, 50)),
        "vehicles": Field(cells.records(("plate", "kind"), _VEHICLE, 20)),
        "active": Field(cells.yes_or_no),
    },
    shape=point_as("base"),
    shape_needed=True,
    id_from="code",
)


class Crews(Importer[Crew]):
    """Crews of the unit that the row names, else of ``--unit``."""

    kind, table, form = "crews", Crew, FORM

    def prepare(self, tx: Tx, items: Sequence[Item]) -> None:
        """Look up units and codes that are taken."""
        self._units = Codes(tx, Unit)
        self._taken = imports.list_crew_codes(tx.session, [item.values["code"] for item in items])

    def create(self, tx: Tx, subject: Subject, aim: Aim, item: Item) -> UUID:
        """Make a crew."""
        given = dict(item.values)
        unit_id = self._units.unit_of(given.pop("unit", None), aim)
        if (unit_id, given["code"]) in self._taken:
            raise Fault(Reason("exists.code"), field="code")
        active = given.pop("active", True)
        given["members"] = tuple(MemberSpec(**member) for member in given.get("members", ()))
        given["vehicles"] = tuple(VehicleSpec(**vehicle) for vehicle in given.get("vehicles", ()))
        new = NewCrew(**given, unit_id=unit_id, source=aim.source, external_id=item.external_id)
        crew = crews.make(tx, subject, None, new)
        if not active:
            crews.alter(tx, subject, None, crew, {"active": False})
        return crew.id

    def change(self, tx: Tx, subject: Subject, row: Crew, said: dict[str, Any]) -> bool:
        """Change a crew; code and unit stay. Members are known by their names."""
        if said.pop("code", row.code) != row.code:
            raise Fault(reason("import.fixed", field="code"), field="code")
        unit = said.pop("unit", None)
        if unit and self._units.find(unit, "unit") != row.unit_id:
            raise Fault(reason("import.fixed", field="unit"), field="unit")
        members, vehicles = said.pop("members", None), said.pop("vehicles", None)
        changes = {name: list(v) if isinstance(v, tuple) else v for name, v in same.changes(row, said).items()}
        changes |= self._members(tx, row, members) if members is not None else {}
        changes |= self._vehicles(tx, row, vehicles) if vehicles is not None else {}
        if changes:
            crews.alter(tx, subject, None, row, cast("CrewChanges", changes))
        return bool(changes)

    def _members(self, tx: Tx, crew: Crew, given: Sequence[dict[str, Any]]) -> dict[str, Any]:
        stored = rows.list_members(tx.session, [crew.id])
        known = {member.name: member for member in stored}
        specs = [_spec(member, known.pop(member["name"], None)) for member in given]
        as_is = {member.id: _as_spec(member) for member in stored}
        same_people = len(specs) == len(stored) and all(spec.id and as_is[spec.id] == spec for spec in specs)
        return {} if same_people else {"members": specs}

    def _vehicles(self, tx: Tx, crew: Crew, given: Sequence[dict[str, Any]]) -> dict[str, Any]:
        specs = [VehicleSpec(**vehicle) for vehicle in given]
        stored = {VehicleSpec(each.plate, each.kind) for each in rows.list_vehicles(tx.session, [crew.id])}
        return {} if stored == set(specs) else {"vehicles": specs}


def _spec(given: dict[str, Any], known: CrewMember | None) -> MemberSpec:
    """A member as the row has them; what it leaves open stays as it is known."""
    if known is None:
        return MemberSpec(**given)
    kept = vars(_as_spec(known))
    return MemberSpec(**(kept | given))


def _as_spec(member: CrewMember) -> MemberSpec:
    return MemberSpec(
        member.name, member.safety_grade, member.role, tuple(member.skills), member.phone, member.user_id, member.id
    )
