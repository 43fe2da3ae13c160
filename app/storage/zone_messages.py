"""CAP messages that were taken, and the zones that they speak of."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from app.schema.operations import ReferenceData
from app.schema.zones import ZoneMessage


def lock(session: Session, sender: str) -> None:
    """Take the messages of one sender one after the other."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"cap:{sender}", 0))))


def find(session: Session, sender: str, identifier: str) -> ZoneMessage | None:
    """A message that was taken."""
    return session.get(ZoneMessage, (sender, identifier))


def find_zone(session: Session, references: Collection[tuple[str, str]]) -> UUID | None:
    """The zone of which any of these messages (sender, identifier) spoke, the newest first."""
    key = tuple_(ZoneMessage.sender, ZoneMessage.identifier)
    query = select(ZoneMessage.zone_id).where(key.in_(list(references))).order_by(ZoneMessage.sent_at.desc())
    return session.scalar(query.limit(1)) if references else None


def newest_sent_at(session: Session, zone_id: UUID) -> datetime | None:
    """When the newest message about a zone was sent."""
    return session.scalar(select(func.max(ZoneMessage.sent_at)).where(ZoneMessage.zone_id == zone_id))


def hazard_classes(session: Session) -> dict[str, str]:
    """Hazard class by CAP category, as the administrator has it."""
    query = select(ReferenceData.code, ReferenceData.body).where(
        ReferenceData.kind == "cap_category", ReferenceData.active
    )
    return {code: body["hazard_class"] for code, body in session.execute(query)}
