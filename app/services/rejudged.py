"""What a change of zones does to assignments: judged again, briefing void, permits asked for anew, crews told."""

from uuid import UUID

from app.access import Subject
from app.schema.assignments import Assignment, AssignmentZone
from app.schema.crews import Vehicle
from app.schema.tickets import Ticket
from app.services import checklists, judgements, permits
from app.services.assignment_steps import about, open_stays, tell_crew
from app.services.events import record
from app.services.pushes import PushKind
from app.services.work import Tx
from app.storage import assignments
from compliance.lifecycles import AT_THE_PLACE
from compliance.zones import ZoneInForce, in_force_at, merge

ZONE_CHANGED = "gate.briefing.zone_changed"
"""Why checklists that were made for the zones before no longer count."""


def rejudge_assignments(tx: Tx, subject: Subject, zone_id: UUID) -> None:
    """Judge every active assignment that a zone concerns again, in the transaction that changed the zone."""
    for row in assignments.list_active_of_zone(tx.session, zone_id):
        judge_assignment(tx, subject, row)


def rejudge_ticket_assignments(tx: Tx, subject: Subject, ticket_id: UUID) -> None:
    """Judge the active assignments of a ticket that moved or was settled again."""
    for row in assignments.list_active(tx.session, ticket_id, for_update=True):
        judge_assignment(tx, subject, row)


def judge_assignment(tx: Tx, subject: Subject, row: Assignment) -> tuple[ZoneInForce, ...]:
    """Write which zones bind at the planned entry (or now, if later); when they changed, see to all that follows.

    Returns:
        The zones that bind.
    """
    at = max(row.planned_entry_at, tx.now)
    hits = judgements.zones_of(tx, [row.ticket_id])[row.ticket_id]
    zones = in_force_at([hit.zone for hit in hits], at)
    before = {each.zone_id: each.zone_version_id for each in assignments.list_zones(tx.session, row.id)}
    after = {zone.zone_id: zone.version_id for zone in zones}
    if before == after:
        return zones
    assignments.forget_zones(tx.session, row.id)
    for zone in zones:
        tx.session.add(
            AssignmentZone(
                assignment_id=row.id,
                zone_id=zone.zone_id,
                zone_version_id=zone.version_id,
                verdict=zone.verdict,
                judged_at=tx.now,
            )
        )
    tx.session.flush()
    told = {"zones": sorted(str(each) for each in after)}
    record(tx, subject, "assignment.rejudged", about(row), payload=told)
    if row.created_at == tx.now and not before:
        return zones  # being made right now: the rest of the booking follows
    appeared = bool(set(after) - set(before))
    _follow(tx, subject, row, appeared=appeared)
    return zones


def _follow(tx: Tx, subject: Subject, row: Assignment, *, appeared: bool) -> None:
    around = appeared and row.state in AT_THE_PLACE
    row.notice = "zone.around" if around else "zone.changed"
    if around:  # nobody passed a gate, yet they are in it from now on
        open_stays(tx, subject, row, None)
    hits = judgements.zones_of(tx, [row.ticket_id])[row.ticket_id]
    zones = in_force_at([hit.zone for hit in hits], max(row.planned_entry_at, tx.now))
    merged = merge(zones)
    ticket = tx.session.get_one(Ticket, row.ticket_id)
    members = [member for _, member in assignments.list_members(tx.session, [row.id])]
    vehicle = tx.session.get_one(Vehicle, row.vehicle_id) if row.vehicle_id else None
    starts, ends = row.planned.lower or tx.now, row.planned.upper or tx.now
    window = (max(starts, tx.now), max(ends, tx.now) + (ends - starts))
    permits.request_for(tx, subject, row, zones, members, vehicle, window, ticket.description or ticket.address)
    codes = ["tailboard", *merged.entry_templates, *merged.exit_templates]
    if row.state not in AT_THE_PLACE:  # those inside still have to leave as they came in
        checklists.void_for(tx, subject, row, "briefing", ZONE_CHANGED)
        checklists.void_unneeded(tx, subject, row, codes, ZONE_CHANGED)
    checklists.create_for(tx, subject, row, list(dict.fromkeys(codes)))
    tell_crew(tx, subject, row, PushKind.ZONE_AROUND if around else PushKind.ZONE_CHANGED)
    tx.session.flush()
