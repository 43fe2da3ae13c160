"""Checklists: what an item asks, whether an entry may stand, and what is still to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from compliance.checklist_timers import Run, Stamp, timer_problem
from compliance.checklist_values import Item, Value, moment_of, value_problem
from compliance.decision import Decision, allow, deny, refuse
from compliance.text import Text

Outcome = Literal["ok", "na", "failed"]


DISINFECTION = "disinfection"


def is_disinfection(code: str, purpose: str) -> bool:
    """Tell whether a list proves a disinfection: the shipped one, done on the way out, or one of that purpose."""
    return DISINFECTION in (code, purpose)


@dataclass(frozen=True, slots=True)
class Template:
    """An immutable version of a checklist; when `ordered`, nobody may run ahead of an earlier item.

    Raises:
        ValueError: no items, a key twice, or an item that looks at one that does not stand before it.
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
            looked_at = {each.item_key for each in (item.condition, item.timed_by) if each is not None}
            if not looked_at <= set(keys[:index]):
                raise ValueError(f"item {item.key} depends on an item that does not stand before it")

    def find(self, key: str) -> Item | None:
        """Return the item with this key, or None."""
        return next((item for item in self.items if item.key == key), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One confirmation. `member_id` is None on items that the crew answers once; `value` depends on the item's kind.

    Args:
        item_key: which item.
        member_id: whose answer.
        outcome: ok, na or failed.
        value: by the item's kind.
        reason: why not applicable, what failed, or why an earlier answer is corrected.
        device_time: by the phone's clock.
        server_time: when the server took it.
        sent_at: see `Stamp`.
        age_ms: see `Stamp`.
        counted_ms: on timers, what the phone's steady counter counted while it ran.
        held_seconds: on timers that were accepted, how long it had run for certain.
        id: names the entry, so that a correction can say what it corrects.
        by: the user who gave it.
        corrects: the entry that this one takes the place of.
        excused: it failed, and HSE has accepted that the job goes on nevertheless.
        evidence_missing: it names bytes that have not come yet.
    """

    item_key: str
    member_id: UUID | None
    outcome: Outcome
    value: Value
    reason: str | None
    device_time: datetime
    server_time: datetime
    sent_at: datetime | None = None
    age_ms: int | None = None
    counted_ms: int | None = None
    held_seconds: int | None = None
    id: UUID | None = None
    by: UUID | None = None
    corrects: UUID | None = None
    excused: bool = False
    evidence_missing: bool = False

    @property
    def stamp(self) -> Stamp:
        """When it was given."""
        return Stamp(self.device_time, self.server_time, self.sent_at, self.age_ms)


class Slot(NamedTuple):
    """One answer that is due: an item, and for items per person whose."""

    item_key: str
    member_id: UUID | None


@dataclass(frozen=True, slots=True)
class ChecklistStatus:
    """Where a checklist stands; `stopped` when a critical item failed, which stops the job.

    `failed` are the answers that failed, excused ones too; `unproven` those whose photo or signature has not come yet;
    `answered` counts the answers due that are given.
    """

    complete: bool
    stopped: bool
    failed: tuple[Slot, ...]
    missing: tuple[Slot, ...]
    next_item: Slot | None
    unproven: tuple[Slot, ...] = ()
    answered: int = 0


Answers = Mapping[Slot, Entry]


@dataclass(frozen=True, slots=True)
class _So:
    """A checklist as it stands when a new entry comes."""

    template: Template
    entries: tuple[Entry, ...]
    answers: Answers
    members: Sequence[UUID]
    begun_at: datetime | None


def judge_entry(
    template: Template,
    entries_so_far: Iterable[Entry],
    entry: Entry,
    members: Sequence[UUID],
    begun_at: datetime | None = None,
) -> Decision:
    """Decide whether this entry may stand after the earlier ones.

    Args:
        template: the template version that the checklist was started with.
        entries_so_far: entries that were accepted before, in their order.
        entry: the new one.
        members: the crew, each of whom answers the items per person.
        begun_at: when the checklist was made, by the server's clock: nothing on it can have been done before.
    """
    item = template.find(entry.item_key)
    if item is None:
        return refuse("checklist.item.unknown", item=entry.item_key)
    entries = tuple(entries_so_far)
    so = _So(template, entries, standing(template, entries), members, begun_at)
    for rule in (_may_answer, _correction, _in_order, _outcome, _value, _time):
        decision = rule(so, item, entry)
        if not decision.allowed:
            return decision
    return allow()


def status(template: Template, entries: Iterable[Entry], members: Sequence[UUID]) -> ChecklistStatus:
    """Return what is done, what failed and what comes next; a checklist without a crew is never complete."""
    answers = standing(template, entries)
    due = [slot for item in template.items for slot in _slots(item, answers, members)]
    missing = tuple(slot for slot in due if slot not in answers)
    given = [slot for slot in due if slot in answers]
    unproven = tuple(slot for slot in given if answers[slot].outcome == "ok" and answers[slot].evidence_missing)
    stopped = _stopped(template, answers)
    return ChecklistStatus(
        complete=bool(members) and not missing and not unproven and not stopped,
        stopped=stopped,
        failed=tuple(slot for slot in given if answers[slot].outcome == "failed"),
        missing=missing,
        next_item=None if stopped else next(iter(missing), None),
        unproven=unproven,
        answered=len(given),
    )


def standing(template: Template, entries: Iterable[Entry]) -> Answers:
    """Return the answer that stands in each place: the one that no other corrects.

    A timer's answer no longer stands when the choice that sets its minimum was corrected to one that asks for more.
    """
    known = tuple(entries)
    corrected = {entry.corrects for entry in known if entry.corrects is not None}
    answers = {Slot(entry.item_key, entry.member_id): entry for entry in known if entry.id not in corrected}
    return {slot: entry for slot, entry in answers.items() if _still_held(template, answers, entry)}


def run_of(template: Template, entries: Iterable[Entry], entry: Entry, begun_at: datetime | None = None) -> Run | None:
    """Return the run of the timer that this entry ends; None when it ends none."""
    item, started_at = template.find(entry.item_key), moment_of(entry.value)
    if item is None or item.kind != "timer" or entry.outcome != "ok" or started_at is None:
        return None
    not_before = [begun_at] if begun_at is not None else []
    not_before += _steps_before(template, item, entry, entries)
    return Run(started_at, entry.stamp, entry.counted_ms, max(not_before, default=None))


def least_seconds(item: Item, member_id: UUID | None, answers: Answers) -> int:
    """Return how long a timer has to run: what was chosen decides, the longest when several chose."""
    if item.timed_by is None:
        return item.min_seconds
    chosen = [
        item.timed_by.seconds.get(str(answer.value), item.min_seconds)
        for slot, answer in answers.items()
        if slot.item_key == item.timed_by.item_key and _concerns(slot, member_id) and answer.outcome == "ok"
    ]
    return max(chosen, default=item.min_seconds)


def _still_held(template: Template, answers: Answers, entry: Entry) -> bool:
    item = template.find(entry.item_key)
    if item is None or item.kind != "timer" or entry.outcome != "ok" or entry.held_seconds is None:
        return True
    return entry.held_seconds >= least_seconds(item, entry.member_id, answers)


def _steps_before(template: Template, item: Item, entry: Entry, entries: Iterable[Entry]) -> Iterator[datetime]:
    """Return when each answer before this one was given first: a correction is one of the record, not of the work."""
    if not template.ordered:
        return
    before = {earlier.key for earlier in template.items[: template.items.index(item)]}
    for each in entries:
        slot = Slot(each.item_key, each.member_id)
        if each.corrects is None and slot.item_key in before and _concerns(slot, entry.member_id):
            yield each.stamp.done_at


def _concerns(slot: Slot, member_id: UUID | None) -> bool:
    """Tell whether an answer is of one who is meant: the member or the crew; for the crew anybody."""
    return member_id is None or slot.member_id in {member_id, None}


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
        and _concerns(slot, member_id)
        and answer.outcome == "ok"
        and answer.value == item.condition.equals
        for slot, answer in answers.items()
    )


def _stopped(template: Template, answers: Answers) -> bool:
    critical = {item.key for item in template.items if item.critical}
    return any(
        slot.item_key in critical and answer.outcome == "failed" and not answer.excused
        for slot, answer in answers.items()
    )


def _may_answer(so: _So, item: Item, entry: Entry) -> Decision:
    if item.per == "person" and entry.member_id not in so.members:
        return refuse("checklist.member.unknown", item=item.key)
    if item.per == "crew" and entry.member_id is not None:
        return refuse("checklist.member.not_expected", item=item.key)
    if _stopped(so.template, so.answers):
        return refuse("checklist.stopped", item=item.key)
    if not _applies(item, entry.member_id, so.answers):
        return refuse("checklist.item.not_applicable", item=item.key)
    return allow()


def _correction(so: _So, item: Item, entry: Entry) -> Decision:
    """A second answer corrects the first: by the same person, with a reason, before the list is complete."""
    before = so.answers.get(Slot(item.key, entry.member_id))
    if entry.corrects is None:
        return allow() if before is None else refuse("checklist.item.already_answered", item=item.key)
    if before is None or before.id != entry.corrects:
        return refuse("checklist.correction.not_latest", item=item.key)
    if before.by != entry.by:
        return refuse("checklist.correction.not_yours", item=item.key)
    if not (entry.reason or "").strip():
        return refuse("checklist.correction.reason_needed", item=item.key)
    if status(so.template, so.entries, so.members).complete:
        return refuse("checklist.correction.complete", item=item.key)
    return allow()


def _earlier(so: _So, item: Item, entry: Entry) -> Iterator[Slot]:
    """Return the answers that stand before this one: the member's own and the crew's, for the crew everybody's."""
    for before in so.template.items[: so.template.items.index(item)]:
        for slot in _slots(before, so.answers, so.members):
            if _concerns(slot, entry.member_id):
                yield slot


def _in_order(so: _So, item: Item, entry: Entry) -> Decision:
    if not so.template.ordered:
        return allow()
    for slot in _earlier(so, item, entry):
        if slot not in so.answers:
            return refuse("checklist.order.earlier_missing", item=item.key, earlier=slot.item_key)
    return allow()


def _outcome(_: _So, item: Item, entry: Entry) -> Decision:
    if entry.outcome not in {"ok", "na", "failed"}:
        return refuse("checklist.outcome.unknown", item=item.key)
    if entry.outcome == "na" and not item.na_allowed:
        return refuse("checklist.na.not_allowed", item=item.key)
    if entry.outcome == "na" and not (entry.reason or "").strip():
        return refuse("checklist.na.reason_needed", item=item.key)
    return allow()


def _value(_: _So, item: Item, entry: Entry) -> Decision:
    problem = value_problem(item, entry.value) if entry.outcome == "ok" else None
    return deny(problem) if problem else allow()


def _time(so: _So, item: Item, entry: Entry) -> Decision:
    run = run_of(so.template, so.entries, entry, so.begun_at)
    if run is None:
        return allow()
    problem = timer_problem(item.key, run, least_seconds(item, entry.member_id, so.answers))
    return deny(problem) if problem else allow()
