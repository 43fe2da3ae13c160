"""The machine's part in incidents: a ticket joins the company of its cause, or founds it, by the rules of ``geo``."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from app.access import system
from app.errors import BusyError
from app.schema.incidents import Incident
from app.schema.tickets import Ticket
from app.services.incident_moves import JOINED, MERGED, OPENED, Change, arrange, make_incident, refresh
from app.services.work import Tx, Work, again
from app.settings import Settings
from app.storage import incidents as rows
from compliance.incidents import SUPPLY_OUT
from geo.grouping import Found, Rules, group_reports
from geo.places import Place
from geo.reports import Report

_SUBJECT = system("grouping")


@again
def group_ticket(work: Work, ticket_id: UUID) -> None:
    """Find the company of a ticket that is new or was corrected; harmless as often as asked.

    All grouping of one unit happens one after the other: two tickets at the same moment found one incident.
    """
    rules = rules_of(work.settings)
    with work.begin() as tx:
        unit_id = rows.find_unit_of(tx.session, ticket_id)
        if unit_id is None:
            return
        rows.lock_unit(tx.session, unit_id)
        reports = [_report(tx, row) for row in rows.list_around(tx.session, ticket_id, 2 * rules.eps_m)]
        for found in group_reports(reports, rules):
            _apply(tx, unit_id, found)
        _renew(tx, ticket_id)


def rules_of(settings: Settings) -> Rules:
    """The rules with the numbers of this installation."""
    return Rules(
        span_minutes=settings.incident_span_minutes,
        feeder_transformers=settings.incident_feeder_transformers,
        eps_m=settings.incident_near_m,
        eps_minutes=settings.incident_near_minutes,
        min_reports=settings.incident_min_reports,
        widest_m=settings.incident_widest_m,
    )


def _report(tx: Tx, row: Row[Any]) -> Report:
    """A ticket as ``geo`` reads it; the trouble of an open incident lasts to this moment."""
    return Report(
        key=row.id, place=Place(row.lon, row.lat), at=row.reported_at, transformer=row.transformer or None,
        feeder=row.feeder or None, customers=row.customers_affected, group=row.incident_id, settled=row.settled,
        lasts_until=tx.now if row.incident_id else None,
    )  # fmt: skip


def _apply(tx: Tx, unit_id: UUID, found: Found) -> None:
    rules = dict(found.joined)
    tickets = _hold(tx, list(rules))
    if found.group is None:
        decided = {"cause": found.cause, "element": found.element}
        incident = make_incident(tx, _SUBJECT, unit_id, tickets[0], **decided)
        moves = dict.fromkeys(rules, incident.id)
        arrange(tx, _SUBJECT, Change(OPENED, incident.id, moves, rules=rules, made_id=incident.id))
        return
    moves = dict.fromkeys((*rules, *_members(tx, found.absorbed)), found.group)
    kind, other = (MERGED, found.absorbed[0]) if found.absorbed else (JOINED, None)
    decided_of = {each: {"merged_into": found.group} for each in found.absorbed} | _cause_of(tx, found)
    arrange(tx, _SUBJECT, Change(kind, found.group, moves, decided_of, other, rules))


def _hold(tx: Tx, ticket_ids: Sequence[UUID]) -> Sequence[Ticket]:
    """The tickets that come in, locked; whoever meanwhile brought supply back somewhere makes us look again."""
    tickets = rows.lock_tickets(tx.session, ticket_ids)
    if any(ticket.state not in SUPPLY_OUT for ticket in tickets):
        raise BusyError("a ticket changed while it was grouped; try again")
    return tickets


def _members(tx: Tx, incident_ids: Sequence[UUID]) -> list[UUID]:
    found = rows.list_members(tx.session, incident_ids)
    return [member.ticket.id for members in found.values() for member in members]


def _cause_of(tx: Tx, found: Found) -> dict[UUID, dict[str, Any]]:
    if found.group is None or found.cause is None:
        return {}
    incident = tx.session.get_one(Incident, found.group)
    decided = {"cause": found.cause, "element": found.element}
    return {found.group: decided} if {n: getattr(incident, n) for n in decided} != decided else {}


def _renew(tx: Tx, ticket_id: UUID) -> None:
    """What a corrected ticket says counts in its incident at once."""
    incident_id = rows.find_incident_of(tx.session, ticket_id)
    if incident_id is not None:
        refresh(tx, _SUBJECT, rows.lock(tx.session, [incident_id]).values())
