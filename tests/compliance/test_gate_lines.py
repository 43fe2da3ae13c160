"""Each line of the gate by itself: what it asks, and what it answers when it is not met."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from compliance.crews import MemberFacts
from compliance.gate import Briefing, GateFacts, MethodChoice, PpeCheck, PpeCombination, may_enter
from compliance.permits import PermitLine
from compliance.work_permits import WorkPermitFacts
from tests.compliance.cases import (
    AN,
    BINH,
    CREW,
    CUONG,
    HOUR,
    METHOD,
    NOW,
    QUARANTINE,
    TRUCK,
    WARD,
    WORK_PERMIT,
    briefing,
    gate_facts,
    order,
    override,
    permit,
    stay,
    uid,
    zone,
)

FLOOD = zone(101, replace(QUARANTINE, ppe_profile="flood", permit_needed=False), hazard_class="flood")


def codes(facts: GateFacts, number: int) -> tuple[str, ...]:
    """The reasons that one line gives; no other line may fail with it."""
    answer = may_enter(facts, NOW)
    failed = [line.number for line in answer.lines if line.status == "failed"]
    assert failed in ([], [number])
    assert answer.decision.codes == tuple(each.code for each in answer.lines[number - 1].reasons)
    return answer.decision.codes


def statuses(facts: GateFacts, now: datetime = NOW) -> list[str]:
    return [line.status for line in may_enter(facts, now).lines]


def test_with_everything_in_order_the_crew_enters() -> None:
    assert statuses(gate_facts(WARD)) == ["ok"] * 8
    assert may_enter(gate_facts(WARD), NOW).decision.allowed


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(gate_facts(WARD), id="in order"),
        pytest.param(gate_facts(), id="outside"),
        pytest.param(gate_facts(WARD, permits=(), life_safety=True, override=override()), id="overridden"),
        pytest.param(GateFacts(), id="nothing is known"),
    ],
)
def test_the_answer_has_the_eight_lines_in_their_order(facts: GateFacts) -> None:
    lines = may_enter(facts, NOW).lines
    assert [(line.number, line.code) for line in lines] == [(n, f"gate.line.{n}") for n in range(1, 9)]


def test_outside_every_zone_four_lines_are_not_required() -> None:
    required = [status != "not_required" for status in statuses(gate_facts())]
    assert required == [True, False, False, True, False, True, True, False]


def test_a_zone_that_has_not_begun_requires_nothing_yet() -> None:
    coming = zone(valid_from=NOW + HOUR)
    assert statuses(gate_facts(briefing=briefing(), zones=(coming,)))[1] == "not_required"


def test_the_gate_compares_times_itself() -> None:
    facts = gate_facts(WARD)
    assert may_enter(facts, NOW + 2 * HOUR).decision.allowed
    assert may_enter(facts, NOW + 3 * HOUR).decision.codes == ("gate.permit.expired",)


def test_line_1_work_that_an_order_does_not_allow() -> None:
    assert codes(gate_facts(WARD, work_type="relocation"), 1) == ("gate.work_type.not_allowed",)


def test_line_1_life_safety_passes_by_rule() -> None:
    assert codes(gate_facts(WARD, work_type="relocation", life_safety=True), 1) == ()


@pytest.mark.parametrize("missing", ["work_type", "isolation_orders"])
def test_line_1_what_is_not_known_is_not_allowed(missing: str) -> None:
    assert codes(gate_facts(WARD, **{missing: None}), 1) == ("gate.work_type.unknown",)


@pytest.mark.parametrize(
    ("missing", "number", "code"),
    [
        ("ppe", 3, "gate.ppe.unknown"),
        ("hse_combinations", 5, "gate.hse.unknown"),
        ("weather", 7, "gate.briefing.weather_unknown"),
    ],
)
def test_a_fact_that_nobody_knows_fails_its_line_and_is_told_as_unknown(missing: str, number: int, code: str) -> None:
    assert codes(gate_facts(WARD, **{missing: None}), number) == (code,)


def test_what_else_follows_from_a_fact_that_nobody_knows_is_told_with_it() -> None:
    done, permits = gate_facts(WARD, entry_templates_done=None), gate_facts(WARD, permits=None)
    assert codes(done, 3) == ("gate.entry_checklist.unknown", "gate.entry_checklist.missing")
    assert codes(permits, 2) == ("gate.permit.unknown", "gate.permit.missing")
    assert failing(gate_facts(WARD, method=None), "gate.method.missing") == [4]
    assert failing(gate_facts(WARD, method=None), "gate.hse.unknown") == [5]


def test_line_1_is_about_the_orders_in_force_now() -> None:
    assert codes(gate_facts(WARD, work_type="relocation", isolation_orders=(order(valid_until=NOW),)), 1) == ()


def test_line_2_no_answer_yet() -> None:
    assert codes(gate_facts(WARD, permits=(permit(state="requested"),)), 2) == ("gate.permit.still_requested",)


def test_line_2_each_zone_needs_its_own_consent() -> None:
    second = zone(101)
    facts = gate_facts(WARD, second, permits=(permit(WARD),))
    assert codes(facts, 2) == ("gate.permit.missing",)


def test_line_2_somebody_who_is_not_named() -> None:
    facts = gate_facts(WARD, permits=(permit(people=(PermitLine(AN.id),)),))
    assert codes(facts, 2) == ("gate.permit.person_not_named",)


def test_line_2_a_vehicle_that_is_not_known() -> None:
    assert codes(gate_facts(WARD, vehicle_id=None), 2) == ("gate.vehicle.unknown",)
    assert codes(gate_facts(WARD, vehicle_id=None, on_foot=True), 2) == ()


def test_line_2_another_vehicle_than_the_permits() -> None:
    assert codes(gate_facts(WARD, vehicle_id=uid(51)), 2) == ("gate.permit.vehicle_not_named",)
    assert codes(gate_facts(WARD, vehicle_id=TRUCK), 2) == ()


def test_line_2_a_zone_that_asks_no_permit() -> None:
    assert codes(gate_facts(FLOOD, permits=None), 2) == ()


def test_line_3_each_member_has_each_profile_checked() -> None:
    partly = (
        PpeCheck(AN.id, "medical_full_level3", issued=True, checked=True),
        PpeCheck(BINH.id, "medical_full_level3", issued=True, checked=False),
    )
    assert codes(gate_facts(WARD, ppe=partly), 3) == ("gate.ppe.not_checked",)
    assert codes(gate_facts(WARD, ppe=partly[:1]), 3) == ("gate.ppe.not_issued",)


def test_line_3_a_check_without_issue_is_worth_nothing() -> None:
    unissued = tuple(PpeCheck(who.id, "medical_full_level3", issued=False, checked=True) for who in CREW)
    assert codes(gate_facts(WARD, ppe=unissued), 3) == ("gate.ppe.not_issued",) * 2


def test_line_3_overlapping_zones_need_the_ppe_of_both() -> None:
    facts = gate_facts(WARD, FLOOD)
    medical_only = tuple(each for each in facts.ppe if each.profile == "medical_full_level3")
    assert codes(facts, 3) == ()
    assert codes(replace(facts, ppe=medical_only), 3) == ("gate.ppe.not_issued",) * 2


def test_line_3_the_entry_checklists_are_complete() -> None:
    assert codes(gate_facts(WARD, entry_templates_done=frozenset()), 3) == ("gate.entry_checklist.missing",)


def test_line_3_a_zone_that_asks_neither_ppe_nor_checklist() -> None:
    bare = zone(102, replace(QUARANTINE, ppe_profile=None, entry_templates=()))
    assert codes(gate_facts(bare, ppe=None, entry_templates_done=None), 3) == ()


def test_line_4_the_method_has_a_reason() -> None:
    assert codes(gate_facts(WARD, method=replace(METHOD, reason=" ")), 4) == ("gate.method.reason_missing",)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        pytest.param(None, "gate.work_permit.missing", id="none"),
        pytest.param(replace(WORK_PERMIT, state="issued"), "gate.work_permit.not_permitted", id="issued only"),
        pytest.param(replace(WORK_PERMIT, state="handed_back"), "gate.work_permit.not_permitted", id="handed back"),
        pytest.param(replace(WORK_PERMIT, kind="order"), "gate.work_permit.other_work", id="an order for high voltage"),
        pytest.param(replace(WORK_PERMIT, voltage="lv"), "gate.work_permit.other_work", id="for other work"),
        pytest.param(
            replace(WORK_PERMIT, signed=WORK_PERMIT.signed - {"permitter"}),
            "gate.work_permit.not_signed",
            id="unsigned",
        ),
    ],
)
def test_line_4_the_work_has_an_electrical_permit_that_permits_it(document: WorkPermitFacts | None, code: str) -> None:
    assert codes(gate_facts(method=METHOD, work_permit=document), 4) == (code,)


LIVE = MethodChoice("live_line", "hv", "Bệnh viện không được mất điện", "QT-HL-07")


def live_facts(**changes: Any) -> GateFacts:
    document = replace(WORK_PERMIT, method="live_line")
    facts = gate_facts(WARD, method=LIVE, work_permit=document, briefing=briefing(WARD, method="live_line"))
    signed_off = frozenset({PpeCombination("medical_full_level3", "live_line")})
    return replace(facts, hse_combinations=signed_off, **changes)


def test_line_4_live_line_by_a_crew_that_may() -> None:
    assert codes(live_facts(), 4) == ()


@pytest.mark.parametrize("weather", ["storm", "lightning"])
def test_line_4_no_live_line_in_a_storm(weather: str) -> None:
    facts = live_facts(weather=weather, briefing=briefing(WARD, method="live_line", weather=weather))
    assert codes(facts, 4) == ("method.storm",)


def test_line_4_no_live_line_while_nobody_has_said_what_the_weather_is() -> None:
    assert codes(live_facts(weather="unknown"), 4) == ("method.weather_unknown",)


def test_line_7_a_word_on_the_weather_that_expired_voids_no_briefing() -> None:
    assert codes(gate_facts(WARD, weather="unknown"), 7) == ()


def test_line_5_hse_signs_off_the_profile_with_the_method() -> None:
    other = frozenset({PpeCombination("medical_full_level3", "dead_line")})
    assert codes(replace(live_facts(), hse_combinations=other), 5) == ("gate.hse.not_signed_off",)


def test_line_5_without_special_ppe_there_is_nothing_to_combine() -> None:
    bare = zone(102, replace(QUARANTINE, ppe_profile=None))
    assert codes(gate_facts(bare, hse_combinations=None), 5) == ()


def test_line_6_a_crew_of_mixed_cohorts() -> None:
    mixed = (replace(AN, stays=stay(61, "flood")), replace(BINH, stays=stay(62, "chemical")))
    assert codes(gate_facts(WARD, members=mixed), 6) == ("crew.cohort_mixed",)


def test_line_6_somebody_in_stand_down_for_elsewhere() -> None:
    resting = replace(BINH, stand_down_until=NOW + HOUR, stand_down_class="flood")
    assert codes(gate_facts(WARD, members=(AN, resting)), 6) == ("crew.stand_down",)
    same_class = replace(resting, stand_down_class="infectious_human")
    assert codes(gate_facts(WARD, members=(AN, same_class)), 6) == ()


def test_line_6_one_person_with_two_roles_that_may_be_held_together() -> None:
    both = replace(AN, extra_roles=frozenset({"lookout"}))
    facts = gate_facts(WARD, members=(both, BINH))
    assert codes(facts, 6) == ("crew.roles_apart",)
    assert codes(replace(facts, role_pairs=frozenset({frozenset({"direct_supervisor", "lookout"})})), 6) == ()


def test_line_6_one_person_alone() -> None:
    alone = gate_facts(members=(AN,), briefing=briefing(member_ids=frozenset({AN.id})))
    assert codes(alone, 6) == ("crew.too_small",)
    assert codes(replace(alone, single_person_ok=True), 6) == ()


@pytest.mark.parametrize(("inside", "expected"), [(2, ()), (3, ("gate.zone.full",))])
def test_line_6_the_zone_admits_so_many_people(inside: int, expected: tuple[str, ...]) -> None:
    assert codes(gate_facts(WARD, people_inside={WARD.zone_id: inside}), 6) == expected


def test_line_6_a_zone_without_a_maximum_does_not_open_the_next_one() -> None:
    wide = zone(101, replace(QUARANTINE, max_people=None))
    assert codes(gate_facts(wide, WARD, people_inside={WARD.zone_id: 3}), 6) == ("gate.zone.full",)
    assert codes(gate_facts(wide, WARD, people_inside={}), 6) == ("gate.zone.inside_unknown",)


@pytest.mark.parametrize("people_inside", [None, {}, {uid(9): 0}])
def test_line_6_nobody_enters_when_the_number_inside_is_not_known(people_inside: dict[UUID, int] | None) -> None:
    assert codes(gate_facts(WARD, people_inside=people_inside), 6) == ("gate.zone.inside_unknown",)


def test_line_7_everybody_signs() -> None:
    unsigned = briefing(WARD, signed_by=frozenset({AN.id}))
    assert codes(gate_facts(WARD, briefing=unsigned), 7) == ("gate.briefing.not_signed",)


def test_line_7_the_briefing_is_complete() -> None:
    assert codes(gate_facts(WARD, briefing=briefing(WARD, complete=False)), 7) == ("gate.briefing.incomplete",)


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        pytest.param(briefing(), "gate.briefing.zone_changed", id="zone"),
        pytest.param(briefing(zone(version_id=uid(9))), "gate.briefing.zone_changed", id="version of the zone"),
        pytest.param(
            briefing(WARD, member_ids=frozenset({AN.id, BINH.id, CUONG.id})), "gate.briefing.crew_changed", id="crew"
        ),
        pytest.param(briefing(WARD, weather="rain"), "gate.briefing.weather_changed", id="weather"),
        pytest.param(briefing(WARD, method="live_line"), "gate.briefing.method_changed", id="method"),
    ],
)
def test_line_7_what_changed_since_voids_the_briefing(signed: Briefing, code: str) -> None:
    assert codes(gate_facts(WARD, briefing=signed), 7) == (code,)


def test_line_7_a_zone_that_appears_voids_the_briefing_held_outside() -> None:
    assert "gate.briefing.zone_changed" in may_enter(gate_facts(WARD, briefing=briefing()), NOW).decision.codes


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("doffing_point_set", "gate.doffing_point.missing"),
        ("decontamination_point_set", "gate.decontamination_point.missing"),
    ],
)
@pytest.mark.parametrize("value", [False, None])
def test_line_8_both_points_are_set(missing: str, code: str, value: bool | None) -> None:
    assert codes(gate_facts(WARD, **{missing: value}), 8) == (code,)


def failing(facts: GateFacts, code: str) -> list[int]:
    """The numbers of the lines that fail for this reason."""
    return [line.number for line in may_enter(facts, NOW).lines if code in {each.code for each in line.reasons}]


def test_when_the_zones_are_not_known_no_line_about_zones_holds() -> None:
    facts = gate_facts(zones=None)
    assert failing(facts, "gate.zones.unknown") == [2, 3, 5, 8]
    assert failing(facts, "gate.briefing.zone_changed") == [7]


@pytest.mark.parametrize("members", [None, ()])
@pytest.mark.parametrize("method", [METHOD, LIVE])
def test_when_the_crew_is_not_known_no_line_about_people_holds(
    members: tuple[MemberFacts, ...] | None, method: MethodChoice
) -> None:
    assert failing(gate_facts(WARD, members=members, method=method), "gate.crew.unknown") == [2, 3, 4, 6, 7]


def test_line_3_the_check_is_on_what_was_issued() -> None:
    profile = "medical_full_level3"
    issued = tuple(PpeCheck(who.id, profile, issued=True, checked=False) for who in CREW)
    found_elsewhere = tuple(PpeCheck(who.id, profile, issued=False, checked=True) for who in CREW)
    assert codes(gate_facts(WARD, ppe=issued + found_elsewhere), 3) == ("gate.ppe.not_checked",) * 2
