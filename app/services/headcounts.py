"""People in zones: how many there are now, who must come out soon, and crews around whom a zone appears."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from app.access import Subject, system
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import Crew
from app.schema.zones import Zone, ZoneVersion
from app.services import judgements, pushes
from app.services.events import About, Happened, record_each
from app.services.pushes import Message, PushKind
from app.services.work import Tx
from app.storage import headcounts
from app.storage.headcounts import Running

AHEAD = timedelta(minutes=10)
"""So long before the longest stay is over crew, dispatcher and liaison are warned."""
FRESH = timedelta(minutes=30)
"""A position older than this does not say where a crew is."""
PUSH_TTL_S = 1800

_VERBS = {"soon": "exposure.running_out", "over": "exposure.over_time"}
_PUSHES = {"soon": PushKind.STAY_ENDS, "over": PushKind.STAY_OVER}


def hold(tx: Tx, row: Assignment) -> None:
    """Let nobody else be counted at the gate of the zones of this job until the transaction ends.

    Two crews that pass a gate in the same moment would otherwise each count the other as outside.
    """
    zones = judgements.zones_at(tx, row.ticket_id, tx.now)
    headcounts.lock(tx.session, {zone.zone_id for zone in zones if zone.requirements.max_people is not None})


def tell(tx: Tx, zone_ids: Collection[UUID], left_by: Collection[UUID] = ()) -> None:
    """Say how many are in each of these zones now, to its authority and to every unit that has people there.

    Args:
        tx: the transaction in which somebody entered or left; the count does not say who, for other units hear it too.
        zone_ids: the zones.
        left_by: units whose people left; they hear of it too.
    """
    tx.session.flush()
    inside = headcounts.count_all(tx.session, zone_ids)
    told: list[Happened] = []
    for zone_id in sorted(zone_ids):
        zone = tx.session.get_one(Zone, zone_id)
        payload = {"inside": inside.get(zone_id, 0)}
        units = headcounts.list_units(tx.session, zone_id) | set(left_by)
        abouts = [About("zone", zone_id, authority_id=zone.authority_id)]
        abouts += [About("zone", zone_id, unit_id=unit_id) for unit_id in sorted(units)]
        told += [Happened("zone.headcount", about, payload) for about in abouts]
    if told:
        record_each(tx, system("headcount"), told)


def list_due(tx: Tx, kind: str) -> Sequence[UUID]:
    """Stays of which is to be told that they end soon, or are over."""
    return [stay.id for stay in headcounts.list_due(tx.session, kind, tx.now, AHEAD)]


def warn(tx: Tx, subject: Subject, stay_id: UUID, kind: str) -> bool:
    """Tell dispatcher, liaison and the person's own phone that a stay ends soon, or is over; whether it was due."""
    for stay in headcounts.list_due(tx.session, kind, tx.now, AHEAD, stay_id):
        event_id = new_id()
        if not headcounts.note_told(tx.session, stay.id, kind, event_id, tx.now):
            return False
        told = {"zone_id": str(stay.zone_id), "member_id": str(stay.member_id), "leave_by": stay.leave_by.isoformat()}
        record_each(tx, subject, [Happened(_VERBS[kind], _about(stay), told)], event_id)
        if stay.user_id is not None:
            message = Message(stay.user_id, _PUSHES[kind], stay.unit_id, PUSH_TTL_S, stay.assignment_id)
            pushes.queue_all(tx, subject, [message])
        return True
    return False


def tell_crews_there(tx: Tx, subject: Subject, zone: Zone, version: ZoneVersion, before: ZoneVersion | None) -> None:
    """Warn the crews on duty whose last position lies in a version that has come into force, and did not before.

    Crews at work on a job there are told of it with their job; this is for those who pass, wait or rest there.
    """
    new = find_crews_there(tx, zone.id, version, before)
    if not new:
        return
    told = {"zone_id": str(zone.id), "version_id": str(version.id)}
    abouts = [About("crew", crew.id, unit_id=crew.unit_id, crew_id=crew.id) for crew in new]
    abouts += [About("crew", crew.id, authority_id=zone.authority_id) for crew in new]
    record_each(tx, subject, [Happened("crew.zone_around", about, told) for about in abouts])
    users = headcounts.list_users(tx.session, [crew.id for crew in new])
    messages = [
        Message(user_id, PushKind.ZONE_AROUND, crew.unit_id, PUSH_TTL_S)
        for crew in new
        for user_id in users[crew.id]
        if user_id != subject.user_id
    ]
    pushes.queue_all(tx, subject, messages)


def find_crews_there(tx: Tx, zone_id: UUID, version: ZoneVersion, before: ZoneVersion | None) -> Sequence[Crew]:
    """Crews on duty that are in a version by their last position, were not in the one before, and have no job there."""
    since = tx.now - FRESH
    there = headcounts.list_crews_there(tx.session, version.id, tx.now, since)
    if not there:
        return []
    known = headcounts.list_crews_at_work(tx.session, zone_id)
    if before is not None:
        known |= {crew.id for crew in headcounts.list_crews_there(tx.session, before.id, tx.now, since)}
    return [crew for crew in there if crew.id not in known]


def _about(stay: Running) -> About:
    return About(
        "exposure", stay.id, unit_id=stay.unit_id, authority_id=stay.authority_id, crew_id=stay.crew_id,
        ticket_id=stay.ticket_id, assignment_id=stay.assignment_id,
    )  # fmt: skip
