"""Stores, lots, balances, movements, minimums and warnings of protective equipment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, true
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.access import Scope
from app.schema.base import new_id
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.ppe import (
    PpeBalance,
    PpeItemType,
    PpeLot,
    PpeMinimum,
    PpeMovement,
    PpeStore,
    PpeWarning,
)
from app.storage import ppe_holds
from compliance.ppe_holds import claims
from compliance.ppe_stock import Shelf, left_after

ROOM = "PPE"
"""Code of the room that a unit has before anybody made one."""


def visible(scope: Scope | None) -> ColumnElement[bool]:
    """Stores of the scope's units; no scope is a task of the system."""
    return true() if scope is None else PpeStore.unit_id.in_(scope.unit_ids)


def list_stores(session: Session, scope: Scope) -> Sequence[PpeStore]:
    """Stores of the scope, the rooms before the vehicles."""
    query = select(PpeStore).where(PpeStore.active, visible(scope))
    return session.scalars(query.order_by(PpeStore.vehicle_id.is_not(None), PpeStore.code, PpeStore.id)).all()


def lock_stores(session: Session, store_ids: Collection[UUID]) -> Sequence[PpeStore]:
    """Hold stores to the end of the transaction, always in one order: their contents are its own to change."""
    query = select(PpeStore).where(PpeStore.id.in_(store_ids)).order_by(PpeStore.id)
    return session.scalars(query.with_for_update(key_share=True)).all()


