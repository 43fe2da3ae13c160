"""Life cycles as tables: which state may follow which, who may do it and which event it writes (model: States)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from compliance.decision import Decision, allow, refuse

ROLES: frozenset[str] = frozenset(
    {"agent", "dispatcher", "shift_leader", "worker", "liaison", "hse", "admin", "auditor", "recorder", "system"}
)
"""Roles of users; `recorder` for a desk that notes what an authority said on the telephone or wrote in a letter, and
`system` for what follows by rule from something else that happened."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step: `actors` are the roles that may take it, `event` the verb it writes to the audit trail."""

    source: str
    target: str
    actors: frozenset[str]
    event: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """All steps of one subject; new ones stand in `initial`."""

    name: str
    initial: str
    transitions: tuple[Transition, ...]

    @property
    def states(self) -> frozenset[str]:
        """Every state of the subject."""
        return frozenset(
            {self.initial} | {step.source for step in self.transitions} | {s.target for s in self.transitions}
        )

    def find(self, source: str, target: str) -> Transition | None:
        """Return the step between two states, or None when there is none."""
        return next((step for step in self.transitions if (step.source, step.target) == (source, target)), None)

    def targets(self, source: str, role: str) -> tuple[str, ...]:
        """Return the states that this role may lead to from `source`."""
        return tuple(step.target for step in self.transitions if step.source == source and role in step.actors)

    def check(self, source: str, target: str, roles: Collection[str]) -> Decision:
        """Decide whether somebody with these roles may take the step."""
        step = self.find(source, target)
        if step is None:
            return refuse("lifecycle.not_allowed", subject=self.name, source=source, target=target)
        if step.actors.isdisjoint(roles):
            return refuse("lifecycle.role_not_allowed", subject=self.name, source=source, target=target)
        return allow()

    def is_final(self, state: str) -> bool:
        """Tell whether nothing can follow.

        Raises:
            ValueError: the state is not one of this life cycle.
        """
        if state not in self.states:
            raise ValueError(f"{self.name} has no state {state!r}")
        return all(step.source != state for step in self.transitions)


def _steps(sources: str, targets: str, actors: Iterable[str], event: str) -> tuple[Transition, ...]:
    """Write every pair of the space-separated sources and targets with the same actors and event."""
    who = frozenset(actors)
    return tuple(Transition(source, target, who, event) for source in sources.split() for target in targets.split())


_DESK = ("dispatcher", "shift_leader")
_DESK_OR_RULE = (*_DESK, "system")
_FIELD = ("worker", *_DESK)  # the desk notes by radio what a crew with a dead phone did
_CREW = ("worker",)
_RULE = ("system",)
_AUTHORITY = ("liaison", "recorder")
_ZONE_KEEPERS = ("liaison", "shift_leader", "hse", "admin")

TICKET = Lifecycle(
    "ticket",
    "new",
    (
        *_steps("new", "deferred", ("agent", *_DESK_OR_RULE), "ticket.deferred"),
        *_steps("assigned", "deferred", _DESK_OR_RULE, "ticket.deferred"),
        *_steps("deferred", "new", _DESK_OR_RULE, "ticket.resumed"),
        *_steps("new", "assigned", _DESK_OR_RULE, "ticket.assigned"),
        *_steps("assigned", "new", _DESK_OR_RULE, "ticket.unassigned"),
        *_steps("assigned", "in_progress", ("worker", *_DESK_OR_RULE), "ticket.work_started"),
        *_steps("in_progress", "new assigned", _DESK_OR_RULE, "ticket.work_stopped"),
        *_steps("in_progress", "restored", ("worker", *_DESK_OR_RULE), "ticket.restored"),
        *_steps("new", "restored", _DESK_OR_RULE, "ticket.restored"),  # supply came back by switching from afar
        *_steps("restored", "new in_progress", _DESK_OR_RULE, "ticket.reopened"),
        *_steps("restored", "closed", ("agent", *_DESK_OR_RULE), "ticket.closed"),
        *_steps("new deferred", "cancelled", ("agent", *_DESK), "ticket.cancelled"),
        *_steps("assigned", "cancelled", _DESK, "ticket.cancelled"),
    ),
)

ASSIGNMENT = Lifecycle(
    "assignment",
    "proposed",
    (
        *_steps("proposed", "assigned", _DESK, "assignment.assigned"),
        *_steps("assigned", "accepted", _FIELD, "assignment.accepted"),
        *_steps("assigned", "declined", _CREW, "assignment.declined"),
        *_steps("accepted", "en_route", _FIELD, "assignment.en_route"),
        *_steps("en_route", "waiting_entry", (*_FIELD, "system"), "assignment.waiting_entry"),
        *_steps("waiting_entry", "en_route", _FIELD, "assignment.en_route"),  # the zone ended, or another control point
        *_steps("waiting_entry", "inside", _CREW, "assignment.inside"),
        *_steps("inside en_route", "working", _CREW, "assignment.working"),
        *_steps("working", "restored", _FIELD, "assignment.restored"),
        *_steps("inside working restored", "exiting", _FIELD, "assignment.exiting"),
        *_steps("restored exiting", "closed", _FIELD, "assignment.closed"),
        *_steps("accepted en_route waiting_entry working exiting", "aborted", _FIELD, "assignment.aborted"),
        *_steps(
            "proposed assigned accepted en_route waiting_entry", "withdrawn", _DESK_OR_RULE, "assignment.withdrawn"
        ),
        *_steps("working", "withdrawn", _DESK, "assignment.withdrawn"),
    ),
)

