"""Hot, warm and cold parts tighten what the zone asks; the most dangerous decides; they exclude each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from compliance.zone_parts import PART_KINDS, PART_NAMES, ZonePart, hottest, loosens, tightened
from compliance.zones import ZoneRequirements
from geo.partition import find_fault

HOT, WARM = ZonePart("hot", ppe_profile="chemical_splash", max_minutes=20), ZonePart("warm", max_minutes=45)

parts = st.builds(
    ZonePart,
    st.sampled_from(PART_KINDS),
    st.just(""),
    st.sampled_from([None, "medical_gown", "flood"]),
    st.one_of(st.none(), st.integers(1, 90)),
)


def test_a_part_asks_beyond_its_zone_and_leaves_the_rest() -> None:
    asked = ZoneRequirements(ppe_profile="medical_gown", max_minutes=60, max_people=3)
    assert tightened(asked, [HOT]) == ZoneRequirements(ppe_profile="chemical_splash", max_minutes=20, max_people=3)
    assert tightened(asked, [WARM]).ppe_profile == "medical_gown"
    assert tightened(asked, []) == asked


def test_where_two_parts_may_hold_a_place_the_hottest_is_worn_and_the_shortest_stay_counts() -> None:
    warm = ZonePart("warm", ppe_profile="flood", max_minutes=10)
    found = tightened(ZoneRequirements(), [warm, HOT])
    assert (found.ppe_profile, found.max_minutes) == ("chemical_splash", 10)


def test_a_hot_part_that_names_no_profile_leaves_the_next_ones() -> None:
    found = tightened(ZoneRequirements(ppe_profile="flood"), [ZonePart("hot"), ZonePart("cold", ppe_profile="x")])
    assert found.ppe_profile == "x"


@given(st.lists(parts, max_size=4), st.one_of(st.none(), st.integers(1, 90)))
def test_no_part_ever_allows_a_longer_stay(given_parts: list[ZonePart], minutes: int | None) -> None:
    found = tightened(ZoneRequirements(max_minutes=minutes), given_parts).max_minutes
    limits = [each for each in (minutes, *(part.max_minutes for part in given_parts)) if each is not None]
    assert found == (min(limits) if limits else None)


@given(st.lists(parts, min_size=1, max_size=4))
def test_the_hottest_is_the_first_in_the_order_of_danger(given_parts: list[ZonePart]) -> None:
    found = hottest(given_parts)
    assert found is not None
    assert all(PART_KINDS.index(found.kind) <= PART_KINDS.index(part.kind) for part in given_parts)


def test_a_part_that_allows_more_than_its_zone_is_named() -> None:
    assert loosens(ZoneRequirements(max_minutes=15), HOT) == "max_minutes"
    assert loosens(ZoneRequirements(max_minutes=20), HOT) is None
    assert loosens(ZoneRequirements(), HOT) is None


def test_every_kind_has_a_name_in_both_languages() -> None:
    assert set(PART_NAMES) == set(PART_KINDS)
    assert all(text.vi and text.en for text in PART_NAMES.values())


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        ([box(0, 0, 1, 1), box(1, 0, 2, 1)], None),
        ([box(0, 0, 2, 2)], None),
        ([box(0, 0, 1, 1), box(1.5, 1, 2.5, 2)], (1, "beyond", None)),
        ([box(0, 0, 1, 1), box(1, 1, 2, 2), box(0.5, 0.5, 1, 1)], (2, "overlap", 0)),
    ],
)
def test_parts_lie_within_their_zone_and_share_no_ground(areas: list[object], expected: object) -> None:
    fault = find_fault(box(0, 0, 2, 2), areas)  # type: ignore[arg-type]
    assert (fault and (fault.part, fault.kind, fault.other)) == expected
