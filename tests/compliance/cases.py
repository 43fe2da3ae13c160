"""A small named world: one crew of two, one quarantined ward, one morning; everything at the gate is in order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from compliance.crews import CrewFacts, MemberFacts, ShiftWindow, TicketFacts, ZoneStay
from compliance.gate import Briefing, GateFacts, MethodChoice, Override, PpeCheck, PpeCombination
from compliance.isolation import IsolationOrder
from compliance.permits import PermitFacts, PermitLine
from compliance.work_permits import WorkPermitFacts
from compliance.work_types import ALLOWED_UNDER_DIRECTIVE_16
from compliance.zones import ZoneInForce, ZoneRequirements

NOW = datetime(2021, 8, 1, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def uid(number: int) -> UUID:
    return UUID(int=number)


def stay(crew: int, zone_class: str) -> frozenset[ZoneStay]:
    """That somebody was in a zone of this class with this crew."""
    return frozenset({ZoneStay(uid(crew), zone_class)})


AN = MemberFacts(uid(1), "An", "direct_supervisor", 5, frozenset({"cable"}))
BINH = MemberFacts(uid(2), "Bình", "electrical_safety_supervisor", 4, frozenset({"bucket_truck"}))
CUONG = MemberFacts(uid(3), "Cường", "member", 3)
CREW = (AN, BINH)
TRUCK = uid(50)

QUARANTINE = ZoneRequirements(
    ppe_profile="medical_full_level3",
    entry_templates=("donning",),
    exit_templates=("doffing", "disinfection"),
    disinfection_profile="chlorine_005",
    max_people=4,
    max_minutes=120,
    hold_after_exit_minutes=60,
)


def zone(number: int = 100, requirements: ZoneRequirements = QUARANTINE, **changes: Any) -> ZoneInForce:
    """A zone in force for a day around NOW; its version is its number + 1000."""
    made = ZoneInForce(
        zone_id=uid(number),
        version_id=uid(number + 1000),
        hazard_class="infectious_human",
        level="red",
        authority_id=uid(number + 2000),
        valid_from=NOW - 24 * HOUR,
        valid_until=NOW + 24 * HOUR,
        requirements=requirements,
        name=f"vùng {number}",
    )
    return replace(made, **changes)


WARD = zone()


def permit(of: ZoneInForce = WARD, **changes: Any) -> PermitFacts:
    """An approved permit for CREW and TRUCK, from an hour ago for four hours."""
    made = PermitFacts(
        id=uid(of.zone_id.int + 3000),
        zone_id=of.zone_id,
        zone_version_id=of.version_id,
        state="approved",
        valid_from=NOW - HOUR,
        valid_until=NOW + 3 * HOUR,
        people=tuple(PermitLine(member.id) for member in CREW),
        vehicles=(PermitLine(TRUCK),),
    )
    return replace(made, **changes)


def order(*allowed: str, number: int = 400, **changes: Any) -> IsolationOrder:
    """An isolation order in force since yesterday; allows what Directive 16 does unless told."""
    made = IsolationOrder(
        id=uid(number),
        legal_reference=f"CV {number}/UBND",
        level="directive_16",
        valid_from=NOW - 24 * HOUR,
        valid_until=None,
        allowed_work_types=frozenset(allowed) or ALLOWED_UNDER_DIRECTIVE_16,
    )
    return replace(made, **changes)


def override(**changes: Any) -> Override:
    """An emergency override that stands at NOW."""
    made = Override(
        dispatcher_id=uid(10),
        dispatcher_name="Dung",
        shift_leader_id=uid(11),
        shift_leader_name="Giang",
        reason="Dây rơi xuống đường, có người mắc kẹt",
        granted_at=NOW - MINUTE,
        expires_at=NOW + HOUR,
    )
    return replace(made, **changes)


def briefing(*zones: ZoneInForce, **changes: Any) -> Briefing:
    """A briefing that all of CREW signed, in these zones, for dead-line work in calm weather."""
    ids = frozenset(member.id for member in CREW)
    made = Briefing(
        complete=True,
        signed_by=ids,
        member_ids=ids,
        zone_version_ids=frozenset(each.version_id for each in zones),
        method="dead_line",
        weather="calm",
    )
    return replace(made, **changes)


METHOD = MethodChoice("dead_line", "hv", "Cắt được nhánh rẽ, không ảnh hưởng bệnh viện")
ALL_SIGNED = frozenset({"issuer", "permitter", "direct_supervisor", "electrical_safety_supervisor"})
WORK_PERMIT = WorkPermitFacts("DN-PCT21-000012", "permit", "permitted", "dead_line", "hv", ALL_SIGNED)


def gate_facts(*zones: ZoneInForce, **changes: Any) -> GateFacts:
    """Facts with which every line holds at NOW in these zones (none: outside)."""
    profiles = {each.requirements.ppe_profile for each in zones if each.requirements.ppe_profile}
    made = GateFacts(
        zones=zones,
        work_type="fault_repair",
        life_safety=False,
        isolation_orders=(order(),),
        members=CREW,
        vehicle_id=TRUCK,
        permits=tuple(permit(each) for each in zones),
        ppe=tuple(PpeCheck(who.id, profile, issued=True, checked=True) for who in CREW for profile in profiles),
        entry_templates_done=frozenset(code for each in zones for code in each.requirements.entry_templates),
        method=METHOD,
        work_permit=WORK_PERMIT,
        weather="calm",
        hse_combinations=frozenset(PpeCombination(profile, "dead_line") for profile in profiles),
        people_inside={each.zone_id: 0 for each in zones},
        briefing=briefing(*zones),
        doffing_point_set=True,
        decontamination_point_set=True,
    )
    return replace(made, **changes)


def crew_facts(**changes: Any) -> CrewFacts:
    """CREW on a shift of twelve hours around NOW."""
    made = CrewFacts(uid(60), CREW, (ShiftWindow(NOW - 2 * HOUR, NOW + 10 * HOUR),), TRUCK)
    return replace(made, **changes)


def ticket_facts(**changes: Any) -> TicketFacts:
    """A fault repair under Directive 16."""
    return replace(TicketFacts("fault_repair", isolation_orders=(order(),)), **changes)
