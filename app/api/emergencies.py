"""A wire is down: one call sends the crew that begins soonest."""

from uuid import UUID

from fastapi import APIRouter, status

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import emergencies
from app.wire.common import Lang, WireIn
from app.wire.emergencies import EmergencyOut
from app.wire.headers import OnceKey

router = APIRouter(prefix="/api/v1/tickets", tags=["plans"])


class EmergencyIn(WireIn):
    """Nothing need be said; a crew on its way elsewhere goes only when its assignment is named."""

    divert_assignment_id: UUID | None = None
    propose: bool = False
    """Only say what would be done; commit the plan to do it."""


@router.post("/{ticket_id}/emergency", status_code=status.HTTP_201_CREATED)
def insert_emergency(
    ticket_id: UUID, body: EmergencyIn, work: CurrentWork, subject: CurrentSubject, lang: Lang, once: OnceKey
) -> EmergencyOut:
    """Send the crew that begins soonest, now; its work that has not begun makes room. Says what waits for it."""
    divert, propose = body.divert_assignment_id, body.propose
    done = emergencies.insert(work, subject, ticket_id, divert=divert, propose=propose, once=once)
    return EmergencyOut.of(done, lang)
