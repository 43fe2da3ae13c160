"""Two at once: the same batch sent twice, the same pushes drained by two workers."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.schema.events import Event
from app.services import field
from app.services.events import About, record
from app.services.field import Action, ActionState, Outcome
from app.services.push_delivery import send_due
from app.services.work import Tx, Work
from tests.support.phones import ScriptedSender, make_hand, queue_push, read_push

pytestmark = pytest.mark.race

ENTITY = UUID("0192f0c0-0000-7000-8000-0000000000ee")


def count(tx: Tx, _: Work, subject: Any, action: Action) -> ActionState:
    record(tx, subject, "test.counted", About("test", action.entity_id))
    return ActionState(f"done {action.client_seq}")


def test_a_batch_that_is_sent_eight_times_at_once_is_applied_once(committed: Work) -> None:
    hand, client_id = make_hand(committed), uuid4()
    batch = [Action(uuid4(), n, "count", ENTITY, {}, committed.clock.now()) for n in range(1, 11)]

    def send(_: int) -> field.Submitted:
        return field.submit(committed, hand.subject, client_id, batch, {"count": count})

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(send, range(8)))
    for place, action in enumerate(batch):
        outcomes = sorted(each.answers[place].outcome for each in told)
        assert outcomes == [Outcome.APPLIED] + [Outcome.DUPLICATE] * 7
        assert {each.answers[place].after for each in told} == {ActionState(f"done {action.client_seq}")}
    with committed.look() as tx:
        assert tx.session.scalar(select(func.count()).where(Event.subject_id == ENTITY)) == 10


def test_workers_that_drain_at_once_send_each_push_once(committed: Work) -> None:
    hand = make_hand(committed, token="t")
    queued = {queue_push(committed, hand) for _ in range(300)}
    senders = [ScriptedSender() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda sender: send_due(committed, sender), senders))
    sent = [message.push_id for sender in senders for message in sender.got]
    assert (len(sent), set(sent)) == (300, queued)
    assert {read_push(committed, push_id).state for push_id in queued} == {"handed_over"}
