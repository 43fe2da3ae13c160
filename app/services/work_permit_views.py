"""Electrical work permits with their signatures, for screens, phones and paper."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.schema.assignments import AssignmentMember
from app.schema.crews import CrewMember
from app.schema.work_permits import WorkPermit, WorkPermitSignature
from app.services import people_facts, work_permit_facts
from app.services.work import Tx
from app.storage import assignments, work_permits
from compliance.work_permits import needed_signatures

Parts = Sequence[tuple[AssignmentMember, CrewMember]]


@dataclass(frozen=True)
class WorkPermitView:
    """A document with its signatures, and those that are still missing."""

    row: WorkPermit
    signatures: tuple[WorkPermitSignature, ...]
    missing: tuple[str, ...]


def of_assignments(tx: Tx, assignment_ids: Collection[UUID], parts: Parts) -> dict[UUID, WorkPermitView]:
    """By job its newest document, those that were cancelled only where there is no other."""
    rows = work_permits.list_newest(tx.session, assignment_ids)
    return {view.row.assignment_id: view for view in view_all(tx, list(rows.values()), parts)} if rows else {}


def view_all(tx: Tx, rows: Sequence[WorkPermit], parts: Parts | None = None) -> list[WorkPermitView]:
    """Documents with their signatures, in the order given; ``parts`` are those who take part in the jobs."""
    signatures = work_permits.list_signatures(tx.session, [row.id for row in rows])
    rules = work_permit_facts.rules(tx)
    if parts is None:
        parts = assignments.list_members(tx.session, {row.assignment_id for row in rows})
    found = []
    for row in rows:
        facts = work_permit_facts.facts_of(row, signatures[row.id])
        crew = [
            people_facts.member_facts(member, part.role, part.extra_roles)
            for part, member in parts
            if part.assignment_id == row.assignment_id
        ]
        needed = needed_signatures(rules, row.kind, crew) if row.state in ("draft", "issued") else ()
        found.append(WorkPermitView(row, signatures[row.id], tuple(e for e in needed if e not in facts.signed)))
    return found
