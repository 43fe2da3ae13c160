"""Classical problems are read from their files and become settings of the engine's own objective."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import classical
from bench.instances import read

REPAIRMAN = """NAME : three
TYPE : TSP
COMMENT : a road: the depot at 0, customers at 1 and -2
DIMENSION : 3
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 1.0 0
3 -2e0 0
EOF
"""

CUMULATIVE = """NAME : small-k2
TYPE : CVRP
DIMENSION : 5
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 10
NODE_COORD_SECTION
1 3 0
2 4 0
3 5 0
4 1 0
5 0 0
DEMAND_SECTION
1 0
2 5
3 5
4 5
5 5
DEPOT_SECTION
1
-1
EOF
"""

WINDOWS = """W1

VEHICLE
NUMBER     CAPACITY
  2         20

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0        100          0
    1      3         4          10         0         50          1
    2      6         8          10        20         50          1
    3      0         5          20         0         50          1
"""


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_repairman_goes_to_the_near_one_first_and_home(tmp_path: Path) -> None:
    """Arrivals after 1 and 4, return after 6."""
    line = classical.solve_file(file(tmp_path, "three.tsp", REPAIRMAN), 0.1)
    assert line.value == pytest.approx(1 + 4 + 6)
    assert (line.left_out, line.broken) == (0, 0)


def test_cumulative_vehicles_share_the_customers_by_capacity(tmp_path: Path) -> None:
    """Two on each side of the depot at 3: arrivals after 1 and 2, and after 2 and 3; nobody counts the return."""
    line = classical.solve_file(file(tmp_path, "small.vrp", CUMULATIVE), 0.1)
    assert line.value == pytest.approx(1 + 2 + 2 + 3)
    assert (line.left_out, line.broken) == (0, 0)


def test_distance_counts_under_windows_and_capacity(tmp_path: Path) -> None:
    """One vehicle to both on the diagonal (20), the other to the third alone (10): 20 do not fit with anything."""
    line = classical.solve_file(file(tmp_path, "w1.txt", WINDOWS), 0.1)
    assert line.value == pytest.approx(30, rel=1e-6)
    assert (line.left_out, line.broken) == (0, 0)


def test_what_the_file_says_is_read(tmp_path: Path) -> None:
    found = read(file(tmp_path, "small.vrp", CUMULATIVE))
    assert (found.name, found.kind, found.vehicles, found.capacity) == ("small-k2", "CVRP", 2, 10)
    assert found.places.tolist() == [[3, 0], [4, 0], [5, 0], [1, 0], [0, 0]]
    windows = read(file(tmp_path, "w1.txt", WINDOWS))
    assert (windows.vehicles, windows.capacity, windows.closes.tolist()) == (2, 20, [100, 50, 50, 50])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hello", "neither VRPLIB, TSPLIB nor Solomon's"),
        (REPAIRMAN.replace("EUC_2D", "GEO"), "EDGE_WEIGHT_TYPE GEO is not read"),
        (REPAIRMAN.replace("TYPE : TSP", "TYPE : ATSP"), "TYPE ATSP is not read"),
        (REPAIRMAN.replace("DIMENSION : 3", "DIMENSION : 4"), "DIMENSION says 4, but there are 3"),
    ],
)
def test_what_is_not_read_is_said(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read(file(tmp_path, "odd.tsp", text))


def test_a_report_names_the_gap_to_the_best_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(classical.BEST, "three", 10.0)
    file(tmp_path, "three.tsp", REPAIRMAN)
    told = classical.report(str(tmp_path), 0.1)
    assert "10.00%" in told
    assert "travelling repairman" in told
