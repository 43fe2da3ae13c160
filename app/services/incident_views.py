"""What others see of incidents."""

from collections.abc import Collection
from uuid import UUID

from app.services.work import Tx
from app.storage import incidents
from app.storage.incidents import Brief as IncidentBrief

__all__ = ["IncidentBrief", "of_tickets"]


def of_tickets(tx: Tx, ticket_ids: Collection[UUID]) -> dict[UUID, IncidentBrief]:
    """The incident of each of these tickets; those without one are left out.

    An incident counts once: work on its ``lead_ticket_id`` brings supply back for all of its ``customers``.
    """
    return incidents.list_briefs(tx.session, ticket_ids)
