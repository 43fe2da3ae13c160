"""How a dispatcher decides; each policy sees the board through the same desk and gives the same orders.

The policies that plan stand in ``planning``.
"""

from dataclasses import dataclass
from typing import Protocol

from app.services.candidates import Candidate
from app.services.crews import CrewView
from app.simulation.desks import Desk

ROUND_S = 300.0
"""Even if nothing rings, the board is looked at this often."""


class Policy(Protocol):
    """One way to dispatch."""

    @property
    def name(self) -> str:
        """What it is called on the command line and in results."""
        ...

    def decide(self, desk: Desk) -> None:
        """Look at the board and give orders."""
        ...


@dataclass(frozen=True)
class Nearest:
    """For each ticket, most urgent first: of the crews that are free and may go, the one that is nearest."""

    name: str = "nearest"

    def decide(self, desk: Desk) -> None:
        """Send free crews until none is left or nobody may go."""
        free = {view.crew.id for view in desk.crews() if _in_hand(view) == 0}
        for view in desk.waiting() if free else ():
            fitting = [each for each in desk.candidates(view.ticket.id).candidates if each.crew.id in free]
            for candidate in sorted(fitting, key=_distance):
                if desk.assign(view.ticket.id, candidate.crew.id):
                    free.discard(candidate.crew.id)
                    break
            if not free:
                return


@dataclass(frozen=True)
class Greedy:
    """For each ticket, most urgent first: the crew that may begin first, be it free or about to finish its job.

    A crew has one job under way and ``behind`` more at most: a longer queue would bind it before it is known what
    comes. A ticket whose first crew has no room waits for the next round.
    """

    name: str = "greedy"
    behind: int = 1

    def decide(self, desk: Desk) -> None:
        """Give each ticket to the first crew on its list, as the console shows it."""
        room = {view.crew.id: 1 + self.behind - _in_hand(view) for view in desk.crews()}
        for view in desk.waiting() if any(left > 0 for left in room.values()) else ():
            for candidate in desk.candidates(view.ticket.id).candidates:
                crew_id = candidate.crew.id
                if room.get(crew_id, 0) > 0 and desk.assign(view.ticket.id, crew_id):
                    room[crew_id] -= 1
                    break
            if all(left <= 0 for left in room.values()):
                return


def _in_hand(view: CrewView) -> int:
    return (view.load.current_assignment_id is not None) + view.load.planned_count


def _distance(candidate: Candidate) -> tuple[float, str]:
    return candidate.way.distance_m, candidate.crew.row.code
