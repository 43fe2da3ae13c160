import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from geo.candidates import ANY_TIME, CandidateCrews, Ranked, rank
from geo.places import METRES_PER_DEGREE, Place
from geo.travel import UNREACHABLE_SECONDS, StraightLine

# Everything lies on one meridian; one hundredth of a degree takes 112 s at 10 m/s.
PLACE = Place(108, 16)
TRAVEL = StraightLine(36, 1)
NOW = 1_000_000


def crews(**each: tuple[float, int, int, int]) -> CandidateCrews[str]:
    """Crews by name: hundredths of a degree south of the place, free at, earliest entry, before start (seconds)."""
    south, free, entry, before = zip(*each.values(), strict=True)
    lats = [16 - hundredths / 100 for hundredths in south]
    return CandidateCrews(tuple(each), [108] * len(each), lats, free, entry, before)


def order(ranked: tuple[Ranked[str], ...]) -> list[str]:
    return [one.crew_key for one in ranked]


def test_the_times_of_one_crew_follow_each_other() -> None:
    (one,) = rank(crews(a=(1, NOW + 60, ANY_TIME, 300)), PLACE, TRAVEL, now_s=NOW)
    assert one.distance_m == pytest.approx(METRES_PER_DEGREE / 100)
    assert (one.depart_at_s, one.travel_seconds) == (NOW + 60, 112)
    assert (one.arrive_at_s, one.start_at_s) == (NOW + 172, NOW + 472)


def test_a_crew_free_since_long_leaves_now() -> None:
    (one,) = rank(crews(a=(0, 0, ANY_TIME, 0)), PLACE, TRAVEL, now_s=NOW)
    assert (one.depart_at_s, one.arrive_at_s, one.start_at_s) == (NOW, NOW, NOW)


def test_waiting_for_entry_and_preparing_run_side_by_side() -> None:
    late, early = rank(crews(late=(1, 0, NOW + 1000, 300), early=(1, 0, NOW + 200, 300)), PLACE, TRAVEL, now_s=NOW)[
        ::-1
    ]
    assert (late.crew_key, late.start_at_s) == ("late", NOW + 1000)
    assert (early.crew_key, early.start_at_s) == ("early", NOW + 412)


def test_a_far_crew_that_may_enter_beats_a_near_one_that_may_not_yet() -> None:
    ranked = rank(crews(near=(1, 0, NOW + 7200, 0), far=(20, 0, ANY_TIME, 0)), PLACE, TRAVEL, now_s=NOW)
    assert order(ranked) == ["far", "near"]


def test_equal_starts_go_to_the_nearer_crew_and_then_to_the_smaller_key() -> None:
    waiting = NOW + 9000
    ranked = rank(crews(c=(2, 0, waiting, 0), b=(1, 0, waiting, 0), a=(2, 0, waiting, 0)), PLACE, TRAVEL, now_s=NOW)
    assert order(ranked) == ["b", "a", "c"]


def test_a_crew_without_a_way_is_left_out() -> None:
    class Ferry:
        def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
            reached = np.asarray(origins)[:, 1] < np.asarray(destinations)[0, 1] - 0.05
            return np.where(reached, 60, UNREACHABLE_SECONDS).astype(np.int32)[:, None]

    assert order(rank(crews(island=(1, 0, 0, 0), mainland=(9, 0, 0, 0)), PLACE, Ferry(), now_s=NOW)) == ["mainland"]


def test_no_crews_no_ranks() -> None:
    nobody: CandidateCrews[str] = CandidateCrews((), [], [], [], [], [])
    assert rank(nobody, PLACE, TRAVEL, now_s=NOW) == ()


def test_every_field_needs_every_crew() -> None:
    with pytest.raises(ValueError, match="one entry per crew"):
        CandidateCrews(("a", "b"), [1, 2], [1, 2], [0, 0], [0, 0], [0])


seconds = st.integers(0, 4).map(lambda n: n * 300)
people = st.lists(st.tuples(st.integers(0, 3), seconds, seconds, seconds), min_size=1, max_size=8)


@given(people, st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(each: list[tuple[int, int, int, int]], rng: object) -> None:
    named = {f"crew {i}": (s, NOW + free, NOW + entry, before) for i, (s, free, entry, before) in enumerate(each)}
    names = list(named)
    rng.shuffle(names)  # type: ignore[attr-defined]
    ranked = rank(crews(**named), PLACE, TRAVEL, now_s=NOW)
    assert rank(crews(**{name: named[name] for name in names}), PLACE, TRAVEL, now_s=NOW) == ranked
    assert all(one.start_at_s >= max(named[one.crew_key][2], one.arrive_at_s) for one in ranked)
    assert [one.start_at_s for one in ranked] == sorted(one.start_at_s for one in ranked)
