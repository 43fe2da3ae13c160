"""Follow-ups: what failed and stopped jobs."""

from collections.abc import Collection, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.checklists import Checklist, ChecklistEntry, ChecklistTemplate
from app.schema.crews import Crew, CrewMember
from app.schema.follow_ups import FollowUp
from app.schema.tickets import Ticket

Found = tuple[FollowUp, Checklist, ChecklistTemplate, ChecklistEntry, Assignment, Crew, Ticket, CrewMember | None]


def visible(scope: Scope) -> ColumnElement[bool]:
    """Follow-ups of the scope's units, and those of a worker's own crew."""
    own = select(Assignment.id).where(Assignment.crew_id.in_(scope.crew_ids))
    of_units = FollowUp.unit_id.in_(scope.unit_ids)
    return or_(of_units, FollowUp.assignment_id.in_(own)) if scope.crew_ids else of_units


def find(session: Session, scope: Scope, follow_up_id: UUID) -> FollowUp | None:
    """One follow-up of the scope."""
    return session.scalar(select(FollowUp).where(FollowUp.id == follow_up_id, visible(scope)))


def lock(session: Session, follow_up_id: UUID) -> FollowUp:
    """One follow-up, held until the end and read afresh."""
    query = select(FollowUp).where(FollowUp.id == follow_up_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def list_page(
    session: Session, scope: Scope, *, state: str | None, assignment_id: UUID | None, before: UUID | None, limit: int
) -> Sequence[Found]:
    """Follow-ups of the scope with all they are about, the newest first."""
    query = _whole().where(visible(scope))
    if state is not None:
        query = query.where(FollowUp.state == state)
    if assignment_id is not None:
        query = query.where(FollowUp.assignment_id == assignment_id)
    if before is not None:
        query = query.where(FollowUp.id < before)
    return [_found(row) for row in session.execute(query.order_by(FollowUp.id.desc()).limit(limit))]


def get_whole(session: Session, follow_up_id: UUID) -> Found:
    """One follow-up with all it is about."""
    return _found(session.execute(_whole().where(FollowUp.id == follow_up_id)).one())


def list_of_assignments(session: Session, assignment_ids: Collection[UUID]) -> Sequence[Found]:
    """All follow-ups of assignments that the asker may see, the oldest first."""
    some = select(FollowUp.id).where(FollowUp.assignment_id.in_(assignment_ids)).limit(1)
    if session.scalar(some) is None:  # as nearly always: to plan the query below takes longer than all others together
        return ()
    query = _whole().where(FollowUp.assignment_id.in_(assignment_ids)).order_by(FollowUp.id)
    return [_found(row) for row in session.execute(query)]


def list_open(session: Session, assignment_id: UUID) -> Sequence[UUID]:
    """What keeps an assignment from going on."""
    query = select(FollowUp.id).where(FollowUp.assignment_id == assignment_id, FollowUp.state == "open")
    return session.scalars(query.order_by(FollowUp.id)).all()


def list_accepted(session: Session, entry_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these entries whose failure HSE has accepted."""
    query = select(FollowUp.entry_id).where(FollowUp.entry_id.in_(entry_ids), FollowUp.resolution == "accepted")
    return frozenset(session.scalars(query))


def _whole() -> Select[*tuple[Any, ...]]:
    return (
        select(FollowUp, Checklist, ChecklistTemplate, ChecklistEntry, Assignment, Crew, Ticket, CrewMember)
        .join(Checklist, Checklist.id == FollowUp.checklist_id)
        .join(ChecklistTemplate, ChecklistTemplate.id == Checklist.template_id)
        .join(ChecklistEntry, ChecklistEntry.id == FollowUp.entry_id)
        .join(Assignment, Assignment.id == FollowUp.assignment_id)
        .join(Crew, Crew.id == Assignment.crew_id)
        .join(Ticket, Ticket.id == Assignment.ticket_id)
        .outerjoin(CrewMember, CrewMember.id == ChecklistEntry.member_id)
    )


def _found(row: Row[Any]) -> Found:
    return cast("Found", tuple(row))
