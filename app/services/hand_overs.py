"""A job handed over to the next crew: given by the crew leader, passed on with the booking, taken over by signature.

One transaction each; locks come in the order ticket, assignment, documents, hand-over.
"""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.access import Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.crews import CrewMember
from app.schema.hand_overs import HandOver
from app.services import assignment_steps, checklists, crew_duty, hand_over_links, work_permit_facts
from app.services.assignment_steps import Checked
from app.services.crew_duty import own_crew, refuse
from app.services.events import record
from app.services.field import Action, ActionState
from app.services.pushes import PushKind
from app.services.work import Tx, Work
from app.storage import assignments, tickets, work_permits
from app.storage import hand_overs as rows
from app.storage.hand_overs import Found
from compliance.decision import Decision, from_reasons
from compliance.hand_overs import CAUSES, EARTHING_NAMES, ISOLATION_NAMES, Leaving, may_hand_over, may_take_over
from compliance.lifecycles import ACTIVE_ASSIGNMENT, ASSIGNMENT, AT_THE_PLACE
from compliance.reasons import reason
from compliance.work_permits import hand_back_first

HANDED_OVER = "handed_over"
"""``end_code`` of a job that was given up because the next crew goes on with it."""
MOST_PHOTOS = 10
_MOST_TEXT = 4000
_SHA256 = re.compile(r"[0-9a-f]{64}")


def give(tx: Tx, subject: Subject, job: Assignment, action: Action) -> ActionState:
    """``assignment.hand_over``: the crew leaves the job to the next one, or stays until the next one has come.

    Args:
        tx: an open transaction.
        subject: the crew leader.
        job: locked behind its ticket.
        action: what was done, what remains, how the place was left.

    Raises:
        ConflictError: people are inside, the work permit was not handed back, the exit is not done, or it is nobody's
            job to hand over now; reasons say which.
        InvalidError: something that has to be said is missing, or is none of what can be said.
    """
    me, _ = own_crew(tx, subject)
    meets = action.body.get("meets") is True
    given = [each for each in rows.lock_of_jobs(tx.session, [job.id]) if each.from_assignment_id == job.id]
    known = next((each for each in given if each.state in rows.OPEN), None)
    if known is not None and meets:
        return ActionState(job.state, job.version)
    refuse(_not_taken(job, given), "the next crew has taken over")
    refuse(may_hand_over(_leaving(tx, job, me), meets=meets), "the job is not handed over")
    row = _written(tx, job, me, action, meets=meets)
    if known is not None:
        known.state = "dropped"  # the crew that wanted to wait goes after all: this one says how it leaves the place
        row.to_assignment_id, row.state = known.to_assignment_id, "passed" if known.to_assignment_id else "waiting"
        tx.session.flush()
    tx.session.add(row)
    tx.session.flush()
    told = {"cause": row.cause, "meets": meets, "isolation": row.isolation, "earthing": row.earthing,
            "open_items": len(row.open_items), "work_permit_state": row.work_permit_state}  # fmt: skip
    words = {"done": row.done, "remaining": row.remaining, "by": me.name}
    about = hand_over_links.about(row)
    record(tx, subject, "hand_over.given", about, payload=told, erasable=words, device_time=action.device_time)
    if meets:
        (ticket,) = tickets.lock_all(tx.session, [job.ticket_id])
        hand_over_links.one_more_slot(ticket)
        tx.session.flush()
    else:
        _leave(tx, subject, job, row, action)
    return ActionState(job.state, job.version)


def take(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``hand_over.take``: the next crew has read it and signs; only now may it work.

    Raises:
        NotFoundError: nothing was handed over to the crew under this id.
        ConflictError: it is not the crew leader, not at the place where the other crew waits, or the other crew's work
            permit was not handed back.
    """
    me, _members = own_crew(tx, subject)
    row = rows.find_to_take(tx.session, action.entity_id, subject.scope(Verb.FIELD).crew_ids)
    if row is None or row.to_assignment_id is None:
        raise NotFoundError("nothing was handed over to your crew")
    job = assignments.find(tx.session, subject.scope(Verb.FIELD), row.to_assignment_id, for_update=True)
    row = rows.refresh(tx.session, row)
    if job is None or row.to_assignment_id != job.id:
        raise NotFoundError("nothing was handed over to your crew")
    if row.state == "taken":
        return ActionState(row.state, row.version)
    before = tx.session.get_one(Assignment, row.from_assignment_id, with_for_update={"key_share": True})
    waits = row.meets and before.state in ACTIVE_ASSIGNMENT
    refuse(
        may_take_over(
            leads=crew_duty.leads(me), meets=waits, here=_is_here(tx, job), permit_number=_permit_out(tx, before.id)
        ),
        "not taken over",
    )
    row.state, row.taken_at, row.taken_member_id = "taken", tx.now, me.id
    row.taken_signature = action.text("signature")
    tx.session.flush()
    about = hand_over_links.about(row, job)
    record(tx, subject, "hand_over.taken", about, erasable={"by": me.name}, device_time=action.device_time)
    if waits:
        _release(tx, subject, before)
    return ActionState(row.state, row.version)


def list_hand_overs(
    work: Work, subject: Subject, *, still_open: bool | None, ticket_id: UUID | None, before: UUID | None, limit: int
) -> Sequence[Found]:
    """Hand-overs that the subject may see, the newest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.ASSIGNMENTS_READ)
    with work.look() as tx:
        return rows.list_page(
            tx.session, scope, still_open=still_open, ticket_id=ticket_id, before=before, limit=limit + 1
        )


