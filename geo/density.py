"""Crowds in space and time, by scikit-learn's DBSCAN over pairs that are close in both (after Birant and Kut, 2007)."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from geo.places import metres_per_degree_at

_NARROWEST: Final = 0.2
"""Of the first distance; crowds that are still too wide there stay as they are."""


def find_crowds(
    lons: Sequence[float],
    lats: Sequence[float],
    spans: Sequence[tuple[float, float]],
    *,
    eps_m: float,
    eps_minutes: float,
    min_reports: int,
    widest_m: float,
) -> list[list[int]]:
    """Return the crowds among points as lists of their indices.

    A point with `min_reports` points around it, itself included, is the core of a crowd; cores that are close to each
    other make one crowd, with all that are close to a core. A crowd whose radius is more than `widest_m` is looked at
    again with half the distance, since chains of neighbours cross whole cities in a storm.

    Args:
        lons: Degrees east, shape (n,), in an order that does not depend on chance.
        lats: Degrees north, shape (n,).
        spans: From which minute to which each of them lasts, on any one clock; shape (n, 2).
        eps_m: How close two points are in space.
        eps_minutes: How close their spans are.
        min_reports: How many make a crowd.
        widest_m: Radius above which a crowd is too wide.
    """
    if len(lons) < min_reports:
        return []
    points = _plane(lons, lats)
    times = np.asarray(spans, dtype=np.float64)
    found: list[list[int]] = []
    waiting = [(np.arange(len(points)), eps_m)]
    while waiting:
        chosen, eps = waiting.pop()
        for crowd in _clusters(points[chosen], times[chosen], eps, eps_minutes, min_reports):
            members = chosen[crowd]
            if _radius(points[members]) > widest_m and eps > eps_m * _NARROWEST:
                waiting.append((members, eps / 2))
            else:
                found.append(members.tolist())
    return sorted(found)


def _plane(lons: Sequence[float], lats: Sequence[float]) -> NDArray[np.float64]:
    kx, ky = metres_per_degree_at(float(np.mean(lats)))
    return np.column_stack([np.asarray(lons) * kx, np.asarray(lats) * ky])


def _radius(points: NDArray[np.float64]) -> float:
    return float(np.linalg.norm(points - points.mean(axis=0), axis=1).max())


def _clusters(
    points: NDArray[np.float64], times: NDArray[np.float64], eps_m: float, eps_minutes: float, min_reports: int
) -> list[NDArray[np.intp]]:
    from sklearn.cluster import DBSCAN  # noqa: PLC0415 - takes seconds, and most reports name their transformer

    graph = _close_pairs(points, times, eps_m, eps_minutes)
    labels = DBSCAN(eps=eps_m, min_samples=min_reports, metric="precomputed").fit(graph).labels_
    return [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]


def _close_pairs(
    points: NDArray[np.float64], times: NDArray[np.float64], eps_m: float, eps_minutes: float
) -> csr_array:
    """Distances in metres of all pairs that are close in space and in time, each point to itself included."""
    pairs = cKDTree(points).query_pairs(eps_m, output_type="ndarray")
    begin, end = times[:, 0], times[:, 1]
    gaps = np.maximum(begin[pairs].max(axis=1) - end[pairs].min(axis=1), 0)
    first, second = pairs[gaps <= eps_minutes].T
    away = np.linalg.norm(points[first] - points[second], axis=1)
    alone = np.arange(len(points))
    rows, columns = np.concatenate([first, second, alone]), np.concatenate([second, first, alone])
    metres = np.concatenate([away, away, np.zeros(len(points))])
    order = np.lexsort((columns, metres, rows))  # as DBSCAN wants them: by row, the closest first
    indptr = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(points)))])
    return csr_array((metres[order], columns[order], indptr), shape=(len(points), len(points)))
