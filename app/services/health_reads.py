"""Every look at health data is on record: who looked at whose, why. The auditor reads it, and everybody their own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from app.access import Subject, Verb
from app.schema.privacy import HealthRead
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import privacy as rows
from app.storage import stand_downs

LIST = "list"
"""Why a list was looked through: nobody asks for a reason there."""
MOST_OWN = 200


def note(tx: Tx, subject: Subject, verb: str, member_ids: Iterable[UUID], *, why: str = LIST) -> None:
    """Write down that somebody looks at health data of these workers, with one event for each of their units.

    Args:
        tx: the transaction of the look, which commits before the answer leaves.
        subject: who looks.
        verb: what they did.
        member_ids: whose data they see.
        why: a code.
    """
    units: dict[UUID, list[UUID]] = defaultdict(list)
    for member_id, unit_id in stand_downs.units_of(tx.session, set(member_ids)).items():
        units[unit_id].append(member_id)
    for unit_id, members in sorted(units.items()):
        told = {"why": why, "count": len(members)}
        note_for(tx, subject, record(tx, subject, verb, About("unit", unit_id, unit_id), payload=told), verb, unit_id,
                 members, why)  # fmt: skip


def note_for(
    tx: Tx, subject: Subject, event_id: UUID, verb: str, unit_id: UUID, member_ids: Iterable[UUID], why: str
) -> None:
    """The same where the event of the look is written already."""
    tx.session.flush()
    tx.session.add_all(
        HealthRead(
            event_id=event_id, unit_id=unit_id, member_id=each, what=verb, why=why, read_at=tx.now,
            read_by=subject.user_id, reader=subject.name,
        )
        for each in sorted(set(member_ids))
    )  # fmt: skip
    tx.session.flush()


def list_reads(
    work: Work, subject: Subject, *, member_id: UUID | None, before: UUID | None, limit: int
) -> Sequence[tuple[HealthRead, str]]:
    """Looks at workers of the subject's units with the workers' names, the newest first; one more than ``limit``."""
    scope = subject.scope(Verb.PRIVACY_READ)
    with work.look() as tx:
        return rows.list_reads(tx.session, scope.unit_ids, member_id, before, limit + 1)


def list_own(work: Work, subject: Subject) -> Sequence[HealthRead]:
    """Who looked at the subject's own, the newest first."""
    with work.look() as tx:
        return rows.list_reads_of_user(tx.session, subject.user_id, MOST_OWN) if subject.user_id else []
