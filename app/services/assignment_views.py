"""Assignments with all that belongs to them, for screens and phones."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.access import Subject
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.events import Event
from app.schema.tickets import Ticket
from app.services import checklists, permits, push_views, stand_downs, work_permit_views
from app.services.checklists import ChecklistView
from app.services.follow_up_views import FollowUpView, by_assignment
from app.services.push_views import PushView
from app.services.work import Tx
from app.services.work_permit_views import WorkPermitView
from app.storage import assignments
from app.storage.permits import PermitView
from compliance.lifecycles import ASSIGNMENT
from compliance.reasons import Reason


@dataclass(frozen=True)
class AssignmentView:
    """One assignment as it stands."""

    row: Assignment
    ticket: Ticket
    crew: Crew
    vehicle: Vehicle | None
    members: tuple[tuple[AssignmentMember, CrewMember], ...]
    permits: tuple[PermitView, ...]
    checklists: tuple[ChecklistView, ...]
    follow_ups: tuple[FollowUpView, ...]
    """Critical items that failed, the resolved ones too, the oldest first."""
    pushes: tuple[PushView, ...]
    history: tuple[Event, ...]
    names: Mapping[UUID | None, str]
    """Who took its steps and answered for its override, by the account's id."""
    work_permit: WorkPermitView | None
    """The electrical document that it is done under, or the last one that it had."""
    conflicts: tuple[Reason, ...]
    """Whose stand-down stands against it, while the crew is not there yet."""
    next: tuple[str, ...]
    """States that the asker's roles may lead to; the gate may still say no."""


def view_all(tx: Tx, subject: Subject, rows: Sequence[Assignment]) -> list[AssignmentView]:
    """Assignments with all that belongs to them, in the order given."""
    ids = [row.id for row in rows]
    tickets = assignments.tickets_by_id(tx.session, {row.ticket_id for row in rows})
    crews = assignments.crews_by_id(tx.session, {row.crew_id for row in rows})
    vehicles = assignments.vehicles_by_id(tx.session, {row.vehicle_id for row in rows})
    members = assignments.list_members(tx.session, ids)
    pushes = push_views.of_assignments(tx, {row.id: row.state for row in rows})
    history = assignments.list_history(tx.session, ids)
    permit_views = permits.views_of(tx, ids)
    failed = by_assignment(tx, ids)
    papers = work_permit_views.of_assignments(tx, ids, members)
    against = stand_downs.conflicts(tx, rows, members)
    overriding = {who for row in rows for who in (row.override_by, row.override_second)}
    names = assignments.names_by_id(tx.session, overriding | {each.actor_id for each in history})
    return [
        AssignmentView(
            row,
            tickets[row.ticket_id],
            crews[row.crew_id],
            vehicles.get(row.vehicle_id),
            tuple(each for each in members if each[0].assignment_id == row.id),
            tuple(permit_views.get(row.id, ())),
            tuple(each for each in checklists.statuses(tx, row.id) if each.row.state != "void"),
            failed[row.id],
            pushes.get(row.id, ()),
            tuple(each for each in history if each.subject_id == row.id),
            names,
            papers.get(row.id),
            against.get(row.id, ()),
            _next(subject, row),
        )
        for row in rows
    ]


def _next(subject: Subject, row: Assignment) -> tuple[str, ...]:
    roles = subject.roles_over(unit_id=row.unit_id, crew_id=row.crew_id)
    return tuple(sorted({to for role in roles for to in ASSIGNMENT.targets(row.state, role)}))


def has_active(tx: Tx, ticket_id: UUID) -> bool:
    """Whether a crew still holds one of the ticket's slots."""
    return bool(assignments.list_active(tx.session, ticket_id))


def permitted_zones(tx: Tx, ticket_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Zones that some approved permit opens now, per ticket."""
    return assignments.permitted_zones(tx.session, ticket_ids, tx.now)
