"""Checklists on the wire, for desks and phones."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from app.schema.checklists import ChecklistEntry
from app.services.checklists import ChecklistView
from app.wire.common import WireOut
from app.wire.states import ChecklistState
from compliance.checklist_timers import Proof
from compliance.checklist_values import Item, Kind, Per, Value
from compliance.checklists import Outcome, Slot, Template


class ChoiceOut(WireOut):
    """One option of a choice."""

    value: str
    label: str


class ConditionOut(WireOut):
    """The item is asked only when an earlier one was answered so."""

    item_key: str
    equals: str | bool | float | None


class TimedByOut(WireOut):
    """A timer's seconds by what an earlier choice was answered; the longest when several chose."""

    item_key: str
    seconds: dict[str, int]


class ItemOut(WireOut):
    """One thing to confirm."""

    key: str
    kind: Kind
    label: str
    per: Per
    required: bool
    critical: bool
    choices: list[ChoiceOut] | None
    min: float | None
    max: float | None
    unit: str | None
    min_seconds: int | None
    condition: ConditionOut | None
    timed_by: TimedByOut | None

    @classmethod
    def of(cls, item: Item, lang: str) -> "ItemOut":
        """In the asker's language."""
        choices = [ChoiceOut(value=value, label=text.get(lang)) for value, text in (item.choices or {}).items()]
        return cls(
            key=item.key,
            kind=item.kind,
            label=item.text.get(lang),
            per=item.per,
            required=not item.na_allowed,
            critical=item.critical,
            choices=choices or None,
            min=item.minimum,
            max=item.maximum,
            unit=item.unit,
            min_seconds=item.min_seconds or None,
            condition=ConditionOut.model_validate(item.condition) if item.condition else None,
            timed_by=TimedByOut(item_key=by.item_key, seconds=dict(by.seconds)) if (by := item.timed_by) else None,
        )


class TemplateOut(WireOut):
    """One version of a template."""

    code: str
    version: int
    kind: str
    title: str
    ordered: bool
    hse_must_confirm: bool
    items: list[ItemOut]

    @classmethod
    def of(cls, template: Template, lang: str) -> "TemplateOut":
        """In the asker's language."""
        return cls(
            code=template.code,
            version=template.version,
            kind=template.purpose,
            title=template.name.get(lang),
            ordered=template.ordered,
            hse_must_confirm=template.hse_must_confirm,
            items=[ItemOut.of(item, lang) for item in template.items],
        )


class EntryOut(WireOut):
    """One confirmation; one that corrects another takes its place, and both stay."""

    id: UUID
    item_key: str
    member_id: UUID | None
    outcome: Outcome
    value: bool | float | str | None
    reason: str | None
    device_time: datetime
    server_time: datetime
    by_user: UUID
    corrects: UUID | None
    held_seconds: int | None = Field(description="how long a timer had run for certain")
    proof: Proof | None = Field(description="by what that is proven")
    evidence_sha256: str | None = Field(description="hash of what was photographed or signed")

    @classmethod
    def of(cls, entry: ChecklistEntry) -> "EntryOut":
        """As it was stored."""
        shown = {name: getattr(entry, name) for name in cls.model_fields if name != "value"}
        value: Value = entry.value["value"] if entry.value else None
        return cls(**shown, value=value)


class SlotOut(WireOut):
    """An answer that is due: an item, and whose on items per person."""

    item_key: str
    member_id: UUID | None

    @classmethod
    def of(cls, slot: Slot) -> "SlotOut":
        """As the rules name it."""
        return cls(item_key=slot.item_key, member_id=slot.member_id)


class ChecklistBrief(WireOut):
    """A checklist inside its assignment."""

    id: UUID
    template_code: str
    title: str
    purpose: str
    state: ChecklistState
    done: int
    total: int


class ChecklistOut(ChecklistBrief):
    """A checklist with everything that is to be done and was confirmed."""

    assignment_id: UUID
    template: TemplateOut
    entries: list[EntryOut]
    next_item: SlotOut | None
    missing: list[SlotOut]
    failed: list[SlotOut]
    unproven: list[SlotOut] = Field(description="answered, but the photo or signature has not come yet")
    void_reason: str | None
    version: int


def checklist_brief_out(view: ChecklistView, lang: str) -> ChecklistBrief:
    """A checklist as an assignment shows it."""
    return ChecklistBrief(
        id=view.row.id,
        template_code=view.row.template_code,
        title=view.template.name.get(lang),
        purpose=view.row.purpose,
        state=view.state,
        done=view.done,
        total=view.total,
    )


def checklist_out(view: ChecklistView, lang: str) -> ChecklistOut:
    """A whole checklist in the asker's language."""
    now = view.status
    return ChecklistOut(
        **checklist_brief_out(view, lang).model_dump(),
        assignment_id=view.row.assignment_id,
        template=TemplateOut.of(view.template, lang),
        entries=[EntryOut.of(each) for each in view.entries],
        next_item=SlotOut.of(now.next_item) if now.next_item else None,
        missing=[SlotOut.of(slot) for slot in now.missing],
        failed=[SlotOut.of(slot) for slot in now.failed],
        unproven=[SlotOut.of(slot) for slot in now.unproven],
        void_reason=view.row.void_reason,
        version=view.row.version,
    )
