"""Checklists, their templates and what was confirmed."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, any_, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.checklists import Checklist, ChecklistEntry, ChecklistTemplate, TemplateMark
from app.schema.crews import CrewMember
from app.schema.operations import ReferenceData
from app.schema.zones import Zone, ZoneVersion


def visible(scope: Scope) -> ColumnElement[bool]:
    """Checklists of the scope's units, and those of a worker's own crew."""
    own = select(Assignment.id).where(Assignment.crew_id.in_(scope.crew_ids))
    of_units = Checklist.unit_id.in_(scope.unit_ids)
    return or_(of_units, Checklist.assignment_id.in_(own)) if scope.crew_ids else of_units


def find(session: Session, scope: Scope, checklist_id: UUID, *, for_update: bool = False) -> Checklist | None:
    """One checklist of the scope."""
    query = select(Checklist).where(Checklist.id == checklist_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def lock(session: Session, checklist_id: UUID) -> Checklist:
    """One checklist, held until the end and read afresh."""
    query = select(Checklist).where(Checklist.id == checklist_id).with_for_update(key_share=True)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def list_naming(session: Session, sha256: str) -> Sequence[UUID]:
    """Live checklists on which somebody named these bytes."""
    query = select(ChecklistEntry.checklist_id).join(Checklist, Checklist.id == ChecklistEntry.checklist_id)
    query = query.where(ChecklistEntry.evidence_sha256 == sha256, Checklist.state != "void")
    return session.scalars(query.distinct().order_by(ChecklistEntry.checklist_id)).all()


def find_assignment_id(session: Session, scope: Scope, checklist_id: UUID) -> UUID | None:
    """The assignment of a checklist of the scope."""
    return session.scalar(select(Checklist.assignment_id).where(Checklist.id == checklist_id, visible(scope)))


def lock_assignment(session: Session, assignment_id: UUID) -> Assignment:
    """The assignment, held until the end: no step of it is taken meanwhile."""
    return session.scalars(
        select(Assignment).where(Assignment.id == assignment_id).with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()  # fmt: skip


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
    if not checklist_ids:
        return ()
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


def list_newest_templates(session: Session, *, retired: bool = False) -> Sequence[ChecklistTemplate]:
    """The newest version of each template, by code; those made from the conditions of a permit are left out.

    Args:
        session: the open session.
        retired: templates that were retired too.
    """
    code, version_no = ChecklistTemplate.code, ChecklistTemplate.version_no
    newest = select(code, func.max(version_no)).where(ChecklistTemplate.permit_id.is_(None)).group_by(code)
    query = select(ChecklistTemplate).where(tuple_(code, version_no).in_(newest)).order_by(code)
    if not retired:
        query = query.where(ChecklistTemplate.id.not_in(_RETIRED))
    return session.scalars(query).all()


_RETIRED = select(TemplateMark.template_id).where(TemplateMark.kind == "retired")


def list_versions(session: Session, code: str) -> Sequence[ChecklistTemplate]:
    """All versions of a template, the newest first; none of lists made from the conditions of a permit."""
    query = select(ChecklistTemplate).where(ChecklistTemplate.code == code, ChecklistTemplate.permit_id.is_(None))
    return session.scalars(query.order_by(ChecklistTemplate.version_no.desc())).all()


def list_marks(session: Session, template_ids: Collection[UUID]) -> Sequence[TemplateMark]:
    """What happened to template versions after they were published."""
    query = select(TemplateMark).where(TemplateMark.template_id.in_(template_ids)).order_by(TemplateMark.at)
    return session.scalars(query).all()


def lock_code(session: Session, code: str) -> None:
    """Wait until no other transaction publishes a version of the same template, and hold it to the end of this one."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"template:{code}", 0))))


def list_zones_that_ask(session: Session, code: str) -> Sequence[str]:
    """Names of zones, in force or coming, whose requirements name this template."""
    asks = or_(any_(ZoneVersion.entry_templates) == code, any_(ZoneVersion.exit_templates) == code)
    query = select(Zone.name).join(ZoneVersion, ZoneVersion.zone_id == Zone.id)
    return session.scalars(query.where(ZoneVersion.state == "published", asks).distinct().order_by(Zone.name)).all()


def list_templates(session: Session, ids: Collection[UUID]) -> Sequence[ChecklistTemplate]:
    """Template versions that checklists were made from."""
    if not ids:
        return ()
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
