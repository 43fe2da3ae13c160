"""Sealed texts of the exposure ledger."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.schema.exposure_records import ExposureNote


def list_about(session: Session, about_ids: Collection[UUID]) -> Sequence[ExposureNote]:
    """Those that belong to these things, oldest first."""
    query = select(ExposureNote).where(ExposureNote.about_id.in_(about_ids)).order_by(ExposureNote.id)
    return session.scalars(query).all()


def erase_of(session: Session, member_id: UUID) -> int:
    """Take away all of one worker; how many there were."""
    gone = session.execute(delete(ExposureNote).where(ExposureNote.member_id == member_id).returning(ExposureNote.id))
    return len(gone.all())
