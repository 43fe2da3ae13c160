"""Stock of protective equipment: which pieces a job takes, what is left, when it is too little."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from compliance.ppe import Issued, Need, judge_set

Level = Literal["ok", "low", "out"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Pieces of one lot in one store that nobody has spoken for.

    Attributes:
        store_id: where.
        rank: stores of a lower rank are taken from first: the vehicle is 0, the unit's own store 1.
        lot_id: which lot.
        item: code of the article.
        size: as written on it, or empty.
        expires_at: from then on it is no good; None where it keeps.
        free: pieces.
    """

    store_id: UUID
    rank: int
    lot_id: UUID
    item: str
    size: str
    expires_at: datetime | None
    free: int


@dataclass(frozen=True, slots=True)
class Wearer:
    """One person of a job: all that they have in hand for it, and their own sizes by article, as far as known."""

    member_id: UUID
    issues: Sequence[Issued]
    sizes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Want:
    """Pieces of one article for one person of a job, or as spare ones of the crew (``member_id`` None)."""

    member_id: UUID | None
    item: str
    pieces: int
    size: str | None = None
    """None takes any."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Pieces taken for a want; ``shelf`` None is what no store had."""

    want: Want
    shelf: Shelf | None
    pieces: int


@dataclass(frozen=True, slots=True)
class Supply:
    """Pieces of one article in one place: in all, past their date, past it by the horizon, spoken for by jobs."""

    on_hand: int
    expired: int = 0
    expiring: int = 0
    reserved: int = 0

    @property
    def available(self) -> int:
        """Good now and not spoken for; below zero when more is spoken for than there is."""
        return self.on_hand - self.expired - self.reserved


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will be left of an article when all that is foreseen has happened, and how much will be missing."""

    left: int
    short: int


def lacking(person: Wearer, needs: Iterable[Need], now: datetime) -> list[Want]:
    """What one person still has to be given at a moment."""
    asked = tuple(needs)
    sized = {need.item for need in asked if need.sized}
    lacks = judge_set(asked, person.issues, person.sizes, None, now).lacks
    return [
        Want(person.member_id, lack.item, lack.pieces, person.sizes.get(lack.item) if lack.item in sized else None)
        for lack in lacks
    ]


def wanted(people: Sequence[Wearer], needs: Sequence[Need], now: datetime) -> list[Want]:
    """What a crew still has to be given: each person's pieces, then the spare ones; nothing for nobody."""
    wants = [want for person in people for want in lacking(person, needs, now)]
    return wants + [Want(None, need.item, need.spare) for need in needs if need.spare and people]


def allocate(wants: Iterable[Want], shelves: Iterable[Shelf], good_until: datetime) -> list[Pick]:
    """Take what is wanted: near stores first, there what expires first; nothing that expires before the job's end.

    Whoever comes first in ``wants`` is served first. Each want appears at least once; what no store had comes with no
    shelf. No shelf gives more than is free on it.
    """
    left = [each for each in shelves if each.expires_at is None or each.expires_at > good_until]
    left.sort(key=lambda each: (each.rank, each.expires_at is None, each.expires_at or good_until, each.lot_id))
    picks: list[Pick] = []
    for want in wants:
        missing = want.pieces
        for at, shelf in enumerate(left):
            taken = min(missing, shelf.free) if _fits(want, shelf) else 0
            if taken > 0:
                picks.append(Pick(want, shelf, taken))
                left[at], missing = replace(shelf, free=shelf.free - taken), missing - taken
        if missing > 0:
            picks.append(Pick(want, None, missing))
    return picks


def short_of(picks: Iterable[Pick]) -> dict[str, int]:
    """By article the pieces that no store had."""
    found: dict[str, int] = {}
    for pick in picks:
        if pick.shelf is None:
            found[pick.want.item] = found.get(pick.want.item, 0) + pick.pieces
    return found


def left_after(shelves: Iterable[Shelf], taken: Mapping[tuple[UUID, UUID], int]) -> list[Shelf]:
    """Shelves without so many pieces, by store and lot; never below nothing."""
    return [replace(each, free=max(each.free - taken.get((each.store_id, each.lot_id), 0), 0)) for each in shelves]


def with_more(shelves: Iterable[Shelf], more: Mapping[tuple[UUID, UUID], int]) -> list[Shelf]:
    """Shelves with so many pieces more, by store and lot."""
    return [replace(each, free=each.free + more.get((each.store_id, each.lot_id), 0)) for each in shelves]


def taken_by(picks: Iterable[Pick]) -> dict[tuple[UUID, UUID], int]:
    """By store and lot the pieces that were taken."""
    found: dict[tuple[UUID, UUID], int] = {}
    for pick in picks:
        if pick.shelf is not None:
            key = pick.shelf.store_id, pick.shelf.lot_id
            found[key] = found.get(key, 0) + pick.pieces
    return found


def outlook(supply: Supply, wanted: int) -> Outlook:
    """What is left after open jobs want so many pieces beyond those reserved; what expires meanwhile is not counted."""
    left = supply.on_hand - supply.expired - supply.expiring - supply.reserved - wanted
    return Outlook(max(left, 0), max(-left, 0))


def level(available: int, minimum: int) -> Level:
    """Whether so many good and free pieces are enough: ``low`` below the minimum, ``out`` when none is left.

    Where the minimum is 0 nothing is expected, and having nothing is no warning.
    """
    if available >= minimum:
        return "ok"
    return "low" if available > 0 else "out"


def _fits(want: Want, shelf: Shelf) -> bool:
    return shelf.item == want.item and (want.size is None or shelf.size == want.size)
