from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from compliance.checklist_values import Condition, Item, Value
from compliance.checklists import Entry, Slot, Template, is_disinfection, judge_entry, status
from compliance.text import Text
from tests.compliance.cases import NOW, uid

ME, YOU = uid(1), uid(2)
BOTH = (ME, YOU)
SAY = Text("Mục", "Item")

GLOVES = Item("gloves", "confirm", SAY, per="person")
SEAL = Item("seal", "confirm", SAY, per="person", critical=True)
FENCE = Item("fence", "confirm", SAY, na_allowed=True)


def template(*items: Item, ordered: bool = True) -> Template:
    return Template("test", 1, "entry", SAY, items, ordered=ordered)


def entry(
    key: str,
    member: UUID | None = None,
    value: Value = True,
    outcome: Any = "ok",
    at: datetime = NOW,
    reason: str | None = None,
) -> Entry:
    return Entry(key, member, outcome, value, reason, device_time=at, server_time=at)


def judge(
    of: Template, new: Entry, *before: Entry, members: Sequence[UUID] = BOTH, begun_at: datetime | None = None
) -> tuple[str, ...]:
    decision = judge_entry(of, before, new, members, begun_at)
    assert {each.params["item"] for each in decision.reasons} <= {new.item_key}  # every refusal names its item
    return decision.codes


def test_a_confirmation_is_accepted() -> None:
    assert judge(template(FENCE), entry("fence")) == ()


def test_an_item_of_another_checklist_is_refused() -> None:
    assert judge(template(FENCE), entry("moat")) == ("checklist.item.unknown",)


@pytest.mark.parametrize("member", [None, uid(3)])
def test_an_item_per_person_is_answered_by_a_member_of_the_crew(member: UUID | None) -> None:
    assert judge(template(GLOVES), entry("gloves", member)) == ("checklist.member.unknown",)


def test_an_item_per_crew_is_answered_for_the_crew() -> None:
    assert judge(template(FENCE), entry("fence", ME)) == ("checklist.member.not_expected",)


def test_nobody_answers_twice() -> None:
    mine = entry("gloves", ME)
    assert judge(template(GLOVES), mine, mine) == ("checklist.item.already_answered",)
    assert judge(template(GLOVES), entry("gloves", YOU), mine) == ()


def test_an_earlier_item_comes_first() -> None:
    assert judge(template(GLOVES, SEAL), entry("seal", ME)) == ("checklist.order.earlier_missing",)
    assert judge(template(GLOVES, SEAL), entry("seal", ME), entry("gloves", ME)) == ()


def test_who_ran_ahead_is_told_which_item_comes_first() -> None:
    decision = judge_entry(template(GLOVES, FENCE, SEAL), [entry("gloves", ME)], entry("seal", ME), BOTH)
    assert decision.reasons[0].params == {"item": "seal", "earlier": "fence"}


def test_a_member_does_not_wait_for_anothers_own_items() -> None:
    assert judge(template(GLOVES, SEAL), entry("seal", ME), entry("gloves", ME), members=BOTH) == ()


def test_the_crew_waits_for_the_own_items_of_all() -> None:
    both = template(GLOVES, FENCE)
    assert judge(both, entry("fence"), entry("gloves", ME)) == ("checklist.order.earlier_missing",)
    assert judge(both, entry("fence"), entry("gloves", ME), entry("gloves", YOU)) == ()


def test_without_enforced_order_any_item_may_come_first() -> None:
    assert judge(template(GLOVES, FENCE, ordered=False), entry("fence")) == ()


def test_not_applicable_must_be_allowed_and_needs_a_reason() -> None:
    assert judge(template(GLOVES), entry("gloves", ME, outcome="na", reason="x")) == ("checklist.na.not_allowed",)
    assert judge(template(FENCE), entry("fence", outcome="na", reason=" ")) == ("checklist.na.reason_needed",)
    assert judge(template(FENCE), entry("fence", outcome="na", reason="Không có đường đi qua")) == ()


def test_an_outcome_that_nobody_defined_is_refused() -> None:
    assert judge(template(FENCE), entry("fence", outcome="maybe")) == ("checklist.outcome.unknown",)


def test_a_failed_critical_item_stops_everything() -> None:
    broken = entry("seal", ME, outcome="failed")
    assert judge(template(SEAL, FENCE), entry("seal", YOU), broken) == ("checklist.stopped",)
    found = status(template(SEAL, FENCE), [broken], BOTH)
    assert found.stopped
    assert not found.complete
    assert found.next_item is None


