"""What the gate is told. Every fact may be None, which means that nobody knows it; the gate then says no."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from compliance.crews import NO_PAIRS, MemberFacts, Pairs
from compliance.isolation import IsolationOrder
from compliance.permits import PermitFacts
from compliance.ppe import Lack
from compliance.work_permits import SHIPPED, Rules, WorkPermitFacts
from compliance.zones import MergedRequirements, ZoneInForce

MAX_OVERRIDE = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class PpeCheck:
    """One PPE profile and one member: whether all of it was issued to them, and checked on them after that.

    ``lacks`` names what is missing where it was not; what was issued is read from movements of stock, never from what
    was reserved or promised.
    """

    member_id: UUID
    profile: str
    issued: bool
    checked: bool
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodChoice:
    """Live-line or dead-line, with the reason for it and the procedure that live-line work follows."""

    method: str
    voltage: str
    reason: str
    procedure_ref: str | None = None


@dataclass(frozen=True, slots=True)
class PpeCombination:
    """An electrical method together with a medical or chemical PPE profile, as HSE signs it off."""

    ppe_profile: str
    method: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """The tailboard briefing with the circumstances it was signed under; any that changed voids it."""

    complete: bool
    signed_by: frozenset[UUID]
    member_ids: frozenset[UUID]
    zone_version_ids: frozenset[UUID]
    method: str
    weather: str


@dataclass(frozen=True, slots=True)
class Override:
    """Emergency consent by two named persons, for life safety, in place of the authority's."""

    dispatcher_id: UUID | None
    dispatcher_name: str
    shift_leader_id: UUID | None
    shift_leader_name: str
    reason: str
    granted_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class GateFacts:
    """All that lines 1 to 8 look at.

    `zones` are those judged over the place, whatever their validity: the gate compares times itself. `vehicle_id` None
    is unknown unless the crew is `on_foot`. `people_inside` counts, per zone, those inside now who are not of this
    crew. `entry_templates_done` are the entry checklists that are complete. `hse_combinations` are those signed off.
    `weather` is a code such as calm, rain, storm, lightning, or `unknown` where nobody's word is in force; None is
    that it could not be found out. `work_permit` is the document the work is done under, None where there is none.
    """

    zones: tuple[ZoneInForce, ...] | None = None
    work_type: str | None = None
    life_safety: bool | None = None
    isolation_orders: tuple[IsolationOrder, ...] | None = None
    members: tuple[MemberFacts, ...] | None = None
    single_person_ok: bool = False
    role_pairs: Pairs = NO_PAIRS
    vehicle_id: UUID | None = None
    on_foot: bool = False
    permits: tuple[PermitFacts, ...] | None = None
    override: Override | None = None
    ppe: tuple[PpeCheck, ...] | None = None
    entry_templates_done: frozenset[str] | None = None
    method: MethodChoice | None = None
    work_permit: WorkPermitFacts | None = None
    work_permit_rules: Rules = SHIPPED
    weather: str | None = None
    hse_combinations: frozenset[PpeCombination] | None = None
    people_inside: Mapping[UUID, int] | None = None
    briefing: Briefing | None = None
    doffing_point_set: bool | None = None
    decontamination_point_set: bool | None = None


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """All that leaving a zone looks at; `requirements` are those of the zones the crew was in.

    `permit_conditions_confirmed` tells whether what the authorities asked for on leaving is done; true when they asked
    for nothing.
    """

    requirements: MergedRequirements | None = None
    exit_templates_done: frozenset[str] | None = None
    contact_times_held: bool | None = None
    waste_handed_over: bool | None = None
    permit_conditions_confirmed: bool | None = None
    exposure_closed: bool | None = None
