"""Who may do what, where: the role x verb matrix, the subject that asks, and the scope that every query starts from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.errors import ForbiddenError


class Role(StrEnum):
    """The roles of ``product.md``; customers have no account."""

    AGENT = "agent"
    DISPATCHER = "dispatcher"
    SHIFT_LEADER = "shift_leader"
    WORKER = "worker"
    LIAISON = "liaison"
    HSE = "hse"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Verb(StrEnum):
    """What can be asked of the service."""

    TICKETS_READ = "tickets.read"
    TICKETS_WRITE = "tickets.write"
    TICKETS_SETTLE = "tickets.settle"
    INCIDENTS_READ = "incidents.read"
    INCIDENTS_WRITE = "incidents.write"
    """Create one, let tickets join, take back one's own steps."""
    INCIDENTS_ARRANGE = "incidents.arrange"
    """Merge, split, rename, take tickets out, take back anybody's steps."""
    CREWS_READ = "crews.read"
    CREWS_WRITE = "crews.write"
    WEATHER_READ = "weather.read"
    WEATHER_WRITE = "weather.write"
    WORK_PERMITS_READ = "work_permits.read"
    WORK_PERMITS_WRITE = "work_permits.write"
    """Draw up, issue, permit, end them from a desk; crews sign with ``field``."""
    COMBINATIONS_READ = "combinations.read"
    COMBINATIONS_SIGN = "combinations.sign"
    PEOPLE_RULES_WRITE = "people_rules.write"
    """Which roles one person may hold together, which work needs which document, and who signs it."""
    SHIFTS_WRITE = "shifts.write"
    VEHICLES_WRITE = "vehicles.write"
    """Say that what was wrong with a vehicle is mended."""
    HELP_ANSWER = "help.answer"
    """Answer crews that call for help or material."""
    ZONES_READ = "zones.read"
    ZONES_WRITE = "zones.write"
    ORDERS_READ = "orders.read"
    ORDERS_WRITE = "orders.write"
    ROADS_READ = "roads.read"
    ROADS_WRITE = "roads.write"
    ASSIGNMENTS_READ = "assignments.read"
    ASSIGNMENTS_WRITE = "assignments.write"
    ASSIGNMENTS_OVERRIDE = "assignments.override"
    ASSIGNMENTS_HSE = "assignments.hse"
    PLANS_READ = "plans.read"
    PLANS_WRITE = "plans.write"
    PERMITS_READ = "permits.read"
    PERMITS_REQUEST = "permits.request"
    PERMITS_ANSWER = "permits.answer"
    PERMITS_RECORD = "permits.record"
    """Note what an authority said on the telephone or wrote in a letter."""
    PASS_KEYS_WRITE = "pass_keys.write"  # noqa: S105 - a verb
    """Turn over to a new key pair, or give one up."""
    CHECKLISTS_READ = "checklists.read"
    PPE_READ = "ppe.read"
    PPE_WRITE = "ppe.write"
    """Keep stock: receive, move, hand out, count."""
    PPE_PROFILES = "ppe.profiles"
    """Say what is worn: articles and profiles, for the whole utility."""
    TEMPLATES_WRITE = "templates.write"
    """Write, publish, confirm and retire checklist templates."""
    FOLLOW_UPS_RESOLVE = "follow_ups.resolve"
    """Decide how a job goes on after a critical item failed."""
    EXPOSURES_READ = "exposures.read"
    """Look at who was near whom, and how they fare: health data, every look is on record."""
    EXPOSURES_WRITE = "exposures.write"
    """Correct and classify, put in stand-down and lift it, report a positive worker."""
    REPORTS_READ = "reports.read"
    """Counts of a unit's day; nobody is named."""
    DEVICES_REVOKE = "devices.revoke"
    """See the phones of a unit's people, and report one lost."""
    FIELD = "field"
    UNITS_READ = "units.read"
    UNITS_WRITE = "units.write"
    USERS_READ = "users.read"
    USERS_WRITE = "users.write"
    AUTHORITIES_READ = "authorities.read"
    AUTHORITIES_WRITE = "authorities.write"
    EVENTS_READ = "events.read"
    AUDIT_READ = "audit.read"
    PRIVACY_READ = "privacy.read"
    """See periods, holds, what retention did, and who looked at health data."""
    PRIVACY_HOLDS = "privacy.holds"
    """Keep data beyond its time, and let it go."""
    PRIVACY_REQUESTS = "privacy.requests"
    """Answer people who ask for their data, or for its erasure."""
    AUDIT_JOBS = "audit.jobs"
    """Look at any job at any past moment."""


