"""HSE takes its word on a combination back: jobs that count on it are told at once, and their gate shuts by itself."""

from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, NotFoundError
from app.schema.combinations import HseCombination
from app.services import judgements
from app.services.assignment_steps import about, tell_crews
from app.services.events import About, Happened, record, record_each
from app.services.people_facts import name_of
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.storage import combinations
from app.storage.weather import list_below
from compliance.zones import in_force_at, merge


@again
def withdraw(work: Work, subject: Subject, combination_id: UUID, why: str) -> HseCombination:
    """Withdraw a sign-off from now on.

    Raises:
        NotFoundError: none that the subject may withdraw.
        ConflictError: it is over already, or stands for every unit and the subject is not over all of them.
    """
    scope = subject.scope(Verb.COMBINATIONS_SIGN)
    with work.begin() as tx:
        row = combinations.find(tx.session, scope, combination_id, for_update=True)
        if row is None:
            raise NotFoundError("there is no such sign-off")
        if row.withdrawn_at is not None or (row.valid_until is not None and row.valid_until <= tx.now):
            raise ConflictError("this sign-off is over already", code="combination.over")
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_name = tx.now, subject.user_id, name_of(tx, subject)
        row.withdrawn_reason = why
        tx.session.flush()
        told = {"ppe_profile": row.ppe_profile, "method": row.method}
        where = About("combination", row.id, unit_id=row.unit_id)
        record(tx, subject, "combination.withdrawn", where, payload=told, erasable={"reason": why})
        _tell(tx, subject, row)
        return row


def _tell(tx: Tx, subject: Subject, ended: HseCombination) -> None:
    """Tell the crews and dispatchers of jobs that counted on it."""
    below = list_below(tx.session, ended.unit_id) if ended.unit_id else None
    rows = combinations.list_jobs(tx.session, below, ended.method)
    hits = judgements.zones_of(tx, {row.ticket_id for row in rows})
    concerned = [
        row
        for row in rows
        if ended.ppe_profile in merge(in_force_at([hit.zone for hit in hits[row.ticket_id]], tx.now)).ppe_profiles
    ]
    if concerned:
        told = {"ppe_profile": ended.ppe_profile, "method": ended.method}
        record_each(tx, subject, [Happened("assignment.combination_withdrawn", about(row), told) for row in concerned])
        tell_crews(tx, subject, concerned, PushKind.COMBINATION_WITHDRAWN)
