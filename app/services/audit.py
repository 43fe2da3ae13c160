"""The audit trail: what happened, by whom, in the order in which it was committed."""

from collections.abc import Sequence
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.schema.events import Event
from app.services.work import Work
from app.storage import events


def list_trail(
    work: Work,
    subject: Subject,
    *,
    subject_id: UUID | None,
    subject_kind: str | None,
    after: tuple[int, UUID] | None,
    limit: int,
) -> Sequence[Event]:
    """Events that the subject may read, oldest first; one more than ``limit`` when there are more.

    Auditors and administrators read all of their units. Whoever hears events may read the history of one thing, though
    not of an account.

    Args:
        work: what use cases work with.
        subject: who asks.
        subject_id: only this thing; for a ticket also what happened to its assignments, permits and checklists.
        subject_kind: only things of this kind.
        after: xid and id of the event that the page follows.
        limit: events in a page.

    Raises:
        ForbiddenError: neither the trail nor events are for this role.
    """
    if subject_id is None:
        audit, history = subject.scope(Verb.AUDIT_READ), Scope()
    else:
        audit, history = subject.find_scope(Verb.AUDIT_READ), subject.scope(Verb.EVENTS_READ)
    with work.look() as tx:
        return events.list_readable(
            tx.session,
            audit,
            history,
            subject_id=subject_id,
            subject_kind=subject_kind,
            cursor=after,
            limit=limit + 1,
        )
