"""Checklist templates as they are written on the safety desk: every text in both languages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self, cast
from uuid import UUID

from pydantic import Field, field_validator

from app.schema.checklists import TemplateMark
from app.services.checklist_drafts import DraftView
from app.services.template_versions import VersionView
from app.wire.common import ReasonOut, WireIn, WireOut, reason_out
from compliance.checklist_values import Condition, Item, Kind, Per, TimedBy
from compliance.template_changes import Change, ChangeKind
from compliance.template_check import Content, Problem
from compliance.text import Text

Purpose = Literal["briefing", "entry", "work", "exit", "disinfection"]
Word = Annotated[str, Field(max_length=60)]
Sentence = Annotated[str, Field(max_length=500)]
Seconds = Annotated[int, Field(ge=0, le=86_400)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]
MOST_ITEMS, MOST_CHOICES = 100, 50


class TextShape(WireIn):
    """The same in Vietnamese and in English."""

    vi: Sentence
    en: Sentence

    def read(self) -> Text:
        """As the rules take it."""
        return Text(self.vi, self.en)


class ChoiceShape(WireIn):
    """One option of a choice."""

    value: Word
    text: TextShape


class ConditionShape(WireIn):
    """The item is asked only when an earlier one was answered so."""

    item_key: Word
    equals: Word | bool | Number | None


class TimedByShape(WireIn):
    """A timer's seconds by what an earlier choice was answered."""

    item_key: Word
    seconds: Annotated[dict[Word, Seconds], Field(max_length=MOST_CHOICES)]


class ItemShape(WireIn):
    """One item; fields of other kinds are left out."""

    key: Word
    kind: Kind
    text: TextShape
    per: Per = "crew"
    critical: bool = False
    na_allowed: bool = False
    choices: Annotated[list[ChoiceShape], Field(max_length=MOST_CHOICES)] | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    unit: Annotated[str, Field(max_length=20)] | None = None
    min_seconds: Seconds = 0
    condition: ConditionShape | None = None
    timed_by: TimedByShape | None = None

    @field_validator("choices")
    @classmethod
    def _refuse_twins(cls, given: list[ChoiceShape] | None) -> list[ChoiceShape] | None:
        values = [each.value for each in given or ()]
        if len(set(values)) != len(values):
            raise ValueError("two options have the same value")
        return given

    def read(self) -> Item:
        """As the rules take it."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        return Item(
            **plain,
            text=self.text.read(),
            choices={each.value: each.text.read() for each in self.choices} if self.choices else None,
            condition=Condition(self.condition.item_key, self.condition.equals) if self.condition else None,
            timed_by=TimedBy(self.timed_by.item_key, self.timed_by.seconds) if self.timed_by else None,
        )

    @classmethod
    def of(cls, item: Item) -> "ItemShape":
        """As it is stored; nothing is checked, as drafts may be unsound."""
        plain = {name: getattr(item, name) for name in _PLAIN}
        condition, by = item.condition, item.timed_by
        return ItemShape.model_construct(
            **plain,
            text=_text(item.text),
            choices=[ChoiceShape.model_construct(value=code, text=_text(text)) for code, text in _all(item.choices)],
            condition=_condition(condition) if condition else None,
            timed_by=TimedByShape.model_construct(item_key=by.item_key, seconds=dict(by.seconds)) if by else None,
        )


_PLAIN = ("key", "kind", "per", "critical", "na_allowed", "minimum", "maximum", "unit", "min_seconds")


class ContentShape(WireIn):
    """What a version says."""

    title: TextShape
    purpose: Purpose
    ordered: bool = True
    hse_must_confirm: bool = False
    items: Annotated[list[ItemShape], Field(max_length=MOST_ITEMS)]

    def read(self) -> Content:
        """As the rules take it."""
        items = tuple(item.read() for item in self.items)
        return Content(self.title.read(), items, self.purpose, self.ordered, self.hse_must_confirm)

    @classmethod
    def of(cls, content: Content) -> "ContentShape":
        """As it is stored."""
        return ContentShape.model_construct(
            title=_text(content.name), purpose=cast("Purpose", content.purpose), ordered=content.ordered,
            hse_must_confirm=content.hse_must_confirm, items=[ItemShape.of(item) for item in content.items],
        )  # fmt: skip


class MarkOut(WireOut):
    """Who did something to a version, when, and with which word."""

    at: datetime
    by_name: str
    note: str

    @classmethod
    def find(cls, mark: TemplateMark | None) -> Self | None:
        """As it is stored, if it was done."""
        return cls.model_validate(mark) if mark else None


class VersionOut(WireOut):
    """One published version; it never changes."""

    code: str
    version: int
    content: ContentShape
    published_at: datetime
    published_by: str | None = Field(description="nobody for what ships")
    note: str | None
    confirmed: MarkOut | None
    retired: MarkOut | None

    @classmethod
    def of(cls, view: VersionView) -> "VersionOut":
        """As the service found it."""
        row = view.row
        return VersionOut.model_construct(
            code=row.code, version=row.version_no, content=ContentShape.of(view.content),
            published_at=row.published_at, published_by=row.published_by, note=row.note,
            confirmed=MarkOut.find(view.confirmed), retired=MarkOut.find(view.retired),
        )  # fmt: skip


class ProblemOut(WireOut):
    """One wrong field of a draft, such as ``items.2.choices``."""

    field: str
    reason: ReasonOut

    @classmethod
    def of(cls, problem: Problem, lang: str) -> Self:
        """In the asker's language."""
        return cls(field=problem.field, reason=reason_out(problem.why, lang))


class ChangeOut(WireOut):
    """One difference to the version in force; an empty key is the list as a whole."""

    kind: ChangeKind
    key: str
    fields: list[str]

    @classmethod
    def of(cls, change: Change) -> Self:
        """As the rules found it."""
        return cls(kind=change.kind, key=change.key, fields=list(change.fields))


class DraftOut(WireOut):
    """A draft with what is wrong with it and what is different."""

    id: UUID
    code: str
    based_on: int = Field(description="the version that it was last saved upon; 0 for a new template")
    newest: int
    content: ContentShape
    problems: list[ProblemOut]
    changes: list[ChangeOut]
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    version: int

    @classmethod
    def of(cls, view: DraftView, lang: str) -> "DraftOut":
        """In the asker's language."""
        row = view.row
        plain = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        return DraftOut.model_construct(
            **plain, newest=view.newest, content=ContentShape.of(view.content),
            problems=[ProblemOut.of(each, lang) for each in view.problems],
            changes=[ChangeOut.of(each) for each in view.changes],
        )  # fmt: skip


def _text(text: Text) -> TextShape:
    return TextShape.model_construct(vi=text.vi, en=text.en)


def _condition(condition: Condition) -> ConditionShape:
    fields: dict[str, Any] = {"item_key": condition.item_key, "equals": condition.equals}
    return ConditionShape.model_construct(**fields)


def _all(choices: Mapping[str, Text] | None) -> list[tuple[str, Text]]:
    return list((choices or {}).items())
