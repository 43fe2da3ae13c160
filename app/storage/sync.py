"""What a phone has to hear of: its crew, and the assignments that changed since its cursor."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Select, Text, Uuid, and_, bindparam, cast, func, or_, select, text, tuple_
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment, AssignmentZone
from app.schema.crews import Crew, CrewMember, Shift, Vehicle
from app.schema.events import Event, Xid8
from app.schema.tickets import Ticket
from app.schema.zones import ZoneVersion
from compliance.lifecycles import ACTIVE_ASSIGNMENT

_SEALED = text("events.xid < pg_snapshot_xmin(pg_current_snapshot())")
_ZONE_NEWS = ("zone.published", "zone.started", "zone.ended")
_NEAR_DEGREES = 0.3
"""As far as the box of a job's map reaches (``app.services.job_maps``), degrees."""
_NO_NEWS = ("push", "device")
"""Their events change no job: unread pushes come with every pull."""


def _changed() -> Select[UUID]:
    position = tuple_(cast(bindparam("xid", type_=Text()), Xid8()), bindparam("event_id", type_=Uuid()))
    news = (
        select(Event.subject_kind, Event.subject_id, Event.ticket_id, Event.assignment_id, Event.verb)
        .where(_SEALED, tuple_(Event.xid, Event.id) > position, Event.subject_kind.not_in(_NO_NEWS))
        .cte("news")
        .prefix_with("MATERIALIZED")
    )
    in_zones = select(AssignmentZone.assignment_id).where(
        AssignmentZone.zone_id.in_(select(news.c.subject_id).where(news.c.subject_kind == "zone"))
    )
    # zones on the way are in the pack's map, whether or not the job lies in one
    on_the_way = (
        select(Ticket.id)
        .join(ZoneVersion, func.ST_DWithin(ZoneVersion.geometry, Ticket.place, _NEAR_DEGREES))
        .join(news, ZoneVersion.zone_id == news.c.subject_id)
        .where(Ticket.id == Assignment.ticket_id, news.c.subject_kind == "zone", news.c.verb.in_(_ZONE_NEWS))
        .exists()
    )
    crews = select(news.c.subject_id).where(and_(news.c.subject_kind == "crew", news.c.verb != "crew.moved"))
    touched = or_(
        Assignment.id.in_(select(news.c.assignment_id).where(news.c.assignment_id.is_not(None))),
        Assignment.ticket_id.in_(select(news.c.ticket_id).where(news.c.ticket_id.is_not(None))),
        Assignment.ticket_id.in_(select(news.c.subject_id).where(news.c.subject_kind == "ticket")),
        Assignment.id.in_(in_zones),
        and_(Assignment.state.in_(ACTIVE_ASSIGNMENT), on_the_way),
        Assignment.crew_id.in_(crews),
    )
    return select(Assignment.id).where(Assignment.crew_id.in_(bindparam("crew_ids", expanding=True)), touched)


_CHANGED = _changed()
"""Made once: to make it costs more than to run it."""


def list_changed(session: Session, crew_ids: Collection[UUID], cursor: tuple[int, UUID]) -> set[UUID]:
    """Assignments of these crews to which, or to whose ticket, zone or crew, something happened after a cursor."""
    told = {"crew_ids": list(crew_ids), "xid": str(cursor[0]), "event_id": cursor[1]}
    return set(session.scalars(_CHANGED, told))


def list_ended(session: Session, crew_ids: Collection[UUID], ids: Collection[UUID]) -> Sequence[Assignment]:
    """Those of some assignments that were these crews' and are over."""
    over = Assignment.state.not_in(ACTIVE_ASSIGNMENT)
    query = select(Assignment).where(Assignment.id.in_(ids), Assignment.crew_id.in_(crew_ids), over)
    return session.scalars(query.order_by(Assignment.id)).all()


def find_crew(session: Session, crew_id: UUID) -> Crew | None:
    """The crew."""
    return session.get(Crew, crew_id)


_OF_CREW = bindparam("crew_id", type_=Uuid())
_MEMBERS = select(CrewMember).where(CrewMember.crew_id == _OF_CREW, CrewMember.active.is_(True))
_MEMBERS = _MEMBERS.order_by(CrewMember.name, CrewMember.id)
_VEHICLES = select(Vehicle).where(Vehicle.crew_id == _OF_CREW, Vehicle.active.is_(True)).order_by(Vehicle.plate)
_SHIFT = select(Shift).where(
    Shift.crew_id == _OF_CREW, Shift.during.contains(bindparam("now", type_=DateTime(timezone=True)))
)


def list_members(session: Session, crew_id: UUID) -> Sequence[CrewMember]:
    """Who belongs to it now."""
    return session.scalars(_MEMBERS, {"crew_id": crew_id}).all()


def list_vehicles(session: Session, crew_id: UUID) -> Sequence[Vehicle]:
    """What it drives."""
    return session.scalars(_VEHICLES, {"crew_id": crew_id}).all()


def find_shift(session: Session, crew_id: UUID, now: datetime) -> Shift | None:
    """The shift that the crew is on."""
    return session.scalar(_SHIFT, {"crew_id": crew_id, "now": now})
