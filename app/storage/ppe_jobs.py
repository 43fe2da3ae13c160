"""What jobs have reserved of protective equipment, and what people have in hand."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.crews import CrewMember
from app.schema.ppe import PpeItemType, PpeLot, PpeMovement, PpeReservation, PpeStore
from compliance.lifecycles import ACTIVE_ASSIGNMENT


@dataclass(frozen=True)
class InHand:
    """Pieces that somebody was given and has not given back."""

    issue: PpeMovement
    lot: PpeLot | None
    item: PpeItemType
    pieces: int


_ENDED = aliased(PpeMovement)
BACK = (
    select(func.coalesce(func.sum(_ENDED.pieces), 0))
    .where(_ENDED.refers_id == PpeMovement.id, _ENDED.kind.in_(("return", "disinfect", "use", "write_off")))
    .scalar_subquery()
)
"""Pieces of an issue that came back or were used up."""

_CLEANING = (
    select(func.coalesce(func.sum(case((_ENDED.kind == "disinfect", _ENDED.pieces), else_=-_ENDED.pieces)), 0))
    .where(_ENDED.refers_id == PpeMovement.id, _ENDED.kind.in_(("disinfect", "clean")))
    .scalar_subquery()
)
_ISSUES = (
    select(PpeMovement, PpeLot, PpeItemType, PpeMovement.pieces - BACK)
    .join(PpeItemType, PpeItemType.code == PpeMovement.item_code)
    .outerjoin(PpeLot, PpeLot.id == PpeMovement.lot_id)
    .where(PpeMovement.kind == "issue")
)


def list_in_hand(session: Session, member_ids: Collection[UUID], assignment_id: UUID | None = None) -> Sequence[InHand]:
    """What these people have in hand for one job and for keeps, by when it was issued."""
    mine = or_(PpeMovement.assignment_id.is_(None), PpeMovement.assignment_id == assignment_id)
    return _in_hand(session, PpeMovement.member_id.in_(member_ids), mine)


def list_of_jobs_in_hand(session: Session, assignment_ids: Collection[UUID]) -> Sequence[InHand]:
    """What was issued for jobs and has not come back."""
    return _in_hand(session, PpeMovement.assignment_id.in_(assignment_ids))


def list_out(session: Session, scope: Scope) -> Sequence[tuple[InHand, str]]:
    """What is out with people of the scope's units but not for a job under way, or being disinfected; with names."""
    query = _ISSUES.add_columns(CrewMember.name).join(CrewMember, CrewMember.id == PpeMovement.member_id)
    query = query.outerjoin(Assignment, Assignment.id == PpeMovement.assignment_id)
    over = or_(PpeMovement.assignment_id.is_(None), Assignment.state.not_in(ACTIVE_ASSIGNMENT))
    query = query.where(PpeMovement.unit_id.in_(scope.unit_ids))
    query = query.where(or_(and_(over, PpeMovement.pieces > BACK), _CLEANING > 0)).order_by(PpeMovement.id)
    return [(InHand(row[0], row[1], row[2], row[3]), row[4]) for row in session.execute(query)]


def list_disinfecting(session: Session, scope: Scope) -> dict[UUID, int]:
    """By issue the pieces that are being disinfected."""
    query = select(PpeMovement.id, _CLEANING).where(
        PpeMovement.kind == "issue", PpeMovement.unit_id.in_(scope.unit_ids), _CLEANING > 0
    )
    return {row[0]: row[1] for row in session.execute(query)}


def find_issue(session: Session, scope: Scope | None, issue_id: UUID) -> InHand | None:
    """One issue of the scope's units, whatever is left of it."""
    within = true() if scope is None else PpeMovement.unit_id.in_(scope.unit_ids)
    row = session.execute(_ISSUES.where(PpeMovement.id == issue_id, within)).first()
    return InHand(row[0], row[1], row[2], row[3]) if row else None


def pieces_left(session: Session, issue_id: UUID, *, of_disinfection: bool) -> int:
    """Pieces of an issue that are still out, or that are being disinfected."""
    m = PpeMovement
    plus, minus = (("disinfect",), ("clean",)) if of_disinfection else ((), ("return", "disinfect", "use", "write_off"))
    sign = case((m.kind.in_(plus), m.pieces), (m.kind.in_(minus), -m.pieces), else_=0)
    ended = session.scalar(select(func.coalesce(func.sum(sign), 0)).where(m.refers_id == issue_id)) or 0
    whole = 0 if of_disinfection else session.get_one(m, issue_id).pieces
    return whole + ended


def _named(session: Session, scope: Scope) -> Sequence[tuple[UUID | None, str]]:
    query = (
        select(CrewMember.id, CrewMember.name)
        .join(PpeMovement, PpeMovement.member_id == CrewMember.id)
        .where(PpeMovement.kind == "issue", PpeMovement.unit_id.in_(scope.unit_ids))
        .distinct()
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _in_hand(session: Session, *which: ColumnElement[bool]) -> Sequence[InHand]:
    query = _ISSUES.where(*which).order_by(PpeMovement.id)
    return [InHand(row[0], row[1], row[2], row[3]) for row in session.execute(query) if row[3] > 0]


def list_reservations(
    session: Session, assignment_ids: Collection[UUID]
) -> dict[UUID, list[tuple[PpeReservation, PpeLot | None]]]:
    """By assignment what it has reserved, and what it is short of."""
    found: dict[UUID, list[tuple[PpeReservation, PpeLot | None]]] = defaultdict(list)
    query = (
        select(PpeReservation, PpeLot)
        .outerjoin(PpeLot, PpeLot.id == PpeReservation.lot_id)
        .where(PpeReservation.assignment_id.in_(assignment_ids))
        .order_by(PpeReservation.id)
    )
    for row, lot in session.execute(query):
        found[row.assignment_id].append((row, lot))
    return found


def forget_reservations(session: Session, assignment_ids: Collection[UUID]) -> None:
    """Give back what these jobs have reserved, and forget what they were short of."""
    query = delete(PpeReservation).where(PpeReservation.assignment_id.in_(assignment_ids))
    session.execute(query, execution_options={"synchronize_session": False})


def list_active(session: Session, assignment_ids: Collection[UUID]) -> Sequence[Assignment]:
    """Those of these assignments that are active, by id."""
    query = select(Assignment).where(Assignment.id.in_(assignment_ids), Assignment.state.in_(ACTIVE_ASSIGNMENT))
    return session.scalars(query.order_by(Assignment.id)).all()


def list_jobs(session: Session, scope: Scope, limit: int) -> Sequence[Assignment]:
    """Active assignments of the scope's units with anything reserved or short, the soonest first."""
    ids = select(PpeReservation.assignment_id).where(PpeReservation.unit_id.in_(scope.unit_ids))
    query = select(Assignment).where(Assignment.id.in_(ids), Assignment.unit_id.in_(scope.unit_ids))
    return session.scalars(query.order_by(Assignment.planned_entry_at, Assignment.id).limit(limit)).all()


def stores_of(session: Session, row: Assignment) -> Sequence[PpeStore]:
    """Where a job takes from: its vehicle, then the rooms of its unit."""
    own = PpeStore.vehicle_id == row.vehicle_id if row.vehicle_id else PpeStore.id.is_(None)
    room = and_(PpeStore.vehicle_id.is_(None), PpeStore.unit_id == row.unit_id)
    query = select(PpeStore).where(PpeStore.active, or_(own, room)).order_by(PpeStore.id)
    return session.scalars(query).all()
