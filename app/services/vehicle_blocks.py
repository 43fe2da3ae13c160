"""Vehicles that stay where they are until a defect is mended."""

from uuid import UUID

from app.errors import ConflictError
from app.schema.crews import Vehicle
from app.services import presence
from app.services.work import Tx
from compliance.reasons import reason


def refuse(tx: Tx, vehicle_id: UUID) -> None:
    """Refuse to drive a vehicle with a defect that forbids it.

    Raises:
        ConflictError: with every such defect.
    """
    vehicle = tx.session.get_one(Vehicle, vehicle_id)
    broken = presence.undriveable(tx, [vehicle]).get(vehicle_id, ())
    if broken:
        reasons = [reason("vehicle.blocked", plate=plate, check_item=item) for plate, item in broken]
        raise ConflictError("this vehicle may not be driven", code="vehicle.blocked", reasons=reasons)
