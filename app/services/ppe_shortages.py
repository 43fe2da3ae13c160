"""Which crews would go short of protective equipment: told with the candidates, before anybody is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.services import ppe_catalogue
from app.services.work import Tx
from app.storage import crews, ppe_stock
from compliance.ppe import crew_needs
from compliance.ppe_stock import Shelf, shortages
from compliance.reasons import Reason, reason


@dataclass(frozen=True)
class Going:
    """A crew that could go: how many people, which profiles would bind, and until when its pieces must be good."""

    people: int
    profiles: tuple[str, ...]
    until: datetime


def by_crew(tx: Tx, unit_id: UUID, going: Mapping[UUID, Going]) -> dict[UUID, tuple[Reason, ...]]:
    """By crew what its vehicle and the rooms of the ticket's unit are short of together; crews that are not are absent.

    Pieces that other jobs have reserved are not counted. Sizes are left to the reservation itself.
    """
    asking = {crew_id: each for crew_id, each in going.items() if each.profiles}
    if not asking:
        return {}
    vehicles: dict[UUID | None, UUID] = {}
    for vehicle in reversed(crews.list_vehicles(tx.session, asking)):  # the first by plate is the one that goes
        vehicles[vehicle.crew_id] = vehicle.id
    stores = ppe_stock.list_of_vehicles(tx.session, set(vehicles.values()), unit_id)
    owner = {store.id: store.vehicle_id for store in stores}
    shelves = ppe_stock.list_shelves(tx.session, {store.id: int(store.vehicle_id is None) for store in stores})
    found = {
        crew_id: _short(
            tx, each, [shelf for shelf in shelves if owner[shelf.store_id] in (None, vehicles.get(crew_id))]
        )
        for crew_id, each in asking.items()
    }
    return {crew_id: reasons for crew_id, reasons in found.items() if reasons}


def _short(tx: Tx, going: Going, shelves: list[Shelf]) -> tuple[Reason, ...]:
    needs = crew_needs(ppe_catalogue.needs_of(tx, going.profiles), going.people)
    missing = shortages(needs, shelves, going.until)
    return tuple(reason("ppe.short", article=item, pieces=pieces) for item, pieces in sorted(missing.items()))
