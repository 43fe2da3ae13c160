"""Areas within an area that exclude each other: what is wrong with them, if anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import shapely
from shapely.geometry.base import BaseGeometry

SLIVER_DEGREES2: Final = 1e-14
"""About 0.0001 m²: what drawing and rounding leave over or between areas that were meant to touch."""


@dataclass(frozen=True, slots=True)
class PartitionFault:
    """One part that cannot stand.

    Attributes:
        part: Its index.
        kind: It reaches beyond the whole, or shares ground with an earlier part.
        other: Index of that earlier part.
    """

    part: int
    kind: Literal["beyond", "overlap"]
    other: int | None = None


def find_fault(whole: BaseGeometry, parts: Sequence[BaseGeometry]) -> PartitionFault | None:
    """Say which part reaches beyond the whole or overlaps another; touching along an edge is no overlap.

    Args:
        whole: Valid polygon or multipolygon, WGS 84.
        parts: Likewise; they need not fill the whole.
    """
    for i, part in enumerate(parts):
        if shapely.difference(part, whole).area > SLIVER_DEGREES2:
            return PartitionFault(i, "beyond")
    for i, j in combinations(range(len(parts)), 2):
        if shapely.intersection(parts[i], parts[j]).area > SLIVER_DEGREES2:
            return PartitionFault(j, "overlap", i)
    return None
