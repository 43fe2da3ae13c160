"""Rules of a crew's shift: who may sign on and off, when breaks are due, what a vehicle and a hand-over need."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.decision import Decision
from compliance.hand_overs import EARTHING_NAMES, Leaving, may_hand_over, may_take_over, taken_first
from compliance.help_requests import answer_complete, ask_complete
from compliance.sign_ons import (
    OPENS,
    OVERRUN,
    BreakRules,
    Presence,
    break_due_at,
    break_until,
    breaks_to_keep,
    may_sign_off,
    may_sign_on,
    present,
    told_at,
    unsigned,
)
from compliance.text import Text
from compliance.vehicle_checks import SHIPPED, CheckAnswer, CheckItem, asked_at, complete, found

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SHIFT = (NINE, NINE + 8 * HOUR)
RULES = BreakRules()
GOOD = [CheckAnswer(each.code, ok=True, value=_) for each in asked_at(SHIPPED, "start") for _ in (
    date(2027, 1, 1) if each.kind == "date" else 80 if each.kind == "number" else None,
)]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "unfit", "codes"),
    [
        (NINE - OPENS, False, ()),
        (NINE - OPENS - MINUTE, False, ("shift.too_early",)),
        (SHIFT[1] - MINUTE, False, ()),
        (SHIFT[1], False, ("shift.over",)),
        (NINE, True, ("shift.unfit_open",)),
    ],
)
def test_one_signs_on_from_two_hours_before_until_the_end_and_only_well(
    at: datetime, unfit: bool, codes: tuple[str, ...]
) -> None:
    assert may_sign_on(SHIFT, at, unfit=unfit).codes == codes


def told(decision: Decision) -> list[Mapping[str, object]]:
    """What the reasons say beside their codes."""
    return [each.params for each in decision.reasons]


def test_who_may_not_sign_on_is_told_from_when_or_since_when() -> None:
    assert told(may_sign_on(SHIFT, NINE - 3 * HOUR, unfit=False)) == [{"opens_at": (NINE - 2 * HOUR).isoformat()}]
    assert told(may_sign_on(SHIFT, SHIFT[1], unfit=False)) == [{"ended_at": SHIFT[1].isoformat()}]


def test_who_may_not_sign_off_is_told_every_zone_job_and_vehicle() -> None:
    refused = may_sign_off(inside=["Z1", "Z2"], under_way=["A1"], vehicles_out=["43C-1"])
    assert told(refused) == [{"zone": "Z1"}, {"zone": "Z2"}, {"number": "A1"}, {"plate": "43C-1"}]


def test_a_crew_that_is_not_there_is_told_by_whom_and_until_when() -> None:
    away = Presence(
        unsigned_since=NINE, unsigned_refused=True, break_until=NINE + HOUR, unavailable=("Minh",),
        blocked=(("43C-1", "tyres"),),
    )  # fmt: skip
    assert told(present(away, life_safety=False, at=NINE)) == [
        {"since_at": NINE.isoformat()}, {"break_until": (NINE + HOUR).isoformat()}, {"name": "Minh"},
        {"plate": "43C-1", "check_item": "tyres"},
    ]  # fmt: skip


def test_what_keeps_a_crew_from_handing_over_is_told_with_its_number() -> None:
    assert told(may_hand_over(Leaving("working", leads=True, inside=2), meets=False)) == [{"people": 2}]
    assert told(may_hand_over(Leaving("inside", leads=True, inside=3), meets=False)) == [{"people": 3}]
    assert told(may_hand_over(Leaving("restored", leads=True), meets=False)) == [{"state": "restored"}]
    assert told(may_hand_over(Leaving("en_route", leads=True), meets=True)) == [{"state": "en_route"}]
    waits = Leaving("working", leads=True, permit_number="P1")
    assert told(may_hand_over(waits, meets=False)) == [{"number": "P1"}]
    assert told(may_take_over(leads=True, meets=True, here=True, permit_number="P1")) == [{"number": "P1"}]


def test_a_vehicle_check_names_the_item_that_lacks() -> None:
    items = asked_at(SHIPPED, "start")
    assert told(complete(items, GOOD[1:])) == [{"check_item": "tyres"}]
    assert told(complete(items, [CheckAnswer("tyres", ok=False), *GOOD[1:]])) == [{"check_item": "tyres"}]


def test_help_of_an_unknown_kind_is_told_by_its_kind() -> None:
    assert told(ask_complete("tea", None, None, None)) == [{"kind": "tea"}]


def test_one_signs_off_outside_all_zones_without_a_job_and_with_the_vehicle_given_back() -> None:
    assert may_sign_off(inside=(), under_way=(), vehicles_out=()).allowed
    refused = may_sign_off(inside=["Z"], under_way=["A1"], vehicles_out=["43C-1"])
    assert refused.codes == ("shift.inside_zone", "shift.job_under_way", "shift.vehicle_not_returned")


@given(st.integers(-10_000, 10_000))
def test_a_phones_word_on_when_it_was_is_believed_as_far_as_that_can_be(minutes: int) -> None:
    told = told_at(NINE + minutes * MINUTE, NINE + HOUR, NINE)
    assert NINE <= told <= NINE + HOUR
    if 0 <= minutes <= 60:
        assert told == NINE + minutes * MINUTE


@pytest.mark.parametrize(("after", "signed", "late"), [(14, 0, False), (15, 0, True), (15, 1, False), (480, 0, False)])
def test_a_crew_of_which_nobody_came_is_late_after_the_grace_while_the_shift_runs(
    after: int, signed: int, late: bool
) -> None:
    assert unsigned(SHIFT, signed, 15 * MINUTE, NINE + after * MINUTE) is late


def test_a_break_is_due_six_hours_after_the_beginning_or_the_last_one_that_was_long_enough() -> None:
    long, short = (NINE + 2 * HOUR, NINE + 2 * HOUR + 30 * MINUTE), (NINE + 4 * HOUR, NINE + 4 * HOUR + 29 * MINUTE)
    assert break_due_at(NINE, [], RULES) == NINE + 6 * HOUR
    assert break_due_at(NINE, [short], RULES) == NINE + 6 * HOUR
    assert break_due_at(NINE, [long, short], RULES) == long[1] + 6 * HOUR


def test_a_break_lasts_as_long_as_the_planned_one_nearest_to_it_or_as_the_rule_asks() -> None:
    planned = [(NINE + 3 * HOUR, NINE + 4 * HOUR), (NINE + 6 * HOUR, NINE + 6 * HOUR + 15 * MINUTE)]
    assert break_until(NINE + 2 * HOUR, planned, RULES, NINE + 2 * HOUR) == NINE + 3 * HOUR
    assert break_until(NINE, [], RULES, NINE) == NINE + 30 * MINUTE
    overrun = NINE + 2 * HOUR
    assert break_until(NINE, [], RULES, overrun) == overrun + OVERRUN


def test_breaks_that_were_taken_are_done_and_one_that_was_not_moves_behind_now() -> None:
    lunch, tea = (NINE + 3 * HOUR, NINE + 4 * HOUR), (NINE + 6 * HOUR, NINE + 6 * HOUR + 15 * MINUTE)
    at = NINE + 5 * HOUR
    assert breaks_to_keep([lunch, tea], [], at) == ((at, at + HOUR), tea)
    assert breaks_to_keep([lunch, tea], [(NINE, NINE + MINUTE)], at) == (tea,)
    assert breaks_to_keep([lunch], [lunch, tea], at) == ()


@given(st.lists(st.integers(0, 400), max_size=4), st.integers(0, 4), st.integers(0, 480))
def test_a_kept_break_is_as_long_as_planned_and_never_in_the_past(begins: list[int], taken: int, at: int) -> None:
    planned = [(NINE + each * MINUTE, NINE + (each + 20) * MINUTE) for each in begins]
    now = NINE + at * MINUTE
    kept = breaks_to_keep(planned, planned[:taken], now)
    assert len(kept) == max(len(planned) - min(taken, len(planned)), 0)
    assert all(ends - starts == 20 * MINUTE and starts >= now for starts, ends in kept)


def test_a_crew_on_a_break_goes_for_life_safety_only() -> None:
    away = Presence(break_until=NINE + HOUR)
    assert present(away, life_safety=False, at=NINE).codes == ("crew.on_break",)
    assert present(away, life_safety=True, at=NINE).allowed
    assert present(away, life_safety=False, at=NINE + HOUR).allowed


def test_a_crew_that_has_not_signed_on_is_refused_only_where_the_house_says_so() -> None:
    assert present(Presence(unsigned_since=NINE), life_safety=False, at=NINE).allowed
    strict = Presence(unsigned_since=NINE, unsigned_refused=True)
    assert present(strict, life_safety=True, at=NINE).codes == ("crew.not_signed_on",)


def test_nobody_goes_with_a_member_who_is_not_well_or_with_vehicles_that_may_not_be_driven() -> None:
    away = Presence(unavailable=("Minh",), blocked=(("43C-1", "tyres"),))
    assert present(away, life_safety=True, at=NINE).codes == ("crew.unavailable", "vehicle.blocked")


def test_a_vehicle_check_answers_everything_and_says_what_is_wrong() -> None:
    items = asked_at(SHIPPED, "start")
    assert complete(items, GOOD).allowed
    assert complete(items, GOOD[1:]).codes == ("vehicle.not_answered",)
    assert complete(items, [CheckAnswer("tyres", ok=False), *GOOD[1:]]).codes == ("vehicle.why_missing",)
    assert complete([CheckItem("n", Text("", ""), "number")], [CheckAnswer("n", ok=True)]).codes == (
        "vehicle.not_answered",
    )


def test_a_no_a_test_that_has_run_out_and_a_number_too_low_are_defects() -> None:
    items = asked_at(SHIPPED, "start")
    answers = {each.item: each for each in GOOD}
    answers["tyres"] = CheckAnswer("tyres", ok=False, why="flat")
    answers["insulation_test"] = CheckAnswer("insulation_test", ok=True, value=date(2026, 3, 1))
    answers["battery"] = CheckAnswer("battery", ok=True, value=29)
    wrong = found(items, list(answers.values()), date(2026, 3, 2))
    assert [(each.item.code, each.why, each.item.blocking) for each in wrong] == [
        ("tyres", "flat", True), ("insulation_test", "2026-03-01", True), ("battery", "29", False),
    ]  # fmt: skip
    assert found(items, GOOD, date(2027, 1, 1)) == ()


@pytest.mark.parametrize(
    ("kind", "item", "pieces", "note", "codes"),
    [
        ("medical", None, None, None, ()),
        ("material", "goggles", 2, None, ()),
        ("material", None, None, "fuses", ()),
        ("material", None, None, " ", ("help.what_missing",)),
        ("equipment", None, None, "a generator", ()),
        ("equipment", None, None, None, ("help.what_missing",)),
        ("material", "goggles", None, None, ("help.count_missing",)),
        ("tea", None, None, None, ("help.kind_unknown",)),
    ],
)
def test_a_call_for_help_says_what_is_needed(
    kind: str, item: str | None, pieces: int | None, note: str | None, codes: tuple[str, ...]
) -> None:
    assert ask_complete(kind, item, pieces, note).codes == codes


def test_an_answer_says_when_or_why_not() -> None:
    assert answer_complete("accepted", None, expects=False).codes == ("help.time_missing",)
    assert answer_complete("refused", " ", expects=False).codes == ("help.why_missing",)
    assert answer_complete("refused", None, expects=False).codes == ("help.why_missing",)
    assert answer_complete("refused", "nobody is free", expects=False).allowed
    assert answer_complete("accepted", None, expects=True).allowed
    assert answer_complete("done", None, expects=False).allowed


@pytest.mark.parametrize(
    ("crew", "meets", "codes"),
    [
        (Leaving("working", leads=True), False, ()),
        (Leaving("exiting", leads=True, inside=2), False, ()),
        (Leaving("inside", leads=True, inside=2), False, ("hand_over.people_inside",)),
        (Leaving("working", leads=True, inside=2), False, ("hand_over.people_inside",)),
        (Leaving("restored", leads=True), False, ("hand_over.not_now",)),
        (Leaving("working", leads=False), False, ("hand_over.leader_only",)),
        (Leaving("working", leads=True, permit_number="P1"), False, ("work_permit.hand_back_first",)),
        (Leaving("working", leads=True, inside=2, permit_number="P1"), True, ()),
        (Leaving("en_route", leads=True), True, ("hand_over.nobody_there",)),
    ],
)
def test_people_come_out_and_papers_go_back_before_a_job_is_handed_over_unless_the_crew_waits(
    crew: Leaving, meets: bool, codes: tuple[str, ...]
) -> None:
    assert may_hand_over(crew, meets=meets).codes == codes


def test_a_place_where_a_crew_waits_is_taken_over_there_by_the_leader_with_the_permit_back() -> None:
    assert may_take_over(leads=True, meets=True, here=True, permit_number=None).allowed
    assert may_take_over(leads=True, meets=False, here=False, permit_number=None).allowed
    refused = may_take_over(leads=False, meets=True, here=False, permit_number="P1")
    assert refused.codes == ("hand_over.leader_only", "hand_over.meet_there", "work_permit.hand_back_first")


def test_work_waits_for_the_signature_of_the_crew_that_takes_over() -> None:
    assert taken_first(waiting=True).codes == ("hand_over.not_taken",)
    assert taken_first(waiting=False).allowed
    assert "in_place" in EARTHING_NAMES


def test_of_two_planned_breaks_the_one_that_begins_nearest_lends_its_length() -> None:
    early, late = (NINE + HOUR, NINE + 3 * HOUR), (NINE + 4 * HOUR, NINE + 4 * HOUR + 20 * MINUTE)
    begun = NINE + 3 * HOUR + 30 * MINUTE
    assert break_until(begun, [early, late], RULES, begun) == begun + 20 * MINUTE
    assert break_until(NINE, [], RULES, NINE + 30 * MINUTE) == NINE + 30 * MINUTE + OVERRUN


def test_a_number_that_is_just_enough_is_no_defect() -> None:
    battery = CheckItem("battery", Text("", ""), "number", least=30)
    assert found([battery], [CheckAnswer("battery", ok=True, value=30)], date(2026, 3, 2)) == ()
