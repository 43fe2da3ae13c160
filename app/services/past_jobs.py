"""A job as it stood at any past moment: ticket, crews, permits, checklists, zones in force and the gate's answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.events import Event
from app.schema.tickets import Ticket
from app.services.work import Tx, Work
from app.storage import past_jobs as rows
from compliance.past import Happening, Past, crew_at, states_at

_PLACED = frozenset({"place", "accuracy_m"})


@dataclass(frozen=True)
class PastMember:
    """One person on a job at that moment."""

    id: UUID
    name: str
    role: str
    ppe_checked: bool
    inside: tuple[UUID, ...]
    """Zones that they were in."""


@dataclass(frozen=True)
class PastCrew:
    """One assignment at that moment."""

    past: Past
    number: str
    crew_name: str
    members: tuple[PastMember, ...]


@dataclass(frozen=True)
class PastPermit:
    """One entry permit at that moment."""

    past: Past
    number: str
    zone_name: str


@dataclass(frozen=True)
class PastZone:
    """A zone version that was in force over the place."""

    version_id: UUID
    zone_id: UUID
    name: str
    hazard_class: str
    version_no: int
    level: int


@dataclass(frozen=True)
class PastJob:
    """Everything that is known of one moment, and all events, also those behind it."""

    moment: datetime
    row: Ticket
    """As it is today: of number, address and place events keep no past."""
    ticket: Past | None
    """None before it was reported."""
    moved_since: bool
    """The place was changed after that moment: zones are looked up at the place of today."""
    crews: tuple[PastCrew, ...]
    permits: tuple[PastPermit, ...]
    checklists: tuple[Past, ...]
    titles: Mapping[UUID, Mapping[str, str]]
    """Of the checklists, by language."""
    zones: tuple[PastZone, ...]
    events: tuple[Event, ...]


def get_past(work: Work, subject: Subject, job_id: UUID, moment: datetime | None) -> PastJob:
    """The state of a ticket, or of the ticket of an assignment, at a moment; now for None.

    Raises:
        ForbiddenError: the role does not include looking back.
        NotFoundError: there is no such job in the subject's units.
    """
    scope = subject.scope(Verb.AUDIT_JOBS)
    with work.look() as tx:
        ticket = rows.find_ticket(tx.session, scope, job_id)
        if ticket is None:
            raise NotFoundError("there is no such job")
        return _past(tx, ticket, moment or tx.now)


def _past(tx: Tx, ticket: Ticket, moment: datetime) -> PastJob:
    events = rows.list_events(tx.session, ticket.id)
    happened = [_happening(each) for each in events]
    states = states_at(happened, moment)
    known = {kind: tuple(each for each in states.values() if each.kind == kind) for kind in _KINDS}
    return PastJob(
        moment=moment,
        row=ticket,
        ticket=states.get(ticket.id),
        moved_since=any(each.at > moment and _moves(each) for each in happened),
        crews=_crews(tx, ticket.id, known["assignment"], happened, moment),
        permits=_permits(tx, ticket.id, known["permit"]),
        checklists=known["checklist"],
        titles=rows.list_titles(tx.session, [each.id for each in known["checklist"]]),
        zones=tuple(PastZone(*row) for row in rows.list_zones_at(tx.session, ticket.id, moment)),
        events=tuple(events),
    )


_KINDS = ("assignment", "permit", "checklist")


def _happening(event: Event) -> Happening:
    return Happening(
        event.verb, event.subject_kind, event.subject_id, event.assignment_id, event.server_time, event.actor,
        event.payload,
    )  # fmt: skip


def _moves(each: Happening) -> bool:
    fields: Any = each.payload.get("fields", ())
    return each.verb == "ticket.updated" and not _PLACED.isdisjoint(fields)


def _crews(
    tx: Tx, ticket_id: UUID, pasts: Collection[Past], happened: Sequence[Happening], moment: datetime
) -> tuple[PastCrew, ...]:
    jobs = {row.id: (row, crew) for row, crew in rows.list_jobs(tx.session, ticket_id)}
    today = rows.list_members(tx.session, jobs)
    stays = rows.list_inside_at(tx.session, jobs, moment)
    there = {
        job_id: crew_at([row[1] for row in today if row[0] == job_id], happened, job_id, moment) for job_id in jobs
    }
    roles = {(row[0], row[1]): row[2] for row in today}
    names = rows.list_names(tx.session, frozenset().union(*there.values()))
    inside: dict[tuple[UUID, UUID], list[UUID]] = {}
    for stay in stays:
        inside.setdefault((stay.assignment_id, stay.member_id), []).append(stay.zone_id)
    checked = _checked(happened, moment)

    def member(job_id: UUID, member_id: UUID) -> PastMember:
        name, usual = names[member_id]
        key = (job_id, member_id)
        return PastMember(member_id, name, roles.get(key, usual), key in checked, tuple(inside.get(key, ())))

    return tuple(
        PastCrew(
            each,
            jobs[each.id][0].number,
            jobs[each.id][1].name,
            tuple(sorted((member(each.id, one) for one in there[each.id]), key=lambda found: (found.role, found.name))),
        )
        for each in pasts
        if each.id in jobs
    )


def _checked(happened: Sequence[Happening], moment: datetime) -> frozenset[tuple[UUID, UUID]]:
    """Whose protective equipment had been checked."""
    return frozenset(
        (each.subject_id, UUID(str(each.payload["member_id"])))
        for each in happened
        if each.verb == "assignment.ppe_checked" and each.at <= moment and "member_id" in each.payload
    )


def _permits(tx: Tx, ticket_id: UUID, pasts: Collection[Past]) -> tuple[PastPermit, ...]:
    known: Mapping[UUID, tuple[str, UUID, str]] = rows.list_permits(tx.session, ticket_id)
    return tuple(PastPermit(each, known[each.id][0], known[each.id][2]) for each in pasts if each.id in known)
