"""Who and what can be exchanged on a job, and the lines of permits that it touches."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.permits import PermitPerson, PermitVehicle


def find_member(session: Session, scope: Scope, member_id: UUID) -> CrewMember | None:
    """An active worker of the scope's units."""
    query = select(CrewMember).join(Crew, Crew.id == CrewMember.crew_id)
    return session.scalar(query.where(CrewMember.id == member_id, CrewMember.active, Crew.unit_id.in_(scope.unit_ids)))


def find_vehicle(session: Session, scope: Scope, vehicle_id: UUID) -> Vehicle | None:
    """An active vehicle of the scope's units."""
    return session.scalar(
        select(Vehicle).where(Vehicle.id == vehicle_id, Vehicle.active, Vehicle.unit_id.in_(scope.unit_ids))
    )


def find_line(session: Session, permit_id: UUID, person_or_vehicle_id: UUID) -> PermitPerson | PermitVehicle | None:
    """The line that names a person or a vehicle on a permit."""
    key = (permit_id, person_or_vehicle_id)
    return session.get(PermitPerson, key) or session.get(PermitVehicle, key)
