"""PyVRP with prizes: it drives little and leaves out what is not worth the way; it knows no cost of time.

Each kind of crew is a routing profile in which the places of tickets that it may not do lie out of reach; each crew is
a vehicle type of its own that starts at its place and ends anywhere (a depot that is no way from everywhere).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyvrp
from pyvrp.stop import MaxRuntime

FAR = 10**7

Routes = list[list[int]]


def with_prizes(storm: Any, told: Any, clock: Any) -> Routes:
    """Half the seconds driven, and 24 h times the weight of each ticket left out; doubled, to be whole numbers."""
    data = _data(storm)
    clock.start()
    found = pyvrp.solve(data, MaxRuntime(told.seconds), seed=told.seed, collect_stats=False, display=False).best
    routes: Routes = [[] for _ in storm.skills]
    for route in found.routes():
        routes[route.vehicle_type()] = [activity.idx for activity in route if activity.is_client()]
    return routes


def _data(storm: Any) -> pyvrp.ProblemData:
    n, c = len(storm.needs), len(storm.skills)
    places = [pyvrp.Location(float(x), float(y)) for x, y in zip(storm.lon, storm.lat, strict=True)]
    anywhere = len(places)
    travel = np.zeros((n + c + 1, n + c + 1), dtype=np.int64)
    travel[: n + c, : n + c] = storm.travel_s
    kinds, kind_of = np.unique(storm.skills, return_inverse=True)
    matrices = []
    for skills in kinds.tolist():
        mine = travel.copy()
        cannot = np.flatnonzero(storm.needs & ~skills)
        mine[:, cannot] = FAR
        np.fill_diagonal(mine, 0)
        matrices.append(mine)
    clients = [
        pyvrp.Client(
            job,
            service_duration=int(storm.service_s[job]),
            tw_early=int(storm.earliest_s[job]),
            tw_late=int(storm.latest_s[job]),
            prize=int(storm.weight[job]) * 48 * 3600,
            required=False,
        )
        for job in range(n)
    ]
    crews = [
        pyvrp.VehicleType(
            1,
            start_depot=crew,
            end_depot=c,
            tw_early=int(storm.shift_start_s[crew]),
            tw_late=int(storm.shift_end_s[crew]),
            profile=int(kind_of[crew]),
        )
        for crew in range(c)
    ]
    depots = [pyvrp.Depot(n + crew) for crew in range(c)] + [pyvrp.Depot(anywhere)]
    return pyvrp.ProblemData([*places, pyvrp.Location(0, 0)], clients, depots, crews, matrices, matrices)
