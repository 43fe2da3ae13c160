"""What was done for an emergency, on the wire."""

from datetime import datetime
from typing import Self
from uuid import UUID

from app.services.emergencies import Emergency
from app.wire.common import WireOut
from app.wire.crews import CrewBrief
from app.wire.plans import PlannedTicketOut, PlanOut, ticket_out


class DelayedOut(WireOut):
    """A job that begins later than it stood, and by how much."""

    ticket: PlannedTicketOut
    crew: CrewBrief
    minutes: float


class OptionOut(WireOut):
    """A crew on its way elsewhere that would begin sooner; divert it by naming its assignment."""

    assignment_id: UUID
    crew_id: UUID
    crew_code: str
    ticket_number: str
    entry_at: datetime
    minutes_sooner: float


class EmergencyOut(WireOut):
    """What was done for an emergency. To undo: withdraw `assignments`, and put back what each line `was`."""

    plan: PlanOut
    assignments: list[UUID]
    delayed: list[DelayedOut]
    displaced: list[PlannedTicketOut]
    options: list[OptionOut]

    @classmethod
    def of(cls, done: Emergency, lang: str) -> Self:
        """As the service did it."""
        return cls(
            plan=PlanOut.of_view(done.view, lang),
            assignments=[each.line.assignment_id for each in done.booked if each.line.assignment_id],
            delayed=[
                DelayedOut(ticket=ticket_out(each.ticket), crew=CrewBrief.model_validate(each.crew), minutes=minutes)
                for each, minutes in done.delayed
            ],
            displaced=[ticket_out(each.ticket) for each in done.displaced],
            options=[OptionOut.model_validate(each) for each in done.options],
        )
