"""Plans that stay as they are: booked jobs for small gains, answers while roads are the same, moments of all kinds."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
import pytest
from geoalchemy2.shape import from_shape
from numpy.typing import ArrayLike, NDArray
from shapely import Point

from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.base import SRID
from app.schema.crews import Crew
from app.services import assignments, candidates, plan_explain
from app.services.assignments import NewAssignment
from app.services.plan_snapshots import TravelSeen, travel_seen
from app.services.work import Work
from geo.matching.objective import Value
from geo.matching.plan import Plan
from geo.places import Place
from geo.travel import Route, Router, StraightLine, Times
from tests.support.boards import along, committed, fault, line_of, planned
from tests.support.booking import Depot, broken_rules

_KM_PER_MINUTE = 30.0 / 1.3 / 60.0
"""As the crow flies, at the speed and over the detours that tests count with."""


@dataclass(frozen=True)
class _Closed:
    """The same travel times, as a source that says which roads are closed."""

    source: Router
    version: Hashable

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        return self.source.seconds(origins, destinations)

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        return self.source.times(origins, destinations)

    def route(self, origin: Place, destination: Place) -> Route | None:
        return self.source.route(origin, destination)


def test_an_explanation_says_when_roads_are_no_longer_as_the_plan_knew_them(depot: Depot) -> None:
    """Without a word its figures would not be the plan's."""
    depot.add_crews(1)
    there = fault(depot, 5.0)
    plan_id = planned(depot).plan.id

    def told(work: Work) -> tuple[list[str], datetime | None]:
        answer = plan_explain.explain(work, depot.dispatcher, plan_id, there)
        return [each.code for each in answer.notes], answer.crews[0].arrive_at

    slower = replace(depot.work, travel=StraightLine(speed_kmh=10.0))
    codes_before, before = told(depot.work)
    codes_after, after = told(slower)
    assert (codes_before, codes_after) == ([], ["plan.travel_changed"])
    assert before is not None
    assert after is not None
    assert after > before


def test_roads_that_are_the_same_are_so_in_every_process(depot: Depot) -> None:
    """Sets of closed roads stand in another order in each process; a plan's answer must not depend on that."""
    one, other = UUID(int=1), UUID(int=2)

    def seen(closed: Iterable[UUID]) -> TravelSeen:
        return travel_seen(_Closed(depot.work.travel, ("roads", frozenset(closed))), Plan((), (), Value()))

    assert seen([one, other]) == seen([other, one])
    assert seen([one]) != seen([other])


def test_a_minute_gained_does_not_move_a_booked_job(depot: Depot) -> None:
    assert _after_a_crew_stands_nearer(depot, minutes_nearer=1.0) == "kept"


def test_an_hour_gained_moves_a_booked_job(depot: Depot) -> None:
    assert _after_a_crew_stands_nearer(depot, minutes_nearer=60.0) == "moved"


def _after_a_crew_stands_nearer(depot: Depot, minutes_nearer: float) -> str:
    """What a plan makes of a job 75 minutes away from its crew when another crew is that much nearer to it."""
    kilometres = 75.0 * _KM_PER_MINUTE
    holder, nearer = depot.add_crews(2)
    there = fault(depot, kilometres, customers_affected=60)
    assignments.assign(depot.work, depot.dispatcher, NewAssignment(there, holder.id))
    with depot.work.begin() as tx:
        place = along(minutes_nearer * _KM_PER_MINUTE)
        tx.session.get_one(Crew, nearer.id).base = from_shape(Point(place.lon, place.lat), srid=SRID)
    return line_of(planned(depot), there).line.kind


@pytest.mark.parametrize("microseconds", [1, 499_999, 500_000, 999_999])
def test_busy_crews_are_booked_at_any_fraction_of_a_second(depot: Depot, clock: ManualClock, microseconds: int) -> None:
    """A problem counts whole seconds: what is cut off must not make a crew leave before it is free."""
    (crew,) = depot.add_crews(1)
    clock.advance(timedelta(microseconds=microseconds))
    first, second, third = fault(depot, 1.0), fault(depot, 2.0), fault(depot, 3.0)
    assignments.assign(depot.work, depot.dispatcher, NewAssignment(first, crew.id))
    clock.advance(timedelta(microseconds=3))
    assignments.assign(depot.work, depot.dispatcher, NewAssignment(second, crew.id))
    done = committed(depot)
    assert line_of(done, third).line.state == "committed"
    assert broken_rules(depot.work) == []


@pytest.mark.parametrize("state", ["working", "restored", "exiting"])
@pytest.mark.parametrize("late_minutes", [-30.0, 20.0])
def test_what_follows_work_under_way_is_the_same_in_a_plan_and_in_the_list_and_can_be_booked(
    depot: Depot, clock: ManualClock, state: str, late_minutes: float
) -> None:
    """A crew is booked until its planned end, be it done early; one that is late at work stays a while longer."""
    depot.add_crews(1)
    end_at = _begin(depot, fault(depot), state)
    clock.advance(end_at - clock.now() + timedelta(minutes=late_minutes))
    following = fault(depot, 1.0)
    listed = candidates.find_candidates(depot.work, depot.dispatcher, following).candidates[0].depart_at
    line = line_of(committed(depot), following)
    assert (line.line.state, line.reasons) == ("committed", ())
    overrun = timedelta(minutes=15) if state == "working" else timedelta()
    expected = end_at if late_minutes < 0 else clock.now() + overrun
    assert abs(line.line.depart_at - expected) < timedelta(seconds=3)
    assert abs(listed - expected) < timedelta(seconds=3)


def _begin(depot: Depot, ticket_id: UUID, state: str) -> datetime:
    """Let the crew begin the only job there is; until when it is booked."""
    line = line_of(committed(depot), ticket_id).line
    assert line.assignment_id is not None
    for to in ("accepted", "en_route"):
        assignments.transition(depot.work, depot.dispatcher, line.assignment_id, to)
    with depot.work.begin() as tx:  # as if the crew's phone had passed the gate
        tx.session.get_one(Assignment, line.assignment_id).state = state
    return line.end_at
