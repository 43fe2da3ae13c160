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
    suffices,
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


def told(document: WorkPermitFacts, role: str, who: Signing) -> dict[str, object]:
    (only,) = may_sign(SHIPPED, document, role, who, frozenset(), CREW).reasons
    return dict(only.params)


def test_who_may_not_sign_is_told_which_signature_and_what_comes_first() -> None:
    issued = replace(DRAFT, signed=frozenset({"issuer"}))
    assert told(DRAFT, "lookout", LEADER) == {"signature": "lookout", "document": "permit"}
    assert told(issued, "issuer", SHIFT_LEADER) == {"signature": "issuer"}
    assert told(DRAFT, "issuer", LEADER) == {"signature": "issuer"}
    assert told(issued, "direct_supervisor", LEADER) == {"signature": "direct_supervisor", "first": "permitter"}
    assert told(DRAFT, "direct_supervisor", LEADER) == {"signature": "direct_supervisor", "first": "issuer"}
    same = replace(SHIFT_LEADER, signed=frozenset({"issuer"}))
    assert told(issued, "permitter", same) == {"signature": "permitter", "first": "issuer"}


def test_the_crew_signs_in_any_order_among_itself() -> None:
    desk_signed = replace(DRAFT, signed=frozenset({"issuer", "permitter"}))
    watcher = Signing(crew=frozenset({"electrical_safety_supervisor"}))
    assert codes(desk_signed, "electrical_safety_supervisor", watcher) == ()
    assert codes(DRAFT, "electrical_safety_supervisor", watcher) == ("work_permit.out_of_order",)


def test_a_permitter_of_the_crew_permits_what_the_desk_issued() -> None:
    issued = replace(DRAFT, signed=frozenset({"issuer"}))
    assert codes(issued, "permitter", Signing(crew=frozenset({"permitter"}))) == ()


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


def against(document: WorkPermitFacts | None) -> list[tuple[str, dict[str, object]]]:
    return [(each.code, dict(each.params)) for each in judge(SHIPPED, document, "dead_line", "hv", CREW)]


def test_what_lacks_is_told_by_the_number_of_the_document() -> None:
    number = WORK_PERMIT.number
    assert against(None) == [("gate.work_permit.missing", {"document": "permit"})]
    other = ("gate.work_permit.other_work", {"number": number, "document": "permit"})
    assert against(replace(WORK_PERMIT, voltage="lv")) == [other]
    assert against(replace(WORK_PERMIT, method="live_line")) == [other]
    assert against(replace(WORK_PERMIT, kind="order")) == [other]
    unsigned = replace(WORK_PERMIT, state="issued", signed=frozenset({"issuer", "permitter"}))
    assert against(unsigned) == [
        ("gate.work_permit.not_signed", {"number": number, "signature": "direct_supervisor"}),
        ("gate.work_permit.not_signed", {"number": number, "signature": "electrical_safety_supervisor"}),
    ]
    assert against(replace(WORK_PERMIT, state="handed_back")) == [
        ("gate.work_permit.not_permitted", {"number": number, "state": "handed_back"})
    ]


def test_a_document_leads_nowhere_before_it_is_issued_nor_after_it_was_handed_back() -> None:
    assert follows(replace(DRAFT, signed=ALL_SIGNED - {"issuer"}), SHIPPED, CREW) is None
    assert follows(replace(DRAFT, signed=ALL_SIGNED), SHIPPED, CREW) == "permitted"
    assert follows(replace(DRAFT, state="handed_back", signed=ALL_SIGNED), SHIPPED, CREW) is None
    assert follows(replace(DRAFT, state="issued", signed=frozenset({"issuer"})), SHIPPED, CREW) is None


def test_work_that_needs_nothing_is_judged_without() -> None:
    assert list(judge(Rules(needs={("dead_line", "lv"): "none"}), None, "dead_line", "lv", CREW)) == []


def test_a_permit_is_more_than_an_order() -> None:
    permit = replace(WORK_PERMIT, voltage="lv")
    assert list(judge(SHIPPED, permit, "dead_line", "lv", CREW)) == []


def test_supply_stays_off_until_a_permit_is_handed_back() -> None:
    (refusal,) = hand_back_first(WORK_PERMIT).reasons
    assert (refusal.code, refusal.params) == ("work_permit.hand_back_first", {"number": WORK_PERMIT.number})
    for fine in (None, replace(WORK_PERMIT, state="handed_back"), replace(ORDER, state="permitted")):
        assert hand_back_first(fine).allowed


def test_only_the_crew_hands_back_and_only_a_rule_suspends() -> None:
    assert CYCLE.targets("permitted", "worker") == ("handed_back",)
    assert "draft" in CYCLE.targets("permitted", "system")
    assert "draft" not in CYCLE.targets("permitted", "shift_leader")


def test_a_permit_for_work_that_no_table_names_is_judged_like_any_other() -> None:
    bare = Rules(needs={})
    permit = replace(WORK_PERMIT, voltage="lv")
    assert list(judge(bare, permit, "dead_line", "lv", CREW)) == []
    order = replace(ORDER, state="permitted", signed=frozenset({"issuer", "direct_supervisor"}))
    assert [each.code for each in judge(bare, order, "dead_line", "lv", CREW)] == ["gate.work_permit.other_work"]
    assert bare.need("dead_line", "lv") == "permit"


def test_an_order_is_enough_for_an_order_and_anything_where_none_is_needed() -> None:
    assert suffices("order", "order")
    assert not suffices("order", "permit")
    assert suffices("order", "none")
    order = replace(ORDER, state="permitted", signed=frozenset({"issuer", "direct_supervisor"}))
    assert list(judge(SHIPPED, order, "dead_line", "lv", CREW)) == []


def test_a_signature_that_this_crew_does_not_need_is_not_asked() -> None:
    who = Signing(crew=frozenset({"electrical_safety_supervisor"}))
    refused = may_sign(SHIPPED, DRAFT, "electrical_safety_supervisor", who, frozenset(), (AN, CUONG))
    assert refused.codes == ("work_permit.signature_not_asked",)


def test_whether_two_signatures_go_together_is_asked_of_the_roles_behind_them() -> None:
    leads_and_permits = frozenset({frozenset({"permitter", "direct_supervisor"})})
    issues_and_leads = frozenset({frozenset({"permit_issuer", "direct_supervisor"})})
    ready = replace(DRAFT, signed=frozenset({"issuer", "permitter"}))
    permitted, issued = (replace(LEADER, signed=frozenset({each})) for each in ("permitter", "issuer"))
    assert codes(ready, "direct_supervisor", permitted, leads_and_permits) == ()
    assert codes(ready, "direct_supervisor", permitted, issues_and_leads) == ("work_permit.roles_apart",)
    assert codes(ready, "direct_supervisor", issued, issues_and_leads) == ()
    chief = Signing(frozenset({"shift_leader"}), frozenset(), frozenset({"direct_supervisor"}))
    assert codes(DRAFT, "issuer", chief, issues_and_leads) == ()
