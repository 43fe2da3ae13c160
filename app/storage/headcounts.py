"""How many people are in each zone now, who is to be warned, and which crews stand or drive there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import DateTime, Uuid, and_, bindparam, exists, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment, AssignmentZone
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.exposure import Exposure
from app.schema.headcounts import StayWarning
from app.schema.zones import ZoneVersion
from compliance.lifecycles import AT_THE_PLACE

# The longest stay is what the zone allows now, at the place of the job; where it has ended, what it allowed on entry.
_RUNNING = """
    SELECT e.id, e.unit_id, e.authority_id, e.crew_id, e.assignment_id, a.ticket_id, e.zone_id, e.member_id, m.user_id,
      e.entered_at + make_interval(mins => l.minutes) AS leave_by
    FROM exposures e JOIN assignments a ON a.id = e.assignment_id JOIN tickets t ON t.id = a.ticket_id
      JOIN crew_members m ON m.id = e.member_id
      CROSS JOIN LATERAL (
        SELECT least(v.max_minutes, (
          SELECT min(p.max_minutes) FROM zone_parts p WHERE p.zone_version_id = v.id AND (ST_Covers(p.geometry, t.place)
            OR (t.accuracy_m > 0 AND distance_m(t.place, p.geometry) <= t.accuracy_m))
        )) AS minutes
        FROM zone_versions v WHERE v.id = coalesce(
          (SELECT c.id FROM zone_versions c WHERE c.zone_id = e.zone_id AND c.state = 'published'
            AND c.effective @> cast(:now AS timestamptz)),
          e.zone_version_id)
      ) l
    WHERE e.left_at IS NULL AND l.minutes IS NOT NULL
"""
_UNTOLD = f"""
    SELECT * FROM ({_RUNNING}) r
    WHERE (r.id = cast(:stay AS uuid) OR cast(:stay AS uuid) IS NULL)
      AND NOT EXISTS (SELECT FROM stay_warnings w WHERE w.exposure_id = r.id AND w.kind = :kind)
      AND CASE :kind WHEN 'over' THEN r.leave_by <= :now ELSE r.leave_by > :now AND r.leave_by <= :soon END
    ORDER BY r.leave_by, r.id
"""  # noqa: S608 - both parts stand above


@dataclass(frozen=True)
class Running:
    """One person's stay that nears, or has passed, the longest that its zone allows."""

    id: UUID
    unit_id: UUID
    authority_id: UUID
    crew_id: UUID
    assignment_id: UUID
    ticket_id: UUID
    zone_id: UUID
    member_id: UUID
    user_id: UUID | None
    leave_by: datetime


def lock(session: Session, zone_ids: Collection[UUID]) -> None:
    """Let only one crew at a time be counted at the gate of each zone; held to the end of the transaction.

    Taken behind ticket and assignment, in a fixed order; nothing else is locked behind it.
    """
    for zone_id in sorted(zone_ids):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"headcount:{zone_id}", 0))))


_INSIDE = (
    select(Exposure.zone_id, func.count(func.distinct(Exposure.member_id)))
    .where(Exposure.zone_id.in_(bindparam("zone_ids", expanding=True)), Exposure.left_at.is_(None))
    .group_by(Exposure.zone_id)
)


def count_all(session: Session, zone_ids: Collection[UUID]) -> dict[UUID, int]:
    """People inside each zone now; zones with nobody inside are left out."""
    return {row[0]: row[1] for row in session.execute(_INSIDE, {"zone_ids": list(zone_ids)})}


def list_units(session: Session, zone_id: UUID) -> set[UUID]:
    """Units that have people in the zone now."""
    query = select(Exposure.unit_id).where(Exposure.zone_id == zone_id, Exposure.left_at.is_(None))
    return set(session.scalars(query.distinct()))


def list_due(
    session: Session, kind: str, now: datetime, ahead: timedelta, stay_id: UUID | None = None
) -> Sequence[Running]:
    """Stays whose longest is over (``over``) or will be within ``ahead`` (``soon``), of which that was not told yet.

    Args:
        session: the open session.
        kind: soon or over.
        now: the moment.
        ahead: how long before the end a stay is soon over.
        stay_id: look at this one only.
    """
    values = {"kind": kind, "now": now, "soon": now + ahead, "stay": stay_id}
    return [Running(*row) for row in session.execute(text(_UNTOLD), values)]


def note_told(session: Session, exposure_id: UUID, kind: str, event_id: UUID, now: datetime) -> bool:
    """Note that a stay's end was told; False where somebody else did so."""
    query = insert(StayWarning).values(exposure_id=exposure_id, kind=kind, event_id=event_id, told_at=now)
    query = query.on_conflict_do_nothing(index_elements=[StayWarning.exposure_id, StayWarning.kind])
    return session.scalar(query.returning(StayWarning.exposure_id)) is not None


_NEAR = and_(
    Crew.position_accuracy_m > 0,
    func.distance_m(Crew.position, ZoneVersion.geometry) <= Crew.position_accuracy_m,
)
_ON_DUTY = exists().where(
    Shift.crew_id == Crew.id, Shift.during.contains(bindparam("now", type_=DateTime(timezone=True)))
)
_THERE = (
    select(Crew)
    .join(ZoneVersion, ZoneVersion.id == bindparam("version_id", type_=Uuid()))
    .where(
        Crew.position.is_not(None),
        Crew.position_at >= bindparam("since", type_=DateTime(timezone=True)),
        _ON_DUTY,
        or_(func.ST_Covers(ZoneVersion.geometry, Crew.position), _NEAR),
    )
    .order_by(Crew.id)
)


def list_crews_there(session: Session, version_id: UUID, now: datetime, since: datetime) -> Sequence[Crew]:
    """Crews on duty whose last position, newer than ``since``, lies or may lie in a zone version, by id."""
    return session.scalars(_THERE, {"version_id": version_id, "now": now, "since": since}).all()


def list_users(session: Session, crew_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Accounts of the members of each crew."""
    query = select(CrewMember.crew_id, CrewMember.user_id).where(
        CrewMember.crew_id.in_(crew_ids), CrewMember.user_id.is_not(None)
    )
    found: dict[UUID, list[UUID]] = {crew_id: [] for crew_id in crew_ids}
    for crew_id, user_id in session.execute(query.order_by(CrewMember.id)):
        if user_id is not None:
            found[crew_id].append(user_id)
    return found


def list_crews_at_work(session: Session, zone_id: UUID) -> set[UUID]:
    """Crews that are at the place of a job in the zone: they are told with the job."""
    query = (
        select(Assignment.crew_id)
        .join(AssignmentZone, AssignmentZone.assignment_id == Assignment.id)
        .where(AssignmentZone.zone_id == zone_id, Assignment.state.in_(AT_THE_PLACE))
    )
    return set(session.scalars(query))
