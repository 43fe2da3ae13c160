"""The gate: may this crew be inside, or working, here and now (domain: Entry; model: The gate).

Each of the eight lines is a small function from facts to reasons against. One loop joins them. A fact that nobody
knows counts against the crew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from compliance import crews, permits, weather, work_permits
from compliance.crews import MemberFacts
from compliance.decision import Decision, allow, from_reasons, refuse
from compliance.gate_facts import (
    MAX_OVERRIDE,
    Briefing,
    GateFacts,
    LeaveFacts,
    MethodChoice,
    Override,
    PpeCheck,
    PpeCombination,
)
from compliance.isolation import judge_work_type
from compliance.ppe import Lack, LackKind
from compliance.reasons import Reason, reason
from compliance.zones import MergedRequirements, in_force_at, merge

__all__ = [
    "Briefing",
    "GateAnswer",
    "GateFacts",
    "LeaveFacts",
    "LineAnswer",
    "MethodChoice",
    "Override",
    "PpeCheck",
    "PpeCombination",
    "check_override",
    "may_enter",
    "may_leave",
    "may_pass",
]

LineStatus = Literal["ok", "not_required", "overridden", "failed"]


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """One line: `code` is its title in the catalogue; an overridden line keeps the reasons that were set aside."""

    number: int
    code: str
    status: LineStatus
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """The decision with the eight lines behind it."""

    decision: Decision
    lines: tuple[LineAnswer, ...]


@dataclass(frozen=True, slots=True)
class _Here:
    """The facts at one moment; `required` is None when the zones over the place are not known."""

    facts: GateFacts
    required: MergedRequirements | None
    now: datetime


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    in_zone_only: bool
    against: Callable[[_Here], Iterable[Reason]]


def may_enter(facts: GateFacts, now: datetime) -> GateAnswer:
    """Decide whether the crew may be inside or working at the place, at the server's time `now`."""
    required = None if facts.zones is None else merge(in_force_at(facts.zones, now))
    here = _Here(facts, required, now)
    lines = tuple(_answer(line, here) for line in _LINES)
    against = (each for line in lines if line.status == "failed" for each in line.reasons)
    return GateAnswer(from_reasons(against), lines)


def may_pass(members: Iterable[MemberFacts] | None, member_id: UUID | None) -> Decision:
    """Decide whether this person may take the crew through the gate: its direct supervisor, and nobody else.

    Args:
        members: the crew of the assignment; None is unknown.
        member_id: who asks; None is somebody who is in no crew.
    """
    if any(each.id == member_id and "direct_supervisor" in each.roles for each in members or ()):
        return allow()
    return refuse("gate.leader_only")


def may_leave(facts: LeaveFacts) -> Decision:
    """Decide whether a crew that is exiting is out: checklists, contact times, waste and exposure record are done."""
    return from_reasons(_against_leaving(facts))


def check_override(override: Override, life_safety: bool | None, now: datetime) -> Decision:
    """Decide whether the override stands: life safety, two different named persons, a reason, at most four hours."""
    return from_reasons(_against_override(override, life_safety, now))


def _answer(line: _Line, here: _Here) -> LineAnswer:
    code = f"gate.line.{line.number}"
    if line.in_zone_only and here.required is not None and not here.required.in_zone:
        return LineAnswer(line.number, code, "not_required")
    against = tuple(line.against(here))
    if not against:
        return LineAnswer(line.number, code, "ok")
    if line is _CONSENT and here.facts.override is not None:
        decision = check_override(here.facts.override, here.facts.life_safety, here.now)
        status: LineStatus = "overridden" if decision.allowed else "failed"
        return LineAnswer(line.number, code, status, (*against, *decision.reasons))
    return LineAnswer(line.number, code, "failed", against)


def _work_type(here: _Here) -> Iterator[Reason]:
    facts = here.facts
    if facts.life_safety:
        return
    if facts.work_type is None or facts.isolation_orders is None:
        yield reason("gate.work_type.unknown")
        return
    yield from judge_work_type(
        facts.work_type, life_safety=False, orders_here=facts.isolation_orders, at=here.now
    ).reasons


