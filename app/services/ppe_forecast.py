"""What open jobs will want of protective equipment, against what the stores hold; and warnings when it is too little.

A warning is written once when stock crosses its minimum, and closed when there is enough again. Both follow from the
tables: it does not matter how long the worker was down, nor how many of them look.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.schema.base import new_id
from app.schema.ppe import PpeStore, PpeWarning
from app.services import judgements, ppe_catalogue
from app.services.events import About, Happened, record_each
from app.services.ppe_stock import StockLine, StoreView, view_all
from app.services.work import Tx, Work
from app.storage import ppe_forecast, ppe_holds
from app.storage import ppe_stock as rows
from app.storage.ppe_forecast import OpenTicket
from compliance.ppe import crew_needs
from compliance.ppe_holds import wanted_at_once
from compliance.ppe_stock import Level, Outlook, Supply, outlook
from compliance.zones import in_force_at, merge

MAX_HOURS = 24 * 14
RAISED, CLEARED = "ppe.low_stock", "ppe.stock_enough"


@dataclass(frozen=True)
class StoreOutlook:
    """One article in one store: what is there, what open tickets of its unit will want, what is left then."""

    unit_id: UUID
    store: PpeStore | None
    """None where the unit has no store at all."""
    item_code: str
    supply: Supply
    level: Level
    tickets: int
    """Open tickets, without a crew so far, that want it."""
    wanted: int
    short_now: int
    """Pieces that jobs already given are short of; counted at the unit's first room."""
    outlook: Outlook


@dataclass(frozen=True)
class Forecast:
    """The stores' outlook up to a moment."""

    now: datetime
    until: datetime
    lines: tuple[StoreOutlook, ...]


def forecast(work: Work, subject: Subject, hours: int) -> Forecast:
    """Need over open tickets and planned jobs of the next hours against stock and expiry, by store and article.

    Jobs that are given have their pieces reserved. Tickets that wait for a crew and lie in a zone, now or by then, want
    what the profiles there give a crew of the unit's usual size; it is counted at the unit's first room. What is worn
    again serves one job of a crew after the other: of that no more is wanted than the unit's crews wear at once.
    """
    scope = subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        until = tx.now + timedelta(hours=hours)
        stores = rows.list_stores(tx.session, scope)
        demands = _demands(tx, ppe_forecast.list_open(tx.session, scope), until)
        wanted = _wanted(tx, demands, _held(tx, stores), ppe_forecast.count_crews(tx.session, scope))
        short = {(unit_id, item): n for unit_id, item, n in ppe_forecast.list_short(tx.session, scope, until)}
        lines = [
            line
            for view in view_all(tx, stores, {}, until)
            for line in _lines(view, _is_first(view.store, stores), wanted, short)
        ]
        homeless = sorted(
            {*wanted, *short} - {(store.unit_id, item) for store in stores for _, item in {*wanted, *short}}
        )
        lines += [_nowhere(key, wanted.get(key, (0, 0)), short.get(key, 0)) for key in homeless]
        return Forecast(tx.now, until, tuple(lines))


def _nowhere(key: tuple[UUID, str], wanted: tuple[int, int], short: int) -> StoreOutlook:
    none = Supply(0)
    return StoreOutlook(key[0], None, key[1], none, "out", *wanted, short, outlook(none, wanted[1] + short))


Key = tuple[UUID, str]
"""Unit and article."""
Wanted = Mapping[Key, tuple[int, int]]
"""Tickets and pieces."""


@dataclass
class _Demand:
    """What open tickets of a unit will want of one article: how many tickets, and what each crew takes along."""

    tickets: int = 0
    crews: list[int] = field(default_factory=list)


def _demands(tx: Tx, tickets: Sequence[OpenTicket], until: datetime) -> Mapping[Key, _Demand]:
    hits = judgements.zones_of(tx, {each.id for each in tickets}) if tickets else {}
    found: dict[Key, _Demand] = defaultdict(_Demand)
    for each in tickets:
        zones = [hit.zone for hit in hits.get(each.id, ())]
        here = {zone.version_id: zone for at in (tx.now, until) for zone in in_force_at(zones, at)}
        needs = ppe_catalogue.needs_of(tx, merge(here.values()).ppe_profiles)
        for item, n in crew_needs(needs, each.people).items():
            found[each.unit_id, item].tickets += 1
            found[each.unit_id, item].crews += [n] * each.crews_missing
    return found


