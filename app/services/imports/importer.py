"""What each subject's module says about how its rows go in."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from app.access import Subject, Verb
from app.schema.authorities import Authority
from app.schema.crews import Crew
from app.schema.ppe import PpeMovement
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.schema.zones import Zone
from app.services.imports.reading import Form
from app.services.imports.report import Note
from app.services.imports.rows import Aim, Item
from app.services.work import Tx
from app.storage import imports

Row = TypeVar("Row", Unit, Authority, Zone, Crew, Ticket, PpeMovement)


class Importer(ABC, Generic[Row]):
    """One subject. ``create`` and ``change`` run inside a savepoint and raise ``Fault`` or a service's own error."""

    kind: ClassVar[str]
    table: ClassVar[type[Any]]
    form: ClassVar[Form]
    by_persons: ClassVar[Verb | None] = None
    """Who may import beside the operator; what each row touches is checked row by row. None: nobody."""

    @staticmethod
    def arrange(items: Sequence[Item]) -> tuple[list[Item], list[Note]]:
        """The rows in the order in which they go in, and those that cannot."""
        return list(items), []

    def prepare(self, tx: Tx, items: Sequence[Item]) -> None:
        """Look up in bulk what the next rows need."""

    def existing(self, tx: Tx, source: str, ids: Collection[str]) -> dict[str, Row]:
        """What came from this source under these external ids."""
        found: dict[str, Row] = imports.list_existing(tx.session, self.table, source, ids)
        return found

    def hold(self, tx: Tx, row: Row) -> None:
        """Read it anew and keep others from changing it until the transaction ends."""
        imports.hold(tx.session, row)

    @abstractmethod
    def create(self, tx: Tx, subject: Subject, aim: Aim, item: Item) -> UUID:
        """Make what the row says; its id."""

    @abstractmethod
    def change(self, tx: Tx, subject: Subject, row: Row, said: dict[str, Any]) -> bool:
        """Change what is stored to what the row now says, and leave the rest; whether anything was different."""