_V = Verb
_LOOK = frozenset({
    _V.ZONES_READ, _V.ORDERS_READ, _V.UNITS_READ, _V.AUTHORITIES_READ, _V.EVENTS_READ, _V.WEATHER_READ,
})  # fmt: skip
_BOARD = _LOOK | {
    _V.TICKETS_READ, _V.CREWS_READ, _V.ASSIGNMENTS_READ, _V.PERMITS_READ, _V.CHECKLISTS_READ, _V.PLANS_READ,
    _V.INCIDENTS_READ, _V.ROADS_READ, _V.WORK_PERMITS_READ, _V.COMBINATIONS_READ, _V.PPE_READ,
}  # fmt: skip
_DISPATCH = _BOARD | {
    _V.TICKETS_WRITE, _V.TICKETS_SETTLE, _V.ASSIGNMENTS_WRITE, _V.PERMITS_REQUEST, _V.PERMITS_RECORD,
    _V.ASSIGNMENTS_OVERRIDE, _V.PLANS_WRITE, _V.INCIDENTS_WRITE, _V.INCIDENTS_ARRANGE, _V.ROADS_WRITE,
    _V.WEATHER_WRITE, _V.WORK_PERMITS_WRITE, _V.VEHICLES_WRITE, _V.HELP_ANSWER,
    _V.FOLLOW_UPS_RESOLVE, _V.DEVICES_REVOKE,
}  # fmt: skip

MATRIX: Mapping[Role, frozenset[Verb]] = {
    Role.AGENT: _LOOK | {_V.TICKETS_READ, _V.TICKETS_WRITE, _V.INCIDENTS_READ, _V.INCIDENTS_WRITE},
    Role.DISPATCHER: _DISPATCH,
    Role.SHIFT_LEADER: _DISPATCH | {_V.REPORTS_READ, _V.SHIFTS_WRITE},
    Role.WORKER: _LOOK | {
        _V.FIELD, _V.TICKETS_READ, _V.ASSIGNMENTS_READ, _V.CHECKLISTS_READ, _V.CREWS_READ, _V.WORK_PERMITS_READ,
    },
    Role.LIAISON: frozenset({
        _V.ZONES_READ, _V.ZONES_WRITE, _V.PERMITS_READ, _V.PERMITS_ANSWER, _V.AUTHORITIES_READ, _V.EVENTS_READ,
    }),
    Role.HSE: _BOARD | {
        _V.EXPOSURES_READ, _V.EXPOSURES_WRITE, _V.REPORTS_READ, _V.ASSIGNMENTS_HSE, _V.COMBINATIONS_SIGN,
        _V.PEOPLE_RULES_WRITE, _V.AUDIT_JOBS, _V.PPE_WRITE, _V.VEHICLES_WRITE,
        _V.PPE_PROFILES, _V.TEMPLATES_WRITE,
        _V.FOLLOW_UPS_RESOLVE, _V.PRIVACY_READ, _V.PRIVACY_HOLDS,
    },
    Role.ADMIN: _BOARD | {
        _V.UNITS_WRITE, _V.WEATHER_WRITE, _V.PEOPLE_RULES_WRITE,
        _V.USERS_READ, _V.USERS_WRITE, _V.AUTHORITIES_WRITE, _V.CREWS_WRITE, _V.SHIFTS_WRITE, _V.DEVICES_REVOKE,
        _V.ZONES_WRITE, _V.ORDERS_WRITE, _V.TICKETS_WRITE, _V.AUDIT_READ, _V.AUDIT_JOBS, _V.PASS_KEYS_WRITE,
        _V.PPE_WRITE, _V.REPORTS_READ, _V.PRIVACY_READ, _V.PRIVACY_HOLDS, _V.PRIVACY_REQUESTS, _V.VEHICLES_WRITE,
    },
    Role.AUDITOR: _BOARD | {_V.USERS_READ, _V.AUDIT_READ, _V.AUDIT_JOBS, _V.REPORTS_READ, _V.PRIVACY_READ},
}  # fmt: skip
"""The one place that says which role may do which verb."""


