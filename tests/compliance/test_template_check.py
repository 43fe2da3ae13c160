"""What keeps a draft from being published, by field; and how a draft differs from the version in force."""

from dataclasses import replace
from typing import Any

import pytest

from compliance.checklist_values import Condition, Item, TimedBy
from compliance.template_changes import Change, changes
from compliance.template_check import Content, check_content, is_code
from compliance.text import Text

SAY = Text("Mục", "Item")
TICK = Item("tick", "confirm", SAY)
CHOICE = Item("agent", "choice", SAY, choices={"wipe": SAY, "bath": SAY})
NUMBER = Item("level", "number", SAY, minimum=1, maximum=2, unit="mg/l")
TIMER = Item("dwell", "timer", SAY, min_seconds=600, timed_by=TimedBy("agent", {"wipe": 600, "bath": 1800}))
SOUND = Content(SAY, (TICK, CHOICE, NUMBER, TIMER), "exit")


def problems(*items: Item, name: Text = SAY) -> list[tuple[str, str]]:
    return [(each.field, each.why.code) for each in check_content(Content(name, items, "exit"))]


def test_a_sound_content_may_be_published() -> None:
    assert check_content(SOUND) == ()


def test_a_list_without_items_is_none() -> None:
    assert problems() == [("items", "template.no_items")]


@pytest.mark.parametrize("text", [Text("", "Item"), Text("Mục", " ")])
def test_every_text_is_there_in_both_languages(text: Text) -> None:
    missing = "template.text_missing"
    assert problems(TICK, name=text) == [("title", missing)]
    assert problems(replace(TICK, text=text)) == [("items.0.text", missing)]
    odd = replace(CHOICE, choices={"wipe": SAY, "bath": text})
    assert problems(odd) == [("items.0.choices.1.text", missing)]


@pytest.mark.parametrize("key", ["", "Tick", "1st", "rửa_tay", "a b", "a" * 61])
def test_a_key_is_a_plain_word(key: str) -> None:
    assert not is_code(key)
    assert problems(replace(TICK, key=key)) == [("items.0.key", "template.code")]


@pytest.mark.parametrize("key", ["a", "step_2", "a" * 60])
def test_a_plain_word_is_a_key(key: str) -> None:
    assert is_code(key)


def test_no_key_is_used_twice() -> None:
    assert problems(TICK, TICK) == [("items.1.key", "template.key_twice")]


@pytest.mark.parametrize(
    ("item", "field", "code"),
    [
        (replace(TICK, critical=True, na_allowed=True), "na_allowed", "template.critical_skipped"),
        (replace(CHOICE, choices=None), "choices", "template.choices_few"),
        (replace(CHOICE, choices={"wipe": SAY}), "choices", "template.choices_few"),
        (replace(CHOICE, choices={"wipe": SAY, "B": SAY}), "choices.1.value", "template.code"),
        (replace(NUMBER, minimum=3), "maximum", "template.range_empty"),
        (replace(TIMER, min_seconds=0, timed_by=None), "min_seconds", "template.seconds_missing"),
        (replace(TIMER, min_seconds=86_401, timed_by=None), "min_seconds", "template.seconds_missing"),
        (replace(TICK, choices={"a": SAY, "b": SAY}), "choices", "template.not_of_kind"),
        (replace(TICK, minimum=0), "minimum", "template.not_of_kind"),
        (replace(TICK, maximum=0), "maximum", "template.not_of_kind"),
        (replace(TICK, unit="m"), "unit", "template.not_of_kind"),
        (replace(TICK, min_seconds=1), "min_seconds", "template.not_of_kind"),
        (replace(TICK, timed_by=TimedBy("x", {})), "timed_by", "template.not_of_kind"),
        (replace(TIMER, timed_by=TimedBy("agent", {})), "timed_by.item_key", "template.not_before"),
        (replace(TICK, condition=Condition("agent", "wipe")), "condition.item_key", "template.not_before"),
        (replace(TICK, condition=Condition("tick", True)), "condition.item_key", "template.not_before"),  # noqa: FBT003
    ],
)
def test_a_wrong_field_is_named(item: Item, field: str, code: str) -> None:
    assert problems(item) == [(f"items.0.{field}", code)]


@pytest.mark.parametrize("limits", [{"minimum": 2}, {"maximum": None}, {"minimum": None}])
def test_a_range_may_be_one_value_or_open(limits: dict[str, Any]) -> None:
    assert problems(replace(NUMBER, **limits)) == []


@pytest.mark.parametrize("seconds", [1, 86_400])
def test_a_timer_runs_from_a_second_to_a_day(seconds: int) -> None:
    assert problems(replace(TIMER, min_seconds=seconds, timed_by=None)) == []


