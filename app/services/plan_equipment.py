"""Protective equipment as a bound of plans: nobody is planned into a zone without what is worn there.

Work that is booked already keeps its crew and what it has reserved: who booked it saw what was missing. What a plan
adds draws on what is left, line after line by the entry.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from app.services.board import Board, BoardTicket
from app.services.ppe_equipment import Handout, Job
from compliance.reasons import Reason

NOT_EQUIPPED = "plan.not_equipped"
"""Code of a pair that is barred because of it."""

Pair = tuple[UUID, UUID]
"""Ticket and crew."""
Short = Mapping[Pair, tuple[Reason, ...]]
"""What is missing, by pair."""


class Entering(NamedTuple):
    """One line of a plan in the making: who enters where, when, and when they are free again."""

    ticket_id: UUID
    crew_id: UUID
    entry_at: datetime
    until: datetime


def hopeless(board: Board, crew_ids: Collection[UUID]) -> dict[Pair, tuple[Reason, ...]]:
    """Pairs that no plan can equip: by the zones of now, with all that other jobs of the board might give back."""
    stock = Handout(board.equipment, board.now, _kept(board, frozenset()))
    booked = _booked(board)
    known: dict[tuple[UUID, UUID, tuple[str, ...]], tuple[Reason, ...]] = {}
    found: dict[Pair, tuple[Reason, ...]] = {}
    for ticket in _asking(board):
        profiles = ticket.merged_at(board.now).ppe_profiles
        for crew_id in crew_ids if profiles else ():
            key = crew_id, ticket.row.unit_id, profiles
            if key not in known:
                known[key] = stock.short(Job(*key, board.now))
            if known[key] and (ticket.id, crew_id) not in booked:
                found[ticket.id, crew_id] = known[key]
    return found


def unequipped(board: Board, crew_ids: Collection[UUID], lines: Iterable[Entering]) -> dict[Pair, tuple[Reason, ...]]:
    """Pairs that a plan of these lines cannot equip: those of lines that go short, and who could not take their place.

    Lines by their entry; one that goes short takes nothing. What assignments that the plan ends have reserved is free.
    """
    planned = sorted(lines, key=lambda each: (each.entry_at, each.ticket_id, each.crew_id))
    stock = Handout(board.equipment, board.now, _kept(board, {(each.ticket_id, each.crew_id) for each in planned}))
    short: list[Entering] = []
    booked = _booked(board)
    for each in planned:
        job = None if (each.ticket_id, each.crew_id) in booked else _job(board, each, each.crew_id)
        if job is not None and stock.give(job):
            short.append(each)
    found: dict[Pair, tuple[Reason, ...]] = {}
    for each in short:
        for crew_id in crew_ids:
            job = None if (each.ticket_id, crew_id) in booked else _job(board, each, crew_id)
            if job is not None and (missing := stock.short(job)):
                found[each.ticket_id, crew_id] = missing
    return found


def _job(board: Board, line: Entering, crew_id: UUID) -> Job | None:
    ticket = board.tickets[line.ticket_id]
    profiles = ticket.merged_at(line.entry_at).ppe_profiles
    return Job(crew_id, ticket.row.unit_id, profiles, line.until, line.entry_at) if profiles else None


def _asking(board: Board) -> Iterator[BoardTicket]:
    return (ticket for ticket in board.tickets.values() if ticket.zones)


def _booked(board: Board) -> set[Pair]:
    return {(each.ticket_id, each.crew_id) for each in board.held}


def _kept(board: Board, pairs: Collection[Pair]) -> Iterator[UUID]:
    """Assignments that keep their reservations: those of these pairs, and what no plan takes from its crew."""
    for each in board.held:
        movable = each.state == "assigned" and each.ticket_id in board.own
        if not movable or (each.ticket_id, each.crew_id) in pairs:
            yield each.id
