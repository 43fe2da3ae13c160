"""Looking at a plan's lines again before they are written: do ticket, crew, zones and times still hold?"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range

from app.schema.assignments import Assignment
from app.schema.plans import PlanLine
from app.schema.tickets import Ticket
from app.services import judgements, people_facts, ppe_equipment
from app.services.board_crews import view_facts
from app.services.booking import OPEN_TICKETS, Times
from app.services.candidates import ticket_facts
from app.services.crews import CrewView
from app.services.plan_lines import STAY
from app.services.ppe_equipment import Equipment, Handout, Job
from app.services.ticket_digests import digest_of
from app.services.work import Tx, Work
from app.storage import assignments, board
from compliance.crews import may_be_assigned
from compliance.isolation import IsolationOrder
from compliance.lifecycles import STARTED_ASSIGNMENT
from compliance.reasons import Reason, reason
from compliance.zones import in_force_at, merge

Reasons = tuple[Reason, ...]

COMING = ("new", "moved")
"""Kinds of lines that send a crew."""


@dataclass(frozen=True)
class World:
    """What the lines are about, locked and as it is now.

    Attributes:
        tickets: by id; one that is missing is not the asker's.
        crews: by id, likewise.
        held: active assignments to these tickets, by id.
    """

    tickets: Mapping[UUID, Ticket]
    crews: Mapping[UUID, CrewView]
    held: Mapping[UUID, Assignment]

    def was(self, line: PlanLine) -> Assignment | None:
        """The assignment that a line changes, if it is still active."""
        return self.held.get(UUID(line.was["assignment_id"])) if line.was else None


@dataclass
class Checks:
    """One look at lines that are to be committed together."""

    work: Work
    tx: Tx
    world: World
    lines: Collection[PlanLine]
    equip: bool = True
    """Whether a line whose crew would go short of protective equipment is refused."""
    times: dict[UUID, Times] = field(default_factory=dict)
    """When each line takes place now: as planned, or later where time has gone by since."""
    refused: dict[UUID, Reasons] = field(default_factory=dict)

    def run(self) -> Mapping[UUID, Reasons]:
        """Why lines no longer hold; those without reasons do, together."""
        self._read()
        self._time()
        for line in self.lines:
            why = self._stale(line) or (() if line.kind == "dropped" else self._rules(line))
            if why:
                self.refused[line.id] = why
        while self._settle_overlaps() or self._settle_siblings() or self._settle_equipment():
            pass
        return self.refused

    def _read(self) -> None:
        """What the rules look at, each with one statement for all lines."""
        self.zones = judgements.zones_of(self.tx, self.world.tickets.keys())
        self.shifts: dict[UUID, list[Range[datetime]]] = {}
        for crew_id, during in assignments.list_shifts(self.tx.session, self.world.crews.keys(), self.tx.now):
            self.shifts.setdefault(crew_id, []).append(during)
        self.booked = board.list_booked(
            self.tx.session,
            self.world.crews.keys(),
            [vehicle.id for view in self.world.crews.values() for vehicle in view.vehicles],
        )
        people = [member.id for view in self.world.crews.values() for member in view.members]
        self.known, self.pairs = people_facts.on_record(self.tx, people), people_facts.role_pairs(self.tx)
        self.orders: dict[UUID, list[IsolationOrder]] = {}
        for ticket_id, order in board.list_orders(self.tx.session, self.world.tickets.keys(), self.tx.now):
            self.orders.setdefault(ticket_id, []).append(judgements.order_facts(order))

    def _time(self) -> None:
        """Follow each crew through its lines: nothing begins in the past, nor before the job before it is done."""
        never, free_at = datetime.min.replace(tzinfo=self.tx.now.tzinfo), self._begun_until()
        for line in sorted(self.lines, key=lambda each: each.position):
            if line.kind == "dropped":
                self.times[line.id] = Times(line.depart_at, line.entry_at, line.end_at)
                continue
            times = self._times(line, free_at.get(line.crew_id, never))
            self.times[line.id], free_at[line.crew_id] = times, times.end_at

    def _begun_until(self) -> dict[UUID, datetime]:
        """By crew until when it is booked for work that it has begun and that is no line here."""
        mine = {UUID(line.was["assignment_id"]) for line in self.lines if line.was}
        until: dict[UUID, datetime] = {}
        for assignment_id, state, crew_id, _, booked in self.booked:
            if state in STARTED_ASSIGNMENT and assignment_id not in mine and booked.upper is not None:
                until[crew_id] = max(until.get(crew_id, booked.upper), booked.upper)
        return until

    def _times(self, line: PlanLine, free_at: datetime) -> Times:
        was = self.world.was(line)
        if was is not None and line.kind in STAY and was.state in STARTED_ASSIGNMENT and was.planned.lower:
            begun = was.planned.lower, max(was.planned.upper or line.end_at, line.end_at)
            return Times(begun[0], line.entry_at, begun[1])
        depart_at = max(line.depart_at, self.tx.now, free_at)
        entry_at = max(line.entry_at, depart_at + timedelta(seconds=line.ready_s))
        return Times(depart_at, entry_at, entry_at + (line.end_at - line.entry_at))

    def _stale(self, line: PlanLine) -> Reasons:
        """What is no longer as it was when the plan was made."""
        ticket, was = self.world.tickets.get(line.ticket_id), self.world.was(line)
        if ticket is None or line.crew_id not in self.world.crews:
            return (reason("plan.crew_gone" if ticket is not None else "plan.ticket_gone"),)
        if ticket.state not in OPEN_TICKETS:
            return (reason("plan.ticket_not_open", state=ticket.state),)
        if line.was is not None and was is None:
            return (reason("plan.assignment_gone"),)
        if was is not None and line.was is not None and line.kind not in STAY and was.state != line.was["state"]:
            return (reason("plan.crew_agreed", state=was.state),)
        if line.kind != "dropped" and digest_of(ticket) != line.ticket_digest:
            return (reason("plan.ticket_changed"),)
        return self._slot_taken(line) if line.kind in COMING else ()

    def _slot_taken(self, line: PlanLine) -> Reasons:
        wanted = self._staying[line.ticket_id] + self._coming[line.ticket_id]
        return (reason("booking.slot_taken"),) if wanted > self.world.tickets[line.ticket_id].crews_needed else ()

    @cached_property
    def _staying(self) -> Counter[UUID]:
        """By ticket how many assignments these lines leave as they are."""
        leaving = {UUID(each.was["assignment_id"]) for each in self.lines if each.was and each.kind not in STAY}
        return Counter(each.ticket_id for each in self.world.held.values() if each.id not in leaving)

    @cached_property
    def _coming(self) -> Counter[UUID]:
        """By ticket how many crews these lines send."""
        return Counter(each.ticket_id for each in self.lines if each.kind in COMING)

    def _rules(self, line: PlanLine) -> Reasons:
        """What the rules say of crew, ticket and zones at the entry as it is planned now."""
        was = self.world.was(line)
        if was is not None and line.kind in STAY and was.state in STARTED_ASSIGNMENT:
            return ()  # they are on it; the gate will look
        entry_at = self.times[line.id].entry_at
        here = in_force_at([hit.zone for hit in self.zones[line.ticket_id]], entry_at)
        if {zone.version_id for zone in here} != set(line.zone_version_ids):
            return (reason("plan.zones_changed", zones=", ".join(sorted(zone.name for zone in here)) or "-"),)
        view = self.world.crews[line.crew_id]
        facts = view_facts(view, self.shifts.get(line.crew_id, ()), self.known, self.pairs)
        asks = ticket_facts(self.world.tickets[line.ticket_id], self.orders.get(line.ticket_id, ()))
        return may_be_assigned(facts, asks, merge(here), entry_at).reasons

    def _settle_overlaps(self) -> bool:
        """Refuse lines that overlap what stays booked; a line that is refused leaves its job where it was."""
        changed = {UUID(line.was["assignment_id"]) for line in self.lines if line.was and line.id not in self.refused}
        of_crew: dict[UUID, list[Range[datetime]]] = defaultdict(list)
        of_member: dict[UUID | None, list[Range[datetime]]] = defaultdict(list)
        for assignment_id, _, crew_id, member_id, booked in self.booked:
            if assignment_id not in changed:
                of_crew[crew_id].append(booked)
                of_member[member_id].append(booked)
        found = False
        for line in self.lines:
            if line.id in self.refused or line.kind == "dropped":
                continue
            why = self._overlap(line, of_crew, of_member)
            if why is not None:
                self.refused[line.id] = (why,)
                found = True
        return found

    def _overlap(
        self,
        line: PlanLine,
        of_crew: Mapping[UUID, list[Range[datetime]]],
        of_member: Mapping[UUID | None, list[Range[datetime]]],
    ) -> Reason | None:
        planned, view = self.times[line.id].planned, self.world.crews[line.crew_id]
        if any(planned.overlaps(booked) for booked in of_crew.get(line.crew_id, ())):
            return reason("booking.crew_overlap")
        if any(planned.overlaps(booked) for member in view.members for booked in of_member.get(member.id, ())):
            return reason("booking.member_overlap")
        return None

    def _settle_equipment(self) -> bool:
        """Refuse lines whose crew the stores cannot equip once those before it are: they share vehicles and rooms."""
        going = [line for line in self.lines if line.kind in COMING and line.id not in self.refused]
        jobs = {line.id: self._job(line) for line in sorted(going, key=lambda each: (each.position, each.entry_at))}
        asking = {line_id: job for line_id, job in jobs.items() if job.profiles} if self.equip else {}
        if not asking:
            return False
        stock = Handout(self._equipment, self.tx.now, self._staying_reserved())
        short = {line_id: missing for line_id, job in asking.items() if (missing := stock.give(job))}
        self.refused.update(short)
        return bool(short)

    def _job(self, line: PlanLine) -> Job:
        times = self.times[line.id]
        merged = merge(in_force_at([hit.zone for hit in self.zones[line.ticket_id]], times.entry_at))
        unit_id = self.world.tickets[line.ticket_id].unit_id
        return Job(line.crew_id, unit_id, merged.ppe_profiles, times.end_at, times.entry_at)

    @cached_property
    def _equipment(self) -> Equipment:
        """What may be handed out. Stores are held from here on: others who reserve from them wait."""
        asked = (hit.zone.requirements.ppe_profile for hits in self.zones.values() for hit in hits)
        profiles = {profile for profile in asked if profile}
        units = {ticket.unit_id for ticket in self.world.tickets.values()}
        crews, was = self.world.crews.keys(), [UUID(line.was["assignment_id"]) for line in self.lines if line.was]
        return ppe_equipment.read(self.tx, profiles, crews, units, was, lock=True)

    def _staying_reserved(self) -> Iterator[UUID]:
        """Assignments that these lines would change and that keep what they have reserved."""
        for line in self.lines:
            if line.was and (line.kind in STAY or line.id in self.refused):
                yield UUID(line.was["assignment_id"])

    def _settle_siblings(self) -> bool:
        """Crews of one job begin together: where one cannot go, the other new ones do not go either."""
        stopped = {line.ticket_id for line in self.lines if line.id in self.refused}
        alone = [
            line
            for line in self.lines
            if line.ticket_id in stopped and line.id not in self.refused and line.kind in COMING
        ]
        self.refused.update({line.id: (reason("plan.sibling_refused"),) for line in alone})
        return bool(alone)