@pytest.mark.parametrize(
    "seconds", [{}, {"wipe": 600}, {"wipe": 600, "bath": 0}, {"wipe": 600, "bath": 86_401}, {"wipe": 1, "tub": 1}]
)
def test_a_timer_knows_the_seconds_of_every_option(seconds: dict[str, int]) -> None:
    odd = replace(TIMER, timed_by=TimedBy("agent", seconds))
    assert problems(CHOICE, odd) == [("items.1.timed_by.seconds", "template.seconds_of_choice")]


def test_only_a_choice_sets_a_timer() -> None:
    odd = replace(TIMER, timed_by=TimedBy("tick", {}))
    assert problems(TICK, odd) == [("items.1.timed_by.item_key", "template.not_a_choice")]


@pytest.mark.parametrize(
    ("before", "equals"), [(TICK, False), (TICK, "yes"), (CHOICE, "tub"), (NUMBER, 3), (TIMER, "x")]
)
def test_a_condition_can_come_true(before: Item, equals: Any) -> None:
    odd = Item("odd", "confirm", SAY, condition=Condition(before.key, equals))
    first = replace(before, timed_by=None)
    assert problems(first, odd) == [("items.1.condition.equals", "template.value_impossible")]


@pytest.mark.parametrize(("before", "equals"), [(TICK, True), (CHOICE, "bath"), (NUMBER, 1.5)])
def test_a_condition_may_be_on_a_tick_a_choice_or_a_number(before: Item, equals: Any) -> None:
    assert problems(before, Item("then", "confirm", SAY, condition=Condition(before.key, equals))) == []


def test_the_same_content_has_no_differences() -> None:
    assert changes(SOUND, SOUND) == ()


def test_everything_is_new_in_a_new_template() -> None:
    assert changes(None, Content(SAY, (TICK, CHOICE), "exit")) == (Change("added", "tick"), Change("added", "agent"))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": Text("Khác", "Other")}, "name"), ({"purpose": "entry"}, "purpose"), ({"ordered": False}, "ordered"),
        ({"hse_must_confirm": True}, "hse_must_confirm"),
    ],
)  # fmt: skip
def test_a_change_of_the_list_itself_has_no_key(change: dict[str, Any], field: str) -> None:
    assert changes(SOUND, replace(SOUND, **change)) == (Change("changed", "", (field,)),)


def test_an_item_that_was_changed_names_its_fields() -> None:
    stricter = replace(TICK, critical=True, text=Text("Khác", "Other"))
    after = replace(SOUND, items=(stricter, *SOUND.items[1:]))
    assert changes(SOUND, after) == (Change("changed", "tick", ("text", "critical")),)


def test_options_in_another_order_are_a_change() -> None:
    turned = replace(CHOICE, choices={"bath": SAY, "wipe": SAY})
    assert changes(SOUND, replace(SOUND, items=(TICK, turned, NUMBER, TIMER))) == (
        Change("changed", "agent", ("choices",)),
    )


def test_items_come_and_go() -> None:
    new = replace(TICK, key="new")
    after = replace(SOUND, items=(new, CHOICE, NUMBER, TIMER))
    assert changes(SOUND, after) == (Change("added", "new"), Change("removed", "tick"))


def test_an_item_that_moved_is_told_once_and_those_it_passed_are_not() -> None:
    after = replace(SOUND, items=(CHOICE, NUMBER, TIMER, TICK))
    assert changes(SOUND, after) == (Change("moved", "tick"),)


def test_an_item_may_move_and_change() -> None:
    after = replace(SOUND, items=(CHOICE, NUMBER, TIMER, replace(TICK, critical=True)))
    assert changes(SOUND, after) == (Change("moved", "tick"), Change("changed", "tick", ("critical",)))


def test_limits_around_nought_are_a_range() -> None:
    assert problems(replace(NUMBER, minimum=0, maximum=0.5)) == []
    assert problems(replace(NUMBER, minimum=-1, maximum=0)) == []
    assert problems(replace(NUMBER, minimum=0.5, maximum=0)) == [("items.0.maximum", "template.range_empty")]


def test_an_option_may_ask_for_a_second_or_for_a_day() -> None:
    assert problems(CHOICE, replace(TIMER, timed_by=TimedBy("agent", {"wipe": 1, "bath": 86_400}))) == []


def test_a_new_item_does_not_hide_a_change_behind_it() -> None:
    after = replace(SOUND, items=(replace(TICK, key="new"), replace(TICK, critical=True), CHOICE, NUMBER, TIMER))
    assert changes(SOUND, after) == (Change("added", "new"), Change("changed", "tick", ("critical",)))
