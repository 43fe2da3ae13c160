"""The shape of the answer to: which crew restores supply soonest, and why not another?"""

from datetime import datetime
from typing import Self
from uuid import UUID

from app.services.candidates import Candidate, Candidates, Refused
from app.wire.common import ReasonOut, WireOut, reasons_out
from app.wire.crews import CrewBrief
from app.wire.roads import TravelSource
from app.wire.zones import Requirements, ZoneHit, hit_out, requirements_out
from compliance.matching import minutes


class DelayOut(WireOut):
    """A planned ticket that would begin later."""

    ticket_id: UUID
    number: str
    minutes: int
    customers: int


class MovingOut(WireOut):
    """What a crew could do by moving planned work that it has not begun. To assign does not move anything."""

    could_begin_at: datetime
    could_restore_at: datetime
    sooner_minutes: int
    delays: list[DelayOut]
    why: list[ReasonOut]

    @classmethod
    def of(cls, each: Candidate, lang: str) -> Self | None:
        """As the service found it; None where moving is worth nothing or not allowed."""
        if each.moving is None:
            return None
        return cls(
            could_begin_at=each.moving.start_at,
            could_restore_at=each.moving.restored_at,
            sooner_minutes=minutes(each.way.restored_at - each.moving.restored_at),
            delays=[
                DelayOut(
                    ticket_id=delay.ticket_id,
                    number=delay.told.number,
                    minutes=minutes(delay.told.later),
                    customers=delay.told.customers,
                )
                for delay in each.moving.delays
            ],
            why=reasons_out(each.moving_why, lang),
        )


class CandidateOut(WireOut):
    """A crew that could go. Times are estimates; the entry minutes count permit, briefing and donning.

    What is offered moves nothing that is planned; ``by_moving`` tells what moving would gain and whom it would delay.
    ``why`` says what makes it the first, or what decides between it and the first.
    """

    crew: CrewBrief
    travel_minutes: float
    distance_m: float
    depart_at: datetime
    arrive_at: datetime
    entry_minutes: int
    earliest_start_at: datetime
    restored_at: datetime
    workload_minutes: int
    exposure_people: int
    needs_permits: int
    why: list[ReasonOut]
    by_moving: MovingOut | None
    notes: list[ReasonOut]

    @classmethod
    def of(cls, each: Candidate, lang: str) -> Self:
        """As the service found it."""
        return cls(
            crew=CrewBrief.model_validate(each.crew.row),
            travel_minutes=round(each.way.travel_seconds / 60, 1),
            distance_m=round(each.way.distance_m),
            depart_at=each.depart_at,
            arrive_at=each.way.arrive_at,
            entry_minutes=each.entry_minutes,
            earliest_start_at=each.start_at,
            restored_at=each.way.restored_at,
            workload_minutes=each.work_minutes,
            exposure_people=each.exposure_people,
            needs_permits=each.permits_needed,
            why=reasons_out(each.why, lang),
            by_moving=MovingOut.of(each, lang),
            notes=reasons_out(each.notes, lang),
        )


class RefusedOut(WireOut):
    """A crew that cannot go, with every reason; when it would be there if it could, null where there is no way."""

    crew: CrewBrief
    reasons: list[ReasonOut]
    arrive_at: datetime | None
    restored_at: datetime | None

    @classmethod
    def of(cls, each: Refused, lang: str) -> Self:
        """As the service found it."""
        return cls(
            crew=CrewBrief.model_validate(each.crew.row),
            reasons=reasons_out(each.reasons, lang),
            arrive_at=each.way.arrive_at if each.way else None,
            restored_at=each.way.restored_at if each.way else None,
        )


class CandidatesOut(WireOut):
    """Crews for one ticket."""

    ticket_id: UUID
    at: datetime
    zones: list[ZoneHit]
    merged: Requirements | None
    candidates: list[CandidateOut]
    refused: list[RefusedOut]
    travel: TravelSource | None
    """Who says how long it takes to get there; null where nobody had to be asked."""

    @classmethod
    def of(cls, found: Candidates, lang: str) -> Self:
        """As the service found them."""
        return cls(
            ticket_id=found.ticket.id,
            at=found.at,
            zones=[hit_out(hit, found.at, lang) for hit in found.hits],
            merged=requirements_out(found.merged),
            candidates=[CandidateOut.of(each, lang) for each in found.candidates],
            refused=[RefusedOut.of(each, lang) for each in found.refused],
            travel=TravelSource.of(found.travel) if found.travel else None,
        )
