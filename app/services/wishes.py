"""What dispatchers want of plans for one ticket: deadlines, and the crew that shall or shall not go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.tickets import Ticket
from app.schema.wishes import TicketWish
from app.services.events import record
from app.services.ticket_steps import about
from app.services.versions import check_version
from app.services.work import Tx, Work
from app.storage import crews, tickets, wishes


@dataclass(frozen=True)
class Deadline:
    """When work on a ticket should and must begin; ``None`` binds nothing."""

    due_at: datetime | None = None
    not_before: datetime | None = None
    must_start_by: datetime | None = None


@dataclass(frozen=True)
class Wanted:
    """Which crew shall go, as which of its jobs (from 0), and which crews shall not."""

    crew_id: UUID | None = None
    position: int | None = None
    not_crew_ids: tuple[UUID, ...] = ()


def get_wish(work: Work, subject: Subject, ticket_id: UUID) -> TicketWish:
    """What is wanted for a ticket; nothing, at version 0, where nobody ever said.

    Raises:
        NotFoundError: no ticket that the subject may see plans for.
    """
    scope = subject.scope(Verb.PLANS_READ)
    with work.look() as tx:
        _ticket(tx, scope, ticket_id)
        return wishes.find(tx.session, ticket_id) or wishes.nothing(ticket_id, tx.now)


def list_wishes(
    work: Work, subject: Subject, unit_id: UUID | None, *, after: UUID | None, limit: int
) -> Sequence[TicketWish]:
    """What is wanted for open tickets of the subject's units; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.PLANS_READ)
    with work.look() as tx:
        return wishes.list_open(tx.session, scope, unit_id, after=after, limit=limit + 1)


def set_deadline(work: Work, subject: Subject, ticket_id: UUID, version: int, wanted: Deadline) -> TicketWish:
    """Say when work on a ticket should and must begin; an empty deadline takes it back.

    Raises:
        NotFoundError: no ticket that the subject plans for.
        StaleError: ``version`` is not the newest.
        InvalidError: it must begin before it may.
    """
    if wanted.not_before and wanted.must_start_by and wanted.must_start_by < wanted.not_before:
        raise InvalidError.of("must_start_by", "window", "it must begin before it may", "exchange the two times")

    def apply(tx: Tx, row: TicketWish) -> dict[str, object]:
        del tx
        check_version(row.deadline_version, version)
        row.due_at, row.not_before, row.must_start_by = wanted.due_at, wanted.not_before, wanted.must_start_by
        row.deadline_version += 1
        return {name: each.isoformat() for name, each in vars(wanted).items() if each is not None}

    return _change(work, subject, ticket_id, "ticket.deadline_set", apply)


def set_pin(work: Work, subject: Subject, ticket_id: UUID, version: int, wanted: Wanted) -> TicketWish:
    """Say which crew shall go to a ticket, or shall not; an empty pin takes it back.

    Raises:
        NotFoundError: no ticket that the subject plans for.
        StaleError: ``version`` is not the newest.
        InvalidError: no such crew, or one that shall both go and not go.
    """
    if wanted.position is not None and wanted.crew_id is None:
        raise InvalidError.of("position", "position", "a position needs a crew", "name a crew_id too")
    if wanted.crew_id in wanted.not_crew_ids:
        raise InvalidError.of("not_crew_ids", "contradiction", "this crew shall go and not go", "name it once")
    scope = subject.scope(Verb.PLANS_WRITE)

    def apply(tx: Tx, row: TicketWish) -> dict[str, object]:
        check_version(row.pin_version, version)
        named = ({wanted.crew_id} if wanted.crew_id else set()) | set(wanted.not_crew_ids)
        for crew_id in named:
            if crews.find(tx.session, Scope(unit_ids=scope.unit_ids), crew_id) is None:
                raise InvalidError.of("crew_id", "unknown", "there is no such crew", "name a crew of your units")
        row.crew_id, row.position, row.not_crew_ids = wanted.crew_id, wanted.position, list(wanted.not_crew_ids)
        row.pin_version += 1
        return {"crew_id": str(wanted.crew_id) if wanted.crew_id else None, "position": wanted.position}

    return _change(work, subject, ticket_id, "ticket.pin_set", apply)


def _change(
    work: Work, subject: Subject, ticket_id: UUID, verb: str, apply: Callable[[Tx, TicketWish], dict[str, object]]
) -> TicketWish:
    scope = subject.scope(Verb.PLANS_WRITE)
    with work.begin() as tx:
        ticket = _ticket(tx, scope, ticket_id, for_update=True)
        row = wishes.find(tx.session, ticket_id)
        if row is None:
            row = wishes.nothing(ticket_id, tx.now)
            tx.session.add(row)
        told = apply(tx, row)
        row.changed_at, row.changed_by = tx.now, subject.user_id
        tx.session.flush()
        record(tx, subject, verb, about(ticket), payload=told)
        return row


def _ticket(tx: Tx, scope: Scope, ticket_id: UUID, *, for_update: bool = False) -> Ticket:
    found = tickets.find(tx.session, Scope(unit_ids=scope.unit_ids), ticket_id, for_update=for_update)
    if found is None:
        raise NotFoundError("no such ticket")
    return found
