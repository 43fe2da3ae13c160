"""Electrical work permits: read, drawn up, issued, permitted, handed back and ended by people.

Who is at a desk signs under their own account. The crew signs on its own phones, or by hand on its leader's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import CrewMember
from app.schema.units import Unit
from app.schema.work_permits import WorkPermit
from app.services import people_facts, work_permit_steps
from app.services.assignment_steps import tell_crew
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.services.work_permit_steps import HANDED_BACK, SAYS_ANEW, Signed
from app.services.work_permit_views import WorkPermitView, view_all
from app.storage import assignments, work_permits
from app.storage.work_permits import WorkPermitFilter
from compliance.crews import MemberFacts
from compliance.lifecycles import ACTIVE_ASSIGNMENT
from compliance.reasons import reason
from compliance.work_permits import Signing, may_sign

LONGEST_DRAWING = 20_000
"""Signs of a drawn signature; a finger draws less."""


@dataclass(frozen=True)
class Drawn:
    """A signature from a phone."""

    role: str
    device_time: datetime
    member_id: UUID | None = None
    """Who signs; None is the phone's own worker."""
    drawn: str | None = None
    place: str | None = None
    age: timedelta | None = None
    """How long ago it was drawn, as far as the phone's steady counter or a known skew proves it."""


def list_work_permits(
    work: Work, subject: Subject, which: WorkPermitFilter, *, before: UUID | None, limit: int
) -> list[WorkPermitView]:
    """Documents that the subject may see, the newest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.WORK_PERMITS_READ)
    with work.look() as tx:
        return view_all(tx, work_permits.list_page(tx.session, scope, which, before=before, limit=limit + 1))


def get_work_permit(work: Work, subject: Subject, work_permit_id: UUID) -> WorkPermitView:
    """One document.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.WORK_PERMITS_READ)
    with work.look() as tx:
        return view_all(tx, [_found(work_permits.find(tx.session, scope, work_permit_id))])[0]


def time_zone_of(work: Work, row: WorkPermit) -> str:
    """The time zone of a document's unit."""
    with work.look() as tx:
        return tx.session.get_one(Unit, row.unit_id).time_zone


@again
def draw_up(work: Work, subject: Subject, assignment_id: UUID, kind: str) -> WorkPermitView:
    """Draw up a document for a job whose method is chosen; the one that it has is cancelled.

    Raises:
        NotFoundError: no such job that the subject may write documents for.
        ConflictError: no method is chosen, the job is over, or the document is in use.
    """
    scope = subject.scope(Verb.WORK_PERMITS_WRITE)
    with work.begin() as tx:
        row = assignments.find(tx.session, scope, assignment_id, for_update=True)
        if row is None:
            raise NotFoundError("no such assignment")
        if row.work_method is None:
            raise ConflictError("choose the work method first", code="method.missing")
        if row.state not in ACTIVE_ASSIGNMENT:
            raise ConflictError("the job is over", code="work_permit.job_over")
        held = work_permits.find_live(tx.session, row.id)
        if held is not None and held.state in ("permitted", "handed_back"):
            raise ConflictError(f"{held.number} is in use; cancel it first", code="work_permit.in_use")
        if held is not None:
            work_permit_steps.end(tx, subject, held, row, "cancelled", "work_permit.replaced")
        paper_ref = held.content.get("paper_ref") if held is not None else None
        return view_all(tx, [work_permit_steps.draw_up(tx, subject, row, kind, paper_ref)])[0]


@again
def sign(work: Work, subject: Subject, work_permit_id: UUID, role: str) -> WorkPermitView:
    """Sign under one's own account.

    Raises:
        NotFoundError: no such document.
        ConflictError: the subject may not give this signature, or not now.
    """
    with work.begin() as tx:
        held, row = _locked(tx, subject, work_permit_id)
        by = Signed(role, people_facts.name_of(tx, subject), "account", subject.user_id, subject.member_id)
        _sign(tx, subject, held, row, by)
        return view_all(tx, [held])[0]


def sign_in(tx: Tx, subject: Subject, row: Assignment, given: Drawn) -> WorkPermit:
    """A signature from a phone, in the transaction that keeps its answer: one's own, or by hand on the leader's phone.

    Raises:
        NotFoundError: the job has no document.
        ForbiddenError: another's signature comes from a phone that is not the leader's.
        InvalidError: another's signature without a drawing.
        ConflictError: it is not theirs to give now, or the document was changed since it was drawn.
    """
    held = work_permits.find_live(tx.session, row.id)
    if held is None:
        raise NotFoundError("the job has no work permit or order", code="gate.work_permit.missing")
    held = work_permits.lock(tx.session, held.id)
    _check_unchanged(tx, held, given)
    by = _from_phone(tx, subject, row, given)
    if given.role == HANDED_BACK:
        _hand_back(tx, subject, held, row, by)
    else:
        _sign(tx, subject, held, row, by)
    return held


@again
def end(work: Work, subject: Subject, work_permit_id: UUID, to: str, why: str) -> WorkPermitView:
    """Close a document that was handed back, or cancel one before that.

    Raises:
        NotFoundError: no such document that the subject may end.
        ConflictError: it cannot end so now.
    """
    subject.scope(Verb.WORK_PERMITS_WRITE)
    with work.begin() as tx:
        held, row = _locked(tx, subject, work_permit_id)
        fits = (held.state == "handed_back") if to == "closed" else held.state in ("draft", "issued", "permitted")
        if not fits:
            raise ConflictError(f"a document that is {held.state} cannot become {to}", code="work_permit.state")
        work_permit_steps.end(tx, subject, held, row, to, why)
        if to == "cancelled":
            tell_crew(tx, subject, row, PushKind.WORK_PERMIT_CHANGED)
        return view_all(tx, [held])[0]


