"""A board as a problem of matching: compliance says what binds, geo gets plain numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from app.services.board import ON_THE_WAY, Board, BoardCrew, BoardTicket
from app.services.board_rules import Refusals, impossible
from app.services.candidates import after_work, before_start
from app.services.work import Work
from app.storage.board import HeldRow
from compliance.lifecycles import AT_THE_PLACE
from compliance.priority import prioritise
from compliance.reasons import Reason
from compliance.zones import MergedRequirements, merge
from geo.matching.problem import Problem
from geo.matching.values import OUTSIDE, Crew, Job, Key, Pin, Surroundings, Window
from geo.places import Place
from geo.travel import Travel

OVERRUN = timedelta(minutes=15)
"""Work that should be done by now is taken to last this much longer."""

FIXED = ON_THE_WAY | {"accepted"}
"""The crew knows of this job and has said yes: it keeps it, and does it first."""

FAR_S = 2**28
"""Seconds; a bound that binds nothing."""

SHARED = timedelta(seconds=1)


@dataclass(frozen=True)
class Given:
    """What a solver may be told beside the board.

    Attributes:
        at: the moment for which the zones of a ticket are taken; now for those not named.
        barred: pairs of ticket and crew that were tried and do not hold, with the reason's code.
        free: assignments that are not held back although their crew is on the way: it would be diverted.
    """

    at: Mapping[UUID, datetime] = field(default_factory=dict)
    barred: Mapping[tuple[UUID, UUID], str] = field(default_factory=dict)
    free: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Matching:
    """A problem with what it means."""

    board: Board
    problem: Problem
    left_out: Mapping[UUID, tuple[Reason, ...]]
    """Tickets that no plan can do, with reasons."""
    briefing_s: int

    @cached_property
    def crews(self) -> dict[UUID, BoardCrew]:
        """Crews of the board by id."""
        return {crew.id: crew for crew in self.board.crews}

    @cached_property
    def held(self) -> dict[tuple[UUID, UUID], HeldRow]:
        """Active assignments that are not at the place yet, by ticket and crew."""
        return {(each.ticket_id, each.crew_id): each for each in self.board.held if each.state not in AT_THE_PLACE}

    def moment(self, seconds: int) -> datetime:
        """A time of the problem as a moment."""
        return self.board.now + timedelta(seconds=seconds)

    def seconds(self, at: datetime) -> int:
        """A moment as a time of the problem."""
        return seconds_after(self.board.now, at)


def matching(work: Work, board: Board, given: Given | None = None) -> Matching:
    """Put the problem together; solving it needs no database."""
    return _Builder(work, board, given or Given()).build()


def seconds_after(now: datetime, at: datetime) -> int:
    """Whole seconds, within what a problem takes."""
    return max(min(round((at - now).total_seconds()), FAR_S), -FAR_S)


@dataclass
class _Builder:
    work: Work
    board: Board
    given: Given
    left_out: dict[UUID, tuple[Reason, ...]] = field(default_factory=dict)
    classes: dict[frozenset[str], int] = field(default_factory=lambda: {frozenset(): 0})
    around: dict[tuple[UUID, ...], Surroundings] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = self.board.now
        self.briefing_s = self.work.settings.briefing_minutes * 60
        self.overtime_s = self.work.settings.plan_overtime_minutes * 60
        self.rules = Refusals(self.board)
        self.ours = {crew.id for crew in self.board.crews}
        self.standing: dict[UUID, list[HeldRow]] = {}
        for each in self.board.held:
            self.standing.setdefault(each.crew_id, []).append(each)

    def build(self) -> Matching:
        crews = {crew.key: crew for crew in (self._crew(each) for each in self.board.crews) if crew is not None}
        jobs = {job.key: job for job in (self._job(each, crews) for each in self.board.tickets.values()) if job}
        today = self._today(crews, jobs)
        pins = tuple(self._pins(crews, jobs))
        jobs |= {pin.job: self._able(jobs[pin.job], crews[pin.crew]) for pin in pins if pin.position is not None}
        problem = Problem(
            crews=tuple(crews.values()),
            jobs=tuple(jobs.values()),
            travel=self.work.travel,
            barred=self._barred(crews, jobs, {(pin.job, pin.crew) for pin in pins}),
            entry_s=self._entries(crews, jobs),
            pins=pins,
            today=today,
        )
        return Matching(self.board, problem, self.left_out, self.briefing_s)

    # crews

    def _crew(self, crew: BoardCrew) -> Crew | None:
        """The crew from when and where it is free; None where it cannot go within the horizon at all."""
        if crew.duty is None or self.rules.against_crew(crew):
            return None
        free_at, place, inside = self._free(crew)
        start_s = max(seconds_after(self.now, crew.duty[0]), seconds_after(self.now, free_at), 0)
        end_s = seconds_after(self.now, crew.duty[1])
        if start_s >= end_s:
            return None
        hold_class, hold_until_s = self._hold(crew)
        return Crew(
            key=crew.id, start=place, duty=Window(start_s, end_s), overtime_s=self.overtime_s,
            skills=frozenset().union(*(member.skills for member in crew.facts.members)),
            people=len(crew.facts.members), inside=inside, hold_class=hold_class, hold_until_s=hold_until_s,
        )  # fmt: skip

    def _free(self, crew: BoardCrew) -> tuple[datetime, Place, Surroundings]:
        """When and where the crew is free, and the zone that it has to leave then."""
        row = crew.row
        here = next((each for each in self.standing.get(crew.id, ()) if each.state in AT_THE_PLACE), None)
        if here is None:
            return self.now, Place(row.lon, row.lat), OUTSIDE
        ticket = self.board.tickets[here.ticket_id]
        around = self._around(ticket.merged_at(self.now))
        ends = (here.planned.upper or self.now) - timedelta(seconds=around.leave_s)
        working = here.state in ("inside", "working")
        free_at = (ends if ends > self.now else self.now + OVERRUN) if working else self.now
        return free_at, Place(ticket.row.lon, ticket.row.lat), around

    def _hold(self, crew: BoardCrew) -> tuple[int, int | None]:
        holds = [(each.stand_down_until, each.stand_down_class) for each in crew.facts.members if each.stand_down_until]
        standing = [(until, kind) for until, kind in holds if until > self.now]
        if not standing:
            return 0, None
        kinds = {kind for _, kind in standing if kind is not None}
        return self._class(frozenset(kinds)), seconds_after(self.now, max(until for until, _ in standing))

    def _class(self, kinds: frozenset[str]) -> int:
        return self.classes.setdefault(kinds, len(self.classes))

    def _around(self, merged: MergedRequirements) -> Surroundings:
        """What going in and out of these zones costs. The briefing is held at each job and counts there."""
        if not merged.in_zone:
            return OUTSIDE
        key = tuple(sorted(zone.version_id for zone in merged.zones))
        if key not in self.around:
            self.around[key] = Surroundings(
                zone="|".join(sorted(str(zone.zone_id) for zone in merged.zones)),
                zone_class=self._class(merged.hazard_classes),
                prepare_s=int(before_start(self.work, merged).total_seconds()) - self.briefing_s,
                leave_s=int(after_work(self.work, merged).total_seconds()),
                stand_down_s=merged.hold_after_exit_minutes * 60,
            )
        return self.around[key]

    # jobs

    def _job(self, ticket: BoardTicket, crews: Mapping[Key, Crew]) -> Job | None:
        """What is left to do for a ticket; None where nobody is needed, or nobody can go."""
        row = ticket.row
        there = [each for each in self.board.held if each.ticket_id == row.id]
        bound = [each for each in there if self._is_bound(each, crews)]
        wanted = row.crews_needed - len(bound)
        if row.id not in self.board.own:  # another unit's: no more than our own crews that hold it
            wanted = len(there) - len(bound)
        if wanted <= 0 or row.state == "restored":
            return None
        against = () if any(self._stays(each) for each in there) else impossible(self.board, ticket)
        if against:
            self.left_out[row.id] = against
            return None
        merged = ticket.merged_at(self.given.at.get(row.id, self.now))
        release_s, due_s, latest_s = self._times(ticket)
        if latest_s < max(release_s, -self.briefing_s):
            self.left_out[row.id] = (Reason("plan.too_late"),)
            return None
        value = prioritise(row.priority_class, row.customers_affected, row.reported_at, self.now).value
        return Job(
            key=row.id, place=Place(row.lon, row.lat), service_s=self.briefing_s + row.service_minutes * 60,
            weight=value, release_s=max(release_s, self._response_s(merged) if not self._asked(there) else -FAR_S),
            due_s=due_s, window=Window(-FAR_S, latest_s) if latest_s < FAR_S else None,
            skills_all=frozenset(row.required_skills), crews_needed=wanted, customers=row.customers_affected,
            around=self._around(merged),
        )  # fmt: skip

    def _is_bound(self, each: HeldRow, crews: Mapping[Key, Crew]) -> bool:
        """Whether an assignment stands whatever the plan: at the place, or with a crew that is not ours to plan."""
        away = each.crew_id not in crews
        return each.state in AT_THE_PLACE or (away and (each.crew_id not in self.ours or self._stays(each)))

    def _stays(self, each: HeldRow) -> bool:
        """Whether an assignment stays with its crew: agreed to, or another unit's affair."""
        return each.id not in self.given.free and (each.state in FIXED or each.ticket_id not in self.board.own)

    def _times(self, ticket: BoardTicket) -> tuple[int, int | None, int]:
        """Earliest, wished and latest beginning, seconds; the work itself follows the briefing."""
        wish = self.board.wishes.get(ticket.id)
        release_s = due_s = None
        latest_s = FAR_S
        if wish is not None:
            release_s = self._begin_s(wish.not_before) if wish.not_before else None
            due_s = self._begin_s(wish.due_at) if wish.due_at else None
            latest_s = self._begin_s(wish.must_start_by) if wish.must_start_by else FAR_S
        forbidden = self.rules.forbidden_from(ticket)
        if forbidden is not None:
            latest_s = min(latest_s, self._begin_s(forbidden - SHARED))
        return (-FAR_S if release_s is None else release_s), due_s, latest_s

    def _begin_s(self, work_begins_at: datetime) -> int:
        return seconds_after(self.now, work_begins_at) - self.briefing_s

    def _response_s(self, merged: MergedRequirements) -> int:
        """From when an entry can be had that is asked for now, seconds."""
        minutes = [self.board.response_minutes[zone.authority_id] for zone in merged.permit_zones]
        return max(minutes) * 60 - self.briefing_s if minutes else -FAR_S

    def _asked(self, there: Iterable[HeldRow]) -> bool:
        return any(self.board.permits.get(each.id) for each in there)

    def _entries(self, crews: Mapping[Key, Crew], jobs: Mapping[Key, Job]) -> dict[tuple[Key, Key], int]:
        """Earliest beginnings where some crew has asked already and the others would have to."""
        found: dict[tuple[Key, Key], int] = {}
        by_ticket: dict[UUID, list[HeldRow]] = {}
        for each in self.board.held:
            by_ticket.setdefault(each.ticket_id, []).append(each)
        for key in jobs:
            there = by_ticket.get(key, [])  # type: ignore[call-overload]
            if not self._asked(there):
                continue
            merged = self.board.tickets[key].merged_at(self.given.at.get(key, self.now))  # type: ignore[index, call-overload]
            for crew in crews:
                held = next((each for each in there if each.crew_id == crew), None)
                entry_s = self._permitted_s(held, merged) if held else self._response_s(merged)
                if entry_s > -FAR_S:
                    found[key, crew] = entry_s
        return found

    def _permitted_s(self, held: HeldRow, merged: MergedRequirements) -> int:
        """From when all permits of an assignment that are given or asked for let it in, seconds."""
        latest = -FAR_S
        permits = self.board.permits.get(held.id, ())
        for zone in merged.permit_zones:
            mine = next((each for each in permits if each.zone_version_id == zone.version_id), None)
            given = mine is not None and mine.state == "approved" and (mine.valid_until or self.now) > self.now
            if mine is not None and given and mine.valid_from is not None:
                entry_s = self._begin_s(mine.valid_from)
            elif mine is not None and mine.respond_by is not None and not given:
                entry_s = max(self._begin_s(mine.respond_by), -self.briefing_s)
            else:
                entry_s = self.board.response_minutes[zone.authority_id] * 60 - self.briefing_s
            latest = max(latest, entry_s)
        return latest

    # what binds the two

    def _barred(
        self, crews: Mapping[Key, Crew], jobs: Mapping[Key, Job], pinned: set[tuple[Key, Key]]
    ) -> dict[tuple[Key, Key], str]:
        found: dict[tuple[Key, Key], str] = {pair: code for pair, code in self.given.barred.items()}
        known = [each for each in self.board.crews if each.id in crews]
        for key in jobs:
            ticket = self.board.tickets[key]  # type: ignore[index]
            merged = ticket.merged_at(self.given.at.get(ticket.id, self.now))
            for crew_id, code in self.rules.against_pairs(known, merged):
                found[key, crew_id] = code
            wish = self.board.wishes.get(ticket.id)
            for crew_id in wish.not_crew_ids if wish else ():
                found[key, crew_id] = "plan.not_this_crew"
        return {
            pair: code for pair, code in found.items() if pair not in pinned and pair[0] in jobs and pair[1] in crews
        }

    def _today(self, crews: Mapping[Key, Crew], jobs: Mapping[Key, Job]) -> dict[Key, tuple[Key, ...]]:
        found: dict[Key, tuple[Key, ...]] = {}
        for crew in self.board.crews:
            ordered = sorted(self.standing.get(crew.id, ()), key=lambda each: _rank(each, self.given.free))
            keys = tuple(
                each.ticket_id
                for each in ordered
                if each.ticket_id in jobs and each.state not in AT_THE_PLACE and each.id not in self.given.free
            )
            if crew.id in crews and keys:
                found[crew.id] = keys
        return found

    def _pins(self, crews: Mapping[Key, Crew], jobs: Mapping[Key, Job]) -> Iterable[Pin]:
        """What crews have agreed to comes first and in order; then what dispatchers want."""
        taken: dict[Key, int] = {}
        pinned: set[tuple[Key, Key]] = set()
        for crew_id in crews:
            rows = [each for each in self.standing.get(crew_id, ()) if self._stays(each) and each.ticket_id in jobs]
            for each in sorted(rows, key=lambda each: _rank(each, self.given.free)):
                if each.state in AT_THE_PLACE:
                    continue
                fixed = each.state in FIXED
                yield Pin(each.ticket_id, crew_id, taken.get(crew_id, 0) if fixed else None)
                taken[crew_id] = taken.get(crew_id, 0) + fixed
                pinned.add((each.ticket_id, crew_id))
        wishes = [each for each in self.board.wishes.values() if each.crew_id and each.ticket_id in jobs]
        for wish in sorted(wishes, key=lambda each: FAR_S if each.position is None else each.position):
            others = {crew for job, crew in pinned if job == wish.ticket_id}
            if wish.crew_id not in crews or len(others) >= jobs[wish.ticket_id].crews_needed:
                continue
            if wish.crew_id in others:
                continue
            at = taken.get(wish.crew_id, 0)
            fixed = sum(1 for job, crew in pinned if crew == wish.crew_id and self._is_fixed(job, crew))
            in_order = wish.position is not None and wish.position == at - fixed
            yield Pin(wish.ticket_id, wish.crew_id, at if in_order else None)
            taken[wish.crew_id] = at + in_order
            pinned.add((wish.ticket_id, wish.crew_id))

    def _is_fixed(self, job: Key, crew: Key) -> bool:
        return any(
            each.ticket_id == job and each.state in FIXED
            for each in self.standing.get(crew, ())  # type: ignore[call-overload]
        )

    @staticmethod
    def _able(job: Job, crew: Crew) -> Job:
        """A crew that has agreed goes, whatever skill was asked for since."""
        return job if job.crews_needed > 1 else replace(job, skills_all=job.skills_all & crew.skills)


def _rank(each: HeldRow, free: frozenset[UUID]) -> tuple[int, datetime]:
    order = 3 if each.id in free else 0 if each.state in ON_THE_WAY else 1 if each.state == "accepted" else 2
    return order, each.planned.lower or each.planned_entry_at


def zones_of(ticket: BoardTicket, at: datetime) -> tuple[UUID, ...]:
    """The zone versions that bind at a ticket's place at a moment, sorted."""
    return tuple(sorted(zone.version_id for zone in merge(ticket.zones_at(at)).zones))
