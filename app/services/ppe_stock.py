"""Stock of protective equipment as people look at it: stores, what lies in them, movements, jobs, who has what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import Crew, CrewMember
from app.schema.ppe import PpeLot, PpeMovement, PpeReservation, PpeStore
from app.services.work import Tx, Work
from app.storage import assignments, ppe_jobs
from app.storage import ppe as catalogue
from app.storage import ppe_stock as rows
from app.storage.ppe_jobs import InHand
from app.storage.ppe_stock import Balance, MovementFilter
from compliance.ppe_stock import Level, Supply, level


@dataclass(frozen=True)
class StockLine:
    """One article in one store.

    Attributes:
        item_code: which.
        supply: pieces in all, past their date, past it within the horizon, and reserved.
        minimum: what the store should hold.
        lots: what lies there, what expires first before the rest.
        difference: pieces handed over without the books knowing of them since the last count.
    """

    item_code: str
    supply: Supply
    minimum: int
    lots: tuple[Balance, ...]
    difference: int = 0

    @property
    def level(self) -> Level:
        """Whether it is enough."""
        return level(self.supply.available, self.minimum)


@dataclass(frozen=True)
class StoreView:
    """One store with what lies in it, by article."""

    store: PpeStore
    lines: tuple[StockLine, ...]
    now: datetime


def list_stock(work: Work, subject: Subject) -> list[StoreView]:
    """Every store that the subject may see, rooms before vehicles."""
    scope = subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        stores = rows.list_stores(tx.session, scope)
        differences = {(store, item): pieces for store, item, pieces in rows.list_differences(tx.session, scope)}
        return view_all(tx, stores, differences)


def view_all(
    tx: Tx, stores: Sequence[PpeStore], differences: Mapping[tuple[UUID, str], int], until: datetime | None = None
) -> list[StoreView]:
    """Stores with what lies in them; ``until`` is the moment up to which things may expire meanwhile."""
    ids = [store.id for store in stores]
    lots: dict[tuple[UUID, str], list[Balance]] = defaultdict(list)
    for each in rows.list_balances(tx.session, ids):
        lots[each.store_id, each.lot.item_code].append(each)
    minimums = minimums_of(tx, stores)
    keys = sorted({*lots, *(key for key, least in minimums.items() if least), *differences})
    return [
        StoreView(
            store,
            tuple(
                StockLine(
                    item, supply_of(lots[store_id, item], tx.now, until or tx.now), minimums.get((store_id, item), 0),
                    tuple(lots[store_id, item]), differences.get((store_id, item), 0),
                )
                for store_id, item in keys
                if store_id == store.id
            ),
            tx.now,
        )
        for store in stores
    ]  # fmt: skip


def minimums_of(tx: Tx, stores: Sequence[PpeStore]) -> dict[tuple[UUID, str], int]:
    """What each store should hold of each article: a number of its own, else a room what the article says."""
    rooms = [store.id for store in stores if store.vehicle_id is None]
    usual = {(store_id, item.code): item.low_stock for store_id in rooms for item in rows.list_all_items(tx.session)}
    return usual | rows.list_minimums(tx.session, [store.id for store in stores])


def supply_of(lots: Sequence[Balance], now: datetime, until: datetime) -> Supply:
    """What lies there of one article: in all, past its date, past it by ``until``, reserved of what is good."""

    def pieces(after: datetime | None, upto: datetime) -> int:
        return sum(
            each.on_hand
            for each in lots
            if (at := each.lot.expires_at) is not None and at <= upto and (after is None or at > after)
        )

    good = [each for each in lots if each.lot.expires_at is None or each.lot.expires_at > now]
    on_hand, reserved = sum(each.on_hand for each in lots), sum(each.reserved for each in good)
    return Supply(on_hand, pieces(None, now), pieces(now, until), reserved)


@dataclass(frozen=True)
class MovementView:
    """One movement, with its lot and the person it went to."""

    row: PpeMovement
    lot: PpeLot | None
    member: str | None


def list_movements(
    work: Work, subject: Subject, which: MovementFilter, *, before: UUID | None, limit: int
) -> list[MovementView]:
    """Movements that the subject may see, the newest first; one more than ``limit`` if there are more."""
    scope = subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        found = rows.list_movements(tx.session, scope, which, before=before, limit=limit + 1)
        return [MovementView(*each) for each in found]


@dataclass(frozen=True)
class JobStock:
    """What one job has reserved, what it is short of, and what its people have in hand."""

    row: Assignment
    crew: Crew
    members: Mapping[UUID, CrewMember]
    reserved: tuple[tuple[PpeReservation, PpeLot | None], ...]
    in_hand: tuple[InHand, ...]


def list_jobs(work: Work, subject: Subject, *, limit: int) -> list[JobStock]:
    """Jobs with anything reserved or short, the soonest first."""
    scope = subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        return jobs_of(tx, ppe_jobs.list_jobs(tx.session, scope, limit))


def jobs_of(tx: Tx, jobs: Sequence[Assignment]) -> list[JobStock]:
    """What these jobs have reserved and in hand, in the order given."""
    ids = [row.id for row in jobs]
    crews = assignments.crews_by_id(tx.session, {row.crew_id for row in jobs})
    parts = assignments.list_members(tx.session, ids)
    reserved = ppe_jobs.list_reservations(tx.session, ids)
    held = ppe_jobs.list_of_jobs_in_hand(tx.session, ids)
    return [
        JobStock(
            row, crews[row.crew_id], {member.id: member for part, member in parts if part.assignment_id == row.id},
            tuple(reserved.get(row.id, ())), tuple(each for each in held if each.issue.assignment_id == row.id),
        )
        for row in jobs
    ]  # fmt: skip


@dataclass(frozen=True)
class Held:
    """Pieces that are out with somebody, or in disinfection after them."""

    in_hand: InHand
    member: str
    disinfecting: int


def list_held(work: Work, subject: Subject) -> list[Held]:
    """What people of the subject's units have in hand for keeps or after their job, and what is being disinfected."""
    scope = subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        cleaning = ppe_jobs.list_disinfecting(tx.session, scope)
        return [Held(each, name, cleaning.get(each.issue.id, 0)) for each, name in ppe_jobs.list_out(tx.session, scope)]


def read_sheet(work: Work, subject: Subject, store_id: UUID) -> StoreView:
    """What the books expect in one store: the sheet that somebody counts against.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        store = rows.find_store(tx.session, scope, store_id)
        if store is None:
            raise NotFoundError("there is no such store")
        return view_all(tx, [store], {})[0]


def sizes_of(work: Work, subject: Subject, crew_id: UUID) -> list[tuple[CrewMember, Mapping[str, str]]]:
    """The sizes that a crew's members wear.

    Raises:
        NotFoundError: no crew that the subject may see.
    """
    scope = subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        members = rows.list_members(tx.session, scope, crew_id)
        if not members:
            raise NotFoundError("no such crew")
        sizes = catalogue.sizes_of(tx.session, [member.id for member in members])
        return [(member, sizes[member.id]) for member in members]
