"""What the database's own rules mean, in the reason codes that screens and phones show."""

from compliance.reasons import Reason

BY_CONSTRAINT = {
    "uq_assignments_slot": "booking.slot_taken",
    "uq_assignments_crew_started": "booking.crew_started",
    "uq_assignments_vehicle_started": "booking.vehicle_started",
    "uq_assignment_members_started": "booking.member_started",
    "ex_assignments_crew_planned": "booking.crew_overlap",
    "ex_assignments_vehicle_planned": "booking.vehicle_overlap",
    "ex_assignment_members_planned": "booking.member_overlap",
    "assignments_slot_within_need": "booking.slot_beyond_need",
    "uq_entry_permits_live": "permit.already_requested",
    "ex_shifts_crew": "shift.overlap",
    "ex_zone_versions_effective": "zone.versions_overlap",
    "uq_units_code": "exists.code",
    "uq_authorities_code": "exists.code",
    "uq_crews_unit_id_code": "exists.code",
    "uq_vehicles_plate": "exists.plate",
    "uq_users_username": "exists.username",
    "uq_crew_members_user": "exists.member",
    "ck_ppe_balances_on_hand": "ppe.not_enough",
    "uq_ppe_stores_unit_id_code": "exists.code",
    "uq_exposure_contacts_corrects_id": "exposure.corrected_already",
    "uq_exposure_breaches_corrects_id": "exposure.corrected_already",
    "uq_exposure_corrections_exposure_id_number": "exposure.corrected_already",
    "uq_stand_down_changes_stand_down_id_number": "exposure.corrected_already",
    "uq_incidents_open_element": "incident.element_taken",
}


def explain(constraint: str) -> Reason | None:
    """The reason that a broken constraint stands for, or None for one that no user can cause."""
    code = BY_CONSTRAINT.get(constraint)
    return Reason(code) if code else None
