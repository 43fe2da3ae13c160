"""A crew at work: it is told by its phone, drives, waits, enters, works, leaves and closes, as the rules let it.

What it does follows from the state its job is in, so that a crew may also go on with a job that it finds half done. A
phone that reaches nobody keeps its actions; the work itself goes on. Into a zone nobody goes without the server's yes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Protocol
from uuid import UUID

from app.schema.assignments import Assignment
from app.services.candidates import centre
from app.services.field import Outcome
from app.services.jobpacks import JobPack
from app.services.work import Work
from app.simulation.agenda import Agenda, Bell, Pause, Process
from app.simulation.phones import Phone
from compliance.checklists import Slot, Template
from compliance.lifecycles import ACTIVE_ASSIGNMENT, STARTED_ASSIGNMENT
from compliance.zones import in_force_at
from geo.places import Place

IDLE_S = 3600.0
"""An idle crew looks at its phone this often even if nothing rang."""
GATE_LOOK_S = 900.0
"""A crew that waits looks at its gate this often, and whenever its phone rings."""
REFUSED_S = 120.0
"""After a step that was refused."""
REPORT_S = 240.0
"""Between two positions of a driving crew."""
PATIENCE = timedelta(minutes=90)
"""After that long at a gate a crew gives its job back."""
MOST_REFUSALS = 6
"""A job that is refused so often in a row before its work has begun is given back."""

DEAD_LINE_WHY = "an toàn nhất trong bão"
WAITED_TOO_LONG = "waited too long at the gate"
REFUSED_AGAIN = "refused again and again"

_BEFORE_ENTRY = ("briefing", "entry", "work")
_SIGNED = "M 0 0 L 9 9"
"""A signature, as the phone draws it."""


class Nature(Protocol):
    """What the world does to a crew, as seconds; drawn once for each thing, whoever comes."""

    def reaction_s(self, ticket: str, /) -> float:
        """From the push to the crew's setting off."""
        ...

    def road_factor(self, ticket: str, /) -> float:
        """Real time on the road to a place, divided by what the dispatcher's travel times say."""
        ...

    def work_s(self, ticket: str, /) -> float:
        """From the beginning of work until supply is restored."""
        ...

    def item_s(self, ticket: str, /) -> float:
        """For one line of a checklist."""
        ...


@dataclass
class Job:
    """The one job that a crew is about, as the crew knows it; ``state`` runs ahead while the phone reaches nobody."""

    pack: JobPack
    state: str
    refusals: int = 0
    """In a row."""
    begun: datetime | None = None
    """When the work really began."""
    entered: bool = False
    """Whether the crew went into a zone."""
    answered: set[tuple[UUID, Slot]] = field(default_factory=set)
    """Lines of checklists that were confirmed, sent or not."""

    @property
    def id(self) -> UUID:
        """The assignment's id."""
        return self.pack.id

    @property
    def row(self) -> Assignment:
        """The assignment as it was last pulled."""
        return self.pack.view.row

    @property
    def ticket(self) -> str:
        """What the world calls its ticket."""
        return self.pack.view.ticket.external_id or self.pack.view.ticket.number

    @property
    def place(self) -> Place:
        """Where it is."""
        point = centre(self.pack.view.ticket.place)
        return Place(point.x, point.y)

    def in_zone(self, now: datetime) -> bool:
        """Whether a zone binds at its place, as far as the phone knows."""
        return bool(in_force_at((hit.zone for hit in self.pack.hits), now))


