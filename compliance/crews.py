"""Rules about people: who makes a crew, what they may do, and whether they may be sent (domain: People rules)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from compliance.decision import Decision, allow, combine, deny, from_reasons, refuse
from compliance.isolation import IsolationOrder, judge_work_type
from compliance.reasons import Reason, reason
from compliance.zones import MergedRequirements

Method = Literal["live_line", "dead_line"]
Voltage = Literal["hv", "lv"]

CREW_ROLES: frozenset[str] = frozenset(
    {"direct_supervisor", "electrical_safety_supervisor", "permit_issuer", "permitter", "lookout", "member"}
)
MIN_CREW = 2
MIN_REST = timedelta(hours=12)
_MIN_GRADE_LIVE = {"hv": 4, "lv": 3}


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One crew member.

    `stand_down_until` and `stand_down_class`: until then only zones of that hazard class are open to them (None: no
    work at all). `cohort_zone_class`: the class of zone they worked in inside the stand-down window, None if none.
    """

    id: UUID
    name: str
    role: str
    safety_grade: int
    skills: frozenset[str] = frozenset()
    stand_down_until: datetime | None = None
    stand_down_class: str | None = None
    cohort_zone_class: str | None = None


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


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """What a ticket asks of the crew, and the isolation orders over its place."""

    work_type: str
    life_safety: bool = False
    required_skills: frozenset[str] = frozenset()
    single_person_ok: bool = False
    isolation_orders: tuple[IsolationOrder, ...] = ()


def composition(members: Sequence[MemberFacts], single_person_ok: bool = False) -> Decision:
    """Decide whether these people make a crew: two or more, exactly one direct supervisor, nobody twice.

    One person alone is a crew only for simple work that needs no safety preparation.
    """
    count = len({member.id for member in members})
    if count != len(members):
        return refuse("crew.member_twice")
    if count < MIN_CREW:
        return allow() if count == 1 and single_person_ok else refuse("crew.too_small", members=count, minimum=MIN_CREW)
    supervisors = sum(member.role == "direct_supervisor" for member in members)
    if supervisors == 1:
        return allow()
    return refuse("crew.supervisor_several" if supervisors else "crew.supervisor_missing")


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
        if member.stand_down_until is not None
        and at < member.stand_down_until
        and set(zone_classes) != {member.stand_down_class}
    )


def cohort_intact(members: Iterable[MemberFacts]) -> Decision:
    """Decide whether no two members worked in different zone classes inside the stand-down window."""
    classes = sorted({member.cohort_zone_class for member in members if member.cohort_zone_class is not None})
    return refuse("crew.cohort_mixed", zone_class=classes[0], other_class=classes[1]) if len(classes) > 1 else allow()


def on_shift(shifts: Iterable[ShiftWindow], at: datetime) -> Decision:
    """Decide whether some shift covers this moment."""
    if any(shift.starts_at <= at < shift.ends_at for shift in shifts):
        return allow()
    return refuse("crew.off_shift", needed_at=at)


def rested(previous_ended_at: datetime | None, starts_at: datetime, minimum: timedelta = MIN_REST) -> Decision:
    """Decide whether a shift may start after the one before: at least `minimum` of rest lies between."""
    if previous_ended_at is None or starts_at - previous_ended_at >= minimum:
        return allow()
    return refuse("crew.rest_too_short", hours=minimum.total_seconds() / 3600, ready_at=previous_ended_at + minimum)


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
            composition(crew.members, ticket.single_person_ok),
            on_shift(crew.shifts, at),
            skills_cover(ticket.required_skills, crew.members),
            stand_down(crew.members, zones.hazard_classes, at),
            cohort_intact(crew.members),
            fits_people_limit(crew.members, zones),
        )
    )


def _live_line_problems(
    members: Collection[MemberFacts], min_grade: int, procedure_ref: str | None, storm: bool | None
) -> Iterable[Reason]:
    for member in members:
        if member.safety_grade < min_grade:
            yield reason("method.grade_too_low", name=member.name, grade=member.safety_grade, minimum=min_grade)
    if not any(member.role == "electrical_safety_supervisor" for member in members):
        yield reason("method.safety_supervisor_missing")
    if not (procedure_ref or "").strip():
        yield reason("method.procedure_missing")
    if storm is not False:
        yield reason("method.weather_unknown" if storm is None else "method.storm")
