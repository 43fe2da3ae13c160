"""Workers who said that they are not well."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.crews import Crew, CrewMember
from app.schema.fitness import FitnessReport
from app.storage.retention import held


def find_open(session: Session, member_id: UUID) -> FitnessReport | None:
    """What somebody said and HSE has not decided."""
    query = select(FitnessReport).where(FitnessReport.member_id == member_id, FitnessReport.decision.is_(None))
    return session.scalar(query)


def lock(session: Session, scope: Scope, report_id: UUID) -> FitnessReport | None:
    """One report of the scope's units, to be decided."""
    query = select(FitnessReport).where(FitnessReport.id == report_id, FitnessReport.unit_id.in_(scope.unit_ids))
    return session.scalar(query.with_for_update())


def list_page(
    session: Session, scope: Scope, *, still_open: bool | None, before: UUID | None, limit: int
) -> Sequence[tuple[FitnessReport, CrewMember, Crew]]:
    """Reports of the scope's units with who and in which crew, the newest first."""
    query = (
        select(FitnessReport, CrewMember, Crew)
        .join(CrewMember, CrewMember.id == FitnessReport.member_id)
        .join(Crew, Crew.id == FitnessReport.crew_id)
        .where(FitnessReport.unit_id.in_(scope.unit_ids))
    )
    if still_open is not None:
        is_open = FitnessReport.decision.is_(None)
        query = query.where(is_open if still_open else ~is_open)
    if before is not None:
        query = query.where(FitnessReport.id < before)
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(FitnessReport.id.desc()).limit(limit))]


def list_unavailable(session: Session, crew_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """By crew the names of members who said that they cannot work, undecided."""
    found: dict[UUID, list[str]] = defaultdict(list)
    query = (
        select(CrewMember.crew_id, CrewMember.name)
        .join(FitnessReport, FitnessReport.member_id == CrewMember.id)
        .where(CrewMember.crew_id.in_(crew_ids), CrewMember.active, FitnessReport.decision.is_(None))
    )
    for crew_id, name in session.execute(query.order_by(CrewMember.name)):
        found[crew_id].append(name)
    return found


def lock_due(session: Session, before: datetime, at: datetime, limit: int) -> Sequence[FitnessReport]:
    """Reports with symptoms that were said before a moment and that nothing holds, locked; what others have is left."""
    query = select(FitnessReport).where(
        FitnessReport.said_at < before, FitnessReport.sealed.is_not(None),
        ~held(FitnessReport.member_id, null(), null(), at),
    )  # fmt: skip
    return session.scalars(query.order_by(FitnessReport.id).limit(limit).with_for_update(skip_locked=True)).all()


def clear_of(session: Session, member_ids: Collection[UUID]) -> int:
    """Empty what these people ticked, however old; how many reports it was."""
    change = (
        update(FitnessReport)
        .where(FitnessReport.member_id.in_(member_ids), FitnessReport.sealed.is_not(None))
        .values(sealed=None)
        .returning(FitnessReport.id)
    )
    return len(session.scalars(change, execution_options={"synchronize_session": False}).all())
