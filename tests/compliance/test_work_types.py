from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.isolation import (
    LEVELS,
    IsolationOrder,
    WorkTypeJudgement,
    allowed_work_types,
    classify_effect,
    judge_work_type,
)
from compliance.work_types import ALLOWED_UNDER_DIRECTIVE_16, HAZARDS, WORK_TYPES, is_life_safety
from tests.compliance.cases import HOUR, NOW, order

ORDERS = st.lists(
    st.sets(st.sampled_from(sorted(WORK_TYPES)), min_size=1).map(lambda codes: order(*codes)), min_size=1, max_size=4
)


def test_there_are_the_twelve_work_types_of_the_domain() -> None:
    assert len(WORK_TYPES) == 12
    assert set(WORK_TYPES) > ALLOWED_UNDER_DIRECTIVE_16


@pytest.mark.parametrize("hazard", ["wire_down", "fire", "life_support"])
def test_a_danger_to_life_is_life_safety(hazard: str) -> None:
    assert is_life_safety(["tree_on_line", hazard])


def test_other_hazards_are_not() -> None:
    assert not is_life_safety(["tree_on_line", "pole_leaning", "never_heard_of"])
    assert HAZARDS["tree_on_line"].life_safety is False


@pytest.mark.parametrize("work_type", sorted(WORK_TYPES))
def test_directive_16_lets_through_faults_repairs_and_broken_meters_only(work_type: str) -> None:
    judged = judge_work_type(work_type, life_safety=False, orders_here=[order()], at=NOW)
    assert judged.allowed == (
        work_type in {"fault_repair", "fault_prevention", "customer_repair", "meter_replacement_faulty"}
    )


def test_without_an_order_everything_is_allowed() -> None:
    assert judge_work_type("new_connection", life_safety=False, orders_here=[], at=NOW).allowed


def test_a_deferral_names_the_order_that_defers() -> None:
    local, national = order("new_connection", number=401), order(number=402)
    judged = judge_work_type("new_connection", life_safety=False, orders_here=[local, national], at=NOW)
    assert judged.deferring_orders == (national,)
    assert [each.code for each in judged.reasons] == ["gate.work_type.not_allowed"]
    assert judged.reasons[0].params["order"] == "CV 402/UBND"


def test_overlapping_orders_allow_only_what_all_allow() -> None:
    orders = [order("fault_repair", "meter_check", number=401), order("fault_repair", "relocation", number=402)]
    assert allowed_work_types(orders, NOW) == {"fault_repair"}


def test_nothing_is_limited_where_no_order_is_in_force() -> None:
    assert allowed_work_types([order(valid_until=NOW)], NOW) is None


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        pytest.param(NOW - timedelta(microseconds=1), True, id="just before it begins"),
        pytest.param(NOW, False, id="as it begins"),
        pytest.param(NOW + HOUR - timedelta(microseconds=1), False, id="just before it ends"),
        pytest.param(NOW + HOUR, True, id="as it ends"),
    ],
)
def test_an_order_binds_from_its_first_moment_up_to_its_last(at: datetime, allowed: bool) -> None:
    limited = order(valid_from=NOW, valid_until=NOW + HOUR)
    assert judge_work_type("relocation", life_safety=False, orders_here=[limited], at=at).allowed is allowed


@pytest.mark.parametrize(
    ("before", "after", "forbidden", "life_safety", "started", "effect"),
    [
        (False, True, True, False, False, "deferred"),
        (True, True, True, False, False, "staying_deferred"),
        (True, True, False, False, False, "staying_deferred"),  # another order still defers it
        (True, False, False, False, False, "returning"),
        (True, False, True, True, False, "returning"),
        (False, False, True, True, False, "exempt"),
        (False, False, True, True, True, "exempt"),
        (False, False, True, False, True, "under_way"),
        (False, False, False, False, True, "unaffected"),
        (False, False, False, True, False, "unaffected"),
        (False, False, True, False, False, "unaffected"),
    ],
)
def test_what_a_change_of_orders_means_for_a_ticket(
    before: bool, after: bool, forbidden: bool, life_safety: bool, started: bool, effect: str
) -> None:
    found = classify_effect(
        deferred_before=before, deferred_after=after, forbidden=forbidden, life_safety=life_safety, started=started
    )
    assert found == effect


def test_the_level_has_a_name() -> None:
    assert LEVELS[order().level].vi == "Chỉ thị 16"


@given(ORDERS, st.sampled_from(sorted(WORK_TYPES)))
def test_life_safety_is_never_deferred(orders: list[IsolationOrder], work_type: str) -> None:
    judged = judge_work_type(work_type, life_safety=True, orders_here=orders, at=NOW)
    assert judged == WorkTypeJudgement(allowed=True, deferring_orders=(), reasons=())


@given(ORDERS, st.sampled_from(sorted(WORK_TYPES)))
def test_the_judgement_agrees_with_the_intersection(orders: list[IsolationOrder], work_type: str) -> None:
    judged = judge_work_type(work_type, life_safety=False, orders_here=orders, at=NOW)
    assert judged.allowed == all(work_type in each.allowed_work_types for each in orders)
    assert judged.allowed == (not judged.deferring_orders) == (not judged.reasons)
