"""Assignments: a crew is ordered to a ticket, goes, waits, passes the gate, works, leaves and closes.

Every path into a zone or to work (screen, API, phone, late replay) comes through ``move`` and so through the gate.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError, StaleError
from app.schema.assignments import Assignment
from app.services import (
    assignment_views,
    booking,
    checklists,
    crews,
    judgements,
    weather_facts,
    work_permit_steps,
)
from app.services.assignment_steps import METHOD_CHOSEN, about, carry_out, check_step, tell_crew
from app.services.assignment_views import AssignmentView
from app.services.events import record
from app.services.idempotency import Once, find_made, remember
from app.services.people_facts import member_facts
from app.services.pushes import PushKind
from app.services.rejudged import rejudge_assignments, rejudge_ticket_assignments
from app.services.work import Tx, Work, again
from app.storage import assignments, tickets
from app.storage import crews as crew_rows
from app.storage.assignments import AssignmentFilter
from compliance.crews import method_allowed, method_chooser, method_reasoned
from compliance.dead_work import DEAD_LINE, DEAD_WORK
from compliance.weather import has_changed, is_storm
from compliance.zones import merge

__all__ = ["assign", "choose_method", "rejudge_assignments", "rejudge_ticket_assignments", "transition"]

METHOD_CHANGED = "gate.briefing.method_changed"
"""Why checklists that were made for another method no longer count."""


@dataclass(frozen=True)
class NewAssignment:
    """What the dispatcher decides; the rest is worked out."""

    ticket_id: UUID
    crew_id: UUID
    vehicle_id: UUID | None = None
    planned_start: datetime | None = None
    method: "Method | None" = None
    send_permits: bool = True
    """Whether authorities are asked at once; else the requests are prepared, to be completed first."""


@dataclass(frozen=True)
class Method:
    """How the work is done: live-line or dead-line, why, and under which papers."""

    work_method: str
    reason: str
    voltage: str = "lv"
    procedure_ref: str | None = None
    paper_ref: str | None = None
    """Number of the document that is kept on paper beside ours; None leaves what ours says."""
    weather: str | None = None
    """What the chooser sees at the place: it can make things worse, never milder, nor known."""
    issue: bool = True
    """Whether the electrical document that the method needs is issued with the choice, where the chooser may."""


@again
def assign(work: Work, subject: Subject, new: NewAssignment, once: Once | None = None) -> AssignmentView:
    """Order a crew to a ticket: one transaction writes the booking, permits asked for, checklists to do and pushes.

    Raises:
        NotFoundError: no such ticket or crew within what the subject may assign.
        ConflictError: the rules or the database forbid it; reasons say why.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return _view(tx, subject, tx.session.get_one(Assignment, made))
        ticket = tickets.find(tx.session, scope, new.ticket_id, for_update=True)
        crew = crew_rows.find(tx.session, scope, new.crew_id, for_update=True)  # so that its plans follow each other
        if ticket is None or crew is None:
            raise NotFoundError("no such ticket" if ticket is None else "no such crew")
        candidate = booking.fitting(work, tx, ticket, crew)
        times = booking.times_of(work, tx, ticket, candidate, new.planned_start)
        (view,) = crews.view_all(tx, [crew])
        row = booking.book(tx, subject, ticket, view, times, new.vehicle_id, send_permits=new.send_permits)
        if new.method is not None:
            choose_method_in(tx, subject, row, new.method, booking=True)
        remember(tx, subject, once, row.id)
        return _view(tx, subject, row)


@again
def transition(
    work: Work, subject: Subject, assignment_id: UUID, to: str, *, why: str | None = None, version: int | None = None
) -> AssignmentView:
    """Take one step of an assignment's life cycle.

    Raises:
        NotFoundError: none that the subject may move.
        ConflictError: the life cycle has no such step for this role.
        ForbiddenError: the step goes through the gate, and somebody else than the crew's direct supervisor asks.
        GateDeniedError: the gate says no.
        StaleError: ``version`` is not the newest.
    """
    with work.begin() as tx:
        row = move(tx, subject, assignment_id, to, why=why, version=version)
        return _view(tx, subject, row)


def move(
    tx: Tx,
    subject: Subject,
    assignment_id: UUID,
    to: str,
    *,
    why: str | None = None,
    version: int | None = None,
    device_time: datetime | None = None,
    code: str | None = None,
) -> Assignment:
    """``transition`` inside an open transaction; desks and phones share it. ``code`` stands for why, beside words."""
    row = _locked(tx, writer_scope(subject), assignment_id)
    if version is not None and row.version != version:
        raise StaleError(f"you read version {version}, meanwhile it is version {row.version}")
    if to in ("declined", "withdrawn", "aborted") and not (why or "").strip():
        raise InvalidError.of("reason", "missing", "say why", "give a reason")
    step = check_step(tx, subject, row, to)
    if code is not None:
        row.end_code, step = code, replace(step, facts=step.facts | {"reason_code": code})
    carry_out(tx, subject, row, step, why=why, device_time=device_time)
    return row


@again
def choose_method(work: Work, subject: Subject, assignment_id: UUID, method: Method) -> AssignmentView:
    """Choose live-line or dead-line, with the reason.

    Raises:
        NotFoundError: none that the subject may change.
        ConflictError: the crew may not use this method, or the subject may not choose it.
    """
    with work.begin() as tx:
        row = _locked(tx, writer_scope(subject), assignment_id)
        choose_method_in(tx, subject, row, method)
        return _view(tx, subject, row)


