"""Follow-ups on the wire: what failed, on which job, and how it was resolved."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from app.services.follow_up_views import FollowUpView
from app.services.follow_ups import Resolution
from app.wire.common import WireOut


class FollowUpOut(WireOut):
    """A critical item that failed; while it is open, its job does not go on."""

    id: UUID
    state: Literal["open", "resolved"]
    assignment_id: UUID
    assignment_number: str
    ticket_id: UUID
    ticket_number: str
    address: str
    crew: str
    checklist_id: UUID
    checklist: str
    item_key: str
    item: str
    member: str | None
    said: str | None
    """What the crew wrote."""
    opened_at: datetime
    resolution: Resolution | None
    note: str | None
    resolved_at: datetime | None
    resolved_by: str | None
    version: int

    @classmethod
    def of(cls, view: FollowUpView, lang: str) -> Self:
        """In the asker's language."""
        row = view.row
        shown = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        return cls(
            **(shown | {"resolved_by": row.resolved_name}),
            assignment_number=view.assignment.number,
            ticket_id=view.assignment.ticket_id,
            ticket_number=view.ticket_number,
            address=view.address,
            crew=view.crew_name,
            checklist=view.template.name.get(lang),
            item_key=view.item.key,
            item=view.item.text.get(lang),
            member=view.member_name,
            said=view.entry.reason,
        )
