"""What is wrong with a checklist template that is being written, field by field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compliance.checklist_values import Item, value_problem
from compliance.reasons import Reason, reason
from compliance.text import Text

LONGEST_SECONDS = 86_400
LEAST_CHOICES = 2
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_FIELDS_OF_KIND: Mapping[str, frozenset[str]] = {
    "choice": frozenset({"choices"}),
    "number": frozenset({"minimum", "maximum", "unit"}),
    "timer": frozenset({"min_seconds", "timed_by"}),
}


class Problem(NamedTuple):
    """One wrong field, such as ``items.2.choices``, and what is wrong with it."""

    field: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Content:
    """What a new version would say."""

    name: Text
    items: tuple[Item, ...]
    purpose: str
    ordered: bool = True
    hse_must_confirm: bool = False


def check_content(content: Content) -> tuple[Problem, ...]:
    """Return all that keeps this content from being published; empty when it may be."""
    return tuple(_problems(content))


def is_code(text: str) -> bool:
    """Tell whether this may name a template, an item or an option."""
    return _CODE.fullmatch(text) is not None


def _problems(content: Content) -> Iterator[Problem]:
    if _half(content.name):
        yield Problem("title", reason("template.text_missing"))
    if not content.items:
        yield Problem("items", reason("template.no_items"))
    for index, item in enumerate(content.items):
        for field, why in _of_item(item, content.items[:index]):
            yield Problem(f"items.{index}.{field}", why)


def _of_item(item: Item, before: Sequence[Item]) -> Iterator[Problem]:
    if not is_code(item.key):
        yield Problem("key", reason("template.code"))
    if item.key in {each.key for each in before}:
        yield Problem("key", reason("template.key_twice"))
    if _half(item.text):
        yield Problem("text", reason("template.text_missing"))
    if item.critical and item.na_allowed:
        yield Problem("na_allowed", reason("template.critical_skipped"))
    yield from _of_other_kinds(item)
    yield from _of_kind(item)
    yield from _condition(item, before)
    yield from _timed_by(item, before)


def _of_other_kinds(item: Item) -> Iterator[Problem]:
    """Find fields that are filled in although no item of this kind has them."""
    filled = {
        "choices": bool(item.choices), "minimum": item.minimum is not None, "maximum": item.maximum is not None,
        "unit": bool(item.unit), "min_seconds": bool(item.min_seconds), "timed_by": item.timed_by is not None,
    }  # fmt: skip
    for field, is_filled in filled.items():
        if is_filled and field not in _FIELDS_OF_KIND.get(item.kind, frozenset()):
            yield Problem(field, reason("template.not_of_kind"))


def _of_kind(item: Item) -> Iterator[Problem]:
    if item.kind == "choice":
        yield from _choices(item)
    if None not in {item.minimum, item.maximum} and (item.minimum or 0) > (item.maximum or 0):
        yield Problem("maximum", reason("template.range_empty"))
    if item.kind == "timer" and not 1 <= item.min_seconds <= LONGEST_SECONDS:
        yield Problem("min_seconds", reason("template.seconds_missing"))


def _choices(item: Item) -> Iterator[Problem]:
    choices = item.choices or {}
    if len(choices) < LEAST_CHOICES:
        yield Problem("choices", reason("template.choices_few"))
    for index, (code, text) in enumerate(choices.items()):
        if not is_code(code):
            yield Problem(f"choices.{index}.value", reason("template.code"))
        if _half(text):
            yield Problem(f"choices.{index}.text", reason("template.text_missing"))


def _condition(item: Item, before: Sequence[Item]) -> Iterator[Problem]:
    if item.condition is None:
        return
    asked = _find(before, item.condition.item_key)
    if asked is None:
        yield Problem("condition.item_key", reason("template.not_before"))
    elif asked.kind not in {"confirm", "choice", "number"} or value_problem(asked, item.condition.equals):
        yield Problem("condition.equals", reason("template.value_impossible"))


def _timed_by(item: Item, before: Sequence[Item]) -> Iterator[Problem]:
    if item.timed_by is None or item.kind != "timer":
        return
    chosen = _find(before, item.timed_by.item_key)
    if chosen is None:
        yield Problem("timed_by.item_key", reason("template.not_before"))
    elif chosen.kind != "choice":
        yield Problem("timed_by.item_key", reason("template.not_a_choice"))
    elif not _seconds_for_all(item.timed_by.seconds, chosen.choices or {}):
        yield Problem("timed_by.seconds", reason("template.seconds_of_choice"))


def _seconds_for_all(seconds: Mapping[str, int], choices: Mapping[str, Text]) -> bool:
    return set(seconds) == set(choices) and all(1 <= each <= LONGEST_SECONDS for each in seconds.values())


def _find(items: Sequence[Item], key: str) -> Item | None:
    return next((each for each in items if each.key == key), None)


def _half(text: Text) -> bool:
    return not (text.vi.strip() and text.en.strip())
