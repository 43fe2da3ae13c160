"""What crews and jobs of one problem share: the moment, the installation's numbers, zones as surroundings."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from app.services.board import Board, BoardTicket
from app.services.board_rules import Refusals
from app.services.candidates import after_work, before_start
from app.services.work import Work
from app.services.work_under_way import ON_THE_WAY, Leg, UnderWay, under_way
from app.storage.board import HeldRow
from compliance.lifecycles import AT_THE_PLACE
from compliance.zones import MergedRequirements
from geo.matching.values import OUTSIDE, Surroundings
from geo.places import Place

FIXED = ON_THE_WAY | {"accepted"}
"""The crew knows of this job and has said yes: it keeps it, and does it first."""

FAR_S = 2**28
"""Seconds; a bound that binds nothing."""


@dataclass(frozen=True)
class Given:
    """What a problem may be told beside the board.

    Attributes:
        at: the moment for which the zones of a ticket are taken; now for those not named.
        barred: pairs of ticket and crew that were tried and do not hold, with the reason's code.
        free: assignments that are not held back although their crew is on the way: it would be diverted.
        urgent: something comes before what crews have agreed to but not left for.
    """

    at: Mapping[UUID, datetime] = field(default_factory=dict)
    barred: Mapping[tuple[UUID, UUID], str] = field(default_factory=dict)
    free: frozenset[UUID] = frozenset()
    urgent: bool = False


@dataclass
class Setting:
    """One problem in the making."""

    work: Work
    board: Board
    given: Given
    _classes: dict[frozenset[str], int] = field(default_factory=lambda: {frozenset(): 0})
    _around: dict[tuple[UUID, ...], Surroundings] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = self.board.now
        self.briefing_s = self.work.settings.briefing_minutes * 60
        self.rules = Refusals(self.board)
        self.of_crew: dict[UUID, list[HeldRow]] = defaultdict(list)
        self.of_ticket: dict[UUID, list[HeldRow]] = defaultdict(list)
        for each in sorted(self.board.held, key=self._rank):
            self.of_crew[each.crew_id].append(each)
            self.of_ticket[each.ticket_id].append(each)

    @cached_property
    def ours(self) -> frozenset[UUID]:
        """All crews of the board, on duty or not."""
        return frozenset(crew.id for crew in self.board.crews)

    @cached_property
    def turning(self) -> frozenset[UUID]:
        """Crews on their way that may turn round."""
        return frozenset(each.crew_id for each in self.board.held if each.id in self.given.free)

    @cached_property
    def under_way(self) -> dict[UUID, UnderWay]:
        """Where the board's crews on their way are by now."""
        legs: dict[UUID, Leg] = {}
        for crew in self.board.crews:
            held = next((each for each in self.of_crew[crew.id] if each.state in ON_THE_WAY), None)
            if held is not None:
                row, there = crew.row, self.board.tickets[held.ticket_id].row
                left_at = held.en_route_at or held.planned.lower or self.now
                places = Place(row.lon, row.lat), Place(there.lon, there.lat)
                legs[crew.id] = Leg(held.state, *places, left_at, row.seen_at)
        return under_way(legs, self.work.travel, self.now)

    def stays(self, each: HeldRow) -> bool:
        """Whether an assignment stays with its crew: agreed to, or another unit's affair."""
        return each.id not in self.given.free and (each.state in FIXED or each.ticket_id not in self.board.own)

    def comes_first(self, each: HeldRow) -> bool:
        """Whether an assignment stays before all others of its crew, too."""
        return self.stays(each) and each.state in (ON_THE_WAY if self.given.urgent else FIXED)

    def merged(self, ticket: BoardTicket) -> MergedRequirements:
        """What the zones at a ticket ask for, at the moment for which they are taken."""
        return ticket.merged_at(self.given.at.get(ticket.id, self.now))

    def seconds(self, at: datetime) -> int:
        """A moment as whole seconds after now, within what a problem takes."""
        return max(min(round((at - self.now).total_seconds()), FAR_S), -FAR_S)

    def begin_s(self, work_begins_at: datetime) -> int:
        """When a job begins in the problem, which counts the briefing as its first part."""
        return self.seconds(work_begins_at) - self.briefing_s

    def zone_class(self, kinds: frozenset[str]) -> int:
        """The number of these hazard classes together."""
        return self._classes.setdefault(kinds, len(self._classes))

    def around(self, merged: MergedRequirements) -> Surroundings:
        """What going in and out of these zones costs. The briefing is held at each job and counts there."""
        if not merged.in_zone:
            return OUTSIDE
        key = tuple(sorted(zone.version_id for zone in merged.zones))
        if key not in self._around:
            self._around[key] = Surroundings(
                zone="|".join(sorted(str(zone.zone_id) for zone in merged.zones)),
                zone_class=self.zone_class(merged.hazard_classes),
                prepare_s=_seconds(before_start(self.work, merged)) - self.briefing_s,
                leave_s=_seconds(after_work(self.work, merged)),
                stand_down_s=merged.hold_after_exit_minutes * 60,
            )
        return self._around[key]

    def _rank(self, each: HeldRow) -> tuple[int, datetime]:
        """In which order a crew does what it has: under way, agreed to, planned."""
        by_state = 0 if each.state in STARTED else 1 if each.state == "accepted" else 2
        return by_state, each.planned.lower or each.planned_entry_at


STARTED = ON_THE_WAY | AT_THE_PLACE


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
