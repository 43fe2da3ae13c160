from datetime import timedelta

import pytest

from compliance.checklists import Entry, Template, judge_entry, status
from compliance.ppe import Profile, against_profile
from compliance.shipped import (
    DEFAULT_REQUIREMENTS,
    DISINFECTION_PROFILES,
    HAZARD_CLASSES,
    PPE_PROFILES,
    TEMPLATES,
    contact_seconds,
)
from compliance.shipped_ppe import PPE_ITEMS
from compliance.template_check import Content, check_content
from tests.compliance.cases import CREW, NOW

IDS = tuple(member.id for member in CREW)
VALUES = {"confirm": True, "text": "BN-17", "signature": "M0 0L9 9", "choice": "chlorine_005_immersion"}

KEYS = {
    "donning": "hand_hygiene coverall respirator eye_protection gloves",
    "doffing": "gloves gown leave_and_hand_hygiene eye_protection respirator hand_hygiene",
    "disinfection": "soap_clean agent touch_points tools dwell wipe bag_and_label hand_over",
    "tailboard": "hazards procedures precautions energy_control ppe signature",
    "dead_work": "switch_off test_dead earth fence_and_sign",
}


def test_the_five_templates_ship_with_their_steps_in_order() -> None:
    assert {code: " ".join(item.key for item in shipped.items) for code, shipped in TEMPLATES.items()} == KEYS
    assert all(shipped.ordered for shipped in TEMPLATES.values())


@pytest.mark.parametrize("shipped", TEMPLATES.values(), ids=lambda shipped: shipped.code)
def test_every_step_is_worded_in_two_languages(shipped: Template) -> None:
    for text in (shipped.name, *(item.text for item in shipped.items)):
        assert text.get("vi").strip()
        assert text.get("en").strip()
        assert text.get("vi") != text.get("en")


@pytest.mark.parametrize("shipped", TEMPLATES.values(), ids=lambda shipped: shipped.code)
def test_a_crew_can_complete_every_template(shipped: Template) -> None:
    done, at = [], NOW
    while (slot := status(shipped, done, IDS).next_item) is not None:
        item = shipped.find(slot.item_key)
        value = at if item.kind == "timer" else VALUES[item.kind]
        at += timedelta(minutes=30) if item.kind == "timer" else timedelta()
        new = Entry(slot.item_key, slot.member_id, "ok", value, None, device_time=at, server_time=at)
        assert judge_entry(shipped, done, new, IDS).allowed
        done.append(new)
    assert status(shipped, done, IDS).complete


def test_each_member_signs_the_tailboard_briefing() -> None:
    assert TEMPLATES["tailboard"].find("signature").per == "person"


def test_a_leaking_respirator_stops_the_job() -> None:
    assert TEMPLATES["donning"].find("respirator").critical


def test_what_the_sources_leave_open_is_for_hse_to_confirm() -> None:
    assert {code for code, shipped in TEMPLATES.items() if shipped.hse_must_confirm} == {
        "donning",
        "doffing",
        "disinfection",
    }
    assert all(profile.hse_must_confirm for profile in PPE_PROFILES.values())
    assert all(profile.hse_must_confirm for profile in DISINFECTION_PROFILES.values())


@pytest.mark.parametrize(
    ("agent", "percent", "method", "minutes"),
    [
        ("active_chlorine", 0.05, "wipe", 10),
        ("active_chlorine", 0.05, "immersion", 30),
        ("alcohol", 70.0, "wipe", 10),
        ("an agent of tomorrow", 1.0, "wipe", 10),
    ],
)
def test_contact_times_are_those_of_the_domain(agent: str, percent: float, method: str, minutes: int) -> None:
    assert contact_seconds(agent, percent, method) == minutes * 60


def test_the_dwell_step_holds_the_default_contact_time() -> None:
    assert TEMPLATES["disinfection"].find("dwell").min_seconds == contact_seconds("", 0.0, "")


@pytest.mark.parametrize("profile", PPE_PROFILES.values(), ids=lambda profile: profile.code)
def test_a_profile_gives_each_person_something_to_wear_that_stores_know(profile: Profile) -> None:
    assert list(against_profile(profile.items, PPE_ITEMS)) == []
    assert all(item.count >= 1 for item in profile.items)


def test_every_hazard_class_has_requirements_to_start_from_that_ship() -> None:
    assert set(DEFAULT_REQUIREMENTS) == set(HAZARD_CLASSES)
    for asked in DEFAULT_REQUIREMENTS.values():
        assert asked.ppe_profile is None or asked.ppe_profile in PPE_PROFILES
        assert asked.disinfection_profile is None or asked.disinfection_profile in DISINFECTION_PROFILES
        assert {*asked.entry_templates, *asked.exit_templates} <= set(TEMPLATES)


def test_a_quarantine_zone_starts_from_full_medical_protection() -> None:
    assert DEFAULT_REQUIREMENTS["infectious_human"].ppe_profile == "medical_full_level3"
    assert DEFAULT_REQUIREMENTS["infectious_human"].permit_needed


def test_the_agent_that_a_crew_chooses_sets_how_long_it_stays_on() -> None:
    shipped = TEMPLATES["disinfection"]
    agent, dwell = shipped.find("agent"), shipped.find("dwell")
    assert set(dwell.timed_by.seconds) == set(agent.choices)
    minutes = {code: seconds // 60 for code, seconds in dwell.timed_by.seconds.items()}
    assert minutes == {
        "chlorine_005_wipe": 10, "chlorine_005_immersion": 30, "alcohol_70_wipe": 10, "other_agent": 10,
    }  # fmt: skip


@pytest.mark.parametrize("shipped", TEMPLATES.values(), ids=lambda shipped: shipped.code)
def test_what_ships_could_have_been_published_from_the_safety_desk(shipped: Template) -> None:
    content = Content(shipped.name, shipped.items, shipped.purpose, shipped.ordered, shipped.hse_must_confirm)
    assert check_content(content) == ()
