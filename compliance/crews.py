"""Rules about people: who makes a crew, what they may do, and whether they may be sent (domain: People rules)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, islice, product
from typing import Literal
from uuid import UUID

from compliance.decision import Decision, allow, combine, deny, from_reasons, refuse
from compliance.duty import FREE, Duty, on_duty
from compliance.isolation import IsolationOrder, judge_work_type
from compliance.reasons import Reason, reason
from compliance.sign_ons import PRESENT, Presence, present
from compliance.stand_downs import Bar, is_barred
from compliance.zones import MergedRequirements

Method = Literal["live_line", "dead_line"]
Voltage = Literal["hv", "lv"]
Pairs = frozenset[frozenset[str]]
"""Pairs of roles that one person may hold together."""

CREW_ROLES: frozenset[str] = frozenset(
    {"direct_supervisor", "electrical_safety_supervisor", "permit_issuer", "permitter", "lookout", "member"}
)
ROLE_ORDER: tuple[str, ...] = (
    "direct_supervisor", "electrical_safety_supervisor", "permit_issuer", "permitter", "lookout", "member",
)  # fmt: skip
"""The first of several roles that somebody holds is the one they are shown with."""
NO_PAIRS: Pairs = frozenset()
MIN_CREW = 2
_MIN_GRADE_LIVE = {"hv": 4, "lv": 3}


@dataclass(frozen=True, slots=True, order=True)
class ZoneStay:
    """That somebody was in a zone of this hazard class with this crew, inside the stand-down window."""

    crew_id: UUID
    zone_class: str


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One crew member.

    `stand_down_until` and `stand_down_class`: until then only zones of that hazard class are open to them (None: no
    work at all); until `stand_down_all_until`, where it is set, no place at all is. `stays`: where they were, and
    with whom, as the exposure record has it. `duty`: what their hours allow, whichever crews they were on duty with.
    """

    id: UUID
    name: str
    role: str
    safety_grade: int
    skills: frozenset[str] = frozenset()
    stand_down_until: datetime | None = None
    stand_down_class: str | None = None
    stand_down_all_until: datetime | None = None
    stays: frozenset[ZoneStay] = frozenset()
    extra_roles: frozenset[str] = frozenset()
    duty: Duty = FREE

    @property
    def roles(self) -> frozenset[str]:
        """All roles that they hold."""
        return self.extra_roles | {self.role}


@dataclass(frozen=True, slots=True)
class ShiftWindow:
    """When a crew is on duty, from `starts_at` up to, not including, `ends_at`."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class CrewFacts:
    """What decides whether a crew may be sent."""

    id: UUID
    members: tuple[MemberFacts, ...]
    shifts: tuple[ShiftWindow, ...]
    vehicle_id: UUID | None = None
    role_pairs: Pairs = NO_PAIRS
    presence: Presence = PRESENT


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What a ticket asks of the crew, and the isolation orders over its place."""

    work_type: str
    life_safety: bool = False
    required_skills: frozenset[str] = frozenset()
    single_person_ok: bool = False
    isolation_orders: tuple[IsolationOrder, ...] = ()


def composition(members: Sequence[MemberFacts], single_person_ok: bool = False, pairs: Pairs = NO_PAIRS) -> Decision:
    """Decide whether these people make a crew: two or more, nobody twice, one direct supervisor, roles that combine.

    One person alone is a crew only for simple work that needs no safety preparation.

    Args:
        members: the crew.
        single_person_ok: whether the work is of that kind.
        pairs: roles that one person may hold together; none unless the matrix says so.
    """
    count = len({member.id for member in members})
    if count != len(members):
        return refuse("crew.member_twice")
    if count < MIN_CREW:
        alone = count == 1 and single_person_ok
        return roles_allowed(members, pairs) if alone else refuse("crew.too_small", members=count, minimum=MIN_CREW)
    supervisors = sum("direct_supervisor" in member.roles for member in members)
    missing = allow() if supervisors else refuse("crew.supervisor_missing")
    return missing & roles_allowed(members, pairs)


