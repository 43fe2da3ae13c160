"""Electrical work permits and orders: who signs what, in which order, and what the signatures lead to."""

from dataclasses import replace

import pytest

from compliance.lifecycles import WORK_PERMIT as CYCLE
from compliance.work_permits import (
    SHIPPED,
    Rules,
    Signing,
    WorkPermitFacts,
    follows,
    hand_back_first,
    judge,
    may_sign,
    needed_signatures,
)
from tests.compliance.cases import ALL_SIGNED, AN, CREW, CUONG, WORK_PERMIT

DRAFT = replace(WORK_PERMIT, state="draft", signed=frozenset())
ORDER = WorkPermitFacts("DN-LCT21-000003", "order", "draft", "dead_line", "lv")
SHIFT_LEADER = Signing(desk=frozenset({"shift_leader"}))
LEADER = Signing(crew=frozenset({"direct_supervisor"}))


def codes(
    document: WorkPermitFacts, role: str, who: Signing, pairs: frozenset[frozenset[str]] = frozenset()
) -> tuple[str, ...]:
    return may_sign(SHIPPED, document, role, who, pairs, CREW).codes


def test_a_permit_takes_four_signatures_an_order_two() -> None:
    assert needed_signatures(SHIPPED, "permit", CREW) == (
        "issuer", "permitter", "direct_supervisor", "electrical_safety_supervisor",
    )  # fmt: skip
    assert needed_signatures(SHIPPED, "order", CREW) == ("issuer", "direct_supervisor")


def test_a_safety_supervisor_signs_where_there_is_one() -> None:
    assert "electrical_safety_supervisor" not in needed_signatures(SHIPPED, "permit", (AN, CUONG))


@pytest.mark.parametrize(
    ("signed", "role", "who", "code"),
    [
        pytest.param((), "issuer", SHIFT_LEADER, None, id="the issuer first"),
        pytest.param((), "permitter", SHIFT_LEADER, "work_permit.out_of_order", id="the permitter later"),
        pytest.param(("issuer",), "direct_supervisor", LEADER, "work_permit.out_of_order", id="the crew for both"),
        pytest.param(("issuer", "permitter"), "direct_supervisor", LEADER, None, id="the leader last"),
        pytest.param(("issuer",), "issuer", SHIFT_LEADER, "work_permit.signed_already", id="nobody twice"),
        pytest.param((), "issuer", LEADER, "work_permit.not_yours_to_sign", id="the leader issues nothing"),
        pytest.param((), "lookout", LEADER, "work_permit.signature_not_asked", id="a lookout signs nothing"),
    ],
)  # fmt: skip
def test_signatures_come_in_their_order_from_those_who_may(
    signed: tuple[str, ...], role: str, who: Signing, code: str | None
) -> None:
    found = codes(replace(DRAFT, signed=frozenset(signed)), role, who)
    assert found == ((code,) if code else ())


def test_one_person_does_not_issue_and_permit_unless_the_matrix_says_so() -> None:
    issued = replace(DRAFT, signed=frozenset({"issuer"}))
    same = replace(SHIFT_LEADER, signed=frozenset({"issuer"}))
    assert codes(issued, "permitter", same) == ("work_permit.roles_apart",)
    assert codes(issued, "permitter", same, frozenset({frozenset({"permit_issuer", "permitter"})})) == ()


def test_the_first_signature_issues_and_the_last_one_permits() -> None:
    assert follows(DRAFT, SHIPPED, CREW) is None
    assert follows(replace(DRAFT, signed=frozenset({"issuer"})), SHIPPED, CREW) == "issued"
    assert follows(replace(DRAFT, state="issued", signed=ALL_SIGNED), SHIPPED, CREW) == "permitted"
    both = frozenset({"issuer", "direct_supervisor"})
    assert follows(replace(ORDER, signed=both), SHIPPED, CREW) == "permitted"


def test_work_that_the_table_does_not_name_needs_a_permit() -> None:
    bare = Rules(needs={})
    assert [each.code for each in judge(bare, None, "dead_line", "lv", CREW)] == ["gate.work_permit.missing"]


def test_work_that_needs_nothing_is_judged_without() -> None:
    assert list(judge(Rules(needs={("dead_line", "lv"): "none"}), None, "dead_line", "lv", CREW)) == []


def test_a_permit_is_more_than_an_order() -> None:
    permit = replace(WORK_PERMIT, voltage="lv")
    assert list(judge(SHIPPED, permit, "dead_line", "lv", CREW)) == []


def test_supply_stays_off_until_a_permit_is_handed_back() -> None:
    assert hand_back_first(WORK_PERMIT).codes == ("work_permit.hand_back_first",)
    for fine in (None, replace(WORK_PERMIT, state="handed_back"), replace(ORDER, state="permitted")):
        assert hand_back_first(fine).allowed


def test_only_the_crew_hands_back_and_only_a_rule_suspends() -> None:
    assert CYCLE.targets("permitted", "worker") == ("handed_back",)
    assert "issued" in CYCLE.targets("permitted", "system")
    assert "issued" not in CYCLE.targets("permitted", "shift_leader")
