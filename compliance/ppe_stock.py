"""Stock of protective equipment: which pieces a job takes, what is left, when it is too little."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

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


def shortages(needed: Mapping[str, int], free: Sequence[Shelf], good_until: datetime) -> dict[str, int]:
    """By article the pieces that are missing, where any are; sizes left aside."""
    wants = [Want(None, item, pieces) for item, pieces in needed.items()]
    return {pick.want.item: pick.pieces for pick in allocate(wants, free, good_until) if pick.shelf is None}


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
