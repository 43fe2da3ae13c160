"""What active jobs hold of protective equipment in stores: reserved there, and in hand from there."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import and_, case, func, literal, select
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment
from app.schema.ppe import PpeBalance, PpeItemType, PpeMovement, PpeReservation
from app.storage.ppe_jobs import BACK, list_active
from compliance.lifecycles import ACTIVE_ASSIGNMENT, STARTED_ASSIGNMENT
from compliance.ppe_holds import Hold, claims

_BEGINS = case((Assignment.state.in_(STARTED_ASSIGNMENT), None), else_=func.lower(Assignment.planned))


def list_holds(session: Session, store_ids: Collection[UUID], *, items: Collection[str] = ()) -> list[Hold]:
    """What active jobs hold of lots in these stores.

    Args:
        session: the transaction's.
        store_ids: which stores.
        items: articles that are asked for; none means all.
    """
    found = _reserved(session, store_ids, items)
    for hold in _in_hand(session, store_ids, items):
        key = hold.assignment_id, hold.place
        found[key] = replace(found[key], out=hold.out) if key in found else hold
    return list(found.values())


def list_over_reserved(session: Session, store_ids: Collection[UUID]) -> Sequence[Assignment]:
    """Active assignments that have more spoken for on a shelf of these stores than lies on it."""
    holds = list_holds(session, store_ids)
    b = PpeBalance
    query = select(b.store_id, b.lot_id, b.on_hand).where(b.store_id.in_(store_ids))
    on_hand = {(row[0], row[1]): row[2] for row in session.execute(query)}
    over = {place for place, pieces in claims(holds).items() if pieces > on_hand.get(place, 0)}
    return list_active(session, {hold.assignment_id for hold in holds if hold.reserved and hold.place in over})


def _reserved(
    session: Session, store_ids: Collection[UUID], items: Collection[str]
) -> dict[tuple[UUID, tuple[UUID, UUID]], Hold]:
    r = PpeReservation
    query = (
        select(
            r.store_id, r.lot_id, r.item_code, PpeItemType.reusable, Assignment.crew_id, Assignment.id, _BEGINS,
            func.sum(r.pieces),
        )
        .join(Assignment, Assignment.id == r.assignment_id)
        .join(PpeItemType, PpeItemType.code == r.item_code)
        .where(r.store_id.in_(store_ids), r.lot_id.is_not(None))
        .group_by(r.store_id, r.lot_id, r.item_code, PpeItemType.reusable, Assignment.id)
    )  # fmt: skip
    query = query.where(r.item_code.in_(items)) if items else query
    holds = (Hold(*row) for row in session.execute(query))
    return {(hold.assignment_id, hold.place): hold for hold in holds}


def _in_hand(session: Session, store_ids: Collection[UUID], items: Collection[str]) -> list[Hold]:
    """Reusable pieces that were issued for jobs which run, and have not come back."""
    m = PpeMovement
    out = m.pieces - BACK
    query = (
        select(
            m.store_id, m.lot_id, m.item_code, PpeItemType.reusable, Assignment.crew_id, Assignment.id, _BEGINS,
            literal(0), func.sum(out),
        )
        .join(Assignment, and_(Assignment.id == m.assignment_id, Assignment.state.in_(ACTIVE_ASSIGNMENT)))
        .join(PpeItemType, and_(PpeItemType.code == m.item_code, PpeItemType.reusable))
        .where(m.kind == "issue", m.store_id.in_(store_ids), m.lot_id.is_not(None), out > 0)
        .group_by(m.store_id, m.lot_id, m.item_code, PpeItemType.reusable, Assignment.id)
    )  # fmt: skip
    query = query.where(m.item_code.in_(items)) if items else query
    return [Hold(*row) for row in session.execute(query)]