def _not_taken(job: Assignment, given: Sequence[HandOver]) -> Decision:
    taken = any(each.state == "taken" for each in given)
    return from_reasons([reason("hand_over.not_now", state=job.state)] if taken else [])


def _release(tx: Tx, subject: Subject, before: Assignment) -> None:
    """The crew that waited may go: out of a zone by its exit, from elsewhere at once."""
    assignment_steps.tell_crew(tx, subject, before, PushKind.ASSIGNMENT_CHANGED)
    step = ASSIGNMENT.find(before.state, "aborted")
    if step is None or assignment_steps.in_zone(tx, before):
        return
    before.end_code = HANDED_OVER
    assignment_steps.carry_out(tx, subject, before, Checked(step), why=HANDED_OVER, device_time=None)


def _leaving(tx: Tx, job: Assignment, me: CrewMember) -> Leaving:
    inside = rows.count_inside(tx.session, job.id)
    return Leaving(job.state, crew_duty.leads(me), inside, _permit_out(tx, job.id))


def _permit_out(tx: Tx, assignment_id: UUID) -> str | None:
    """The number of the document that a crew works under and has not handed back."""
    held = work_permit_facts.find(tx, assignment_id)
    return held.number if held is not None and not hand_back_first(held).allowed else None


def _is_here(tx: Tx, job: Assignment) -> bool:
    """Whether a crew stands where the work is: inside, or come to a place that lies in no zone."""
    return job.state in AT_THE_PLACE or (job.state == "en_route" and not assignment_steps.in_zone(tx, job))


def _leave(tx: Tx, subject: Subject, job: Assignment, row: HandOver, action: Action) -> None:
    """Give the job up by the step that there is for it; leaving a zone asks for all that it always does."""
    step = assignment_steps.check_step(tx, subject, job, "aborted")
    job.end_code = HANDED_OVER
    assignment_steps.carry_out(
        tx, subject, job, step, why=f"{HANDED_OVER}: {row.remaining}", device_time=action.device_time
    )


def _written(tx: Tx, job: Assignment, me: CrewMember, action: Action, *, meets: bool) -> HandOver:
    document = work_permits.find_live(tx.session, job.id)
    return HandOver(
        unit_id=job.unit_id, ticket_id=job.ticket_id, from_assignment_id=job.id, from_crew_id=job.crew_id,
        state="waiting", cause=_one_of(action, "cause", CAUSES), meets=meets, done=_words(action, "done"),
        remaining=_words(action, "remaining"), isolation=_one_of(action, "isolation", ISOLATION_NAMES),
        earthing=_one_of(action, "earthing", EARTHING_NAMES), work_permit_id=document.id if document else None,
        work_permit_state=document.state if document else None, open_items=_open_items(tx, job), photos=_photos(action),
        given_at=tx.now, given_device_at=action.device_time, given_member_id=me.id,
        given_signature=action.text("signature"),
    )  # fmt: skip


def _open_items(tx: Tx, job: Assignment) -> list[dict[str, Any]]:
    """What was begun on the crew's checklists and not confirmed."""
    views = [each for each in checklists.statuses(tx, job.id) if each.state == "open"]
    return [{"checklist": view.row.template_code, "item": slot[0]} for view in views for slot in view.status.missing]


def _words(action: Action, name: str) -> str:
    return action.need_text(name).strip()[:_MOST_TEXT]


def _one_of(action: Action, name: str, known: Any) -> str:
    given = action.need_text(name)
    if given not in known:
        raise InvalidError.of(f"body.{name}", "unknown", f"there is no {given!r}", f"one of {', '.join(known)}")
    return given


def _photos(action: Action) -> list[str]:
    given = action.body.get("photos") or []
    if not isinstance(given, list) or len(given) > MOST_PHOTOS or not all(_is_hash(each) for each in given):
        detail = f"photos is a list of at most {MOST_PHOTOS} SHA-256 hashes"
        raise InvalidError.of("body.photos", "list", detail, "upload them, and name their hashes")
    return given


def _is_hash(given: Any) -> bool:
    return isinstance(given, str) and _SHA256.fullmatch(given) is not None
