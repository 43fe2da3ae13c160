"""Crews on their way whose phones are silent: the drive goes on, in plans, in the list and in explanations alike."""

from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from geoalchemy2.shape import from_shape
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely import Point

from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.schema.base import SRID
from app.schema.crews import Crew
from app.services import assignments, candidates, emergencies, plan_explain
from app.services.plan_views import LineView
from app.services.work_under_way import SILENT, Leg, under_way
from geo.places import Place
from geo.travel import UNREACHABLE_SECONDS, StraightLine
from tests.conftest import NOON
from tests.support.boards import along, codes, committed, fault, line_of, planned
from tests.support.booking import Depot

MINUTE = timedelta(minutes=1)

DRIVE = timedelta(minutes=30)

FAR = 30 / (1.3 * 60 / 30)
"""Kilometres that take so long: roads are 1.3 times as long, driven at 30 km/h."""

SOON = timedelta(seconds=3)


def sent(depot: Depot) -> tuple[UUID, UUID]:
    """A crew that has just left the depot for a job half an hour away; ticket and crew."""
    (crew,) = depot.add_crews(1)
    ticket = fault(depot, FAR)
    assignment_id = line_of(committed(depot), ticket).line.assignment_id
    assert assignment_id is not None
    for to in ("accepted", "en_route"):
        assignments.transition(depot.work, depot.dispatcher, assignment_id, to)
    return ticket, crew.id


def arrival(view: LineView) -> timedelta:
    return view.line.arrive_at - NOON


@pytest.mark.parametrize("minutes", [0, 4, 12, 29])
def test_planned_again_a_silent_crew_arrives_when_it_would_have(depot: Depot, clock: ManualClock, minutes: int) -> None:
    ticket, _ = sent(depot)
    clock.advance(minutes * MINUTE)
    line = line_of(planned(depot), ticket)
    assert abs(arrival(line) - DRIVE) < SOON
    assert abs(line.line.travel_s - (DRIVE - minutes * MINUTE).total_seconds()) < SOON.total_seconds()
    assert line.line.kind == "kept"


def test_who_should_be_there_is_taken_to_be_there_and_no_sooner(depot: Depot, clock: ManualClock) -> None:
    ticket, _ = sent(depot)
    clock.advance(45 * MINUTE)
    line = line_of(planned(depot), ticket)
    assert (arrival(line), line.line.travel_s) == (45 * MINUTE, 0)


def test_only_who_is_silent_for_long_is_told_of(depot: Depot, clock: ManualClock) -> None:
    ticket, crew = sent(depot)
    clock.advance(SILENT - MINUTE)
    assert line_of(planned(depot), ticket).notes == ()
    clock.advance(MINUTE)
    (note,) = line_of(planned(depot), ticket).notes
    assert (note.code, note.params) == ("crew.silent", {"since_at": NOON.isoformat()})
    seen(depot, crew, along(FAR / 3), clock)
    assert line_of(planned(depot), ticket).notes == ()


def test_a_crew_that_was_seen_goes_on_from_there(depot: Depot, clock: ManualClock) -> None:
    ticket, crew = sent(depot)
    clock.advance(20 * MINUTE)
    seen(depot, crew, along(FAR / 3), clock)
    clock.advance(5 * MINUTE)
    assert abs(arrival(line_of(planned(depot), ticket)) - 40 * MINUTE) < SOON


def seen(depot: Depot, crew_id: UUID, place: Place, clock: ManualClock) -> None:
    with depot.work.begin() as tx:
        crew = tx.session.get_one(Crew, crew_id)
        crew.position, crew.position_at = from_shape(Point(place.lon, place.lat), srid=SRID), clock.now()


def test_the_plan_the_list_and_the_explanation_say_the_same(depot: Depot, clock: ManualClock) -> None:
    ticket, crew = sent(depot)
    with depot.work.begin() as tx:  # it left late: until when it is booked is no longer true
        late = tx.session.query(Assignment).one()
        late.en_route_at = NOON + 20 * MINUTE
    clock.advance(30 * MINUTE)
    following = fault(depot, FAR)
    plan = planned(depot)
    (offered,) = candidates.find_candidates(depot.work, depot.dispatcher, following).candidates
    line = line_of(plan, following).line
    assert abs(line.depart_at - offered.depart_at) < SOON
    assert abs(offered.depart_at - (NOON + 20 * MINUTE + DRIVE + 10 * MINUTE + 60 * MINUTE)) < SOON
    (explained,) = plan_explain.explain(depot.work, depot.dispatcher, plan.plan.id, following).crews
    assert explained.crew.id == crew
    assert [each.code for each in explained.notes] == [each.code for each in offered.notes] == ["crew.silent"]
    assert codes(line_of(plan, ticket)) == []


def test_a_silent_crew_turns_round_from_where_it_should_be(depot: Depot, clock: ManualClock) -> None:
    """Half of its way is driven: back to the depot it is the other half of the time."""
    sent(depot)
    clock.advance(DRIVE / 2)
    down = fault(depot, 0.0, hazards=("wire_down",))
    with depot.work.look() as tx:
        (held,) = tx.session.query(Assignment)
    done = emergencies.insert(depot.work, depot.dispatcher, down, divert=held.id, propose=True)
    assert abs(line_of(done.view, down).line.arrive_at - clock.now() - DRIVE / 2) < SOON


KEY = UUID(int=1)

HERE, THERE = Place(108.0, 16.0), Place(108.4, 16.2)


@given(st.floats(-600, 20_000), st.floats(0, 3000))
def test_what_is_left_and_what_has_passed_are_the_drive_and_none_is_below_zero(passed_s: float, more_s: float) -> None:
    travel = StraightLine()
    drive_s = int(travel.seconds([[HERE.lon, HERE.lat]], [[THERE.lon, THERE.lat]])[0, 0])

    def after(seconds: float) -> tuple[int, float]:
        leg = Leg("en_route", HERE, THERE, NOON, None)
        found = under_way({KEY: leg}, travel, NOON + timedelta(seconds=seconds))[KEY]
        share = (found.place.lon - HERE.lon) / (THERE.lon - HERE.lon)
        return found.remaining_s, share

    left_s, share = after(passed_s)
    assert left_s == pytest.approx(min(max(drive_s - passed_s, 0), drive_s), abs=1)
    assert share == pytest.approx(1 - left_s / drive_s, abs=1e-6)
    assert after(passed_s + more_s)[0] <= left_s


def test_who_waits_at_the_zone_is_there() -> None:
    leg = Leg("waiting_entry", HERE, THERE, NOON, None)
    found = under_way({KEY: leg}, StraightLine(), NOON + 60 * MINUTE)[KEY]
    assert (found.place, found.remaining_s, found.silent_since) == (THERE, 0, None)


def test_without_a_way_nothing_is_said() -> None:
    class NoWay:
        """Roads that lead nowhere."""

        def seconds(self, *_: object) -> NDArray[np.int32]:
            return np.array([[UNREACHABLE_SECONDS]], dtype=np.int32)

    assert under_way({KEY: Leg("en_route", HERE, THERE, NOON, None)}, NoWay(), NOON) == {}  # type: ignore[arg-type]
