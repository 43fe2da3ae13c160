"""Electrical work permits and orders with their signatures."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.events import Event
from app.schema.work_permits import WorkPermit, WorkPermitSignature
from app.storage import assignments

ENDED = ("closed", "cancelled")


@dataclass(frozen=True)
class WorkPermitFilter:
    """Which documents; None means any."""

    assignment_id: UUID | None = None
    state: str | None = None
    unit_id: UUID | None = None


def visible(scope: Scope) -> ColumnElement[bool]:
    """Documents of the jobs of the scope's units, and of its own crew."""
    return WorkPermit.assignment_id.in_(select(Assignment.id).where(assignments.visible(scope)))


def find(session: Session, scope: Scope, work_permit_id: UUID) -> WorkPermit | None:
    """One document of the scope."""
    return session.scalar(select(WorkPermit).where(WorkPermit.id == work_permit_id, visible(scope)))


def list_page(
    session: Session, scope: Scope, which: WorkPermitFilter, *, before: UUID | None, limit: int
) -> Sequence[WorkPermit]:
    """Documents of the scope, the newest first."""
    query = select(WorkPermit).where(visible(scope)).order_by(WorkPermit.id.desc()).limit(limit)
    for column, wanted in (
        (WorkPermit.assignment_id, which.assignment_id),
        (WorkPermit.state, which.state),
        (WorkPermit.unit_id, which.unit_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return session.scalars(query.where(WorkPermit.id < before) if before else query).all()


def lock(session: Session, work_permit_id: UUID) -> WorkPermit:
    """One document that the asker was found to see, as it is now; its job is locked already."""
    query = select(WorkPermit).where(WorkPermit.id == work_permit_id)
    return session.scalars(query.with_for_update(key_share=True).execution_options(populate_existing=True)).one()


def find_live(session: Session, assignment_id: UUID) -> WorkPermit | None:
    """The document of a job that has not ended."""
    query = select(WorkPermit).where(WorkPermit.assignment_id == assignment_id, WorkPermit.state.not_in(ENDED))
    return session.scalar(query)


def list_newest(session: Session, assignment_ids: Collection[UUID]) -> dict[UUID, WorkPermit]:
    """By job its newest document; one that was cancelled only where there is no other."""
    query = (
        select(WorkPermit)
        .where(WorkPermit.assignment_id.in_(assignment_ids))
        .ext(distinct_on(WorkPermit.assignment_id))
        .order_by(WorkPermit.assignment_id, WorkPermit.state == "cancelled", WorkPermit.id.desc())
    )
    return {row.assignment_id: row for row in session.scalars(query)}


def list_signatures(session: Session, work_permit_ids: Collection[UUID]) -> dict[UUID, tuple[WorkPermitSignature, ...]]:
    """By document its signatures, those that fell too, in the order in which they were given."""
    query = select(WorkPermitSignature).where(WorkPermitSignature.work_permit_id.in_(work_permit_ids))
    found: dict[UUID, tuple[WorkPermitSignature, ...]] = defaultdict(tuple)
    for each in session.scalars(query.order_by(WorkPermitSignature.id)):
        found[each.work_permit_id] += (each,)
    return found


def find_changed_at(session: Session, work_permit_id: UUID, verbs: Collection[str]) -> datetime | None:
    """When the last of these events of a document happened; None where there is none."""
    query = select(func.max(Event.server_time)).where(Event.subject_id == work_permit_id, Event.verb.in_(verbs))
    return session.scalar(query)


def touch(row: WorkPermit) -> None:
    """Give the document a new version although only its signatures changed."""
    flag_modified(row, "state")
