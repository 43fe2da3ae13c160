"""What a phone sends of what was done on it, and the answers."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, field_validator

from app.services.field import MOST, Action, Answer, Outcome, Side, Submitted
from app.wire.common import Moment, ReasonOut, WireIn, WireOut
from compliance.merging import is_skewed
from mobile_api.protocol import PROTOCOL
from mobile_api.reasons import tell, tell_all

MAX_ACTIONS = 200

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What the database's text cannot hold."""


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _NO_TEXT.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_mended(key): _mended(each) for key, each in value.items()}
    return [_mended(each) for each in value] if isinstance(value, list) else value


class ActionIn(WireIn):
    """One thing that was done on the phone."""

    action_id: UUID
    client_seq: Annotated[int, Field(ge=0, le=2**31 - 1)]
    kind: Annotated[str, Field(min_length=1, max_length=60)]
    entity: UUID
    base_version: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    body: dict[str, Any] = Field(default_factory=dict)
    device_time: Moment
    monotonic_ms: Annotated[int, Field(ge=0)] | None = None
    age_ms: Annotated[int, Field(ge=0, le=MOST)] | None = Field(
        None, description="counted by the phone's steady counter since it was done; left out where that began anew"
    )

    def read(self, sent_at: datetime | None = None) -> Action:
        """As the service takes it."""
        return Action(
            self.action_id, self.client_seq, self.kind, self.entity, self.body, self.device_time, self.base_version,
            sent_at, self.age_ms,
        )  # fmt: skip


class PushIn(WireIn):
    """Actions in the order in which they were done."""

    client_id: UUID
    actions: Annotated[list[ActionIn], Field(max_length=MAX_ACTIONS)]
    sent_at: Moment | None = Field(None, description="the phone's clock now: the service sees by it how wrong it is")
    from_seq: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = Field(
        None, description="the lowest number that the phone has no answer to: a service that does not know the phone "
        "begins there, even when a later batch overtook the first",
    )  # fmt: skip

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_what_is_no_text(cls, value: Any) -> Any:
        """A text cut through a character is mended: refused, it would hold up the phone's queue for ever."""
        return _mended(value)


class SideOut(WireOut):
    """One of two things said that stand against each other."""

    values: dict[str, Any] = Field(description="fields by name, as the action's body names them; `state` of the job")
    by: str | None = Field(description="who said it; null for a rule of the service")
    at: datetime | None

    @classmethod
    def of(cls, side: Side | None) -> "SideOut | None":
        """As it was kept."""
        return cls.model_validate(side) if side else None


class AnswerOut(WireOut):
    """What became of one action; it is answered the same for ever."""

    action_id: UUID
    outcome: Outcome
    code: str | None = Field(description="why it was refused; of an applied one, why it was flagged")
    detail: str | None
    reasons: list[ReasonOut]
    state: str | None = Field(description="how the job (or the push) stands after it")
    version: int | None
    theirs: SideOut | None = Field(description="of a conflict: what stands now, by whom, since when")
    yours: SideOut | None = Field(description="of a conflict: what this action wanted")

    @classmethod
    def of(cls, answer: Answer, lang: str) -> "AnswerOut":
        """In the asker's language."""
        return cls(
            action_id=answer.action_id,
            outcome=answer.outcome,
            code=answer.code,
            detail=answer.detail,
            reasons=tell_all(answer.reasons, lang),
            state=answer.after.state if answer.after else None,
            version=answer.after.version if answer.after else None,
            theirs=SideOut.of(answer.theirs),
            yours=SideOut.of(answer.yours),
        )


class ClockOut(WireOut):
    """How the phone's clock stands to the service's. However wrong it is, nothing is refused for it."""

    skew_ms: int = Field(description="by how much it is ahead; negative when it is behind")
    flagged: bool = Field(description="off by more than five minutes: tell the worker to set it")

    @classmethod
    def of(cls, sent_at: datetime | None, now: datetime) -> "ClockOut | None":
        """By what the phone said its clock showed."""
        if sent_at is None:
            return None
        skew = sent_at - now
        return cls(skew_ms=skew // timedelta(milliseconds=1), flagged=is_skewed(skew))


class PushOut(WireOut):
    """One answer per action. Actions without an answer were not looked at: keep them and send them again."""

    answers: list[AnswerOut]
    stopped: ReasonOut | None = Field(description="why the rest got no answer")
    server_time: datetime
    clock: ClockOut | None = Field(description="where the phone said by `sent_at` what its clock shows")
    protocol: int = PROTOCOL

    @classmethod
    def of(cls, done: Submitted, sent_at: datetime | None, now: datetime, lang: str) -> "PushOut":
        """In the asker's language."""
        return cls(
            clock=ClockOut.of(sent_at, now),
            answers=[AnswerOut.of(answer, lang) for answer in done.answers],
            stopped=tell(done.stopped, lang) if done.stopped else None,
            server_time=now,
        )
