"""What crews can be equipped with, as values: read with a board, handed out line by line while a plan is searched.

Sharing is what makes it more than a question per crew: all crews draw on the rooms of a ticket's unit, each on its own
vehicle too, and the jobs of one crew share what is worn again. What a plan's lines take is what their reservations
would take when it is committed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from app.services import ppe_catalogue, presence
from app.services.ppe_reservations import issued
from app.services.work import Tx
from app.storage import crews, ppe, ppe_holds, ppe_jobs, ppe_stock
from compliance.ppe import Need, Profile, merge_profiles
from compliance.ppe_holds import Hold, brought, claims, in_hand
from compliance.ppe_stock import Pick, Shelf, Wearer, allocate, left_after, short_of, taken_by, wanted, with_more
from compliance.reasons import Reason, reason

Taken = Mapping[tuple[UUID, UUID], int]
"""Pieces by store and lot."""


class Job(NamedTuple):
    """A job that would be equipped: who goes, whose rooms are asked, which profiles bind, how long pieces must keep.

    ``begins_at`` says which other jobs of the crew are over by then; left out, all of them are.
    """

    crew_id: UUID
    unit_id: UUID
    profiles: tuple[str, ...]
    until: datetime
    begins_at: datetime = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Equipment:
    """Stores and people at one moment.

    Attributes:
        profiles: the newest version of each that may bind, by code.
        people: by crew what each member has in hand for keeps, and their sizes.
        vehicles: by crew the store that the vehicle is which it would take; absent where it has none.
        rooms: by unit the rooms that its jobs take from.
        shelves: what lies there, whoever has spoken for it; ``rank`` 0 in vehicles, 1 in rooms.
        worn_again: articles that come back after a job.
        holds: what active jobs have reserved of it, and have in hand from it.
        aside: jobs among those that hold nothing unless they are kept.
    """

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    people: Mapping[UUID, Sequence[Wearer]] = field(default_factory=dict)
    vehicles: Mapping[UUID, UUID] = field(default_factory=dict)
    rooms: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    shelves: Sequence[Shelf] = ()
    worn_again: frozenset[str] = frozenset()
    holds: Sequence[Hold] = ()
    aside: frozenset[UUID] = frozenset()

    @cached_property
    def reusable(self) -> Mapping[UUID, str]:
        """By lot the article, of those that are worn again."""
        return {each.lot_id: each.item for each in self.shelves if each.item in self.worn_again}

    def needs(self, profiles: Iterable[str]) -> tuple[Need, ...]:
        """What each person wears where these are asked for."""
        return merge_profiles(self.profiles[code] for code in profiles if code in self.profiles)

    @property
    def digest(self) -> str:
        """What it says, the same in every process."""
        shelves = sorted((str(each.store_id), str(each.lot_id), each.free) for each in self.shelves)
        profiles = sorted((each.code, each.version) for each in self.profiles.values())
        people = sorted(
            (str(each.member_id), sorted(each.sizes.items()), sorted(map(repr, each.issues)))
            for crew in self.people.values()
            for each in crew
        )
        held = claims(each for each in self.holds if each.assignment_id not in self.aside)
        spoken_for = sorted((str(store_id), str(lot_id), pieces) for (store_id, lot_id), pieces in held.items())
        return repr((shelves, spoken_for, profiles, people)) if self.profiles else ""


_NEW = UUID(int=0)
"""In place of the assignment that a line of a plan is not yet."""

NONE = Equipment()
"""Where no zone asks for any."""


def read(
    tx: Tx, profiles: Collection[str], crew_ids: Collection[UUID], unit_ids: Collection[UUID], aside: Collection[UUID],
    *, lock: bool = False,
) -> Equipment:  # fmt: skip
    """Read what these crews could be given for jobs of these units; a fixed number of statements.

    Args:
        tx: the open transaction; who asks was checked before.
        profiles: those that may bind.
        crew_ids: whom it may concern.
        unit_ids: whose rooms.
        aside: assignments that hold nothing unless they are kept.
        lock: hold the stores to the end of the transaction, for who will reserve from them.
    """
    if not profiles:
        return NONE
    going = _vehicles(tx, crew_ids)
    stores = ppe_stock.list_of_vehicles(tx.session, set(going.values()), unit_ids)
    owner = {store.vehicle_id: store.id for store in stores if store.vehicle_id is not None}
    rooms: dict[UUID, set[UUID]] = defaultdict(set)
    for store in stores:
        if store.vehicle_id is None:
            rooms[store.unit_id].add(store.id)
    if lock:
        ppe_stock.lock_stores(tx.session, [store.id for store in stores])
    ranks = {store.id: int(store.vehicle_id is None) for store in stores}
    holds = ppe_holds.list_holds(tx.session, ranks)
    return Equipment(
        profiles=ppe_catalogue.profiles_of(tx, profiles),
        people=_people(tx, crew_ids),
        vehicles={crew_id: owner[vehicle] for crew_id, vehicle in going.items() if vehicle in owner},
        rooms={unit_id: frozenset(found) for unit_id, found in rooms.items()},
        shelves=ppe_stock.list_shelves(tx.session, ranks, lots={each.lot_id for each in holds if each.out}),
        worn_again=frozenset(code for code, item in ppe_catalogue.items_by_code(tx).items() if item.reusable),
        holds=holds,
        aside=frozenset(aside),
    )


class Handout:
    """Stock while it is handed out, line after line; what is kept by jobs that stay as they are is gone from the start.

    Of what is worn again a crew takes no more than the most that one of its jobs needs: it does one after the other.

    Args:
        equipment: what there is.
        now: the moment of the question.
        keeping: assignments that keep what they hold.
    """

    def __init__(self, equipment: Equipment, now: datetime, keeping: Iterable[UUID] = ()) -> None:
        self._equipment, self._now = equipment, now
        ending = equipment.aside - frozenset(keeping)
        self._kits: dict[UUID, list[Hold]] = defaultdict(list)
        """By crew what its jobs hold of what is worn again."""
        staying = [each for each in equipment.holds if each.assignment_id not in ending]
        for hold in staying:
            if hold.reusable:
                self._kits[hold.crew_id].append(hold)
        self._reusable = equipment.reusable
        self._shelves: dict[UUID, list[Shelf]] = defaultdict(list)
        back = in_hand(each for each in equipment.holds if each.assignment_id in ending)
        for shelf in with_more(left_after(equipment.shelves, claims(staying)), back):
            self._shelves[shelf.store_id].append(shelf)

    def short(self, job: Job) -> tuple[Reason, ...]:
        """What a crew would go without, by article; nothing where it can be equipped."""
        return reasons_of(short_of(self._picks(job)))

    def give(self, job: Job) -> tuple[Reason, ...]:
        """Take what a job needs; where anything is short nothing is taken, and what it is, is told."""
        picks = self._picks(job)
        reasons = reasons_of(short_of(picks))
        if not reasons:
            self._take(job, taken_by(picks))
        return reasons

    def _take(self, job: Job, taken: Taken) -> None:
        before = claims(self._kits.get(job.crew_id, ()))
        self._kits[job.crew_id] += self._kept(job, taken)
        after = claims(self._kits[job.crew_id])
        more = {
            place: pieces if place[1] not in self._reusable else after[place] - before.get(place, 0)
            for place, pieces in taken.items()
        }
        for store_id in {store_id for store_id, _ in taken}:
            self._shelves[store_id] = left_after(self._shelves[store_id], more)

    def _kept(self, job: Job, taken: Taken) -> Iterator[Hold]:
        for (store_id, lot_id), pieces in taken.items():
            if lot_id in self._reusable:
                item = self._reusable[lot_id]
                yield Hold(store_id, lot_id, item, reusable=True, crew_id=job.crew_id, assignment_id=_NEW,
                           begins_at=job.begins_at, reserved=pieces)  # fmt: skip

    def _picks(self, job: Job) -> list[Pick]:
        needs = self._equipment.needs(job.profiles)
        wants = wanted(self._equipment.people.get(job.crew_id, ()), needs, self._now)
        stores = {*self._equipment.rooms.get(job.unit_id, ()), self._equipment.vehicles.get(job.crew_id)}
        shelves = [shelf for store in stores if store is not None for shelf in self._shelves.get(store, ())]
        return allocate(wants, self._with_own(job, shelves), max(job.until, self._now))

    def _with_own(self, job: Job, shelves: list[Shelf]) -> list[Shelf]:
        """With what the crew's other jobs hold of what is worn again: they are over, or begin later."""
        kit = self._kits.get(job.crew_id)
        if not kit:
            return shelves
        return with_more(with_more(shelves, claims(kit)), brought(kit, job.crew_id, job.begins_at))


