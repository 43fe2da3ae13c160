"""What a profile gives each person, and what counts as issued and checked."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.ppe import (
    Issued,
    ItemType,
    Lack,
    Need,
    Profile,
    ProfileItem,
    against_profile,
    crew_needs,
    judge_set,
    merge_profiles,
)
from compliance.text import Text
from tests.compliance.cases import NOW

NAME = Text("bộ", "set")
SUIT, MASK = Need("suit", 1, sized=True), Need("mask", 2, replace_after_minutes=60)
HOUR = timedelta(hours=1)


def profile(*items: ProfileItem, code: str = "p") -> Profile:
    return Profile(code, 1, NAME, items)


def handed(item: str, quantity: int = 1, **more: object) -> Issued:
    return Issued(item, quantity, **{"issued_at": NOW, **more})  # type: ignore[arg-type]


def test_of_two_profiles_the_strictest_of_each_article_counts() -> None:
    one = profile(ProfileItem("mask", 1, spare=2, replace_after_minutes=480), ProfileItem("goggles"))
    other = profile(ProfileItem("mask", 2, spare=1, sized=True, replace_after_minutes=240))
    assert merge_profiles([one, other]) == (
        Need("goggles", 1),
        Need("mask", 2, spare=2, sized=True, replace_after_minutes=240),
    )


def test_what_hse_says_of_an_article_is_told_once() -> None:
    note = Text("không cách điện", "does not insulate")
    item = ProfileItem("gloves", electrical_note=note)
    assert merge_profiles([profile(item), profile(item)])[0].notes == (note,)


def test_a_crew_takes_a_set_for_each_and_the_spare_ones_once() -> None:
    assert crew_needs([Need("mask", 2, spare=1), Need("suit", 1)], 3) == {"mask": 7, "suit": 3}


def test_nobody_needs_nothing() -> None:
    assert crew_needs([Need("mask", 2, spare=1)], 0) == {}


def test_a_set_is_complete_when_every_article_is_in_hand_in_number() -> None:
    worn = judge_set([SUIT, MASK], [handed("suit"), handed("mask"), handed("mask")], {}, NOW, NOW)
    assert worn.issued
    assert worn.checked


def test_too_few_pieces_are_missing_by_number() -> None:
    assert judge_set([MASK], [handed("mask")], {}, NOW, NOW).lacks == (Lack("mask", 1, "missing"),)


def test_what_came_back_is_not_in_hand() -> None:
    assert judge_set([SUIT], [handed("suit", 0)], {}, NOW, NOW).lacks == (Lack("suit", 1, "missing"),)


def test_an_article_past_its_date_does_not_count_from_that_moment_on() -> None:
    held = [handed("suit", expires_at=NOW + HOUR)]
    assert judge_set([SUIT], held, {}, NOW, NOW + HOUR - timedelta(seconds=1)).issued
    assert judge_set([SUIT], held, {}, NOW, NOW + HOUR).lacks == (Lack("suit", 1, "expired"),)


def test_another_size_does_not_count_where_the_size_matters() -> None:
    held = [handed("suit", size="L")]
    assert judge_set([SUIT], held, {"suit": "M"}, NOW, NOW).lacks == (Lack("suit", 1, "size"),)
    assert judge_set([SUIT], held, {"suit": "L"}, NOW, NOW).issued
    assert judge_set([SUIT], held, {}, NOW, NOW).issued, "a size that nobody noted fits"
    assert judge_set([Need("suit", 1)], held, {"suit": "M"}, NOW, NOW).issued, "here it does not matter"


def test_what_was_worn_too_long_has_to_be_replaced() -> None:
    held = [handed("mask", 2)]
    assert judge_set([MASK], held, {}, NOW, NOW + timedelta(minutes=59)).issued
    assert judge_set([MASK], held, {}, NOW, NOW + timedelta(minutes=60)).lacks == (Lack("mask", 2, "worn_out"),)


def test_what_somebody_has_for_keeps_counts_when_it_is_worn_again_and_again() -> None:
    goggles = [Need("goggles", 1, replace_after_minutes=60)]
    kept = handed("goggles", standing=True, reusable=True, issued_at=NOW - 500 * HOUR)
    assert judge_set(goggles, [kept], {}, NOW, NOW).issued
    once = handed("goggles", standing=True, reusable=False)
    assert judge_set(goggles, [once], {}, NOW, NOW).lacks == (Lack("goggles", 1, "missing"),)


def test_a_check_before_the_last_piece_was_handed_over_is_none() -> None:
    held = [handed("suit", issued_at=NOW), handed("mask", 2, issued_at=NOW + HOUR)]
    assert not judge_set([SUIT, MASK], held, {}, NOW + HOUR - timedelta(seconds=1), NOW + HOUR).checked
    assert judge_set([SUIT, MASK], held, {}, NOW + HOUR, NOW + HOUR).checked


def test_nobody_looked_is_not_checked() -> None:
    assert not judge_set([SUIT], [handed("suit")], {}, None, NOW).checked


@given(
    st.lists(st.builds(Need, st.sampled_from("abc"), st.integers(1, 3)), unique_by=lambda need: need.item),
    st.lists(st.builds(Issued, st.sampled_from("abc"), st.integers(0, 3), st.just(NOW)), max_size=6),
)
def test_pieces_in_hand_and_pieces_lacking_make_the_whole(needs: list[Need], held: list[Issued]) -> None:
    lacking = {lack.item: lack.pieces for lack in judge_set(needs, held, {}, NOW, NOW).lacks}
    for need in needs:
        have = sum(each.quantity for each in held if each.item == need.item)
        assert lacking.get(need.item, 0) == max(0, need.count - have)


@pytest.mark.parametrize(
    ("items", "wrong"),
    [
        ((), ("items", "empty")),
        ((ProfileItem("nothing"),), ("items[0].item", "unknown")),
        ((ProfileItem("mask", sized=True),), ("items[0].sized", "no_sizes")),
        ((ProfileItem("mask"), ProfileItem("mask")), ("items[1].item", "twice")),
    ],
)
def test_a_version_that_nobody_could_wear_is_refused(items: tuple[ProfileItem, ...], wrong: tuple[str, str]) -> None:
    assert list(against_profile(items, {"mask": ItemType("mask", NAME)})) == [wrong]


def test_one_profile_by_itself_is_taken_as_it_is() -> None:
    note = Text("không cách điện", "does not insulate")
    item = ProfileItem("gloves", 2, 1, sized=True, replace_after_minutes=60, electrical_note=note)
    assert merge_profiles([profile(item)]) == (
        Need("gloves", 2, 1, sized=True, replace_after_minutes=60, notes=(note,)),
    )


def test_one_person_takes_a_set_and_the_spare_ones() -> None:
    assert crew_needs([Need("mask", 2, spare=1)], 1) == {"mask": 3}


def test_why_a_piece_in_hand_does_not_count_is_told_before_that_one_is_missing() -> None:
    once = handed("suit", standing=True, reusable=False)
    expired = handed("suit", expires_at=NOW)
    assert judge_set([SUIT], [once, expired], {}, NOW, NOW).lacks == (Lack("suit", 1, "expired"),)


def test_pieces_that_came_back_expired_say_nothing_about_what_is_in_hand() -> None:
    assert judge_set([SUIT], [handed("suit", 0, expires_at=NOW)], {}, NOW, NOW).lacks == (Lack("suit", 1, "missing"),)
