"""What was, told from what happened: states, facts, crews and channels at a moment."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from compliance.past import Happening, channel_of, crew_at, state_after, states_at

NOON = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)
TICKET, JOB, PERMIT, LIST = (UUID(int=n) for n in range(1, 5))
AN, DUNG, HAU = (UUID(int=n) for n in range(11, 14))
KINDS = {TICKET: "ticket", JOB: "assignment", PERMIT: "permit", LIST: "checklist"}


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def event(minutes: int, verb: str, about: UUID = TICKET, actor: str = "bao", **payload: Any) -> Happening:
    return Happening(verb, KINDS[about], about, JOB, at(minutes), actor, payload)


DAY = [
    event(0, "ticket.created", work_type="fault_repair"),
    event(5, "assignment.assigned", JOB, crew_id="t1", slot=1),
    event(5, "ticket.assigned", actor="system:assignments", to="assigned"),
    event(6, "permit.requested", PERMIT, **{"from": "draft", "to": "requested", "number": "DN-P-1"}),
    event(7, "checklist.created", LIST, template="donning", purpose="entry"),
    event(9, "permit.approved", PERMIT, "lan", to="approved", channel="phone"),
    event(10, "assignment.accepted", JOB, "an", to="accepted"),
    event(11, "checklist.confirmed", LIST, "an", item="seal", outcome="ok"),
    event(12, "checklist.completed", LIST, "an", item="seal", outcome="ok"),
    event(14, "assignment.inside", JOB, "an", to="inside", gate=[{"line": 1, "status": "ok", "codes": []}]),
    event(20, "push.delivered", JOB),
]


@pytest.mark.parametrize(
    ("minute", "states"),
    [
        (-1, {}),
        (0, {TICKET: "new"}),
        (5, {TICKET: "assigned", JOB: "assigned"}),
        (8, {TICKET: "assigned", JOB: "assigned", PERMIT: "requested", LIST: "open"}),
        (9, {TICKET: "assigned", JOB: "assigned", PERMIT: "approved", LIST: "open"}),
        (14, {TICKET: "assigned", JOB: "inside", PERMIT: "approved", LIST: "complete"}),
    ],
)
def test_at_each_moment_everything_is_as_the_events_up_to_it_left_it(minute: int, states: Mapping[UUID, str]) -> None:
    assert {thing: past.state for thing, past in states_at(DAY, at(minute)).items()} == states


def test_a_state_has_the_time_and_the_person_that_brought_it() -> None:
    found = states_at(DAY, at(13))
    assert (found[PERMIT].since, found[PERMIT].by) == (at(9), "lan")
    assert (found[LIST].since, found[LIST].by, found[LIST].confirmed) == (at(12), "an", 1)
    assert (found[TICKET].since, found[TICKET].by) == (at(5), "system:assignments")


def test_facts_are_the_latest_ones_of_the_thing_and_not_of_single_steps() -> None:
    found = states_at(DAY, at(14))
    assert found[PERMIT].facts == {"number": "DN-P-1", "channel": "phone"}
    assert found[LIST].facts == {"template": "donning", "purpose": "entry"}
    assert states_at([*DAY, event(30, "ticket.updated", note="x")], at(30))[TICKET].facts["note"] == "x"


def test_the_gates_answer_is_kept_with_the_moment_it_was_given() -> None:
    assert states_at(DAY, at(13))[JOB].gate == ()
    found = states_at(DAY, at(60))[JOB]
    assert (found.gate, found.gate_at) == (({"line": 1, "status": "ok", "codes": []},), at(14))


def test_things_stand_in_the_order_in_which_they_began_and_keep_their_job() -> None:
    found = states_at(DAY, at(60))
    assert list(found) == [TICKET, JOB, PERMIT, LIST]
    assert (found[LIST].assignment_id, found[LIST].kind) == (JOB, "checklist")


@pytest.mark.parametrize(
    ("verb", "about", "before", "told", "after"),
    [
        ("ticket.created", TICKET, None, None, "new"),
        ("ticket.resumed", TICKET, "deferred", None, "new"),
        ("ticket.reopened", TICKET, "restored", "in_progress", "in_progress"),
        ("ticket.work_stopped", TICKET, "in_progress", None, "new"),
        ("ticket.updated", TICKET, "new", None, None),
        ("ticket.closed", TICKET, "restored", "nonsense", "closed"),
        ("assignment.en_route", JOB, "waiting_entry", None, "en_route"),
        ("assignment.method_chosen", JOB, "assigned", None, None),
        ("assignment.permit_lapsed", JOB, "inside", "revoked", None),
        ("permit.used", PERMIT, "approved", None, None),
        ("permit.expired", PERMIT, None, None, "expired"),
        ("checklist.failed", LIST, "open", None, "failed"),
        ("checklist.voided", LIST, "open", None, "void"),
        ("checklist.confirmed", LIST, "open", None, None),
    ],
)
def test_a_state_is_told_by_the_event_else_by_its_verb(
    verb: str, about: UUID, before: str | None, told: str | None, after: str | None
) -> None:
    assert state_after(event(0, verb, about, **({"to": told} if told else {})), before) == after


def test_what_has_no_life_cycle_has_no_state() -> None:
    assert state_after(Happening("push.delivered", "push", JOB, JOB, NOON, "an", {"to": "delivered"}), None) is None


def test_a_crew_is_the_one_of_today_with_later_exchanges_taken_back_the_last_one_first() -> None:
    swaps = [
        event(10, "assignment.member_swapped", JOB, left=str(AN), joined=str(DUNG)),
        event(20, "assignment.member_swapped", JOB, left=str(DUNG), joined=str(HAU)),
    ]
    assert crew_at([HAU], swaps, JOB, at(5)) == {AN}
    assert crew_at([HAU], swaps, JOB, at(10)) == {DUNG}
    assert crew_at([HAU], swaps, JOB, at(20)) == {HAU}
    assert crew_at([HAU], swaps, TICKET, at(5)) == {HAU}


@pytest.mark.parametrize(
    ("actor", "payload", "device_time", "channel"),
    [
        ("lan", {"channel": "letter"}, None, "letter"),
        ("system:due", {}, None, "system"),
        ("an", {}, NOON, "field"),
        ("bao", {"channel": None}, None, "screen"),
    ],
)
def test_the_way_by_which_something_was_done(
    actor: str, payload: Mapping[str, Any], device_time: datetime | None, channel: str
) -> None:
    assert channel_of(actor, payload, device_time) == channel


def test_events_need_not_come_in_the_order_of_their_time() -> None:
    """Commit order is not the order of what phones tell: one later event does not hide an earlier one behind it."""
    told = [DAY[0], event(50, "ticket.closed"), event(5, "ticket.assigned")]
    assert states_at(told, at(10))[TICKET].state == "assigned"


def test_what_tells_of_no_state_does_not_hide_what_follows() -> None:
    told = [Happening("push.delivered", "push", UUID(int=9), JOB, at(0), "an", {}), DAY[0]]
    assert list(states_at(told, at(10))) == [TICKET]


def test_a_verb_that_leads_to_several_states_is_read_from_the_state_before() -> None:
    """Work was stopped on a ticket in progress; reopened from restored it is new."""
    assert state_after(event(0, "permit.withdrawn", PERMIT), "approved") == "withdrawn"
    assert state_after(event(0, "checklist.reopened", LIST), "complete") == "open"
    told = [*DAY[:1], event(1, "ticket.deferred"), event(2, "ticket.resumed")]
    assert states_at(told, at(9))[TICKET].state == "new"


def test_a_thing_has_its_beginning_until_something_else_happens() -> None:
    (found,) = states_at(DAY[:1], at(0)).values()
    assert (found.id, found.kind, found.state, found.since, found.by) == (TICKET, "ticket", "new", at(0), "bao")


def test_an_event_that_changes_no_state_leaves_the_time_and_the_person() -> None:
    found = states_at([DAY[0], event(9, "ticket.updated", actor="dung", note="x")], at(9))[TICKET]
    assert (found.state, found.since, found.by) == ("new", at(0), "bao")


def test_only_an_exchange_changes_the_crew() -> None:
    other = [event(10, "assignment.note", JOB, left=str(AN), joined=str(DUNG))]
    assert crew_at([DUNG], other, JOB, at(5)) == {DUNG}
    half = [event(10, "assignment.member_swapped", JOB, joined=str(DUNG))]
    assert crew_at([DUNG], half, JOB, at(5)) == {DUNG}