@dataclass(frozen=True)
class Scope:
    """What one subject may see or touch for one verb. Empty sets see nothing."""

    unit_ids: frozenset[UUID] = frozenset()
    """Operating units, whole subtrees already spelled out."""
    authority_ids: frozenset[UUID] = frozenset()
    """Authorities, whole subtrees already spelled out."""
    crew_ids: frozenset[UUID] = frozenset()
    """A worker's own crew: beside nothing else of the unit."""

    def __bool__(self) -> bool:
        return bool(self.unit_ids or self.authority_ids or self.crew_ids)


@dataclass(frozen=True)
class Grant:
    """One role over one subtree, spelled out."""

    role: Role
    unit_ids: frozenset[UUID] = frozenset()
    authority_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Subject:
    """Who is asking."""

    user_id: UUID | None
    name: str
    grants: tuple[Grant, ...] = ()
    crew_id: UUID | None = None
    member_id: UUID | None = None
    locale: str = "vi"
    task: str | None = field(default=None)
    """Set when no person asks but a background task."""
    session_id: UUID | None = None
    """The sign-in that they ask in, where it is one of ours."""

    @property
    def roles(self) -> frozenset[str]:
        """Names of the roles held, ``system`` for a background task."""
        return frozenset({"system"}) if self.task else frozenset(str(g.role) for g in self.grants)

    def roles_over(
        self, *, unit_id: UUID | None = None, authority_id: UUID | None = None, crew_id: UUID | None = None
    ) -> frozenset[str]:
        """Names of the roles held over one thing, ``system`` for a background task.

        Args:
            unit_id: the unit that it belongs to.
            authority_id: the authority that it belongs to.
            crew_id: the crew that it belongs to; a worker is one for the own crew's things only.
        """
        if self.task:
            return frozenset({"system"})
        held = (grant for grant in self.grants if unit_id in grant.unit_ids or authority_id in grant.authority_ids)
        return frozenset(
            str(grant.role) for grant in held if grant.role is not Role.WORKER or crew_id in (None, self.crew_id)
        )

    @property
    def verbs(self) -> frozenset[Verb]:
        """All that this subject may do somewhere."""
        return frozenset().union(*(MATRIX[g.role] for g in self.grants)) if self.grants else frozenset()

    def find_scope(self, verb: Verb) -> Scope:
        """Where this subject may do ``verb``; an empty scope means nowhere."""
        units: frozenset[UUID] = frozenset()
        authorities: frozenset[UUID] = frozenset()
        crews: frozenset[UUID] = frozenset()
        for grant in self.grants:
            if verb not in MATRIX[grant.role]:
                continue
            if grant.role is Role.WORKER:
                crews |= {self.crew_id} if self.crew_id else frozenset()
            else:
                units |= grant.unit_ids
            authorities |= grant.authority_ids
        return Scope(units, authorities, crews)

    def scope(self, verb: Verb) -> Scope:
        """Where this subject may do ``verb``.

        Raises:
            ForbiddenError: no role of the subject includes the verb.
        """
        if verb not in self.verbs:
            raise ForbiddenError(f"your role does not include {verb}")
        return self.find_scope(verb)


def system(task: str) -> Subject:
    """The subject of a background task: it is not asked for a scope, it is named in the audit trail."""
    return Subject(user_id=None, name=f"system:{task}", task=task)