def _held(tx: Tx, stores: Sequence[PpeStore]) -> Mapping[Key, Sequence[int]]:
    """What each crew with jobs holds from the stores of a unit: the most that one of its jobs does."""
    unit_of = {store.id: store.unit_id for store in stores}
    of_job: Counter[tuple[Key, UUID, UUID]] = Counter()
    for hold in ppe_holds.list_holds(tx.session, unit_of):
        of_job[(unit_of[hold.store_id], hold.item), hold.crew_id, hold.assignment_id] += hold.reserved + hold.out
    of_crew: dict[Key, dict[UUID, int]] = defaultdict(dict)
    for (key, crew_id, _), pieces in of_job.items():
        of_crew[key][crew_id] = max(of_crew[key].get(crew_id, 0), pieces)
    return {key: tuple(held.values()) for key, held in of_crew.items()}


def _wanted(
    tx: Tx, demands: Mapping[Key, _Demand], held: Mapping[Key, Sequence[int]], crews: Mapping[UUID, int]
) -> Wanted:
    items = ppe_catalogue.items_by_code(tx) if demands else {}
    return {
        key: (
            asked.tickets,
            wanted_at_once(asked.crews, held.get(key, ()), crews.get(key[0], 0))
            if items[key[1]].reusable
            else sum(asked.crews),
        )
        for key, asked in demands.items()
    }


def _lines(
    view: StoreView,
    first: bool,
    wanted: Wanted,
    short: Mapping[tuple[UUID, str], int],
) -> list[StoreOutlook]:
    unit_id = view.store.unit_id
    have = {line.item_code: line for line in view.lines}
    asked = {item for unit, item in (*wanted, *short) if unit == unit_id} if first else set()
    found: list[StoreOutlook] = []
    for item in sorted({*have, *asked}):
        line = have.get(item)
        supply = line.supply if line else Supply(0)
        tickets, pieces = wanted.get((unit_id, item), (0, 0)) if first else (0, 0)
        missing = short.get((unit_id, item), 0) if first else 0
        state: Level = line.level if line else "out"
        found.append(
            StoreOutlook(
                unit_id, view.store, item, supply, state, tickets, pieces, missing, outlook(supply, pieces + missing)
            )
        )
    return found


def _is_first(store: PpeStore, stores: Sequence[PpeStore]) -> bool:
    own = [each for each in stores if each.unit_id == store.unit_id]
    return own[0].id == store.id


def list_warnings(
    work: Work, subject: Subject, *, open_only: bool, before: UUID | None, limit: int
) -> Sequence[PpeWarning]:
    """Warnings that the subject may see, the newest first; one more than ``limit`` if there are more."""
    scope = subject.scope(Verb.PPE_READ)
    with work.look() as tx:
        return rows.list_warnings(tx.session, scope, open_only=open_only, before=before, limit=limit + 1)


def warn_due(tx: Tx, subject: Subject) -> int:
    """Write the warnings of stock that crossed its minimum, and close those of stock that is enough; how many."""
    rows.lock_warnings(tx.session)
    stores = rows.list_all_stores(tx.session)
    standing = {
        (each.store_id, each.item_code): each
        for each in rows.list_open_warnings(tx.session, [store.id for store in stores])
    }
    told: list[Happened] = []
    for view in view_all(tx, stores, {}):
        lines = {line.item_code: line for line in view.lines}
        for item, line in lines.items():
            before = standing.get((view.store.id, item))
            if line.level != "ok" and (before is None or before.level != line.level):
                told.append(_raise(tx, view.store, item, line.level, line.supply.available, line.minimum, before))
        gone = [key for key in standing if key[0] == view.store.id and lines.get(key[1], _NOTHING).level == "ok"]
        told += [_clear(tx, view.store, standing[key]) for key in gone]
    tx.session.flush()
    if told:
        record_each(tx, subject, told)
    return len(told)


_NOTHING = StockLine("", Supply(0), 0, ())
"""Nothing lies there and nothing is expected."""


def _raise(
    tx: Tx, store: PpeStore, item: str, state: Level, available: int, minimum: int, before: PpeWarning | None
) -> Happened:
    if before is not None:
        before.level, before.available, before.minimum = state, available, minimum
    else:
        tx.session.add(
            PpeWarning(
                id=new_id(), unit_id=store.unit_id, store_id=store.id, item_code=item, level=state,
                available=available, minimum=minimum, raised_at=tx.now,
            )
        )  # fmt: skip
    told = {"item_code": item, "level": state, "available": available, "minimum": minimum}
    return Happened(RAISED, About("ppe_store", store.id, store.unit_id), told)


def _clear(tx: Tx, store: PpeStore, warning: PpeWarning) -> Happened:
    warning.cleared_at = tx.now
    return Happened(CLEARED, About("ppe_store", store.id, store.unit_id), {"item_code": warning.item_code})
