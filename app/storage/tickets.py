"""Queries on tickets; every readable one starts from a scope."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment
from app.schema.base import SRID
from app.schema.tickets import OPEN_STATES, Ticket, TicketZone
from app.schema.units import Unit
from app.storage import settlements
from geo.places import Place


@dataclass(frozen=True)
class TicketFilter:
    """Which of the readable tickets are asked for."""

    state: str | None = None
    open_only: bool = False
    q: str | None = None
    unit_id: UUID | None = None
    bbox: tuple[float, float, float, float] | None = None


def visible(scope: Scope) -> ColumnElement[bool]:
    """Tickets of the scope's units, and those its own crew is assigned to."""
    own = select(Assignment.ticket_id).where(Assignment.crew_id.in_(scope.crew_ids))
    return or_(Ticket.unit_id.in_(scope.unit_ids), Ticket.id.in_(own))


def find(session: Session, scope: Scope, ticket_id: UUID, *, for_update: bool = False) -> Ticket | None:
    """One ticket, if the scope may see it."""
    query = select(Ticket).where(Ticket.id == ticket_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def find_by_id(session: Session, ticket_id: UUID, *, for_update: bool = False) -> Ticket | None:
    """One ticket for use cases that have checked the asker already."""
    query = select(Ticket).where(Ticket.id == ticket_id)
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(
    session: Session, scope: Scope, which: TicketFilter, *, after: tuple[int, datetime, UUID] | None, limit: int
) -> Sequence[Ticket]:
    """Tickets by class, then age: what goes first stands first."""
    order = (Ticket.priority_class, Ticket.reported_at, Ticket.id)
    query = select(Ticket).where(visible(scope), *_conditions(which)).order_by(*order).limit(limit)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after))
    return session.scalars(query).all()


def _conditions(which: TicketFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if which.state:
        found.append(Ticket.state == which.state)
    if which.open_only:
        found.append(Ticket.state.in_(OPEN_STATES))
    if which.unit_id:
        found.append(Ticket.unit_id == which.unit_id)
    if which.q:
        like = f"%{which.q.replace('%', '').replace('_', '')}%"
        columns = (Ticket.number, Ticket.address, Ticket.reporter_phone, Ticket.meter_no, Ticket.pole_no)
        found.append(or_(*(column.ilike(like) for column in columns)))
    if which.bbox:
        found.append(func.ST_Intersects(Ticket.place, func.ST_MakeEnvelope(*which.bbox, SRID)))
    return found


def find_unit_at(session: Session, unit_ids: Collection[UUID], place: Place) -> Unit | None:
    """The smallest unit of these whose territory covers the place."""
    point = func.ST_SetSRID(func.ST_MakePoint(place.lon, place.lat), SRID)
    query = select(Unit).where(Unit.id.in_(unit_ids), func.ST_Covers(Unit.territory, point))
    return session.scalar(query.order_by(func.ST_Area(Unit.territory)).limit(1))


def find_top_unit(session: Session, unit_ids: Collection[UUID]) -> Unit | None:
    """The unit of these that stands highest."""
    query = select(Unit).where(Unit.id.in_(unit_ids))
    above = or_(Unit.parent_id.is_(None), Unit.parent_id.not_in(unit_ids))
    return session.scalar(query.where(above).order_by(Unit.code).limit(1))


def next_number(session: Session, unit: Unit, kind: str, year: int) -> str:
    """The next short number of a unit, such as ``DN-26-004512``."""
    return next_numbers(session, unit, kind, year, 1)[0]


def next_numbers(session: Session, unit: Unit, kind: str, year: int, count: int) -> list[str]:
    """The next short numbers of a unit, in one statement."""
    each = select(func.next_number(unit.code, kind, year)).select_from(func.generate_series(1, count))
    return [str(number) for number in session.scalars(each)]


def lock_all(session: Session, ticket_ids: Collection[UUID]) -> Sequence[Ticket]:
    """Tickets that assignments are about, locked in a fixed order and as they are now."""
    query = select(Ticket).where(Ticket.id.in_(ticket_ids)).order_by(Ticket.id).with_for_update(key_share=True)
    return session.scalars(query.execution_options(populate_existing=True)).all()


def list_nearby(
    session: Session, scope: Scope, ticket: Ticket, metres: float, limit: int
) -> Sequence[Row[UUID, str, float, str]]:
    """Open tickets of the scope and of the same unit near by: id, number, distance in metres, state."""
    here = aliased(Ticket)
    away = func.distance_m(Ticket.place, here.place)
    query = select(Ticket.id, Ticket.number, away, Ticket.state).where(
        here.id == ticket.id,
        visible(scope),
        Ticket.unit_id == here.unit_id,
        Ticket.id != here.id,
        Ticket.state.in_(OPEN_STATES),
        Ticket.reach.op("&&")(func.reach_of(here.place, metres)),
        away <= metres,
    )
    return session.execute(query.order_by(away).limit(limit)).all()


def list_near(
    session: Session, scope: Scope, place: Place, metres: float, limit: int
) -> Sequence[Row[UUID, str, float, str, str]]:
    """Open tickets of the scope near a place that has none yet: id, number, distance in metres, state, address."""
    point = func.ST_SetSRID(func.ST_MakePoint(place.lon, place.lat), SRID)
    away = func.distance_m(Ticket.place, point)
    query = select(Ticket.id, Ticket.number, away, Ticket.state, Ticket.address).where(
        Ticket.unit_id.in_(scope.unit_ids),
        Ticket.state.in_(OPEN_STATES),
        Ticket.reach.op("&&")(func.reach_of(point, metres)),
        away <= metres,
    )
    return session.execute(query.order_by(away).limit(limit)).all()


def forget_settlements(session: Session, ticket_id: UUID, at: datetime) -> None:
    """A ticket that moved is judged afresh: what a person settled no longer holds."""
    session.execute(delete(TicketZone).where(TicketZone.ticket_id == ticket_id))
    settlements.reset(session, ticket_id, at)


def list_units(session: Session, unit_ids: Collection[UUID]) -> dict[UUID, Unit]:
    """Units by id."""
    return {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.id.in_(unit_ids)))}


def places_of(session: Session, ticket_ids: Collection[UUID]) -> dict[UUID, tuple[float, float]]:
    """Longitude and latitude of tickets."""
    rows = session.execute(
        select(Ticket.id, func.ST_X(Ticket.place), func.ST_Y(Ticket.place)).where(and_(Ticket.id.in_(ticket_ids)))
    )
    return {row[0]: (row[1], row[2]) for row in rows}
