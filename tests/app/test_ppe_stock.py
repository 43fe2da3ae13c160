"""The ledger of equipment: what every movement does, what it may not do, warnings and the forecast."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError

from app.access import system
from app.clock import ManualClock
from app.errors import ConflictError, InvalidError
from app.schema.ppe import PpeBalance, PpeMovement
from app.services import ppe_forecast, ppe_movements, ppe_stock
from app.services.idempotency import Once
from app.services.ppe_movements import LotPieces, Pieces
from app.services.work import Work
from tests.support.boards import fault
from tests.support.booking import at_once
from tests.support.ppe import Kit, make_kit

LATER = timedelta(days=30)


@pytest.fixture
def kit(work: Work) -> Kit:
    return make_kit(work)


def lot_of(kit: Kit, store: UUID) -> UUID:
    view = ppe_stock.read_sheet(kit.work, kit.keeper, store)
    return next(lot.lot.id for line in view.lines for lot in line.lots)


def test_the_balance_of_a_lot_is_the_sum_of_its_movements(kit: Kit) -> None:
    kit.fill(kit.room, surgical_mask=10)
    lot = lot_of(kit, kit.room)
    ppe_movements.transfer(kit.work, kit.keeper, kit.room, kit.truck, [LotPieces(lot, 4)], None)
    ppe_movements.write_off(kit.work, kit.keeper, kit.room, [LotPieces(lot, 1)], "torn")
    assert kit.on_hand(kit.room) == {"surgical_mask": 5}
    assert kit.on_hand(kit.truck) == {"surgical_mask": 4}
    with kit.work.look() as tx:
        m = PpeMovement
        sums = tx.session.execute(
            select(m.store_id, m.lot_id, func.sum(m.change)).where(m.change != 0).group_by(m.store_id, m.lot_id)
        )
        balances = tx.session.execute(select(PpeBalance.store_id, PpeBalance.lot_id, PpeBalance.on_hand))
        assert {tuple(row) for row in sums} == {tuple(row) for row in balances}


def test_nothing_is_taken_that_is_not_there(kit: Kit) -> None:
    kit.fill(kit.room, surgical_mask=2)
    lot = lot_of(kit, kit.room)
    with pytest.raises(ConflictError) as refused:
        ppe_movements.transfer(kit.work, kit.keeper, kit.room, kit.truck, [LotPieces(lot, 3)], None)
    assert refused.value.code == "ppe.not_enough"
    assert kit.on_hand(kit.room) == {"surgical_mask": 2}


def test_a_count_sets_the_store_right_and_leaves_other_articles(kit: Kit) -> None:
    kit.fill(kit.room, surgical_mask=10, goggles=3)
    ppe_movements.count(kit.work, kit.keeper, kit.room, [Pieces("surgical_mask", 7, "", "L1")], "yearly")
    assert kit.on_hand(kit.room) == {"surgical_mask": 7, "goggles": 3}
    newest = ppe_stock.list_movements(
        kit.work, kit.keeper, ppe_stock.MovementFilter(store_id=kit.room), before=None, limit=1
    )[0]
    assert (newest.row.kind, newest.row.pieces, newest.row.change) == ("count", 7, -3)


def test_a_lot_that_the_sheet_does_not_name_was_not_found(kit: Kit) -> None:
    kit.fill(kit.room, surgical_mask=10)
    ppe_movements.count(kit.work, kit.keeper, kit.room, [Pieces("surgical_mask", 4, "", "L2")], None)
    assert kit.on_hand(kit.room) == {"surgical_mask": 4}


def test_the_same_key_moves_nothing_twice(kit: Kit) -> None:
    lines, once = [Pieces("surgical_mask", 5)], Once("k", "receive", "h")
    first, second = (ppe_movements.receive(kit.work, kit.keeper, kit.room, lines, None, once) for _ in range(2))
    assert first == second
    assert kit.on_hand(kit.room) == {"surgical_mask": 5}


@pytest.mark.parametrize("wrong", [Pieces("nothing", 1), Pieces("goggles", 1, size="M")])
def test_what_the_catalogue_does_not_know_is_not_taken_in(kit: Kit, wrong: Pieces) -> None:
    with pytest.raises(InvalidError):
        ppe_movements.receive(kit.work, kit.keeper, kit.room, [wrong], None)


def test_pieces_come_back_through_disinfection_and_never_more_than_went_out(kit: Kit) -> None:
    kit.fill(kit.room, goggles=3)
    who = kit.members()[0]
    ppe_movements.issue(kit.work, kit.keeper, kit.room, who, [LotPieces(lot_of(kit, kit.room), 2)])
    (held,) = ppe_stock.list_held(kit.work, kit.keeper)
    end = partial(ppe_movements.end_issue, kit.work, kit.keeper, held.in_hand.issue.id)
    end("disinfect", 2, None)
    assert kit.on_hand(kit.room) == {"goggles": 1}
    with pytest.raises(ConflictError):
        end("return", 1, None)
    end("clean", 2, None)
    assert kit.on_hand(kit.room) == {"goggles": 3}
    assert ppe_stock.list_held(kit.work, kit.keeper) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ppe_balances SET on_hand = 9", "UPDATE ppe_movements SET pieces = 9", "DELETE FROM ppe_movements"],
)
def test_the_service_can_neither_edit_the_ledger_nor_the_balances(kit: Kit, statement: str) -> None:
    with kit.work.look() as tx, pytest.raises(ProgrammingError, match="permission denied"), tx.session.begin_nested():
        tx.session.execute(text(statement))


def raised(kit: Kit) -> list[tuple[str, str]]:
    found = ppe_forecast.list_warnings(kit.work, kit.keeper, open_only=True, before=None, limit=100)
    return sorted((each.item_code, each.level) for each in found if each.item_code == "life_jacket")


def look(kit: Kit) -> int:
    with kit.work.begin() as tx:
        return ppe_forecast.warn_due(tx, system("due"))


def test_stock_below_its_minimum_is_warned_of_once_and_cleared_when_it_is_enough(kit: Kit) -> None:
    kit.fill(kit.room, life_jacket=5)
    assert look(kit) > 0
    assert raised(kit) == [("life_jacket", "low")]
    assert look(kit) == 0, "nothing crossed its minimum since"
    kit.fill(kit.room, life_jacket=1)
    assert look(kit) == 1
    assert raised(kit) == []


def test_time_alone_makes_stock_low(kit: Kit, clock: ManualClock) -> None:
    kit.put(kit.room, "life_jacket", 20, expires_at=clock.now() + LATER)
    look(kit)
    assert raised(kit) == []
    clock.advance(LATER)
    look(kit)
    assert raised(kit) == [("life_jacket", "out")]


def test_a_store_may_have_a_minimum_of_its_own(kit: Kit) -> None:
    ppe_movements.put_minimum(kit.work, kit.keeper, kit.room, "life_jacket", 0)
    ppe_movements.put_minimum(kit.work, kit.keeper, kit.truck, "life_jacket", 2)
    look(kit)
    assert raised(kit) == [("life_jacket", "out")]


def test_the_forecast_sets_open_tickets_against_stock_and_expiry(kit: Kit, clock: ManualClock) -> None:
    kit.fill(kit.room, surgical_mask=5)
    kit.put(kit.room, "surgical_mask", 3, expires_at=clock.now() + timedelta(hours=2))
    kit.send()  # reserves four
    fault(kit.depot)  # a crew of two would want four
    found = ppe_forecast.forecast(kit.work, kit.keeper, 24)
    line = next(
        each for each in found.lines if each.store and each.store.id == kit.room and each.item_code == "surgical_mask"
    )
    assert (line.supply.on_hand, line.supply.expiring, line.tickets, line.wanted) == (8, 3, 1, 4)
    assert (line.outlook.left, line.outlook.short) == (0, 3)


@pytest.mark.race
def test_of_many_who_take_the_last_pieces_in_the_same_moment_only_as_many_get_some_as_there_are(
    committed: Work,
) -> None:
    kit = make_kit(committed)
    kit.fill(kit.room, surgical_mask=3)
    lot = lot_of(kit, kit.room)
    take: Callable[[], UUID] = partial(
        ppe_movements.write_off, kit.work, kit.keeper, kit.room, [LotPieces(lot, 1)], "race"
    )
    results = at_once([take] * 6)
    assert sum(isinstance(each, UUID) for each in results) == 3
    assert {type(each) for each in results if not isinstance(each, UUID)} == {ConflictError}
    assert kit.on_hand(kit.room) == {}


@pytest.mark.race
def test_two_jobs_given_in_the_same_moment_never_reserve_the_same_pieces(committed: Work) -> None:
    kit = make_kit(committed)
    kit.fill(kit.room, surgical_mask=4, medical_gloves=6)
    rows = [each for each in at_once([kit.send, partial(kit.send, kit.other)]) if not isinstance(each, Exception)]
    assert len(rows) == 2
    taken = [kit.reserved(row).get(("room", "surgical_mask"), 0) for row in rows]
    assert sorted(taken) == [0, 4]
