"""Positions: only while on duty, the newest shown, times that can be true."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from geoalchemy2.shape import to_shape
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import Range

from app.clock import ManualClock
from app.errors import ForbiddenError
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.events import Event
from app.schema.positions import PositionFix
from app.schema.sign_ons import ShiftBreak, SignOn
from app.services import positions
from app.services.positions import Fix
from app.services.work import Work
from compliance.reasons import Reason
from geo.places import Place
from tests.support.phones import Hand, make_hand


@pytest.fixture
def hand(work: Work) -> Hand:
    return make_hand(work)


def fix(time: datetime, lon: float = 108.25) -> Fix:
    return Fix(Place(lon, 16.07), 12.5, time)


def kept(work: Work, hand: Hand) -> int:
    with work.look() as tx:
        return tx.session.scalar(select(func.count()).where(PositionFix.crew_id == hand.crew_id)) or 0


def crew(work: Work, hand: Hand) -> Crew:
    with work.look() as tx:
        return tx.session.get_one(Crew, hand.crew_id)


def test_the_newest_fix_is_where_the_crew_is_shown(work: Work, hand: Hand, clock: ManualClock) -> None:
    now = clock.now()
    positions.store(work, hand.subject, [fix(now - timedelta(minutes=1), 108.1), fix(now, 108.2)])
    positions.store(work, hand.subject, [fix(now - timedelta(minutes=2), 108.3)])
    shown = crew(work, hand)
    assert (to_shape(shown.position).x, shown.position_at, shown.position_accuracy_m) == (108.2, now, 12.5)
    assert kept(work, hand) == 3


def test_a_batch_sent_twice_is_kept_once(work: Work, hand: Hand, clock: ManualClock) -> None:
    batch = [fix(clock.now() - timedelta(seconds=n)) for n in range(5)]
    positions.store(work, hand.subject, batch)
    positions.store(work, hand.subject, batch)
    assert kept(work, hand) == 5


def test_off_duty_nothing_is_kept(work: Work, hand: Hand, clock: ManualClock) -> None:
    before_shift = clock.now() - timedelta(hours=2)
    answers = positions.store(work, hand.subject, [fix(before_shift), fix(clock.now())])
    assert answers == [Reason("position.off_duty"), None]
    assert kept(work, hand) == 1


def test_a_fix_on_duty_counts_although_it_is_sent_after_the_shift(work: Work, hand: Hand, clock: ManualClock) -> None:
    taken = clock.now()
    clock.advance(timedelta(hours=20))
    assert positions.store(work, hand.subject, [fix(taken)]) == [None]


def add_duty(work: Work, hand: Hand, *rows: tuple[int, int | None], signed_off: int | None = None) -> None:
    """Breaks of the crew in its shift, each from and until so many minutes from now; and when the worker signed off."""
    with work.begin() as tx:
        shift = tx.session.scalars(select(Shift).where(Shift.crew_id == hand.crew_id)).one()
        member = tx.session.scalars(select(CrewMember.id).where(CrewMember.crew_id == hand.crew_id)).one()
        which = {"unit_id": hand.unit_id, "shift_id": shift.id, "crew_id": hand.crew_id}

        def at(minutes: int | None) -> datetime | None:
            return None if minutes is None else tx.now + timedelta(minutes=minutes)

        tx.session.add_all(ShiftBreak(begun_at=at(begun), ended_at=at(ended), **which) for begun, ended in rows)
        if signed_off is not None:
            times = {"signed_on_at": at(-60), "signed_off_at": at(signed_off)}
            tx.session.add(SignOn(member_id=member, **times, **which))


def off_duty(work: Work, hand: Hand, clock: ManualClock, *minutes: int) -> list[int]:
    """Those of these moments, so many minutes from now, of which no fix is kept."""
    answers = positions.store(work, hand.subject, [fix(clock.now() + timedelta(minutes=each)) for each in minutes])
    refused = Reason("position.off_duty")
    return [each for each, why in zip(minutes, answers, strict=True) if why == refused]


def test_during_a_break_nothing_is_kept_and_after_it_again(work: Work, hand: Hand, clock: ManualClock) -> None:
    add_duty(work, hand, (-40, -30), (-10, None))
    assert off_duty(work, hand, clock, -41, -40, -31, -30, -11, -10, -1) == [-40, -31, -10, -1]


def test_a_break_that_nobody_ended_is_over_with_its_shift(work: Work, hand: Hand, clock: ManualClock) -> None:
    add_duty(work, hand, (-10, None))
    with work.begin() as tx:
        span = Range(tx.now + timedelta(hours=7), tx.now + timedelta(hours=15), bounds="[)")
        tx.session.add(Shift(unit_id=hand.unit_id, crew_id=hand.crew_id, during=span))
    clock.advance(timedelta(hours=8))
    assert off_duty(work, hand, clock, -61, -60, 0) == [-61]


def test_who_has_signed_off_is_off_duty_for_the_rest_of_the_shift(work: Work, hand: Hand, clock: ManualClock) -> None:
    add_duty(work, hand, signed_off=-20)
    assert off_duty(work, hand, clock, -21, -20, -1) == [-20, -1]


def test_what_is_older_than_a_week_is_not_kept_and_holds_up_nothing(work: Work, hand: Hand, clock: ManualClock) -> None:
    answers = positions.store(work, hand.subject, [fix(clock.now() - timedelta(days=8)), fix(clock.now())])
    assert answers == [Reason("position.ancient"), None]
    assert kept(work, hand) == 1


@pytest.mark.parametrize("hours", [-48, 2])
def test_a_clock_that_is_wrong_is_corrected_for_and_a_batch_sent_twice_is_still_kept_once(
    work: Work, hand: Hand, clock: ManualClock, hours: int
) -> None:
    """Two fixes of now and ten minutes ago, by a clock that is hours off."""
    wrong = timedelta(hours=hours)
    batch = [fix(clock.now() + wrong - timedelta(minutes=10)), fix(clock.now() + wrong)]
    for seconds in (0, 20):
        clock.advance(timedelta(seconds=seconds))
        assert positions.store(work, hand.subject, batch, sent_at=clock.now() + wrong) == [None, None]
    assert kept(work, hand) == 2
    assert crew(work, hand).position_at == clock.now() - timedelta(seconds=20)


def test_a_phone_that_does_not_say_what_its_clock_shows_was_nowhere_later_than_now(
    work: Work, hand: Hand, clock: ManualClock
) -> None:
    ahead = clock.now() + timedelta(hours=1)
    assert positions.store(work, hand.subject, [fix(ahead - timedelta(minutes=3)), fix(ahead)]) == [None, None]
    assert crew(work, hand).position_at == clock.now()


def test_a_worker_of_no_crew_has_no_position_to_give(work: Work, hand: Hand, clock: ManualClock) -> None:
    nobody = type(hand.subject)(user_id=hand.user_id, name="x", grants=hand.subject.grants)
    with pytest.raises(ForbiddenError):
        positions.store(work, nobody, [fix(clock.now())])


def test_live_screens_are_told_now_and_then_and_events_hold_no_place(
    work: Work, hand: Hand, clock: ManualClock
) -> None:
    for _ in range(31):
        positions.store(work, hand.subject, [fix(clock.now())])
        clock.advance(timedelta(seconds=1))
    with work.look() as tx:
        told = tx.session.scalars(select(Event).where(Event.subject_id == hand.crew_id)).all()
    assert [(event.verb, event.payload) for event in told] == [("crew.moved", {})] * 3


def test_a_phone_sends_what_it_gathered(work: Work, hand: Hand, client: Any, sign_in: Any, clock: ManualClock) -> None:
    times = [clock.now(), clock.now() - timedelta(hours=3)]
    body = {"fixes": [{"lon": 108.2, "lat": 16, "accuracy_m": 5, "device_time": each.isoformat()} for each in times]}
    told = client.post("/mobile/v1/positions", json=body, headers=sign_in(hand.user_id) | {"Accept-Language": "en"})
    assert told.status_code == 202
    first, second = told.json()["answers"]
    assert (first["stored"], second["stored"]) == (True, False)
    assert second["reason"]["text"] == "Off duty: the position was not kept."


@pytest.mark.parametrize("wrong", [{"lat": 91}, {"lon": -181}, {"accuracy_m": -1}, {"device_time": "yesterday"}])
def test_impossible_values_are_refused_by_name(
    work: Work, hand: Hand, client: Any, sign_in: Any, wrong: dict[str, Any]
) -> None:
    body = {"lon": 108.2, "lat": 16, "accuracy_m": 5, "device_time": work.clock.now().isoformat()} | wrong
    told = client.post("/mobile/v1/positions", json={"fixes": [body]}, headers=sign_in(hand.user_id))
    assert (told.status_code, told.json()["errors"][0]["field"]) == (422, f"fixes[0].{next(iter(wrong))}")
