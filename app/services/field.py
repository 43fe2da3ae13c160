"""Actions from phones: each applied once, in its own transaction, in the phone's order, with one answer for ever."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Any
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, CordonError, ForbiddenError, InvalidError, StaleError, UnavailableError
from app.schema.crews import Crew
from app.schema.devices import FieldAction
from app.services.events import About, hash_of, record
from app.services.work import Tx, Work, again
from app.storage import field as rows
from compliance.merging import SKEW_LIMIT, is_skewed
from compliance.reasons import Reason

_MS = timedelta(milliseconds=1)
MOST = 2**53
"""The largest whole number that every phone writes exactly."""


class Outcome(StrEnum):
    """What became of one action."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    """It was applied before; nothing was done again."""
    CONFLICT = "conflict"
    """The state of things forbids it; reasons say why."""
    REJECTED = "rejected"
    """It cannot be understood or is not this worker's to do; sending it again helps nothing."""


@dataclass(frozen=True)
class Action:
    """One thing that a worker did on the phone."""

    action_id: UUID
    client_seq: int
    kind: str
    entity_id: UUID
    body: Mapping[str, Any]
    device_time: datetime
    base_version: int | None = None
    sent_at: datetime | None = None
    """When it was sent, by the phone's clock."""
    age_ms: int | None = None
    """What the phone's steady counter counted from the doing to the sending."""

    def age(self, now: datetime) -> timedelta:
        """How long ago it was done: by the phone's steady counter where that ran on, else by its clock."""
        if self.age_ms is not None:
            return timedelta(milliseconds=self.age_ms)
        return (self.sent_at or now) - self.device_time

    def text(self, name: str) -> str | None:
        """A text of the body; None when it is left out or empty.

        Raises:
            InvalidError: it is something else than a text.
        """
        value = self.body.get(name)
        if value is not None and not isinstance(value, str):
            raise InvalidError.of(f"body.{name}", "text", f"{name} must be a text")
        return value or None

    def need_text(self, name: str) -> str:
        """A text of the body that must be there.

        Raises:
            InvalidError: it is missing, empty or no text.
        """
        value = self.text(name)
        if value is None:
            raise InvalidError.of(f"body.{name}", "missing", f"{name} is missing")
        return value

    def count(self, name: str) -> int | None:
        """A whole number of the body, not negative; None when it is left out.

        Raises:
            InvalidError: it is something else.
        """
        value = self.body.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
            raise InvalidError.of(f"body.{name}", "count", f"{name} must be a whole number from 0 on")
        return value

    def uuid(self, name: str) -> UUID | None:
        """An id of the body; None when it is left out.

        Raises:
            InvalidError: it is no UUID.
        """
        value = self.text(name)
        try:
            return UUID(value) if value else None
        except ValueError as error:
            raise InvalidError.of(f"body.{name}", "uuid", f"{name} must be a UUID") from error


@dataclass(frozen=True)
class ActionState:
    """How the thing stands after an action."""

    state: str
    version: int | None = None
    flag: Reason | None = None
    """Why it was taken but does not count as the worker may think."""


@dataclass(frozen=True)
class Side:
    """One of two things said that stand against each other: its fields by name, who said it, and when."""

    values: Mapping[str, Any]
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """The one answer to one action."""

    action_id: UUID
    outcome: Outcome
    code: str | None = None
    detail: str | None = None
    reasons: tuple[Reason, ...] = ()
    after: ActionState | None = None
    theirs: Side | None = None
    """Of a conflict: what stands now."""
    yours: Side | None = None
    """And what the phone wanted."""


@dataclass(frozen=True)
class Submitted:
    """Answers to the first actions of a batch. Those that got none shall be kept and sent again."""

    answers: list[Answer] = field(default_factory=list)
    stopped: Reason | None = None
    """Why the rest got no answer: an action before them is missing."""


class OvertakenError(ConflictError):
    """Somebody else changed what the action is based on. ``after`` is how it stands now."""

    code, title = "sync.overtaken", "Changed by somebody else meanwhile"

    def __init__(self, detail: str, *, reasons: Sequence[Reason], after: ActionState) -> None:
        super().__init__(detail, reasons=reasons)
        self.after = after


Handler = Callable[[Tx, Work, Subject, Action], ActionState]
"""Applies one action in the transaction that also keeps its answer; raises ``app.errors`` to refuse."""


Settle = Callable[[Tx, Subject, Action, CordonError], Answer | None]
"""Answers an action that was refused, and keeps what has to be kept of it; None leaves the plain refusal."""


class _GapError(Exception):
    def __init__(self, expected: int, got: int) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.reason = Reason("sync.gap", {"expected": expected, "got": got})


def submit(
    work: Work, subject: Subject, client_id: UUID, actions: Sequence[Action], handlers: Mapping[str, Handler],
    settle: Settle = lambda *_: None, from_seq: int | None = None,
) -> Submitted:  # fmt: skip
    """Apply a phone's actions in order; an answer is given only after its transaction has committed.

    A phone never heard of begins at the number that it names, or else at any; after that numbers must follow each
    other without a gap, else the action behind the gap and all after it get no answer.

    Args:
        work: what use cases work with.
        subject: the worker.
        client_id: the phone's own name, made up once.
        actions: in the order in which they were done.
        handlers: what to do per kind of action.
        settle: what to do with one that is refused.
        from_seq: the lowest number that the phone has no answer to; None where it does not say.

    Raises:
        ForbiddenError: not a worker of a crew.
        UnavailableError: the database does not answer, and nothing was done yet.
    """
    if not subject.scope(Verb.FIELD).crew_ids:
        raise ForbiddenError("you belong to no crew")
    done = Submitted()
    for action in actions:
        try:
            done.answers.append(_answer(work, subject, client_id, action, handlers, settle, from_seq))
        except _GapError as gap:
            return Submitted(done.answers, gap.reason)
        except UnavailableError:
            if not done.answers:
                raise
            return done
    return done


