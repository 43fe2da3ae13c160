"""Messages to phones as the desk sees them: how far each came, what followed while nobody answered, who never did."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from app.schema.devices import Push
from app.schema.messages import Message
from app.services.work import Tx
from app.storage import push_following as rows
from compliance.push_following import Answers, Urgency, is_answered


@dataclass(frozen=True)
class PushView:
    """One message to one person about an assignment.

    Attributes:
        row: how far it came.
        user_name: whom it went to.
        text: the short message that went after it.
        unanswered: the dispatcher was told that nobody answers, and that is so still.
    """

    row: Push
    user_name: str
    text: Message | None
    unanswered: bool


def of_assignments(tx: Tx, states: Mapping[UUID, str]) -> dict[UUID, tuple[PushView, ...]]:
    """All messages about assignments, the oldest first.

    Args:
        tx: a transaction.
        states: of the assignments, by their ids.
    """
    found = rows.list_of_assignments(tx.session, states)
    read = {_telling(push) for push, _, _ in found if push.read_at is not None}
    views = [
        (push.assignment_id, PushView(push, name, text, _is_open(push, _telling(push) in read, states)))
        for push, name, text in found
    ]
    return {key: tuple(view for _, view in each) for key, each in groupby(views, lambda pair: pair[0]) if key}


def unanswered_since(tx: Tx, ticket_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """Since when some crew does not answer, by ticket; only tickets of which that is so now."""
    found = rows.list_alarming(tx.session, ticket_ids)
    jobs = {push.assignment_id: state for _, state, push in found if push.assignment_id}
    read = rows.list_read(tx.session, jobs) if jobs else frozenset()
    since: dict[UUID, datetime] = {}
    for ticket_id, _, push in found:
        if push.unanswered_at and _is_open(push, _telling(push) in read, jobs):
            since[ticket_id] = min(push.unanswered_at, since.get(ticket_id, push.unanswered_at))
    return since


def since_of(views: Sequence[PushView]) -> datetime | None:
    """Since when somebody does not answer, None where nobody is waited for."""
    return min((view.row.unanswered_at for view in views if view.unanswered and view.row.unanswered_at), default=None)


def _telling(push: Push) -> tuple[UUID | None, str, datetime]:
    return push.assignment_id, push.kind, push.queued_at


def _is_open(push: Push, crew_read: bool, states: Mapping[UUID, str]) -> bool:
    if push.unanswered_at is None:
        return False
    known = Answers(push.state, crew_read, states.get(push.assignment_id) if push.assignment_id else None)
    return not is_answered(push.kind, Urgency(push.urgency), known)
