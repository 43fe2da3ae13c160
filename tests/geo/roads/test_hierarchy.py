"""Many-to-many on the contracted graph is exactly what Dijkstra finds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from geo.roads.hierarchy import Ends, Hierarchy
from geo.roads.kernel import INF

WEIGHT = st.one_of(st.integers(1, 50), st.just(INF))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int, int, int]]]:
    count = draw(st.integers(1, 9))
    node = st.integers(0, count - 1)
    edges = draw(st.lists(st.tuples(node, node, WEIGHT, WEIGHT), min_size=1, max_size=24))
    return draw(st.permutations(range(count))), edges


def _columns(edges: list[tuple[int, int, int, int]]) -> list[np.ndarray]:
    return [np.array(column, dtype=np.int32) for column in zip(*edges, strict=True)]


def _floor(count: int, edges: list[tuple[int, int, int, int]]) -> np.ndarray:
    lightest: dict[tuple[int, int], int] = {}
    for one, two, forth, back in edges:
        for pair, weight in (((one, two), forth), ((two, one), back)):
            if weight < INF:
                lightest[pair] = min(weight, lightest.get(pair, INF))
    rows, columns = [pair[0] for pair in lightest], [pair[1] for pair in lightest]
    return dijkstra(coo_matrix((list(lightest.values()), (rows, columns)), shape=(count, count)))


def _at_nodes(count: int) -> Ends:
    nodes = np.stack([np.arange(count)] * 2, axis=1).astype(np.int32)
    return Ends(nodes, np.zeros((count, 2), np.int32))


@given(graphs())
def test_the_matrix_is_what_dijkstra_finds(graph: tuple[list[int], list[tuple[int, int, int, int]]]) -> None:
    order, edges = graph
    start, end, forth, back = _columns(edges)
    metric = Hierarchy.build(order, start, end).weigh(forth, back)
    found = metric.matrix(_at_nodes(len(order)), _at_nodes(len(order))).astype(float)
    found[found >= INF] = np.inf
    assert (found == _floor(len(order), edges)).all()


@given(graphs())
def test_a_way_hangs_together_and_takes_as_long_as_the_matrix_says(
    graph: tuple[list[int], list[tuple[int, int, int, int]]],
) -> None:
    order, edges = graph
    start, end, forth, back = _columns(edges)
    metric = Hierarchy.build(order, start, end).weigh(forth, back)
    nodes, floor = _at_nodes(len(order)), _floor(len(order), edges)
    for i in range(len(order)):
        for j in range(len(order)):
            step = metric.path(nodes.take(i), nodes.take(j))
            if step is None:
                assert np.isinf(floor[i, j])
                continue
            at, taken = i, 0
            for edge, ahead in zip(step.edges, step.forward, strict=True):
                assert at == (start if ahead else end)[edge]
                at = (end if ahead else start)[edge]
                taken += (forth if ahead else back)[edge]
            assert (at, taken) == (j, floor[i, j])


@given(graphs(), st.data())
def test_a_place_on_an_edge_leaves_by_whichever_end_is_better(
    graph: tuple[list[int], list[tuple[int, int, int, int]]], data: st.DataObject
) -> None:
    order, edges = graph
    start, end, forth, back = _columns(edges)
    metric = Hierarchy.build(order, start, end).weigh(forth, back)
    costs = data.draw(st.lists(st.tuples(WEIGHT, WEIGHT), min_size=len(edges), max_size=len(edges)))
    on_edges = Ends(np.stack([start, end], axis=1), np.array(costs, dtype=np.int32))
    found = metric.matrix(on_edges, _at_nodes(len(order)))
    floor = np.where(np.isinf(_floor(len(order), edges)), INF, _floor(len(order), edges))
    wanted = np.minimum(
        on_edges.costs[:, :1] + floor[start].astype(np.int64), on_edges.costs[:, 1:] + floor[end].astype(np.int64)
    )
    assert (found == np.minimum(wanted, INF)).all()


def test_a_place_off_the_network_reaches_nothing() -> None:
    metric = Hierarchy.build([0, 1], [0], [1]).weigh(np.array([5], np.int32), np.array([5], np.int32))
    lost = Ends(np.array([[-1, -1]], np.int32), np.array([[INF, INF]], np.int32))
    assert metric.matrix(lost, _at_nodes(2)).tolist() == [[INF, INF]]
    assert metric.path(lost, _at_nodes(2).take(0)) is None


@pytest.mark.parametrize("order", [[0, 0], [0, 2], [-1, 0]])
def test_an_order_that_is_no_permutation_is_refused(order: list[int]) -> None:
    with pytest.raises(ValueError, match="order"):
        Hierarchy.build(order, [0], [1])
