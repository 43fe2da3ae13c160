"""Which crews would go short of protective equipment: told with the candidates, before anybody is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.services import ppe_equipment
from app.services.ppe_equipment import Handout, Job
from app.services.work import Tx
from compliance.reasons import Reason


@dataclass(frozen=True)
class Going:
    """A crew that could go: which profiles would bind, and until when its pieces must be good."""

    profiles: tuple[str, ...]
    until: datetime


def by_crew(tx: Tx, unit_id: UUID, going: Mapping[UUID, Going]) -> dict[UUID, tuple[Reason, ...]]:
    """By crew what its vehicle and the rooms of the ticket's unit are short of together; crews that are not are absent.

    Each crew is asked as if it alone went. Pieces that other jobs have reserved are not counted; sizes are.
    """
    asking = {crew_id: each for crew_id, each in going.items() if each.profiles}
    if not asking:
        return {}
    profiles = {code for each in asking.values() for code in each.profiles}
    stock = Handout(ppe_equipment.read(tx, profiles, asking, {unit_id}, ()), tx.now)
    found = {crew_id: stock.short(Job(crew_id, unit_id, each.profiles, each.until)) for crew_id, each in asking.items()}
    return {crew_id: reasons for crew_id, reasons in found.items() if reasons}
