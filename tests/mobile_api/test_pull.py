"""Pulling: everything at first, then what changed; a phone that was away too long begins again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from app.access import Subject, system
from app.errors import ForbiddenError, InvalidError
from app.schema.assignments import Assignment
from app.services import devices, pushes
from app.services.events import About, record
from app.services.sync import Position, Pulled, pull
from app.services.work import Work
from app.wire.page import encode_cursor
from mobile_api.pull import PulledOut, parts_of, read_cursor
from tests.support.phones import Hand, make_assignment, make_hand, queue_push
from tests.support.settled import settle

pytestmark = pytest.mark.race


@pytest.fixture
def hand(committed: Work) -> Hand:
    return make_hand(committed)


def move(work: Work, assignment_id: UUID, to: str) -> None:
    with work.begin() as tx:
        tx.session.get_one(Assignment, assignment_id).state = to
        about = About("assignment", assignment_id, assignment_id=assignment_id)
        record(tx, system("test"), f"assignment.{to}", about)


def after(work: Work, hand: Hand, before: Pulled) -> Pulled:
    settle(work)
    return pull(work, hand.subject, before.position)


def first(work: Work, hand: Hand) -> Pulled:
    """A first pull, once something happened at all."""
    devices.register(work, hand.subject, platform="web", token=f"t-{hand.user_id}")
    settle(work)
    return pull(work, hand.subject, None)


def test_the_first_pull_gives_everything_of_my_crew_and_nothing_of_others(committed: Work, hand: Hand) -> None:
    mine, _ = make_assignment(committed, hand)
    make_assignment(committed, make_hand(committed))
    told = first(committed, hand)
    assert [pack.id for pack in told.packs] == [mine]
    assert (told.reset, told.removed) == (False, [])
    assert told.crew is not None
    assert [member.user_id for member in told.crew.members] == [hand.user_id]
    assert told.crew.shift_until == told.now + timedelta(hours=7)


def test_the_next_pull_gives_what_changed(committed: Work, hand: Hand) -> None:
    one, _ = make_assignment(committed, hand)
    make_assignment(committed, hand, hours_ahead=3)
    before = first(committed, hand)
    assert after(committed, hand, before).packs == []
    move(committed, one, "accepted")
    told = after(committed, hand, before)
    assert [pack.id for pack in told.packs] == [one]
    assert after(committed, hand, told).packs == []


@pytest.mark.parametrize("end", ["withdrawn", "closed", "declined", "aborted"])
def test_a_job_that_is_over_is_removed(committed: Work, hand: Hand, end: str) -> None:
    one, _ = make_assignment(committed, hand)
    before = first(committed, hand)
    move(committed, one, end)
    told = after(committed, hand, before)
    assert (list(told.packs), told.removed) == ([], [one])
    assert [(each.id, each.state) for each in told.ended] == [(one, end)]


def test_how_another_crews_job_ended_is_not_told(committed: Work, hand: Hand) -> None:
    others, _ = make_assignment(committed, make_hand(committed))
    before = first(committed, hand)
    move(committed, others, "withdrawn")
    settle(committed)
    told = pull(committed, hand.subject, before.position, touched=[others])
    assert (list(told.packs), list(told.ended)) == ([], [])


def test_a_phone_that_begins_anew_hears_how_the_jobs_ended_that_it_holds(committed: Work, hand: Hand) -> None:
    one, _ = make_assignment(committed, hand)
    move(committed, one, "withdrawn")
    told = pull(committed, hand.subject, None, touched=[one])
    assert ([each.state for each in told.ended], told.removed) == (["withdrawn"], [one])


def test_a_job_just_changed_comes_although_its_event_is_held_back(committed: Work, hand: Hand) -> None:
    one, _ = make_assignment(committed, hand)
    before = first(committed, hand)
    with committed.begin() as older:
        record(older, system("test"), "test.done", About("test", one))
        move(committed, one, "accepted")
        assert pull(committed, hand.subject, before.position).packs == []
        told = pull(committed, hand.subject, before.position, touched=[one])
    assert [pack.view.row.state for pack in told.packs] == ["accepted"]


def test_a_cursor_that_is_not_known_any_more_begins_again(committed: Work, hand: Hand) -> None:
    one, _ = make_assignment(committed, hand)
    before = first(committed, hand)
    assert before.position is not None
    told = pull(committed, hand.subject, (before.position[0], UUID(int=7)))
    assert told.reset
    assert [pack.id for pack in told.packs] == [one]


def test_unread_pushes_come_with_every_pull_until_they_are_read(committed: Work, hand: Hand) -> None:
    push_id = queue_push(committed, hand)
    queue_push(committed, make_hand(committed))
    before = first(committed, hand)
    assert [push.id for push in before.pushes] == [push_id]
    pushes.acknowledge(committed, hand.subject, push_id, "delivered")
    assert [push.id for push in after(committed, hand, before).pushes] == [push_id]
    pushes.acknowledge(committed, hand.subject, push_id, "read")
    assert after(committed, hand, before).pushes == []


def test_a_job_comes_with_its_push_although_its_event_is_held_back(committed: Work, hand: Hand) -> None:
    before = first(committed, hand)
    with committed.begin() as older:
        record(older, system("test"), "test.done", About("test", hand.crew_id))
        one, _ = make_assignment(committed, hand)
        assert pull(committed, hand.subject, before.position).packs == []
        queue_push(committed, hand, assignment_id=one)
        assert [pack.id for pack in pull(committed, hand.subject, before.position).packs] == [one]


def test_old_pushes_are_not_shown_any_more(committed: Work, hand: Hand, clock: Any) -> None:
    queue_push(committed, hand)
    clock.advance(timedelta(hours=49))
    assert first(committed, hand).pushes == []


def test_a_worker_without_a_crew_gets_an_empty_answer(committed: Work, hand: Hand) -> None:
    nobody = Subject(user_id=hand.user_id, name="x", grants=hand.subject.grants)
    told = pull(committed, nobody, None)
    assert (list(told.packs), told.crew) == ([], None)


def test_who_is_no_worker_pulls_nothing(committed: Work) -> None:
    with pytest.raises(ForbiddenError):
        pull(committed, Subject(user_id=None, name="x"), None)


def test_the_wire_shows_words_for_pushes_and_a_cursor_that_leads_on(committed: Work, hand: Hand) -> None:
    queue_push(committed, hand)
    told = first(committed, hand)
    shown = PulledOut(**parts_of(told, hand.subject, "vi"))
    assert read_cursor(shown.cursor) == told.position
    assert [push.text for push in shown.pushes] == ["Việc mới cho tổ của bạn. Hãy xem và nhận việc."]
    assert (shown.me.id, shown.crew is not None and shown.crew.on_shift) == (hand.user_id, True)


@pytest.mark.parametrize("position", [(-1, UUID(int=1)), (2**63, UUID(int=1))])
def test_a_cursor_that_no_pull_made_is_refused(position: Position) -> None:
    with pytest.raises(InvalidError):
        read_cursor(encode_cursor(*position))
