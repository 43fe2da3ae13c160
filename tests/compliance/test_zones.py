from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.zones import HAZARD_CLASSES, ZoneRequirements, in_force_at, merge, tightens
from tests.compliance.cases import HOUR, NOW, QUARANTINE, WARD, uid, zone

LENIENT = ZoneRequirements(permit_needed=False)

REQUIREMENTS = st.builds(
    ZoneRequirements,
    permit_needed=st.booleans(),
    ppe_profile=st.sampled_from([None, "medical_basic", "chemical_splash"]),
    entry_templates=st.sampled_from([(), ("donning",), ("tailboard", "donning")]),
    exit_templates=st.sampled_from([(), ("doffing",), ("doffing", "disinfection")]),
    disinfection_profile=st.sampled_from([None, "chlorine_005", "alcohol_70"]),
    live_line_preferred=st.booleans(),
    max_people=st.none() | st.integers(0, 9),
    max_minutes=st.none() | st.integers(1, 300),
    hold_after_exit_minutes=st.integers(0, 600),
    transit_permit=st.booleans(),
)


def test_there_are_the_nine_hazard_classes_of_the_domain() -> None:
    assert len(HAZARD_CLASSES) == 9


def test_outside_every_zone_nothing_is_required() -> None:
    required = merge(())
    assert not required.in_zone
    assert not required.permit_needed
    assert required.max_people is None
    assert required.imposed_by == {}


@pytest.mark.parametrize(
    ("at", "binds"),
    [
        pytest.param(NOW - timedelta(microseconds=1), False, id="just before it begins"),
        pytest.param(NOW, True, id="as it begins"),
        pytest.param(NOW + HOUR - timedelta(microseconds=1), True, id="just before it ends"),
        pytest.param(NOW + HOUR, False, id="as it ends"),
    ],
)
def test_a_zone_binds_from_its_first_moment_up_to_its_last(at: datetime, binds: bool) -> None:
    limited = zone(valid_from=NOW, valid_until=NOW + HOUR)
    assert bool(in_force_at([limited], at)) is binds


def test_a_zone_without_end_binds_on() -> None:
    assert in_force_at([zone(valid_until=None)], NOW + 10_000 * HOUR)


def test_possibly_inside_counts_as_inside_and_outside_does_not_bind() -> None:
    possibly, outside = zone(100, verdict="possibly"), zone(101, verdict="outside")
    assert in_force_at([possibly, outside], NOW) == (possibly,)


def test_the_strictest_number_of_each_kind_wins_with_the_zone_that_set_it() -> None:
    wide = zone(100, replace(LENIENT, max_people=5, max_minutes=30, hold_after_exit_minutes=10))
    deep = zone(101, replace(LENIENT, max_people=3, max_minutes=90, hold_after_exit_minutes=60))
    required = merge([wide, deep])
    assert (required.max_people, required.max_minutes, required.hold_after_exit_minutes) == (3, 30, 60)
    assert required.imposed_by == {
        "max_people": (uid(101),),
        "max_minutes": (uid(100),),
        "hold_after_exit_minutes": (uid(101),),
    }


def test_profiles_and_templates_add_up_without_repeats() -> None:
    medical = zone(100, QUARANTINE)
    chemical = zone(101, replace(QUARANTINE, ppe_profile="chemical_splash", entry_templates=("briefing", "donning")))
    required = merge([medical, chemical])
    assert required.ppe_profiles == ("medical_full_level3", "chemical_splash")
    assert required.entry_templates == ("donning", "briefing")
    assert required.exit_templates == ("doffing", "disinfection")
    assert required.disinfection_profiles == ("chlorine_005",)
    assert required.imposed_by["ppe_profiles"] == (uid(100), uid(101))


def test_each_zone_that_needs_a_permit_needs_its_own() -> None:
    free = zone(102, LENIENT)
    assert merge([WARD, free, zone(101)]).permit_zones == (WARD, zone(101))