def roles_allowed(members: Iterable[MemberFacts], pairs: Pairs = NO_PAIRS) -> Decision:
    """Decide whether the roles may be held as they are: one direct supervisor at most, several by one person as listed.

    A crew that is not complete yet may be kept, one that breaks this may not.
    """
    held = tuple(members)
    several = sum("direct_supervisor" in member.roles for member in held) > 1
    apart = (
        reason("crew.roles_apart", name=member.name, role=one, other_role=other)
        for member in held
        for one, other in combinations(in_order(member.roles), 2)
        if not roles_combine((one, other), pairs)
    )
    return from_reasons((*([reason("crew.supervisor_several")] if several else []), *apart))


def roles_combine(roles: Collection[str], pairs: Pairs) -> bool:
    """Tell whether one person may hold two roles; to be a member besides is no role of its own."""
    return len(set(roles) - {"member"}) < 2 or frozenset(roles) in pairs  # noqa: PLR2004 - a pair


def in_order(roles: Iterable[str]) -> tuple[str, ...]:
    """Return roles in the order in which they are shown; who has another one is no mere member."""
    held = set(roles)
    return tuple(each for each in ROLE_ORDER if each in held and (each != "member" or held == {"member"}))


def method_allowed(
    members: Iterable[MemberFacts], method: str, voltage: str, procedure_ref: str | None, storm: bool | None
) -> Decision:
    """Decide whether the crew may use this method; a storm that is not known (None) forbids live-line."""
    if method == "dead_line":
        return allow() if voltage in _MIN_GRADE_LIVE else refuse("method.voltage_unknown")
    if method != "live_line":
        return refuse("method.unknown", method=method)
    if voltage not in _MIN_GRADE_LIVE:
        return refuse("method.voltage_unknown")
    return from_reasons(_live_line_problems(tuple(members), _MIN_GRADE_LIVE[voltage], procedure_ref, storm))


def method_reasoned(method: str, why: str, zones: MergedRequirements | None) -> Decision:
    """Decide whether the choice is accounted for: always with a reason; why dead, where a zone prefers live-line.

    Args:
        method: what was chosen.
        why: the reason given for it.
        zones: those at the place, None when they are not known.
    """
    if why.strip():
        return allow()
    if method == "dead_line" and zones is not None and zones.live_line_preferred:
        preferring = ", ".join(zone.name for zone in zones.zones if zone.requirements.live_line_preferred)
        return refuse("method.dead_line_reason_missing", zone=preferring)
    return refuse("gate.method.reason_missing")


def method_chooser(roles: Collection[str], crew_role: str | None) -> Decision:
    """Decide whether somebody may choose the work method: the dispatcher or the direct supervisor."""
    if "dispatcher" in roles or crew_role == "direct_supervisor":
        return allow()
    return refuse("method.chooser_not_allowed")


def skills_cover(required: Iterable[str], members: Iterable[MemberFacts]) -> Decision:
    """Decide whether the crew together has every skill."""
    needed = set(required)
    if not needed:
        return allow()
    present = frozenset[str]().union(*(member.skills for member in members))
    return from_reasons(reason("crew.skill_missing", skill=skill) for skill in sorted(needed - present))


def stand_down(members: Iterable[MemberFacts], zone_classes: Collection[str], at: datetime) -> Decision:
    """Decide whether nobody's stand-down forbids this place; inside it only zones of its own class are open.

    Args:
        members: the crew.
        zone_classes: hazard classes of all zones at the place; empty outside zones.
        at: when they would be there.
    """
    return from_reasons(
        reason("crew.stand_down", name=member.name, member_id=member.id, stand_down_until=member.stand_down_until)
        for member in members
        if member.stand_down_until is not None and is_barred(_bar_of(member), zone_classes, at)
    )