def reasons_of(missing: Mapping[str, int]) -> tuple[Reason, ...]:
    """One reason for each article that is short, by code."""
    return tuple(reason("ppe.short", article=item, pieces=pieces) for item, pieces in sorted(missing.items()))


def _vehicles(tx: Tx, crew_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """By crew the vehicle that it would be booked with: the first by plate that may be driven."""
    vehicles = crews.list_vehicles(tx.session, crew_ids)
    broken = presence.undriveable(tx, vehicles)
    found: dict[UUID, UUID] = {}
    for each in vehicles:
        if each.crew_id is not None and each.id not in broken:
            found.setdefault(each.crew_id, each.id)
    return found


def _people(tx: Tx, crew_ids: Collection[UUID]) -> dict[UUID, list[Wearer]]:
    members = crews.list_members(tx.session, crew_ids)
    ids = [member.id for member in members]
    sizes = ppe.sizes_of(tx.session, ids)
    kept = defaultdict(list)
    for each in ppe_jobs.list_in_hand(tx.session, ids):
        kept[each.issue.member_id].append(issued(each))
    found: dict[UUID, list[Wearer]] = defaultdict(list)
    for member in members:
        found[member.crew_id].append(Wearer(member.id, kept[member.id], sizes[member.id]))
    return found
