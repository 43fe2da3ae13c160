"""A board as a problem of matching: compliance says what binds, geo gets plain numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from app.schema.wishes import TicketWish
from app.services.board import Board, BoardTicket
from app.services.board_crews import BoardCrew
from app.services.board_setting import FAR_S, FIXED, Given, Setting
from app.services.board_values import crew_of, job_of, permitted_s, response_s
from app.services.work import Work
from app.services.work_under_way import UnderWay
from app.storage.board import HeldRow
from compliance.lifecycles import AT_THE_PLACE
from compliance.reasons import Reason
from geo.matching.problem import Problem
from geo.matching.values import Crew, Job, Key, Pin

__all__ = ["FIXED", "Given", "Matching", "matching", "zones_of"]

Pairs = set[tuple[Key, Key]]


@dataclass(frozen=True)
class Matching:
    """A problem with what it means. Its keys are the ids of crews and tickets."""

    board: Board
    problem: Problem
    left_out: Mapping[UUID, tuple[Reason, ...]]
    """Tickets that no plan can do, with reasons."""
    briefing_s: int
    under_way: Mapping[UUID, UnderWay]
    """By crew: where those on their way are by now."""
    free: frozenset[UUID] = frozenset()
    """Assignments that the plan ends although their crew is on the way."""

    @cached_property
    def crews(self) -> dict[UUID, BoardCrew]:
        """Crews of the board by id."""
        return {crew.id: crew for crew in self.board.crews}

    @cached_property
    def held(self) -> dict[tuple[Key, Key], HeldRow]:
        """Active assignments that are not at the place yet, by ticket and crew."""
        return {(each.ticket_id, each.crew_id): each for each in self.board.held if each.state not in AT_THE_PLACE}

    def moment(self, seconds: int) -> datetime:
        """A time of the problem as a moment."""
        return self.board.now + timedelta(seconds=seconds)


def matching(work: Work, board: Board, given: Given | None = None) -> Matching:
    """Put the problem together; solving it needs no database."""
    setting = Setting(work, board, given or Given())
    crews = {each.id: crew for each in board.crews if (crew := crew_of(setting, each)) is not None}
    jobs: dict[UUID, Job] = {}
    left_out: dict[UUID, tuple[Reason, ...]] = {}
    for ticket in board.tickets.values():
        found = job_of(setting, ticket, crews)
        if isinstance(found, Job):
            jobs[ticket.id] = found
        elif found is not None:
            left_out[ticket.id] = found
    pins = (*_agreed(setting, crews, jobs), *_wanted(setting, crews, jobs))
    problem = Problem(
        crews=tuple(crews.values()),
        jobs=tuple(jobs.values()),
        travel=work.travel,
        barred=_barred(setting, crews, jobs, {(pin.job, pin.crew) for pin in pins}),
        entry_s=_entries(setting, crews, jobs),
        pins=pins,
        today=_today(setting, crews, jobs),
    )
    return Matching(board, problem, left_out, setting.briefing_s, setting.under_way, setting.given.free)


def zones_of(ticket: BoardTicket, at: datetime) -> tuple[UUID, ...]:
    """The zone versions that bind at a ticket's place at a moment, sorted."""
    return tuple(sorted(zone.version_id for zone in ticket.zones_at(at)))


def _today(setting: Setting, crews: Mapping[UUID, Crew], jobs: Mapping[UUID, Job]) -> dict[Key, tuple[Key, ...]]:
    """What each crew has before it, in the order in which it would do it."""
    found: dict[Key, tuple[Key, ...]] = {}
    for crew_id in crews:
        order = tuple(each.ticket_id for each in _ahead(setting, crew_id, jobs) if each.id not in setting.given.free)
        if order:
            found[crew_id] = order
    return found


def _ahead(setting: Setting, crew_id: UUID, jobs: Mapping[UUID, Job]) -> list[HeldRow]:
    rows = [each for each in setting.of_crew[crew_id] if each.ticket_id in jobs and each.state not in AT_THE_PLACE]
    return sorted(rows, key=lambda each: not setting.comes_first(each))


def _agreed(setting: Setting, crews: Mapping[UUID, Crew], jobs: Mapping[UUID, Job]) -> list[Pin]:
    """What crews have agreed to, first and in order; and what is another unit's."""
    found: list[Pin] = []
    for crew_id in crews:
        staying = [each for each in _ahead(setting, crew_id, jobs) if setting.stays(each)]
        for position, each in enumerate(staying):
            found.append(Pin(each.ticket_id, crew_id, position if setting.comes_first(each) else None))
    return found


def _wanted(setting: Setting, crews: Mapping[UUID, Crew], jobs: Mapping[UUID, Job]) -> Iterable[Pin]:
    """What dispatchers want. A place in the order is kept where all places before it are taken by their wishes too."""
    agreed = _agreed(setting, crews, jobs)
    first: dict[UUID, int] = {}
    for wish in sorted(setting.board.wishes.values(), key=_place):
        crew_id, job = wish.crew_id, jobs.get(wish.ticket_id)
        holders = {pin.crew for pin in agreed if pin.job == wish.ticket_id}
        if (
            crew_id is None
            or crew_id not in crews
            or job is None
            or crew_id in holders
            or len(holders) >= job.crews_needed
        ):
            continue
        before = sum(pin.crew == crew_id and pin.position is not None for pin in agreed)
        in_order = wish.position is not None and wish.position == first.get(crew_id, 0)
        yield Pin(wish.ticket_id, crew_id, before + first.get(crew_id, 0) if in_order else None)
        first[crew_id] = first.get(crew_id, 0) + in_order


def _place(wish: TicketWish) -> int:
    return FAR_S if wish.position is None else wish.position


def _barred(
    setting: Setting, crews: Mapping[UUID, Crew], jobs: Mapping[UUID, Job], pinned: Pairs
) -> dict[tuple[Key, Key], str]:
    found: dict[tuple[Key, Key], str] = {}
    known = [each for each in setting.board.crews if each.id in crews]
    for key in jobs:
        against = setting.rules.against_pairs(known, setting.merged(setting.board.tickets[key]))
        found.update({(key, crew_id): code for crew_id, code in against})
        wish = setting.board.wishes.get(key)
        found.update({(key, crew_id): "plan.not_this_crew" for crew_id in (wish.not_crew_ids if wish else ())})
    found.update(dict(setting.given.barred.items()))
    return {pair: code for pair, code in found.items() if pair not in pinned and pair[0] in jobs and pair[1] in crews}


def _entries(setting: Setting, crews: Mapping[UUID, Crew], jobs: Mapping[UUID, Job]) -> dict[tuple[Key, Key], int]:
    """Earliest beginnings where some crew has asked already and the others would have to."""
    found: dict[tuple[Key, Key], int] = {}
    for key in jobs:
        there = {each.crew_id: each for each in setting.of_ticket[key]}
        if not any(setting.board.permits.get(each.id) for each in there.values()):
            continue
        merged = setting.merged(setting.board.tickets[key])
        late_s = response_s(setting, merged)
        for crew_id in crews:
            held = there.get(crew_id)
            entry_s = late_s if held is None else permitted_s(setting, held, merged)
            if entry_s > -FAR_S:
                found[key, crew_id] = entry_s
    return found
