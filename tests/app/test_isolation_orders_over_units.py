"""Isolation orders over several units, and over an area besides: what they bind, count, say before and leave."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from app.access import Role
from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.events import Event
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services.work import Work
from app.storage import board, judgements
from tests.support.accounts import add_unit, add_user, sign_in_as
from tests.support.places import FAR, INSIDE, SQUARE, add_assignment, add_ticket, geojson

ORDERS = "/api/v1/isolation-orders"
Headers = dict[str, str]


class Utility:
    """An administrator of a utility with the districts DN, QN and LC; the team DN1 is below DN."""

    def __init__(self, work: Work, client: TestClient, clock: ManualClock, root: Unit) -> None:
        """Make the units and sign in."""
        self.work, self.client, self.clock = work, client, clock
        self.dn, self.qn, self.lc = (add_unit(work, code, root) for code in ("DN", "QN", "LC"))
        self.dn1 = add_unit(work, "DN1", self.dn)
        add_user(work, "admin", Role.ADMIN, root)
        self.admin = sign_in_as(client, "admin")

    def body(self, *units: Unit, **said: object) -> dict[str, object]:
        """An order over these units."""
        return {
            "legal_reference": "16/CT-TTg", "name": "Directive 16", "level": "directive_16",
            "unit_ids": [str(unit.id) for unit in units], "valid_from": self.clock.now().isoformat(), **said,
        }  # fmt: skip

    def publish(self, *units: Unit, **said: object) -> dict[str, Any]:
        """The order, published."""
        answer = self.client.post(ORDERS, headers=self.admin, json=self.body(*units, **said))
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def change(self, order: dict[str, Any], who: Headers | None = None, **said: object) -> Any:
        """What the service answers to a change."""
        headers = (who or self.admin) | {"If-Match": f'"{order["version"]}"'}
        return self.client.patch(f"{ORDERS}/{order['id']}", headers=headers, json={"reason": "x"} | said)

    def checks(self, *units: Unit) -> list[UUID]:
        """A meter check, far from any area, in each of these units: no order at Directive 16 allows it."""
        return [add_ticket(self.work, unit, FAR, work_type="meter_check") for unit in units]

    def deferred(self, tickets: list[UUID]) -> list[bool]:
        """Which of these tickets wait."""
        with self.work.look() as tx:
            return [tx.session.get_one(Ticket, each).state == "deferred" for each in tickets]


@pytest.fixture
def utility(work: Work, client: TestClient, clock: ManualClock, root: Unit) -> Utility:
    return Utility(work, client, clock, root)


def test_an_order_binds_each_of_its_units_with_all_below_and_no_others(utility: Utility) -> None:
    tickets = utility.checks(utility.dn1, utility.qn, utility.lc)
    order = utility.publish(utility.dn, utility.qn)
    assert utility.deferred(tickets) == [True, True, False]
    utility.client.post(f"{ORDERS}/{order['id']}/end", headers=utility.admin, json={"reason": "x"})
    assert utility.deferred(tickets) == [False, False, False]


def test_an_order_over_an_area_and_units_binds_what_lies_under_either(utility: Utility) -> None:
    of_unit, elsewhere = utility.checks(utility.dn, utility.lc)
    in_area = add_ticket(utility.work, utility.lc, INSIDE, work_type="meter_check")
    utility.publish(utility.dn, area=geojson(SQUARE))
    assert utility.deferred([of_unit, elsewhere, in_area]) == [True, False, True]


def test_a_ticket_under_several_parts_of_an_order_is_counted_once_and_as_publishing_then_does(utility: Utility) -> None:
    """DN1 lies under DN, and the first of its tickets in the area as well."""
    tickets = [add_ticket(utility.work, utility.dn1, at, work_type="meter_check") for at in (INSIDE, FAR)]
    asked = utility.body(utility.dn, utility.dn1, utility.dn, utility.qn, area=geojson(SQUARE))
    seen = utility.client.post(f"{ORDERS}/preview", headers=utility.admin, json=asked).json()
    assert (seen["deferred"], [each["id"] for each in seen["tickets"]]) == (2, [str(each) for each in tickets])
    made = utility.publish(utility.dn, utility.dn1, utility.dn, utility.qn, area=geojson(SQUARE))
    assert made["unit_ids"] == [str(unit.id) for unit in (utility.dn, utility.dn1, utility.qn)]
    assert utility.deferred(tickets) == [True, True]


def test_the_preview_of_other_units_says_who_is_deferred_and_who_returns(utility: Utility) -> None:
    utility.checks(utility.dn, utility.dn, utility.qn)
    order = utility.publish(utility.dn)
    asked = {"change": {"unit_ids": [str(utility.qn.id)], "reason": "x"}}
    seen = utility.client.post(f"{ORDERS}/{order['id']}/preview", headers=utility.admin, json=asked).json()
    assert (seen["deferred"], seen["returning"]) == (1, 2)


def test_orders_that_share_a_unit_allow_there_what_all_of_them_allow(utility: Utility) -> None:
    utility.publish(utility.dn, utility.qn, allowed_work_types=["fault_repair", "meter_check"])
    utility.publish(utility.qn, utility.lc, allowed_work_types=["fault_repair", "relocation"])
    tickets = {
        unit.code: [add_ticket(utility.work, unit, FAR, work_type=each) for each in ("meter_check", "relocation")]
        for unit in (utility.dn, utility.qn, utility.lc)
    }
    for unit, allowed in ((utility.dn, {"fault_repair", "meter_check"}), (utility.qn, {"fault_repair"})):
        asked = {"ticket_id": str(tickets[unit.code][0]), "at": utility.clock.now().isoformat()}
        past = utility.client.get("/api/v1/judgement/past", headers=utility.admin, params=asked).json()
        assert set(past["allowed_work_types"]) == allowed


def test_every_way_to_ask_finds_the_same_orders_over_a_ticket(utility: Utility) -> None:
    """The board of plans, the judgement of one ticket, and that of a bare place with a unit."""
    order = UUID(utility.publish(utility.dn, utility.qn)["id"])
    below, beside = utility.checks(utility.dn1, utility.lc)
    with utility.work.look() as tx:
        of_board = board.list_orders(tx.session, [below, beside], tx.now)
        assert [(ticket, each.id) for ticket, each in of_board] == [(below, order)]
        for ticket, unit, expected in ((below, utility.dn1, [order]), (beside, utility.lc, [])):
            of_ticket = judgements.list_orders_of(tx.session, tx.session.get_one(Ticket, ticket), tx.now)
            of_place = judgements.list_orders_at(tx.session, FAR.lon, FAR.lat, unit.id, tx.now)
            assert [each.id for each in of_ticket] == [each.id for each in of_place] == expected


def test_a_unit_taken_in_is_bound_at_once_and_one_let_go_is_free_and_both_are_told(utility: Utility) -> None:
    tickets = utility.checks(utility.dn, utility.qn, utility.lc)
    order = utility.publish(utility.dn, utility.qn)
    changed = utility.change(order, unit_ids=[str(utility.qn.id), str(utility.lc.id)])
    assert (changed.status_code, changed.json()["area"]) == (200, None)
    assert utility.deferred(tickets) == [False, True, True]
    with utility.work.look() as tx:
        told = select(Event.unit_id).where(Event.verb == "isolation_order.changed")
        assert set(tx.session.scalars(told)) == {utility.dn.id, utility.dn1.id, utility.qn.id, utility.lc.id}


def test_a_crew_at_work_in_a_unit_that_is_let_go_is_told_that_it_may_go_on(utility: Utility) -> None:
    ticket = add_ticket(utility.work, utility.dn, FAR, work_type="meter_check", state="assigned")
    job = add_assignment(utility.work, utility.dn, ticket, "en_route")

    def notice() -> str | None:
        with utility.work.look() as tx:
            return tx.session.get_one(Assignment, job).notice

    order = utility.publish(utility.dn, utility.qn)
    assert notice() == "order.forbids"
    utility.change(order, unit_ids=[str(utility.qn.id)])
    assert notice() is None


def test_an_area_comes_to_an_order_over_units_and_goes_again(utility: Utility) -> None:
    order = utility.publish(utility.dn)
    ticket = add_ticket(utility.work, utility.lc, INSIDE, work_type="meter_check")
    order = utility.change(order, area=geojson(SQUARE)).json()
    assert utility.deferred([ticket]) == [True]
    assert utility.change(order, area=None).json()["area"] is None
    assert utility.deferred([ticket]) == [False]


def test_an_order_is_never_left_over_nothing(utility: Utility) -> None:
    over_unit, over_area = utility.publish(utility.dn), utility.publish(area=geojson(SQUARE))
    refused = [
        utility.change(over_unit, unit_ids=[]), utility.change(over_area, area=None),
        utility.client.post(ORDERS, headers=utility.admin, json=utility.body()),
    ]  # fmt: skip
    assert [(each.status_code, each.json()["code"]) for each in refused] == [(422, "invalid.one_area")] * 3


def test_what_an_order_was_over_before_stays_readable(utility: Utility) -> None:
    order = utility.publish(utility.dn, utility.qn)
    utility.change(order, unit_ids=[str(utility.qn.id)])
    past = utility.client.get(f"{ORDERS}/{order['id']}/history", headers=utility.admin).json()
    assert [each["unit_ids"] for each in past] == [[str(utility.dn.id), str(utility.qn.id)], [str(utility.qn.id)]]


def test_an_order_is_read_in_each_of_its_units_and_kept_by_who_administers_all_of_them(utility: Utility) -> None:
    """The administrator of QN reads what binds QN; an order over DN too is not theirs to change or to give."""
    add_user(utility.work, "local", Role.ADMIN, utility.qn)
    local = sign_in_as(utility.client, "local")
    shared, own, other = (
        utility.publish(utility.dn, utility.qn),
        utility.publish(utility.qn),
        utility.publish(utility.dn, utility.lc),
    )
    seen = utility.client.get(ORDERS, headers=local).json()["items"]
    assert [each["id"] for each in seen] == [shared["id"], own["id"]]
    assert utility.change(shared, local, name="y").status_code == 403
    assert utility.change(other, local, name="y").status_code == 404
    assert (
        utility.change(own, local, unit_ids=[str(utility.qn.id), str(utility.dn.id)]).json()["code"]
        == "invalid.unknown"
    )
    assert utility.change(own, local, area=geojson(SQUARE)).status_code == 403
    asked = utility.body(utility.qn, utility.dn)
    assert utility.client.post(ORDERS, headers=local, json=asked).json()["code"] == "invalid.unknown"


def test_a_unit_that_is_none_is_named_at_its_field(utility: Utility) -> None:
    answer = utility.client.post(
        ORDERS, headers=utility.admin, json=utility.body(utility.dn) | {"unit_ids": [str(uuid4())]}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "unit_ids")


def test_who_names_one_unit_in_the_old_way_is_understood_and_answered_in_both(utility: Utility) -> None:
    alone = utility.publish(unit_id=str(utility.dn.id))
    assert (alone["unit_id"], alone["unit_ids"]) == (str(utility.dn.id), [str(utility.dn.id)])
    both = utility.publish(utility.qn, unit_id=str(utility.dn.id))
    assert (both["unit_id"], both["unit_ids"]) == (str(utility.qn.id), [str(utility.qn.id), str(utility.dn.id)])


def test_what_the_release_before_writes_binds_as_it_meant(utility: Utility) -> None:
    """It knows one unit alone, and no way to change what an order over units is over."""
    several = utility.publish(utility.dn, utility.qn)
    with utility.work.begin() as tx:
        order = tx.session.execute(_ORDER_BEFORE, {"unit": utility.dn.id, "now": tx.now}).scalar_one()
        terms = tx.session.execute(_TERMS_BEFORE, {"order": several["id"], "unit": utility.dn.id, "now": tx.now})
        assert order == [utility.dn.id]
        assert terms.scalar_one() == [utility.dn.id, utility.qn.id]


_ORDER_BEFORE = text(
    "INSERT INTO isolation_orders (id, number, legal_reference, name, level, unit_id, valid_from, allowed_work_types, "
    "state, created_at, version) VALUES (gen_random_uuid(), 'O-old', 'x', 'x', 'directive_16', :unit, :now, '{}', "
    "'published', :now, 1) RETURNING unit_ids"
)
_TERMS_BEFORE = text(
    "INSERT INTO isolation_order_terms (id, order_id, version_no, legal_reference, name, level, unit_id, "
    "allowed_work_types, effective, reason, written_at) VALUES (gen_random_uuid(), :order, 2, 'x', 'x', "
    "'directive_16', :unit, '{}', 'empty', '', :now) RETURNING unit_ids"
)
