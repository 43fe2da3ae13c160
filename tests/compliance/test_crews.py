from dataclasses import replace
from datetime import datetime

import pytest

from compliance.crews import (
    CREW_ROLES,
    MemberFacts,
    ShiftWindow,
    cohort_intact,
    composition,
    in_order,
    may_be_assigned,
    method_allowed,
    method_chooser,
    method_reasoned,
    on_shift,
    people_fit,
    rested,
    roles_allowed,
    skills_cover,
    stand_down,
)
from compliance.duty import Duty
from compliance.sign_ons import Presence
from compliance.zones import ZoneRequirements, merge
from tests.compliance.cases import AN, BINH, CREW, CUONG, HOUR, MINUTE, NOW, WARD, crew_facts, stay, ticket_facts, zone


def test_two_with_one_supervisor_make_a_crew() -> None:
    assert composition(CREW).allowed


@pytest.mark.parametrize(
    ("members", "code"),
    [
        pytest.param((), "crew.too_small", id="nobody"),
        pytest.param((AN,), "crew.too_small", id="one"),
        pytest.param((BINH, CUONG), "crew.supervisor_missing", id="no supervisor"),
        pytest.param((AN, replace(BINH, role="direct_supervisor")), "crew.supervisor_several", id="two supervisors"),
        pytest.param((AN, AN), "crew.member_twice", id="one person twice"),
    ],
)
def test_other_crews_are_refused(members: tuple[MemberFacts, ...], code: str) -> None:
    assert composition(members).codes == (code,)


BOTH = replace(AN, extra_roles=frozenset({"electrical_safety_supervisor"}))
MATRIX = frozenset({frozenset({"direct_supervisor", "electrical_safety_supervisor"})})


def test_nobody_holds_two_roles_unless_the_matrix_says_so() -> None:
    assert composition((BOTH, CUONG)).codes == ("crew.roles_apart",)
    assert composition((BOTH, CUONG), pairs=MATRIX).allowed


def test_each_pair_of_three_roles_has_to_stand_in_the_matrix() -> None:
    three = replace(BOTH, extra_roles=BOTH.extra_roles | {"lookout"})
    assert [each.params["other_role"] for each in composition((three, CUONG), pairs=MATRIX).reasons] == ["lookout"] * 2


def test_a_role_held_beside_another_counts_on_live_parts() -> None:
    assert "method.safety_supervisor_missing" not in live((BOTH, replace(CUONG, safety_grade=4)))


def test_a_crew_that_is_not_complete_yet_may_be_kept_one_with_two_leaders_may_not() -> None:
    assert roles_allowed((CUONG,)).allowed
    assert roles_allowed((AN, replace(BINH, role="direct_supervisor"))).codes == ("crew.supervisor_several",)


def test_who_has_a_role_is_no_mere_member() -> None:
    assert in_order({"member", "lookout", "direct_supervisor"}) == ("direct_supervisor", "lookout")
    assert in_order({"member"}) == ("member",)


def test_one_person_goes_alone_to_simple_work_only() -> None:
    assert composition((CUONG,), single_person_ok=True).allowed
    assert composition((), single_person_ok=True).codes == ("crew.too_small",)
    assert composition((BOTH,), single_person_ok=True).codes == ("crew.roles_apart",)
    assert composition((BOTH,), single_person_ok=True, pairs=MATRIX).allowed


def test_people_fit_together_only_as_a_crew_that_has_rested() -> None:
    assert people_fit((AN,), (), NOW).codes == ("crew.too_small",)
    tired = replace(BINH, duty=Duty(rested_at=NOW + HOUR))
    refused = people_fit((AN, tired), (), NOW)
    assert [(each.code, each.params["name"]) for each in refused.reasons] == [("crew.not_rested", "Bình")]
    assert people_fit((AN, tired), (), NOW + HOUR).allowed


def test_the_roles_are_those_of_the_domain() -> None:
    assert {AN.role, BINH.role, CUONG.role} <= CREW_ROLES
    assert len(CREW_ROLES) == 6


def live(
    members: tuple[MemberFacts, ...] = CREW,
    voltage: str = "hv",
    procedure: str | None = "QT-HL-07",
    storm: bool | None = False,
) -> tuple[str, ...]:
    return method_allowed(members, "live_line", voltage, procedure, storm).codes


@pytest.mark.parametrize(
    ("voltage", "grade", "codes"),
    [
        ("hv", 4, ()),
        ("hv", 3, ("method.grade_too_low",)),
        ("lv", 3, ()),
        ("lv", 2, ("method.grade_too_low",)),
    ],
)
def test_every_member_needs_the_grade_for_live_line(voltage: str, grade: int, codes: tuple[str, ...]) -> None:
    assert live((AN, replace(BINH, safety_grade=grade)), voltage) == codes


