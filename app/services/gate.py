"""The entry gate in service: gathers every fact, lets ``compliance.gate`` decide, and says no when a fact fails."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import CrewMember
from app.schema.tickets import Ticket
from app.schema.zones import ZoneVersion
from app.services import (
    checklists,
    combinations,
    judgements,
    people_facts,
    permits,
    ppe_issues,
    weather_facts,
    work_permit_facts,
)
from app.services.checklists import ChecklistView
from app.services.people_facts import member_facts
from app.services.work import Tx
from app.storage import assignments
from app.storage.judgements import list_orders_of
from compliance.checklists import is_disinfection
from compliance.decision import Decision
from compliance.gate import GateAnswer, may_enter, may_leave, may_pass
from compliance.gate_facts import (
    Briefing,
    GateFacts,
    LeaveFacts,
    MethodChoice,
    Override,
    PpeCombination,
)
from compliance.permit_conditions import EXIT, is_of_permit
from compliance.weather import UNKNOWN
from compliance.work_types import is_life_safety
from compliance.zones import MergedRequirements, ZoneInForce, in_force_at, merge

Members = tuple[tuple[AssignmentMember, CrewMember], ...]


@dataclass(frozen=True)
class Seen:
    """What whoever asks has just read of the assignment in the same transaction."""

    zones: tuple[ZoneInForce, ...]
    members: Members
    lists: tuple[ChecklistView, ...]
    """Those that are not void."""


def answer(tx: Tx, assignment: Assignment, seen: Seen | None = None) -> GateAnswer:
    """May this crew be inside or working now? Every fact is read afresh, but for what was ``seen``."""
    return may_enter(facts_of(tx, assignment, seen), tx.now)


def pass_decision(tx: Tx, assignment: Assignment, member_id: UUID | None) -> Decision:
    """May this person take the crew through, whatever way they ask? The roles are those of this assignment."""
    members = assignments.list_members(tx.session, [assignment.id])
    return may_pass([member_facts(member, part.role, part.extra_roles) for part, member in members], member_id)


def facts_of(tx: Tx, assignment: Assignment, seen: Seen | None = None) -> GateFacts:
    """All that lines 1 to 8 look at, for one assignment."""
    ticket = tx.session.get_one(Ticket, assignment.ticket_id)
    seen = seen or _look(tx, assignment)
    zones, members, lists = seen.zones, seen.members, seen.lists
    here = merge(in_force_at(zones, tx.now))
    doffing = assignment.doffing_point or _doffing_point(tx, here)
    profiles = here.ppe_profiles
    return GateFacts(
        zones=zones,
        work_type=ticket.work_type,
        life_safety=is_life_safety(ticket.hazards),
        isolation_orders=tuple(judgements.order_facts(row) for row in list_orders_of(tx.session, ticket, tx.now)),
        members=people_facts.of_assignment(tx, members),
        role_pairs=people_facts.role_pairs(tx),
        vehicle_id=assignment.vehicle_id,
        on_foot=assignment.vehicle_id is None,
        permits=permits.facts_of(tx, assignment.id, done_of(lists)),
        override=_override(tx, assignment),
        ppe=tuple(
            ppe_issues.checks_of(tx, assignment, profiles, {part.member_id: part.ppe_checked_at for part, _ in members})
        ),
        entry_templates_done=done_of(lists),
        method=_method(assignment),
        work_permit=work_permit_facts.find(tx, assignment.id),
        work_permit_rules=work_permit_facts.rules(tx),
        weather=weather_facts.at_place(tx, assignment),
        hse_combinations=_combinations(tx, assignment, profiles),
        people_inside=assignments.count_inside(tx.session, [zone.zone_id for zone in here.zones], assignment.id),
        briefing=_briefing(assignment, lists, here, members),
        doffing_point_set=bool(doffing),
        decontamination_point_set=bool(doffing),
    )


def _look(tx: Tx, assignment: Assignment) -> Seen:
    hits = judgements.zones_of(tx, [assignment.ticket_id])[assignment.ticket_id]
    return Seen(
        tuple(hit.zone for hit in hits),
        tuple(assignments.list_members(tx.session, [assignment.id])),
        tuple(each for each in checklists.statuses(tx, assignment.id) if each.row.state != "void"),
    )


def leave_decision(tx: Tx, assignment: Assignment, zones: tuple[ZoneInForce, ...]) -> Decision:
    """May a crew that is exiting these zones be out: checklists, contact times, waste, exposure record?"""
    lists = [each for each in checklists.statuses(tx, assignment.id) if each.row.state != "void"]
    washed = [each for each in lists if is_disinfection(each.row.template_code, each.row.purpose)]
    held = all(each.status.complete for each in washed) and bool(washed)
    asks = merge(zones)
    return may_leave(
        LeaveFacts(
            requirements=asks,
            exit_templates_done=done_of(lists),
            contact_times_held=held or not asks.disinfection_profiles,
            waste_handed_over=held if asks.disinfection_profiles else set(asks.exit_templates) <= done_of(lists),
            permit_conditions_confirmed=all(
                each.state == "complete" for each in lists if is_of_permit(each.row.template_code, EXIT)
            ),
            exposure_closed=not assignments.list_stays(tx.session, assignment.id, open_only=True),
        )
    )


def done_of(lists: Iterable[ChecklistView]) -> frozenset[str]:
    """Codes of the checklists that are complete."""
    return frozenset(each.row.template_code for each in lists if each.state == "complete")


def _doffing_point(tx: Tx, here: MergedRequirements) -> str | None:
    versions = [tx.session.get_one(ZoneVersion, zone.version_id) for zone in here.zones]
    points = [version.doffing_point for version in versions]
    return ", ".join(point for point in points if point) if points and all(points) else None


def _override(tx: Tx, assignment: Assignment) -> Override | None:
    if assignment.override_until is None or assignment.override_reason is None:
        return None
    names = assignments.names_by_id(tx.session, (assignment.override_by, assignment.override_second))
    return Override(
        dispatcher_id=assignment.override_by,
        dispatcher_name=names.get(assignment.override_by, ""),
        shift_leader_id=assignment.override_second,
        shift_leader_name=names.get(assignment.override_second, ""),
        reason=assignment.override_reason,
        granted_at=assignment.override_at or tx.now,
        expires_at=assignment.override_until,
    )


def _method(assignment: Assignment) -> MethodChoice | None:
    if assignment.work_method is None:
        return None
    return MethodChoice(
        method=assignment.work_method,
        voltage=assignment.voltage,
        reason=assignment.method_reason or "",
        procedure_ref=assignment.procedure_ref,
    )


def _combinations(tx: Tx, assignment: Assignment, profiles: tuple[str, ...]) -> frozenset[PpeCombination]:
    signed = combinations.list_signed(tx, assignment.unit_id)
    if assignment.hse_approved_at is None or assignment.work_method is None:
        return signed
    return signed | frozenset(PpeCombination(profile, assignment.work_method) for profile in profiles)


def _briefing(
    assignment: Assignment, lists: Sequence[ChecklistView], here: MergedRequirements, members: Members
) -> Briefing | None:
    """The live briefing. One whose circumstances changed was voided at that moment and is not live any more."""
    found = next((each for each in lists if each.row.purpose == "briefing"), None)
    if found is None:
        return None
    signatures = {item.key for item in found.template.items if item.kind == "signature"}
    signed = {e.member_id for e in found.entries if e.item_key in signatures and e.outcome == "ok" and e.member_id}
    return Briefing(
        complete=found.status.complete,
        signed_by=frozenset(signed),
        member_ids=frozenset(member.id for _, member in members),
        zone_version_ids=frozenset(zone.version_id for zone in here.zones),
        method=assignment.work_method or "",
        weather=assignment.briefed_weather or UNKNOWN,
    )
