"""Facts that the gate reads and people give: PPE issued and checked, HSE's word, the emergency override."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access import Role, Subject, Verb
from app.errors import ConflictError, ForbiddenError, NotFoundError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.schema.zones import Zone
from app.services import gate, judgements, messages, ppe_issues
from app.services.assignment_steps import about, tell_crew
from app.services.assignments import writer_scope
from app.services.events import About, record
from app.services.messages import MessageKind, NewMessage
from app.services.ppe_issues import Named
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.storage import assignments
from app.storage import messages as message_rows
from compliance.gate import GateAnswer, check_override
from compliance.gate_facts import Override
from compliance.work_types import is_life_safety


def read_gate(work: Work, subject: Subject, assignment_id: UUID) -> GateAnswer:
    """The gate's answer as it stands now.

    Raises:
        NotFoundError: no assignment that the subject may see.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_READ)
    with work.look() as tx:
        return gate.answer(tx, _found(assignments.find(tx.session, scope, assignment_id)))


@again
def issue_ppe(work: Work, subject: Subject, assignment_id: UUID, member_id: UUID) -> None:
    """Hand a member what is reserved for them of this job's PPE, and note that it was checked on them.

    Raises:
        NotFoundError: no such assignment, or the member is not in it.
        ConflictError: an article is past its date.
    """
    with work.begin() as tx:
        scope = writer_scope(subject)
        row = _found(assignments.find(tx.session, scope, assignment_id, for_update=True))
        check_ppe_in(tx, subject, row, member_id)


def check_ppe_in(
    tx: Tx, subject: Subject, row: Assignment, member_id: UUID, named: Sequence[Named] = (),
    device_time: datetime | None = None,
) -> None:  # fmt: skip
    """``issue_ppe`` inside an open transaction. Saying it again changes nothing, unless something is missing by now.

    Raises:
        ConflictError: an article is past its date, does not fit or is not asked for.
    """
    part = tx.session.get(AssignmentMember, (row.id, member_id))
    if part is None:
        raise NotFoundError("this person is not in the crew of this job")
    if part.ppe_checked_at is not None and not ppe_issues.is_due(tx, row, member_id, part.ppe_checked_at):
        return
    ppe_issues.issue_set(tx, subject, row, member_id, named, device_time)
    part.ppe_issued_at = part.ppe_issued_at or tx.now
    part.ppe_checked_at, part.ppe_checked_by = tx.now, subject.user_id
    tx.session.flush()
    record(tx, subject, "assignment.ppe_checked", about(row), payload={"member_id": str(member_id)})


@again
def approve_combination(work: Work, subject: Subject, assignment_id: UUID, *, approved: bool, note: str) -> None:
    """HSE's word on electrical and medical PPE worn together on this job.

    Raises:
        NotFoundError: no assignment that the subject may see.
        ConflictError: no work method is chosen yet.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_HSE)
    with work.begin() as tx:
        row = _found(assignments.find(tx.session, scope, assignment_id, for_update=True))
        if row.work_method is None:
            raise ConflictError("choose the work method first", code="method.missing")
        row.hse_approved_at = tx.now if approved else None
        row.hse_approved_by, row.hse_note = (subject.user_id if approved else None), note
        tx.session.flush()
        verb = "assignment.hse_approved" if approved else "assignment.hse_refused"
        record(tx, subject, verb, about(row), erasable={"note": note} if note else None)


@again
def override(
    work: Work, subject: Subject, second: Subject, assignment_id: UUID, *, why: str, minutes: int
) -> GateAnswer:
    """Stand in for the authority's consent where a life is at stake: dispatcher and shift leader, two persons.

    Raises:
        ForbiddenError: the two do not hold the two roles, or are one person.
        ConflictError: no life is at stake here.
    """
    scope = subject.scope(Verb.ASSIGNMENTS_OVERRIDE)
    if subject.user_id == second.user_id:
        raise ForbiddenError("two persons are needed")
    with work.begin() as tx:
        row = _found(assignments.find(tx.session, scope, assignment_id, for_update=True))
        if row.unit_id not in second.find_scope(Verb.ASSIGNMENTS_OVERRIDE).unit_ids:
            raise ForbiddenError("the second person is not of this unit")
        first, other = _pair(subject, second, row.unit_id)
        ticket = tx.session.get_one(Ticket, row.ticket_id)
        until = tx.now + timedelta(minutes=minutes)
        given = Override(first.user_id, first.name, other.user_id, other.name, why, tx.now, until)
        decision = check_override(given, is_life_safety(ticket.hazards), tx.now)
        if not decision.allowed:
            raise ConflictError("no override here", code="override.refused", reasons=decision.reasons)
        row.override_by, row.override_second = first.user_id, other.user_id
        row.override_reason, row.override_at, row.override_until = why, tx.now, until
        tx.session.flush()
        told = {"until": until.isoformat(), "first_id": str(first.user_id), "second_id": str(other.user_id)}
        record(tx, subject, "assignment.overridden", about(row), payload=told, erasable={"reason": why})
        _tell_authorities(tx, subject, row, told, why, until)
        tell_crew(tx, subject, row, PushKind.OVERRIDE_GIVEN)
        return gate.answer(tx, row)


def _tell_authorities(
    tx: Tx, subject: Subject, row: Assignment, told: dict[str, str], why: str, until: datetime
) -> None:
    """Tell the authorities of all zones there at once: on their screens, and by email or SMS to whoever answers."""
    local = until.astimezone(ZoneInfo(tx.session.get_one(Unit, row.unit_id).time_zone))
    for zone in judgements.zones_at(tx, row.ticket_id, tx.now):
        where = About(
            "zone", zone.zone_id, unit_id=row.unit_id, authority_id=zone.authority_id, ticket_id=row.ticket_id,
            assignment_id=row.id,
        )  # fmt: skip
        record(tx, subject, "zone.entry_overridden", where, payload=told, erasable={"reason": why})
        facts = {
            "number": tx.session.get_one(Zone, zone.zone_id).number, "respond_by": f"{local:%H:%M %d/%m/%Y}",
            "path": f"/liaison?zone={zone.zone_id}",
        }  # fmt: skip
        reached = messages.addresses(message_rows.list_reachable(tx.session, zone.authority_id))
        kind = MessageKind.ENTRY_OVERRIDDEN
        messages.queue_all(tx, subject, [NewMessage(*address, kind, facts, where, until) for address in reached])


def _pair(one: Subject, two: Subject, unit_id: UUID) -> tuple[Subject, Subject]:
    for first, other in ((one, two), (two, one)):
        held = first.roles_over(unit_id=unit_id), other.roles_over(unit_id=unit_id)
        if Role.DISPATCHER in held[0] and Role.SHIFT_LEADER in held[1]:
            return first, other
    raise ForbiddenError("a dispatcher and a shift leader are needed")


def _found(row: Assignment | None) -> Assignment:
    if row is None:
        raise NotFoundError("no such assignment")
    return row