def test_live_line_needs_an_electrical_safety_supervisor() -> None:
    assert live((AN, replace(BINH, role="member"))) == ("method.safety_supervisor_missing",)


@pytest.mark.parametrize("procedure", [None, "", "  "])
def test_live_line_needs_a_procedure(procedure: str | None) -> None:
    assert live(procedure=procedure) == ("method.procedure_missing",)


@pytest.mark.parametrize(("storm", "code"), [(True, "method.storm"), (None, "method.weather_unknown")])
def test_no_live_line_in_a_storm_or_when_nobody_knows(storm: bool | None, code: str) -> None:
    assert live(storm=storm) == (code,)


def test_dead_line_asks_for_no_live_line_skills() -> None:
    assert method_allowed((AN, CUONG), "dead_line", "hv", None, storm=True).allowed


@pytest.mark.parametrize("method", ["live_line", "dead_line"])
def test_a_voltage_that_is_not_known_is_refused(method: str) -> None:
    assert method_allowed(CREW, method, "", "QT", storm=False).codes == ("method.voltage_unknown",)


def test_there_is_no_third_method() -> None:
    assert method_allowed(CREW, "warm_line", "hv", "QT", storm=False).codes == ("method.unknown",)


def test_dead_line_where_a_zone_prefers_live_line_says_why() -> None:
    prefers = merge([zone(requirements=ZoneRequirements(live_line_preferred=True))])
    assert method_reasoned("dead_line", " ", prefers).codes == ("method.dead_line_reason_missing",)
    assert method_reasoned("dead_line", "mưa to", prefers).allowed
    assert method_reasoned("live_line", "", prefers).codes == ("gate.method.reason_missing",)
    assert method_reasoned("dead_line", "", merge([])).codes == ("gate.method.reason_missing",)


@pytest.mark.parametrize(
    ("roles", "crew_role", "allowed"),
    [
        ({"dispatcher"}, None, True),
        ({"worker"}, "direct_supervisor", True),
        ({"worker"}, "member", False),
        ({"liaison"}, None, False),
    ],
)
def test_the_dispatcher_or_the_direct_supervisor_chooses_the_method(
    roles: set[str], crew_role: str | None, allowed: bool
) -> None:
    assert method_chooser(roles, crew_role).codes == (() if allowed else ("method.chooser_not_allowed",))


def test_the_crew_together_has_the_skills() -> None:
    assert skills_cover({"cable", "bucket_truck"}, CREW).allowed


def test_each_missing_skill_is_told() -> None:
    decision = skills_cover({"cable", "diving", "climbing"}, CREW)
    assert [each.params["skill"] for each in decision.reasons] == ["climbing", "diving"]
    assert skills_cover({"cable"}, ()).codes == ("crew.skill_missing",)


RESTING = replace(BINH, stand_down_until=NOW + HOUR, stand_down_class="infectious_human")


@pytest.mark.parametrize(
    ("classes", "allowed"),
    [
        pytest.param((), False, id="outside zones"),
        pytest.param(("infectious_human",), True, id="the same class"),
        pytest.param(("flood",), False, id="another class"),
        pytest.param(("infectious_human", "flood"), False, id="the same class and another"),
    ],
)
def test_in_stand_down_only_zones_of_the_same_class_are_open(classes: tuple[str, ...], allowed: bool) -> None:
    assert stand_down((AN, RESTING), classes, NOW).allowed is allowed


def test_a_stand_down_without_class_closes_everything() -> None:
    barred = replace(RESTING, stand_down_class=None)
    assert stand_down((barred,), ("infectious_human",), NOW).codes == ("crew.stand_down",)
    assert stand_down((barred,), (), NOW).codes == ("crew.stand_down",)


def test_while_a_stand_down_closes_everything_zones_of_its_class_are_closed_too() -> None:
    wholly = replace(RESTING, stand_down_until=NOW + 5 * HOUR, stand_down_all_until=NOW + 2 * HOUR)
    assert stand_down((wholly,), ("infectious_human",), NOW + HOUR).codes == ("crew.stand_down",)
    assert stand_down((wholly,), ("infectious_human",), NOW + 2 * HOUR).allowed


def test_a_stand_down_ends_by_itself() -> None:
    assert stand_down((RESTING,), (), NOW + HOUR).allowed
    assert not stand_down((RESTING,), (), NOW + HOUR - MINUTE).allowed


def test_people_of_one_zone_class_may_work_together_with_fresh_ones() -> None:
    assert cohort_intact((replace(AN, stays=stay(61, "flood")), BINH)).allowed


