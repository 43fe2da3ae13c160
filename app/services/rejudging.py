"""Background judging: what two transactions could not see of each other is put right here, as often as asked."""

from uuid import UUID

from app.access import system
from app.services import assignments, incident_grouping, judgements, zone_changes
from app.services.work import Work
from app.storage import isolation_orders

_SUBJECT = system("rejudge")


def rejudge_ticket(work: Work, ticket_id: UUID) -> None:
    """Judge one ticket against all zones and isolation orders again, then find the company that it belongs to."""
    _judge(work, ticket_id)
    incident_grouping.group_ticket(work, ticket_id)


def _judge(work: Work, ticket_id: UUID) -> None:
    with work.begin() as tx:
        ticket = isolation_orders.lock_ticket(tx.session, ticket_id)
        if ticket is not None:
            judgements.judge_ticket(tx, ticket_id)
            judgements.apply_orders(tx, _SUBJECT, ticket)
            assignments.rejudge_ticket_assignments(tx, _SUBJECT, ticket_id)


def rejudge_zone(work: Work, zone_id: UUID) -> None:
    """Judge all open tickets against one zone again."""
    zone_changes.rejudge_zone(work, _SUBJECT, zone_id)
