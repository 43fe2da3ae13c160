"""How long a timer ran for certain, whatever a phone's clock showed (docs/checklists.md, Timers)."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.checklist_timers import Run, Stamp, timer_problem
from compliance.checklist_values import Item, TimedBy, Value
from compliance.checklists import Entry, Slot, Template, judge_entry, run_of, status
from compliance.text import Text
from tests.compliance.cases import MINUTE, NOW, uid

ME, YOU = uid(1), uid(2)
BOTH = (ME, YOU)
SAY = Text("Mục", "Item")
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)

GLOVES = Item("gloves", "confirm", SAY, per="person")
WET = Item("wet", "confirm", SAY)
DWELL = Item("dwell", "timer", SAY, min_seconds=600)
OWN_DWELL = Item("dwell", "timer", SAY, per="person", min_seconds=600)
SHORT = ("checklist.timer.too_short",)
CHANGED = ("checklist.timer.clock_changed",)


def template(*items: Item, ordered: bool = True) -> Template:
    return Template("test", 1, "exit", SAY, items, ordered=ordered)


def done(key: str, member: UUID | None = None, at: datetime = NOW, value: Value = True) -> Entry:
    return Entry(key, member, "ok", value, None, device_time=at, server_time=at)


def dwell(
    started: Value,
    ended: datetime,
    *,
    received: datetime | None = None,
    before: tuple[Entry, ...] = (),
    sent: datetime | None = None,
    age: timedelta | None = None,
    counted: timedelta | None = None,
    begun: datetime | None = None,
) -> tuple[str, ...]:
    """Judge a timer by what a phone tells; taken by the server at once, unless told."""
    new = Entry(
        "dwell", None, "ok", started, None, device_time=ended, server_time=received or ended, sent_at=sent,
        age_ms=None if age is None else int(age.total_seconds() * 1000),
        counted_ms=None if counted is None else int(counted.total_seconds() * 1000),
    )  # fmt: skip
    decision = judge_entry(template(WET, DWELL, ordered=bool(before)), before, new, BOTH, begun)
    assert {each.params["item"] for each in decision.reasons} <= {"dwell"}  # every refusal names its item
    return decision.codes


@pytest.mark.parametrize(("seconds", "codes"), [(599, SHORT), (600, ()), (601, ()), (-5, SHORT)])
def test_the_contact_time_must_be_held(seconds: int, codes: tuple[str, ...]) -> None:
    assert dwell(NOW, NOW + seconds * SECOND) == codes
    assert dwell(NOW.isoformat(), NOW + seconds * SECOND) == codes


@pytest.mark.parametrize("value", [None, "soon", True, 600, NOW.replace(tzinfo=None)])
def test_a_timer_needs_an_aware_start(value: Value) -> None:
    assert dwell(value, NOW + 20 * MINUTE) == ("checklist.timer.no_start",)


def test_a_refusal_says_how_long_it_still_takes() -> None:
    problem = timer_problem("dwell", Run(NOW, Stamp(NOW + 90 * SECOND, NOW + 90 * SECOND)), 600)
    assert problem is not None
    assert problem.params == {"item": "dwell", "held_seconds": 90, "min_seconds": 600, "left_seconds": 510}


def test_a_refusal_for_a_clock_that_was_changed_says_how_long_it_still_takes_too() -> None:
    problem = timer_problem("dwell", Run(NOW, Stamp(NOW + 11 * MINUTE, NOW + MINUTE)), 600)
    assert problem is not None
    assert problem.code == "checklist.timer.clock_changed"
    assert problem.params == {"item": "dwell", "held_seconds": 60, "min_seconds": 600, "left_seconds": 540}


def test_times_that_contradict_each_other_count_as_nothing_held() -> None:
    problem = timer_problem("dwell", Run(NOW, Stamp(NOW - MINUTE, NOW)), 600)
    assert problem is not None
    assert problem.params["held_seconds"] == 0


def test_a_late_upload_gains_nothing() -> None:
    assert dwell(NOW, NOW + MINUTE, received=NOW + HOUR) == SHORT


def test_an_honest_late_upload_is_accepted() -> None:
    assert dwell(NOW, NOW + 10 * MINUTE, received=NOW + HOUR) == ()


def test_a_clock_put_forward_gains_nothing_while_the_server_takes_it_at_once() -> None:
    assert dwell(NOW, NOW + 11 * MINUTE, received=NOW + MINUTE) == CHANGED


def test_a_clock_put_forward_gains_nothing_when_the_phone_was_offline_for_hours() -> None:
    late = NOW + 3 * HOUR
    assert dwell(NOW, NOW + 11 * MINUTE, received=late) == ()  # a phone that tells no more cannot be refuted
    assert dwell(NOW, NOW + 11 * MINUTE, received=late, sent=late + 10 * MINUTE, counted=MINUTE) == CHANGED


def test_a_clock_put_forward_and_back_gains_nothing_while_the_page_stays_open() -> None:
    late = NOW + 6 * MINUTE
    assert dwell(NOW, NOW + 11 * MINUTE, received=late, sent=late, age=5 * MINUTE, counted=MINUTE) == CHANGED


def test_a_clock_that_was_set_right_backwards_costs_nothing_where_the_time_was_counted() -> None:
    ended = NOW - HOUR + 10 * MINUTE
    assert dwell(NOW, ended, received=NOW + 10 * MINUTE, sent=ended, counted=10 * MINUTE) == ()
    assert dwell(NOW, ended, received=NOW + 10 * MINUTE, sent=ended) == SHORT


@pytest.mark.parametrize(
    ("wrong", "uncounted"), [pytest.param(-HOUR, (), id="slow"), pytest.param(HOUR, CHANGED, id="fast")]
)
def test_a_clock_that_is_wrong_all_the_time_costs_nothing_where_the_time_was_counted(
    wrong: timedelta, uncounted: tuple[str, ...]
) -> None:
    wet = replace(done("wet", at=NOW + wrong), server_time=NOW + HOUR, sent_at=NOW + HOUR + wrong)
    ended, sent = NOW + 11 * MINUTE + wrong, NOW + HOUR + wrong
    started = NOW + MINUTE + wrong

    def judged(counted: timedelta) -> tuple[str, ...]:
        late, age = NOW + HOUR, 49 * MINUTE
        return dwell(started, ended, received=late, sent=sent, age=age, before=(wet,), counted=counted)

    assert judged(10 * MINUTE) == ()
    assert judged(9 * MINUTE) == uncounted


def test_a_page_that_was_closed_meanwhile_is_believed_by_a_clock_that_agrees_with_the_servers() -> None:
    late = NOW + HOUR
    assert dwell(NOW, NOW + 10 * MINUTE, received=late, sent=late, counted=MINUTE) == ()
    assert dwell(NOW, NOW + 10 * MINUTE, received=late, sent=late + 2 * MINUTE, counted=MINUTE) == CHANGED


def test_nothing_was_counted_before_the_list_was_made() -> None:
    ended = NOW + 5 * MINUTE
    assert dwell(NOW, ended, counted=10 * MINUTE, begun=NOW) == SHORT
    assert dwell(NOW - 5 * MINUTE, ended, begun=NOW) == SHORT


def test_a_slow_clock_of_another_phone_does_not_spoil_the_step_before() -> None:
    fast = replace(done("wet", at=NOW + HOUR), server_time=NOW + 2 * SECOND, sent_at=NOW + HOUR + 2 * SECOND)
    assert dwell(NOW, NOW + 10 * MINUTE, before=(fast,)) == ()


def test_the_timer_cannot_have_run_before_the_step_before_was_done() -> None:
    wet = done("wet", at=NOW + 5 * MINUTE)
    assert dwell(NOW, NOW + 10 * MINUTE, before=(wet,)) == SHORT
    assert dwell(NOW, NOW + 10 * MINUTE, before=(wet,), counted=10 * MINUTE) == SHORT
    assert dwell(NOW, NOW + 15 * MINUTE, before=(wet,)) == ()


def test_a_corrected_step_before_was_done_when_it_was_told_first() -> None:
    wet = replace(done("wet"), id=uid(7), by=ME)
    again = replace(done("wet", at=NOW + 9 * MINUTE), reason="typo", by=ME, corrects=uid(7))
    assert dwell(NOW, NOW + 10 * MINUTE, before=(wet, again)) == ()


@pytest.mark.parametrize(
    ("told", "proof"),
    [
        pytest.param({}, "claim", id="a phone that tells nothing"),
        pytest.param({"sent_at": NOW + 10 * MINUTE}, "clock", id="compared clocks"),
        pytest.param({"sent_at": NOW + 10 * MINUTE, "counted_ms": 600_000}, "counter", id="counted"),
    ],
)
def test_it_is_kept_by_what_a_time_is_proven(told: dict[str, object], proof: str) -> None:
    at = NOW + 10 * MINUTE
    run = run_of(template(DWELL), (), Entry("dwell", None, "ok", NOW, None, at, at, **told))
    assert run is not None
    assert (run.proof, run.held_seconds) == (proof, 600)


def test_only_a_timer_that_was_held_has_a_run() -> None:
    failed = Entry("dwell", None, "failed", None, None, NOW, NOW)
    assert run_of(template(DWELL), (), failed) is None
    assert run_of(template(WET), (), done("wet")) is None
    assert run_of(template(DWELL), (), replace(failed, value=NOW)) is None
    assert run_of(template(DWELL), (), done("moat", value=NOW)) is None


def test_a_text_that_reads_as_a_moment_is_no_timer() -> None:
    when = Item("when", "text", SAY, min_seconds=600)
    seen = done("when", value="2021-08-01T02:00:00+00:00")
    assert run_of(template(when), (), seen) is None
    assert judge_entry(template(when), (), seen, BOTH).allowed


@pytest.mark.parametrize(
    ("earlier", "codes"),
    [
        pytest.param(done("gloves", ME, NOW + 5 * MINUTE), SHORT, id="my own step"),
        pytest.param(done("gloves", YOU, NOW + 5 * MINUTE), (), id="another's own step"),
    ],
)
def test_an_own_timer_waits_for_ones_own_step_before(earlier: Entry, codes: tuple[str, ...]) -> None:
    at = NOW + 10 * MINUTE
    known = [earlier] if earlier.member_id == ME else [done("gloves", ME), earlier]
    new = Entry("dwell", ME, "ok", NOW, None, device_time=at, server_time=at)
    assert judge_entry(template(GLOVES, OWN_DWELL), known, new, BOTH).codes == codes


def test_an_own_timer_waits_for_the_crews_step_before() -> None:
    at = NOW + 10 * MINUTE
    new = Entry("dwell", ME, "ok", NOW, None, device_time=at, server_time=at)
    assert judge_entry(template(WET, OWN_DWELL), [done("wet", at=NOW + 5 * MINUTE)], new, BOTH).codes == SHORT


def test_the_crews_timer_waits_for_the_last_own_step_of_all() -> None:
    at = NOW + 10 * MINUTE
    new = Entry("dwell", None, "ok", NOW, None, device_time=at, server_time=at)
    known = [done("gloves", ME), done("gloves", YOU, NOW + 5 * MINUTE)]
    assert judge_entry(template(GLOVES, DWELL), known, new, BOTH).codes == SHORT


def test_without_order_a_step_done_meanwhile_does_not_shorten_the_timer() -> None:
    at = NOW + 10 * MINUTE
    new = Entry("dwell", None, "ok", NOW, None, device_time=at, server_time=at)
    of = template(WET, DWELL, ordered=False)
    assert judge_entry(of, [done("wet", at=NOW + 5 * MINUTE)], new, BOTH).codes == ()


AGENT = Item("agent", "choice", SAY, choices={"wipe": SAY, "bath": SAY})
BY_AGENT = Item("dwell", "timer", SAY, min_seconds=600, timed_by=TimedBy("agent", {"wipe": 300, "bath": 1800}))


def by_agent(minutes: int, *known: Entry, ordered: bool = True) -> tuple[str, ...]:
    at = NOW + minutes * MINUTE
    new = Entry("dwell", None, "ok", NOW, None, device_time=at, server_time=at)
    return judge_entry(template(AGENT, BY_AGENT, ordered=ordered), known, new, BOTH).codes


@pytest.mark.parametrize(("agent", "minutes"), [("wipe", 5), ("bath", 30)])
def test_the_agent_chosen_sets_how_long_it_has_to_stay(agent: str, minutes: int) -> None:
    chosen = done("agent", value=agent)
    assert by_agent(minutes, chosen) == ()
    assert by_agent(minutes - 1, chosen) == SHORT


def test_without_a_choice_the_timers_own_minimum_holds() -> None:
    failed = Entry("agent", None, "failed", None, None, NOW, NOW)
    for known in ((), (failed,)):
        assert by_agent(10, *known, ordered=False) == ()
        assert by_agent(9, *known, ordered=False) == SHORT


def test_of_several_who_chose_the_longest_time_holds() -> None:
    own = Item("agent", "choice", SAY, per="person", choices={"wipe": SAY, "bath": SAY})
    known = [done("agent", ME, value="wipe"), done("agent", YOU, value="bath")]
    new = Entry("dwell", None, "ok", NOW, None, NOW + 29 * MINUTE, NOW + 29 * MINUTE)
    assert judge_entry(template(own, BY_AGENT), known, new, BOTH).codes == SHORT


OWN_AGENT = Item("agent", "choice", SAY, per="person", choices={"wipe": SAY, "bath": SAY, "spray": SAY})
OWN_BY_AGENT = Item(
    "dwell", "timer", SAY, per="person", min_seconds=600, timed_by=TimedBy("agent", {"wipe": 300, "bath": 1800})
)


def own_dwell(minutes: int, *known: Entry) -> tuple[str, ...]:
    """My own timer after these choices."""
    at = NOW + minutes * MINUTE
    new = Entry("dwell", ME, "ok", NOW, None, device_time=at, server_time=at)
    return judge_entry(template(OWN_AGENT, OWN_BY_AGENT), known, new, BOTH).codes


def test_on_an_own_timer_ones_own_choice_counts_and_nobody_elses() -> None:
    mine, yours = done("agent", ME, value="wipe"), done("agent", YOU, value="bath")
    assert own_dwell(5, mine, yours) == ()
    assert own_dwell(4, mine, yours) == SHORT


def test_a_choice_for_which_no_time_is_known_leaves_the_timers_own_minimum() -> None:
    mine = done("agent", ME, value="spray")
    assert own_dwell(10, mine) == ()
    assert own_dwell(9, mine) == SHORT


def test_a_time_that_was_just_held_stands_and_one_second_less_does_not() -> None:
    of = template(AGENT, BY_AGENT)
    chosen = done("agent", value="wipe")
    at = NOW + 5 * MINUTE
    held = Entry("dwell", None, "ok", NOW, None, at, at, held_seconds=300)
    assert status(of, [chosen, held], BOTH).complete
    assert not status(of, [chosen, replace(held, held_seconds=299)], BOTH).complete


def test_an_own_time_stands_whatever_others_chose() -> None:
    of = template(OWN_AGENT, OWN_BY_AGENT)
    at = NOW + 5 * MINUTE
    chosen = [done("agent", ME, value="wipe"), done("agent", YOU, value="bath")]
    held = Entry("dwell", ME, "ok", NOW, None, at, at, held_seconds=300)
    assert status(of, [*chosen, held], BOTH).missing == (Slot("dwell", YOU),)


def test_an_answer_to_an_item_that_the_list_does_not_have_stands_and_completes_nothing() -> None:
    found = status(template(WET), [done("moat")], BOTH)
    assert (found.answered, found.missing) == (0, (Slot("wet", None),))


def test_a_time_that_was_held_for_another_agent_does_not_stand_when_the_choice_is_corrected() -> None:
    of = template(AGENT, BY_AGENT)
    first = Entry("agent", None, "ok", "wipe", None, NOW, NOW, id=uid(7), by=ME)
    held = Entry("dwell", None, "ok", NOW, None, NOW + 6 * MINUTE, NOW + 6 * MINUTE, held_seconds=360)
    longer = Entry("agent", None, "ok", "bath", "it was the bath", NOW, NOW, by=ME, corrects=uid(7))
    assert status(of, [first, held], BOTH).complete
    assert status(of, [first, held, longer], BOTH).missing == (Slot("dwell", None),)


@st.composite
def runs(draw: st.DrawFn) -> tuple[timedelta, Run]:
    """A phone that tells the truth about its counter, and whose clock its holder may set at any time.

    Returns how long the timer really ran, and what the server is told. Left out are the two ways that leave no trace
    (docs/checklists.md): a clock put forward, the page closed, the clock put back; and a clock that was slow at the
    start and set right meanwhile.
    """
    minutes = st.integers(-90, 90).map(lambda each: each * MINUTE)
    ran, waited = (timedelta(seconds=draw(st.integers(0, 3600))) for _ in range(2))
    at_start = draw(minutes)
    at_end = at_start + draw(minutes.filter(lambda set_by: at_start >= timedelta() or set_by <= timedelta()))
    open_until_sent = draw(st.booleans())
    at_sending = at_end + (draw(minutes) if open_until_sent else timedelta())
    counted = ran if draw(st.booleans()) else timedelta(seconds=draw(st.integers(0, int(ran.total_seconds()))))
    sent = NOW + ran + waited
    age_ms = int(waited.total_seconds() * 1000) if open_until_sent else None
    stamp = Stamp(NOW + ran + at_end, sent, sent_at=sent + at_sending, age_ms=age_ms)
    begun_at = NOW - timedelta(seconds=draw(st.integers(0, 600)))
    return ran, Run(NOW + at_start, stamp, int(counted.total_seconds() * 1000), begun_at)


@given(runs())
def test_no_time_is_accepted_that_did_not_pass(case: tuple[timedelta, Run]) -> None:
    ran, run = case
    assert run.held_seconds <= ran.total_seconds()


@given(runs())
def test_a_time_that_was_counted_is_never_refused(case: tuple[timedelta, Run]) -> None:
    ran, run = case
    if run.counted_ms == int(ran.total_seconds() * 1000):
        assert run.held_seconds >= ran.total_seconds()