def _bar_of(member: MemberFacts) -> Bar | None:
    if member.stand_down_until is None:
        return None
    return Bar(member.stand_down_until, member.stand_down_class, member.stand_down_all_until)


def cohort_intact(members: Iterable[MemberFacts]) -> Decision:
    """Decide whether no two members come from different crews that were in different classes of zone.

    A crew that stays together may have been in several; who was in none may join any.
    """
    return from_reasons(
        reason(
            "crew.cohort_mixed", name=one.name, zone_class=a.zone_class, other_name=other.name, other_class=b.zone_class
        )
        for one, other in combinations(members, 2)
        for a, b in islice(_apart(one.stays, other.stays), 1)
    )


def on_shift(shifts: Iterable[ShiftWindow], at: datetime) -> Decision:
    """Decide whether some shift covers this moment."""
    if any(shift.starts_at <= at < shift.ends_at for shift in shifts):
        return allow()
    return refuse("crew.off_shift", needed_at=at)


def rested(members: Iterable[MemberFacts], at: datetime) -> Decision:
    """Decide whether everybody has had their rest, and has hours left, at this moment."""
    return from_reasons(each for member in members for each in on_duty(member.name, member.duty, at))


def people_fit(
    members: Sequence[MemberFacts],
    zone_classes: Collection[str],
    at: datetime,
    *,
    single_person_ok: bool = False,
    pairs: Pairs = NO_PAIRS,
) -> Decision:
    """Decide whether these people may work together at a place at a moment; the one rule for every path there.

    Composition and roles, cohort, stand-down, rest and hours.
    """
    return combine(
        (
            composition(members, single_person_ok, pairs),
            cohort_intact(members),
            stand_down(members, zone_classes, at),
            rested(members, at),
        )
    )


def fits_people_limit(members: Collection[MemberFacts], zones: MergedRequirements) -> Decision:
    """Decide whether the crew by itself is not larger than what the zones admit."""
    if zones.max_people is None or len(members) <= zones.max_people:
        return allow()
    return refuse("crew.larger_than_zone_admits", members=len(members), max_people=zones.max_people)


def may_be_assigned(crew: CrewFacts, ticket: TicketFacts, zones: MergedRequirements, at: datetime) -> Decision:
    """Decide whether the crew may be sent to the ticket at the planned entry `at`, with every reason against.

    Permits, PPE and briefing come after the assignment and are for the gate.
    """
    judgement = judge_work_type(ticket.work_type, ticket.life_safety, ticket.isolation_orders, at)
    return combine(
        (
            allow() if judgement.allowed else deny(*judgement.reasons),
            people_fit(
                crew.members, zones.hazard_classes, at, single_person_ok=ticket.single_person_ok, pairs=crew.role_pairs
            ),
            on_shift(crew.shifts, at),
            present(crew.presence, ticket.life_safety, at),
            skills_cover(ticket.required_skills, crew.members),
            fits_people_limit(crew.members, zones),
        )
    )


def _live_line_problems(
    members: Collection[MemberFacts], min_grade: int, procedure_ref: str | None, storm: bool | None
) -> Iterable[Reason]:
    for member in members:
        if member.safety_grade < min_grade:
            yield reason("method.grade_too_low", name=member.name, grade=member.safety_grade, minimum=min_grade)
    if not any("electrical_safety_supervisor" in member.roles for member in members):
        yield reason("method.safety_supervisor_missing")
    if not (procedure_ref or "").strip():
        yield reason("method.procedure_missing")
    if storm is not False:
        yield reason("method.weather_unknown" if storm is None else "method.storm")


def _apart(mine: Iterable[ZoneStay], theirs: Iterable[ZoneStay]) -> Iterator[tuple[ZoneStay, ZoneStay]]:
    """Yield pairs of stays in different classes of zone with different crews."""
    for one, other in product(sorted(mine), sorted(theirs)):
        if one.zone_class != other.zone_class and one.crew_id != other.crew_id:
            yield one, other