def test_one_zone_that_asks_for_a_flag_is_enough() -> None:
    required = merge([zone(100, LENIENT), zone(101, replace(LENIENT, live_line_preferred=True, transit_permit=True))])
    assert required.live_line_preferred
    assert required.transit_permit
    assert required.imposed_by == {"live_line_preferred": (uid(101),), "transit_permit": (uid(101),)}


def test_hazard_classes_of_all_zones_are_known() -> None:
    assert merge([WARD, zone(101, hazard_class="flood")]).hazard_classes == {"infectious_human", "flood"}


@pytest.mark.parametrize(
    "change",
    [
        {"ppe_profile": "chemical_splash"},
        {"entry_templates": ("donning", "tailboard")},
        {"exit_templates": ("doffing", "disinfection", "shower")},
        {"disinfection_profile": "alcohol_70"},
        {"live_line_preferred": True},
        {"max_people": 3},
        {"max_minutes": 60},
        {"hold_after_exit_minutes": 61},
        {"transit_permit": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_asking_more_tightens(change: dict[str, Any]) -> None:
    assert tightens(QUARANTINE, replace(QUARANTINE, **change))


def test_a_first_limit_tightens() -> None:
    assert tightens(replace(QUARANTINE, max_people=None), QUARANTINE)
    assert tightens(LENIENT, replace(LENIENT, permit_needed=True))


def test_asking_less_does_not_tighten() -> None:
    assert not tightens(QUARANTINE, LENIENT)
    assert not tightens(QUARANTINE, replace(QUARANTINE, max_people=9, hold_after_exit_minutes=0))


@given(REQUIREMENTS)
def test_the_same_requirements_do_not_tighten(asked: ZoneRequirements) -> None:
    assert not tightens(asked, asked)


@given(st.lists(REQUIREMENTS, max_size=4), REQUIREMENTS)
def test_a_further_zone_never_relaxes_anything(before: list[ZoneRequirements], added: ZoneRequirements) -> None:
    zones = [zone(100 + index, asked) for index, asked in enumerate(before)]
    less, more = merge(zones), merge([*zones, zone(200, added)])
    for flag in ("permit_needed", "live_line_preferred", "transit_permit"):
        assert getattr(more, flag) >= getattr(less, flag)
    for codes in ("ppe_profiles", "entry_templates", "exit_templates", "disinfection_profiles"):
        assert set(getattr(more, codes)) >= set(getattr(less, codes))
    for limit in ("max_people", "max_minutes"):
        assert getattr(less, limit) is None or getattr(more, limit) <= getattr(less, limit)
    assert more.hold_after_exit_minutes >= less.hold_after_exit_minutes


@given(st.lists(REQUIREMENTS, max_size=4))
def test_the_order_of_zones_does_not_change_what_is_required(asked: list[ZoneRequirements]) -> None:
    zones = [zone(100 + index, each) for index, each in enumerate(asked)]
    one, other = merge(zones), merge(zones[::-1])
    assert one.max_people == other.max_people
    assert set(one.ppe_profiles) == set(other.ppe_profiles)
    assert {kind: set(ids) for kind, ids in one.imposed_by.items()} == {
        kind: set(ids) for kind, ids in other.imposed_by.items()
    }


def test_each_requirement_names_the_zones_that_impose_it() -> None:
    strict = ZoneRequirements(
        permit_needed=True, ppe_profile="flood", entry_templates=("donning",), exit_templates=("doffing",),
        disinfection_profile="alcohol_70", live_line_preferred=True, max_people=3, max_minutes=30,
        hold_after_exit_minutes=1, transit_permit=True,
    )  # fmt: skip
    required = merge([zone(100, LENIENT), zone(101, strict)])
    assert required.imposed_by == dict.fromkeys(
        (
            "permit_needed", "ppe_profiles", "entry_templates", "exit_templates", "disinfection_profiles",
            "live_line_preferred", "max_people", "max_minutes", "hold_after_exit_minutes", "transit_permit",
        ),
        (uid(101),),
    )  # fmt: skip
    assert required.permit_needed
    assert not merge([zone(100, LENIENT)]).permit_needed
