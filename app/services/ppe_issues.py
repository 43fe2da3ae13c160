"""Handing protective equipment to people: one press for a set, what the gate reads of it, what follows at the end.

What somebody has on is never lost because the books do not know of it: it is written down as issued off the shelf, and
the store keeper sees the difference. What is past its date, or not part of what is asked for, is refused.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.access import Subject
from app.errors import ConflictError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import Vehicle
from app.schema.ppe import PpeLot
from app.services import judgements, ppe_catalogue
from app.services.events import About, Happened, record_each
from app.services.ppe_reservations import PersonSet, people_of, renew, reserve_all, wants_of
from app.services.work import Tx
from app.storage import ppe_holds, ppe_jobs, ppe_stock
from app.storage.ppe_jobs import InHand
from compliance.gate_facts import PpeCheck
from compliance.ppe import Need, judge_set, merge_profiles
from compliance.ppe_stock import Pick, Shelf, Want, allocate
from compliance.reasons import Reason, reason
from compliance.zones import in_force_at, merge

ISSUED, OFF_SHELF = "ppe.issued", "ppe.stock_difference"
USED, RETURNED, TO_DISINFECT = "ppe.used", "ppe.returned", "ppe.to_disinfect"
"""Events."""


@dataclass(frozen=True)
class Named:
    """An article that the crew says it took, other than what was reserved: by what stands on its label."""

    item: str
    lot_no: str = ""
    size: str = ""
    expires_at: datetime | None = None


def checks_of(
    tx: Tx, row: Assignment, profiles: Sequence[str], checked: Mapping[UUID, datetime | None]
) -> list[PpeCheck]:
    """What the gate reads: by member and profile, whether all of it was handed over, and checked after that.

    Args:
        tx: an open transaction.
        row: the assignment.
        profiles: codes that bind now; one that no catalogue knows is held by nobody.
        checked: by member when the equipment was looked at on them, on this job.
    """
    if not profiles:
        return []
    known = ppe_catalogue.profiles_of(tx, profiles)
    needs = {code: merge_profiles([known[code]]) for code in profiles if code in known}
    return [
        _check(person, code, needs.get(code), checked.get(person.member.id), tx.now)
        for person in people_of(tx, row)
        for code in profiles
    ]


def is_due(tx: Tx, row: Assignment, member_id: UUID, checked_at: datetime) -> bool:
    """Whether a member who was looked at already has to be given something, or looked at again."""
    checks = checks_of(tx, row, _profiles(tx, row), {member_id: checked_at})
    return not all(each.issued and each.checked for each in checks if each.member_id == member_id)


def issue_set(
    tx: Tx, subject: Subject, row: Assignment, member_id: UUID, named: Sequence[Named] = (),
    device_time: datetime | None = None,
) -> None:  # fmt: skip
    """Hand one member all that they still lack for this job: what is reserved for them, else what the stores have free.

    Raises:
        ConflictError: an article is past its date, does not fit or is not asked for; nothing is issued then.
    """
    profiles = _profiles(tx, row)
    needs = ppe_catalogue.needs_of(tx, profiles)
    stores = {each.id: int(each.vehicle_id is None) for each in ppe_jobs.stores_of(tx.session, row)}
    home = _home(tx, row, stores)
    ppe_stock.lock_stores(tx.session, {*stores, home})
    person = next(each for each in people_of(tx, row) if each.member.id == member_id)
    wants = wants_of(person, needs, tx)
    _refuse(_against(tx, named, needs, person))
    picks = _pick(tx, row, person, wants, stores, named)
    if picks:
        _hand_over(tx, subject, row, person, picks, home, device_time)
        reserve_all(tx, subject, {row.id: profiles}, [row])


def _pick(
    tx: Tx, row: Assignment, person: PersonSet, wants: Sequence[Want], stores: Mapping[UUID, int],
    named: Sequence[Named],
) -> list[Pick]:  # fmt: skip
    """From named lots, from what is reserved for this member, then from what is free; the rest is off the shelf."""
    said = {each.item for each in named}
    plain = [want for want in wants if want.item not in said]
    shelves = _own_shelves(tx, row, person, stores, {want.item for want in plain})
    picks = allocate(plain, shelves, tx.now)
    _refuse(_only_expired(picks, tx, stores))
    return picks + [pick for want in wants if want.item in said for pick in _of_named(tx, want, named, stores)]


def _own_shelves(
    tx: Tx, row: Assignment, person: PersonSet, stores: Mapping[UUID, int], items: Collection[str]
) -> list[Shelf]:
    """Reserved pieces of this member first, then spare ones of the job, then those that nobody has spoken for."""
    if not items or not stores:
        return []
    balances = {(each.store_id, each.lot.id): each for each in ppe_stock.list_balances(tx.session, stores, items=items)}
    left = {key: each.on_hand for key, each in balances.items()}
    shelves: list[Shelf] = []

    def put(key: tuple[UUID, UUID], rank: int, pieces: int) -> None:
        taken, lot = min(pieces, left[key]), balances[key].lot
        left[key] -= taken
        shelves.append(Shelf(key[0], rank, lot.id, lot.item_code, lot.size, lot.expires_at, taken))

    lines = [line for line, _ in ppe_jobs.list_reservations(tx.session, [row.id]).get(row.id, ())]
    for rank, owner in ((_OWN, person.member.id), (_SPARE, None)):
        for line in lines:
            if line.member_id == owner and line.store_id and line.lot_id and (line.store_id, line.lot_id) in left:
                put((line.store_id, line.lot_id), rank, line.pieces)
    for key, each in balances.items():
        put(key, stores[key[0]], max(each.on_hand - each.reserved, 0))
    return shelves


_OWN, _SPARE = -2, -1
"""Ranks before those of the stores."""


def _of_named(tx: Tx, want: Want, named: Sequence[Named], stores: Mapping[UUID, int]) -> list[Pick]:
    """The named lot, where a store of the job has it; else it came from somewhere that the books do not know."""
    said = next(each for each in named if each.item == want.item)
    shelves = ppe_stock.list_free(tx.session, stores, [want.item])
    lots = {lot.id: lot for lot in ppe_stock.find_lots(tx.session, said.item, said.lot_no)}
    fitting = [each for each in shelves if each.lot_id in lots and (not said.size or each.size == said.size)]
    return allocate([want], fitting, tx.now)


def _hand_over(
    tx: Tx, subject: Subject, row: Assignment, person: PersonSet, picks: Sequence[Pick], home: UUID,
    device_time: datetime | None,
) -> None:  # fmt: skip
    rows = [
        movement(
            tx, subject, row.unit_id, pick.shelf.store_id if pick.shelf else home, "issue", pick.want.item,
            pick.pieces, lot_id=pick.shelf.lot_id if pick.shelf else None, off_shelf=pick.shelf is None,
            member_id=person.member.id, assignment_id=row.id, device_at=device_time,
        )
        for pick in picks
    ]  # fmt: skip
    ppe_stock.put_movements(tx.session, rows)
    record_each(tx, subject, [happened(each, OFF_SHELF if each["off_shelf"] else ISSUED, row) for each in rows])


def end_all(tx: Tx, subject: Subject, jobs: Sequence[Assignment]) -> None:
    """These jobs are over: what is worn once is used up, what is worn again goes back clean, or to disinfection.

    Clean is what a crew brings that went out by the exit, with its contact times, or that was never in a zone.
    """
    by_id = {row.id: row for row in jobs}
    held = ppe_jobs.list_of_jobs_in_hand(tx.session, by_id)
    if not held:
        return
    ppe_stock.lock_stores(tx.session, {each.issue.store_id for each in held})
    over = [(each, by_id[each.issue.assignment_id]) for each in held if each.issue.assignment_id is not None]
    rows = [
        _ended(tx, subject, each, disinfected=row.state == "closed" or row.entered_at is None) for each, row in over
    ]
    ppe_stock.put_movements(tx.session, rows)
    record_each(
        tx, subject, [happened(each, _ENDS[each["kind"]], row) for each, (_, row) in zip(rows, over, strict=True)]
    )
    dirty = {each["store_id"] for each in rows if each["kind"] == "disinfect"}
    if dirty:  # the crew's next job counted on them
        renew(tx, subject, ppe_holds.list_over_reserved(tx.session, dirty))


_ENDS = {"use": USED, "return": RETURNED, "disinfect": TO_DISINFECT}


def _ended(tx: Tx, subject: Subject, held: InHand, *, disinfected: bool) -> dict[str, Any]:
    issue = held.issue
    kind = "use" if not held.item.reusable else "return" if disinfected else "disinfect"
    return movement(
        tx, subject, issue.unit_id, issue.store_id, kind, issue.item_code, held.pieces, lot_id=issue.lot_id,
        off_shelf=kind == "return" and issue.lot_id is None, member_id=issue.member_id,
        assignment_id=issue.assignment_id, refers_id=issue.id,
    )  # fmt: skip


def happened(row: Mapping[str, Any], verb: str, job: Assignment | None = None) -> Happened:
    """A movement as an event of its store, and of the job that it is for."""
    about = About(
        "ppe_store", row["store_id"], unit_id=row["unit_id"], crew_id=job.crew_id if job else None,
        ticket_id=job.ticket_id if job else None, assignment_id=row["assignment_id"],
    )  # fmt: skip
    named = ("id", "lot_id", "member_id", "refers_id")
    told = {name: str(row[name]) for name in named if row[name] is not None}
    return Happened(
        verb, about, told | {name: row[name] for name in ("item_code", "pieces", "change")}, row["device_at"]
    )


def movement(
    tx: Tx, subject: Subject, unit_id: UUID, store_id: UUID, kind: str, item_code: str, pieces: int, **more: Any
) -> dict[str, Any]:
    """A movement as it is stored; the rest of its columns by name."""
    sign = 1 if kind in ("receive", "transfer_in", "return", "clean") else -1
    moves = kind in ("receive", "transfer_in", "return", "clean", "transfer_out", "issue", "write_off")
    blank = dict.fromkeys(("lot_id", "member_id", "assignment_id", "refers_id", "reason", "device_at"))
    change = sign * pieces if moves and not more.get("off_shelf") else 0
    return blank | {
        "id": new_id(), "unit_id": unit_id, "store_id": store_id, "kind": kind, "item_code": item_code,
        "pieces": pieces, "change": change, "off_shelf": False, "at": tx.now, "by_user": subject.user_id,
        "by_name": subject.name,
    } | more  # fmt: skip


def _check(
    person: PersonSet, code: str, needs: Sequence[Need] | None, checked_at: datetime | None, now: datetime
) -> PpeCheck:
    if needs is None:
        return PpeCheck(person.member.id, code, issued=False, checked=False)
    worn = judge_set(needs, person.issues, person.sizes, checked_at, now)
    return PpeCheck(person.member.id, code, worn.issued, worn.checked, worn.lacks)


def _profiles(tx: Tx, row: Assignment) -> tuple[str, ...]:
    """What binds now, and at the planned entry where that is still to come."""
    zones = [hit.zone for hit in judgements.zones_of(tx, [row.ticket_id])[row.ticket_id]]
    moments = (tx.now, max(row.planned_entry_at, tx.now))
    return merge({zone.version_id: zone for at in moments for zone in in_force_at(zones, at)}.values()).ppe_profiles


def _home(tx: Tx, row: Assignment, stores: Mapping[UUID, int]) -> UUID:
    """Where a difference is written down: the vehicle, else a room of the unit, made where there is none."""
    if row.vehicle_id is not None:
        return ppe_stock.put_vehicle_store(tx.session, tx.session.get_one(Vehicle, row.vehicle_id))
    return min(stores, default=None) or ppe_stock.put_room(tx.session, row.unit_id)


def _against(tx: Tx, named: Sequence[Named], needs: Sequence[Need], person: PersonSet) -> Iterable[Reason]:
    asked = {need.item: need for need in needs}
    for each in named:
        lots = [lot for lot in ppe_stock.find_lots(tx.session, each.item, each.lot_no) if each.lot_no]
        expires_at = each.expires_at or min((lot.expires_at for lot in lots if lot.expires_at), default=None)
        own = person.sizes.get(each.item)
        if each.item not in asked:
            yield reason("ppe.not_in_profile", article=each.item)
        elif expires_at is not None and tx.now >= expires_at:
            yield reason("ppe.expired", article=each.item, expired_at=expires_at)
        elif asked[each.item].sized and own is not None and each.size not in ("", own):
            yield reason("ppe.wrong_size", article=each.item, size=each.size, own_size=own, name=person.member.name)


def _only_expired(picks: Sequence[Pick], tx: Tx, stores: Mapping[UUID, int]) -> Iterable[Reason]:
    """An article of which nothing good is near, but pieces past their date are: those are what the person has on."""
    short = {pick.want.item for pick in picks if pick.shelf is None}
    near = {store_id: rank for store_id, rank in stores.items() if rank == min(stores.values())}
    for lot in _expired_lots(tx, near, short):
        yield reason("ppe.expired", article=lot.item_code, expired_at=lot.expires_at or tx.now)


def _expired_lots(tx: Tx, stores: Collection[UUID], items: Collection[str]) -> list[PpeLot]:
    found = ppe_stock.list_balances(tx.session, stores, items=items) if items and stores else ()
    by_item: dict[str, PpeLot] = {}
    for each in found:
        if each.lot.expires_at is not None and tx.now >= each.lot.expires_at:
            by_item.setdefault(each.lot.item_code, each.lot)
    return list(by_item.values())


def _refuse(reasons: Iterable[Reason]) -> None:
    against = list(reasons)
    if against:
        raise ConflictError("this may not be issued", code=against[0].code, reasons=against)
