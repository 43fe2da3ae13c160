"""Crews' days as a problem of matching with one job that nobody has yet; plain numbers for ``geo``.

Each booking is a job that begins no earlier than planned. What a crew has begun is where and when its day starts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

import numpy as np
import shapely

from app.services.crews import CrewView
from app.services.work_under_way import free_s
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


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking, seconds from now."""

    row: InHand
    leaves_s: int
    entry_s: int
    ends_s: int

    @property
    def minutes(self) -> int:
        """Work that is left of it."""
        return round(max(self.ends_s - max(self.leaves_s, 0), 0) / 60)


@dataclass(frozen=True, slots=True)
class Begun:
    """A crew from where and when it is done with what it has begun, what waits for it, and all its work in hand."""

    view: CrewView
    crew: Crew
    waiting: Sequence[Booking]
    minutes: int


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
        before_s = self._before_s(row, booked_s)
        service_s = max(min(before_s + booked_s, FAR_S), 0)
        release_s, place = held.entry_s - before_s, Place(row.lon, row.lat)
        return Job(number, place, service_s, 1.0, release_s=release_s, customers=row.customers)

    def _before_s(self, row: InHand, booked_s: int) -> int:
        """Briefing, and donning where an exit was booked behind the work: then it lies in a zone."""
        in_zone = booked_s > row.service_minutes * 60
        return 60 * (self.settings.briefing_minutes + (self.settings.donning_minutes if in_zone else 0))

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


def days_of(settings: Settings, now: datetime, views: Sequence[CrewView], in_hand: Iterable[InHand]) -> Days:
    """Sort what crews hold into what is begun and what waits."""
    whole = now.replace(microsecond=0)
    of_crew: dict[UUID, list[Booking]] = defaultdict(list)
    for row in in_hand:
        of_crew[row.crew_id].append(_booking(row, whole.timestamp()))
    stored: list[str] = [(view.crew.position or view.crew.base).desc for view in views]  # type: ignore[attr-defined]
    at = shapely.get_coordinates(shapely.from_wkb(stored)).tolist()
    return Days(settings, whole, [_begun(view, Place(*at[n]), of_crew[view.crew.id]) for n, view in enumerate(views)])


def _booking(row: InHand, now_s: float) -> Booking:
    entry_s = ceil(row.entry_s - now_s)
    leaves_s = entry_s if row.leaves_s is None else ceil(row.leaves_s - now_s)
    return Booking(row, leaves_s, entry_s, FAR_S if row.ends_s is None else ceil(row.ends_s - now_s))


def _begun(view: CrewView, place: Place, held: Sequence[Booking]) -> Begun:
    start_s = 0
    waiting: list[Booking] = []
    for each in held:
        if each.row.state not in STARTED_ASSIGNMENT:
            waiting.append(each)
        elif (free := free_s(each.row.state, each.ends_s)) > start_s:
            start_s, place = free, Place(each.row.lon, each.row.lat)
    crew = Crew(view.crew.id, place, Window(start_s, FOREVER))
    return Begun(view, crew, waiting, sum(each.minutes for each in held))


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