def _consent(here: _Here) -> Iterator[Reason]:
    facts = here.facts
    if here.required is None:
        yield reason("gate.zones.unknown")
        return
    if not here.required.permit_zones:
        return
    if facts.permits is None:
        yield reason("gate.permit.unknown")
    if not facts.members:
        yield reason("gate.crew.unknown")
    if facts.vehicle_id is None and not facts.on_foot:
        yield reason("gate.vehicle.unknown")
    for zone in here.required.permit_zones:
        yield from permits.covers(facts.permits or (), zone, facts.members or (), facts.vehicle_id, here.now).reasons


def _ppe(here: _Here) -> Iterator[Reason]:
    facts, required = here.facts, here.required
    if required is None:
        yield reason("gate.zones.unknown")
        return
    if required.ppe_profiles:
        if facts.ppe is None:
            yield reason("gate.ppe.unknown")
        else:
            yield from _ppe_of_members(here, required.ppe_profiles)
    if required.entry_templates and facts.entry_templates_done is None:
        yield reason("gate.entry_checklist.unknown")
    for template in required.entry_templates:
        if template not in (facts.entry_templates_done or ()):
            yield reason("gate.entry_checklist.missing", template=template)


def _ppe_of_members(here: _Here, profiles: Iterable[str]) -> Iterator[Reason]:
    if not here.facts.members:
        yield reason("gate.crew.unknown")
    for member in here.facts.members or ():
        for profile in profiles:
            held = [each for each in here.facts.ppe or () if (each.member_id, each.profile) == (member.id, profile)]
            if not any(each.issued for each in held):
                yield reason("gate.ppe.not_issued", name=member.name, profile=profile)
                yield from (_lacking(member.name, lack) for each in held for lack in each.lacks)
            elif not any(each.issued and each.checked for each in held):
                yield reason("gate.ppe.not_checked", name=member.name, profile=profile)


def _lacking(name: str, lack: Lack) -> Reason:
    return reason(_LACKS[lack.why], name=name, article=lack.item, pieces=lack.pieces)


_LACKS: Mapping[LackKind, str] = MappingProxyType(
    {
        "missing": "gate.ppe.item_missing",
        "expired": "gate.ppe.item_expired",
        "size": "gate.ppe.item_size",
        "worn_out": "gate.ppe.item_worn_out",
    }
)


def _method(here: _Here) -> Iterator[Reason]:
    facts, choice = here.facts, here.facts.method
    if choice is None:
        yield reason("gate.method.missing")
        return
    yield from crews.method_reasoned(choice.method, choice.reason, here.required).reasons
    members = facts.members or ()
    if not members:
        yield reason("gate.crew.unknown")
    document, rules = facts.work_permit, facts.work_permit_rules
    yield from work_permits.judge(rules, document, choice.method, choice.voltage, members)
    storm = weather.is_storm(facts.weather)
    yield from crews.method_allowed(members, choice.method, choice.voltage, choice.procedure_ref, storm).reasons


def _hse(here: _Here) -> Iterator[Reason]:
    facts, required = here.facts, here.required
    if required is None:
        yield reason("gate.zones.unknown")
        return
    if not required.ppe_profiles:
        return
    if facts.hse_combinations is None or facts.method is None:
        yield reason("gate.hse.unknown")
        return
    for profile in required.ppe_profiles:
        if PpeCombination(profile, facts.method.method) not in facts.hse_combinations:
            yield reason("gate.hse.not_signed_off", profile=profile, method=facts.method.method)


def _crew(here: _Here) -> Iterator[Reason]:
    facts = here.facts
    if not facts.members:
        yield reason("gate.crew.unknown")
        return
    zone_classes = here.required.hazard_classes if here.required else frozenset[str]()
    yield from crews.people_fit(
        facts.members, zone_classes, here.now, single_person_ok=facts.single_person_ok, pairs=facts.role_pairs
    ).reasons
    yield from _people_limit(here, len(facts.members))


