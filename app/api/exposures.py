"""Stays in zones: read by the desks and by the authority in charge."""

from datetime import datetime
from typing import Self
from uuid import UUID

from fastapi import APIRouter

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import exposures
from app.services.exposures import Inside
from app.wire.common import WireOut
from app.wire.states import AssignmentState
from app.wire.zones import NamedOut

router = APIRouter(prefix="/api/v1/exposures", tags=["exposures"])


class InsideOut(WireOut):
    """A person who is in a zone now, with whom, in what, and until when at the longest."""

    id: UUID
    member_id: UUID
    name: str
    role: str
    crew: NamedOut
    vehicle_plate: str | None
    zone: NamedOut
    authority_id: UUID
    assignment_id: UUID
    assignment_state: AssignmentState
    ticket_number: str
    address: str
    ppe_profile: str | None
    entered_at: datetime
    leave_by: datetime | None
    overdue: bool

    @classmethod
    def of(cls, inside: Inside) -> Self:
        """As the service found it."""
        view = inside.view
        return cls(
            id=view.stay.id,
            member_id=view.member.id,
            name=view.member.name,
            role=view.role,
            crew=NamedOut(id=view.crew.id, name=view.crew.name),
            vehicle_plate=view.vehicle.plate if view.vehicle else None,
            zone=NamedOut(id=view.zone.id, name=view.zone.name),
            authority_id=view.stay.authority_id,
            assignment_id=view.assignment.id,
            assignment_state=view.assignment.state,
            ticket_number=view.ticket.number,
            address=view.ticket.address,
            ppe_profile=view.stay.ppe_profile,
            entered_at=view.stay.entered_at,
            leave_by=inside.leave_by,
            overdue=inside.overdue,
        )


@router.get("/inside")
def list_inside(work: CurrentWork, subject: CurrentSubject) -> list[InsideOut]:
    """Who is inside now: in zones of my authorities, or of my units' crews."""
    return [InsideOut.of(each) for each in exposures.list_inside(work, subject)]
