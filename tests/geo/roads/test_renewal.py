"""Other weights on a few edges give exactly what laying all weights anew gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.roads.hierarchy import Hierarchy, Metric
from geo.roads.kernel import INF, Ints

WEIGHT = st.one_of(st.integers(1, 9), st.just(INF))
ALWAYS = 1.0
"""Follow the changes, however many edges change."""

Network = tuple[Hierarchy, list[tuple[Ints, Ints]]]


@st.composite
def histories(draw: st.DrawFn) -> Network:
    """Return a graph and the weights that lie on it one after the other, each of which changes some edges."""
    count = draw(st.integers(2, 14))
    node = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(node, node), min_size=1, max_size=50))
    weights = st.lists(st.tuples(WEIGHT, WEIGHT), min_size=len(pairs), max_size=len(pairs))
    now = np.array(draw(weights), dtype=np.int32)
    laid = [now]
    for _ in range(draw(st.integers(1, 4))):
        changed = draw(st.sets(st.integers(0, len(pairs) - 1), max_size=6))
        now = now.copy()
        for each in sorted(changed):
            now[each] = draw(st.sampled_from([(INF, INF), tuple(laid[0][each])]) | st.tuples(WEIGHT, WEIGHT))
        laid.append(now)
    start, end = np.array(pairs, dtype=np.int32).T
    graph = Hierarchy.build(draw(st.permutations(range(count))), start, end)
    return graph, [(each[:, 0], each[:, 1]) for each in laid]


def differences(one: Metric, two: Metric) -> list[str]:
    return [
        name
        for name in Metric.__slots__
        if name != "graph" and not np.array_equal(getattr(one, name), getattr(two, name))
    ]


@given(histories())
def test_following_changes_one_after_the_other_is_as_exact_as_beginning_anew(network: Network) -> None:
    """Roads that close, open, become slower or faster in one direction, several at once, again and again."""
    graph, (first, *rest) = network
    metric = graph.weigh(*first)
    for weights in rest:
        metric = metric.reweigh(*weights, few=ALWAYS)
        assert differences(metric, graph.weigh(*weights)) == []


@given(histories())
def test_a_metric_stays_as_it_was_when_others_are_made_from_it(network: Network) -> None:
    graph, (first, *rest) = network
    metric = graph.weigh(*first)
    for weights in rest:
        metric.reweigh(*weights, few=ALWAYS)
    assert differences(metric, graph.weigh(*first)) == []


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(20))
def test_a_city_in_which_streets_close_and_open_is_what_it_would_be_from_the_start(seed: int) -> None:
    rng = np.random.default_rng(seed)
    side = 25
    node = np.arange(side * side).reshape(side, side)
    start = np.concatenate([node[:, :-1].ravel(), node[:-1].ravel()])
    end = np.concatenate([node[:, 1:].ravel(), node[1:].ravel()])
    graph = Hierarchy.build(rng.permutation(side * side), start, end)
    forth, back = (rng.integers(10, 20, len(start)).astype(np.int32) for _ in range(2))
    metric = graph.weigh(forth, back)
    closed = np.zeros(len(start), np.bool_)
    for several in (1, 1, 3, 10, 40, 200, 5):
        turned = rng.choice(len(start), several, replace=False)
        closed[turned] = ~closed[turned]
        weights = [np.where(closed, np.int32(INF), each) for each in (forth, back)]
        metric = metric.reweigh(*weights, few=ALWAYS)
        assert differences(metric, graph.weigh(*weights)) == []
