"""What a plan says as lines: one crew at one ticket each, with its moments, and how that differs from today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from app.services.board_problem import Matching, zones_of
from app.services.work_under_way import ON_THE_WAY, UnderWay
from app.storage.board import HeldRow
from geo.matching.plan import Plan, Route, Stop
from geo.matching.values import Surroundings

Kind = Literal["kept", "new", "moved", "reordered", "retimed", "dropped"]

STAY: frozenset[str] = frozenset({"kept", "retimed", "reordered"})
"""Kinds of lines whose job stays with its crew."""


@dataclass(frozen=True)
class Line:
    """One crew at one ticket. ``was`` is the assignment that it changes; see ``app.schema.plans.PlanLine``."""

    ticket_id: UUID
    crew_id: UUID
    slot: int
    position: int
    kind: Kind
    depart_at: datetime
    arrive_at: datetime
    entry_at: datetime
    finish_at: datetime
    end_at: datetime
    travel_s: int
    ready_s: int
    minutes_gained: float | None
    zone_version_ids: tuple[UUID, ...]
    was: HeldRow | None
    was_position: int | None = None
    silent_since: datetime | None = None
    """When it was known for sure where the crew on its way there is, if that is long ago."""

    def was_json(self) -> dict[str, Any] | None:
        """The assignment that it changes, as it is kept with the line."""
        if self.was is None:
            return None
        lower, upper = self.was.planned.lower, self.was.planned.upper
        return {
            "assignment_id": str(self.was.id), "crew_id": str(self.was.crew_id), "state": self.was.state,
            "position": self.was_position, "depart_at": lower.isoformat() if lower else None,
            "entry_at": self.was.planned_entry_at.isoformat(), "end_at": upper.isoformat() if upper else None,
            "silent_since": self.silent_since.isoformat() if self.silent_since else None,
        }  # fmt: skip


def lines_of(matching: Matching, plan: Plan, today: Plan, retime: timedelta) -> list[Line]:
    """Every line of a plan, by crew and position; dropped ones last."""
    return list(_Reader(matching, plan, today, retime).lines())


@dataclass
class _Reader:
    matching: Matching
    plan: Plan
    today: Plan
    retime: timedelta
    taken: dict[UUID, set[int]] = field(default_factory=dict)
    """Slots of each ticket that are spoken for."""

    def __post_init__(self) -> None:
        self.held = dict(self.matching.held)
        self.jobs = {job.key: job for job in self.matching.problem.jobs}
        self.before = {stop.job: stop.finish_s for route in self.today.routes for stop in route.stops}
        self.today_orders = self.matching.problem.today
        pairs = {(stop.job, route.crew) for route in self.plan.routes for stop in route.stops}
        self.leaving: dict[UUID, list[HeldRow]] = {}
        for row in sorted(self.matching.board.held, key=lambda each: each.slot):
            stays = (row.ticket_id, row.crew_id) in pairs or row.ticket_id not in self.jobs
            if not stays and self._may_leave(row):
                self.leaving.setdefault(row.ticket_id, []).append(row)
            else:
                self.taken.setdefault(row.ticket_id, set()).add(row.slot)

    def _may_leave(self, row: HeldRow) -> bool:
        """Whether an assignment that is not in the plan gives its slot up: its crew is planned, or cannot go at all."""
        if (row.ticket_id, row.crew_id) not in self.held or row.crew_id not in self.matching.crews:
            return False
        return row.state == "assigned" or row.id in self.matching.free or self._is_planned(row)

    def _is_planned(self, row: HeldRow) -> bool:
        return row.crew_id in self.matching.problem.crew_numbers

    def lines(self) -> Iterable[Line]:
        for route in self.plan.routes:
            yield from self._of_route(route)
        for rows in self.leaving.values():
            yield from (self._dropped(row) for row in rows if self._is_planned(row))

    def _of_route(self, route: Route) -> Iterable[Line]:
        crew = self.matching.problem.crews[self.matching.problem.crew_numbers[route.crew]]
        here, left_s = crew.inside, crew.duty.start_s
        for position, stop in enumerate(route.stops):
            there = self.jobs[stop.job].around
            following = self.jobs[route.stops[position + 1].job].around if position + 1 < len(route.stops) else None
            depart_s = left_s + (here.leave_s if here.zone != there.zone else 0)
            yield self._line(route, position, stop, depart_s, (here, there, following))
            here, left_s = there, stop.finish_s

    def _line(
        self,
        route: Route,
        position: int,
        stop: Stop,
        depart_s: int,
        places: tuple[Surroundings, Surroundings, Surroundings | None],
    ) -> Line:
        here, there, following = places
        ticket_id, crew_id = _id(stop.job), _id(route.crew)
        entry_at = self.matching.moment(stop.start_s + self.matching.briefing_s)
        was, kind = self._kind(ticket_id, crew_id, entry_at)
        prepare_s = there.prepare_s if here.zone != there.zone else 0
        end_s = stop.finish_s + (there.leave_s if following is None or following.zone != there.zone else 0)
        depart_at = self.matching.moment(depart_s)
        if was is not None and was.crew_id == crew_id and was.state in ON_THE_WAY and was.planned.lower:
            depart_at = min(was.planned.lower, depart_at)
        driving = self._driving(was, crew_id)
        before = self.before.get(stop.job)
        return Line(
            ticket_id=ticket_id,
            crew_id=crew_id,
            slot=self._slot(ticket_id, was),
            position=position,
            kind=kind,
            depart_at=depart_at,
            arrive_at=self.matching.moment(stop.arrive_s),
            entry_at=entry_at,
            finish_at=self.matching.moment(stop.finish_s),
            end_at=self.matching.moment(end_s),
            travel_s=driving.remaining_s if driving else stop.travel_s,
            ready_s=max(stop.arrive_s - depart_s, 0) + prepare_s + self.matching.briefing_s,
            minutes_gained=None if before is None else round((before - stop.finish_s) / 60, 1),
            zone_version_ids=zones_of(self.matching.board.tickets[ticket_id], entry_at),
            was=was,
            was_position=self._was_position(was),
            silent_since=driving.silent_since if driving else None,
        )

    def _driving(self, was: HeldRow | None, crew: UUID) -> UnderWay | None:
        """Where the crew is by now, if it is on its way to this and goes on."""
        if was is None or was.crew_id != crew or was.state not in ON_THE_WAY or was.id in self.matching.free:
            return None
        return self.matching.under_way.get(crew)

    def _kind(self, ticket: UUID, crew: UUID, entry_at: datetime) -> tuple[HeldRow | None, Kind]:
        was = self.held.get((ticket, crew))
        if was is None or crew not in self.today_orders:
            leaving = self.leaving.get(ticket)
            return (leaving.pop(0), "moved") if leaving else (None, "new")
        if self._is_reordered(ticket, crew):
            return was, "reordered"
        return was, "retimed" if abs(entry_at - was.planned_entry_at) > self.retime else "kept"

    def _is_reordered(self, ticket: UUID, crew: UUID) -> bool:
        """Whether it has changed places with a job that the crew had before and has still."""
        now = self.plan.orders[crew]
        both = [job for job in self.today_orders[crew] if job in now]
        return [job for job in now if job in both].index(ticket) != both.index(ticket)

    def _was_position(self, was: HeldRow | None) -> int | None:
        order = self.today_orders.get(was.crew_id, ()) if was is not None else ()
        return order.index(was.ticket_id) if was is not None and was.ticket_id in order else None

    def _slot(self, ticket: UUID, was: HeldRow | None) -> int:
        taken = self.taken.setdefault(ticket, set())
        slot = was.slot if was is not None else next(each for each in range(1, 99) if each not in taken)
        taken.add(slot)
        return slot

    def _dropped(self, row: HeldRow) -> Line:
        lower, upper = row.planned.lower or row.planned_entry_at, row.planned.upper or row.planned_entry_at
        return Line(
            ticket_id=row.ticket_id, crew_id=row.crew_id, slot=row.slot, position=self._was_position(row) or 0,
            kind="dropped", depart_at=lower, arrive_at=row.planned_entry_at, entry_at=row.planned_entry_at,
            finish_at=upper, end_at=upper, travel_s=0, ready_s=0, minutes_gained=None, zone_version_ids=(), was=row,
            was_position=self._was_position(row),
        )  # fmt: skip


def counts_of(lines: Iterable[Line]) -> Mapping[str, int]:
    """How many lines of each kind."""
    found = dict.fromkeys(("kept", "new", "moved", "reordered", "retimed", "dropped"), 0)
    for line in lines:
        found[line.kind] += 1
    return found


def _id(key: object) -> UUID:
    if not isinstance(key, UUID):
        raise TypeError(f"{key!r} is no id of ours")
    return key
