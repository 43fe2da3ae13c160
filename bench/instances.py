"""Classical problems from files: TSPLIB and VRPLIB (TYPE TSP and CVRP, EUC_2D), and Solomon's tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """What a file says; place 0 is the depot.

    Attributes:
        name: As in the file, without its suffix.
        kind: TSP, CVRP or VRPTW.
        places: Coordinates, shape (n, 2).
        vehicles: How many there are; 0 where the file does not say.
        capacity: Of each vehicle.
        demand: Of each place.
        opens: Earliest begin at each place.
        closes: Latest begin; at the depot, latest return.
        service: Duration of each visit.
    """

    name: str
    kind: str
    places: Numbers
    vehicles: int
    capacity: int
    demand: Numbers
    opens: Numbers
    closes: Numbers
    service: Numbers

    @property
    def distance(self) -> Numbers:
        """Euclidean distance of every pair, unrounded."""
        apart = self.places[:, None, :] - self.places[None, :, :]
        found: Numbers = np.hypot(apart[..., 0], apart[..., 1])
        return found


def read(path: Path) -> Instance:
    """Read one file.

    Raises:
        ValueError: It is none of the formats, or uses a part of them that is not read here; says which.
    """
    text = path.read_text(encoding="utf-8")
    if "CUSTOMER" in text and "CAPACITY" in text and "NODE_COORD_SECTION" not in text:
        return _solomon(text)
    if "DIMENSION" in text:
        return _vrplib(text, path.name)
    raise ValueError(f"{path.name}: neither VRPLIB, TSPLIB nor Solomon's format")


def _solomon(text: str) -> Instance:
    lines = [line.split() for line in text.splitlines() if line.strip()]
    rows = [[float(cell) for cell in line] for line in lines if all(_is_number(cell) for cell in line)]
    (vehicles, capacity), table = rows[0], np.array([row for row in rows[1:] if len(row) == 7])
    _, x, y, demand, opens, closes, service = table.T
    places = np.column_stack([x, y])
    return Instance(lines[0][0], "VRPTW", places, int(vehicles), int(capacity), demand, opens, closes, service)


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?", cell) is not None


def _vrplib(text: str, name: str) -> Instance:
    facts = {key: value.strip() for key, value in re.findall(r"^([A-Z_]+)\s*:\s*(.*)$", text, flags=re.MULTILINE)}
    kind, metric = facts.get("TYPE", "").split()[0:1], facts.get("EDGE_WEIGHT_TYPE")
    if kind not in (["TSP"], ["CVRP"]):
        raise ValueError(f"{name}: TYPE {facts.get('TYPE')} is not read here, only TSP and CVRP")
    if metric != "EUC_2D":
        raise ValueError(f"{name}: EDGE_WEIGHT_TYPE {metric} is not read here, only EUC_2D")
    count = int(facts["DIMENSION"])
    places = _section(text, "NODE_COORD_SECTION", 3)[:, 1:]
    demand = _section(text, "DEMAND_SECTION", 2)[:, 1] if "DEMAND_SECTION" in text else np.zeros(count)
    if len(places) != count or len(demand) != count:
        raise ValueError(f"{name}: DIMENSION says {count}, but there are {len(places)} places, {len(demand)} demands")
    depots = re.search(r"DEPOT_SECTION\s+(\d+)", text)
    first = int(depots[1]) - 1 if depots else 0
    order = np.concatenate([[first], np.delete(np.arange(count), first)])
    zero, never = np.zeros(count), np.full(count, np.inf)
    return Instance(
        facts["NAME"].removesuffix(".tsp").removesuffix(".vrp"), kind[0], places[order], _vehicles(facts),
        int(facts.get("CAPACITY", 0)), demand[order], zero, never, zero,
    )  # fmt: skip


def _section(text: str, name: str, width: int) -> Numbers:
    rows = []
    for line in text.split(name, 1)[1].splitlines()[1:]:
        cells = line.split()
        if len(cells) != width or not all(_is_number(cell) for cell in cells):
            break
        rows.append([float(cell) for cell in cells])
    return np.array(rows).reshape(-1, width)


def _vehicles(facts: dict[str, str]) -> int:
    """From VEHICLES, from a name such as A-n32-k5, or from a comment such as "No of trucks: 5"."""
    named = re.search(r"-k(\d+)", facts["NAME"]) or re.search(r"trucks: *(\d+)", facts.get("COMMENT", ""))
    return int(facts["VEHICLES"]) if "VEHICLES" in facts else int(named[1]) if named else 0
