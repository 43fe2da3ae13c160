"""Checklists: what an item asks, whether an entry may stand, and what is still to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from compliance.checklist_values import Item, Value, value_problem
from compliance.decision import Decision, allow, deny, refuse
from compliance.text import Text

Outcome = Literal["ok", "na", "failed"]


@dataclass(frozen=True, slots=True)
class Template:
    """An immutable version of a checklist; when `ordered`, nobody may run ahead of an earlier item.

    Raises:
        ValueError: no items, a key twice, or a condition on an item that does not stand before.
    """

    code: str
    version: int
    purpose: str
    name: Text
    items: tuple[Item, ...]
    ordered: bool = True
    hse_must_confirm: bool = False

    def __post_init__(self) -> None:
        keys = [item.key for item in self.items]
        if not keys or len(set(keys)) != len(keys):
            raise ValueError(f"template {self.code} needs items with keys of their own")
        for index, item in enumerate(self.items):
            if item.condition and item.condition.item_key not in keys[:index]:
                raise ValueError(f"item {item.key} depends on an item that does not stand before it")

    def find(self, key: str) -> Item | None:
        """Return the item with this key, or None."""
        return next((item for item in self.items if item.key == key), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One confirmation. `member_id` is None on items that the crew answers once; `value` depends on the item's kind."""

    item_key: str
    member_id: UUID | None
    outcome: Outcome
    value: Value
    reason: str | None
    device_time: datetime
    server_time: datetime


class Slot(NamedTuple):
    """One answer that is due: an item, and for items per person whose."""

    item_key: str
    member_id: UUID | None


@dataclass(frozen=True, slots=True)
class ChecklistStatus:
    """Where a checklist stands; `stopped` when a critical item failed, which stops the job."""

    complete: bool
    stopped: bool
    failed: tuple[Slot, ...]
    missing: tuple[Slot, ...]
    next_item: Slot | None


Answers = Mapping[Slot, Entry]


def judge_entry(
    template: Template, entries_so_far: Iterable[Entry], entry: Entry, members: Sequence[UUID], now: datetime
) -> Decision:
    """Decide whether this entry may stand after the earlier ones.

    Args:
        template: the template version that the checklist was started with.
        entries_so_far: entries that were accepted before.
        entry: the new one.
        members: the crew, each of whom answers the items per person.
        now: the server's time.
    """
    item = template.find(entry.item_key)
    if item is None:
        return refuse("checklist.item.unknown", item=entry.item_key)
    answers = _answers(entries_so_far)
    for decision in (
        _may_answer(template, item, entry, answers, members),
        _in_order(template, item, entry, answers, members),
        _outcome(item, entry),
        _value(template, item, entry, answers, now),
    ):
        if not decision.allowed:
            return decision
    return allow()


def status(template: Template, entries: Iterable[Entry], members: Sequence[UUID]) -> ChecklistStatus:
    """Return what is done, what failed and what comes next; a checklist without a crew is never complete."""
    answers = _answers(entries)
    due = [slot for item in template.items for slot in _slots(item, answers, members)]
    missing = tuple(slot for slot in due if slot not in answers)
    failed = tuple(slot for slot in due if slot in answers and answers[slot].outcome == "failed")
    stopped = _stopped(template, answers)
    return ChecklistStatus(
        complete=bool(members) and not missing and not stopped,
        stopped=stopped,
        failed=failed,
        missing=missing,
        next_item=None if stopped else next(iter(missing), None),
    )


def _answers(entries: Iterable[Entry]) -> Answers:
    return {Slot(entry.item_key, entry.member_id): entry for entry in entries}


def _slots(item: Item, answers: Answers, members: Sequence[UUID]) -> Iterator[Slot]:
    """Return the answers that the item asks for, given what was answered before."""
    for member_id in members if item.per == "person" else (None,):
        if _applies(item, member_id, answers):
            yield Slot(item.key, member_id)


def _applies(item: Item, member_id: UUID | None, answers: Answers) -> bool:
    """Tell whether the item's condition holds by this member's answer, the crew's, or (for the crew) anybody's."""
    if item.condition is None:
        return True
    return any(
        slot.item_key == item.condition.item_key
        and (member_id is None or slot.member_id in {member_id, None})
        and answer.outcome == "ok"
        and answer.value == item.condition.equals
        for slot, answer in answers.items()
    )


def _stopped(template: Template, answers: Answers) -> bool:
    critical = {item.key for item in template.items if item.critical}
    return any(slot.item_key in critical and answer.outcome == "failed" for slot, answer in answers.items())


def _may_answer(template: Template, item: Item, entry: Entry, answers: Answers, members: Sequence[UUID]) -> Decision:
    if item.per == "person" and entry.member_id not in members:
        return refuse("checklist.member.unknown", item=item.key)
    if item.per == "crew" and entry.member_id is not None:
        return refuse("checklist.member.not_expected", item=item.key)
    if _stopped(template, answers):
        return refuse("checklist.stopped", item=item.key)
    if Slot(item.key, entry.member_id) in answers:
        return refuse("checklist.item.already_answered", item=item.key)
    if not _applies(item, entry.member_id, answers):
        return refuse("checklist.item.not_applicable", item=item.key)
    return allow()


def _earlier(template: Template, item: Item, entry: Entry, answers: Answers, members: Sequence[UUID]) -> Iterator[Slot]:
    """Return the answers that stand before this one: the member's own and the crew's, for the crew everybody's."""
    for before in template.items[: template.items.index(item)]:
        for slot in _slots(before, answers, members):
            if entry.member_id is None or slot.member_id in {entry.member_id, None}:
                yield slot


def _in_order(template: Template, item: Item, entry: Entry, answers: Answers, members: Sequence[UUID]) -> Decision:
    if not template.ordered:
        return allow()
    for slot in _earlier(template, item, entry, answers, members):
        if slot not in answers:
            return refuse("checklist.order.earlier_missing", item=item.key, earlier=slot.item_key)
    return allow()


def _outcome(item: Item, entry: Entry) -> Decision:
    if entry.outcome not in {"ok", "na", "failed"}:
        return refuse("checklist.outcome.unknown", item=item.key)
    if entry.outcome == "na" and not item.na_allowed:
        return refuse("checklist.na.not_allowed", item=item.key)
    if entry.outcome == "na" and not (entry.reason or "").strip():
        return refuse("checklist.na.reason_needed", item=item.key)
    return allow()


def _value(template: Template, item: Item, entry: Entry, answers: Answers, now: datetime) -> Decision:
    if entry.outcome != "ok":
        return allow()
    before = {earlier.key for earlier in template.items[: template.items.index(item)]} if template.ordered else set()
    not_before = [
        answer.device_time
        for slot, answer in answers.items()
        if slot.item_key in before and (entry.member_id is None or slot.member_id in {entry.member_id, None})
    ]
    ended_at = min(entry.device_time, entry.server_time, now)
    problem = value_problem(item, entry.value, ended_at=ended_at, not_before=max(not_before, default=None))
    return deny(problem) if problem else allow()
