"""A depot with a store room, a stocked truck and a zone in which masks and gloves are worn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Role, Subject
from app.schema.assignments import Assignment
from app.schema.crews import Crew
from app.services import assignments, people, ppe_movements, ppe_stock, safety
from app.services.assignments import NewAssignment
from app.services.ppe_movements import NewStore, Pieces
from app.services.work import Work
from app.storage import crews as crew_rows
from compliance.zones import ZoneRequirements
from tests.support.accounts import OPERATOR, add_user
from tests.support.boards import close_off, fault, liaison
from tests.support.booking import Depot, make_depot

MASKED = ZoneRequirements(permit_needed=False, ppe_profile="medical_basic")
"""Each wears a mask and two pairs of gloves; the crew takes two more of either."""
CREW_OF_TWO = {"surgical_mask": 4, "medical_gloves": 6}


@dataclass(frozen=True)
class Kit:
    """What the tests of equipment begin with; both stores are empty."""

    depot: Depot
    crew: Crew
    other: Crew
    """A second crew, whose truck has nothing."""
    room: UUID
    truck: UUID
    keeper: Subject
    liaison: Subject
    zone_id: UUID

    @property
    def work(self) -> Work:
        return self.depot.work

    def put(self, store: UUID, item: str, pieces: int, *, expires_at: datetime | None = None, size: str = "") -> None:
        ppe_movements.receive(self.work, self.keeper, store, [Pieces(item, pieces, size, "L1", expires_at)], None)

    def fill(self, store: UUID, **pieces: int) -> None:
        for item, count in pieces.items():
            self.put(store, item, count)

    def send(self, crew: Crew | None = None) -> Assignment:
        """A new fault in the zone, given to the crew."""
        new = NewAssignment(fault(self.depot), (crew or self.crew).id)
        return assignments.assign(self.work, self.depot.dispatcher, new).row

    def members(self, crew: Crew | None = None) -> Sequence[UUID]:
        with self.work.look() as tx:
            return [member.id for member in crew_rows.list_members(tx.session, [(crew or self.crew).id])]

    def press(self, row: Assignment, *who: UUID) -> None:
        for member_id in who or self.members():
            safety.issue_ppe(self.work, self.depot.dispatcher, row.id, member_id)

    def gate(self, row: Assignment) -> set[str]:
        """What the gate has against the equipment."""
        lines = safety.read_gate(self.work, self.depot.dispatcher, row.id).lines
        return {each.code for each in next(line for line in lines if line.number == 3).reasons}

    def reserved(self, row: Assignment) -> dict[tuple[str, str], int]:
        """Pieces by where they lie (truck, room or short) and article."""
        found: dict[tuple[str, str], int] = {}
        places = {self.truck: "truck", self.room: "room", None: "short"}
        for job in ppe_stock.list_jobs(self.work, self.keeper, limit=100):
            for each, _ in job.reserved if job.row.id == row.id else ():
                key = places[each.store_id], each.item_code
                found[key] = found.get(key, 0) + each.pieces
        return found

    def on_hand(self, store: UUID) -> dict[str, int]:
        """Pieces by article, those that are none left out."""
        views = {view.store.id: view for view in ppe_stock.list_stock(self.work, self.keeper)}
        return {line.item_code: line.supply.on_hand for line in views[store].lines if line.supply.on_hand}

    def differences(self, store: UUID) -> dict[str, int]:
        views = {view.store.id: view for view in ppe_stock.list_stock(self.work, self.keeper)}
        return {line.item_code: line.difference for line in views[store].lines if line.difference}


def stocked(depot: Depot, **pieces: int) -> UUID:
    """A room of the depot that holds so many pieces of each article."""
    room = ppe_movements.create_store(depot.work, OPERATOR, NewStore(depot.unit.id, "K", "K"))
    lots = [Pieces(item, count, "", "L1", None) for item, count in pieces.items()]
    ppe_movements.receive(depot.work, OPERATOR, room.id, lots, None)
    return room.id


def make_kit(work: Work) -> Kit:
    """Make it through the services."""
    depot = make_depot(work)
    crew, other = depot.add_crews(2)
    keeper = people.find_subject(work, add_user(work, "hse-keeper", Role.HSE, depot.unit).id)
    assert keeper is not None
    with work.look() as tx:
        (vehicle,) = crew_rows.list_vehicles(tx.session, [crew.id])
    room = ppe_movements.create_store(work, keeper, NewStore(depot.unit.id, "K1", "Kho 1"))
    truck = ppe_movements.create_store(work, OPERATOR, NewStore(depot.unit.id, "x", "x", vehicle.id))
    authority = liaison(depot)
    zone_id = close_off(depot, authority, -1, 1, MASKED)
    return Kit(depot, crew, other, room.id, truck.id, keeper, authority, zone_id)
