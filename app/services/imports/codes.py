"""Codes by which rows name units and authorities."""

from typing import TypeVar
from uuid import UUID

from app.schema.authorities import Authority
from app.schema.units import Unit
from app.services.imports.rows import Aim, Fault
from app.services.work import Tx
from app.storage import imports
from compliance.reasons import Reason, reason

Named = TypeVar("Named", type[Unit], type[Authority])


class Codes:
    """Looks codes up, each once; those that the same import has just made included."""

    def __init__(self, tx: Tx, table: type[Unit] | type[Authority]) -> None:
        self._tx, self._table = tx, table
        self._known: dict[str, UUID] = {}

    def find(self, code: str, field: str) -> UUID:
        """The id behind a code.

        Raises:
            Fault: there is none.
        """
        if code not in self._known:
            self._known.update(imports.list_codes(self._tx.session, self._table, [code]))
        if code not in self._known:
            raise Fault(reason("import.unknown_code", value=code), field=field)
        return self._known[code]

    def unit_of(self, code: str | None, aim: Aim) -> UUID:
        """The id of the unit that a row names, else of the one that the import is for.

        Raises:
            Fault: there is no unit of this code, or none is named at all.
        """
        if code:
            return self.find(code, "unit")
        if aim.unit is None:
            raise Fault(reason("import.missing", field="unit"), field="unit")
        return aim.unit.id

    def refuse_taken(self, code: str) -> None:
        """Refuse a code that somebody else has.

        Raises:
            Fault: it is taken.
        """
        if imports.list_codes(self._tx.session, self._table, [code]):
            raise Fault(Reason("exists.code"), field="code")
