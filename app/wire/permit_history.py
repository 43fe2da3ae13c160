"""The history of an entry permit on the wire, and what became of several that were answered at once."""

from datetime import date, datetime
from typing import Any, Literal, Self, cast
from uuid import UUID

from pydantic import Field

from app.schema.messages import Message
from app.services.messages import masked
from app.services.permit_answers import Answered
from app.services.permit_edits import PermitHistory
from app.storage.permits import StepRow
from app.wire.common import Language, WireOut
from app.wire.permits import PermitOut

StepChannel = Literal["screen", "phone", "letter", "rule"]


class SaidOut(WireOut):
    """Who of the authority said it, where a desk noted it; empty once it was erased."""

    name: str | None
    function: str | None
    number_called: str | None
    said_at: datetime | None
    letter_number: str | None
    letter_date: date | None
    file_reference: str | None


class PermitStepOut(WireOut):
    """One step: what, when, by whom, by which way."""

    id: UUID
    step: str
    state_from: str | None
    state_to: str | None
    at: datetime
    actor: str
    authority: str | None
    channel: StepChannel = Field(
        description="screen; phone or letter where a desk noted what the authority said; rule where it followed"
    )
    said: SaidOut | None
    reason: str | None
    note: str | None
    conditions: list[str]
    exit_conditions: list[str]
    facts: dict[str, Any]

    @classmethod
    def of(cls, row: StepRow) -> Self:
        """As it is stored."""
        step, said = row.step, row.said
        return cls(
            id=step.event_id,
            step=step.step,
            state_from=step.state_from,
            state_to=step.state_to,
            at=step.at,
            actor=row.actor,
            authority=row.authority,
            channel=cast("StepChannel", step.channel),  # the table holds these four only
            said=_said(row) if step.channel in ("phone", "letter") else None,
            reason=said.get("reason"),
            note=said.get("note"),
            conditions=said.get("conditions", []),
            exit_conditions=said.get("exit_conditions", []),
            facts=row.facts,
        )


class PermitMessageOut(WireOut):
    """A letter or short message about it, and what became of that."""

    id: UUID
    channel: Literal["email", "sms"]
    kind: str
    recipient: str = Field(description="so much of the address as tells its owner which one it is")
    state: Literal["queued", "handed_over", "failed", "superseded"]
    attempts: int
    queued_at: datetime
    handed_over_at: datetime | None
    error: str | None

    @classmethod
    def of(cls, row: Message) -> Self:
        """As it is stored, the address covered."""
        shown = {name: getattr(row, name) for name in cls.model_fields if name != "recipient"}
        return cls(**shown, recipient=masked(row.recipient))


class PermitHistoryOut(WireOut):
    """All that ever happened to a permit, oldest first, and whom it was told."""

    permit: PermitOut
    steps: list[PermitStepOut]
    messages: list[PermitMessageOut]

    @classmethod
    def of(cls, history: PermitHistory) -> Self:
        """As the service found it."""
        return cls(
            permit=PermitOut.of(history.view),
            steps=[PermitStepOut.of(each) for each in history.steps],
            messages=[PermitMessageOut.of(each) for each in history.messages],
        )


class AnsweredOut(WireOut):
    """What became of one of several permits."""

    permit_id: UUID
    outcome: Literal["applied", "refused"]
    permit: PermitOut | None
    code: str | None
    status: int | None
    detail: str | None

    @classmethod
    def of(cls, answered: Answered, lang: Language) -> Self:
        """As the service found it."""
        error = answered.error
        reasons = [each.text(lang) for each in error.reasons] if error else []
        return cls(
            permit_id=answered.permit_id,
            outcome="refused" if error else "applied",
            permit=PermitOut.of(answered.view) if answered.view else None,
            code=error.code if error else None,
            status=error.status if error else None,
            detail=(" ".join(reasons) or error.detail) if error else None,
        )


def _said(row: StepRow) -> SaidOut:
    step, said = row.step, row.said
    return SaidOut(
        name=said.get("name"),
        function=said.get("function"),
        number_called=said.get("number_called"),
        said_at=row.facts.get("said_at"),
        letter_number=step.letter_number,
        letter_date=step.letter_date,
        file_reference=step.file_reference,
    )
