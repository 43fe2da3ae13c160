"""What jobs reserve of protective equipment: written with the assignment, given back when it ends.

The crew's vehicle is asked first, then its unit's store; what expires before the planned end is left where it is. What
no store has is written down as short: the job may be given all the same, and everybody sees it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.access import Subject
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import CrewMember
from app.schema.ppe import PpeReservation
from app.services import judgements, ppe_catalogue
from app.services.events import About, Happened, record_each
from app.services.work import Tx
from app.storage import assignments, ppe, ppe_holds, ppe_jobs, ppe_stock
from app.storage.ppe_jobs import InHand
from compliance.lifecycles import ACTIVE_ASSIGNMENT, STARTED_ASSIGNMENT
from compliance.ppe import Issued, Need
from compliance.ppe_holds import brought, claims
from compliance.ppe_stock import Pick, Want, Wearer, allocate, lacking, left_after, wanted, with_more
from compliance.zones import in_force_at, merge

RESERVED, SHORT, RELEASED = "ppe.reserved", "ppe.short_of_stock", "ppe.released"
"""Events."""


def reserve_all(tx: Tx, subject: Subject, profiles: Mapping[UUID, Collection[str]], jobs: Sequence[Assignment]) -> None:
    """Reserve for jobs, whose rows are locked or new, what their zones' profiles ask for; whatever they had before.

    Args:
        tx: the transaction of what led to it.
        subject: who did that.
        profiles: by assignment the codes of the profiles that bind at its planned entry.
        jobs: the assignments.
    """
    rows = [row for row in jobs if row.state in ACTIVE_ASSIGNMENT]
    if not rows:
        return
    before = ppe_jobs.list_reservations(tx.session, [row.id for row in rows])
    wanting = [row for row in rows if profiles.get(row.id)]
    if not wanting and not before:
        return
    stores = {row.id: {each.id: each for each in ppe_jobs.stores_of(tx.session, row)} for row in wanting}
    ppe_stock.lock_stores(tx.session, {store_id for found in stores.values() for store_id in found})
    ppe_jobs.forget_reservations(tx.session, [row.id for row in rows])
    told: list[Happened] = []
    for row in wanting:
        ranks = {store_id: int(store.vehicle_id is None) for store_id, store in stores[row.id].items()}
        picks = _pick(tx, row, ppe_catalogue.needs_of(tx, profiles[row.id]), ranks)
        made = [_reservation(tx, row, pick) for pick in picks]
        tx.session.add_all(made)
        tx.session.flush()
        if _shape(made) - _shape(each for each, _ in before.get(row.id, ())):  # more than only what was handed over
            told.append(_told(row, made))
    told += [_let_go(row) for row in rows if row.id in before and not profiles.get(row.id)]
    if told:
        record_each(tx, subject, told)


def renew(tx: Tx, subject: Subject, jobs: Sequence[Assignment]) -> None:
    """``reserve_all`` for jobs whose people, vehicle or profiles changed, by the zones that bind now."""
    hits = judgements.zones_of(tx, {row.ticket_id for row in jobs}) if jobs else {}
    profiles = {
        row.id: merge(
            in_force_at([hit.zone for hit in hits[row.ticket_id]], max(row.planned_entry_at, tx.now))
        ).ppe_profiles
        for row in jobs
    }
    reserve_all(tx, subject, profiles, jobs)


def release_all(tx: Tx, subject: Subject, jobs: Sequence[Assignment]) -> None:
    """Give back what jobs that are over had reserved."""
    ids = [row.id for row in jobs]
    had = ppe_jobs.list_reservations(tx.session, ids) if ids else {}
    if had:
        ppe_jobs.forget_reservations(tx.session, ids)
        record_each(tx, subject, [_let_go(row) for row in jobs if row.id in had])


@dataclass(frozen=True)
class PersonSet:
    """One person of a job and what they have in hand for it."""

    member: CrewMember
    in_hand: tuple[InHand, ...]
    sizes: Mapping[str, str]

    @property
    def issues(self) -> list[Issued]:
        """As the rules read them."""
        return [issued(each) for each in self.in_hand]

    @property
    def wearer(self) -> Wearer:
        """As the rules of stock read them."""
        return Wearer(self.member.id, self.issues, self.sizes)


def people_of(tx: Tx, row: Assignment) -> list[PersonSet]:
    """Everybody of a job with what they have in hand, its leader first."""
    members = [member for _, member in assignments.list_members(tx.session, [row.id])]
    ids = [member.id for member in members]
    held, sizes = ppe_jobs.list_in_hand(tx.session, ids, row.id), ppe.sizes_of(tx.session, ids)
    return [
        PersonSet(member, tuple(each for each in held if each.issue.member_id == member.id), sizes[member.id])
        for member in members
    ]


def issued(held: InHand) -> Issued:
    """What somebody has in hand, as the rules read it."""
    lot = held.lot
    return Issued(
        held.issue.item_code, held.pieces, held.issue.at, lot.size if lot else "", lot.expires_at if lot else None,
        standing=held.issue.assignment_id is None, reusable=held.item.reusable,
    )  # fmt: skip


def wants_of(person: PersonSet, needs: Iterable[Need], tx: Tx) -> list[Want]:
    """What this person still has to be given."""
    return lacking(person.wearer, needs, tx.now)


def _pick(tx: Tx, row: Assignment, needs: Sequence[Need], ranks: Mapping[UUID, int]) -> list[Pick]:
    wants = wanted([person.wearer for person in people_of(tx, row)], needs, tx.now)
    items = [need.item for need in needs]
    others = [each for each in ppe_holds.list_holds(tx.session, ranks, items=items) if each.assignment_id != row.id]
    begins_at = None if row.state in STARTED_ASSIGNMENT else row.planned.lower
    carried = brought(others, row.crew_id, begins_at)
    shelves = ppe_stock.list_shelves(tx.session, ranks, items=items, lots={lot_id for _, lot_id in carried})
    taken = claims(each for each in others if not (each.reusable and each.crew_id == row.crew_id))
    return allocate(wants, with_more(left_after(shelves, taken), carried), max(row.planned.upper or tx.now, tx.now))


def _reservation(tx: Tx, row: Assignment, pick: Pick) -> PpeReservation:
    return PpeReservation(
        id=new_id(), unit_id=row.unit_id, assignment_id=row.id, member_id=pick.want.member_id,
        item_code=pick.want.item, store_id=pick.shelf.store_id if pick.shelf else None,
        lot_id=pick.shelf.lot_id if pick.shelf else None, pieces=pick.pieces, reserved_at=tx.now,
    )  # fmt: skip


def _shape(made: Iterable[PpeReservation]) -> Counter[tuple[UUID | None, str, UUID | None, UUID | None]]:
    shape: Counter[tuple[UUID | None, str, UUID | None, UUID | None]] = Counter()
    for each in made:
        shape[each.member_id, each.item_code, each.store_id, each.lot_id] += each.pieces
    return shape


def _told(row: Assignment, made: Sequence[PpeReservation]) -> Happened:
    held, short = Counter[str](), Counter[str]()
    for each in made:
        (held if each.store_id else short)[each.item_code] += each.pieces
    return Happened(SHORT if short else RESERVED, _about(row), {"reserved": dict(held), "short": dict(short)})


def _let_go(row: Assignment) -> Happened:
    return Happened(RELEASED, _about(row), {})


def _about(row: Assignment) -> About:
    return About(
        "ppe_reservation", new_id(), unit_id=row.unit_id, crew_id=row.crew_id, ticket_id=row.ticket_id,
        assignment_id=row.id,
    )  # fmt: skip
