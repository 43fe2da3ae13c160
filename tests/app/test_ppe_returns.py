"""What a worker keeps, given back by their phone: booked once, whoever books it first; never refused for being late."""

from typing import Any

import pytest
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.events import Event
from app.schema.ppe import PpeMovement
from app.services.ppe_returns import TOLD_AGAIN
from app.services.work import Work
from tests.support.crew_phone import Desk, Phone

STOCK = "/api/v1/ppe-stock"


class Locker:
    """Goggles that the leader of crew T1 keeps, the unit's room that they came from, and the store keeper."""

    def __init__(self, desk: Desk, clock: ManualClock, pieces: int = 2) -> None:
        self.desk, self.phone = desk, Phone(desk, clock)
        me = self.own()["member_id"]
        self.room = next(each for each in self.stores() if each["vehicle_id"] is None)["id"]
        line = {"item": "goggles", "pieces": 5, "lot_no": "own"}
        self.move("receive", lines=[line])
        sheet = desk("hse", "get", f"{STOCK}/stores/{self.room}/sheet")
        self.lot = next(each["lot_id"] for each in lots_of(sheet) if each["lot_no"] == "own")
        self.move("issue", member_id=me, lines=[{"lot_id": self.lot, "pieces": pieces}])
        self.issue = self.kept()[-1]["id"]

    def stores(self) -> list[dict[str, Any]]:
        return [each["store"] for each in self.desk("hse", "get", STOCK)["stores"]]

    def own(self) -> dict[str, Any]:
        found: dict[str, Any] = self.desk("worker", "get", "/mobile/v1/shift")
        return found

    def kept(self) -> list[dict[str, Any]]:
        return [each for each in self.own()["kept"] if each["item"] == "goggles"]

    def move(self, how: str, **body: Any) -> None:
        self.desk("hse", "post", f"{STOCK}/stores/{self.room}/{how}", expect=201, **body)

    def back(self, **body: Any) -> dict[str, Any]:
        return self.phone.send("ppe.return", self.issue, **body)

    def on_shelf(self) -> int:
        sheet = self.desk("hse", "get", f"{STOCK}/stores/{self.room}/sheet")
        return sum(each["on_hand"] for each in lots_of(sheet) if each["lot_id"] == self.lot)


def lots_of(sheet: dict[str, Any]) -> list[dict[str, Any]]:
    return [lot for line in sheet["lines"] for lot in line["lots"]]


@pytest.fixture
def locker(desk: Desk, clock: ManualClock) -> Locker:
    return Locker(desk, clock)


def test_what_goes_back_clean_lies_on_the_shelf_and_is_no_longer_in_hand(locker: Locker, work: Work) -> None:
    assert (locker.kept()[-1]["pieces"], locker.on_shelf()) == (2, 3)
    assert locker.back(to="shelf", pieces=1)["outcome"] == "applied"
    assert (locker.kept()[-1]["pieces"], locker.on_shelf()) == (1, 4)
    assert locker.back(to="shelf")["outcome"] == "applied"
    assert (locker.kept(), locker.on_shelf()) == ([], 5)
    with work.look() as tx:
        booked = tx.session.scalars(select(PpeMovement).where(PpeMovement.kind == "return")).all()
    assert {each.by_name for each in booked} == {"worker"}
    assert None not in {each.device_at for each in booked}


def test_what_is_to_be_disinfected_waits_for_the_store_keeper(locker: Locker) -> None:
    locker.back(to="disinfection")
    assert (locker.kept(), locker.on_shelf()) == ([], 3)
    (held,) = [each for each in locker.desk("hse", "get", f"{STOCK}/held")["items"] if each["issue_id"] == locker.issue]
    assert held["disinfecting"] == 2
    locker.desk("hse", "post", f"{STOCK}/issues/{locker.issue}/end", expect=201, kind="clean", pieces=2)
    assert locker.on_shelf() == 5


def test_a_return_without_a_network_is_sent_five_times_and_booked_once(locker: Locker) -> None:
    noted = locker.phone.note("ppe.return", locker.issue, to="shelf", pieces=1)
    outcomes = [locker.phone.send_all([noted])[0]["outcome"] for _ in range(5)]
    assert outcomes == ["applied"] + ["duplicate"] * 4
    assert locker.on_shelf() == 4


def test_what_the_store_keeper_booked_meanwhile_moves_no_second_time_and_stays_on_record(
    locker: Locker, work: Work
) -> None:
    noted = locker.phone.note("ppe.return", locker.issue, to="shelf", pieces=2)
    locker.desk("hse", "post", f"{STOCK}/issues/{locker.issue}/end", expect=201, kind="return", pieces=1)
    (answer,) = locker.phone.send_all([noted])
    assert (answer["outcome"], answer["code"]) == ("applied", "ppe.back_already")
    assert locker.on_shelf() == 5
    (answer,) = locker.phone.send_all([locker.phone.note("ppe.return", locker.issue, to="shelf")])
    assert (answer["outcome"], answer["code"]) == ("applied", "ppe.back_already")
    assert locker.on_shelf() == 5
    with work.look() as tx:
        told = tx.session.scalars(select(Event).where(Event.verb == TOLD_AGAIN)).all()
    assert [each.payload["pieces"] for each in told] == [1, 1]


def test_nobody_gives_back_what_somebody_else_keeps(locker: Locker, desk: Desk, clock: ManualClock) -> None:
    other = Phone(desk, clock, "worker2")
    answer = other.send("ppe.return", locker.issue, to="shelf")
    assert (answer["outcome"], answer["code"]) == ("rejected", "not_found")
    assert locker.on_shelf() == 3


@pytest.mark.parametrize("wrong", [{}, {"to": "lost"}, {"to": "shelf", "pieces": 0}, {"to": "shelf", "pieces": 3}])
def test_what_cannot_be_meant_is_refused_and_moves_nothing(locker: Locker, wrong: dict[str, Any]) -> None:
    assert locker.back(**wrong)["outcome"] == "rejected"
    assert locker.on_shelf() == 3
