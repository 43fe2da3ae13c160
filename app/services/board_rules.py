"""What compliance says about the crews and tickets of a board: asked once for each kind, not for each pair."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.services.board import Board, BoardTicket
from app.services.board_crews import BoardCrew
from compliance.crews import CrewFacts, MemberFacts, ShiftWindow, TicketFacts, may_be_assigned
from compliance.decision import Decision
from compliance.duty import FREE
from compliance.isolation import judge_work_type
from compliance.reasons import Reason, reason
from compliance.sign_ons import PRESENT, present
from compliance.zones import MergedRequirements, merge

MOST_REASONS = 4
"""Kinds of reasons that are told of a ticket that nobody can do."""

_Kind = tuple[int, tuple[str, ...], tuple[str, ...]]


@dataclass
class Refusals:
    """Answers of the rules for one board, each kind of question asked once.

    What depends on when a crew would be there (shift, stand-down, orders that begin) is not asked here: it goes into
    the problem as times, and ``holds`` looks at each planned entry.
    """

    board: Board
    _known: dict[tuple[_Kind, int | None], Decision] = field(default_factory=dict)

    def against_crew(self, crew: BoardCrew) -> tuple[Reason, ...]:
        """Why a crew cannot be sent anywhere."""
        away = replace(crew.facts.presence, break_until=None)  # a break goes into the problem as a time
        return (*self._judge(crew, merge(())).reasons, *present(away, life_safety=False, at=self.board.now).reasons)

    def against_pairs(self, crews: Sequence[BoardCrew], merged: MergedRequirements) -> Iterable[tuple[UUID, str]]:
        """Which of these crews may not go where this is asked for, with the code of the first reason."""
        if merged.max_people is None:
            return
        for crew in crews:
            decision = self._judge(crew, merged)
            if not decision.allowed:
                yield crew.id, decision.codes[0]

    def forbidden_from(self, ticket: BoardTicket) -> datetime | None:
        """When an order begins, within the horizon, that forbids the work."""
        facts, until = ticket.facts, self.board.now + self.board.horizon
        coming = (each for each in ticket.orders if self.board.now < each.valid_from <= until)
        found = [
            order.valid_from
            for order in coming
            if not judge_work_type(facts.work_type, facts.life_safety, ticket.orders, order.valid_from).allowed
        ]
        return min(found, default=None)

    def _judge(self, crew: BoardCrew, merged: MergedRequirements) -> Decision:
        key = (_kind(crew.facts.members), merged.max_people)
        if key not in self._known:
            self._known[key] = _timeless(crew.facts, merged, self.board.now)
        return self._known[key]


def _kind(members: tuple[MemberFacts, ...]) -> _Kind:
    """What composition, cohort and the limit of people depend on."""
    roles = tuple(sorted(" ".join(sorted(member.roles)) for member in members))
    cohorts = tuple(sorted(repr(sorted(member.stays)) for member in members))
    return len({member.id for member in members}), roles, cohorts


def _timeless(crew: CrewFacts, merged: MergedRequirements, now: datetime) -> Decision:
    """What ``may_be_assigned`` says of a crew on shift, rested and in no stand-down, for work that anybody may do."""
    rested = tuple(replace(member, stand_down_until=None, duty=FREE) for member in crew.members)
    on_shift = (ShiftWindow(now, datetime.max.replace(tzinfo=now.tzinfo)),)
    anything = TicketFacts("fault_repair", life_safety=True)
    there = replace(crew, members=rested, shifts=on_shift, presence=PRESENT)
    return may_be_assigned(there, anything, merged, now)


def holds(crew: BoardCrew, ticket: BoardTicket, entry_at: datetime) -> Decision:
    """Whether a pair holds at its planned entry, by every rule."""
    return may_be_assigned(crew.facts, ticket.facts, ticket.merged_at(entry_at), entry_at)


def impossible(board: Board, ticket: BoardTicket) -> tuple[Reason, ...]:
    """Why nobody may do a ticket now, whoever they are."""
    row = ticket.row
    if row.state == "deferred":
        order = next((each for each in ticket.orders if each.id == row.deferred_by), None)
        if order is None:
            return (reason("plan.deferred"),)
        named = {"work_type": row.work_type, "order": order.legal_reference, "level": order.level}
        return (reason("gate.work_type.not_allowed", **named),)
    facts = ticket.facts
    judged = judge_work_type(facts.work_type, facts.life_safety, ticket.orders, board.now)
    if not judged.allowed:
        return judged.reasons
    wish = board.wishes.get(ticket.id)
    if wish is not None and wish.crew_id is not None:
        return _against_pinned(board, ticket, wish.crew_id)
    return ()


def _against_pinned(board: Board, ticket: BoardTicket, crew_id: UUID) -> tuple[Reason, ...]:
    """Why the one crew that a dispatcher wants cannot go."""
    crew = next((each for each in board.crews if each.id == crew_id), None)
    if crew is None:
        return (reason("plan.pinned_crew_gone"),)
    if crew.duty is None:
        return (reason("crew.off_shift", needed_at=board.now),)
    at = max(board.now, crew.duty[0])
    rested = tuple(replace(member, stand_down_until=None, duty=FREE) for member in crew.facts.members)
    return may_be_assigned(replace(crew.facts, members=rested), ticket.facts, ticket.merged_at(at), at).reasons


@dataclass
class WhyNot:
    """Why a ticket was left out: what stands against most crews, or that none has time. Asked once for each kind."""

    board: Board
    short: Mapping[tuple[UUID, UUID], tuple[Reason, ...]] = field(default_factory=dict)
    """By ticket and crew what equipment it would go without, for pairs that were barred because of it."""
    _known: dict[object, tuple[Reason, ...]] = field(default_factory=dict)

    def reasons(self, ticket: BoardTicket) -> tuple[Reason, ...]:
        """At least one."""
        short = {crew_id: missing for (ticket_id, crew_id), missing in self.short.items() if ticket_id == ticket.id}
        if short:
            return self._ask(ticket, short)
        binding = (*(zone.version_id for zone in ticket.zones), *(order.id for order in ticket.orders))
        key = (ticket.row.work_type, ticket.facts.life_safety, tuple(sorted(ticket.row.required_skills)), binding)
        if key not in self._known:
            self._known[key] = self._ask(ticket, {})
        return self._known[key]

    def _ask(self, ticket: BoardTicket, short: Mapping[UUID, tuple[Reason, ...]]) -> tuple[Reason, ...]:
        crews = self.board.crews
        if not crews:
            return (reason("plan.no_crews"),)
        found: Counter[str] = Counter()
        examples: dict[str, Reason] = {}
        able = 0
        for crew in crews:
            at = max(self.board.now, crew.duty[0]) if crew.duty else self.board.now
            decision = holds(crew, ticket, at)
            against = (*decision.reasons, *short.get(crew.id, ()))
            able += not against
            for each in against:
                found[each.code] += 1
                examples.setdefault(each.code, each)
        if able:
            unequipped = [examples["ppe.short"]] if "ppe.short" in examples else []
            return (reason("plan.no_time", crews=able), *unequipped)
        most = [examples[code] for code, _ in found.most_common(MOST_REASONS)]
        return (reason("plan.barred_for_all", crews=len(crews)), *most)
