"""Sources of travel times put together from others; those here are real ones that count how often they are asked."""

from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from geo.places import Place
from geo.routers import Cached, CircuitBreaker, FixedMatrix, Noting, WithFallback
from geo.travel import UNREACHABLE_SECONDS, Mark, Route, Source, StraightLine, Times, TravelError

HERE, THERE = Place(108.2, 16.0), Place(108.3, 16.1)
PAIR = [[108.2, 16.0]], [[108.3, 16.1]]


@dataclass
class Watched:
    """A straight line that is down when it is told to be, and that counts its pairs."""

    line: StraightLine = field(default_factory=StraightLine)
    down: bool = False
    version: Hashable = 0
    pairs: list[int] = field(default_factory=list)

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        return self.times(origins, destinations).seconds

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        found = self.line.seconds(origins, destinations)
        self.pairs.append(found.size)
        if self.down:
            raise TravelError("down")
        return Times(found, Mark(Source.OSRM))

    def route(self, origin: Place, destination: Place) -> Route | None:
        self.times([[origin.lon, origin.lat]], [[destination.lon, destination.lat]])
        return self.line.route(origin, destination)


def test_a_source_that_fails_is_stood_in_for_and_the_answer_is_marked() -> None:
    heard: list[TravelError] = []
    source = WithFallback(Watched(down=True), StraightLine(), heard.append)
    assert source.times(*PAIR).mark == Mark(Source.STRAIGHT_LINE, fallback=True)
    assert source.seconds(*PAIR).tolist() == StraightLine().seconds(*PAIR).tolist()
    way = source.route(HERE, THERE)
    assert way is not None
    assert way.mark.fallback
    assert len(heard) == 3


def test_a_source_that_answers_is_not_stood_in_for() -> None:
    assert WithFallback(Watched(), StraightLine()).times(*PAIR).mark == Mark(Source.OSRM)


def test_a_source_that_failed_three_times_is_left_alone_for_ten_seconds() -> None:
    source, clock = Watched(down=True), [0.0]
    breaker = CircuitBreaker(source, lambda: clock[0])
    for _ in range(5):
        with pytest.raises(TravelError):
            breaker.seconds(*PAIR)
    assert len(source.pairs) == 3
    clock[0], source.down = 10.0, False
    assert breaker.seconds(*PAIR).shape == (1, 1)
    assert breaker.route(HERE, THERE) is not None


def test_after_the_rest_one_failure_is_enough_for_the_next_rest() -> None:
    source, clock = Watched(down=True), [0.0]
    breaker = CircuitBreaker(source, lambda: clock[0])
    for moment in (0.0, 0.0, 0.0, 10.0, 10.0, 19.0, 20.0):
        clock[0] = moment
        with pytest.raises(TravelError):
            breaker.seconds(*PAIR)
    assert len(source.pairs) == 5


def test_a_success_in_between_forgives_failures() -> None:
    source = Watched(down=True)
    breaker = CircuitBreaker(source, lambda: 0.0)
    for down in (True, True, False, True, True, False):
        source.down = down
        if down:
            with pytest.raises(TravelError):
                breaker.seconds(*PAIR)
        else:
            breaker.seconds(*PAIR)
    assert len(source.pairs) == 6


def test_a_pair_is_asked_for_once_until_roads_change() -> None:
    source = Watched()
    cached = Cached(source)
    first = cached.times(*PAIR)
    again = cached.times(*PAIR)
    assert (again.seconds == first.seconds).all()
    assert again.mark == first.mark == Mark(Source.OSRM)
    assert source.pairs == [1]
    source.version = 1
    cached.seconds(*PAIR)
    assert source.pairs == [1, 1]


def test_only_the_block_with_unknown_pairs_is_asked_for() -> None:
    source = Watched()
    cached = Cached(source)
    known = [[108.2, 16.0], [108.3, 16.0]]
    cached.seconds(known, known)
    cached.seconds([*known, [108.4, 16.0]], known)
    assert source.pairs == [4, 2]


def test_an_answer_of_a_stand_in_is_not_remembered_because_the_cache_lies_below_it() -> None:
    source = Watched(down=True)
    asked = WithFallback(Cached(source), StraightLine())
    assert asked.times(*PAIR).mark.fallback
    source.down = False
    assert asked.times(*PAIR).mark == Mark(Source.OSRM)


COORDINATE = st.tuples(st.floats(108, 109), st.floats(15, 16))


@given(st.lists(st.lists(COORDINATE, min_size=1, max_size=6), min_size=1, max_size=6), st.sampled_from([1, 3, 4096]))
def test_what_is_remembered_is_what_the_source_says(questions: list[list[tuple[float, float]]], slots: int) -> None:
    """Also where the memory is far too small. Places are told apart to a metre: a second more or less."""
    cached, line = Cached(Watched(), slots=slots), StraightLine()
    for question in questions:
        assert np.abs(cached.seconds(question, question) - line.seconds(question, question)).max() <= 1


def test_nothing_asked_is_nothing_answered() -> None:
    assert Cached(Watched()).seconds([], [[108, 16]]).shape == (0, 1)


def test_a_memory_without_slots_is_refused() -> None:
    with pytest.raises(ValueError, match="slots"):
        Cached(Watched(), slots=0)


def test_who_asks_often_learns_of_the_least_trustworthy_answer() -> None:
    source = Watched()
    noting = Noting(WithFallback(source, StraightLine()))
    assert noting.mark is None
    noting.seconds(*PAIR)
    assert noting.mark == Mark(Source.OSRM)
    source.down = True
    noting.seconds(*PAIR)
    source.down = False
    noting.seconds(*PAIR)
    assert noting.mark == Mark(Source.STRAIGHT_LINE, fallback=True)


TABLE = FixedMatrix.of({"depot": HERE, "substation": THERE}, {("depot", "substation"): 600.2})


def test_a_table_answers_for_the_nearest_named_places_and_may_be_one_way() -> None:
    near = [[108.2001, 16.0001]]
    assert TABLE.seconds(near, [[108.3, 16.1], [108.2, 16.0], [109.0, 16.0]]).tolist() == [
        [601, 0, UNREACHABLE_SECONDS]
    ]
    assert TABLE.between(["substation"], ["depot"]).tolist() == [[UNREACHABLE_SECONDS]]
    assert TABLE.times(near, near).mark == Mark(Source.MATRIX)


def test_a_table_shows_a_straight_way_with_its_own_time() -> None:
    way = TABLE.route(HERE, THERE)
    assert way is not None
    assert (way.seconds, way.points.tolist()) == (601, [[108.2, 16.0], [108.3, 16.1]])
    assert TABLE.route(THERE, HERE) is None
    assert TABLE.route(Place(0, 0), HERE) is None


def test_a_table_that_does_not_fit_is_refused() -> None:
    places = np.zeros((2, 2))
    for names, matrix, told in (
        (("a", "a"), np.zeros((2, 2)), "names"), (("a",), np.zeros((1, 1)), "places"),
        (("a", "b"), np.zeros((2, 3)), "matrix"), (("a", "b"), np.full((2, 2), -1.0), "matrix"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=told):
            FixedMatrix(names, places, matrix)
