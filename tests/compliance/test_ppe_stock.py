"""Which pieces a job takes, what is left, and when it is too little."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.ppe import Issued, Need
from compliance.ppe_stock import (
    Outlook,
    Shelf,
    Supply,
    Want,
    Wearer,
    allocate,
    lacking,
    left_after,
    level,
    outlook,
    short_of,
    taken_by,
    wanted,
    with_more,
)
from tests.compliance.cases import NOW, uid

END = NOW + timedelta(hours=3)
TRUCK, ROOM = uid(1), uid(2)
AN = uid(11)


def shelf(free: int, *, rank: int = 0, lot: int = 21, size: str = "", expires_at: datetime | None = None) -> Shelf:
    return Shelf((TRUCK, ROOM)[rank], rank, uid(lot), "mask", size, expires_at, free)


def taken(*shelves: Shelf, pieces: int = 2, size: str | None = None) -> list[tuple[UUID | None, UUID | None, int]]:
    picks = allocate([Want(AN, "mask", pieces, size)], shelves, END)
    return [(each.shelf and each.shelf.store_id, each.shelf and each.shelf.lot_id, each.pieces) for each in picks]


def test_the_vehicle_gives_before_the_store() -> None:
    assert taken(shelf(5, rank=1, lot=22), shelf(1)) == [(TRUCK, uid(21), 1), (ROOM, uid(22), 1)]


def test_what_expires_first_goes_first() -> None:
    later, sooner = shelf(5, lot=21), shelf(5, lot=22, expires_at=END + timedelta(days=1))
    assert taken(later, sooner) == [(TRUCK, uid(22), 2)]


def test_of_two_lots_that_expire_the_sooner_goes_first() -> None:
    later, sooner = (shelf(5, lot=lot, expires_at=END + timedelta(days=days)) for lot, days in ((21, 2), (22, 1)))
    assert taken(later, sooner) == [(TRUCK, uid(22), 2)]


def test_what_expires_before_the_job_is_done_stays() -> None:
    assert taken(shelf(5, expires_at=END)) == [(None, None, 2)]


def test_a_want_of_a_size_takes_no_other() -> None:
    assert taken(shelf(5, size="M"), shelf(1, lot=22, size="L"), size="L") == [(TRUCK, uid(22), 1), (None, None, 1)]


def test_whoever_comes_first_is_served_first() -> None:
    picks = allocate([Want(AN, "mask", 2), Want(None, "mask", 2)], [shelf(3)], END)
    told = [(each.want.member_id, each.shelf is not None, each.pieces) for each in picks]
    assert told == [(AN, True, 2), (None, True, 1), (None, False, 1)]


def test_shortages_are_told_by_article() -> None:
    assert short_of(allocate([Want(None, "mask", 4), Want(None, "suit", 1)], [shelf(3)], END)) == {"mask": 1, "suit": 1}


SHELVES = st.builds(
    lambda free, rank, lot, days: shelf(
        free, rank=rank, lot=lot, expires_at=None if days is None else NOW + timedelta(days=days)
    ),
    st.integers(0, 5), st.integers(0, 1), st.integers(20, 40), st.none() | st.integers(-2, 2),
)  # fmt: skip
WANTS = st.lists(st.builds(Want, st.just(AN), st.just("mask"), st.integers(1, 6)), max_size=4)


@given(WANTS, st.lists(SHELVES, max_size=5, unique_by=lambda each: each.lot_id))
def test_every_want_is_met_or_told_short_and_no_shelf_gives_more_than_it_has(
    wants: list[Want], shelves: list[Shelf]
) -> None:
    picks = allocate(wants, shelves, END)
    assert sum(each.pieces for each in picks) == sum(want.pieces for want in wants)
    for each in shelves:
        gave = sum(pick.pieces for pick in picks if pick.shelf and pick.shelf.lot_id == each.lot_id)
        assert gave <= each.free
        assert gave == 0 or each.expires_at is None or each.expires_at > END
    if any(pick.shelf is None for pick in picks):
        good = [each for each in shelves if each.expires_at is None or each.expires_at > END]
        assert sum(pick.pieces for pick in picks if pick.shelf) == sum(each.free for each in good)


def test_what_is_past_its_date_or_spoken_for_is_not_available() -> None:
    assert Supply(on_hand=10, expired=2, reserved=3).available == 5


@pytest.mark.parametrize(("wanted", "left", "short"), [(0, 4, 0), (4, 0, 0), (6, 0, 2)])
def test_the_forecast_counts_what_expires_meanwhile_as_gone(wanted: int, left: int, short: int) -> None:
    supply = Supply(on_hand=10, expired=1, expiring=2, reserved=3)
    assert outlook(supply, wanted) == Outlook(left, short)


@pytest.mark.parametrize(
    ("available", "minimum", "expected"),
    [(5, 5, "ok"), (4, 5, "low"), (0, 5, "out"), (-1, 5, "out"), (0, 0, "ok"), (-1, 0, "out")],
)
def test_stock_is_low_below_its_minimum_and_out_with_nothing_left(available: int, minimum: int, expected: str) -> None:
    assert level(available, minimum) == expected


def test_the_last_piece_is_low_and_not_out() -> None:
    assert level(1, 5) == "low"


SUIT, MASK = Need("suit", 1, spare=1, sized=True), Need("mask", 2)
BINH = uid(12)


def wearer(who: UUID, *issued: Issued) -> Wearer:
    """Somebody of size M."""
    return Wearer(who, issued, {"suit": "M", "mask": "S"})


def test_a_person_lacks_what_is_not_in_hand_in_their_own_size_where_it_matters() -> None:
    asked = wearer(AN, Issued("mask", 1, NOW), Issued("suit", 1, NOW, size="L"))
    assert lacking(asked, [SUIT, MASK], NOW) == [Want(AN, "suit", 1, "M"), Want(AN, "mask", 1)]
    expired = Issued("mask", 2, NOW, expires_at=NOW + timedelta(hours=1))
    suited = wearer(AN, Issued("suit", 1, NOW, size="M"), expired)
    assert lacking(suited, [SUIT, MASK], NOW) == []
    assert lacking(suited, [SUIT, MASK], NOW + timedelta(hours=1)) == [Want(AN, "mask", 2)]


def test_a_crew_wants_what_each_lacks_and_then_the_spare_pieces_once() -> None:
    equipped = wearer(AN, Issued("suit", 1, NOW, size="M"), Issued("mask", 2, NOW))
    assert wanted([equipped, wearer(BINH)], [SUIT, MASK], NOW) == [
        Want(BINH, "suit", 1, "M"), Want(BINH, "mask", 2), Want(None, "suit", 1),
    ]  # fmt: skip
    assert wanted([], [SUIT, MASK], NOW) == []
    expiring = wearer(AN, Issued("suit", 1, NOW, size="M"), Issued("mask", 2, NOW, expires_at=END))
    assert wanted([expiring], [MASK], NOW) == []
    assert wanted([expiring], [MASK], END) == [Want(AN, "mask", 2)]


def test_what_is_short_and_what_was_taken_adds_up_by_article_and_by_lot() -> None:
    near, far = shelf(3), shelf(4, rank=1, lot=22)
    picks = allocate([Want(AN, "mask", 2), Want(BINH, "mask", 6), Want(None, "mask", 3)], [near, far], END)
    assert short_of(picks) == {"mask": 4}
    assert taken_by(picks) == {(TRUCK, uid(21)): 3, (ROOM, uid(22)): 4}
    twice = allocate([Want(AN, "mask", 1), Want(BINH, "mask", 1)], [near], END)
    assert (short_of(twice), taken_by(twice)) == ({}, {(TRUCK, uid(21)): 2})
    nothing = allocate([Want(AN, "mask", 1), Want(BINH, "mask", 2)], [], END)
    assert (short_of(nothing), taken_by(nothing)) == ({"mask": 3}, {})


def test_shelves_have_what_was_not_taken_and_never_less_than_nothing() -> None:
    near, far = shelf(3), shelf(4, rank=1, lot=22)
    assert left_after([near, far], {(TRUCK, uid(21)): 1}) == [shelf(2), far]
    assert left_after([near], {(TRUCK, uid(21)): 5}) == [shelf(0)]
    assert left_after([near], {(ROOM, uid(21)): 1, (TRUCK, uid(22)): 1}) == [near]


def test_what_comes_back_lies_where_it_came_from() -> None:
    near, far = shelf(3), shelf(5, rank=1)
    assert with_more([near, far], {(TRUCK, uid(21)): 2}) == [shelf(5), far]
    assert with_more([near], {(ROOM, uid(21)): 1, (TRUCK, uid(22)): 1}) == [near]
