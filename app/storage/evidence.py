"""Evidence: which pictures have come, and who may look at them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.checklists import Checklist, ChecklistEntry
from app.schema.evidence import Evidence
from app.schema.hand_overs import HandOver
from app.storage.checklists import visible


def find(session: Session, sha256: str) -> Evidence | None:
    """What has come under this hash, whoever may see it."""
    return session.get(Evidence, sha256)


def lock(session: Session, sha256: str) -> None:
    """Wait until no other transaction keeps the same bytes, and hold them to the end of this one."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"evidence:{sha256}", 0))))


def find_visible(session: Session, scope: Scope, user_id: UUID | None, sha256: str) -> Evidence | None:
    """What has come under this hash and is named on a checklist or hand-over of the scope, or was sent by the asker."""
    named = exists().where(
        ChecklistEntry.evidence_sha256 == sha256, Checklist.id == ChecklistEntry.checklist_id, visible(scope)
    )
    to_crew = select(Assignment.id).where(Assignment.crew_id.in_(scope.crew_ids))
    handed = exists().where(
        HandOver.photos.contains([sha256]),
        or_(
            HandOver.unit_id.in_(scope.unit_ids),
            HandOver.from_crew_id.in_(scope.crew_ids),
            HandOver.to_assignment_id.in_(to_crew),
        ),
    )
    query = select(Evidence).where(Evidence.sha256 == sha256, or_(named, handed, Evidence.received_from == user_id))
    return session.scalar(query)


def list_received(session: Session, hashes: Collection[str]) -> frozenset[str]:
    """Those of these hashes whose bytes have come."""
    return frozenset(session.scalars(select(Evidence.sha256).where(Evidence.sha256.in_(hashes))))