def _people_limit(here: _Here, crew_size: int) -> Iterator[Reason]:
    """Compare with each zone's maximum; it stands on the crew's line so that no override reaches it."""
    for zone in here.required.zones if here.required else ():
        max_people = zone.requirements.max_people
        if max_people is None:
            continue
        inside = None if here.facts.people_inside is None else here.facts.people_inside.get(zone.zone_id)
        if inside is None:
            yield reason("gate.zone.inside_unknown", zone=zone.name, zone_id=zone.zone_id)
        elif inside + crew_size > max_people:
            yield reason("gate.zone.full", zone=zone.name, zone_id=zone.zone_id, inside=inside, max_people=max_people)


def _briefing(here: _Here) -> Iterator[Reason]:
    facts, briefing = here.facts, here.facts.briefing
    if briefing is None:
        yield reason("gate.briefing.missing")
        return
    if not briefing.complete:
        yield reason("gate.briefing.incomplete")
    if not facts.members:
        yield reason("gate.crew.unknown")
    for member in facts.members or ():
        if member.id not in briefing.signed_by:
            yield reason("gate.briefing.not_signed", name=member.name)
    yield from _changed_since(briefing, here)


def _changed_since(briefing: Briefing, here: _Here) -> Iterator[Reason]:
    """Compare the circumstances; what is not known now counts as changed."""
    facts = here.facts
    if here.required is None or {zone.version_id for zone in here.required.zones} != briefing.zone_version_ids:
        yield reason("gate.briefing.zone_changed")
    if facts.members and {member.id for member in facts.members} != briefing.member_ids:
        yield reason("gate.briefing.crew_changed")
    if facts.method is None or facts.method.method != briefing.method:
        yield reason("gate.briefing.method_changed")
    if facts.weather is None:
        yield reason("gate.briefing.weather_unknown")
    elif weather.has_changed(briefing.weather, facts.weather):
        yield reason("gate.briefing.weather_changed")


def _decontamination(here: _Here) -> Iterator[Reason]:
    if here.required is None:
        yield reason("gate.zones.unknown")
    if not here.facts.doffing_point_set:
        yield reason("gate.doffing_point.missing")
    if not here.facts.decontamination_point_set:
        yield reason("gate.decontamination_point.missing")


_CONSENT = _Line(2, in_zone_only=True, against=_consent)

_LINES: tuple[_Line, ...] = (
    _Line(1, in_zone_only=False, against=_work_type),
    _CONSENT,
    _Line(3, in_zone_only=True, against=_ppe),
    _Line(4, in_zone_only=False, against=_method),
    _Line(5, in_zone_only=True, against=_hse),
    _Line(6, in_zone_only=False, against=_crew),
    _Line(7, in_zone_only=False, against=_briefing),
    _Line(8, in_zone_only=True, against=_decontamination),
)


def _against_override(override: Override, life_safety: bool | None, now: datetime) -> Iterator[Reason]:
    if not life_safety:
        yield reason("override.not_life_safety")
    if override.dispatcher_id is None or not override.dispatcher_name.strip():
        yield reason("override.dispatcher_missing")
    if override.shift_leader_id is None or not override.shift_leader_name.strip():
        yield reason("override.shift_leader_missing")
    if override.dispatcher_id is not None and override.dispatcher_id == override.shift_leader_id:
        yield reason("override.same_person")
    if not override.reason.strip():
        yield reason("override.reason_missing")
    if override.expires_at - override.granted_at > MAX_OVERRIDE:
        yield reason("override.too_long", hours=MAX_OVERRIDE.seconds // 3600)
    if now < override.granted_at:
        yield reason("override.not_yet", granted_at=override.granted_at)
    if now >= override.expires_at:
        yield reason("override.expired", expired_at=override.expires_at)


def _against_leaving(facts: LeaveFacts) -> Iterator[Reason]:
    required = facts.requirements
    if required is None:
        yield reason("gate.zones.unknown")
        return
    for template in required.exit_templates:
        if template not in (facts.exit_templates_done or ()):
            yield reason("leave.exit_checklist_missing", template=template)
    if required.disinfection_profiles and not facts.contact_times_held:
        yield reason("leave.contact_time_not_held")
    if (required.disinfection_profiles or required.ppe_profiles) and not facts.waste_handed_over:
        yield reason("leave.waste_not_handed_over")
    if not facts.permit_conditions_confirmed:
        yield reason("leave.permit_conditions_open")
    if not facts.exposure_closed:
        yield reason("leave.exposure_open")
