"""Entry permits, beside a single answer: history, several at once, drafts, notes of calls and letters."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from app.api.permits import Condition, Note, PermitGateIn
from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import permit_answers, permit_edits
from app.services.permit_answers import PermitStep
from app.services.permit_edits import Conditions, DraftChanges
from app.services.permit_trail import Said
from app.wire.common import Lang, Moment, WireIn
from app.wire.headers import IfMatch, set_etag
from app.wire.permit_history import AnsweredOut, PermitHistoryOut
from app.wire.permits import PermitOut

router = APIRouter(prefix="/api/v1/entry-permits", tags=["entry permits"])

Short = Annotated[str, Field(max_length=200)]
Many = Annotated[list[Condition], Field(max_length=50)]


class DraftPatch(WireIn):
    """What is completed before a request is sent; fields left out stay."""

    reason: Note = ""
    requested_from: Moment | None = None
    requested_until: Moment | None = None

    def read(self) -> DraftChanges:
        """As the service takes it."""
        changes = DraftChanges()
        if "reason" in self.model_fields_set:
            changes["reason"] = self.reason
        if self.requested_from is not None:
            changes["requested_from"] = self.requested_from
        if self.requested_until is not None:
            changes["requested_until"] = self.requested_until
        return changes


class ConditionsIn(WireIn):
    """Other conditions for a permit that is good."""

    conditions: Many = Field(default_factory=list)
    exit_conditions: Many = Field(default_factory=list)


class BulkStepIn(WireIn):
    """The same step of several permits; what an approval says goes for all of them."""

    permit_ids: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    to: Literal["acknowledged", "approved", "denied", "revoked", "withdrawn", "requested"]
    reason: Note = ""
    conditions: Many = Field(default_factory=list)
    exit_conditions: Many = Field(default_factory=list)


class RecordIn(WireIn):
    """What an authority said on the telephone, or wrote in a letter; who said it stands with it."""

    to: Literal["acknowledged", "approved", "denied", "revoked"]
    channel: Literal["phone", "letter"]
    said_by: Short = Field(description="name of whoever answered for the authority")
    function: Short = Field(default="", description="that person's office")
    number_called: Annotated[str, Field(max_length=40)] = ""
    said_at: Moment | None = None
    letter_number: Short | None = None
    letter_date: date | None = None
    file_reference: Short | None = Field(None, description="where the letter, or the recording, is kept")
    note: Note = ""
    reason: Note = ""
    conditions: Many = Field(default_factory=list)
    exit_conditions: Many = Field(default_factory=list)
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    gate: PermitGateIn | None = None
    version: int | None = None

    def read(self) -> PermitStep:
        """As the service takes it."""
        said = Said(
            self.channel, self.said_by, self.function, self.number_called, self.letter_number, self.letter_date,
            self.file_reference, self.said_at, self.note,
        )  # fmt: skip
        return PermitStep(
            self.to, self.reason, tuple(self.conditions), tuple(self.exit_conditions), self.valid_from,
            self.valid_until, self.gate.name if self.gate else None, version=self.version, said=said,
        )  # fmt: skip


@router.post("/transitions")
def move_permits(step: BulkStepIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> list[AnsweredOut]:
    """Take the same step of several permits; each is answered on its own, in the order given."""
    wanted = PermitStep(step.to, step.reason, tuple(step.conditions), tuple(step.exit_conditions))
    answered = permit_answers.transition_all(work, subject, step.permit_ids, wanted)
    return [AnsweredOut.of(each, lang) for each in answered]


@router.get("/{permit_id}/history")
def get_permit_history(permit_id: UUID, work: CurrentWork, subject: CurrentSubject) -> PermitHistoryOut:
    """Every step with actor, time and channel, and the letters that were sent about it."""
    return PermitHistoryOut.of(permit_edits.get_history(work, subject, permit_id))


@router.patch("/{permit_id}")
def change_permit_draft(
    permit_id: UUID, patch: DraftPatch, version: IfMatch, work: CurrentWork, subject: CurrentSubject, response: Response
) -> PermitOut:
    """Complete a request that was not sent yet."""
    view = permit_edits.change_draft(work, subject, permit_id, version, patch.read())
    set_etag(response, view.permit.version)
    return PermitOut.of(view)


@router.put("/{permit_id}/conditions")
def change_permit_conditions(
    permit_id: UUID, body: ConditionsIn, version: IfMatch, work: CurrentWork, subject: CurrentSubject,
    response: Response,
) -> PermitOut:  # fmt: skip
    """Set other conditions on a permit that is good; the crew confirms them anew."""
    wanted = Conditions(tuple(body.conditions), tuple(body.exit_conditions))
    view = permit_edits.change_conditions(work, subject, permit_id, version, wanted)
    set_etag(response, view.permit.version)
    return PermitOut.of(view)


@router.post("/{permit_id}/records")
def record_permit_answer(
    permit_id: UUID, body: RecordIn, work: CurrentWork, subject: CurrentSubject, response: Response
) -> PermitOut:
    """Note an answer that was given by telephone or letter; it is marked so for ever."""
    view = permit_answers.record_answer(work, subject, permit_id, body.read())
    set_etag(response, view.permit.version)
    return PermitOut.of(view)
