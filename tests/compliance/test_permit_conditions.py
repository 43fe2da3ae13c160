"""Conditions as items of a checklist, and what an unconfirmed one means at the gate."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.permit_conditions import ENTRY, EXIT, code_of, is_of_permit, make_templates
from compliance.permits import covers, remind_at, respond_by
from compliance.text import Text
from tests.compliance.cases import AN, CREW, MINUTE, NOW, TRUCK, WARD, permit, uid

AUTHORITY = Text("Phường", "Ward")


def test_what_must_be_met_before_entry_and_on_leaving_are_two_lists() -> None:
    entry, leaving = make_templates("P1", AUTHORITY, 2, before_entry=["hai người", "đeo N95"], at_exit=["khai báo"])
    assert (entry.purpose, leaving.purpose, entry.version) == ("entry", "exit", 2)
    assert [(item.key, item.text.vi, item.kind, item.per, item.critical, item.na_allowed) for item in entry.items] == [
        ("condition_1", "hai người", "confirm", "crew", True, False),
        ("condition_2", "đeo N95", "confirm", "crew", True, False),
    ]
    assert entry.items[0].text.en == "hai người"
    assert (entry.name.vi, entry.name.en) == ("Điều kiện vào vùng: Phường (P1)", "Conditions for entry: Ward (P1)")
    assert (leaving.name.vi, leaving.name.en) == ("Điều kiện khi ra: Phường (P1)", "Conditions on leaving: Ward (P1)")
    assert (entry.code, leaving.code) == (code_of("P1", "entry"), code_of("P1", "exit"))
    assert (entry.ordered, leaving.ordered) == (False, False)


@pytest.mark.parametrize(
    ("before", "leaving", "purposes"), [((), (), []), (("a",), (), ["entry"]), ((), ("b",), ["exit"])]
)
def test_no_conditions_make_no_list(before: tuple[str, ...], leaving: tuple[str, ...], purposes: list[str]) -> None:
    made = make_templates("P1", AUTHORITY, 1, before_entry=before, at_exit=leaving)
    assert [each.purpose for each in made] == purposes


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_a_list_of_a_permit_is_known_by_its_code(number: str) -> None:
    assert is_of_permit(code_of(number, ENTRY))
    assert is_of_permit(code_of(number, EXIT), EXIT)
    assert not is_of_permit(code_of(number, ENTRY), EXIT)
    assert not is_of_permit(number)


def test_a_permit_with_conditions_covers_once_they_are_confirmed() -> None:
    asks = permit(conditions=("hai người",))
    assert covers([asks], WARD, CREW, TRUCK, NOW).codes == ("gate.permit.conditions_open",)
    assert covers([replace(asks, conditions_confirmed=True)], WARD, CREW, TRUCK, NOW).allowed


def test_a_second_permit_for_a_newcomer_brings_its_own_conditions() -> None:
    first, second = permit(), permit(id=uid(7), conditions=("xét nghiệm",))
    assert covers([first, second], WARD, CREW, TRUCK, NOW).codes == ("gate.permit.conditions_open",)


def test_conditions_of_a_permit_that_is_not_good_bind_nobody() -> None:
    denied = permit(id=uid(7), state="denied", conditions=("xét nghiệm",))
    assert covers([permit(), denied], WARD, (AN,), TRUCK, NOW).allowed


def test_a_reminder_comes_at_half_of_the_time() -> None:
    assert remind_at(NOW, 45) == NOW + 22.5 * MINUTE
    assert remind_at(NOW, 45) < respond_by(NOW, 45)
