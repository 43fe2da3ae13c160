"""OR-Tools given the storm's own value: soft bounds on the beginning of work, disjunctions, half the hours driven.

It goes on from a greedy plan: its own first solutions take longer than the limits here.
"""

from __future__ import annotations

from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

HORIZON_S = 13 * 3600

Routes = list[list[int]]


def given_our_value(storm: Any, told: Any, clock: Any) -> Routes:
    """Twice the value in weighted seconds, so that all numbers are whole."""
    n, c = len(storm.needs), len(storm.skills)
    starts, ends = list(range(n, n + c)), [n + c] * c
    manager = pywrapcp.RoutingIndexManager(n + c + 1, c, starts, ends)
    model = pywrapcp.RoutingModel(manager)
    travel = [[*map(int, row), 0] for row in storm.travel_s] + [[0] * (n + c + 1)]
    service = [*map(int, storm.service_s), *([0] * (c + 1))]
    spent = [[leg + service[row] for leg in legs] for row, legs in enumerate(travel)]
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(travel))
    fix_start_cumul_to_zero = False
    model.AddDimension(model.RegisterTransitMatrix(spent), HORIZON_S, HORIZON_S, fix_start_cumul_to_zero, "time")
    time = model.GetDimensionOrDie("time")
    for crew in range(c):
        time.CumulVar(model.Start(crew)).SetMin(int(storm.shift_start_s[crew]))
        time.CumulVar(model.End(crew)).SetMax(int(storm.shift_end_s[crew]))
    for job in range(n):
        index, weight = manager.NodeToIndex(job), int(storm.weight[job])
        time.CumulVar(index).SetRange(int(storm.earliest_s[job]), int(storm.latest_s[job]))
        time.SetCumulVarSoftUpperBound(index, 0, 2 * weight)
        model.AddDisjunction([index], 2 * weight * 24 * 3600)
        crews = [crew for crew in range(c) if not int(storm.needs[job]) & ~int(storm.skills[crew])]
        model.VehicleVar(index).SetValues([-1, *crews])
    return _search(model, manager, told, clock)


def _search(model: Any, manager: Any, told: Any, clock: Any) -> Routes:
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    asked.time_limit.FromMilliseconds(int(told.seconds * 1000))
    model.CloseModelWithParameters(asked)
    clock.start()
    ignore_inactive_indices = True
    start = model.ReadAssignmentFromRoutes(told.start, ignore_inactive_indices) if told.start else None
    if start is not None:
        found = model.SolveFromAssignmentWithParameters(start, asked)
    else:
        found = model.SolveWithParameters(asked)
    if found is None:
        return [[] for _ in range(model.vehicles())]
    return [_route(model, manager, found, crew) for crew in range(model.vehicles())]


def _route(model: Any, manager: Any, found: Any, crew: int) -> list[int]:
    route: list[int] = []
    index = found.Value(model.NextVar(model.Start(crew)))
    while not model.IsEnd(index):
        route.append(manager.IndexToNode(index))
        index = found.Value(model.NextVar(index))
    return route
