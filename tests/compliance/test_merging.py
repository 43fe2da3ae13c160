"""What becomes of actions that come too late: safety stands, work that is done is a fact, words are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.lifecycles import ASSIGNMENT, GATED
from compliance.merging import DONE, REPORT_AGE, Fate, Late, fate_of, is_skewed

HOUR = timedelta(hours=1)
STEP = Late("assignment.transition", "restored", "conflict", "withdrawn", HOUR)


@pytest.mark.parametrize("to", sorted(DONE))
@pytest.mark.parametrize("state", ["withdrawn", "aborted", "declined"])
def test_work_that_is_done_is_taken_although_the_job_was_taken_away(state: str, to: str) -> None:
    assert fate_of(replace(STEP, to=to, job_state=state)) is Fate.ACCEPTED


def test_what_the_desk_noted_before_the_phone_told_it_is_only_kept() -> None:
    assert fate_of(replace(STEP, job_state="closed")) is Fate.KEPT


def test_a_step_to_where_the_job_stands_already_is_nothing_new() -> None:
    assert fate_of(replace(STEP, to="restored", job_state="restored")) is Fate.REFUSED


@pytest.mark.parametrize("to", sorted(GATED))
def test_going_in_without_leave_is_flagged_and_stays_refused(to: str) -> None:
    assert fate_of(replace(STEP, to=to, code="gate.denied", job_state="waiting_entry")) is Fate.FLAGGED


def test_a_question_that_the_gate_answers_at_once_is_no_report() -> None:
    asked = replace(STEP, to="inside", code="gate.denied", job_state="waiting_entry", age=timedelta(seconds=5))
    assert fate_of(asked) is Fate.REFUSED
    assert fate_of(replace(asked, age=REPORT_AGE - timedelta(seconds=1))) is Fate.REFUSED
    assert fate_of(replace(asked, age=REPORT_AGE)) is Fate.FLAGGED


def test_what_follows_a_claimed_entry_is_taken_as_a_fact() -> None:
    late = replace(STEP, job_state="waiting_entry")
    assert (fate_of(late), fate_of(replace(late, claimed=True))) == (Fate.FLAGGED, Fate.ACCEPTED)


@pytest.mark.parametrize("code", ["checklist.stopped", "exit.incomplete", "gate.denied", "work_permit.not_handed_back"])
def test_a_safety_stop_is_never_passed_over(code: str) -> None:
    assert fate_of(replace(STEP, code=code)) is not Fate.ACCEPTED


def test_words_are_kept_beside_those_that_came_first() -> None:
    said = Late("assignment.method", None, "sync.overtaken", "accepted", HOUR)
    assert fate_of(said) is Fate.KEPT
    assert fate_of(replace(said, kind="position.report")) is Fate.REFUSED


def test_a_failed_item_is_told_to_the_dispatcher_whatever_becomes_of_its_list() -> None:
    assert fate_of(Late("checklist.entry", None, "x", "withdrawn", HOUR, failed=True)) is Fate.FLAGGED


@given(
    st.sampled_from(sorted(GATED)), st.sampled_from(sorted(ASSIGNMENT.states)), st.text(max_size=20),
    st.timedeltas(timedelta(0), timedelta(days=9)), st.booleans(),
)  # fmt: skip
def test_nothing_ever_opens_a_gate(to: str, state: str, code: str, age: timedelta, claimed: bool) -> None:
    assert fate_of(Late("assignment.transition", to, code, state, age, claimed)) is not Fate.ACCEPTED


@pytest.mark.parametrize(("minutes", "skewed"), [(0, False), (5, False), (-5, False), (5.1, True), (-5.1, True)])
def test_five_minutes_are_no_matter(minutes: float, skewed: bool) -> None:
    assert is_skewed(timedelta(minutes=minutes)) is skewed
