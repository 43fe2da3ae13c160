"""Crews on the wire, for desks and phones."""

from datetime import datetime
from typing import Self
from uuid import UUID

from app.services.crews import CrewView
from app.wire.common import WireOut
from app.wire.geojson import PointOut, place_out, point_out
from app.wire.states import AssignmentState


class CrewBrief(WireOut):
    """A crew by its names."""

    id: UUID
    code: str
    name: str
    unit_id: UUID


class MemberOut(WireOut):
    """A member of a crew."""

    id: UUID
    name: str
    role: str
    extra_roles: list[str]
    safety_grade: int
    skills: list[str]
    phone: str | None
    user_id: UUID | None
    stand_down_until: datetime | None


class VehicleOut(WireOut):
    """A vehicle of a crew."""

    id: UUID
    plate: str
    kind: str


class CrewOut(CrewBrief):
    """A crew with all that belongs to it now."""

    skills: list[str]
    position: PointOut | None
    position_at: datetime | None
    base: PointOut
    active: bool
    on_shift: bool
    shift_until: datetime | None
    members: list[MemberOut]
    vehicles: list[VehicleOut]
    current_assignment_id: UUID | None
    planned_count: int
    assignment_state: AssignmentState | None
    version: int

    @classmethod
    def of(cls, view: CrewView) -> Self:
        """As the service found it."""
        crew = view.crew
        return cls(
            id=crew.id,
            code=crew.code,
            name=crew.name,
            unit_id=crew.unit_id,
            skills=crew.skills,
            position=point_out(crew.position),
            position_at=crew.position_at,
            base=place_out(crew.base),
            active=crew.active,
            on_shift=view.on_shift,
            shift_until=view.shift_until,
            members=[MemberOut.model_validate(each) for each in view.members],
            vehicles=[VehicleOut.model_validate(each) for each in view.vehicles],
            current_assignment_id=view.load.current_assignment_id,
            planned_count=view.load.planned_count,
            assignment_state=view.load.state,
            version=crew.version,
        )
