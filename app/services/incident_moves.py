"""Arranging tickets into incidents: one step, what follows from it for the incidents, and its trail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access import Subject
from app.schema.base import new_id
from app.schema.incidents import Incident, IncidentOperation, IncidentTicket
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services.events import About, record, record_all
from app.services.work import Tx
from app.storage import incidents as rows
from app.storage.geometry import stored_place
from app.storage.incidents import Member
from app.storage.tickets import next_number
from compliance.incidents import state_of
from compliance.lifecycles import INCIDENT
from geo.places import Place
from geo.reports import Evidence, Report, centre_of, describe

OPENED, JOINED, LEFT, MERGED, SPLIT, RENAMED, UNDONE = (
    "opened", "ticket_joined", "ticket_left", "merged", "split", "renamed", "undone",
)  # fmt: skip
MADE = "made"
"""Marks in an operation's ``before`` the incident that it made."""

Decided = Mapping[UUID, Mapping[str, Any]]
"""By incident what is decided about it: new values of name, cause, element, settled, merged_into."""


@dataclass(frozen=True)
class Change:
    """One step: where its tickets belong afterwards, and what is decided about incidents."""

    kind: str
    incident_id: UUID
    moves: Mapping[UUID, UUID | None] = field(default_factory=dict)
    """By ticket the incident that it belongs to from now on; None for none."""
    decided: Decided = field(default_factory=dict)
    other_id: UUID | None = None
    rules: Mapping[UUID, str] = field(default_factory=dict)
    """By ticket the rule by which it joins; the others join by a person's word."""
    made_id: UUID | None = None
    """The incident that this step made."""


def make_incident(tx: Tx, subject: Subject, unit_id: UUID, first: Ticket, **decided: Any) -> Incident:
    """A new incident, which its tickets still have to join."""
    unit = tx.session.get_one(Unit, unit_id)
    year = tx.now.astimezone(ZoneInfo(unit.time_zone)).year
    incident = Incident(
        number=next_number(tx.session, unit, "I", year),
        unit_id=unit_id,
        centre=first.place,
        opened_at=first.reported_at,
        created_at=tx.now,
        created_by=subject.user_id,
        **decided,
    )
    tx.session.add(incident)
    tx.session.flush()
    return incident


def arrange(tx: Tx, subject: Subject, change: Change) -> IncidentOperation:
    """Take one step inside an open transaction that holds the unit's lock, and write its trail."""
    stays = rows.list_stays(tx.session, change.moves)
    moves = {
        ticket: (stays[ticket].incident_id if ticket in stays else None, to) for ticket, to in change.moves.items()
    }
    named = {change.incident_id, change.other_id, *change.decided, *(each for pair in moves.values() for each in pair)}
    touched = rows.lock(tx.session, {each for each in named if each is not None})
    done = _operation(tx, subject, change, touched, moves)
    _move(tx, done, stays, change)
    rest = _settle_the_empty(tx, subject, touched.values())
    for incident_id, values in change.decided.items():
        for name, value in values.items():
            setattr(touched[incident_id], name, value)
    tx.session.flush()
    refresh(tx, subject, rest)
    _tell(tx, subject, change.kind, done, touched, moves)
    return done


def refresh(tx: Tx, subject: Subject, incidents: Iterable[Incident]) -> None:
    """Write what follows from the tickets of incidents, which are locked, for their evidence and their state."""
    by_id = {incident.id: incident for incident in incidents}
    for incident_id, members in rows.list_members(tx.session, by_id).items():
        incident = by_id[incident_id]
        if members:
            _describe(incident, members)
        _step(tx, subject, incident, members)
    tx.session.flush()


def follow_ticket(tx: Tx, subject: Subject, ticket: Ticket) -> None:
    """Let the incident of a ticket, which is locked, follow a step of its life cycle."""
    incident_id = rows.find_incident_of(tx.session, ticket.id)
    while incident_id is not None:
        incident = rows.lock(tx.session, [incident_id])[incident_id]
        waited_for, incident_id = incident_id, rows.find_incident_of(tx.session, ticket.id)
        if incident_id == waited_for:  # else it was moved while we waited
            refresh(tx, subject, [incident])
            return


def report_of(member: Member) -> Report:
    """A ticket of an incident as ``geo`` reads it."""
    ticket = member.ticket
    return Report(
        ticket.id, Place(member.lon, member.lat), ticket.reported_at, ticket.transformer, ticket.feeder,
        ticket.customers_affected,
    )  # fmt: skip