@again
def _answer(
    work: Work, subject: Subject, client_id: UUID, action: Action, handlers: Mapping[str, Handler], settle: Settle,
    from_seq: int | None,
) -> Answer:  # fmt: skip
    try:
        with work.begin() as tx:
            known = _find_known(tx, subject, client_id, action, from_seq)
            if known is None:
                handler = handlers.get(action.kind)
                if handler is None:
                    raise InvalidError(f"there is no action {action.kind!r}", code="sync.unknown_kind")
                known = _keep(tx, subject, client_id, action, applied(action, handler(tx, work, subject, action)))
            return known
    except CordonError as error:
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        refusal = error
    with work.begin() as tx:
        known = _find_known(tx, subject, client_id, action, from_seq)
        if known is None:
            answer = settle(tx, subject, action, refusal) or refused(action, refusal)
            known = _keep(tx, subject, client_id, action, answer)
        return known


def _find_known(tx: Tx, subject: Subject, client_id: UUID, action: Action, from_seq: int | None) -> Answer | None:
    """The answer to an action that is not new; None for the one that is next."""
    rows.lock_client(tx.session, client_id)
    known = rows.find_action(tx.session, action.action_id)
    if known is not None:
        same = (known.user_id, known.body_hash) == (subject.user_id, _hash(action))
        return _again(known) if same else _reject(action, "sync.action_id_reused")
    last = rows.find_last_seq(tx.session, subject.user_id, client_id)
    if last is None and from_seq is not None:
        last = min(from_seq, action.client_seq) - 1
    if last is not None and action.client_seq <= last:
        return _reject(action, "sync.seq_taken")
    if last is not None and action.client_seq > last + 1:
        raise _GapError(last + 1, action.client_seq)
    return None


def _keep(tx: Tx, subject: Subject, client_id: UUID, action: Action, answer: Answer) -> Answer:
    skew = action.sent_at - tx.now if action.sent_at else None
    if skew is not None and is_skewed(skew) and not rows.was_skewed(tx.session, subject.user_id, client_id, SKEW_LIMIT):
        _tell_skew(tx, subject, client_id, skew)
    tx.session.add(
        FieldAction(
            id=action.action_id,
            user_id=subject.user_id,
            client_id=client_id,
            client_seq=action.client_seq,
            kind=action.kind,
            entity_id=action.entity_id,
            body_hash=_hash(action),
            answer=_as_json(answer),
            device_time=action.device_time,
            server_time=tx.now,
            skew_ms=skew // _MS if skew is not None else None,
        )
    )
    return answer


def _tell_skew(tx: Tx, subject: Subject, client_id: UUID, skew: timedelta) -> None:
    """Say once that a phone's clock is off: times that it tells are to be read so. Nothing is refused for it."""
    crew = tx.session.get(Crew, subject.crew_id)
    about = About("phone", client_id, unit_id=crew.unit_id if crew else None, crew_id=subject.crew_id)
    record(tx, subject, "phone.clock_skewed", about, payload={"skew_seconds": int(skew.total_seconds())})


def applied(action: Action, after: ActionState) -> Answer:
    """It was done; with its flag, if it has one."""
    flag = after.flag
    code, reasons = (flag.code, (flag,)) if flag else (None, ())
    return Answer(action.action_id, Outcome.APPLIED, code, reasons=reasons, after=after)


def refused(action: Action, error: CordonError) -> Answer:
    """It was not done: because of how things stand, or because it never could be."""
    conflict = isinstance(error, ConflictError | StaleError)
    outcome = Outcome.CONFLICT if conflict else Outcome.REJECTED
    after = error.after if isinstance(error, OvertakenError) else None
    return Answer(action.action_id, outcome, error.code, error.detail or None, error.reasons, after)


def _reject(action: Action, code: str) -> Answer:
    return Answer(action.action_id, Outcome.REJECTED, code, reasons=(Reason(code),))


def _hash(action: Action) -> str:
    return hash_of({"kind": action.kind, "entity": str(action.entity_id), "body": dict(action.body)})


def _as_json(answer: Answer) -> dict[str, Any]:
    after = answer.after
    return {
        "outcome": str(answer.outcome),
        "code": answer.code,
        "detail": answer.detail,
        "reasons": [reason.as_json() for reason in answer.reasons],
        "after": {"state": after.state, "version": after.version} if after else None,
        "theirs": _side_as_json(answer.theirs),
        "yours": _side_as_json(answer.yours),
    }


def _side_as_json(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {"values": dict(side.values), "by": side.by, "at": side.at.isoformat() if side.at else None}


def _side_of(told: Mapping[str, Any] | None) -> Side | None:
    """A side as it was kept; answers of older releases have none."""
    at = told and told["at"]
    return Side(told["values"], told["by"], datetime.fromisoformat(at) if at else None) if told else None


def _again(known: FieldAction) -> Answer:
    """The stored answer. What was applied is now a duplicate; a refusal stays the refusal that it was."""
    told = known.answer
    outcome = Outcome(told["outcome"])
    return Answer(
        action_id=known.id,
        outcome=Outcome.DUPLICATE if outcome is Outcome.APPLIED else outcome,
        code=told["code"],
        detail=told["detail"],
        reasons=tuple(Reason(each["code"], each["params"]) for each in told["reasons"]),
        after=ActionState(**told["after"]) if told["after"] else None,
        theirs=_side_of(told.get("theirs")),
        yours=_side_of(told.get("yours")),
    )
