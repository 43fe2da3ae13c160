"""Alarms: emergencies and silent crews, as dispatchers see them."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import alarms, checkins
from app.services.alarms import Alarm, Emergency, What
from app.wire.common import WireIn, WireOut
from app.wire.crews import CrewBrief

router = APIRouter(prefix="/api/v1", tags=["alarms"])

Note = Annotated[str, Field(min_length=1, max_length=2000)]


class AlarmCryOut(WireOut):
    """One emergency and how far it is dealt with."""

    id: UUID
    what: What
    raised_at: datetime
    received_at: datetime
    raised_by: str = Field(description="name of the person, like those of who saw it and who ended it")
    members: list[UUID]
    note: str | None
    lon: float | None
    lat: float | None
    accuracy_m: float | None
    seen_by: str | None
    seen_at: datetime | None
    ended_by: str | None

    @classmethod
    def of(cls, found: Emergency) -> Self:
        """As the service found it; what was erased is empty."""
        said = found.detail
        place = said.get("place") or {}
        shown = {name: getattr(found, name) for name in cls.model_fields if hasattr(found, name)}
        return cls(
            **shown, members=said.get("members", []), note=said.get("note"), lon=place.get("lon"), lat=place.get("lat"),
            accuracy_m=place.get("accuracy_m"),
        )  # fmt: skip


class AlarmOut(WireOut):
    """Something to deal with now."""

    kind: Literal["emergency", "silent"] = Field(description="a cry for help, or a crew inside that is silent too long")
    since: datetime
    assignment_id: UUID
    number: str
    state: str
    crew: CrewBrief
    ticket_id: UUID
    ticket_number: str
    address: str
    emergency: AlarmCryOut | None

    @classmethod
    def of(cls, found: Alarm) -> Self:
        """As the service found it."""
        return cls(
            kind="emergency" if found.emergency else "silent",
            since=found.since,
            assignment_id=found.job.id,
            number=found.job.number,
            state=found.job.state,
            crew=CrewBrief.model_validate(found.crew),
            ticket_id=found.ticket.id,
            ticket_number=found.ticket.number,
            address=found.ticket.address,
            emergency=AlarmCryOut.of(found.emergency) if found.emergency else None,
        )


class EmergencyStepIn(WireIn):
    """What was done about an emergency."""

    emergency_id: UUID
    step: Literal["seen", "ended"]
    note: Note | None = None


class CheckinIn(WireIn):
    """How the crew was reached."""

    note: Note


@router.get("/alarms")
def list_alarms(work: CurrentWork, subject: CurrentSubject) -> list[AlarmOut]:
    """Emergencies that are not over and crews inside that are silent too long, the newest first."""
    return [AlarmOut.of(each) for each in alarms.list_open(work, subject)]


@router.post("/assignments/{assignment_id}/emergency-steps")
def deal_with_emergency(
    assignment_id: UUID, body: EmergencyStepIn, work: CurrentWork, subject: CurrentSubject
) -> AlarmCryOut:
    """Tell the crew that its emergency was seen, or note that it is over."""
    done = alarms.deal_with(work, subject, assignment_id, body.emergency_id, body.step, body.note)
    return AlarmCryOut.of(done)


@router.post("/assignments/{assignment_id}/checkins", status_code=status.HTTP_204_NO_CONTENT)
def check_in_crew(assignment_id: UUID, body: CheckinIn, work: CurrentWork, subject: CurrentSubject) -> None:
    """Note that a crew was reached otherwise, such as by telephone, and is well."""
    checkins.give_from_desk(work, subject, assignment_id, body.note)
