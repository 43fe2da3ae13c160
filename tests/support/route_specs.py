"""Whom each route of the service is for, and what to send to it that names what some owner has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from app.access import Verb
from app.schema.base import new_id
from app.services.field_actions import HANDLERS
from tests.conftest import NOON
from tests.support.accounts import PASSWORD
from tests.support.estates import Estate

Json = dict[str, Any]
Bodies = Callable[[Estate, Estate], Sequence[Json]]
"""Bodies that an asker of the first estate sends and that name what the second one has."""

OWN, CREW, AUTHORITY, ABOVE = "own", "crew", "authority", "above"
"""Where an asker holds the role: a unit, a crew of it, the authority, the unit above."""
UNIT_SIDE = frozenset({OWN, CREW, ABOVE})
DESKS = frozenset({OWN, ABOVE})
EVERYWHERE = UNIT_SIDE | {AUTHORITY}
WHOLE = frozenset({ABOVE, AUTHORITY})
"""Authorities, and what is theirs, are kept by themselves or by a whole utility."""


_POINT = {"type": "Point", "coordinates": [108.9, 16.05]}
_AREA = {"type": "Polygon", "coordinates": [[[108.9, 16.0], [108.91, 16.0], [108.91, 16.01], [108.9, 16.0]]]}
_LATER = {"begins_at": (NOON + timedelta(days=3)).isoformat(), "ends_at": (NOON + timedelta(days=3.3)).isoformat()}


@dataclass(frozen=True)
class Spec:
    """What the test knows of a route."""

    verbs: frozenset[Verb]
    """One of these the asker must have."""
    reach: frozenset[str] = DESKS
    """Where a role that has the verb reaches what is its own."""
    bodies: Bodies | None = None
    refers: bool = True
    """Whether asking for somebody else's, without naming it in the path, is to be refused."""
    version: int | None = None
    """The version to base an edit on, where it is not that of the row in the path."""


def _spec(
    verbs: str, reach: frozenset[str] = DESKS, bodies: Bodies | None = None, *, refers: bool = True,
    version: int | None = None,
) -> Spec:  # fmt: skip
    return Spec(frozenset(Verb(each) for each in verbs.split()), reach, bodies, refers, version)


def _always(*bodies: Json) -> Bodies:
    return lambda _mine, _theirs: bodies


def id_of(estate: Estate, table: str) -> str:
    return str(estate.main[table])


def _over_unit(_: Estate, theirs: Estate) -> Json:
    return {"role": "agent", "unit_id": id_of(theirs, "units")}


def _orders_to_go(mine: Estate, theirs: Estate) -> list[Json]:
    pairs = ((theirs, mine), (mine, theirs), (theirs, theirs))
    return [{"ticket_id": id_of(one, "tickets"), "crew_id": id_of(two, "crews")} for one, two in pairs]


def _other_crews(_: Estate, theirs: Estate) -> list[Json]:
    return [{"crew_id": id_of(theirs, "crews"), "reason": "no answer"}]


def _companies(mine: Estate, theirs: Estate) -> list[Json]:
    one, other = id_of(mine, "job_tickets"), id_of(theirs, "tickets")
    return [{"ticket_ids": [other]}, {"ticket_ids": [one, other]}]


def _new_crews(mine: Estate, theirs: Estate) -> list[Json]:
    crew = {"code": "new", "name": "new", "base": _POINT}
    lent = {"name": "lent", "safety_grade": 3, "user_id": str(theirs.leader.user_id)}
    return [crew | {"unit_id": id_of(theirs, "units")}, crew | {"unit_id": id_of(mine, "units"), "members": [lent]}]


_HANDED = {"cause": "other", "done": "x", "remaining": "x", "isolation": "unknown", "earthing": "unknown"}