def test_a_failed_item_that_is_not_critical_is_told_and_the_rest_goes_on() -> None:
    broken = entry("fence", outcome="failed")
    found = status(template(FENCE, GLOVES), [broken, entry("gloves", ME), entry("gloves", YOU)], BOTH)
    assert found.complete
    assert found.failed == (Slot("fence", None),)


@pytest.mark.parametrize(
    ("item", "value", "code"),
    [
        (Item("x", "confirm", SAY), True, None),
        (Item("x", "confirm", SAY), False, "checklist.value.not_confirmed"),
        (Item("x", "confirm", SAY), "yes", "checklist.value.not_confirmed"),
        (Item("x", "choice", SAY, choices={"dry": SAY}), "dry", None),
        (Item("x", "choice", SAY, choices={"dry": SAY}), "wet", "checklist.value.not_a_choice"),
        (Item("x", "choice", SAY), "dry", "checklist.value.not_a_choice"),
        (Item("x", "number", SAY, minimum=1, maximum=2), 1, None),
        (Item("x", "number", SAY, minimum=1, maximum=2), 2.0, None),
        (Item("x", "number", SAY, minimum=1, maximum=2), 0.9, "checklist.value.too_low"),
        (Item("x", "number", SAY, minimum=1, maximum=2), 2.1, "checklist.value.too_high"),
        (Item("x", "number", SAY), True, "checklist.value.not_a_number"),
        (Item("x", "number", SAY), "1", "checklist.value.not_a_number"),
        (Item("x", "number", SAY), float("nan"), "checklist.value.not_a_number"),
        (Item("x", "text", SAY), "BN-17", None),
        (Item("x", "text", SAY), "  ", "checklist.value.empty"),
        (Item("x", "photo", SAY), "sha256:" + "0f" * 32, None),
        (Item("x", "photo", SAY), "sha256:" + "0F" * 32, "checklist.value.not_evidence"),
        (Item("x", "photo", SAY), "M0 0L9 9", "checklist.value.not_evidence"),
        (Item("x", "photo", SAY), None, "checklist.value.not_evidence"),
        (Item("x", "signature", SAY), "sha256:" + "0f" * 32, None),
        (Item("x", "signature", SAY), "M 0 0 L 9 9", None),
        (Item("x", "signature", SAY), "Nguyễn Văn A", "checklist.value.not_signed"),
        (Item("x", "signature", SAY), "", "checklist.value.not_signed"),
    ],
)
def test_a_value_must_fit_its_kind(item: Item, value: Value, code: str | None) -> None:
    assert judge(template(item), entry("x", value=value)) == ((code,) if code else ())


def test_a_failed_item_needs_no_value() -> None:
    assert judge(template(Item("x", "number", SAY)), entry("x", value=None, outcome="failed")) == ()


METHOD = Item("method", "choice", SAY, choices={"live": SAY, "dead": SAY})
EARTH = Item("earth", "confirm", SAY, condition=Condition("method", "dead"))


def test_a_conditional_item_is_asked_when_its_condition_holds() -> None:
    chosen = entry("method", value="dead")
    assert judge(template(METHOD, EARTH), entry("earth"), chosen) == ()
    assert status(template(METHOD, EARTH), [chosen], BOTH).missing == (Slot("earth", None),)


def test_a_conditional_item_is_not_asked_otherwise() -> None:
    chosen = entry("method", value="live")
    assert judge(template(METHOD, EARTH), entry("earth"), chosen) == ("checklist.item.not_applicable",)
    assert status(template(METHOD, EARTH), [chosen], BOTH).complete


def test_an_answer_that_does_not_apply_fulfils_no_condition() -> None:
    skipped = entry("method", value="dead", outcome="failed")
    assert judge(template(METHOD, EARTH), entry("earth"), skipped) == ("checklist.item.not_applicable",)


def test_a_condition_on_an_own_item_is_judged_by_ones_own_answer() -> None:
    glasses = Item("glasses", "choice", SAY, per="person", choices={"yes": SAY, "no": SAY})
    strap = Item("strap", "confirm", SAY, per="person", condition=Condition("glasses", "yes"))
    answered = [entry("glasses", ME, "yes"), entry("glasses", YOU, "no")]
    assert status(template(glasses, strap), answered, BOTH).missing == (Slot("strap", ME),)
    assert judge(template(glasses, strap), entry("strap", ME), *answered) == ()
    assert judge(template(glasses, strap), entry("strap", YOU), *answered) == ("checklist.item.not_applicable",)


