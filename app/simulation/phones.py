"""A crew leader's phone: what it sends, what it keeps while it reaches nobody, and what it holds of its jobs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from app.access import Subject
from app.schema.base import new_id
from app.services import devices, positions, sync
from app.services import field as field_actions
from app.services.field import Action, Answer
from app.services.field_actions import HANDLERS
from app.services.jobpacks import JobPack
from app.services.positions import Fix
from app.services.work import Work
from app.simulation.storm import Outage
from geo.places import Place

ACCURACY_M = 8.0
_MOST_FIXES = 500


@dataclass
class Phone:
    """One phone, with a queue as the field page keeps it."""

    work: Work
    subject: Subject
    token: str | None
    """Where pushes for it go; None where it hears of news some other way."""
    starts_at: datetime
    silent: tuple[Outage, ...] = ()
    told: bool = True
    """Whether something came since the last pull that says that something changed."""
    client_id: UUID = field(default_factory=uuid4)
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _queue: list[Action] = field(default_factory=list)
    _fixes: list[Fix] = field(default_factory=list)
    _versions: dict[UUID, int] = field(default_factory=dict)

    def register(self) -> None:
        """Tell the service where pushes for it go."""
        if self.token is not None:
            devices.register(self.work, self.subject, platform="android", token=self.token)

    @property
    def online(self) -> bool:
        """Whether it reaches the service now."""
        at_s = (self.work.clock.now() - self.starts_at).total_seconds()
        return not any(each.begins_s <= at_s < each.ends_s for each in self.silent)

    @property
    def waiting(self) -> int:
        """How many actions wait to be sent."""
        return len(self._queue)

    def pull(self) -> list[JobPack] | None:
        """The crew's active jobs in the order in which they are planned; None while it reaches nobody.

        It asks for everything each time: a cursor would depend on what else the database server is doing.
        """
        if not self.online:
            return None
        self.told = False
        pulled = sync.pull(self.work, self.subject, None)
        for push in pulled.pushes:
            self.do("push.read", push.id)
        self._versions = {pack.id: pack.view.row.version for pack in pulled.packs}
        return list(pulled.packs)

    def do(self, kind: str, entity: UUID, **body: Any) -> Answer | None:
        """Do one thing on the phone; its answer, or None while it reaches nobody and the action waits."""
        now = self.work.clock.now()
        base = self._versions.get(entity)
        self._queue.append(Action(new_id(), next(self._numbers), kind, entity, body, now, base))
        answers = self.send()
        return answers[-1] if answers else None

    def send(self) -> list[Answer]:
        """Send what waits, in the order in which it was done; nothing while it reaches nobody."""
        if not self.online:
            return []
        if self._fixes:
            fixes, self._fixes = self._fixes, []
            positions.store(self.work, self.subject, fixes)
        answers: list[Answer] = []
        if self._queue:
            done = field_actions.submit(self.work, self.subject, self.client_id, self._queue, HANDLERS)
            self._queue = self._queue[len(done.answers) :]
            answers = done.answers
        return answers

    def report(self, place: Place) -> None:
        """Note where it is, and send it if it can."""
        self._fixes.append(Fix(place, ACCURACY_M, self.work.clock.now()))
        del self._fixes[:-_MOST_FIXES]
        if self.online:
            self.send()
