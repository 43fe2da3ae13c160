"""What crews can be equipped with, as values: read with a board, handed out line by line while a plan is searched.

Sharing is what makes it more than a question per crew: all crews draw on the rooms of a ticket's unit, each on its own
vehicle too. What a plan's lines take is what their reservations would take when it is committed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from app.services import ppe_catalogue, presence
from app.services.ppe_reservations import issued
from app.services.work import Tx
from app.storage import crews, ppe, ppe_jobs, ppe_stock
from compliance.ppe import Need, Profile, merge_profiles
from compliance.ppe_stock import Shelf, Wearer, allocate, left_after, short_of, taken_by, wanted
from compliance.reasons import Reason, reason

Taken = Mapping[tuple[UUID, UUID], int]
"""Pieces by store and lot."""


class Job(NamedTuple):
    """A job that would be equipped: who goes, whose rooms are asked, which profiles bind, how long pieces must keep."""

    crew_id: UUID
    unit_id: UUID
    profiles: tuple[str, ...]
    until: datetime


@dataclass(frozen=True)
class Equipment:
    """Stores and people at one moment.

    Attributes:
        profiles: the newest version of each that may bind, by code.
        people: by crew what each member has in hand for keeps, and their sizes.
        vehicles: by crew the store that the vehicle is which it would take; absent where it has none.
        rooms: by unit the rooms that its jobs take from.
        shelves: what is free; ``rank`` 0 in vehicles, 1 in rooms. What ``held`` has reserved counts as free.
        held: by assignment what it has reserved, of those that were left aside.
    """

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    people: Mapping[UUID, Sequence[Wearer]] = field(default_factory=dict)
    vehicles: Mapping[UUID, UUID] = field(default_factory=dict)
    rooms: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    shelves: Sequence[Shelf] = ()
    held: Mapping[UUID, Taken] = field(default_factory=dict)

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
        return repr((shelves, profiles, people)) if self.profiles else ""


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
        aside: assignments whose reservations are told apart instead of counted as taken.
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
    return Equipment(
        profiles=ppe_catalogue.profiles_of(tx, profiles),
        people=_people(tx, crew_ids),
        vehicles={crew_id: owner[vehicle] for crew_id, vehicle in going.items() if vehicle in owner},
        rooms={unit_id: frozenset(found) for unit_id, found in rooms.items()},
        shelves=ppe_stock.list_shelves(tx.session, ranks, but_for=aside),
        held=_held(tx, aside),
    )


class Handout:
    """Stock while it is handed out, line after line; what is kept by jobs that stay as they are is gone from the start.

    Args:
        equipment: what there is.
        now: the moment of the question.
        keeping: assignments that keep what they have reserved.
    """

    def __init__(self, equipment: Equipment, now: datetime, keeping: Iterable[UUID] = ()) -> None:
        self._equipment, self._now = equipment, now
        taken: dict[tuple[UUID, UUID], int] = defaultdict(int)
        for assignment_id in keeping:
            for key, pieces in equipment.held.get(assignment_id, {}).items():
                taken[key] += pieces
        self._shelves: dict[UUID, list[Shelf]] = defaultdict(list)
        for shelf in left_after(equipment.shelves, taken):
            self._shelves[shelf.store_id].append(shelf)

    def short(self, job: Job) -> tuple[Reason, ...]:
        """What a crew would go without, by article; nothing where it can be equipped."""
        return self._try(job)[0]

    def give(self, job: Job) -> tuple[Reason, ...]:
        """Take what a job needs; where anything is short nothing is taken, and what it is, is told."""
        reasons, taken = self._try(job)
        for store_id in {store_id for store_id, _ in taken} if not reasons else ():
            self._shelves[store_id] = left_after(self._shelves[store_id], taken)
        return reasons

    def _try(self, job: Job) -> tuple[tuple[Reason, ...], Taken]:
        needs = self._equipment.needs(job.profiles)
        wants = wanted(self._equipment.people.get(job.crew_id, ()), needs, self._now)
        stores = {*self._equipment.rooms.get(job.unit_id, ()), self._equipment.vehicles.get(job.crew_id)}
        shelves = [shelf for store in stores if store is not None for shelf in self._shelves.get(store, ())]
        picks = allocate(wants, shelves, max(job.until, self._now))
        return reasons_of(short_of(picks)), taken_by(picks)


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


def _held(tx: Tx, assignment_ids: Collection[UUID]) -> dict[UUID, Taken]:
    found: dict[UUID, Taken] = {}
    for assignment_id, rows in ppe_jobs.list_reservations(tx.session, assignment_ids).items():
        of_job: dict[tuple[UUID, UUID], int] = defaultdict(int)
        for row, _ in rows:
            if row.store_id is not None and row.lot_id is not None:
                of_job[row.store_id, row.lot_id] += row.pieces
        found[assignment_id] = of_job
    return found