def choose_method_in(tx: Tx, subject: Subject, row: Assignment, method: Method, *, booking: bool = False) -> None:
    """``choose_method`` inside an open transaction. A change voids the briefing, unless it comes with the booking.

    With the method comes the electrical document that it needs.
    """
    weather = _check_method(tx, subject, row, method)
    seen = (method.weather or "calm") != (row.weather or "calm")
    changed = row.work_method != method.work_method or seen or has_changed(row.briefed_weather, weather)
    row.work_method, row.method_reason, row.method_by = method.work_method, method.reason, subject.user_id
    row.voltage, row.procedure_ref, row.weather = method.voltage, method.procedure_ref, method.weather
    row.briefed_weather = weather
    tx.session.flush()
    told = {"work_method": row.work_method, "voltage": row.voltage, "weather": weather, "reason": method.reason}
    record(tx, subject, METHOD_CHOSEN, about(row), payload=told | {"version": row.version})
    work_permit_steps.follow_method(tx, subject, row, issue=method.issue, paper_ref=method.paper_ref)
    if changed and not booking:
        row.hse_approved_at = row.hse_approved_by = None
        checklists.void_for(tx, subject, row, "briefing", METHOD_CHANGED)
        checklists.create_for(tx, subject, row, ["tailboard"])
        tell_crew(tx, subject, row, PushKind.METHOD_CHANGED)
    if row.work_method == DEAD_LINE:
        checklists.create_for(tx, subject, row, [DEAD_WORK])
    else:
        checklists.void_for(tx, subject, row, "work", METHOD_CHANGED)
    tx.session.flush()


def _check_method(tx: Tx, subject: Subject, row: Assignment, method: Method) -> str:
    """Refuse a method that this crew may not use here and now, or that the subject may not choose; return the weather.

    Raises:
        ConflictError: with every reason.
        InvalidError: no reason is given for the choice.
    """
    members = assignments.list_members(tx.session, [row.id])
    own = next((part.role for part, member in members if member.id == subject.member_id), None)
    held = subject.roles_over(unit_id=row.unit_id, crew_id=row.crew_id)
    roles = held | ({"dispatcher"} if "shift_leader" in held else frozenset())
    facts = [member_facts(member, part.role, part.extra_roles) for part, member in members]
    weather = weather_facts.seen_at(tx, row.unit_id, method.weather)
    decision = method_chooser(roles, own) & method_allowed(
        facts, method.work_method, method.voltage, method.procedure_ref, is_storm(weather)
    )
    if not decision.allowed:
        raise ConflictError("this method cannot be chosen", code="method.refused", reasons=decision.reasons)
    zones = merge(judgements.zones_at(tx, row.ticket_id, max(row.planned_entry_at, tx.now)))
    reasoned = method_reasoned(method.work_method, method.reason, zones)
    if not reasoned.allowed:
        why = reasoned.reasons[0]
        missing = FieldError("reason", "missing", why.text("en"), "say why this method")
        code = why.code if why.code != "gate.method.reason_missing" else "invalid.missing"
        raise InvalidError(missing.detail, code=code, errors=[missing], reasons=reasoned.reasons)
    return weather


def list_assignments(
    work: Work, subject: Subject, which: AssignmentFilter, *, before: UUID | None, limit: int
) -> list[AssignmentView]:
    """Assignments that the subject may see, newest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.ASSIGNMENTS_READ)
    with work.look() as tx:
        rows = assignments.list_page(tx.session, scope, which, before=before, limit=limit + 1)
        return assignment_views.view_all(tx, subject, rows)


def get_assignment(work: Work, subject: Subject, assignment_id: UUID) -> AssignmentView:
    """One assignment.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_READ)
    with work.look() as tx:
        return _view(tx, subject, _found(assignments.find(tx.session, scope, assignment_id)))


def list_of_ticket(work: Work, subject: Subject, ticket_id: UUID) -> list[AssignmentView]:
    """All assignments of a ticket that the subject may see, oldest first."""
    scope = subject.find_scope(Verb.ASSIGNMENTS_READ)
    with work.look() as tx:
        rows = assignments.list_page(tx.session, scope, AssignmentFilter(ticket_id=ticket_id), before=None, limit=50)
        return assignment_views.view_all(tx, subject, list(reversed(rows)))


def writer_scope(subject: Subject) -> Scope:
    """Where the subject may move assignments: a desk in its units, a worker those of the own crew."""
    desk, field = subject.find_scope(Verb.ASSIGNMENTS_WRITE), subject.find_scope(Verb.FIELD)
    if not (desk or field):
        raise ForbiddenError("your role does not move assignments")
    return Scope(unit_ids=desk.unit_ids, crew_ids=field.crew_ids)


def _view(tx: Tx, subject: Subject, row: Assignment) -> AssignmentView:
    return assignment_views.view_all(tx, subject, [row])[0]


def _locked(tx: Tx, scope: Scope, assignment_id: UUID) -> Assignment:
    return _found(assignments.find(tx.session, scope, assignment_id, for_update=True))


def _found(row: Assignment | None) -> Assignment:
    if row is None:
        raise NotFoundError("no such assignment")
    return row
