"""What happens by itself: zones come, grow and go; the worker does its duties; the network carries pushes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection

from app.access import Subject
from app.services import due, message_delivery, messages, push_delivery, pushes, rejudging, zones
from app.services.message_channels import NO_CHANNELS
from app.services.senders import Message, Outcome, Sent
from app.services.work import Jobs, Work
from app.services.zones import Content, Gate, NewZone
from app.simulation.agenda import Agenda, Bell, Pause, Process
from app.simulation.crews import Crew
from app.simulation.storm import StormZone
from app.storage import simulation
from compliance.shipped import DEFAULT_REQUIREMENTS

DUE_S = 300.0
"""Between two looks at what has become due; the gate itself compares times and waits for none of them."""
JOB_S = 1.0
"""A job that a transaction left behind is taken up this much later."""
PUSH_S = 2.0
"""A push is on the phone this long after it was handed over."""


def pass_by(work: Work, keeper: Subject, authority_id: UUID, zone: StormZone, board: Bell) -> Process:
    """One zone from its publication to its end, kept by a liaison."""
    yield Pause(zone.begins_s)
    new = NewZone(zone.key, zone.hazard_class, authority_id, _content(zone))
    zone_id = zones.create_zone(work, keeper, new).zone.id
    board.ring()
    if zone.grows_s is not None:
        yield Pause(zone.grows_s - zone.begins_s)
        zones.add_version(work, keeper, zone_id, _content(zone, grown=True))
        board.ring()
    yield Pause(zone.ends_s - (zone.begins_s if zone.grows_s is None else zone.grows_s))
    zones.end_zone(work, keeper, zone_id, "hết nguy hiểm")
    board.ring()


def _content(zone: StormZone, *, grown: bool = False) -> Content:
    area = zone.grown if grown and zone.grown is not None else zone.area
    west, south, _, _ = area.bounds
    return Content(
        area,
        legal_instrument=zone.key,
        gates=(Gate("Chốt", west, south),),
        doffing_point="Lều khử khuẩn tại chốt",
        requirements=DEFAULT_REQUIREMENTS[zone.hazard_class],
    )


@dataclass
class Ringing:
    """``app.services.work.Jobs`` that also tells the simulated worker that there is something to do."""

    jobs: Jobs
    bell: Bell | None = None

    def defer(self, connection: Connection, task: str, *, lock: str | None = None, **args: str | int) -> None:
        """Queue it as ever; it exists once the transaction commits."""
        self.jobs.defer(connection, task, lock=lock, **args)
        if self.bell is not None:
            self.bell.ring()


@dataclass(frozen=True)
class Network:
    """The push service: hands a message to the phone that it is for, if that reaches anybody."""

    crews: Mapping[str, Crew]
    """By the token of the crew's phone."""

    def send(self, messages: Sequence[Message]) -> list[Sent]:
        """Ring the phones; those that are out hear of it when they are back, as from the real service."""
        return [self._carry(message) for message in messages]

    def _carry(self, message: Message) -> Sent:
        crew = self.crews.get(message.token)
        if crew is None:
            return Sent(Outcome.TOKEN_GONE, error="UNREGISTERED")
        crew.phone.told = True
        if crew.phone.online:
            crew.bell.ring(PUSH_S)
        return Sent(Outcome.ACCEPTED, message_id=str(message.push_id))


@dataclass
class Worker:
    """The worker's jobs and beats: the same service calls as ``app.worker``, at simulated moments."""

    work: Work
    agenda: Agenda
    network: Network
    bell: Bell
    liaison: Bell
    """Rung after each round of jobs: where a push went out, there may be a request to answer."""

    def live(self) -> Process:
        """Do what transactions left behind, soon, and every few minutes what time itself brings."""
        beat_at = self.agenda.now
        while True:
            beat_at += timedelta(seconds=DUE_S)
            due.apply_due(self.work)
            self._do_jobs()
            while (left_s := (beat_at - self.agenda.now).total_seconds()) > 0:
                yield Pause(left_s, self.bell)
                if self.agenda.now < beat_at:
                    yield Pause(JOB_S)
                    self._do_jobs()

    def _do_jobs(self) -> None:
        with self.work.begin() as tx:
            jobs = simulation.take_jobs(tx.session)
        for task, args in dict.fromkeys((task, tuple(sorted(args.items()))) for task, args in jobs):
            self._do(task, dict(args))
        if jobs:
            self.liaison.ring()

    def _do(self, task: str, args: Mapping[str, str]) -> None:
        if task == pushes.TASK:
            push_delivery.send_due(self.work, self.network)
        elif task == messages.TASK:
            message_delivery.send_due(self.work, NO_CHANNELS)
        elif task == "rejudge_ticket":
            rejudging.rejudge_ticket(self.work, UUID(args["ticket_id"]))
        elif task == "rejudge_zone":
            rejudging.rejudge_zone(self.work, UUID(args["zone_id"]))
        else:
            raise LookupError(f"the simulated worker knows no task {task!r}")


def return_of_coverage(agenda: Agenda, crew: Crew) -> Process:
    """At the end of each silence of its phone, what was kept goes up, and what waited for the crew comes down."""
    for silence in sorted(crew.phone.silent, key=lambda each: each.ends_s):
        ends_at = crew.phone.starts_at + timedelta(seconds=silence.ends_s)
        yield Pause(max(0.0, (ends_at - agenda.now).total_seconds()))
        crew.phone.send()
        crew.bell.ring()