def test_a_conditional_item_comes_first_only_where_it_is_asked() -> None:
    of = template(METHOD, EARTH, FENCE)
    assert judge(of, entry("fence"), entry("method", value="dead")) == ("checklist.order.earlier_missing",)
    assert judge(of, entry("fence"), entry("method", value="live")) == ()


def test_a_checklist_is_complete_when_all_have_answered_all() -> None:
    of = template(GLOVES, FENCE)
    mine, yours, ours = entry("gloves", ME), entry("gloves", YOU), entry("fence")
    assert status(of, [mine, yours, ours], BOTH).complete
    assert not status(of, [mine, yours], BOTH).complete
    assert status(of, [mine], BOTH).missing == (Slot("gloves", YOU), Slot("fence", None))


def test_the_next_item_is_the_first_that_is_missing() -> None:
    assert status(template(GLOVES, FENCE), [entry("gloves", ME)], BOTH).next_item == Slot("gloves", YOU)


def test_the_answers_of_somebody_who_left_the_crew_do_not_count() -> None:
    of = template(GLOVES)
    assert not status(of, [entry("gloves", uid(3)), entry("gloves", ME)], BOTH).complete


def test_without_a_crew_nothing_is_complete() -> None:
    assert not status(template(FENCE), [entry("fence")], ()).complete
    assert not status(template(GLOVES), [], ()).complete


@pytest.mark.parametrize(
    ("items", "message"),
    [
        pytest.param((), "needs items", id="empty"),
        pytest.param((FENCE, FENCE), "of their own", id="key twice"),
        pytest.param((EARTH, METHOD), "does not stand before", id="condition on a later item"),
        pytest.param((EARTH,), "does not stand before", id="condition on nothing"),
    ],
)
def test_a_template_that_cannot_be_answered_cannot_be_made(items: tuple[Item, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        template(*items)


def test_every_entry_that_is_accepted_brings_the_checklist_nearer_to_its_end() -> None:
    of, done = template(GLOVES, SEAL, FENCE), []
    while (slot := status(of, done, BOTH).next_item) is not None:
        new = replace(entry(slot.item_key), member_id=slot.member_id)
        assert judge(of, new, *done) == ()
        done.append(new)
    assert len(done) == 5
    assert status(of, done, BOTH).complete


def test_a_critical_item_that_failed_last_leaves_nothing_missing_and_yet_nothing_complete() -> None:
    found = status(template(Item("x", "confirm", SAY, critical=True)), [entry("x", outcome="failed")], BOTH)
    assert not found.missing
    assert not found.complete


def test_not_applicable_without_any_reason_is_refused() -> None:
    assert judge(template(FENCE), entry("fence", outcome="na", reason=None)) == ("checklist.na.reason_needed",)


def test_another_items_answer_fulfils_no_condition() -> None:
    weather = Item("weather", "choice", SAY, choices={"dead": SAY})
    answered = [entry("weather", value="dead"), entry("method", value="live")]
    assert status(template(weather, METHOD, EARTH), answered, BOTH).complete


def test_the_crew_is_asked_when_anybodys_own_answer_fulfils_the_condition() -> None:
    cut = Item("cut", "choice", SAY, per="person", choices={"yes": SAY, "no": SAY})
    report = Item("report", "text", SAY, condition=Condition("cut", "yes"))
    answered = [entry("cut", ME, "no"), entry("cut", YOU, "yes")]
    assert status(template(cut, report), answered, BOTH).missing == (Slot("report", None),)


@pytest.mark.parametrize(("value", "minimum", "maximum"), [(-1e9, None, 2.0), (1e9, 1.0, None), (0, None, None)])
def test_a_number_without_a_limit_may_be_any(value: float, minimum: float | None, maximum: float | None) -> None:
    assert judge(template(Item("x", "number", SAY, minimum=minimum, maximum=maximum)), entry("x", value=value)) == ()


@pytest.mark.parametrize(("unit", "shown"), [("mg/l", "mg/l"), (None, "")])
def test_a_limit_is_told_with_its_unit(unit: str | None, shown: str) -> None:
    item = Item("x", "number", SAY, minimum=1, maximum=2, unit=unit)
    low, high = (judge_entry(template(item), (), entry("x", value=value), BOTH).reasons[0].params for value in (0, 3))
    assert low == {"item": "x", "minimum": 1, "unit": shown}
    assert high == {"item": "x", "maximum": 2, "unit": shown}


def test_the_shipped_list_and_every_list_of_that_purpose_prove_a_disinfection() -> None:
    assert is_disinfection("disinfection", "exit")
    assert is_disinfection("of_our_own", "disinfection")
    assert not is_disinfection("donning", "entry")