def about(incident: Incident, ticket_id: UUID | None = None) -> About:
    """Through which ids the readers of an incident's events find it."""
    return About("incident", incident.id, unit_id=incident.unit_id, ticket_id=ticket_id)


def _operation(
    tx: Tx, subject: Subject, change: Change, touched: Mapping[UUID, Incident], moves: Mapping[UUID, Any]
) -> IncidentOperation:
    before: dict[str, Any] = {
        str(incident_id): {
            name: [_plain(getattr(touched[incident_id], name)), _plain(value)]
            for name, value in values.items()
            if getattr(touched[incident_id], name) != value
        }
        for incident_id, values in change.decided.items()
    }
    if change.made_id is not None:
        before[str(change.made_id)] = {MADE: True}
    done = IncidentOperation(
        id=new_id(), unit_id=touched[change.incident_id].unit_id, kind=change.kind, incident_id=change.incident_id,
        other_id=change.other_id, at=tx.now, actor_id=subject.user_id, actor=subject.name, before=before,
        moves=[{"ticket": str(t), "left": _plain(left), "joined": _plain(to)} for t, (left, to) in moves.items()],
    )  # fmt: skip
    tx.session.add(done)
    tx.session.flush()
    return done


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _move(tx: Tx, done: IncidentOperation, stays: Mapping[UUID, IncidentTicket], change: Change) -> None:
    by = "person" if done.actor_id is not None else "rule"
    for stay in stays.values():
        stay.left_at, stay.left_by, stay.left_in = tx.now, by, done.id
    tx.session.flush()
    tx.session.add_all(
        IncidentTicket(
            incident_id=to, ticket_id=ticket_id, joined_by=by, rule=change.rules.get(ticket_id), joined_at=tx.now,
            joined_in=done.id,
        )
        for ticket_id, to in change.moves.items()
        if to is not None
    )  # fmt: skip
    tx.session.flush()


def _settle_the_empty(tx: Tx, subject: Subject, touched: Iterable[Incident]) -> list[Incident]:
    """Close incidents that have no tickets any more, so that others may take over their device; return the others."""
    members = rows.list_members(tx.session, [incident.id for incident in touched])
    refresh(tx, subject, [incident for incident in touched if not members[incident.id]])
    return [incident for incident in touched if members[incident.id]]


def _describe(incident: Incident, members: Sequence[Member]) -> None:
    reports = [report_of(member) for member in members]
    said = describe(reports, incident.cause, incident.element)
    rounded = replace(said, radius_m=round(said.radius_m, 1), span_minutes=round(said.span_minutes, 1))
    incident.evidence = evidence_json(rounded)
    incident.centre = stored_place(centre_of(reports))
    incident.radius_m, incident.customers = rounded.radius_m, said.customers
    incident.opened_at = min(report.at for report in reports)


def evidence_json(said: Evidence) -> dict[str, Any]:
    """Evidence as its column holds it."""
    return asdict(said) | {"transformers": list(said.transformers)}


def _step(tx: Tx, subject: Subject, incident: Incident, members: Sequence[Member]) -> None:
    to = state_of([member.ticket.state for member in members])
    back = [member.ticket.restored_at for member in members if member.ticket.restored_at is not None]
    incident.restored_at = None if to == "open" else max(back, default=incident.restored_at)
    incident.closed_at = (incident.closed_at or tx.now) if to == "closed" else None
    taken = INCIDENT.find(incident.state, to)
    if taken is None:
        return
    incident.state = to
    if to == "open":  # it was over, and another may have taken its device since: they are two
        incident.settled = True
    tx.session.flush()
    record(tx, subject, taken.event, about(incident), payload={"number": incident.number})


def _tell(
    tx: Tx,
    subject: Subject,
    kind: str,
    done: IncidentOperation,
    touched: Mapping[UUID, Incident],
    moves: Mapping[UUID, Any],
) -> None:
    told = {"operation_id": str(done.id), "number": touched[done.incident_id].number}
    if kind not in (JOINED, LEFT):
        other = {"other": touched[done.other_id].number} if done.other_id else {}
        record(tx, subject, f"incident.{kind}", about(touched[done.incident_id]), payload=told | other)
    for incident_id, incident in touched.items():
        joined = [about(incident, ticket) for ticket, (_, to) in moves.items() if to == incident_id]
        left = [about(incident, ticket) for ticket, (was, to) in moves.items() if was == incident_id and to is None]
        for verb, whom in ((JOINED, joined), (LEFT, left)):
            if whom:
                record_all(tx, subject, f"incident.{verb}", whom, told | {"number": incident.number})