def test_a_crew_that_stays_together_may_see_several_zone_classes() -> None:
    both = stay(61, "flood") | stay(61, "chemical")
    assert cohort_intact((replace(AN, stays=both), replace(BINH, stays=stay(61, "flood")))).allowed


def test_people_of_other_crews_join_where_the_zone_class_was_the_same() -> None:
    assert cohort_intact((replace(AN, stays=stay(61, "flood")), replace(BINH, stays=stay(62, "flood")))).allowed


def test_people_of_two_zone_classes_are_not_mixed() -> None:
    mixed = (replace(AN, stays=stay(62, "flood")), replace(BINH, stays=stay(63, "infectious_human")))
    assert cohort_intact(mixed).codes == ("crew.cohort_mixed",)


@pytest.mark.parametrize(
    ("at", "allowed"), [(NOW - MINUTE, False), (NOW, True), (NOW + HOUR - MINUTE, True), (NOW + HOUR, False)]
)
def test_a_crew_goes_out_in_its_shift(at: datetime, allowed: bool) -> None:
    assert on_shift([ShiftWindow(NOW, NOW + HOUR)], at).allowed is allowed


def test_who_has_not_rested_or_has_no_hours_left_stays_home() -> None:
    tired = replace(BINH, duty=Duty(rested_at=NOW + HOUR, spent_at=NOW + 8 * HOUR, spent_hours=12, per="week"))
    assert rested((AN, tired), NOW).codes == ("crew.not_rested",)
    assert rested((AN, tired), NOW + HOUR).allowed
    assert rested((AN, tired), NOW + 8 * HOUR).codes == ("crew.hours_week",)


def test_a_crew_against_which_nothing_speaks_may_be_sent() -> None:
    assert may_be_assigned(crew_facts(), ticket_facts(), merge([WARD]), NOW).allowed


def test_one_person_is_sent_to_work_that_one_may_do_alone() -> None:
    alone = crew_facts(members=(AN,))
    assert may_be_assigned(alone, ticket_facts(single_person_ok=True), merge([]), NOW).allowed
    assert may_be_assigned(alone, ticket_facts(), merge([]), NOW).codes == ("crew.too_small",)


def test_a_crew_is_sent_with_the_roles_that_its_matrix_lets_one_person_hold() -> None:
    crew = crew_facts(members=(BOTH, CUONG))
    assert may_be_assigned(replace(crew, role_pairs=MATRIX), ticket_facts(), merge([]), NOW).allowed
    assert may_be_assigned(crew, ticket_facts(), merge([]), NOW).codes == ("crew.roles_apart",)


def test_a_crew_on_its_break_is_sent_for_life_safety_or_when_the_break_is_over() -> None:
    resting = crew_facts(presence=Presence(break_until=NOW + HOUR))
    assert may_be_assigned(resting, ticket_facts(), merge([]), NOW).codes == ("crew.on_break",)
    assert may_be_assigned(resting, ticket_facts(life_safety=True), merge([]), NOW).allowed
    assert may_be_assigned(resting, ticket_facts(), merge([]), NOW + HOUR).allowed


def test_a_crew_larger_than_the_zone_admits_is_not_sent() -> None:
    narrow = zone(requirements=replace(WARD.requirements, max_people=1))
    decision = may_be_assigned(crew_facts(), ticket_facts(), merge([narrow]), NOW)
    assert decision.codes == ("crew.larger_than_zone_admits",)


def test_work_that_is_deferred_is_not_sent_unless_life_is_at_stake() -> None:
    ticket = ticket_facts(work_type="relocation")
    assert may_be_assigned(crew_facts(), ticket, merge([]), NOW).codes == ("gate.work_type.not_allowed",)
    assert may_be_assigned(crew_facts(), replace(ticket, life_safety=True), merge([]), NOW).allowed


def test_all_reasons_against_a_crew_are_told_at_once() -> None:
    members = (replace(CUONG, stays=stay(64, "flood")), replace(RESTING, stays=stay(65, "chemical")))
    narrow = zone(requirements=replace(WARD.requirements, max_people=1), hazard_class="flood")
    ticket = ticket_facts(work_type="relocation", required_skills=frozenset({"diving"}))
    decision = may_be_assigned(crew_facts(members=members, shifts=()), ticket, merge([narrow]), NOW)
    assert decision.codes == (
        "gate.work_type.not_allowed",
        "crew.supervisor_missing",
        "crew.cohort_mixed",
        "crew.stand_down",
        "crew.off_shift",
        "crew.skill_missing",
        "crew.larger_than_zone_admits",
    )


def test_a_crew_as_large_as_the_zone_admits_is_sent() -> None:
    exact = zone(requirements=replace(WARD.requirements, max_people=len(CREW)))
    assert may_be_assigned(crew_facts(), ticket_facts(), merge([exact]), NOW).allowed
