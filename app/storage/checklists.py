"""Checklists, their templates and what was confirmed."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.checklists import Checklist, ChecklistEntry, ChecklistTemplate
from app.schema.crews import CrewMember
from app.schema.operations import ReferenceData


def visible(scope: Scope) -> ColumnElement[bool]:
    """Checklists of the scope's units, and those of a worker's own crew."""
    own = select(Assignment.id).where(Assignment.crew_id.in_(scope.crew_ids))
    of_units = Checklist.unit_id.in_(scope.unit_ids)
    return or_(of_units, Checklist.assignment_id.in_(own)) if scope.crew_ids else of_units


def find(session: Session, scope: Scope, checklist_id: UUID, *, for_update: bool = False) -> Checklist | None:
    """One checklist of the scope."""
    query = select(Checklist).where(Checklist.id == checklist_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_of_assignment(session: Session, assignment_id: UUID) -> Sequence[Checklist]:
    """All checklists of an assignment that the asker may see, in the order in which they were made."""
    query = select(Checklist).where(Checklist.assignment_id == assignment_id).order_by(Checklist.id)
    return session.scalars(query).all()


def lock_live(session: Session, assignment_ids: Collection[UUID]) -> Sequence[Checklist]:
    """Checklists of assignments that are not void, locked in a fixed order."""
    query = select(Checklist).where(Checklist.assignment_id.in_(assignment_ids), Checklist.state != "void")
    return session.scalars(query.order_by(Checklist.id).with_for_update(key_share=True)).all()


def list_entries(session: Session, checklist_ids: Collection[UUID]) -> Sequence[ChecklistEntry]:
    """What was confirmed on these checklists, in the order in which it arrived."""
    query = select(ChecklistEntry).where(ChecklistEntry.checklist_id.in_(checklist_ids))
    return session.scalars(query.order_by(ChecklistEntry.server_time, ChecklistEntry.id)).all()


def find_entry(session: Session, entry_id: UUID) -> ChecklistEntry | None:
    """One confirmation, wherever it stands."""
    return session.get(ChecklistEntry, entry_id)


def list_members(session: Session, assignment_id: UUID) -> Sequence[UUID]:
    """Who is on an assignment."""
    query = select(AssignmentMember.member_id).where(
        AssignmentMember.assignment_id == assignment_id, AssignmentMember.active
    )
    return session.scalars(query.order_by(AssignmentMember.member_id)).all()


def find_member(session: Session, member_id: UUID) -> CrewMember | None:
    """The member whom the asker is."""
    return session.get(CrewMember, member_id)


def find_assignment(session: Session, assignment_id: UUID) -> Assignment:
    """The assignment that a checklist belongs to."""
    return session.get_one(Assignment, assignment_id)


def list_newest_templates(session: Session) -> Sequence[ChecklistTemplate]:
    """The newest version of each template, by code; those made from the conditions of a permit are left out."""
    code, version_no = ChecklistTemplate.code, ChecklistTemplate.version_no
    newest = select(code, func.max(version_no)).where(ChecklistTemplate.permit_id.is_(None)).group_by(code)
    return session.scalars(select(ChecklistTemplate).where(tuple_(code, version_no).in_(newest)).order_by(code)).all()


def list_templates(session: Session, ids: Collection[UUID]) -> Sequence[ChecklistTemplate]:
    """Template versions that checklists were made from."""
    return session.scalars(select(ChecklistTemplate).where(ChecklistTemplate.id.in_(ids))).all()


def put_template(session: Session, values: dict[str, Any]) -> None:
    """Add a template version; one that is there stays as it is."""
    session.execute(insert(ChecklistTemplate).values(values).on_conflict_do_nothing())


def put_reference(session: Session, values: dict[str, Any]) -> None:
    """Add an entry of a list that administrators edit; one that is there stays as it is."""
    session.execute(insert(ReferenceData).values(values).on_conflict_do_nothing())


def touch(checklist: Checklist) -> None:
    """Give the checklist a new version although only an entry was added."""
    flag_modified(checklist, "state")
