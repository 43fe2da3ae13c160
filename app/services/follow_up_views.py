"""Follow-ups with all they are about, for desks and for the crew."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from app.schema.assignments import Assignment
from app.schema.checklists import Checklist, ChecklistEntry
from app.schema.follow_ups import FollowUp
from app.services.checklist_templates import template_of
from app.services.work import Tx
from app.storage import follow_ups as rows
from app.storage.follow_ups import Found
from compliance.checklist_values import Item
from compliance.checklists import Template


@dataclass(frozen=True)
class FollowUpView:
    """One follow-up with what failed, on which job, and whose answer it was."""

    row: FollowUp
    checklist: Checklist
    template: Template
    entry: ChecklistEntry
    item: Item
    assignment: Assignment
    crew_name: str
    ticket_number: str
    address: str
    member_name: str | None

    @classmethod
    def of(cls, found: Found) -> Self:
        """As it was read."""
        row, checklist, stored, entry, assignment, crew, ticket, member = found
        template = template_of(stored)
        item = next(each for each in template.items if each.key == entry.item_key)
        name = member.name if member else None
        return cls(
            row, checklist, template, entry, item, assignment, crew.name, ticket.number, ticket.address, name
        )  # fmt: skip


def by_assignment(tx: Tx, assignment_ids: Collection[UUID]) -> Mapping[UUID, tuple[FollowUpView, ...]]:
    """All follow-ups of assignments, the oldest first."""
    views = [FollowUpView.of(each) for each in rows.list_of_assignments(tx.session, assignment_ids)]
    return {id_: tuple(each for each in views if each.assignment.id == id_) for id_ in assignment_ids}
