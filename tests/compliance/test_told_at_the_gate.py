"""What a refusal tells: who, which zone, how many, until when. Without it nobody can put it right."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from compliance.crews import (
    cohort_intact,
    composition,
    fits_people_limit,
    method_allowed,
    on_shift,
    roles_allowed,
    skills_cover,
    stand_down,
)
from compliance.decision import Decision
from compliance.gate import GateFacts, LeaveFacts, PpeCheck, check_override, may_enter, may_leave
from compliance.isolation import judge_work_type
from compliance.permits import PermitLine, answerable, covers
from compliance.ppe import Lack
from compliance.zones import merge
from tests.compliance.cases import (
    AN,
    BINH,
    CREW,
    CUONG,
    HOUR,
    METHOD,
    MINUTE,
    NOW,
    QUARANTINE,
    TRUCK,
    WARD,
    briefing,
    gate_facts,
    order,
    override,
    permit,
    stay,
    uid,
    zone,
)

Told = tuple[str, dict[str, Any]]
PPE = "medical_full_level3"
WARD_ID = str(WARD.zone_id)
WINDOW = {"valid_from": (NOW - HOUR).isoformat(), "valid_until": (NOW + 3 * HOUR).isoformat()}


def told(decision: Decision) -> list[Told]:
    """Each reason with all that it says."""
    return [(each.code, dict(each.params)) for each in decision.reasons]


def at_the_gate(facts: GateFacts) -> list[Told]:
    return told(may_enter(facts, NOW).decision)


def test_ppe_that_was_not_issued_names_the_wearer_the_profile_and_each_article_that_lacks() -> None:
    lacks = (
        Lack("gown", 2, "missing"),
        Lack("mask", 1, "expired"),
        Lack("gloves", 3, "size"),
        Lack("hood", 4, "worn_out"),
    )
    ppe = (
        PpeCheck(AN.id, PPE, issued=True, checked=True),
        PpeCheck(BINH.id, PPE, issued=False, checked=False, lacks=lacks),
    )
    assert at_the_gate(gate_facts(WARD, ppe=ppe)) == [
        ("gate.ppe.not_issued", {"name": "Bình", "profile": PPE}),
        ("gate.ppe.item_missing", {"name": "Bình", "article": "gown", "pieces": 2}),
        ("gate.ppe.item_expired", {"name": "Bình", "article": "mask", "pieces": 1}),
        ("gate.ppe.item_size", {"name": "Bình", "article": "gloves", "pieces": 3}),
        ("gate.ppe.item_worn_out", {"name": "Bình", "article": "hood", "pieces": 4}),
    ]


def test_ppe_that_was_not_checked_names_the_wearer_and_the_profile() -> None:
    ppe = (
        PpeCheck(AN.id, PPE, issued=True, checked=False),
        PpeCheck(BINH.id, PPE, issued=True, checked=True),
    )
    assert at_the_gate(gate_facts(WARD, ppe=ppe)) == [("gate.ppe.not_checked", {"name": "An", "profile": PPE})]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"entry_templates_done": frozenset()},
            ("gate.entry_checklist.missing", {"template": "donning"}),
            id="the checklist that is open",
        ),
        pytest.param(
            {"hse_combinations": frozenset()},
            ("gate.hse.not_signed_off", {"profile": PPE, "method": "dead_line"}),
            id="the combination that HSE has not signed off",
        ),
        pytest.param(
            {"people_inside": {WARD.zone_id: 3}},
            ("gate.zone.full", {"zone": "vùng 100", "zone_id": WARD_ID, "inside": 3, "max_people": 4}),
            id="how many are inside and may be",
        ),
        pytest.param(
            {"people_inside": {}},
            ("gate.zone.inside_unknown", {"zone": "vùng 100", "zone_id": WARD_ID}),
            id="the zone where nobody counts",
        ),
        pytest.param(
            {"briefing": briefing(WARD, signed_by=frozenset({AN.id}))},
            ("gate.briefing.not_signed", {"name": "Bình"}),
            id="who has not signed",
        ),
        pytest.param(
            {"work_type": "relocation"},
            (
                "gate.work_type.not_allowed",
                {"work_type": "relocation", "order": "CV 400/UBND", "level": "directive_16"},
            ),
            id="the order that defers",
        ),
        pytest.param(
            {"permits": ()},
            ("gate.permit.missing", {"zone": "vùng 100", "zone_id": WARD_ID}),
            id="the zone without permit",
        ),
        pytest.param(
            {"permits": (permit(state="denied"),)},
            ("gate.permit.denied", {"zone": "vùng 100", "zone_id": WARD_ID, **WINDOW}),
            id="the zone whose authority denied, and for when",
        ),
        pytest.param(
            {"permits": (permit(people=(PermitLine(AN.id),)),)},
            (
                "gate.permit.person_not_named",
                {"name": "Bình", "person_id": str(BINH.id), "zone": "vùng 100"},
            ),
            id="who is not on the permit",
        ),
        pytest.param(
            {"vehicle_id": uid(51)},
            ("gate.permit.vehicle_not_named", {"vehicle_id": str(uid(51)), "zone": "vùng 100"}),
            id="the vehicle that is not on the permit",
        ),
        pytest.param(
            {"permits": (permit(conditions=("Đo thân nhiệt",)),)},
            ("gate.permit.conditions_open", {"zone": "vùng 100", "zone_id": WARD_ID}),
            id="the zone whose authority asks for more",
        ),
    ],
)
def test_a_line_that_fails_tells_what_it_is_about(changes: dict[str, Any], expected: Told) -> None:
    assert at_the_gate(gate_facts(WARD, **changes)) == [expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"expires_at": NOW + 4 * HOUR}, ("override.too_long", {"hours": 4})),
        ({"granted_at": NOW + MINUTE}, ("override.not_yet", {"granted_at": (NOW + MINUTE).isoformat()})),
        ({"expires_at": NOW}, ("override.expired", {"expired_at": NOW.isoformat()})),
    ],
)
def test_an_override_that_does_not_stand_tells_its_times(changes: dict[str, Any], expected: Told) -> None:
    assert told(check_override(override(**changes), life_safety=True, now=NOW)) == [expected]


def test_the_hours_of_an_override_are_told_as_a_whole_number() -> None:
    refused = check_override(override(expires_at=NOW + 4 * HOUR), life_safety=True, now=NOW)
    assert str(refused.reasons[0].params["hours"]) == "4"


def test_who_may_not_leave_is_told_which_checklist_is_open() -> None:
    facts = LeaveFacts(
        merge([WARD]),
        frozenset({"doffing"}),
        contact_times_held=True,
        waste_handed_over=True,
        permit_conditions_confirmed=True,
        exposure_closed=True,
    )
    assert told(may_leave(facts)) == [("leave.exit_checklist_missing", {"template": "disinfection"})]


def test_a_request_that_cannot_be_answered_tells_why() -> None:
    assert told(answerable("denied", NOW + HOUR, NOW)) == [("gate.permit.not_open", {"state": "denied"})]
    assert told(answerable("requested", NOW, NOW)) == [("gate.permit.window_passed", {"valid_until": NOW.isoformat()})]


def test_a_permit_of_one_zone_says_nothing_of_another() -> None:
    far = zone(101)
    decision = covers((permit(), permit(far, state="denied")), far, CREW, TRUCK, NOW)
    assert told(decision) == [("gate.permit.denied", {"zone": "vùng 101", "zone_id": str(far.zone_id), **WINDOW})]


@pytest.mark.parametrize(
    ("decide", "expected"),
    [
        pytest.param(lambda: composition((AN,)), ("crew.too_small", {"members": 1, "minimum": 2}), id="too few"),
        pytest.param(
            lambda: roles_allowed((replace(AN, extra_roles=frozenset({"lookout"})),)),
            ("crew.roles_apart", {"name": "An", "role": "direct_supervisor", "other_role": "lookout"}),
            id="two roles",
        ),
        pytest.param(
            lambda: method_allowed((AN, BINH, CUONG), "live_line", "hv", "QT-HL-07", storm=False),
            ("method.grade_too_low", {"name": "Cường", "grade": 3, "minimum": 4}),
            id="grade",
        ),
        pytest.param(
            lambda: method_allowed(CREW, "warm_line", "hv", "QT", storm=False),
            ("method.unknown", {"method": "warm_line"}),
            id="method",
        ),
        pytest.param(lambda: skills_cover({"diving"}, CREW), ("crew.skill_missing", {"skill": "diving"}), id="skill"),
        pytest.param(
            lambda: stand_down((AN, replace(BINH, stand_down_until=NOW + HOUR)), (), NOW),
            (
                "crew.stand_down",
                {"name": "Bình", "member_id": str(BINH.id), "stand_down_until": (NOW + HOUR).isoformat()},
            ),
            id="stand-down",
        ),
        pytest.param(
            lambda: cohort_intact((replace(AN, stays=stay(61, "flood")), replace(BINH, stays=stay(62, "chemical")))),
            (
                "crew.cohort_mixed",
                {"name": "An", "zone_class": "flood", "other_name": "Bình", "other_class": "chemical"},
            ),
            id="mixed cohorts",
        ),
        pytest.param(lambda: on_shift([], NOW), ("crew.off_shift", {"needed_at": NOW.isoformat()}), id="shift"),
        pytest.param(
            lambda: fits_people_limit((AN, BINH, CUONG), merge([zone(requirements=replace(QUARANTINE, max_people=2))])),
            ("crew.larger_than_zone_admits", {"members": 3, "max_people": 2}),
            id="too many",
        ),
    ],
)
def test_a_crew_that_may_not_go_is_told_who_and_why(decide: Callable[[], Decision], expected: Told) -> None:
    assert told(decide()) == [expected]


def test_people_of_several_zone_classes_are_told_once_a_pair() -> None:
    both = stay(61, "flood") | stay(61, "chemical")
    decision = cohort_intact((replace(AN, stays=both), replace(BINH, stays=stay(62, "radiation"))))
    assert decision.codes == ("crew.cohort_mixed",)


def test_every_order_that_defers_is_told_with_its_level() -> None:
    judged = judge_work_type(
        "relocation",
        life_safety=False,
        orders_here=[order(number=401), order(number=402, level="directive_15")],
        at=NOW,
    )
    assert [(each.params["order"], each.params["level"]) for each in judged.reasons] == [
        ("CV 401/UBND", "directive_16"),
        ("CV 402/UBND", "directive_15"),
    ]


def test_where_live_line_is_preferred_the_zone_that_prefers_it_is_named() -> None:
    zones = [zone(number, replace(QUARANTINE, live_line_preferred=number > 101)) for number in (101, 102, 103)]
    facts = gate_facts(*zones, method=replace(METHOD, reason=" "))
    assert at_the_gate(facts) == [("method.dead_line_reason_missing", {"zone": "vùng 102, vùng 103"})]
