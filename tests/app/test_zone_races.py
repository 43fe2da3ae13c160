"""A zone that is published while tickets come in: nobody is missed, whoever commits last."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import select

from app.schema.tickets import Ticket, TicketZone
from app.services import judgements
from app.services.rejudging import rejudge_ticket, rejudge_zone
from app.services.work import Tx, Work
from app.storage.geometry import stored_place
from tests.support.accounts import add_authority, add_unit
from tests.support.places import INSIDE, add_zone

pytestmark = pytest.mark.race


@pytest.fixture
def intake(committed: Work) -> Iterator[tuple[ExitStack, Tx, Ticket]]:
    """A ticket that is written and judged, but not committed yet."""
    unit = add_unit(committed, "DN")
    with ExitStack() as stack:
        tx = stack.enter_context(committed.begin())
        ticket = Ticket(
            number="DN-1", unit_id=unit.id, work_type="fault_repair", place=stored_place(INSIDE), priority_class=2,
            reported_at=tx.now, created_at=tx.now,
        )  # fmt: skip
        tx.session.add(ticket)
        tx.session.flush()
        judgements.judge_ticket(tx, ticket.id)
        yield stack, tx, ticket


def verdicts(work: Work) -> list[str]:
    with work.look() as tx:
        return list(tx.session.scalars(select(TicketZone.verdict)))


def test_either_background_task_finds_the_pair_that_two_transactions_could_not_see(
    committed: Work, intake: tuple[ExitStack, Tx, Ticket]
) -> None:
    stack, _, ticket = intake
    view = add_zone(committed, add_authority(committed, "W1"))
    rejudge_zone(committed, view.zone.id)
    stack.close()
    assert verdicts(committed) == []
    rejudge_ticket(committed, ticket.id)
    assert verdicts(committed) == ["inside"]


def test_the_zones_task_finds_a_ticket_that_was_committed_before_it_ran(
    committed: Work, intake: tuple[ExitStack, Tx, Ticket]
) -> None:
    stack, _, _ = intake
    view = add_zone(committed, add_authority(committed, "W1"))
    stack.close()
    assert verdicts(committed) == []
    rejudge_zone(committed, view.zone.id)
    assert verdicts(committed) == ["inside"]
