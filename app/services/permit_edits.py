"""What changes on a permit without a step of its life cycle: a draft before it is sent, conditions after approval."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.messages import Message
from app.schema.permits import EntryPermit
from app.services import passes, permit_conditions, pushes
from app.services.permit_steps import PUSH_TTL_SECONDS
from app.services.permit_trail import Noted, note
from app.services.pushes import PushKind
from app.services.versions import check_version
from app.services.work import Tx, Work, again
from app.storage import messages, permits
from app.storage.permits import PermitView, StepRow


class DraftChanges(TypedDict, total=False):
    """What may be completed before a request is sent; fields left out stay as they are."""

    reason: str
    requested_from: datetime
    requested_until: datetime


@dataclass(frozen=True)
class Conditions:
    """What an authority asks for, in its own words."""

    before_entry: tuple[str, ...] = ()
    at_exit: tuple[str, ...] = ()


@dataclass(frozen=True)
class PermitHistory:
    """All that ever happened to a permit, and whom it was told."""

    view: PermitView
    steps: list[StepRow]
    messages: list[Message]


@again
def change_draft(work: Work, subject: Subject, permit_id: UUID, version: int, changes: DraftChanges) -> PermitView:
    """Complete a request that was not sent yet.

    Raises:
        NotFoundError: none that the subject may send.
        StaleError: ``version`` is not the newest.
        ConflictError: it was sent already.
        InvalidError: it would end before it begins, or before now.
    """
    scope = Scope(unit_ids=subject.scope(Verb.PERMITS_REQUEST).unit_ids)
    with work.begin() as tx:
        permit = _locked(tx, scope, permit_id)
        check_version(permit.version, version)
        if permit.state != "draft":
            raise ConflictError("the request was sent already; withdraw it and ask anew", code="permit.sent")
        for name, value in changes.items():
            setattr(permit, name, value)
        if permit.requested_until <= max(permit.requested_from, tx.now):
            raise InvalidError.of("requested_until", "window", "the window would be over", "choose a later end")
        tx.session.flush()
        assignment = permits.load(tx.session, Assignment, permit.assignment_id)
        what = Noted("permit.completed", payload={"fields": sorted(changes)}, hidden=True)
        note(tx, subject, permit, assignment, what)
        return _shown(tx, permit)


@again
def change_conditions(
    work: Work, subject: Subject, permit_id: UUID, version: int, conditions: Conditions
) -> PermitView:
    """Set other conditions on a permit that is good: what was confirmed for the old ones counts no more.

    Raises:
        NotFoundError: none that the subject may answer.
        StaleError: ``version`` is not the newest.
        ConflictError: the permit is not good.
    """
    scope = Scope(authority_ids=subject.scope(Verb.PERMITS_ANSWER).authority_ids)
    with work.begin() as tx:
        permit = _locked(tx, scope, permit_id)
        check_version(permit.version, version)
        if permit.state != "approved":
            raise ConflictError("only an approved permit has conditions", code="permit.not_approved")
        permit.conditions, permit.exit_conditions = list(conditions.before_entry), list(conditions.at_exit)
        tx.session.flush()
        assignment = permits.load(tx.session, Assignment, permit.assignment_id)
        permit_conditions.put(tx, subject, permit, assignment)
        told = {"conditions": list(conditions.before_entry), "exit_conditions": list(conditions.at_exit)}
        note(tx, subject, permit, assignment, Noted("permit.conditions_changed"), erasable=told)
        passes.follow(tx, subject, permit)
        for user_id in permits.list_users(tx.session, permit.assignment_id):
            pushes.queue(
                tx, subject, user_id=user_id, kind=PushKind.PERMIT_CONDITIONS, unit_id=permit.unit_id,
                ttl_seconds=PUSH_TTL_SECONDS, assignment_id=permit.assignment_id,
            )  # fmt: skip
        return _shown(tx, permit)


def get_history(work: Work, subject: Subject, permit_id: UUID) -> PermitHistory:
    """Every step of a permit with actor, time and channel, and what was sent about it.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.PERMITS_READ)
    with work.look() as tx:
        permit = permits.find(tx.session, scope, permit_id)
        if permit is None:
            raise NotFoundError("there is no such entry permit")
        view = permits.view_all(tx.session, [permit], tx.now)[0]
        sent = messages.list_of(tx.session, permit.id)
        return PermitHistory(view, permits.list_steps(tx.session, permit.id), list(sent))


def _locked(tx: Tx, scope: Scope, permit_id: UUID) -> EntryPermit:
    permit = permits.find(tx.session, scope, permit_id, for_update=True)
    if permit is None:
        raise NotFoundError("there is no such entry permit")
    return permit


def _shown(tx: Tx, permit: EntryPermit) -> PermitView:
    tx.session.flush()
    return permits.view_all(tx.session, [permit], tx.now)[0]
