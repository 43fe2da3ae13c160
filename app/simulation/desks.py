"""The people at desks: agents who write reports down, the dispatcher, and the liaison who answers for an authority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject
from app.errors import CordonError
from app.services import assignments, candidates, crews, permits, ticket_intake, tickets
from app.services.assignments import NewAssignment
from app.services.candidates import Candidates
from app.services.crews import CrewView
from app.services.permits import PermitStep, PermitView
from app.services.tickets import NewTicket, TicketView
from app.services.work import Work
from app.simulation.agenda import Agenda, Bell, Pause, Process
from app.simulation.chance import Chance
from app.simulation.storm import Call
from app.storage.tickets import TicketFilter

SOURCE = "simulation"
TALK_S = 90.0
"""A report is on the board this long after the caller began to speak."""
PAGE = 200
LIAISON_LOOK_S = 600.0
ANSWER_S = 720.0
"""Median time that an authority takes."""
DENIED, CONDITIONS = 0.06, 0.3
"""Of all answers."""
ASK_AGAIN_S = 900.0
"""After a denial the dispatcher asks once more."""


def take_calls(work: Work, agenda: Agenda, agent: Subject, calls: Sequence[Call], board: Bell) -> Process:
    """Write every report down as it comes in, and ring at the board."""
    began = agenda.now
    for call in sorted(calls, key=lambda each: (each.at_s, each.key)):
        yield Pause(max(0.0, call.at_s + TALK_S - (agenda.now - began).total_seconds()))
        reported_at = began + timedelta(seconds=call.at_s)
        ticket_intake.take_report(work, agent, new_ticket(call, SOURCE, reported_at))
        board.ring()


def new_ticket(
    call: Call, source: str, reported_at: datetime | None = None, words: Mapping[str, str] | None = None
) -> NewTicket:
    """A call as the agent's form sends it.

    Args:
        call: the fault.
        source: who it comes from, for imports that are sent again.
        reported_at: when the caller rang; now if left out.
        words: address and description, where somebody reads them.
    """
    told = words or {"address": call.key, "description": call.asset_kind or call.work_type}
    facts = {
        "source": source, "external_id": call.key, "service_minutes": call.planned_minutes,
        "required_skills": list(call.skills), **told,
    }  # fmt: skip
    return NewTicket(
        call.work_type, call.place, hazards=call.hazards, customers_affected=call.customers, site_kind=call.site_kind,
        asset_kind=call.asset_kind, reported_at=reported_at, facts=facts,
    )  # fmt: skip


@dataclass
class Desk:
    """What a dispatcher may see and do; every refusal is counted by its reasons."""

    work: Work
    agenda: Agenda
    subject: Subject
    bell: Bell
    refused: Counter[str] = field(default_factory=Counter)
    planned_at: datetime | None = None
    """When the board was planned as a whole last; None where nobody plans."""

    def waiting(self, state: str = "new") -> list[TicketView]:
        """Tickets that no crew is ordered to, or those in another state, the highest priority first."""
        which = TicketFilter(state=state)
        found = tickets.list_tickets(self.work, self.subject, which, after=None, limit=PAGE)
        return sorted(found, key=lambda each: (-each.priority.value, each.ticket.number))

    def crews(self) -> Sequence[CrewView]:
        """All crews, by code."""
        return crews.list_crews(self.work, self.subject, after=None, limit=PAGE)

    def candidates(self, ticket_id: UUID) -> Candidates:
        """Who could go."""
        return candidates.find_candidates(self.work, self.subject, ticket_id)

    def assign(self, ticket_id: UUID, crew_id: UUID) -> bool:
        """Order a crew to a ticket; False when the rules or the database forbid it."""
        new = NewAssignment(ticket_id, crew_id)
        try:
            assignments.assign(self.work, self.subject, new)
        except CordonError as error:
            self.refused.update([reason.code for reason in error.reasons] or [error.code])
            return False
        return True

    def ask_again(self, permit_id: UUID) -> bool:
        """Ask an authority once more after it said no; False when the job is over or asked already."""
        step = PermitStep("requested", reason="khách hàng vẫn mất điện")
        try:
            permits.transition(self.work, self.subject, permit_id, step)
        except CordonError as error:
            self.refused.update([error.code])
            return False
        return True


@dataclass
class Liaison:
    """Answers every request after a while: with conditions now and then, with no once in a while."""

    work: Work
    agenda: Agenda
    subject: Subject
    desk: Desk
    chance: Chance
    bell: Bell
    answer_s: float = ANSWER_S
    _asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    _seen: set[UUID] = field(default_factory=set)

    def watch(self) -> Process:
        """Look at the desk when it rings, and now and then."""
        while True:
            for view in self._new_requests():
                self.agenda.start(self._answer(view))
            yield Pause(LIAISON_LOOK_S, self.bell)

    def _new_requests(self) -> Iterator[PermitView]:
        found = permits.list_permits(self.work, self.subject, state="requested", limit=PAGE)
        for view in sorted(found, key=lambda each: each.permit.id):
            if view.permit.id not in self._seen:
                self._seen.add(view.permit.id)
                yield view

    def _answer(self, view: PermitView) -> Process:
        key = (view.ticket.external_id or view.ticket.number, view.zone.name)
        self._asked[key] += 1
        names = (*key, self._asked[key])
        asked_at = view.permit.requested_at or self.agenda.now
        due_s = self.chance.around(self.answer_s, 0.6, "answer", *names) - (self.agenda.now - asked_at).total_seconds()
        yield Pause(max(0.0, due_s))
        if not self.chance.happens(DENIED, "denied", *names):
            conditions = ("Đi theo chốt kiểm soát",) if self.chance.happens(CONDITIONS, "conditions", *names) else ()
            self._step(view, PermitStep("approved", conditions=conditions))
        elif self._step(view, PermitStep("denied", reason="chưa đủ người dẫn đường")):
            yield Pause(ASK_AGAIN_S)
            self.desk.ask_again(view.permit.id)

    def _step(self, view: PermitView, step: PermitStep) -> bool:
        try:
            permits.transition(self.work, self.subject, view.permit.id, step)
        except CordonError as error:  # withdrawn or expired while they thought about it
            self.desk.refused.update([error.code])
            return False
        return True
