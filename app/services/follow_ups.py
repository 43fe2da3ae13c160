"""Follow-ups: a critical item failed, the job stands; somebody decides with a word how it goes on."""

from typing import Literal
from uuid import UUID

from app.access import Role, Subject, Verb
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, StaleError
from app.schema.assignments import Assignment
from app.schema.follow_ups import FollowUp
from app.services import assignments, checklists
from app.services.assignment_steps import in_zone, tell_crew
from app.services.events import About, record
from app.services.follow_up_views import FollowUpView
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.storage import checklists as lists
from app.storage import follow_ups as rows
from compliance.lifecycles import ACTIVE_ASSIGNMENT

Resolution = Literal["repeated", "aborted", "accepted"]
"""The crew does the list again; the job ends; HSE accepts the failure, and the job goes on with it."""


def list_follow_ups(
    work: Work, subject: Subject, *, state: str | None, assignment_id: UUID | None, before: UUID | None, limit: int
) -> list[FollowUpView]:
    """Follow-ups that the subject may see, the newest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.CHECKLISTS_READ)
    with work.look() as tx:
        found = rows.list_page(
            tx.session, scope, state=state, assignment_id=assignment_id, before=before, limit=limit + 1
        )
        return [FollowUpView.of(each) for each in found]


def get_follow_up(work: Work, subject: Subject, follow_up_id: UUID) -> FollowUpView:
    """One follow-up.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.CHECKLISTS_READ)
    with work.look() as tx:
        row = _found(rows.find(tx.session, scope, follow_up_id))
        return FollowUpView.of(rows.get_whole(tx.session, row.id))


@again
def resolve(
    work: Work, subject: Subject, follow_up_id: UUID, resolution: Resolution, note: str, version: int | None = None
) -> FollowUpView:
    """Decide how the job goes on, with a word.

    Raises:
        NotFoundError: none that the subject may resolve.
        ForbiddenError: only HSE accepts a failure; only a desk that moves jobs ends one.
        InvalidError: there is no word.
        ConflictError: it is resolved already, or the job cannot take that step now.
        StaleError: ``version`` is not the newest.
    """
    scope = subject.scope(Verb.FOLLOW_UPS_RESOLVE)
    if not note.strip():
        raise InvalidError.of("note", "missing", "say what was decided and why", "give a note")
    with work.begin() as tx:
        seen = _found(rows.find(tx.session, scope, follow_up_id))
        assignment = lists.lock_assignment(tx.session, seen.assignment_id)
        row = rows.lock(tx.session, seen.id)
        if version is not None and row.version != version:
            raise StaleError(f"you read version {version}, meanwhile it is version {row.version}")
        if row.state != "open":
            raise ConflictError("it is resolved already", code="follow_up.resolved_before")
        _close(tx, subject, row, resolution, note)
        _carry_out(tx, subject, row, assignment, resolution, note)
        return FollowUpView.of(rows.get_whole(tx.session, row.id))


def _close(tx: Tx, subject: Subject, row: FollowUp, resolution: Resolution, note: str) -> None:
    if resolution == "accepted" and Role.HSE not in subject.roles_over(unit_id=row.unit_id):
        raise ForbiddenError("only HSE accepts that a job goes on with a failed item", code="follow_up.hse_only")
    row.state, row.resolution, row.note = "resolved", resolution, note
    row.resolved_at, row.resolved_by, row.resolved_name = tx.now, subject.user_id, subject.name
    tx.session.flush()


def _carry_out(
    tx: Tx, subject: Subject, row: FollowUp, assignment: Assignment, resolution: Resolution, note: str
) -> None:
    about = About(
        "follow_up", row.id, unit_id=row.unit_id, crew_id=assignment.crew_id, ticket_id=assignment.ticket_id,
        assignment_id=assignment.id,
    )  # fmt: skip
    told = {"resolution": resolution, "checklist_id": str(row.checklist_id)}
    record(tx, subject, "follow_up.resolved", about, payload=told, erasable={"note": note})
    if assignment.state not in ACTIVE_ASSIGNMENT:
        return
    if resolution == "repeated":
        checklists.repeat(tx, subject, assignment, lists.lock(tx.session, row.checklist_id))
    elif resolution == "accepted":
        checklists.bring_up_to_date(tx, subject, row.checklist_id)
    else:
        _end(tx, subject, assignment, note)
    if assignment.state in ACTIVE_ASSIGNMENT:
        tell_crew(tx, subject, assignment, PushKind.FOLLOW_UP_RESOLVED)


def _end(tx: Tx, subject: Subject, assignment: Assignment, note: str) -> None:
    """Let the job end: a crew inside a zone leaves by the exit first, one that is leaving already goes on."""
    to = _way_out(assignment.state, inside=in_zone(tx, assignment))
    if to is not None:
        assignments.move(tx, subject, assignment.id, to, why=note)


def _way_out(state: str, *, inside: bool) -> str | None:
    if state in ("proposed", "assigned"):
        return "withdrawn"
    if state in ("accepted", "en_route", "waiting_entry") or (state == "working" and not inside):
        return "aborted"
    return None if state == "exiting" else "exiting"


def _found(row: FollowUp | None) -> FollowUp:
    if row is None:
        raise NotFoundError("there is no such follow-up")
    return row
