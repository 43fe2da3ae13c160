"""What a change of a zone would do, on the wire."""

from datetime import datetime
from typing import Self
from uuid import UUID

from app.services.zone_previews import Preview
from app.wire.common import WireOut
from app.wire.states import AssignmentState, TicketState
from compliance.zones import Verdict


class TicketEffectOut(WireOut):
    """A ticket that I may know of, and how it lies to the zone before and after."""

    id: UUID
    number: str
    state: TicketState
    before: Verdict
    after: Verdict


class AssignmentEffectOut(WireOut):
    """A job that would be judged anew."""

    id: UUID
    number: str
    state: AssignmentState
    ticket_id: UUID
    crew_id: UUID
    crew_name: str


class CrewThereOut(WireOut):
    """A crew on duty that is in the area by its last position, without a job there."""

    id: UUID
    name: str


class PermitEffectOut(WireOut):
    """A permit that would be void."""

    id: UUID
    number: str
    crew_name: str


class OverlapOut(WireOut):
    """Another zone over the same ground in the same time."""

    id: UUID
    number: str
    name: str
    hazard_class: str
    authority_name: str


class PreviewOut(WireOut):
    """Counts of all that would be touched; the lists name what I may know of."""

    at: datetime
    """When it would take effect."""
    tickets: int
    tickets_entering: int
    """Outside before; inside, or possibly inside, afterwards."""
    tickets_leaving: int
    tickets_possibly: int
    """Possibly inside afterwards: a person has to settle them."""
    assignments: int
    crews: int
    permits_voided: int
    permits_requested: int
    briefings_voided: int
    people_inside: int
    """Who is in the zone now."""
    crews_there: int
    numbers: list[str]
    ticket_list: list[TicketEffectOut]
    assignment_list: list[AssignmentEffectOut]
    permit_list: list[PermitEffectOut]
    crew_list: list[CrewThereOut]
    overlaps: list[OverlapOut]

    @classmethod
    def of(cls, found: Preview) -> Self:
        """As the service found it."""
        named = [each for each in found.tickets if each.ticket.named]
        return cls(
            at=found.at,
            tickets=len(found.tickets),
            tickets_entering=found.count(before=False),
            tickets_leaving=found.count(before=True, after="outside"),
            tickets_possibly=found.count(after="possibly"),
            assignments=len(found.assignments),
            crews=len(found.crews),
            permits_voided=len(found.permits_voided),
            permits_requested=found.permits_requested,
            briefings_voided=found.briefings_voided,
            people_inside=found.people_inside,
            crews_there=len(found.crews_there),
            numbers=[each.ticket.number for each in named],
            ticket_list=[
                TicketEffectOut(
                    id=each.ticket.id, number=each.ticket.number, state=each.ticket.state, before=each.before,
                    after=each.after,
                )
                for each in named
            ],
            assignment_list=[AssignmentEffectOut.model_validate(each) for each in found.assignments if each.named],
            permit_list=[PermitEffectOut.model_validate(each) for each in found.permits_voided if each.named],
            crew_list=[CrewThereOut.model_validate(each) for each in found.crews_there if each.named],
            overlaps=[OverlapOut.model_validate(each) for each in found.overlaps],
        )  # fmt: skip
