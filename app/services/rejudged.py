"""What a change of zones does to assignments: judged again, briefing void, permits asked for anew, crews told."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from app.access import Subject
from app.schema.assignments import Assignment, AssignmentZone
from app.schema.crews import Vehicle
from app.schema.tickets import Ticket
from app.services import checklists, judgements, permits, ppe_reservations
from app.services.assignment_steps import about, open_stays, tell_crew
from app.services.events import Happened, record_each
from app.services.pushes import PushKind
from app.services.work import Tx
from app.storage import assignments
from compliance.lifecycles import AT_THE_PLACE
from compliance.zones import ZoneInForce, in_force_at, merge

Zones = tuple[ZoneInForce, ...]

ZONE_CHANGED = "gate.briefing.zone_changed"
"""Why checklists that were made for the zones before no longer count."""


def rejudge_assignments(tx: Tx, subject: Subject, zone_id: UUID) -> None:
    """Judge every active assignment that a zone concerns again, in the transaction that changed the zone."""
    judge_assignments(tx, subject, assignments.list_active_of_zone(tx.session, zone_id))


def rejudge_ticket_assignments(tx: Tx, subject: Subject, ticket_id: UUID) -> None:
    """Judge the active assignments of a ticket that moved or was settled again."""
    judge_assignments(tx, subject, assignments.list_active(tx.session, ticket_id, for_update=True))


def judge_assignments(tx: Tx, subject: Subject, rows: Sequence[Assignment], *, new: bool = False) -> dict[UUID, Zones]:
    """Write which zones bind at each planned entry (or now, if later); where they changed, see to all that follows.

    Args:
        tx: an open transaction.
        subject: who changes what is judged.
        rows: locked, or made in this transaction.
        new: they are being made right now, and their maker sees to the rest.

    Returns:
        By assignment the zones that bind.
    """
    if not rows:
        return {}
    hits = judgements.zones_of(tx, {row.ticket_id for row in rows})
    found = {row.id: _binding(tx, row, [hit.zone for hit in hits[row.ticket_id]]) for row in rows}
    before = assignments.list_zones(tx.session, found)
    changed = [row for row in rows if before[row.id] != {zone.zone_id: zone.version_id for zone in found[row.id]}]
    if changed:
        _write(tx, subject, changed, found)
    for row in () if new else changed:
        appeared = any(zone.zone_id not in before[row.id] for zone in found[row.id])
        _follow(tx, subject, row, found[row.id], appeared=appeared)
    if changed and not new:
        ppe_reservations.reserve_all(
            tx, subject, {row.id: merge(found[row.id]).ppe_profiles for row in changed}, changed
        )
    return found


def _binding(tx: Tx, row: Assignment, zones: Iterable[ZoneInForce]) -> Zones:
    return in_force_at(zones, max(row.planned_entry_at, tx.now))


def _write(tx: Tx, subject: Subject, rows: Sequence[Assignment], zones: Mapping[UUID, Zones]) -> None:
    assignments.forget_zones(tx.session, [row.id for row in rows])
    tx.session.add_all(
        AssignmentZone(
            assignment_id=row.id,
            zone_id=zone.zone_id,
            zone_version_id=zone.version_id,
            verdict=zone.verdict,
            judged_at=tx.now,
        )
        for row in rows
        for zone in zones[row.id]
    )
    tx.session.flush()
    told = [(row, sorted(str(zone.zone_id) for zone in zones[row.id])) for row in rows]
    record_each(tx, subject, [Happened("assignment.rejudged", about(row), {"zones": named}) for row, named in told])


def _follow(tx: Tx, subject: Subject, row: Assignment, zones: Zones, *, appeared: bool) -> None:
    around = appeared and row.state in AT_THE_PLACE
    row.notice = "zone.around" if around else "zone.changed"
    if around:  # nobody passed a gate, yet they are in it from now on
        open_stays(tx, subject, row, None)
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
