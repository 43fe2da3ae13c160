"""One kit of what is worn again does for all jobs of a crew, one after the other; what is worn once is used up."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.ppe_holds import Hold, brought, claims, in_hand, spoken_for, wanted_at_once

STORE, LOT = UUID(int=1), UUID(int=2)
PLACE = (STORE, LOT)
AN, BINH = UUID(int=11), UUID(int=12)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def hold(hour: int | None, reserved: int = 0, out: int = 0, **more: Any) -> Hold:
    """A job of An's crew so many hours after noon; None has begun."""
    begins_at = None if hour is None else NOON + timedelta(hours=hour)
    said = {"item": "goggles", "reusable": True, "crew_id": AN, "assignment_id": UUID(int=100 + (hour or 0))} | more
    return Hold(STORE, LOT, begins_at=begins_at, reserved=reserved, out=out, **said)


@pytest.mark.parametrize(
    ("jobs", "pieces"),
    [
        ([], 0),
        ([hold(1, 2)], 2),
        ([hold(1, 2), hold(2, 2), hold(3, 2)], 2),
        ([hold(1, 1), hold(2, 3)], 3),
        ([hold(None, out=2), hold(2, 2)], 0),
        ([hold(None, out=2), hold(2, 3)], 1),
        ([hold(None, 1, out=1), hold(2, 2)], 1),
        ([hold(1, 2), hold(2, out=2)], 2),
        ([hold(2, 2), hold(None, out=1), hold(1, 1, out=1)], 0),
    ],
)
def test_a_crew_speaks_for_the_most_that_one_of_its_jobs_still_needs_from_the_shelf(
    jobs: list[Hold], pieces: int
) -> None:
    """In hand for an earlier job is in hand for a later one; for a later one is not for an earlier one."""
    assert spoken_for(jobs) == pieces


def test_crews_go_at_the_same_time_and_what_is_worn_once_is_not_shared() -> None:
    assert claims([hold(1, 2), hold(2, 2), hold(1, 2, crew_id=BINH)]) == {PLACE: 4}
    assert claims([hold(1, 2, reusable=False), hold(2, 2, reusable=False)]) == {PLACE: 4}
    assert claims([]) == {}


def test_a_crew_brings_along_what_its_earlier_jobs_have_in_hand() -> None:
    jobs = [hold(None, out=1), hold(1, out=2), hold(3, out=4), hold(None, out=8, crew_id=BINH)]
    assert brought(jobs, AN, NOON + timedelta(hours=2)) == {PLACE: 3}
    assert brought(jobs, AN, NOON + timedelta(hours=1)) == {PLACE: 1}
    assert brought(jobs, AN, NOON + timedelta(hours=4)) == {PLACE: 7}
    assert brought([hold(1, out=2)], AN, None) == {}
    assert brought([hold(None, out=2, reusable=False)], AN, NOON) == {}
    assert brought([hold(None, 2)], AN, NOON) == {}
    assert in_hand(jobs) == {PLACE: 15}


@pytest.mark.parametrize(
    ("jobs", "held", "crews", "pieces"),
    [
        ([2, 2, 2], [], 1, 2),
        ([2, 2, 2], [], 2, 4),
        ([2, 2, 2], [], 9, 6),
        ([2, 2], [2], 1, 0),
        ([2], [2], 2, 2),
        ([1, 3], [], 1, 3),
        ([1], [3], 1, 0),
        ([2, 2], [], 0, 4),
        ([], [2], 1, 0),
    ],
)
def test_no_more_is_wanted_than_the_crews_wear_at_once(
    jobs: list[int], held: list[int], crews: int, pieces: int
) -> None:
    assert wanted_at_once(jobs, held, crews) == pieces


@given(
    jobs=st.lists(st.tuples(st.sampled_from([None, 1, 2, 3]), st.integers(0, 4), st.integers(0, 4)), max_size=5),
    on_hand=st.integers(0, 20),
)
def test_a_shelf_that_holds_what_is_spoken_for_serves_the_crew_s_jobs_one_after_the_other(
    jobs: list[tuple[int | None, int, int]], on_hand: int
) -> None:
    """Played through: each job takes what it reserved, and gives all that it has back before the next begins."""
    holds = [hold(*job, assignment_id=UUID(int=at)) for at, job in enumerate(jobs)]
    enough, shelf = on_hand >= spoken_for(holds), on_hand
    served = True
    for each in sorted(holds, key=lambda job: (job.begins_at is not None, job.begins_at)):
        served = served and shelf >= each.reserved
        shelf += each.out
    assert enough == served
