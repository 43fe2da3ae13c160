"""Traces: zones, jobs, vehicles and contacts lead from one worker to everybody they met, and to nobody else."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.dialects.postgresql import Range

from app.access import Grant, Role, Subject
from app.clock import ManualClock
from app.errors import InvalidError, NotFoundError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import Crew
from app.schema.exposure import Exposure
from app.schema.exposure_records import ExposureContact, ExposureCorrection
from app.schema.zones import Zone, ZoneVersion
from app.services import traces
from app.services.traces import Trace, TraceAsk
from app.services.work import Tx, Work
from app.storage import crews
from app.wire.traces import csv_of
from tests.support.accounts import add_authority
from tests.support.booking import Depot, make_depot
from tests.support.places import add_zone

HOUR = timedelta(hours=1)


class Ground:
    """A depot of three crews and two zones, and stays written as gates wrote them."""

    def __init__(self, work: Work, clock: ManualClock) -> None:
        self.work, self.now = work, clock.now()
        self.depot: Depot = make_depot(work)
        self.crews: list[Crew] = self.depot.add_crews(3)
        self.tickets = self.depot.add_tickets(8)
        authority = add_authority(work, "W1")
        self.zones = [add_zone(work, authority, name=name).zone for name in ("Khu A", "Khu B")]
        with work.look() as tx:
            self.members = [list(crews.list_members(tx.session, [crew.id])) for crew in self.crews]
            self.vehicles = [crews.list_vehicles(tx.session, [crew.id])[0].id for crew in self.crews]
        self.hse = Subject(None, "hse", (Grant(Role.HSE, frozenset({self.depot.unit.id})),))

    def job(
        self, crew: int, begins: float, ends: float, *, people: tuple[int, ...] = (0, 1), vehicle: int | None = None
    ) -> UUID:
        """A job that is over; hours before now."""
        at = [self.now - each * HOUR for each in (begins, ends)]
        with self.work.begin() as tx:
            row = Assignment(
                number=f"A-{len(self.tickets)}", unit_id=self.depot.unit.id, ticket_id=self.tickets.pop(),
                crew_id=self.crews[crew].id, vehicle_id=self.vehicles[crew if vehicle is None else vehicle],
                state="closed", planned=Range(*at), planned_entry_at=at[0], created_at=at[0], en_route_at=at[0],
                closed_at=at[1],
            )  # fmt: skip
            tx.session.add(row)
            tx.session.flush()
            tx.session.add_all(
                AssignmentMember(
                    assignment_id=row.id,
                    member_id=self.members[crew][each].id,
                    role="member",
                    planned=Range(*at),
                    active=False,
                )
                for each in people
            )
            return row.id

    def stay(self, job: UUID, crew: int, who: int, zone: int, begins: float, ends: float | None) -> UUID:
        """A stay in a zone; hours before now."""
        with self.work.begin() as tx:
            version = tx.session.query(ZoneVersion).filter_by(zone_id=self.zones[zone].id).one()
            row = Exposure(
                unit_id=self.depot.unit.id, assignment_id=job, member_id=self.members[crew][who].id,
                zone_id=self.zones[zone].id, zone_version_id=version.id, hazard_class="infectious_human",
                authority_id=tx.session.get_one(Zone, self.zones[zone].id).authority_id, crew_id=self.crews[crew].id,
                vehicle_id=self.vehicles[crew], entered_at=self.now - begins * HOUR,
                left_at=None if ends is None else self.now - ends * HOUR,
            )  # fmt: skip
            tx.session.add(row)
            tx.session.flush()
            return row.id

    def contact(self, job: UUID, one: UUID, other: UUID, hours: float) -> None:
        with self.work.begin() as tx:
            tx.session.add(
                ExposureContact(
                    unit_id=self.depot.unit.id,
                    assignment_id=job,
                    member_id=one,
                    kind="member",
                    with_member_id=other,
                    band="under_1m",
                    minutes=20,
                    happened_at=self.now - hours * HOUR,
                    recorded_at=self.now,
                )
            )

    def trace(self, found_id: UUID, kind: traces.Kind = "member", **how: Any) -> Trace:
        return traces.trace(self.work, self.hse, TraceAsk(kind, found_id, "trace", **how))


@pytest.fixture
def ground(work: Work, clock: ManualClock) -> Ground:
    return Ground(work, clock)


def reasons(trace: Trace) -> dict[str, set[str]]:
    """Names, each with why they are there."""
    return {each.first.name or "": {line.why for line in each.lines} for each in trace.people}


def test_the_same_zone_at_the_same_time_and_the_same_job_lead_to_people(ground: Ground) -> None:
    mine, theirs, later = ground.job(0, 10, 6), ground.job(1, 9, 5), ground.job(2, 4, 2)
    ground.stay(mine, 0, 0, 0, 9, 7)
    ground.stay(theirs, 1, 0, 0, 8, 6)
    ground.stay(later, 2, 0, 0, 3, 2.5)
    found = ground.trace(ground.members[0][0].id)
    assert reasons(found) == {"T0 Bình": {"crew"}, "T1 An": {"zone"}}
    met = next(each for each in found.people if each.first.name == "T1 An")
    assert (met.minutes, met.first.via) == (60, "Khu A")
    assert [each.first.name for each in found.zones] == ["Khu A"]
    assert [each.first.name for each in found.vehicles] == ["43C-T0"]
    assert len(found.sites) == 1


def test_another_zone_or_another_time_leads_to_nobody(ground: Ground) -> None:
    mine, theirs = ground.job(0, 10, 6, people=(0,)), ground.job(1, 10, 5)
    ground.stay(mine, 0, 0, 0, 9, 7)
    ground.stay(theirs, 1, 0, 1, 9, 7)
    ground.stay(theirs, 1, 1, 0, 6.9, 6)
    assert reasons(ground.trace(ground.members[0][0].id)) == {}


def test_who_is_still_inside_is_met_until_now(ground: Ground) -> None:
    mine, theirs = ground.job(0, 3, 1, people=(0,)), ground.job(1, 3, 1)
    ground.stay(mine, 0, 0, 0, 2, None)
    ground.stay(theirs, 1, 0, 0, 1, None)
    (met,) = ground.trace(ground.members[0][0].id).people
    assert met.minutes == 60


def test_a_contact_leads_both_ways_and_says_how_near(ground: Ground) -> None:
    job, (one, _), (other, _) = ground.job(0, 5, 4, people=(0,)), ground.members[0], ground.members[1]
    ground.contact(job, one.id, other.id, 4.5)
    for asked, met in ((one, other), (other, one)):
        (found,) = ground.trace(asked.id).people
        assert (found.first.name, found.band, found.minutes) == (met.name, "under_1m", 20)


def test_who_takes_the_vehicle_soon_after_is_met(ground: Ground) -> None:
    ground.job(0, 30, 28, people=(0,))
    ground.job(1, 20, 19, vehicle=0)
    ground.job(2, 10, 9, vehicle=0)
    assert reasons(ground.trace(ground.members[0][0].id)) == {"T1 An": {"vehicle"}, "T1 Bình": {"vehicle"}}


def test_only_the_window_counts_and_three_days_are_usual(ground: Ground) -> None:
    ground.job(0, 80, 76)
    assert reasons(ground.trace(ground.members[0][0].id)) == {}
    longer = ground.trace(ground.members[0][0].id, since=ground.now - 100 * HOUR)
    assert reasons(longer) == {"T0 Bình": {"crew"}}


def test_a_corrected_stay_counts_as_corrected_and_one_that_never_was_does_not(ground: Ground) -> None:
    mine, theirs = ground.job(0, 10, 6, people=(0,)), ground.job(1, 10, 5)
    first, other = ground.stay(mine, 0, 0, 0, 9, 8), ground.stay(theirs, 1, 0, 0, 7, 6)
    assert reasons(ground.trace(ground.members[0][0].id)) == {}

    def correct(tx: Tx, number: int, exposure_id: UUID, left_at: datetime, *, void: bool = False) -> None:
        entered = tx.session.get_one(Exposure, exposure_id).entered_at
        tx.session.add(
            ExposureCorrection(
                exposure_id=exposure_id,
                number=number,
                entered_at=entered,
                left_at=left_at,
                void=void,
                corrected_at=tx.now,
            )
        )

    with ground.work.begin() as tx:
        correct(tx, 1, first, ground.now - 6.5 * HOUR)
    assert reasons(ground.trace(ground.members[0][0].id)) == {"T1 An": {"zone"}}
    with ground.work.begin() as tx:
        correct(tx, 1, other, ground.now - 6 * HOUR, void=True)
    assert reasons(ground.trace(ground.members[0][0].id)) == {}


def test_the_second_ring_holds_whom_the_first_met_afterwards(ground: Ground) -> None:
    mine, theirs = ground.job(0, 10, 6, people=(0,)), ground.job(1, 10, 5, people=(0,))
    ground.stay(mine, 0, 0, 0, 9, 8)
    ground.stay(theirs, 1, 0, 0, 9, 8)
    early, late = ground.job(2, 12, 11, people=(1,)), ground.job(2, 7, 6, people=(0,))
    ground.contact(early, ground.members[2][1].id, ground.members[1][0].id, 11.5)
    ground.contact(late, ground.members[2][0].id, ground.members[1][0].id, 6.5)
    found = ground.trace(ground.members[0][0].id, rings=2)
    assert {(each.first.name, each.ring) for each in found.people} == {("T1 An", 1), ("T2 An", 2)}
    second = next(each for each in found.people if each.ring == 2)
    assert found.names[second.first.of_id or UUID(int=0)] == "T1 An"


def test_a_vehicle_a_place_and_a_zone_lead_to_those_who_were_there(ground: Ground) -> None:
    job = ground.job(0, 10, 6)
    ground.stay(job, 0, 1, 0, 9, 7)
    assert set(reasons(ground.trace(ground.vehicles[0], "vehicle"))) == {"T0 An", "T0 Bình"}
    assert reasons(ground.trace(ground.zones[0].id, "zone")) == {"T0 Bình": {"zone"}}
    with ground.work.look() as tx:
        ticket_id = tx.session.get_one(Assignment, job).ticket_id
    assert reasons(ground.trace(ticket_id, "ticket")) == {"T0 An": {"site"}, "T0 Bình": {"site"}}


def test_people_of_units_that_i_do_not_keep_are_counted_and_not_named(ground: Ground, work: Work) -> None:
    mine = ground.job(0, 10, 6, people=(0,))
    ground.stay(mine, 0, 0, 0, 9, 7)
    other = make_depot(work, "QN")
    guest = ground.crews[1]
    with work.begin() as tx:
        tx.session.get_one(Crew, guest.id).unit_id = other.unit.id
    ground.stay(ground.job(1, 10, 6), 1, 0, 0, 9, 7)
    found = ground.trace(ground.members[0][0].id)
    assert (found.people, found.hidden_people) == ((), 1)
    with pytest.raises(NotFoundError):
        ground.trace(ground.members[1][0].id)


@pytest.mark.parametrize(("hours", "why"), [(0, "trace"), (-1, "trace"), (61 * 24, "trace"), (2, "gossip")])
def test_a_window_and_a_reason_that_make_no_sense_are_refused(ground: Ground, hours: int, why: str) -> None:
    asked = TraceAsk("member", ground.members[0][0].id, why, since=ground.now - hours * HOUR)
    with pytest.raises(InvalidError):
        traces.trace(ground.work, ground.hse, asked)


def test_the_table_of_a_trace_holds_a_row_for_each_reason_and_no_formulas(ground: Ground) -> None:
    ground.job(0, 10, 6)
    with ground.work.begin() as tx:
        tx.session.get_one(Crew, ground.crews[0].id).name = "=HYPERLINK(1)"
    text = csv_of(ground.trace(ground.members[0][0].id), "vi")
    assert text.startswith("\ufeffLoại,Vòng,Tên")
    assert "'=HYPERLINK(1)" in text
    assert len(text.splitlines()) == 1 + 3  # Bình, the vehicle, the address


def test_the_chosen_are_put_in_stand_down_at_once_and_not_twice(ground: Ground) -> None:
    ids = [each.id for each in ground.members[1]]
    how = {"hazard_class": "infectious_human", "level": "high", "why": "tiếp xúc ca bệnh"}
    assert set(traces.stand_down_all(ground.work, ground.hse, ids, **how)) == set(ids)
    assert traces.stand_down_all(ground.work, ground.hse, ids, **how) == []
    with ground.work.look() as tx:
        held = {each.stand_down_until for each in crews.list_members(tx.session, [ground.crews[1].id])}
    assert held == {ground.now + timedelta(days=14)}
    with pytest.raises(InvalidError):
        traces.stand_down_all(ground.work, ground.hse, ids, hazard_class="infectious_human", level="low")


def test_who_is_positive_is_in_stand_down_from_that_moment(ground: Ground) -> None:
    who = ground.members[0][0].id
    new = traces.NewCase(who, "infectious_human", ground.now - HOUR, "PCR")
    case, name = traces.report_positive(ground.work, ground.hse, new)
    assert (name, case.found_at) == ("T0 An", ground.now - HOUR)
    assert [each[1] for each in traces.list_cases(ground.work, ground.hse, 9)] == ["T0 An"]
    with ground.work.look() as tx:
        member = next(each for each in crews.list_members(tx.session, [ground.crews[0].id]) if each.id == who)
        assert member.stand_down_all_until == ground.now + timedelta(days=14)
    with pytest.raises(InvalidError):
        traces.report_positive(ground.work, ground.hse, traces.NewCase(who, "flu", ground.now))
