"""Messages to phones on the wire: how far each came, and what followed while nobody answered."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from app.services.push_views import PushView
from app.wire.common import WireOut
from app.wire.states import MessageState, PushService, PushState, PushUrgency


class PushTextOut(WireOut):
    """The short message that went after a message which nobody answered."""

    state: MessageState
    queued_at: datetime
    handed_over_at: datetime | None = Field(description="when the carrier took it; it does not say that it was read")
    error: str | None


class PushStateOut(WireOut):
    """A message about the assignment and how far it came. Whether the job was accepted stands with the assignment."""

    id: UUID
    user_name: str
    kind: str
    state: PushState
    urgency: PushUrgency
    service: PushService | None = Field(description="who took it, once somebody has")
    queued_at: datetime
    handed_over_at: datetime | None = Field(description="a push service took it; it does not say that the phone has it")
    delivered_at: datetime | None = Field(description="the phone's own word")
    read_at: datetime | None = Field(description="the person's own word")
    failed_at: datetime | None
    answer_by: datetime | None = Field(description="when the next step follows unless somebody answers")
    repeated_at: datetime | None = Field(description="sent again")
    texted_at: datetime | None = Field(description="a short message was queued")
    unanswered_at: datetime | None = Field(description="the dispatcher was told that nobody answers")
    unanswered: bool = Field(description="and that is so still")
    text: PushTextOut | None
    error: str | None

    @classmethod
    def of(cls, view: PushView) -> Self:
        """As the service found it."""
        shown = {name: getattr(view.row, name) for name in cls.model_fields if hasattr(view.row, name)}
        text = PushTextOut.model_validate(view.text) if view.text else None
        return cls(**shown, user_name=view.user_name, unanswered=view.unanswered, text=text)
