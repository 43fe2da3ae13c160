"""Positive workers, and the names of what a trace begins with."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.exposure_records import PositiveCase
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion

_PUBLISHED = (
    select(ZoneVersion.id).where(ZoneVersion.zone_id == Zone.id, ZoneVersion.published_at.is_not(None)).exists()
)
_NAMED = {
    "member": select(CrewMember.id, Crew.unit_id, CrewMember.name).join(Crew, Crew.id == CrewMember.crew_id),
    "vehicle": select(Vehicle.id, Vehicle.unit_id, Vehicle.plate),
    "ticket": select(Ticket.id, Ticket.unit_id, Ticket.number),
    "zone": select(Zone.id, null(), Zone.name).where(_PUBLISHED),
}
_IDS = {"member": CrewMember.id, "vehicle": Vehicle.id, "ticket": Ticket.id, "zone": Zone.id}


def find_named(session: Session, kind: str, found_id: UUID) -> tuple[UUID | None, str] | None:
    """The unit and the name of a worker, vehicle, ticket or published zone; a zone has no unit."""
    row = session.execute(_NAMED[kind].where(_IDS[kind] == found_id)).one_or_none()
    return (row[1], row[2]) if row else None


def list_newest(session: Session, scope: Scope, limit: int) -> Sequence[tuple[PositiveCase, str]]:
    """Cases of the scope's units with the workers' names, the newest first."""
    query = (
        select(PositiveCase, CrewMember.name)
        .join(CrewMember, CrewMember.id == PositiveCase.member_id)
        .where(PositiveCase.unit_id.in_(scope.unit_ids))
        .order_by(PositiveCase.found_at.desc(), PositiveCase.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