@dataclass
class Crew:
    """One crew and its leader's phone."""

    work: Work
    agenda: Agenda
    nature: Nature
    phone: Phone
    bell: Bell
    place: Place
    freed: Callable[[], None]
    """Tells the dispatcher that it is free."""
    mine: Callable[[JobPack], bool] = lambda _: True
    """Which jobs it takes up."""
    report_s: float = REPORT_S

    def live(self) -> Process:
        """One shift."""
        self.phone.register()
        self.phone.report(self.place)
        while True:
            job = self._next_job()
            if job is None:
                yield Pause(IDLE_S, self.bell)
                continue
            while job.state in ACTIVE_ASSIGNMENT:
                yield from self._step(job)
            self.freed()

    def _next_job(self) -> Job | None:
        """The job that is under way, else the next one planned."""
        packs = [pack for pack in self.phone.pull() or () if self.mine(pack)]
        packs.sort(key=lambda pack: (pack.view.row.state not in STARTED_ASSIGNMENT, pack.view.row.planned.lower))
        return Job(packs[0], packs[0].view.row.state) if packs else None

    def _look(self, job: Job, *, again: bool = True) -> None:
        """Take over what the server says of the job, unless the phone is out; not ``again`` if no push came since."""
        if not again and not self.phone.told:
            return
        packs = self.phone.pull()
        if packs is None:
            return
        found = next((pack for pack in packs if pack.id == job.id), None)
        if found is None:
            job.state = "gone"
        else:
            job.pack, job.state = found, found.view.row.state

    def _take(self, job: Job, to: str, kind: str = "assignment.transition", **body: Any) -> bool:
        """Take a step; whether it was taken, or will be for all that the crew knows."""
        told = body if kind == "assignment.accept" else body | {"to": to}
        answer = self.phone.do(kind, job.id, **told)
        if answer is None or answer.outcome is Outcome.APPLIED:
            job.state, job.refusals = to, 0
            return True
        job.refusals += 1
        self._look(job)
        return False

    def _refused(self, job: Job) -> Process:
        """Wait a while after a refusal; give the job back when it was one too many."""
        if job.refusals >= MOST_REFUSALS:
            self._give_back(job, REFUSED_AGAIN)
        if job.state in ACTIVE_ASSIGNMENT:
            yield Pause(REFUSED_S * max(1, job.refusals), self.bell)
            self._look(job)

    def _give_back(self, job: Job, why: str) -> None:
        if job.state == "assigned":
            self._take(job, "declined", "assignment.decline", reason=why)
        elif job.state in ("accepted", "en_route", "waiting_entry"):
            self._take(job, "aborted", reason=why)

    def _step(self, job: Job) -> Process:
        """What is to be done in the state that the job is in."""
        steps: dict[str, Callable[[Job], Process]] = {
            "assigned": self._assigned,
            "accepted": self._accepted,
            "en_route": self._en_route,
            "waiting_entry": self._waiting_entry,
            "inside": self._inside,
            "working": self._working,
            "restored": self._restored,
            "exiting": self._exiting,
        }
        return steps[job.state](job)

    def _assigned(self, job: Job) -> Process:
        yield Pause(self.nature.reaction_s(job.ticket))
        if not self._take(job, "accepted", "assignment.accept"):
            yield from self._refused(job)

    def _accepted(self, job: Job) -> Process:
        self._choose_method(job)
        if not self._take(job, "en_route"):
            yield from self._refused(job)

    def _en_route(self, job: Job) -> Process:
        yield from self._drive(job)
        if job.state == "en_route":
            self._look(job, again=False)
        if job.state != "en_route":
            return
        if job.in_zone(self.agenda.now):
            if not self._take(job, "waiting_entry"):
                yield from self._refused(job)
            return
        yield from self._confirm(job, "briefing", "work")
        self._sign(job)
        if job.state == "en_route" and not self._take(job, "working"):
            yield from self._refused(job)

    def _waiting_entry(self, job: Job) -> Process:
        """Get ready; enter when the gate opens; give the job back when it does not for too long."""
        until = self.agenda.now + PATIENCE
        while job.state == "waiting_entry":
            yield from self._confirm(job, *_BEFORE_ENTRY)
            self._sign(job)
            self._check_ppe(job)
            if self.phone.online and not self._try_gate(job):
                yield from self._wait_for_gate(job, until)
            elif not self.phone.online:
                yield Pause(GATE_LOOK_S, self.bell)
            if job.state == "waiting_entry" and self.agenda.now >= until:
                self._give_back(job, WAITED_TOO_LONG)
                until += PATIENCE

    def _try_gate(self, job: Job) -> bool:
        """Go in, or drive on where the zone has ended meanwhile; False when neither may be."""
        if not job.in_zone(self.agenda.now):
            return self._take(job, "en_route")
        job.entered = self._take(job, "inside")
        return job.entered

    def _wait_for_gate(self, job: Job, until: datetime) -> Process:
        """Stand there until the gate looks open, there are new lists, the zone or the job is gone, or patience ends."""
        while self.agenda.now < until and job.state == "waiting_entry":
            yield Pause(GATE_LOOK_S, self.bell)
            self._look(job)
            looks_open = job.pack.gate.decision.allowed or not job.in_zone(self.agenda.now)
            if self.phone.online and (looks_open or self._open_slots(job, *_BEFORE_ENTRY)):
                return

    def _inside(self, job: Job) -> Process:
        yield from self._confirm(job, "work")  # the method may have been chosen anew
        if job.state == "inside" and not self._take(job, "working"):
            yield from self._refused(job)

    def _working(self, job: Job) -> Process:
        job.begun = job.begun or job.row.working_at or self.agenda.now
        done_s = (self.agenda.now - job.begun).total_seconds()
        yield Pause(max(0.0, self.nature.work_s(job.ticket) - done_s))
        if not self._take(job, "restored"):
            yield from self._refused(job)

    def _restored(self, job: Job) -> Process:
        self._look(job, again=False)
        if job.state != "restored":
            return
        inside = job.entered or job.row.entered_at is not None or job.in_zone(self.agenda.now)
        if self._take(job, "exiting" if inside else "closed"):
            return
        if job.state == "restored" and not self._take(job, "exiting"):  # a zone that this phone had not heard of
            yield from self._refused(job)

    def _exiting(self, job: Job) -> Process:
        self._look(job, again=False)
        yield from self._confirm(job, "exit")
        if job.state == "exiting" and not self._take(job, "closed"):
            yield from self._refused(job)

    # What they do on the way.

    def _drive(self, job: Job) -> Process:
        """Go to the job's place in a straight line, telling where they are; stop where they are if the job is gone."""
        origin, target, begun = self.place, job.place, self.agenda.now
        total = self._road_s(origin, target) * self.nature.road_factor(job.ticket)
        self.phone.report(origin)
        share = 0.0
        while share < 1.0 and job.state == "en_route":
            step = min(self.report_s, total * (1.0 - share))
            due = self.agenda.now + timedelta(seconds=step)
            yield Pause(step, self.bell)
            driven_s = (self.agenda.now - begun).total_seconds()
            share = 1.0 if driven_s >= total - 1e-3 else driven_s / total
            self.place = _between(origin, target, share)
            self.phone.report(self.place)
            if self.agenda.now < due:  # the phone rang
                self._look(job, again=False)

    def _road_s(self, origin: Place, target: Place) -> float:
        return float(self.work.travel.seconds([[origin.lon, origin.lat]], [[target.lon, target.lat]])[0, 0])

    def _confirm(self, job: Job, *purposes: str) -> Process:
        """Fill the open lines of the checklists for these purposes, the leader for everybody."""
        for checklist_id, template, slot in self._open_slots(job, *purposes):
            if not (yield from self._answer(job, checklist_id, template, slot)):
                self._look(job)  # it was made void meanwhile, perhaps
                return

    def _open_slots(self, job: Job, *purposes: str) -> list[tuple[UUID, Template, Slot]]:
        return [
            (each.row.id, each.template, slot)
            for purpose in purposes
            for each in job.pack.checklists
            if each.row.purpose == purpose and each.row.state != "void"
            for slot in each.status.missing
            if (each.row.id, slot) not in job.answered
        ]

    def _answer(self, job: Job, checklist_id: UUID, template: Template, slot: Slot) -> Generator[Pause, None, bool]:
        """Confirm one line once it is done; whether the answer stands, for all that the crew knows."""
        item = template.find(slot.item_key)
        kind = item.kind if item else "confirm"
        begun = self.agenda.now
        yield Pause(self.nature.item_s(job.ticket) + (item.min_seconds if item else 0))
        value = begun.isoformat() if kind == "timer" else _VALUES.get(kind)
        if item and item.choices:
            value = next(iter(item.choices))  # the first is the usual one
        answer = self.phone.do(
            "checklist.entry", job.id, checklist_id=str(checklist_id), item_key=slot.item_key, outcome="ok",
            value=value, **({"member_id": str(slot.member_id)} if slot.member_id else {}),
        )  # fmt: skip
        if answer is not None and answer.outcome is not Outcome.APPLIED:
            return False
        job.answered.add((checklist_id, slot))
        return True

    def _choose_method(self, job: Job) -> None:
        """Dead-line, unless somebody has chosen; new lists come with the choice."""
        if job.row.work_method is None:
            self.phone.do("assignment.method", job.id, work_method="dead_line", reason=DEAD_LINE_WHY, weather="wind")
            self._look(job)

    def _sign(self, job: Job) -> None:
        """Sign the work order as whoever of the crew has to, each by hand on the leader's phone."""
        paper = job.pack.view.work_permit
        for role in paper.missing if paper else ():
            signer = next((m for part, m in job.pack.view.members if role in {part.role, *part.extra_roles}), None)
            if signer is not None:
                self.phone.do("work_permit.sign", job.id, role=role, member_id=str(signer.id), signature=_SIGNED)

    def _check_ppe(self, job: Job) -> None:
        for part, member in job.pack.view.members:
            if job.pack.merged.ppe_profiles and part.ppe_checked_at is None:
                self.phone.do("ppe.check", job.id, member_id=str(member.id))


def _between(origin: Place, target: Place, share: float) -> Place:
    lon = origin.lon + (target.lon - origin.lon) * share
    return Place(lon, origin.lat + (target.lat - origin.lat) * share) if share < 1.0 else target


_VALUES: Mapping[str, str] = MappingProxyType({"signature": _SIGNED, "photo": _SIGNED, "text": "BN-0042"})
"""What is answered to each kind of line that asks for more than a tick."""
