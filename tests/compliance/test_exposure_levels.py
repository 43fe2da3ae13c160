"""What a stay comes to: the worst level that contacts, breaches and minutes reach; what is not known is the worse."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.exposure_levels import (
    ANY_CLASS,
    BANDS,
    BREACH_ACTIONS,
    BREACH_ITEMS,
    EXPOSURE_LEVELS,
    BreachFacts,
    ContactFacts,
    Criterion,
    Level,
    StayFacts,
    levels_of,
    propose,
)
from compliance.text import Text
from compliance.zones import HAZARD_CLASSES
from tests.compliance.cases import NOW

SHIPPED = tuple(EXPOSURE_LEVELS.values())
HUMAN = levels_of(SHIPPED, "infectious_human")
NEAR_BARE = ContactFacts("under_1m", 20, indoor=True, masked=False)


def code(*contacts: ContactFacts, breaches: tuple[str, ...] = (), minutes: int = 30) -> str | None:
    stay = StayFacts(minutes, "medical_full_level3", contacts, tuple(BreachFacts(each) for each in breaches))
    found = propose(HUMAN, stay)
    return found.code if found else None


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (NEAR_BARE, "high"),
        (ContactFacts("from_1_to_2m", 15, masked=False), "high"),
        (ContactFacts("under_1m", 14, masked=False), "medium"),
        (ContactFacts("under_1m", 20, masked=True), "medium"),
        (ContactFacts("over_2m", 60, masked=False), "low"),
        (ContactFacts(), "high"),
        (ContactFacts("under_1m"), "high"),
        (ContactFacts("unknown", 5, masked=True), "medium"),
    ],
)
def test_distance_minutes_and_mask_decide_and_what_is_not_known_counts_as_the_worse(
    contact: ContactFacts, expected: str
) -> None:
    assert code(contact) == expected


@pytest.mark.parametrize(("item", "expected"), [("splash", "high"), ("respirator", "high"), ("gloves", "medium")])
def test_a_breach_decides_by_what_failed(item: str, expected: str) -> None:
    assert code(breaches=(item,)) == expected


def test_a_quiet_stay_is_low_and_the_worst_of_several_facts_counts() -> None:
    assert code() == "low"
    assert code(ContactFacts("over_2m", 1, masked=True), breaches=("gloves", "wound")) == "high"


def test_nobody_is_a_case_by_rule() -> None:
    worst = StayFacts(600, None, (NEAR_BARE,), tuple(BreachFacts(each) for each in BREACH_ITEMS))
    for hazard_class in HAZARD_CLASSES:
        found = propose(levels_of(SHIPPED, hazard_class), worst)
        assert found is not None
        assert found.code == "high"


def test_a_class_without_levels_of_its_own_has_those_of_any_class_the_worst_first() -> None:
    flood = levels_of(SHIPPED, "flood")
    assert {each.hazard_class for each in flood} == {ANY_CLASS}
    assert [each.rank for each in flood] == sorted((each.rank for each in flood), reverse=True)
    own = Level("flood", "wet", Text("Ướt", "Wet"), 1, 60)
    assert levels_of((*SHIPPED, own), "flood") == (own,)


def test_minutes_inside_and_missing_protection_can_be_criteria() -> None:
    long = Level("flood", "long", Text("Lâu", "Long"), 2, 60, when=(Criterion(stay_minutes=120),))
    bare = Level("flood", "bare", Text("Trần", "Bare"), 3, 60, when=(Criterion(without_ppe=True),))
    assert propose((bare, long), StayFacts(120, "flood")) == long
    assert propose((bare, long), StayFacts(119, "flood")) is None
    assert propose((bare, long), StayFacts(1)) == bare


def test_the_stand_down_lasts_as_long_as_the_level_says_and_none_at_all_where_it_says_nought() -> None:
    by_code = {each.code: each for each in HUMAN}
    assert by_code["high"].hold_until(NOW) == NOW + timedelta(days=14)
    assert by_code["low"].hold_until(NOW) is None
    assert replace(by_code["low"], stand_down_minutes=1).hold_until(NOW) == NOW + timedelta(minutes=1)


def test_what_ships_must_be_confirmed_and_has_both_languages() -> None:
    assert all(each.hse_must_confirm and each.name.vi and each.name.en for each in SHIPPED)
    for texts in (BANDS, BREACH_ITEMS, BREACH_ACTIONS):
        assert all(each.vi and each.en for each in texts.values())


CONTACT = st.builds(
    ContactFacts, st.sampled_from(list(BANDS)), st.none() | st.integers(0, 60), st.none() | st.booleans(),
    st.none() | st.booleans(),
)  # fmt: skip
STAY = st.builds(
    StayFacts, st.integers(0, 600), st.just("medical_basic"), st.lists(CONTACT, max_size=3).map(tuple),
    st.lists(st.builds(BreachFacts, st.sampled_from(list(BREACH_ITEMS))), max_size=3).map(tuple),
)  # fmt: skip


@given(stay=STAY, more=CONTACT)
def test_knowing_more_contacts_never_makes_it_better(stay: StayFacts, more: ContactFacts) -> None:
    before, after = propose(HUMAN, stay), propose(HUMAN, StayFacts(
        stay.minutes, stay.ppe_profile, (*stay.contacts, more), stay.breaches,
    ))  # fmt: skip
    assert before is not None
    assert after is not None
    assert after.rank >= before.rank