PERMIT = Lifecycle(
    "permit",
    "draft",
    (
        *_steps("draft", "requested", _DESK_OR_RULE, "permit.requested"),
        *_steps("requested", "acknowledged", _AUTHORITY, "permit.acknowledged"),
        *_steps("requested acknowledged", "approved", _AUTHORITY, "permit.approved"),
        *_steps("requested acknowledged", "denied", _AUTHORITY, "permit.denied"),
        *_steps("approved", "revoked", _AUTHORITY, "permit.revoked"),
        *_steps("requested acknowledged approved", "expired", _RULE, "permit.expired"),
        *_steps("draft requested acknowledged approved", "void", _RULE, "permit.voided"),
        *_steps("draft requested acknowledged approved", "withdrawn", _DESK_OR_RULE, "permit.withdrawn"),
        *_steps("approved", "closed", _DESK_OR_RULE, "permit.closed"),
    ),
)

PUSH = Lifecycle(
    "push",
    "queued",
    (
        *_steps("queued", "handed_over", _RULE, "push.handed_over"),
        *_steps("queued handed_over", "failed", _RULE, "push.failed"),
        # only the phone's own word proves delivery, and it may come whatever the sender believed
        *_steps("queued handed_over failed", "delivered", _CREW, "push.delivered"),
        *_steps("queued handed_over failed delivered", "read", _CREW, "push.read"),
    ),
)

MESSAGE = Lifecycle(
    "message",
    "queued",
    (
        *_steps("queued", "handed_over", _RULE, "message.handed_over"),
        *_steps("queued", "failed", _RULE, "message.failed"),
        *_steps("queued", "superseded", _RULE, "message.superseded"),  # what it told is not so any more
    ),
)

ZONE_VERSION = Lifecycle(
    "zone_version",
    "draft",
    (
        *_steps("draft", "published", _ZONE_KEEPERS, "zone.published"),
        *_steps("draft", "ended", _ZONE_KEEPERS, "zone.discarded"),
        *_steps("published", "ended", (*_ZONE_KEEPERS, "system"), "zone.ended"),
    ),
)

INCIDENT = Lifecycle(
    "incident",
    "open",
    (
        # what an incident is follows from its tickets; persons only say which ones they are
        *_steps("open", "restored", _RULE, "incident.restored"),
        *_steps("restored closed", "open", _RULE, "incident.reopened"),
        *_steps("open restored", "closed", _RULE, "incident.closed"),
        *_steps("closed", "restored", _RULE, "incident.restored"),
    ),
)

WORK_PERMIT = Lifecycle(
    "work_permit",
    "draft",
    (
        # each step is somebody's signature; `system` where signatures fall because the crew changed, or the job is over
        *_steps("draft", "issued", _FIELD, "work_permit.issued"),
        *_steps("draft issued", "permitted", _FIELD, "work_permit.permitted"),
        *_steps("issued permitted", "draft", _RULE, "work_permit.suspended"),
        *_steps("permitted", "handed_back", ("worker", "system"), "work_permit.handed_back"),
        *_steps("handed_back", "closed", _DESK_OR_RULE, "work_permit.closed"),
        *_steps("draft issued permitted", "cancelled", _DESK_OR_RULE, "work_permit.cancelled"),
    ),
)

HELP = Lifecycle(
    "help_request",
    "asked",
    (
        *_steps("asked", "accepted", _DESK, "help_request.accepted"),
        *_steps("asked accepted", "refused", _DESK, "help_request.refused"),
        *_steps("asked accepted", "done", _FIELD, "help_request.done"),
        *_steps("asked accepted", "cancelled", _CREW, "help_request.cancelled"),
    ),
)

ALL: tuple[Lifecycle, ...] = (TICKET, ASSIGNMENT, PERMIT, PUSH, MESSAGE, ZONE_VERSION, INCIDENT, WORK_PERMIT, HELP)

STARTED_ASSIGNMENT: frozenset[str] = frozenset(
    {"en_route", "waiting_entry", "inside", "working", "restored", "exiting"}
)
"""The crew is on this job; it may have one such assignment only."""

ACTIVE_ASSIGNMENT: frozenset[str] = STARTED_ASSIGNMENT | {"proposed", "assigned", "accepted"}
"""The assignment holds one of the ticket's slots."""

AT_THE_PLACE: frozenset[str] = frozenset({"inside", "working", "restored", "exiting"})
"""The crew stands where the work is; a zone there is around it."""

GATED: frozenset[str] = frozenset({"inside", "working"})
"""States that are reached through the gate only."""

STOPPED: frozenset[str] = GATED | {"restored", "closed"}
"""Where no job goes while a critical item that failed is not resolved; it may always leave, or be given up."""

_OUTSIDE_ONLY: frozenset[tuple[str, str]] = frozenset(
    {("en_route", "working"), ("restored", "closed"), ("working", "aborted"), ("working", "withdrawn")}
)


def check_path(source: str, target: str, in_zone: bool) -> Decision:
    """Decide whether this step of an assignment may skip the zone's entry or exit.

    Args:
        source: state now.
        target: state wanted.
        in_zone: whether the crew entered a zone on this job, or the place lies in one now.
    """
    if not in_zone or (source, target) not in _OUTSIDE_ONLY:
        return allow()
    code = "lifecycle.entry_first" if target in GATED else "lifecycle.exit_first"
    return refuse(code, source=source, target=target)
