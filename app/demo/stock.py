"""The demo's protective equipment: a store room and a shelf in each truck; some of it low, some close to its date."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject, system
from app.schema.crews import CrewMember
from app.services import ppe_movements
from app.services.crews import CrewView
from app.services.ppe_movements import NewStore, Pieces
from app.services.work import Work

KEEPER = system("demo")
_YEAR = timedelta(days=365)
_ROOM = (
    ("coverall", 40, "M", "BH-2601"), ("coverall", 30, "L", "BH-2601"), ("gown", 30, "L", "AC-11"),
    ("respirator_n95", 120, "", "N95-77"), ("surgical_mask", 400, "", "KT-5"), ("goggles", 24, "", ""),
    ("face_shield", 36, "", "TM-2"), ("medical_gloves", 260, "", "GT-40"), ("boot_covers", 80, "", "BG-3"),
    ("rubber_boots", 6, "41", ""), ("rubber_boots", 6, "42", ""), ("chemical_suit", 3, "L", "HC-9"),
    ("chemical_gloves", 10, "", "HG-1"), ("filter_respirator", 6, "", ""), ("life_jacket", 12, "", ""),
)  # fmt: skip
"""Article, pieces, size, lot: what the unit's room holds. Chemical suits are below their minimum."""
_TRUCK = (
    ("coverall", 2, "M", "BH-2601"), ("coverall", 2, "L", "BH-2601"), ("respirator_n95", 6, "", "N95-77"),
    ("goggles", 4, "", ""), ("face_shield", 4, "", "TM-2"), ("medical_gloves", 12, "", "GT-40"),
    ("boot_covers", 4, "", "BG-3"), ("life_jacket", 4, "", ""), ("rubber_boots", 2, "41", ""),
    ("rubber_boots", 2, "42", ""),
)  # fmt: skip
_DATED = frozenset({"coverall", "gown", "respirator_n95", "surgical_mask", "medical_gloves", "filter_respirator"})
_SIZES = ("M", "L")


def load(work: Work, unit_id: UUID, crews: Iterable[CrewView]) -> None:
    """Stock the room and every truck, and note what sizes people wear."""
    now = work.clock.now()
    room = ppe_movements.create_store(work, KEEPER, NewStore(unit_id, "KHO-1", "Kho PPE Đà Nẵng"))
    ppe_movements.receive(work, KEEPER, room.id, [_pieces(row, now) for row in _ROOM], "PN-0412")
    soon = [Pieces("respirator_n95", 20, "", "N95-61", now + timedelta(days=2))]
    ppe_movements.receive(work, KEEPER, room.id, soon, "PN-0377")
    for view in crews:
        for vehicle in view.vehicles:
            truck = ppe_movements.create_store(
                work, KEEPER, NewStore(unit_id, vehicle.plate, vehicle.plate, vehicle.id)
            )
            ppe_movements.receive(work, KEEPER, truck.id, [_pieces(row, now) for row in _TRUCK], "PN-0413")
        for at, member in enumerate(view.members):
            _note_sizes(work, KEEPER, member, at)


def _note_sizes(work: Work, subject: Subject, member: CrewMember, at: int) -> None:
    for item in ("coverall", "gown", "chemical_suit"):
        ppe_movements.put_size(work, subject, member.id, item, _SIZES[at % 2])
    ppe_movements.put_size(work, subject, member.id, "rubber_boots", ("41", "42")[at % 2])


def _pieces(row: tuple[str, int, str, str], now: datetime) -> Pieces:
    item, pieces, size, lot_no = row
    return Pieces(item, pieces, size, lot_no, now + _YEAR if item in _DATED else None)
