"""What an electrical work permit says: place, scope, measures, workers and times; what people sign for."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from app.schema.assignments import Assignment
from app.schema.crews import Vehicle
from app.schema.tickets import Ticket
from app.services.checklist_templates import newest_templates, template_of
from app.services.events import hash_of
from app.services.work import Tx
from app.storage import assignments
from app.storage.geometry import place_of
from compliance.crews import in_order
from compliance.dead_work import DEAD_LINE, DEAD_WORK
from compliance.wording.terms import CREW_ROLE_NAMES


def content_of(tx: Tx, row: Assignment, paper_ref: str | None = None) -> dict[str, Any]:
    """The content of a job's document as it is now; ``paper_ref`` numbers the one that is kept on paper beside it."""
    ticket = tx.session.get_one(Ticket, row.ticket_id)
    place = place_of(ticket.place)
    begins, ends = row.planned.lower, row.planned.upper
    return {
        "place": {"address": ticket.address, "lon": place.lon, "lat": place.lat},
        "ticket": ticket.number,
        "job": row.number,
        "work_type": ticket.work_type,
        "scope": ticket.description or ticket.address,
        "reason": row.method_reason,
        "procedure_ref": row.procedure_ref,
        "paper_ref": paper_ref,
        "measures": list(_measures(tx, row)),
        "workers": workers_of(tx, row.id),
        "plate": plate_of(tx, row),
        "begins_at": begins.isoformat() if begins else None,
        "ends_at": ends.isoformat() if ends else None,
    }


def plate_of(tx: Tx, row: Assignment) -> str | None:
    """Plate of the vehicle that the crew of a job comes with; None where it has none."""
    return tx.session.get_one(Vehicle, row.vehicle_id).plate if row.vehicle_id else None


def workers_of(tx: Tx, assignment_id: UUID) -> list[dict[str, Any]]:
    """Who works under it, the supervisor first, with roles and safety grades."""
    return [
        {
            "member_id": str(member.id),
            "name": member.name,
            "roles": list(in_order({part.role, *part.extra_roles})),
            "safety_grade": member.safety_grade,
        }
        for part, member in assignments.list_members(tx.session, [assignment_id])
    ]


def hash_content(content: dict[str, Any]) -> str:
    """SHA-256 over the canonical content, as signatures keep it."""
    return hash_of(content)


def role_names(roles: Sequence[str], lang: str) -> str:
    """Names of roles in one language."""
    return ", ".join(CREW_ROLE_NAMES[each].get(lang) for each in roles if each in CREW_ROLE_NAMES)


def _measures(tx: Tx, row: Assignment) -> Iterator[dict[str, str]]:
    """Which measures dead-line work takes: what the newest template of the dead-work order says."""
    if row.work_method != DEAD_LINE:
        return
    template = newest_templates(tx).get(DEAD_WORK)
    for item in template_of(template).items if template else ():
        yield {"vi": item.text.vi, "en": item.text.en}