def find_store(session: Session, scope: Scope | None, store_id: UUID, *, for_update: bool = False) -> PpeStore | None:
    """One store of the scope."""
    query = select(PpeStore).where(PpeStore.id == store_id, PpeStore.active, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def put_vehicle_store(session: Session, vehicle: Vehicle) -> UUID:
    """The store that a vehicle is, made where nobody has asked for it yet."""
    told = {"unit_id": vehicle.unit_id, "code": vehicle.plate, "name": vehicle.plate, "active": True}
    query = upsert(PpeStore).values(id=new_id(), vehicle_id=vehicle.id, **told)
    session.execute(query.on_conflict_do_nothing())
    return session.scalars(select(PpeStore.id).where(PpeStore.vehicle_id == vehicle.id)).one()


def put_room(session: Session, unit_id: UUID) -> UUID:
    """A room of a unit that has none yet."""
    query = upsert(PpeStore).values(id=new_id(), unit_id=unit_id, code=ROOM, name=ROOM, active=True)
    session.execute(query.on_conflict_do_nothing())
    return session.scalars(select(PpeStore.id).where(PpeStore.unit_id == unit_id, PpeStore.code == ROOM)).one()


def find_room(session: Session, unit_id: UUID) -> UUID | None:
    """The first room of a unit, by code."""
    query = select(PpeStore.id).where(PpeStore.unit_id == unit_id, PpeStore.vehicle_id.is_(None), PpeStore.active)
    return session.scalars(query.order_by(PpeStore.code).limit(1)).first()


def find_room_by_code(session: Session, unit_id: UUID, code: str) -> PpeStore | None:
    """A room of a unit by its code."""
    room = (PpeStore.unit_id == unit_id, PpeStore.code == code, PpeStore.vehicle_id.is_(None), PpeStore.active)
    return session.scalars(select(PpeStore).where(*room)).one_or_none()


def movements_by_id(session: Session, ids: Collection[UUID]) -> dict[UUID, PpeMovement]:
    """Movements by id."""
    return {row.id: row for row in session.scalars(select(PpeMovement).where(PpeMovement.id.in_(ids)))}


def sum_of_delivery(session: Session, delivery_id: UUID) -> int:
    """Pieces that a delivery came to, with what set it right since."""
    query = select(func.coalesce(func.sum(PpeMovement.change), 0)).where(PpeMovement.refers_id == delivery_id)
    return session.scalar(query) or 0


def find_vehicle(session: Session, scope: Scope | None, vehicle_id: UUID) -> Vehicle | None:
    """A vehicle of the scope's units."""
    query = select(Vehicle).where(Vehicle.id == vehicle_id)
    return session.scalar(query if scope is None else query.where(Vehicle.unit_id.in_(scope.unit_ids)))


def find_member(session: Session, scope: Scope | None, member_id: UUID) -> CrewMember | None:
    """Somebody in a crew of the scope's units."""
    query = select(CrewMember).join(Crew, Crew.id == CrewMember.crew_id).where(CrewMember.id == member_id)
    return session.scalar(query if scope is None else query.where(Crew.unit_id.in_(scope.unit_ids)))


def unit_of_crew(session: Session, crew_id: UUID) -> UUID:
    """The unit that a crew belongs to."""
    return session.scalars(select(Crew.unit_id).where(Crew.id == crew_id)).one()


def put_lot(session: Session, item_code: str, size: str, lot_no: str, expires_at: datetime | None) -> UUID:
    """The lot of this article, size, number and date, made where there is none."""
    told = {"item_code": item_code, "size": size, "lot_no": lot_no, "expires_at": expires_at}
    session.execute(upsert(PpeLot).values(id=new_id(), **told).on_conflict_do_nothing())
    query = select(PpeLot.id).where(
        PpeLot.item_code == item_code, PpeLot.size == size, PpeLot.lot_no == lot_no,
        PpeLot.expires_at.is_not_distinct_from(expires_at),
    )  # fmt: skip
    return session.scalars(query).one()


def lots_by_id(session: Session, ids: Collection[UUID]) -> dict[UUID, PpeLot]:
    """Lots by id."""
    return {row.id: row for row in session.scalars(select(PpeLot).where(PpeLot.id.in_(ids)))}


def find_lots(session: Session, item_code: str, lot_no: str) -> Sequence[PpeLot]:
    """Lots of an article with this number on the label."""
    return session.scalars(select(PpeLot).where(PpeLot.item_code == item_code, PpeLot.lot_no == lot_no)).all()


def put_movements(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write movements in one statement; the database carries them to the balances."""
    if rows:
        session.execute(insert(PpeMovement), list(rows))


@dataclass(frozen=True)
class Balance:
    """Pieces of one lot in one store, and how many of them jobs have spoken for."""

    store_id: UUID
    lot: PpeLot
    on_hand: int
    reserved: int


def list_balances(session: Session, store_ids: Collection[UUID], *, items: Collection[str] = ()) -> Sequence[Balance]:
    """What lies in these stores, by article, size and date; ``items`` that are asked for, none means all."""
    taken = claims(ppe_holds.list_holds(session, store_ids, items=items))
    return [
        Balance(store_id, lot, on_hand, taken.get((store_id, lot.id), 0))
        for store_id, lot, on_hand in _lots(session, store_ids, items)
        if on_hand > 0
    ]


def list_shelves(
    session: Session, ranks: Mapping[UUID, int], *, items: Collection[str] = (), lots: Collection[UUID] = ()
) -> list[Shelf]:
    """What lies in these stores, each of a rank, whoever has spoken for it; of some ``lots`` also where none is."""
    return [
        Shelf(store_id, ranks[store_id], lot.id, lot.item_code, lot.size, lot.expires_at, on_hand)
        for store_id, lot, on_hand in (_lots(session, ranks, items) if ranks else ())
        if on_hand > 0 or lot.id in lots
    ]


def list_free(session: Session, ranks: Mapping[UUID, int], items: Collection[str]) -> list[Shelf]:
    """What these stores, each of a rank, have left that nobody has spoken for."""
    taken = claims(ppe_holds.list_holds(session, ranks, items=items))
    return left_after(list_shelves(session, ranks, items=items), taken)


def _lots(session: Session, store_ids: Collection[UUID], items: Collection[str]) -> Sequence[tuple[UUID, PpeLot, int]]:
    query = (
        select(PpeBalance.store_id, PpeLot, PpeBalance.on_hand)
        .join(PpeLot, PpeLot.id == PpeBalance.lot_id)
        .where(PpeBalance.store_id.in_(store_ids))
        .order_by(PpeLot.item_code, PpeLot.size, PpeLot.expires_at.asc().nulls_last(), PpeLot.id)
    )
    query = query.where(PpeLot.item_code.in_(items)) if items else query
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def list_of_vehicles(session: Session, vehicle_ids: Collection[UUID], unit_ids: Collection[UUID]) -> Sequence[PpeStore]:
    """The stores that these vehicles are, and the rooms of some units."""
    room = and_(PpeStore.vehicle_id.is_(None), PpeStore.unit_id.in_(unit_ids))
    query = select(PpeStore).where(PpeStore.active, or_(PpeStore.vehicle_id.in_(vehicle_ids), room))
    return session.scalars(query).all()


@dataclass(frozen=True)
class MovementFilter:
    """Which movements; None leaves a thing open."""

    store_id: UUID | None = None
    item_code: str | None = None
    assignment_id: UUID | None = None


def list_movements(
    session: Session, scope: Scope, which: MovementFilter, *, before: UUID | None, limit: int
) -> Sequence[tuple[PpeMovement, PpeLot | None, str | None]]:
    """Movements of the scope's units with their lots and the names of whom they went to, the newest first."""
    m = PpeMovement
    query = select(m, PpeLot, CrewMember.name).outerjoin(PpeLot, PpeLot.id == m.lot_id)
    query = query.outerjoin(CrewMember, CrewMember.id == m.member_id).where(m.unit_id.in_(scope.unit_ids))
    for column, value in (
        (m.store_id, which.store_id), (m.item_code, which.item_code), (m.assignment_id, which.assignment_id)
    ):  # fmt: skip
        query = query.where(column == value) if value is not None else query
    query = query.where(m.id < before) if before is not None else query
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(m.id.desc()).limit(limit))]


