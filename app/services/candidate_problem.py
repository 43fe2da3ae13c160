"""Crews' days as a problem of matching with one job that nobody has yet; plain numbers for ``geo``.

Each booking is a job that begins no earlier than planned. What a crew has begun is where and when its day starts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from math import ceil
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray

from app.services.crews import CrewView
from app.settings import Settings
from app.storage.board import HeldRow, TicketRow
from compliance.lifecycles import STARTED_ASSIGNMENT
from geo.matching.objective import Value
from geo.matching.plan import Plan, Route, Stop
from geo.matching.problem import Problem
from geo.matching.values import FOREVER, Crew, Job, Key, Pin, Window
from geo.places import Place, distances_to_m
from geo.travel import Travel

FAR_S = 2**28
"""Seconds; where a booking without an end ends."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a ticket takes of a crew's day.

    Attributes:
        ticket_id: the ticket.
        place: where it is.
        entry_s: no entry before this, seconds from now; 0 where nobody has to permit it.
        before_s: briefing and donning at the place.
        work_s: until supply is back.
        after_s: doffing and disinfection.
    """

    ticket_id: UUID
    place: Place
    entry_s: int
    before_s: int
    work_s: int
    after_s: int


@dataclass(frozen=True)
class Begun:
    """A crew from where and when it is done with what it has begun, and what waits for it."""

    view: CrewView
    crew: Crew
    held: Sequence[HeldRow]
    """All that it has, as planned."""

    @property
    def waiting(self) -> list[HeldRow]:
        """What it has not begun."""
        return [each for each in self.held if each.state not in STARTED_ASSIGNMENT]


@dataclass
class Days:
    """The days of some crews, as they stand in the database.

    Attributes:
        now: whole seconds; times are seconds after it.
        begun: one per crew.
        tickets: those that the crews hold.
        departures: planned ones of what waits, crew after crew in order, seconds; filled with the problem.
    """

    settings: Settings
    now: datetime
    begun: Sequence[Begun]
    tickets: dict[UUID, TicketRow]
    departures: list[int] = field(default_factory=list)

    def problem(self, needs: Needs, travel: Travel) -> tuple[Problem, Plan]:
        """The problem, and the plan that the bookings are."""
        service_s = needs.before_s + needs.work_s + needs.after_s
        jobs = [Job(needs.ticket_id, needs.place, service_s, 1.0, release_s=max(needs.entry_s - needs.before_s, 0))]
        drives = iter(self._drives().tolist())
        routes: list[Route] = []
        pins: list[Pin] = []
        for each in self.begun:
            mine = [self._job(held) for held in each.waiting]
            routes.append(self._route(each, mine, drives))
            agreed = max((at for at, held in enumerate(each.waiting) if held.state == "accepted"), default=-1)
            pins += [Pin(held.id, each.crew.key, at) for at, held in enumerate(each.waiting[: agreed + 1])]
            jobs += mine
        problem = Problem(tuple(each.crew for each in self.begun), tuple(jobs), travel, pins=tuple(pins))
        return problem, Plan(tuple(routes), (needs.ticket_id,), Value())

    @cached_property
    def ticket_of(self) -> dict[Key, UUID]:
        """Ticket by assignment."""
        return {held.id: held.ticket_id for each in self.begun for held in each.held}

    def moment(self, seconds: int) -> datetime:
        """A time of the problem as a moment."""
        return self.now + timedelta(seconds=seconds)

    def _job(self, held: HeldRow) -> Job:
        row = self.tickets[held.ticket_id]
        entry_s, end_s = self._seconds(held.planned_entry_at), end_of(held, self.now)
        before_s = self._before_s(row, end_s - entry_s)
        service_s = max(min(before_s + end_s - entry_s, FAR_S), 0)
        place = Place(row.lon, row.lat)
        return Job(held.id, place, service_s, 1.0, release_s=entry_s - before_s, customers=row.customers_affected)

    def _before_s(self, row: TicketRow, booked_s: int) -> int:
        """Briefing, and donning where an exit was booked behind the work: then it lies in a zone."""
        in_zone = booked_s > row.service_minutes * 60
        return 60 * (self.settings.briefing_minutes + (self.settings.donning_minutes if in_zone else 0))

    def _route(self, begun: Begun, mine: Sequence[Job], drives: Iterable[float]) -> Route:
        """As booked; later where the crew can no longer be there in time."""
        stops: list[Stop] = []
        finish_s = begun.crew.duty.start_s
        for held, job, straight_s in zip(begun.waiting, mine, drives, strict=False):
            self.departures.append(self._seconds(held.planned.lower or held.planned_entry_at))
            booked_s = max(job.release_s - self.departures[-1], 0)
            drive_s = min(ceil(straight_s), booked_s)
            start_s = max(finish_s + drive_s, job.release_s)
            stops.append(Stop(held.id, finish_s + drive_s, start_s, start_s + job.service_s, drive_s))
            finish_s = start_s + job.service_s
        return Route(begun.crew.key, tuple(stops), finish_s)

    def _drives(self) -> NDArray[np.float64]:
        """Seconds from each waiting job's place before, as the crow flies and roads are longer.

        A booking holds its own drive, but waiting for a permit may be in it; the shorter of the two counts. Asking a
        source of travel times for each leg of each crew would be an answer of its own for each.
        """
        here: list[Place] = []
        there: list[Place] = []
        for each in self.begun:
            place = each.crew.start
            for held in each.waiting:
                row = self.tickets[held.ticket_id]
                here.append(place or Place(row.lon, row.lat))
                place = Place(row.lon, row.lat)
                there.append(place)
        ends = np.asarray(shapely.points(np.column_stack(_columns(there))))
        metres = distances_to_m(*_columns(here), ends)
        found: NDArray[np.float64] = metres * self.settings.travel_circuity / (self.settings.travel_speed_kmh / 3.6)
        return found

    def _seconds(self, at: datetime) -> int:
        return ceil((at - self.now).total_seconds())


def days_of(
    settings: Settings,
    now: datetime,
    views: Sequence[CrewView],
    held: Iterable[HeldRow],
    tickets: dict[UUID, TicketRow],
) -> Days:
    """Sort what crews hold into what is begun and what waits."""
    of_crew: dict[UUID, list[HeldRow]] = defaultdict(list)
    for each in held:
        of_crew[each.crew_id].append(each)
    whole = now.replace(microsecond=0)
    stored = [view.crew.position or view.crew.base for view in views]
    at = shapely.get_coordinates(shapely.from_wkb([each.desc for each in stored])).tolist()  # type: ignore[attr-defined]
    begun = [
        _begun(view, Place(*place), of_crew[view.crew.id], tickets, whole)
        for view, place in zip(views, at, strict=True)
    ]
    return Days(settings, whole, begun, tickets)


def end_of(held: HeldRow, now: datetime) -> int:
    """When a booking ends, seconds from now."""
    return FAR_S if held.planned.upper is None else ceil((held.planned.upper - now).total_seconds())


def _begun(
    view: CrewView, place: Place, rows: Sequence[HeldRow], tickets: dict[UUID, TicketRow], now: datetime
) -> Begun:
    start_s = 0
    for each in rows:
        if each.state in STARTED_ASSIGNMENT and end_of(each, now) > start_s:
            row, start_s = tickets[each.ticket_id], end_of(each, now)
            place = Place(row.lon, row.lat)
    return Begun(view, Crew(view.crew.id, place, Window(start_s, FOREVER)), rows)


def _columns(places: Sequence[Place]) -> tuple[list[float], list[float]]:
    return [place.lon for place in places], [place.lat for place in places]