@again
def hand_back(work: Work, subject: Subject, work_permit_id: UUID) -> WorkPermitView:
    """Give a document back after the work, as the crew's direct supervisor.

    Raises:
        NotFoundError: no such document.
        ConflictError: it is not in use, or somebody else than the direct supervisor asks.
    """
    with work.begin() as tx:
        held, row = _locked(tx, subject, work_permit_id)
        by = Signed(HANDED_BACK, people_facts.name_of(tx, subject), "account", subject.user_id, subject.member_id)
        _hand_back(tx, subject, held, row, by)
        return view_all(tx, [held])[0]


def _sign(tx: Tx, subject: Subject, held: WorkPermit, row: Assignment, by: Signed) -> None:
    if held.state not in ("draft", "issued"):
        raise ConflictError(f"{held.number} takes no signatures: it is {held.state}", code="work_permit.state")
    rules, facts, crew = work_permit_steps.look(tx, held)
    given = work_permits.list_signatures(tx.session, [held.id])[held.id]
    mine = frozenset(
        each.role
        for each in given
        if each.fell_at is None
        and ((by.user_id and each.user_id == by.user_id) or (by.member_id and each.member_id == by.member_id))
    )
    who = Signing(_desk(subject, row, by), _crew_roles(crew, by.member_id), mine)
    decision = may_sign(rules, facts, by.role, who, people_facts.role_pairs(tx), crew)
    if not decision.allowed:
        raise ConflictError(decision.reasons[0].text("en"), code=decision.codes[0], reasons=decision.reasons)
    work_permit_steps.put_signature(tx, subject, held, row, by)
    if held.state in ("issued", "permitted"):
        ready = held.state == "issued"
        tell_crew(tx, subject, row, PushKind.WORK_PERMIT_READY if ready else PushKind.WORK_PERMIT_GOOD)


def _hand_back(tx: Tx, subject: Subject, held: WorkPermit, row: Assignment, by: Signed) -> None:
    _, _, crew = work_permit_steps.look(tx, held)
    if held.state != "permitted":
        raise ConflictError(f"{held.number} is {held.state}: it is not in use", code="work_permit.state")
    if "direct_supervisor" not in _crew_roles(crew, by.member_id):
        raise ConflictError("only the direct supervisor hands it back", code="work_permit.not_yours_to_sign")
    work_permit_steps.put_signature(tx, subject, held, row, replace(by, role=HANDED_BACK))
    work_permit_steps.step(tx, subject, held, row, "handed_back")


def _check_unchanged(tx: Tx, held: WorkPermit, given: Drawn) -> None:
    """A signature is for what the signer saw: one from a phone that was away comes too late for other words."""
    changed_at = work_permits.find_changed_at(tx.session, held.id, SAYS_ANEW)
    if given.age is not None and changed_at is not None and tx.now - given.age < changed_at:
        why = reason("work_permit.changed_since", number=held.number)
        raise ConflictError(why.text("en"), code=why.code, reasons=[why])


def _desk(subject: Subject, row: Assignment, by: Signed) -> frozenset[str]:
    """Roles at a desk count for whoever signs in their own name only."""
    return subject.roles_over(unit_id=row.unit_id) if by.user_id == subject.user_id else frozenset()


def _crew_roles(crew: Sequence[MemberFacts], member_id: UUID | None) -> frozenset[str]:
    return next((each.roles for each in crew if each.id == member_id), frozenset())


def _from_phone(tx: Tx, subject: Subject, row: Assignment, given: Drawn) -> Signed:
    parts = {part.member_id: (part, member) for part, member in assignments.list_members(tx.session, [row.id])}
    signer_id = given.member_id or subject.member_id
    if signer_id is None or signer_id not in parts:
        raise InvalidError.of("body.member_id", "crew", "this person is not on the job", "name one who is")
    member = parts[signer_id][1]
    if signer_id != subject.member_id:
        _check_leader(parts, subject, given)
    if given.drawn is not None and len(given.drawn) > LONGEST_DRAWING:
        raise InvalidError.of("body.signature", "too_long", "that is no signature", "draw it anew")
    return Signed(
        given.role, member.name, "drawn" if given.drawn else "account", member.user_id, member.id, given.drawn,
        given.place, given.device_time,
    )  # fmt: skip


def _check_leader(parts: dict[UUID, tuple[AssignmentMember, CrewMember]], subject: Subject, given: Drawn) -> None:
    leader = parts.get(subject.member_id) if subject.member_id else None
    if leader is None or leader[0].role != "direct_supervisor":
        raise ForbiddenError("only the crew leader's phone signs for another member", code="checklist.not_yours")
    if not given.drawn:
        raise InvalidError.of("body.signature", "missing", "draw the signature", "sign by hand on the leader's phone")


def _locked(tx: Tx, subject: Subject, work_permit_id: UUID) -> tuple[WorkPermit, Assignment]:
    """The document and its job, both locked, for whoever may write it from a desk or belongs to its crew."""
    desk, field = subject.find_scope(Verb.WORK_PERMITS_WRITE), subject.find_scope(Verb.FIELD)
    if not (desk or field):
        raise ForbiddenError("your role does not sign work permits")
    scope = Scope(unit_ids=desk.unit_ids, crew_ids=field.crew_ids)
    held = _found(work_permits.find(tx.session, scope, work_permit_id))
    row = assignments.find(tx.session, scope, held.assignment_id, for_update=True)
    if row is None:
        raise NotFoundError("there is no such work permit")
    return work_permits.lock(tx.session, held.id), row


def _found(row: WorkPermit | None) -> WorkPermit:
    if row is None:
        raise NotFoundError("there is no such work permit")
    return row