def list_differences(session: Session, scope: Scope) -> Sequence[tuple[UUID, str, int]]:
    """By store and article the pieces handed over without the books knowing of them, since it was last counted."""
    m, c = PpeMovement, PpeMovement.__table__.alias("counted")
    counted = select(c.c.id).where(
        c.c.kind == "count", c.c.store_id == m.store_id, c.c.item_code == m.item_code, c.c.id > m.id
    )
    query = (
        select(m.store_id, m.item_code, func.sum(m.pieces))
        .where(m.kind == "issue", m.off_shelf, m.unit_id.in_(scope.unit_ids), ~counted.exists())
        .group_by(m.store_id, m.item_code)
        .order_by(m.store_id, m.item_code)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def list_minimums(session: Session, store_ids: Collection[UUID]) -> dict[tuple[UUID, str], int]:
    """Numbers of their own that stores have for articles."""
    query = select(PpeMinimum).where(PpeMinimum.store_id.in_(store_ids))
    return {(row.store_id, row.item_code): row.minimum for row in session.scalars(query)}


def put_minimum(session: Session, store_id: UUID, item_code: str, minimum: int) -> None:
    """Give a store a number of its own for an article."""
    query = upsert(PpeMinimum).values(store_id=store_id, item_code=item_code, minimum=minimum)
    session.execute(query.on_conflict_do_update(index_elements=["store_id", "item_code"], set_={"minimum": minimum}))


def list_all_stores(session: Session) -> Sequence[PpeStore]:
    """Every store, whoever it belongs to: for what time itself brings."""
    return session.scalars(select(PpeStore).where(PpeStore.active).order_by(PpeStore.id)).all()


def list_all_items(session: Session) -> Sequence[PpeItemType]:
    """Every kind of article that is in use."""
    return session.scalars(select(PpeItemType).where(PpeItemType.active)).all()


def lock_warnings(session: Session) -> None:
    """Wait until nobody else looks for warnings, and hold that to the end of the transaction."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("ppe_warnings", 0))))


def list_members(session: Session, scope: Scope, crew_id: UUID) -> Sequence[CrewMember]:
    """Active members of a crew of the scope's units."""
    query = select(CrewMember).join(Crew, Crew.id == CrewMember.crew_id)
    query = query.where(CrewMember.active, Crew.id == crew_id, Crew.unit_id.in_(scope.unit_ids))
    return session.scalars(query.order_by(CrewMember.id)).all()


def list_open_warnings(session: Session, store_ids: Collection[UUID]) -> Sequence[PpeWarning]:
    """Warnings of these stores that still hold."""
    query = select(PpeWarning).where(PpeWarning.cleared_at.is_(None), PpeWarning.store_id.in_(store_ids))
    return session.scalars(query).all()


def list_warnings(
    session: Session, scope: Scope, *, open_only: bool, before: UUID | None, limit: int
) -> Sequence[PpeWarning]:
    """Warnings of the scope's units, the newest first."""
    query = select(PpeWarning).where(PpeWarning.unit_id.in_(scope.unit_ids))
    query = query.where(PpeWarning.cleared_at.is_(None)) if open_only else query
    query = query.where(PpeWarning.id < before) if before is not None else query
    return session.scalars(query.order_by(PpeWarning.id.desc()).limit(limit)).all()