def _actions(_: Estate, theirs: Estate) -> list[Json]:
    """One batch per kind of action that a phone can send."""
    named = {
        "push.delivered": ("pushes", {}), "push.read": ("pushes", {}), "assignment.accept": ("assignments", {}),
        "assignment.decline": ("assignments", {"reason": "x"}),
        "assignment.transition": ("assignments", {"to": "en_route"}),
        "assignment.method": ("assignments", {"work_method": "dead_line", "reason": "x"}),
        "checklist.entry": ("checklists", {"item_key": "hazards", "outcome": "ok"}),
        "ppe.check": ("assignments", {"member_id": id_of(theirs, "crew_members")}),
        "exposure.contact": ("assignments", {"member_id": id_of(theirs, "crew_members")}),
        "exposure.breach": ("assignments", {"item": "gloves"}),
        "emergency.raise": ("assignments", {"what": "injury"}), "emergency.end": ("assignments", {}),
        "crew.checkin": ("assignments", {}),
        "work_permit.sign": ("assignments", {"role": "direct_supervisor"}),
        "work_permit.hand_back": ("assignments", {}),
        "assignment.hand_over": ("assignments", _HANDED | {"meets": True}), "hand_over.take": ("hand_overs", {}),
        "shift.sign_on": ("shifts", {}), "shift.sign_off": ("shifts", {}), "shift.break_begin": ("shifts", {}),
        "shift.break_end": ("shifts", {}), "shift.unfit": ("shifts", {"symptoms": ["fever"]}),
        "vehicle.check": ("vehicles", {"shift_id": id_of(theirs, "shifts"), "moment": "start", "answers": []}),
        "help.ask": ("help_requests", {"need": "police", "assignment_id": id_of(theirs, "assignments")}),
        "help.end": ("help_requests", {"to": "done"}), "ppe.return": ("ppe_movements", {"to": "shelf"}),
    }  # fmt: skip
    assert set(named) == set(HANDLERS), "a kind of action that this test does not know how to send"
    return [
        {"client_id": str(uuid4()), "actions": [
            {"action_id": str(new_id()), "client_seq": 1, "kind": kind, "entity": id_of(theirs, table), "body": body,
             "device_time": NOON.isoformat()},
        ]}
        for kind, (table, body) in named.items()
    ]  # fmt: skip


def _traces(_: Estate, theirs: Estate) -> list[Json]:
    named = (("member", "crew_members"), ("vehicle", "vehicles"), ("ticket", "job_tickets"))
    return [{"kind": kind, "id": id_of(theirs, table), "rings": 2} for kind, table in named]


def _swaps(mine: Estate, theirs: Estate) -> list[Json]:
    member, other = id_of(mine, "crew_members"), id_of(theirs, "crew_members")
    return [
        {"reason": "x", "member_out_id": one, "member_in_id": two} for one, two in ((member, other), (other, member))
    ]


def _lot(estate: Estate) -> Json:
    return {"lot_id": id_of(estate, "ppe_lots"), "pieces": 1}


def _transfers(mine: Estate, theirs: Estate) -> list[Json]:
    """To a store of somebody else's; whose own it is is the path's."""
    return [{"to_store_id": id_of(theirs, "ppe_stores"), "lines": [_lot(mine)]}]


_NAME = {"vi": "mới", "en": "new"}
_TICKET = {"work_type": "fault_repair", "place": _POINT}
_USER = {"username": "newcomer", "name": "New", "password": PASSWORD}
_LEVEL = {"code": "new", "name": {"vi": "mới", "en": "new"}, "allowed_work_types": []}
_EXPOSURE_LEVEL = {"hazard_class": "flood", "code": "wet", "vi": "Ướt", "en": "Wet", "rank": 1, "stand_down_minutes": 9}
_ORDER = {"legal_reference": "new", "name": "new", "level": "directive_16", "valid_from": NOON.isoformat()}
_TEMPLATE = {
    "title": {"vi": "mới", "en": "new"}, "purpose": "work",
    "items": [{"key": "new", "kind": "confirm", "text": {"vi": "mới", "en": "new"}}],
}  # fmt: skip
_ZONE = {"geometry": _AREA, "name": "new", "hazard_class": "flood"}
_SECOND = {"reason": "a life", "second_password": PASSWORD}

