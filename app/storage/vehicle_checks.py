"""Looks at vehicles, and what is wrong with them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.crews import Crew, Vehicle
from app.schema.vehicle_checks import VehicleCheck, VehicleDefect


def visible(scope: Scope) -> ColumnElement[bool]:
    """Defects of the scope's units, and of the vehicles of a worker's own crew."""
    own = select(Vehicle.id).where(Vehicle.crew_id.in_(scope.crew_ids))
    return or_(VehicleDefect.unit_id.in_(scope.unit_ids), VehicleDefect.vehicle_id.in_(own))


def lock_vehicle(session: Session, vehicle_id: UUID, crew_id: UUID) -> Vehicle | None:
    """A vehicle of a crew; held, so that looks at it follow each other."""
    query = select(Vehicle).where(Vehicle.id == vehicle_id, Vehicle.crew_id == crew_id, Vehicle.active)
    return session.scalar(query.with_for_update(key_share=True))


def list_of_shift(session: Session, shift_id: UUID) -> Sequence[VehicleCheck]:
    """All looks during one shift, in their order."""
    query = select(VehicleCheck).where(VehicleCheck.shift_id == shift_id)
    return session.scalars(query.order_by(VehicleCheck.checked_at, VehicleCheck.id)).all()


def list_open(session: Session, vehicle_ids: Collection[UUID]) -> dict[UUID, list[VehicleDefect]]:
    """By vehicle what is wrong with it now."""
    found: dict[UUID, list[VehicleDefect]] = defaultdict(list)
    query = select(VehicleDefect).where(VehicleDefect.vehicle_id.in_(vehicle_ids), VehicleDefect.mended_at.is_(None))
    for row in session.scalars(query.order_by(VehicleDefect.id)):
        found[row.vehicle_id].append(row)
    return found


def list_page(
    session: Session, scope: Scope, *, still_open: bool | None, before: UUID | None, limit: int
) -> Sequence[tuple[VehicleDefect, Vehicle, Crew | None]]:
    """Defects of the scope with vehicle and crew, the newest first."""
    query = (
        select(VehicleDefect, Vehicle, Crew)
        .join(Vehicle, Vehicle.id == VehicleDefect.vehicle_id)
        .outerjoin(Crew, Crew.id == Vehicle.crew_id)
        .where(visible(scope))
    )
    if still_open is not None:
        is_open = VehicleDefect.mended_at.is_(None)
        query = query.where(is_open if still_open else ~is_open)
    if before is not None:
        query = query.where(VehicleDefect.id < before)
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(VehicleDefect.id.desc()).limit(limit))]


def lock_defect(session: Session, scope: Scope, defect_id: UUID) -> VehicleDefect | None:
    """One defect of the scope's units, to be changed."""
    query = select(VehicleDefect).where(VehicleDefect.id == defect_id, VehicleDefect.unit_id.in_(scope.unit_ids))
    return session.scalar(query.with_for_update())
