"""Fills the tables of a part with its legs, compiled: numpy takes several times as long to write records."""

from __future__ import annotations

from geo.matching.compiled import lean
from geo.travel import UNREACHABLE_SECONDS


@lean
def fill_legs(travel, gaps, per_second, to, back):
    """Write every leg where it is looked for: beside those to the same task, and beside those from the same task.

    Args:
        travel: Seconds from each node to each task, shape (nodes, tasks); the tasks are the first nodes.
        gaps: Seconds from the end of work there until work here may begin, likewise.
        per_second: Cost of a second's drive, weighted hours.
        to: Filled: row of the task that is reached, shape (tasks, nodes).
        back: Filled: row of the task that is left, shape (tasks, tasks).
    """
    tasks = len(to)
    for node in range(travel.shape[0]):
        for task in range(tasks):
            gap, drive = gaps[node, task], 0.0
            if travel[node, task] != UNREACHABLE_SECONDS:
                drive = travel[node, task] * per_second
            to[task, node].gap, to[task, node].drive = gap, drive
            if node < tasks:
                back[node, task].gap, back[node, task].drive = gap, drive
