"""Each member's set on a job, article by article: what the phone reads out before the one press."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from app.schema.assignments import Assignment
from app.services import ppe_catalogue
from app.services.ppe_reservations import PersonSet, people_of
from app.services.work import Tx
from app.storage import ppe_jobs
from compliance.ppe import Need, usable
from compliance.text import Text

SetState = Literal["issued", "reserved", "short"]


@dataclass(frozen=True)
class SetItem:
    """Pieces of one article of somebody's set: in hand and good, reserved for them, or in no store.

    Attributes:
        item_code: the article.
        name: for people.
        pieces: how many.
        size: as known: of what is in hand or reserved, else the wearer's own.
        state: how far they are.
        notes: what HSE says about wearing it at electrical work.
    """

    item_code: str
    name: Text
    pieces: int
    size: str
    state: SetState
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class MemberSet:
    """One member's set."""

    member_id: UUID
    items: tuple[SetItem, ...]


def sets_of(tx: Tx, row: Assignment, profiles: Collection[str]) -> tuple[MemberSet, ...]:
    """Every member's set where these profiles bind; nothing where none does."""
    needs = ppe_catalogue.needs_of(tx, profiles)
    if not needs:
        return ()
    names = {code: item.name for code, item in ppe_catalogue.items_by_code(tx).items()}
    reserved = ppe_jobs.list_reservations(tx.session, [row.id]).get(row.id, [])
    lines = [(each.member_id, each.item_code, lot.size, each.pieces) for each, lot in reserved if lot is not None]
    return tuple(
        MemberSet(
            person.member.id,
            tuple(
                SetItem(need.item, names.get(need.item, Text(need.item, need.item)), pieces, size, state, need.notes)
                for need in needs
                for pieces, size, state in _parts(
                    tx,
                    need,
                    person,
                    [(size, n) for who, item, size, n in lines if (who, item) == (person.member.id, need.item)],
                )
            ),
        )
        for person in people_of(tx, row)
    )


def _parts(
    tx: Tx, need: Need, person: PersonSet, reserved: Sequence[tuple[str, int]]
) -> Iterator[tuple[int, str, SetState]]:
    """What is in hand, then what is reserved, then what is missing, up to what is asked for."""
    own, missing = person.sizes.get(need.item), need.count
    good = [each for each in person.issues if each.item == need.item and usable(each, need, own, tx.now) is None]
    states: tuple[tuple[SetState, Sequence[tuple[str, int]]], ...] = (
        ("issued", [(each.size, each.quantity) for each in good]), ("reserved", reserved)
    )  # fmt: skip
    for state, found in states:
        held = Counter[str]()
        for size, pieces in found:
            held[size] += pieces
        for size, pieces in held.items():
            taken = min(pieces, missing)
            missing -= taken
            if taken:
                yield taken, size, state
    if missing:
        yield missing, own or "" if need.sized else "", "short"
