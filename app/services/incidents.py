"""Incidents: tickets with one cause, arranged by persons; the machine's part stands in ``incident_grouping``."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.incidents import Incident
from app.schema.tickets import Ticket
from app.services.idempotency import Once, find_made, remember
from app.services.incident_moves import JOINED, LEFT, MERGED, OPENED, RENAMED, SPLIT, Change, arrange, make_incident
from app.services.incident_views import IncidentBrief, IncidentView, get_incident, list_incidents, of_tickets, view
from app.services.versions import check_version
from app.services.work import Tx, Work, again
from app.storage import incidents as rows
from compliance.incidents import SUPPLY_OUT
from compliance.reasons import Reason, reason

__all__ = [
    "IncidentBrief", "IncidentView", "add_tickets", "create_incident", "get_incident", "list_incidents", "merge",
    "of_tickets", "refused", "remove_tickets", "rename", "split",
]  # fmt: skip

_CHOSEN = {"cause": "manual", "settled": True}


@again
def create_incident(
    work: Work, subject: Subject, ticket_ids: Collection[UUID], name: str = "", once: Once | None = None
) -> IncidentView:
    """Put tickets together by a person's word.

    Raises:
        InvalidError: a ticket is not among those that the subject may put together, or of another unit.
        ConflictError: one is over, or belongs to an incident already.
    """
    scope = subject.scope(Verb.INCIDENTS_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return view(tx, tx.session.get_one(Incident, made))
        tickets = _hold(tx, scope, ticket_ids, None)
        _check_free(tx, tickets, None)
        incident = make_incident(tx, subject, tickets[0].unit_id, tickets[0], name=name, **_CHOSEN)
        moves = {ticket.id: incident.id for ticket in tickets}
        arrange(tx, subject, Change(OPENED, incident.id, moves, made_id=incident.id))
        remember(tx, subject, once, incident.id)
        return view(tx, incident)


@again
def add_tickets(work: Work, subject: Subject, incident_id: UUID, ticket_ids: Collection[UUID]) -> IncidentView:
    """Let tickets join an incident; those that belong to it already stay.

    Who may arrange incidents may move them here from another one.

    Raises:
        NotFoundError: no such incident.
        InvalidError: a ticket is not among those that the subject may put together, or of another unit.
        ConflictError: one is over, or belongs to another incident.
    """
    scope = subject.scope(Verb.INCIDENTS_WRITE)
    with work.begin() as tx:
        incident = _hold_incident(tx, scope, incident_id)
        if incident.state == "closed":
            raise refused("incident.over", incident=incident.number)
        tickets = _hold(tx, scope, ticket_ids, incident)
        may_move = incident.unit_id in subject.find_scope(Verb.INCIDENTS_ARRANGE).unit_ids
        new = _check_free(tx, tickets, incident, may_move=may_move)
        if new:
            arrange(tx, subject, Change(JOINED, incident.id, {ticket.id: incident.id for ticket in new}))
        return view(tx, incident)


@again
def remove_tickets(work: Work, subject: Subject, incident_id: UUID, ticket_ids: Collection[UUID]) -> IncidentView:
    """Take tickets out; the machine leaves them alone from then on.

    Raises:
        NotFoundError: no such incident.
        InvalidError: a ticket is not among those that the subject may arrange.
        ConflictError: one does not belong to it.
    """
    scope = subject.scope(Verb.INCIDENTS_ARRANGE)
    with work.begin() as tx:
        incident = _hold_incident(tx, scope, incident_id)
        tickets = _hold(tx, scope, ticket_ids, incident)
        _check_members(tx, incident, tickets)
        arrange(tx, subject, Change(LEFT, incident.id, {ticket.id: None for ticket in tickets}))
        return view(tx, incident)


@again
def rename(work: Work, subject: Subject, incident_id: UUID, version: int, name: str) -> IncidentView:
    """Give an incident a name.

    Raises:
        NotFoundError: no such incident.
        StaleError: ``version`` is not the newest.
    """
    scope = subject.scope(Verb.INCIDENTS_ARRANGE)
    with work.begin() as tx:
        incident = _hold_incident(tx, scope, incident_id)
        check_version(incident.version, version)
        arrange(tx, subject, Change(RENAMED, incident.id, decided={incident.id: {"name": name}}))
        return view(tx, incident)


@again
def merge(work: Work, subject: Subject, incident_id: UUID, version: int, other_id: UUID) -> IncidentView:
    """Let all tickets of another incident of the unit join this one; the other is closed.

    Raises:
        NotFoundError: no such incident.
        InvalidError: the other is not one of the subject's, of another unit, or the same.
        StaleError: ``version`` is not the newest.
        ConflictError: one of them has no tickets.
    """
    scope = subject.scope(Verb.INCIDENTS_ARRANGE)
    with work.begin() as tx:
        incident = _hold_incident(tx, scope, incident_id)
        check_version(incident.version, version)
        other = _other(tx, scope, incident, other_id)
        mine, theirs = _members(tx, incident), _members(tx, other)
        for each, members in ((incident, mine), (other, theirs)):
            if not members:
                raise refused("incident.over", incident=each.number)
        decided: dict[UUID, dict[str, Any]] = {
            incident.id: {"settled": True}, other.id: {"merged_into": incident.id}
        }  # fmt: skip
        moves = dict.fromkeys(theirs, incident.id)
        arrange(tx, subject, Change(MERGED, incident.id, moves, decided, other_id=other.id))
        return view(tx, incident)


@again
def split(
    work: Work,
    subject: Subject,
    incident_id: UUID,
    version: int,
    ticket_ids: Collection[UUID],
    name: str = "",
    once: Once | None = None,
) -> IncidentView:
    """Make an incident of its own of some of an incident's tickets; the new one is returned.

    Raises:
        NotFoundError: no such incident.
        StaleError: ``version`` is not the newest.
        ConflictError: a ticket does not belong to it, or none would be left.
    """
    scope = subject.scope(Verb.INCIDENTS_ARRANGE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return view(tx, tx.session.get_one(Incident, made))
        incident = _hold_incident(tx, scope, incident_id)
        check_version(incident.version, version)
        chosen = _check_part(tx, scope, incident, ticket_ids)
        new = make_incident(tx, subject, incident.unit_id, chosen[0], name=name, **_CHOSEN)
        moves = {ticket.id: new.id for ticket in chosen}
        decided = {incident.id: {"settled": True}}
        arrange(tx, subject, Change(SPLIT, incident.id, moves, decided, other_id=new.id, made_id=new.id))
        remember(tx, subject, once, new.id)
        return view(tx, new)


def _check_part(tx: Tx, scope: Scope, incident: Incident, ticket_ids: Collection[UUID]) -> Sequence[Ticket]:
    chosen = _hold(tx, scope, ticket_ids, incident)
    if len(chosen) == len(_check_members(tx, incident, chosen)):
        raise refused("incident.nothing_left")
    return chosen


def _check_members(tx: Tx, incident: Incident, tickets: Sequence[Ticket]) -> Sequence[UUID]:
    members = _members(tx, incident)
    for ticket in tickets:
        if ticket.id not in members:
            raise refused("incident.not_member", ticket=ticket.number)
    return members


def _members(tx: Tx, incident: Incident) -> list[UUID]:
    return [member.ticket.id for member in rows.list_members(tx.session, [incident.id])[incident.id]]


def _hold_incident(tx: Tx, scope: Scope, incident_id: UUID) -> Incident:
    """An incident of the scope, as it is once nobody else arranges incidents of its unit."""
    incident = rows.find(tx.session, scope, incident_id)
    if incident is None:
        raise NotFoundError("no such incident")
    rows.lock_unit(tx.session, incident.unit_id)
    tx.session.refresh(incident)
    return incident


def _other(tx: Tx, scope: Scope, incident: Incident, other_id: UUID) -> Incident:
    other = rows.find(tx.session, scope, other_id)
    if other is None:
        raise InvalidError.of("incident_id", "unknown", "no such incident of yours", "name one of your incidents")
    if other.id == incident.id:
        raise refused("incident.with_itself")
    if other.unit_id != incident.unit_id:
        raise refused("incident.other_unit")
    return other


def _hold(tx: Tx, scope: Scope, ticket_ids: Collection[UUID], incident: Incident | None) -> Sequence[Ticket]:
    """Tickets of the scope and of one unit, locked, as they are once nobody else arranges them."""
    readable = rows.list_readable_tickets(tx.session, scope, ticket_ids)
    if {ticket.id for ticket in readable} != set(ticket_ids):
        raise InvalidError.of("ticket_ids", "unknown", "no such ticket of yours", "name tickets of your units")
    units = {ticket.unit_id for ticket in readable} | ({incident.unit_id} if incident else set())
    if len(units) > 1:
        raise refused("incident.other_unit")
    if incident is None:
        rows.lock_unit(tx.session, units.pop())
    return rows.lock_tickets(tx.session, ticket_ids)


def _check_free(
    tx: Tx, tickets: Sequence[Ticket], incident: Incident | None, *, may_move: bool = False
) -> Sequence[Ticket]:
    """Those that do not belong to the incident yet; all of them may join it."""
    held = rows.list_briefs(tx.session, [ticket.id for ticket in tickets])
    new = [
        each for each in tickets if each.id not in held or incident is None or held[each.id].incident_id != incident.id
    ]
    for ticket in new:
        if ticket.id in held and not may_move:
            raise refused("incident.ticket_elsewhere", ticket=ticket.number, incident=held[ticket.id].number)
        if ticket.state not in SUPPLY_OUT:
            raise refused("incident.ticket_over", ticket=ticket.number)
    return new


def refused(code: str, **params: str) -> ConflictError:
    """Why tickets cannot be arranged as asked."""
    why: Reason = reason(code, **params)
    return ConflictError(why.text("en"), code=code, reasons=[why])