_HOLD = {"kind": "person", "reason": "x"}
_WEATHER = {"kind": "rain"}
_ITEM = {"code": "new", "moments": ["start"], "active": False}
_COMBINATION = {"ppe_profile": "flood", "work_method": "live_line", "note": "x"}
_SIGNERS = {"document": "order", "signers": [{"role": "direct_supervisor", "crew": ["direct_supervisor"]}]}

SPECS: Mapping[str, Spec] = {
    "get_me": _spec("", EVERYWHERE),
    "list_privacy_rules": _spec("", EVERYWHERE),
    "list_own_health_reads": _spec("", EVERYWHERE),
    "export_own_data": _spec("", EVERYWHERE),
    "list_retention": _spec("privacy.read", EVERYWHERE),
    "list_health_reads": _spec("privacy.read", EVERYWHERE),
    "list_privacy_holds": _spec("privacy.read", EVERYWHERE),
    "place_privacy_hold": _spec(
        "privacy.holds", bodies=lambda _, they: [_HOLD | {"subject_id": id_of(they, "crew_members")}]
    ),
    "lift_privacy_hold": _spec("privacy.holds"),
    "list_privacy_requests": _spec("privacy.requests", EVERYWHERE),
    "receive_privacy_request": _spec(
        "privacy.requests",
        bodies=lambda _, they: [{"kind": "access", "member_id": id_of(they, "crew_members")}, {
            "kind": "access", "phone": "0905123456", "unit_id": id_of(they, "units"),
        }],
    ),
    "preview_privacy_erasure": _spec("privacy.requests"),
    "erase_privacy_request": _spec("privacy.requests"),
    "export_privacy_request": _spec("privacy.requests"),
    "refuse_privacy_request": _spec("privacy.requests", bodies=_always({"ground": "excessive"})),
    "list_units": _spec("units.read", UNIT_SIDE),
    "get_unit": _spec("units.read", UNIT_SIDE),
    "create_unit": _spec(
        "units.write", bodies=lambda _, they: [{"code": "NEW", "name": "new", "parent_id": id_of(they, "units")}]
    ),
    "change_unit": _spec("units.write", bodies=_always({"name": "new"})),
    "list_users": _spec("users.read", EVERYWHERE),
    "get_user": _spec("users.read", EVERYWHERE),
    "create_user": _spec("users.write", bodies=lambda mine, they: [_USER | {"roles": [_over_unit(mine, they)]}]),
    "change_user": _spec(
        "users.write", DESKS | {AUTHORITY},
        lambda mine, they: [{"name": "new"}, {"roles": [_over_unit(mine, they)]}],
    ),
    "list_authorities": _spec("authorities.read", EVERYWHERE),
    "get_authority": _spec("authorities.read", EVERYWHERE),
    "create_authority": _spec(
        "authorities.write", WHOLE,
        lambda _, they: [{"code": "new", "name": "new", "parent_id": id_of(they, "authorities")}],
    ),
    "change_authority": _spec("authorities.write", WHOLE, _always({"name": "new"})),
    "list_crews": _spec("crews.read", UNIT_SIDE),
    "get_crew": _spec("crews.read", UNIT_SIDE),
    "create_crew": _spec("crews.write", bodies=_new_crews),
    "change_crew": _spec(
        "crews.write",
        bodies=lambda _, they: [
            {"name": "new"},
            {"members": [{"name": "lent", "safety_grade": 3, "user_id": str(they.leader.user_id)}]},
        ],
    ),
    "list_shifts": _spec("crews.read", UNIT_SIDE),
    "create_shift": _spec("shifts.write", bodies=lambda _, they: [_LATER | {"crew_id": id_of(they, "crews")}]),
    "list_crew_days": _spec("crews.read", UNIT_SIDE),
    "get_crew_lists": _spec("crews.read", EVERYWHERE),
    "put_decline_reason": _spec(
        "people_rules.write", frozenset({ABOVE}), _always(_NAME | {"code": "new", "active": False}), refers=False
    ),
    "put_vehicle_item": _spec(
        "people_rules.write", frozenset({ABOVE}), _always(_NAME | _ITEM), refers=False
    ),
    "list_vehicle_defects": _spec("crews.read", UNIT_SIDE),
    "mend_vehicle_defect": _spec("vehicles.write", bodies=_always({"note": "x"})),
    "list_help_requests": _spec("crews.read", UNIT_SIDE),
    "answer_help_request": _spec("help.answer", bodies=_always({"to": "refused", "text": "x"})),
    "list_hand_overs": _spec("assignments.read", UNIT_SIDE),
    "list_fitness_reports": _spec("exposures.read"),
    "decide_fitness_report": _spec("exposures.write", bodies=_always({})),
    "get_own_shift": _spec("field", UNIT_SIDE),
    "get_own_track": _spec("field", UNIT_SIDE),
    "list_weather": _spec("weather.read", UNIT_SIDE),
    "list_current_weather": _spec("weather.read", UNIT_SIDE),
    "tell_weather": _spec("weather.write", bodies=lambda _, they: [_WEATHER | {"unit_id": id_of(they, "units")}]),
    "preview_weather": _spec("weather.write", bodies=lambda _, they: [_WEATHER | {"unit_id": id_of(they, "units")}]),
    "end_weather": _spec("weather.write"),
    "list_combinations": _spec("combinations.read"),
    "list_waiting_combinations": _spec("combinations.read"),
    "sign_combination": _spec(
        "combinations.sign", bodies=lambda _, they: [_COMBINATION | {"unit_id": id_of(they, "units")}]
    ),
    "withdraw_combination": _spec("combinations.sign", bodies=_always({"reason": "x"})),
    "list_work_permits": _spec("work_permits.read", UNIT_SIDE),
    "get_work_permit": _spec("work_permits.read", UNIT_SIDE),
    "get_work_permit_pdf": _spec("work_permits.read", UNIT_SIDE),
    "create_work_permit": _spec(
        "work_permits.write", bodies=lambda _, they: [{"assignment_id": id_of(they, "assignments")}]
    ),
    "sign_work_permit": _spec("work_permits.write field", UNIT_SIDE, _always({"role": "direct_supervisor"})),
    "hand_back_work_permit": _spec("work_permits.write field", UNIT_SIDE),
    "end_work_permit": _spec("work_permits.write", bodies=_always({"to": "cancelled", "reason": "x"})),
    "get_people_rules": _spec("crews.read", EVERYWHERE),
    "put_role_combinations": _spec("people_rules.write", frozenset({ABOVE}), _always({"pairs": []}), refers=False),
    "put_document_need": _spec(
        "people_rules.write", frozenset({ABOVE}),
        _always({"work_method": "dead_line", "voltage": "lv", "document": "order"}), refers=False,
    ),
    "put_document_signers": _spec("people_rules.write", frozenset({ABOVE}), _always(_SIGNERS), refers=False),
    "list_audit": _spec("audit.read", EVERYWHERE),
    "verify_audit": _spec("audit.read", EVERYWHERE),
    "get_past_job": _spec("audit.jobs"),
    "list_permits": _spec("permits.read", DESKS | {AUTHORITY}),
    "get_permit": _spec("permits.read", DESKS | {AUTHORITY}),
    "transition": _spec(
        "permits.request permits.answer", DESKS | {AUTHORITY},
        _always({"to": "approved"}, {"to": "withdrawn"}, {"to": "requested"}),
    ),
    "move_permits": _spec(
        "permits.request permits.answer", DESKS | {AUTHORITY},
        lambda _, they: [{"permit_ids": [id_of(they, "entry_permits")], "to": to} for to in ("approved", "withdrawn")],
        refers=False,  # each line is refused on its own
    ),
    "get_permit_history": _spec("permits.read", DESKS | {AUTHORITY}),
    "change_permit_draft": _spec("permits.request", bodies=_always({"reason": "new"})),
    "change_permit_conditions": _spec("permits.answer", frozenset({AUTHORITY}), _always({"conditions": ["new"]})),
    "record_permit_answer": _spec(
        "permits.record",
        bodies=_always({"to": "denied", "channel": "phone", "said_by": "x", "number_called": "1", "reason": "x"}),
    ),
    "create_swap": _spec("assignments.write", bodies=_swaps),
    "get_pass": _spec("permits.read", DESKS | {AUTHORITY}),
    "get_pass_png": _spec("permits.read", DESKS | {AUTHORITY}),
    "get_pass_svg": _spec("permits.read", DESKS | {AUTHORITY}),
    "get_pass_pdf": _spec("permits.read", DESKS | {AUTHORITY}),
    "create_pass_key": _spec("pass_keys.write", frozenset({ABOVE}), _always({}), refers=False),
    "revoke_pass_key": _spec("pass_keys.write", frozenset(), _always({"kid": "00000000"}), refers=False),
    "list_templates": _spec("checklists.read", EVERYWHERE),
    "get_checklist": _spec("checklists.read", UNIT_SIDE),
    "list_template_versions": _spec("checklists.read", EVERYWHERE),
    "confirm_template_version": _spec(
        "templates.write", bodies=_always({"code": "donning", "version": 1, "note": "x"}), refers=False
    ),
    "retire_template": _spec("templates.write", frozenset(), _always({"code": "donning", "reason": "x"}), refers=False),
    "list_drafts": _spec("templates.write"),
    "begin_draft": _spec("templates.write", bodies=_always({"code": "doffing"}), refers=False),
    "get_draft": _spec("templates.write"),
    "change_draft": _spec("templates.write", bodies=_always(_TEMPLATE)),
    "preview_draft": _spec("templates.write"),
    "publish_draft": _spec("templates.write", bodies=_always({"note": "x"})),
    "discard_draft": _spec("templates.write"),
    "list_follow_ups": _spec("checklists.read", UNIT_SIDE),
    "get_follow_up": _spec("checklists.read", UNIT_SIDE),
    "list_zone_crossings": _spec("assignments.read", UNIT_SIDE),
    "see_zone_crossing": _spec("assignments.write"),
    "list_alarms": _spec("assignments.read", UNIT_SIDE),
    "deal_with_emergency": _spec("assignments.write", bodies=_always({"step": "seen", "emergency_id": str(uuid4())})),
    "check_in_crew": _spec("assignments.write", bodies=_always({"note": "x"})),
    "resolve_follow_up": _spec("follow_ups.resolve", bodies=_always({"resolution": "repeated", "note": "x"})),
    "get_evidence": _spec("checklists.read", UNIT_SIDE),
    "get_thumbnail": _spec("checklists.read", UNIT_SIDE),
    "list_devices": _spec("devices.revoke"),
    "report_device_lost": _spec("devices.revoke"),
    "list_my_devices": _spec("field", UNIT_SIDE),
    "report_my_device_lost": _spec("field", frozenset({CREW})),
    "put_evidence": _spec("field", frozenset(), _always({}), refers=False),
    "list_zones": _spec("zones.read", EVERYWHERE),
    "create_zone": _spec(
        "zones.write", WHOLE, lambda _, they: [_ZONE | {"authority_id": id_of(they, "authorities")}]
    ),
    "preview_zone": _spec(
        "zones.write", WHOLE,
        lambda _, they: [{"geometry": _around(they)}], refers=False,
    ),
    "preview_step": _spec("zones.write", WHOLE, _always({"step": "end"}, {"step": "publish_draft"})),
    "import_zones": _spec(
        "zones.write", WHOLE | {ABOVE},
        lambda mine, they: [_zone_file(they.authority.code), _zone_file(mine.authority.code)], refers=False,
    ),
    "export_zones": _spec("zones.read", EVERYWHERE),
    "get_zone": _spec("zones.read", EVERYWHERE),
    "list_versions": _spec("zones.read", EVERYWHERE),
    "add_version": _spec("zones.write", WHOLE, _always({"geometry": _AREA}, {"geometry": _AREA, "publish": False})),
    "end_zone": _spec("zones.write", WHOLE, _always({"reason": "over"})),
    "list_affected": _spec("zones.read", EVERYWHERE),
    "list_orders": _spec("orders.read", EVERYWHERE),
    "create_order": _spec("orders.write", bodies=lambda _, they: [_ORDER | {"unit_id": id_of(they, "units")}]),
    "get_order": _spec("orders.read", UNIT_SIDE),
    "preview_order": _spec("orders.write", bodies=lambda _, they: [_ORDER | {"unit_id": id_of(they, "units")}]),
    "change_order": _spec("orders.write", bodies=_always({"name": "new", "reason": "x"})),
    "preview_change": _spec(
        "orders.write", bodies=_always({"end": True}, {"change": {"allowed_work_types": [], "reason": "x"}})
    ),
    "list_history": _spec("orders.read", UNIT_SIDE),
    "list_levels": _spec("orders.read", UNIT_SIDE),
    "put_level": _spec("orders.write", frozenset({ABOVE}), _always(_LEVEL), refers=False),
    "read_past": _spec("zones.read", EVERYWHERE),
    "end_order": _spec("orders.write", bodies=_always({"reason": "over"})),
    "list_closures": _spec("roads.read"),
    "create_closure": _spec(
        "roads.write", bodies=lambda _, they: [{"geometry": _POINT, "reason": "x", "unit_id": id_of(they, "units")}]
    ),
    "end_closure": _spec("roads.write", bodies=_always({"reason": "over"})),
    "list_tickets": _spec("tickets.read", EVERYWHERE),
    "create_ticket": _spec("tickets.write", bodies=lambda _, they: [_TICKET | {"unit_id": id_of(they, "units")}]),
    "get_ticket": _spec("tickets.read", UNIT_SIDE),
    "change_ticket": _spec("tickets.write", bodies=_always({"description": "new"})),
    "move_ticket": _spec("tickets.write", bodies=_always({"to": "cancelled", "reason": "x"}, {"to": "deferred"})),
    "settle_ticket": _spec(
        "tickets.settle",
        bodies=lambda _, they: [{"zone_id": id_of(they, "zones"), "verdict": "outside", "reason": "looked"}],
    ),
    "list_incidents": _spec("incidents.read"),
    "create_incident": _spec("incidents.write", bodies=_companies),
    "get_incident": _spec("incidents.read"),
    "rename_incident": _spec("incidents.arrange", bodies=_always({"name": "new"})),
    "join_incident": _spec("incidents.write", bodies=_companies),
    "leave_incident": _spec("incidents.arrange", bodies=_companies),
    "merge_incidents": _spec("incidents.arrange", bodies=lambda _, they: [{"incident_id": id_of(they, "incidents")}]),
    "split_incident": _spec("incidents.arrange", bodies=_companies),
    "undo_step": _spec(  # an agent takes back his own steps; this one is the dispatcher's
        "incidents.arrange", bodies=lambda _, they: [{"operation_id": id_of(they, "incident_operations")}]
    ),
    "list_outages": _spec("incidents.read"),
    "list_candidates": _spec("assignments.write"),
    "judge_place": _spec("tickets.write"),
    "list_plans": _spec("plans.read"),
    "create_plan": _spec("plans.write", bodies=lambda _, they: [{"unit_id": id_of(they, "units"), "seconds": 0.05}]),
    "get_plan": _spec("plans.read"),
    "explain_plan": _spec("plans.read"),
    "commit_plan": _spec(
        "plans.write", bodies=lambda mine, they: [
            {"line_ids": [id_of(they, "plan_lines")]}, *([{"all": True}] if mine is they else []),
        ],
    ),
    "discard_plan": _spec("plans.write"),
    "undo_plan": _spec("plans.write"),
    "list_wishes": _spec("plans.read"),
    "get_deadline": _spec("plans.read"),
    "put_deadline": _spec("plans.write", bodies=_always({"due_at": NOON.isoformat()}), version=0),
    "delete_deadline": _spec("plans.write", version=0),
    "get_pin": _spec("plans.read"),
    "put_pin": _spec(
        "plans.write", version=0,
        bodies=lambda _, they: [{"crew_id": id_of(they, "crews")}, {"not_crew_ids": [id_of(they, "crews")]}],
    ),
    "delete_pin": _spec("plans.write", version=0),
    "insert_emergency": _spec(
        "plans.write", bodies=lambda mine, they: [
            {"divert_assignment_id": id_of(they, "assignments")}, *([{}] if mine is they else []),
        ],
    ),
    "get_replanning": _spec("plans.read"),
    "put_replanning": _spec("plans.write", bodies=_always({"mode": "propose"}), version=0),
    "list_assignments": _spec("assignments.read", EVERYWHERE),
    "create_assignment": _spec("assignments.write", bodies=_orders_to_go),
    "get_assignment": _spec("assignments.read", UNIT_SIDE),
    "get_next_crew": _spec("assignments.write"),
    "reassign": _spec("assignments.write", bodies=_other_crews),
    "move_assignment": _spec(
        "assignments.write field", UNIT_SIDE, _always({"to": "en_route"}, {"to": "withdrawn", "reason": "x"})
    ),
    "choose_method": _spec(
        "assignments.write field", UNIT_SIDE, _always({"work_method": "dead_line", "reason": "safer"})
    ),
    "read_route": _spec("assignments.read", UNIT_SIDE),
    "read_gate": _spec("assignments.read", UNIT_SIDE),
    "override_consent": _spec(
        "assignments.override",
        bodies=lambda mine, _: [
            _SECOND | {"second_username": person.name} for person in (mine.second, mine.dispatcher)
        ],
    ),
    "approve_combination": _spec("assignments.hse", bodies=_always({"approved": True})),
    "issue_ppe": _spec(
        "assignments.write field", UNIT_SIDE, lambda _, they: [{"member_id": id_of(they, "crew_members")}]
    ),
    "list_ppe_items": _spec("ppe.read"),
    "put_ppe_item": _spec("ppe.profiles", bodies=_always({"code": "new", "name": _NAME}), refers=False),
    "list_ppe_profiles": _spec("ppe.read"),
    "publish_ppe_profile": _spec(
        "ppe.profiles", bodies=_always({"code": "new", "name": _NAME, "items": [{"item": "goggles"}]}), refers=False,
        version=0,
    ),
    "list_ppe_sizes": _spec("ppe.read"),
    "put_ppe_size": _spec("ppe.write", bodies=_always({"item": "coverall", "size": "M"})),
    "list_ppe_stock": _spec("ppe.read"),
    "list_ppe_movements": _spec("ppe.read"),
    "list_ppe_jobs": _spec("ppe.read"),
    "list_ppe_held": _spec("ppe.read"),
    "read_ppe_forecast": _spec("ppe.read"),
    "list_ppe_warnings": _spec("ppe.read"),
    "create_ppe_store": _spec(
        "ppe.write", bodies=lambda mine, they: [
            {"unit_id": id_of(they, "units"), "code": "new", "name": "new"},
            {"unit_id": id_of(mine, "units"), "code": "new", "name": "new", "vehicle_id": id_of(they, "vehicles")},
        ],
    ),
    "read_ppe_sheet": _spec("ppe.read"),
    "receive_ppe": _spec("ppe.write", bodies=_always({"lines": [{"item": "goggles", "pieces": 1}]})),
    "transfer_ppe": _spec("ppe.write", bodies=_transfers),
    "issue_ppe_for_keeps": _spec(
        "ppe.write", bodies=lambda _, they: [{"member_id": id_of(they, "crew_members"), "lines": [_lot(they)]}]
    ),
    "write_off_ppe": _spec("ppe.write", bodies=lambda _, they: [{"lines": [_lot(they)], "reason": "torn"}]),
    "count_ppe": _spec("ppe.write", bodies=_always({"lines": [{"item": "goggles", "pieces": 0}]})),
    "put_ppe_minimum": _spec("ppe.write", bodies=_always({"item": "goggles", "minimum": 1})),
    "end_ppe_issue": _spec("ppe.write", bodies=_always({"kind": "return", "pieces": 1})),
    "get_push_key": _spec("field", UNIT_SIDE),
    "register_device": _spec("field", UNIT_SIDE, _always({"platform": "web", "token": "new"}), refers=False),
    "note_delivered": _spec("field", UNIT_SIDE),
    "disable_device": _spec("field", UNIT_SIDE),
    "store_positions": _spec(
        "field", UNIT_SIDE,
        _always({"fixes": [{"lon": 108.2, "lat": 16.0, "accuracy_m": 5, "device_time": NOON.isoformat()}]}),
        refers=False,
    ),
    "push": _spec("field", UNIT_SIDE, _actions, refers=False),
    "pull": _spec("field", UNIT_SIDE),
    "list_inside": _spec("permits.read", EVERYWHERE),
    "list_own_stays": _spec("field", UNIT_SIDE),
    "list_exposures": _spec("exposures.read"),
    "get_exposure": _spec("exposures.read"),
    "correct_exposure": _spec("exposures.write", bodies=_always({"entered_at": NOON.isoformat(), "why": "x"})),
    "add_contact": _spec(
        "exposures.write",
        bodies=lambda mine, they: [
            {"with_member_id": id_of(they, "crew_members")}, *([{"who": "x"}] if mine is they else []),
        ],
    ),
    "add_breach": _spec("exposures.write", bodies=_always({"item": "gloves"})),
    "classify_exposure": _spec("exposures.write", bodies=_always({"level": "low"})),
    "trace_exposures": _spec("exposures.read", bodies=_traces),
    "export_trace": _spec("exposures.read", bodies=_traces),
    "hold_traced": _spec(
        "exposures.write", bodies=lambda _, they: [
            {"member_ids": [id_of(they, "crew_members")], "hazard_class": "infectious_human", "level": "high"}
        ],
    ),
    "list_positives": _spec("exposures.read"),
    "report_positive": _spec(
        "exposures.write", bodies=lambda _, they: [
            {"member_id": id_of(they, "crew_members"), "hazard_class": "flood", "found_at": NOON.isoformat()}
        ],
    ),
    "list_exposure_levels": _spec("exposures.read"),
    "put_exposure_level": _spec("exposures.write", bodies=_always(_EXPOSURE_LEVEL), refers=False),
    "list_stand_downs": _spec("exposures.read"),
    "list_own_stand_downs": _spec("field", UNIT_SIDE),
    "begin_stand_down": _spec(
        "exposures.write", bodies=lambda _, they: [
            {"member_id": id_of(they, "crew_members"), "until": (NOON + timedelta(days=1)).isoformat(), "why": "x"}
        ],
    ),
    "change_stand_down": _spec("exposures.write", bodies=_always({"why": "x"}), version=2),
    "get_epidemic_report": _spec("reports.read"),
    "get_epidemic_csv": _spec("reports.read"),
    "get_epidemic_pdf": _spec("reports.read"),
}  # fmt: skip
"""By operation id."""


def _around(estate: Estate) -> Json:
    lon, lat = estate.at.lon, estate.at.lat
    ring = [[lon - 0.01, lat - 0.01], [lon + 0.01, lat - 0.01], [lon, lat + 0.02], [lon - 0.01, lat - 0.01]]
    return {"type": "Polygon", "coordinates": [ring]}


def _zone_file(authority: str) -> Json:
    """A GeoJSON file, as the body of a request."""
    said = {"external_id": "new", "name": "new", "hazard_class": "flood", "authority": authority}
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": said, "geometry": _AREA}]}


UNKNOWN = Spec(frozenset(), frozenset())
