"""What is shown of incidents: in a list, one with all its tickets and steps, and at a glance beside a ticket."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.access import Subject, Verb
from app.errors import NotFoundError
from app.schema.incidents import Incident, IncidentOperation
from app.schema.units import Unit
from app.services.work import Tx, Work
from app.storage import incidents as rows
from app.storage.incidents import Brief as IncidentBrief
from app.storage.incidents import IncidentFilter, Member
from app.storage.tickets import list_units

__all__ = ["IncidentBrief", "IncidentView", "of_tickets"]

STEPS_SHOWN = 20


@dataclass(frozen=True)
class IncidentView:
    """An incident with its tickets, the one to be worked first in front."""

    incident: Incident
    unit: Unit
    members: Sequence[Member]
    steps: Sequence[IncidentOperation] = ()
    """The last ones, the newest first."""
    numbers: Mapping[UUID, str] | None = None
    """Of the tickets that the steps moved."""


def of_tickets(tx: Tx, ticket_ids: Collection[UUID]) -> dict[UUID, IncidentBrief]:
    """The incident of each of these tickets; those without one are left out.

    An incident counts once: work on its ``lead_ticket_id`` brings supply back for all of its ``customers``. A hazard to
    life is no matter of supply: such a ticket has to be worked whether it leads or not.
    """
    return rows.list_briefs(tx.session, ticket_ids)


def list_incidents(
    work: Work, subject: Subject, which: IncidentFilter, *, after: rows.Position | None, limit: int
) -> list[IncidentView]:
    """Incidents that the subject may see, the newest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.INCIDENTS_READ)
    with work.look() as tx:
        found = rows.list_page(tx.session, scope, which, after=after, limit=limit + 1)
        members = rows.list_members(tx.session, [incident.id for incident in found])
        units = list_units(tx.session, {incident.unit_id for incident in found})
        return [IncidentView(each, units[each.unit_id], members[each.id]) for each in found]


def get_incident(work: Work, subject: Subject, incident_id: UUID) -> IncidentView:
    """One incident with its tickets and its last steps.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.INCIDENTS_READ)
    with work.look() as tx:
        incident = rows.find(tx.session, scope, incident_id)
        if incident is None:
            raise NotFoundError("no such incident")
        return view(tx, incident)


def view(tx: Tx, incident: Incident) -> IncidentView:
    """An incident as it stands in an open transaction."""
    steps = rows.list_operations(tx.session, incident.id, STEPS_SHOWN)
    moved = {UUID(move["ticket"]) for step in steps for move in step.moves}
    return IncidentView(
        incident,
        tx.session.get_one(Unit, incident.unit_id),
        rows.list_members(tx.session, [incident.id])[incident.id],
        steps,
        rows.list_numbers(tx.session, moved),
    )
