"""What jobs hold of protective equipment, and how far one crew's jobs share it.

A crew does one job at a time, and every job ends with an exit at which what is worn again comes off clean (domain:
Entry, Checklists): so one kit of reusable pieces does for all jobs of a crew, one after the other. What is worn once is
used up by each.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

Place = tuple[UUID, UUID]
"""Store and lot."""


@dataclass(frozen=True, slots=True)
class Hold:
    """What one job holds of one lot in one store.

    Attributes:
        store_id: where the pieces lie, or came from.
        lot_id: which lot.
        item: code of the article.
        reusable: whether it comes back after the job.
        crew_id: whose job.
        assignment_id: which job.
        begins_at: when it is planned to begin; None once the crew has set out: before all its others.
        reserved: pieces on the shelf that it has spoken for.
        out: pieces from there that its people have in hand.
    """

    store_id: UUID
    lot_id: UUID
    item: str
    reusable: bool
    crew_id: UUID
    assignment_id: UUID
    begins_at: datetime | None
    reserved: int = 0
    out: int = 0

    @property
    def place(self) -> Place:
        """Store and lot."""
        return self.store_id, self.lot_id

    def before(self, begins_at: datetime | None) -> bool:
        """Whether the job is over when another one of the same crew begins."""
        return self.begins_at is None or (begins_at is not None and self.begins_at < begins_at)


def spoken_for(of_crew: Iterable[Hold]) -> int:
    """Pieces of one reusable lot that one crew's jobs have spoken for on the shelf: the most that one of them needs.

    What the crew has in hand for earlier jobs comes back before the later ones begin, and is not needed twice.
    """
    needed = carried = 0
    for hold in sorted(of_crew, key=lambda each: (each.begins_at is not None, each.begins_at)):
        needed = max(needed, hold.reserved - carried)
        carried += hold.out
    return needed


def claims(holds: Iterable[Hold]) -> dict[Place, int]:
    """By store and lot the pieces on the shelf that jobs have spoken for."""
    found: dict[Place, int] = defaultdict(int)
    shared: dict[tuple[Place, UUID], list[Hold]] = defaultdict(list)
    for hold in holds:
        if hold.reusable:
            shared[hold.place, hold.crew_id].append(hold)
        else:
            found[hold.place] += hold.reserved
    for (place, _), of_crew in shared.items():
        found[place] += spoken_for(of_crew)
    return found


def brought(holds: Iterable[Hold], crew_id: UUID, begins_at: datetime | None) -> dict[Place, int]:
    """By store and lot the reusable pieces that a crew brings along to a job from its earlier ones."""
    return in_hand(hold for hold in holds if hold.crew_id == crew_id and hold.before(begins_at))


def in_hand(holds: Iterable[Hold]) -> dict[Place, int]:
    """By store and lot the reusable pieces that people have in hand and give back."""
    found: dict[Place, int] = defaultdict(int)
    for hold in holds:
        if hold.reusable and hold.out:
            found[hold.place] += hold.out
    return found


def wanted_at_once(jobs: Iterable[int], held: Sequence[int], crews: int) -> int:
    """Pieces of a reusable article that a unit wants beyond what its crews hold: no more crews go than it has.

    Args:
        jobs: what each crew that is still to be sent takes along.
        held: what each crew with jobs holds already.
        crews: how many crews the unit has; 0 where it has none of its own, and whoever helps it is not known.
    """
    all_of_them = sorted([*jobs, *held], reverse=True)
    most = all_of_them[:crews] if crews else all_of_them
    return max(sum(most) - sum(held), 0)
