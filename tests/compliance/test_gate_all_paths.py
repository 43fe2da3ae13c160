"""The gate over every combination of line inputs, and what must hold whatever the facts."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compliance.crews import CREW_ROLES, MemberFacts
from compliance.gate import GateFacts, may_enter, may_pass
from compliance.lifecycles import ASSIGNMENT, GATED, ROLES
from compliance.zones import ZoneInForce, ZoneRequirements
from tests.compliance.cases import (
    AN,
    BINH,
    CREW,
    CUONG,
    HOUR,
    METHOD,
    MINUTE,
    NOW,
    WARD,
    gate_facts,
    order,
    override,
    permit,
    stay,
    uid,
    zone,
)

FINE, FAILED, UNKNOWN = "fine", "failed", "unknown"

MIXED = (replace(AN, stays=stay(61, "flood")), replace(BINH, stays=stay(62, "chemical")))

INPUTS = {
    1: {FAILED: {"work_type": "relocation"}, UNKNOWN: {"isolation_orders": None}},
    2: {FAILED: {"permits": (permit(state="denied"),)}, UNKNOWN: {"permits": None}},
    3: {FAILED: {"ppe": ()}, UNKNOWN: {"ppe": None}},
    4: {FAILED: {"method": replace(METHOD, reason="")}, UNKNOWN: {"method": None}},
    5: {FAILED: {"hse_combinations": frozenset()}, UNKNOWN: {"hse_combinations": None}},
    6: {FAILED: {"members": MIXED}, UNKNOWN: {"members": None}},
    7: {FAILED: {"briefing": replace(gate_facts(WARD).briefing, complete=False)}, UNKNOWN: {"briefing": None}},
    8: {FAILED: {"doffing_point_set": False}, UNKNOWN: {"doffing_point_set": None}},
}

OVERRIDES = {
    "none": None,
    "valid": override(),
    "expired": override(granted_at=NOW - 2 * HOUR, expires_at=NOW - MINUTE),
    "one person": override(shift_leader_id=override().dispatcher_id),
}

ALWAYS_REQUIRED = {1, 4, 6, 7}
ONLY_IN_ZONES = {2, 3, 5, 8}


def rule(inputs: dict[int, str], in_zone: bool, override_kind: str, life_safety: bool | None) -> set[int]:
    """State again, without looking at the gate, who may enter: the lines that hold."""
    holding = {line for line, kind in inputs.items() if kind == FINE}
    if life_safety:
        holding.add(1)
    if life_safety and override_kind == "valid":
        holding.add(2)
    if not in_zone:
        holding |= ONLY_IN_ZONES
    return holding


@pytest.mark.parametrize("life_safety", [True, False])
@pytest.mark.parametrize("override_kind", OVERRIDES)
@pytest.mark.parametrize("in_zone", [True, False], ids=["in a zone", "outside"])
def test_every_combination_of_line_inputs_is_answered_by_the_rule(
    in_zone: bool, override_kind: str, life_safety: bool | None
) -> None:
    zones = (WARD,) if in_zone else ()
    base = gate_facts(*zones, life_safety=life_safety, override=OVERRIDES[override_kind])
    for kinds in product((FINE, FAILED, UNKNOWN), repeat=8):
        inputs = dict(enumerate(kinds, start=1))
        changes = {}
        for line, kind in inputs.items():
            changes |= INPUTS[line].get(kind, {})
        if not in_zone and inputs[7] == FAILED:
            changes["briefing"] = replace(base.briefing, complete=False)
        answer = may_enter(replace(base, **changes), NOW)
        holding = rule(inputs, in_zone, override_kind, life_safety)
        assert answer.decision.allowed is (holding == set(range(1, 9))), (inputs, answer)
        failed = {line.number for line in answer.lines if line.status == "failed"}
        assert failed >= set(range(1, 9)) - holding, (inputs, answer)
        if inputs[4] != UNKNOWN and inputs[6] != UNKNOWN:  # other lines look at the crew and the method too
            assert failed == set(range(1, 9)) - holding, (inputs, answer)
        skipped = {line.number for line in answer.lines if line.status == "not_required"}
        assert skipped == (set() if in_zone else ONLY_IN_ZONES)


def test_the_rule_of_this_test_speaks_of_all_eight_lines() -> None:
    assert set(INPUTS) == ALWAYS_REQUIRED | ONLY_IN_ZONES == set(range(1, 9))


REMOVABLE = [
    "zones",
    "work_type",
    "life_safety",
    "isolation_orders",
    "members",
    "vehicle_id",
    "permits",
    "override",
    "ppe",
    "entry_templates_done",
    "method",
    "work_permit",
    "weather",
    "hse_combinations",
    "people_inside",
    "briefing",
    "doffing_point_set",
    "decontamination_point_set",
]

REQUIREMENTS = st.builds(
    ZoneRequirements,
    permit_needed=st.booleans(),
    ppe_profile=st.sampled_from([None, "medical_full_level3", "flood"]),
    entry_templates=st.sampled_from([(), ("donning",)]),
    max_people=st.none() | st.integers(1, 5),
)
ZONES = st.lists(st.tuples(REQUIREMENTS, st.sampled_from(["infectious_human", "flood"])), max_size=3).map(
    lambda drawn: tuple(zone(100 + n, asked, hazard_class=kind) for n, (asked, kind) in enumerate(drawn))
)


@st.composite
def facts_of_any_kind(draw: st.DrawFn) -> GateFacts:
    """Facts around one place: mostly in order, some lines broken, some facts gone."""
    facts = gate_facts(*draw(ZONES), life_safety=draw(st.booleans()))
    changes = {}
    for line in draw(st.sets(st.integers(1, 8), max_size=2)):
        changes |= INPUTS[line][FAILED]
    if draw(st.booleans()):
        changes["override"] = OVERRIDES[draw(st.sampled_from(sorted(OVERRIDES)))]
    if draw(st.booleans()):
        changes["members"] = (AN, replace(BINH, stand_down_until=NOW + HOUR, stand_down_class="flood"))
    for name in draw(st.sets(st.sampled_from(REMOVABLE), max_size=2)):
        changes[name] = None
    return replace(facts, **changes)


@given(facts_of_any_kind(), st.sets(st.sampled_from(REMOVABLE), min_size=1))
def test_losing_facts_never_turns_no_into_yes(facts: GateFacts, lost: set[str]) -> None:
    assume(not may_enter(facts, NOW).decision.allowed)
    assert not may_enter(replace(facts, **dict.fromkeys(lost)), NOW).decision.allowed


@given(st.sampled_from(REMOVABLE), ZONES)
def test_losing_a_fact_never_helps_where_everything_else_is_in_order(name: str, zones: tuple[ZoneInForce, ...]) -> None:
    complete = gate_facts(*zones)
    assert (
        may_enter(replace(complete, **{name: None}), NOW).decision.allowed <= may_enter(complete, NOW).decision.allowed
    )


@given(facts_of_any_kind(), REQUIREMENTS, st.sampled_from(["infectious_human", "flood"]), st.booleans())
def test_a_further_zone_never_makes_entry_easier(
    facts: GateFacts, asked: ZoneRequirements, hazard_class: str, briefed: bool
) -> None:
    """Whether or not the crew is briefed anew and the further zone's authority consents.

    Somebody in stand-down is the one exception: outside zones they may not work, in a zone of their class they may.
    """
    assume(facts.zones is not None and facts.briefing is not None)
    assume(facts.zones or facts.members == CREW)
    further = zone(200, asked, hazard_class=hazard_class)
    more = replace(facts, zones=(*facts.zones, further))
    if briefed:
        versions = facts.briefing.zone_version_ids | {further.version_id}
        more = replace(more, briefing=replace(facts.briefing, zone_version_ids=versions))
        more = replace(more, permits=None if facts.permits is None else (*facts.permits, permit(further)))
    assert may_enter(more, NOW).decision.allowed <= may_enter(facts, NOW).decision.allowed


@given(facts_of_any_kind())
def test_yes_has_no_failed_line_and_no_has_a_reason_for_each(facts: GateFacts) -> None:
    answer = may_enter(facts, NOW)
    failed = [line for line in answer.lines if line.status == "failed"]
    assert answer.decision.allowed is (not failed)
    assert all(line.reasons for line in failed)
    assert {each for line in failed for each in line.reasons} == set(answer.decision.reasons)


@given(facts_of_any_kind())
def test_every_reason_can_be_read_in_both_languages(facts: GateFacts) -> None:
    for line in may_enter(facts, NOW).lines:
        for each in line.reasons:
            assert "…" not in each.text("vi") + each.text("en")


@given(facts_of_any_kind())
def test_a_further_order_never_makes_entry_easier(facts: GateFacts) -> None:
    assume(facts.isolation_orders is not None)
    more = replace(facts, isolation_orders=(*facts.isolation_orders, order("meter_check", number=401)))
    assert may_enter(more, NOW).decision.allowed <= may_enter(facts, NOW).decision.allowed


def passes(members: Sequence[MemberFacts], role: str, member_id: UUID | None, source: str, target: str) -> bool:
    """The two questions about who asks, as the service puts them on every path into the gated states."""
    return ASSIGNMENT.check(source, target, {role}).allowed and may_pass(members, member_id).allowed


GATED_STEPS = [(step.source, step.target) for step in ASSIGNMENT.transitions if step.target in GATED]


@pytest.mark.parametrize(("source", "target"), GATED_STEPS)
@pytest.mark.parametrize("role", sorted(ROLES))
def test_on_every_path_the_direct_supervisor_alone_takes_the_crew_in(role: str, source: str, target: str) -> None:
    """Model, The gate: the crew leader passes. No role stands in for being it: neither a desk's nor an override's."""
    for crew_roles in product(sorted(CREW_ROLES), repeat=3):
        members = [replace(each, role=kind) for each, kind in zip((AN, BINH, CUONG), crew_roles, strict=True)]
        leaders = {each.id for each in members if each.role == "direct_supervisor"}
        for asks in (AN.id, BINH.id, CUONG.id, uid(9), None):
            assert passes(members, role, asks, source, target) is (role == "worker" and asks in leaders)


def test_there_are_paths_into_both_gated_states() -> None:
    assert {target for _, target in GATED_STEPS} == GATED


@pytest.mark.parametrize("members", [None, ()])
def test_a_crew_that_nobody_knows_is_led_by_nobody(members: tuple[MemberFacts, ...] | None) -> None:
    for asks in (AN.id, None):
        assert [each.code for each in may_pass(members, asks).reasons] == ["gate.leader_only"]
