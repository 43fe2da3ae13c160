"""The shape of the answer to: which crew can start soonest?"""

from datetime import datetime
from typing import Self
from uuid import UUID

from app.services.candidates import Candidates
from app.wire.common import ReasonOut, WireOut, reasons_out
from app.wire.crews import CrewBrief
from app.wire.zones import Requirements, ZoneHit, hit_out, requirements_out


class CandidateOut(WireOut):
    """A crew that could go. Times are estimates; the entry minutes count permit, briefing and donning."""

    crew: CrewBrief
    travel_minutes: float
    distance_m: float
    depart_at: datetime
    arrive_at: datetime
    entry_minutes: int
    earliest_start_at: datetime
    workload_minutes: int
    exposure_people: int
    needs_permits: int
    notes: list[ReasonOut]


class RefusedOut(WireOut):
    """A crew that cannot go, with every reason."""

    crew: CrewBrief
    reasons: list[ReasonOut]


class CandidatesOut(WireOut):
    """Crews for one ticket."""

    ticket_id: UUID
    at: datetime
    zones: list[ZoneHit]
    merged: Requirements | None
    candidates: list[CandidateOut]
    refused: list[RefusedOut]

    @classmethod
    def of(cls, found: Candidates, lang: str) -> Self:
        """As the service found them."""
        return cls(
            ticket_id=found.ticket.id,
            at=found.at,
            zones=[hit_out(hit, found.at, lang) for hit in found.hits],
            merged=requirements_out(found.merged),
            candidates=[
                CandidateOut(
                    crew=CrewBrief.model_validate(each.crew.crew),
                    travel_minutes=round(each.ranked.travel_seconds / 60, 1),
                    distance_m=round(each.ranked.distance_m),
                    depart_at=each.depart_at,
                    arrive_at=each.arrive_at,
                    entry_minutes=each.entry_minutes,
                    earliest_start_at=each.start_at,
                    workload_minutes=each.work_minutes,
                    exposure_people=each.exposure_people,
                    needs_permits=each.permits_needed,
                    notes=[],
                )
                for each in found.candidates
            ],
            refused=[
                RefusedOut(crew=CrewBrief.model_validate(each.crew.crew), reasons=reasons_out(each.reasons, lang))
                for each in found.refused
            ],
        )
