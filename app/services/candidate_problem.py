"""Crews' days as a problem of matching with one job that nobody has yet; plain numbers for ``geo``.

Each booking is a job that begins no earlier than planned. What a crew has begun is where and when its day starts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import NamedTuple
from uuid import UUID

import numpy as np

from app.services.board_crews import BoardCrew
from app.services.work_under_way import ON_THE_WAY, Leg, UnderWay, free_s, under_way
from app.settings import Settings
from app.storage.candidates import InHand
from compliance.lifecycles import STARTED_ASSIGNMENT
from geo.matching.objective import Value
from geo.matching.plan import Plan, Route, Stop
from geo.matching.problem import Problem
from geo.matching.values import FOREVER, Crew, Job, Pin, Window
from geo.places import Place, metres_per_degree_at
from geo.travel import Travel

FAR_S = 2**28
"""Seconds; where a booking without an end ends."""

ASKED = "asked"
"""The key of the job that is asked about; those of bookings are their numbers."""

_SPARE_S = 2
"""Moments have fractions, what is calculated with has none: a booking keeps so far off the one behind it."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a ticket takes of a crew's day.

    Attributes:
        place: where it is.
        entry_s: no entry before this, seconds from now; 0 where nobody has to permit it.
        before_s: briefing and donning at the place.
        work_s: until supply is back.
        after_s: doffing and disinfection.
    """

    place: Place
    entry_s: int
    before_s: int
    work_s: int
    after_s: int


class Booking(NamedTuple):
    """One booking, seconds from now."""

    row: InHand
    leaves_s: int
    entry_s: int
    ends_s: int

    @property
    def minutes(self) -> int:
        """Work that is left of it."""
        return round(max(self.ends_s - max(self.leaves_s, 0), 0) / 60)

    def before_s(self, settings: Settings) -> int:
        """Briefing, and donning where an exit is booked behind the work: then it lies in a zone."""
        in_zone = self.ends_s - self.entry_s > self.row.service_minutes * 60
        return 60 * (settings.briefing_minutes + (settings.donning_minutes if in_zone else 0))


@dataclass(frozen=True, slots=True)
class Begun:
    """A crew from where and when it is done with what it has begun, what waits for it, and all its work in hand."""

    who: BoardCrew
    crew: Crew
    waiting: Sequence[Booking]
    minutes: int
    driving: UnderWay | None
    """Where it is by now, if it is on its way."""


@dataclass
class Days:
    """The days of some crews, as they stand in the database.

    Attributes:
        now: whole seconds; times are seconds after it.
        begun: one per crew.
        waiting: all that waits, crew after crew in order; a booking's number is its place here.
        departures: by when a crew must be free again for each of them, seconds.
    """

    settings: Settings
    now: datetime
    begun: Sequence[Begun]
    waiting: list[Booking] = field(default_factory=list)
    departures: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waiting = [each for begun in self.begun for each in begun.waiting]
        self.departures = [each.leaves_s - _SPARE_S for each in self.waiting]

    def problem(self, needs: Needs, travel: Travel) -> tuple[Problem, Plan]:
        """The problem, and the plan that the bookings are."""
        service_s = needs.before_s + needs.work_s + needs.after_s
        jobs = [self._job(number, each) for number, each in enumerate(self.waiting)]
        timed = zip(jobs, self.waiting, self._drives(), strict=True)
        routes: list[Route] = []
        pins: list[Pin] = []
        for each in self.begun:
            route = _route(each, timed)
            agreed = max((at for at, held in enumerate(each.waiting) if held.row.state == "accepted"), default=-1)
            pins += [Pin(stop.job, each.crew.key, at) for at, stop in enumerate(route.stops[: agreed + 1])]
            routes.append(route)
        jobs.append(Job(ASKED, needs.place, service_s, 1.0, release_s=max(needs.entry_s - needs.before_s, 0)))
        problem = Problem(tuple(each.crew for each in self.begun), tuple(jobs), travel, pins=tuple(pins))
        return problem, Plan(tuple(routes), (ASKED,), Value())

    def moment(self, seconds: int) -> datetime:
        """A time of the problem as a moment."""
        return self.now + timedelta(seconds=seconds)

    def _job(self, number: int, held: Booking) -> Job:
        row, booked_s = held.row, held.ends_s - held.entry_s
        before_s = held.before_s(self.settings)
        service_s = max(min(before_s + booked_s, FAR_S), 0)
        release_s, place = held.entry_s - before_s, Place(row.lon, row.lat)
        return Job(number, place, service_s, 1.0, release_s=release_s, customers=row.customers)

    def _drives(self) -> list[float]:
        """Seconds to each waiting job from the place before, as the crow flies and roads are longer.

        A booking holds its own drive, but waiting for a permit may be in it; the shorter of the two counts. Asking a
        source of travel times for each leg of each crew would be a question for each.
        """
        here: list[tuple[float, float]] = []
        for each in self.begun:
            start = each.crew.start
            ahead = [(held.row.lon, held.row.lat) for held in each.waiting[:-1]]
            here += [(start.lon, start.lat), *ahead] if start and each.waiting else []
        there = np.array([(held.row.lon, held.row.lat) for held in self.waiting]).reshape(-1, 2)
        lon, lat = (np.array(here).reshape(-1, 2) - there).T
        along, up = metres_per_degree_at(there[:, 1])
        metres = np.hypot(lon * along, lat * up) * self.settings.travel_circuity
        found: list[float] = (metres / (self.settings.travel_speed_kmh / 3.6)).tolist()
        return found


def days_of(
    settings: Settings, now: datetime, crews: Sequence[BoardCrew], in_hand: Iterable[InHand], travel: Travel
) -> Days:
    """Sort what crews hold into what is begun and what waits."""
    whole = now.replace(microsecond=0)
    of_crew: dict[str, list[Booking]] = defaultdict(list)
    legs: dict[UUID, Leg] = {}
    ids = {str(crew.id): crew for crew in crews}
    for row in in_hand:
        of_crew[row.crew_id].append(_booking(row, whole.timestamp()))
        if row.state in ON_THE_WAY:
            legs[ids[row.crew_id].id] = _leg(ids[row.crew_id], row, whole)
    driving = under_way(legs, travel, whole) if legs else {}
    return Days(settings, whole, [_begun(settings, crew, of_crew[key], driving) for key, crew in ids.items()])


def _leg(crew: BoardCrew, row: InHand, now: datetime) -> Leg:
    left_at = row.left_at or (now if row.leaves_s is None else datetime.fromtimestamp(row.leaves_s, UTC))
    places = Place(crew.row.lon, crew.row.lat), Place(row.lon, row.lat)
    return Leg(row.state, *places, left_at, crew.row.seen_at)


def _booking(row: InHand, now_s: float) -> Booking:
    entry_s = ceil(row.entry_s - now_s)
    leaves_s = entry_s if row.leaves_s is None else ceil(row.leaves_s - now_s)
    return Booking(row, leaves_s, entry_s, FAR_S if row.ends_s is None else ceil(row.ends_s - now_s))


def _begun(settings: Settings, who: BoardCrew, held: Sequence[Booking], under_way: Mapping[UUID, UnderWay]) -> Begun:
    start_s, place, driving = 0, Place(who.row.lon, who.row.lat), under_way.get(who.id)
    waiting: list[Booking] = []
    for each in held:
        if each.row.state not in STARTED_ASSIGNMENT:
            waiting.append(each)
        elif (free := free_s(each.row.state, each.ends_s, _needs_s(settings, each, driving))) > start_s:
            start_s, place = free, Place(each.row.lon, each.row.lat)
    crew = Crew(who.id, place, Window(start_s, FOREVER))
    return Begun(who, crew, waiting, sum(each.minutes for each in held), driving)


def _needs_s(settings: Settings, held: Booking, driving: UnderWay | None) -> int:
    """What a crew on its way still needs until it is done there, seconds; 0 where that is not known."""
    if driving is None:
        return 0
    return min(driving.remaining_s + held.before_s(settings) + max(held.ends_s - held.entry_s, 0), FAR_S)


def _route(begun: Begun, timed: Iterator[tuple[Job, Booking, float]]) -> Route:
    """As booked; later where the crew can no longer be there in time."""
    stops: list[Stop] = []
    finish_s = begun.crew.duty.start_s
    for _ in begun.waiting:
        job, held, straight_s = next(timed)
        drive_s = min(ceil(straight_s), max(job.release_s - held.leaves_s, 0))
        start_s = max(finish_s + drive_s, job.release_s)
        stops.append(Stop(job.key, finish_s + drive_s, start_s, start_s + job.service_s, drive_s))
        finish_s = start_s + job.service_s
    return Route(begun.crew.key, tuple(stops), finish_s)
