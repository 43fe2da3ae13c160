"""Isolation orders: kept by administrators, read by the utility's staff."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field, field_validator

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.schema.isolation_orders import IsolationOrder
from app.services import isolation_orders
from app.services.isolation_orders import NewOrder
from app.wire.common import Moment, WireIn, WireOut
from app.wire.geojson import GeometryIn, MultiPolygonOut, area_out, find_area
from app.wire.headers import OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from compliance.work_types import WORK_TYPES

router = APIRouter(prefix="/api/v1/isolation-orders", tags=["isolation orders"])

Name = Annotated[str, Field(min_length=1, max_length=200)]


class OrderIn(WireIn):
    """An order over an area or over a unit: one of the two."""

    legal_reference: Name
    name: Name
    level: Name
    area: GeometryIn | None = None
    unit_id: UUID | None = None
    valid_from: Moment
    valid_until: Moment | None = None
    allowed_work_types: Annotated[list[str], Field(max_length=100)] = Field(default_factory=list)

    @field_validator("allowed_work_types")
    @classmethod
    def _know_types(cls, codes: list[str]) -> list[str]:
        unknown = sorted(set(codes) - set(WORK_TYPES))
        if unknown:
            raise ValueError(f"unknown work types: {', '.join(unknown)}")
        return codes


class OrderEndIn(WireIn):
    """Why an order ends."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class OrderOut(WireOut):
    """An isolation order."""

    id: UUID
    number: str
    legal_reference: str
    name: str
    level: str
    area: MultiPolygonOut | None
    unit_id: UUID | None
    valid_from: datetime
    valid_until: datetime | None
    allowed_work_types: list[str]
    state: str
    ended_at: datetime | None
    version: int

    @classmethod
    def of(cls, order: IsolationOrder) -> Self:
        """As it is stored."""
        return cls(
            id=order.id,
            number=order.number,
            legal_reference=order.legal_reference,
            name=order.name,
            level=order.level,
            area=area_out(order.area),
            unit_id=order.unit_id,
            valid_from=order.valid_from,
            valid_until=order.valid_until,
            allowed_work_types=order.allowed_work_types,
            state=order.state,
            ended_at=order.ended_at,
            version=order.version,
        )


@router.get("")
def list_orders(
    work: CurrentWork, subject: CurrentSubject, cursor: Cursor = None, limit: Limit = 100
) -> Page[OrderOut]:
    """Orders that have not ended, by number."""
    after = decode_cursor(cursor, str)
    found = isolation_orders.list_orders(work, subject, after=after[0] if after else None, limit=limit)
    return page_of(found, limit, OrderOut.of, lambda order: (order.number,))


@router.get("/{order_id}")
def get_order(order_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> OrderOut:
    """One order."""
    return _shown(isolation_orders.get_order(work, subject, order_id), response)


@router.post("", status_code=status.HTTP_201_CREATED)
def create_order(
    new: OrderIn, work: CurrentWork, subject: CurrentSubject, once: OnceKey, response: Response
) -> OrderOut:
    """Publish an order."""
    made = NewOrder(
        legal_reference=new.legal_reference, name=new.name, level=new.level, valid_from=new.valid_from,
        valid_until=new.valid_until, area=find_area(new.area, "area"), unit_id=new.unit_id,
        allowed_work_types=tuple(new.allowed_work_types),
    )  # fmt: skip
    return _shown(isolation_orders.create_order(work, subject, made, once), response)


@router.post("/{order_id}/end")
def end_order(
    order_id: UUID, why: OrderEndIn, work: CurrentWork, subject: CurrentSubject, response: Response
) -> OrderOut:
    """End an order now; the tickets that it deferred return."""
    return _shown(isolation_orders.end_order(work, subject, order_id, why.reason), response)


def _shown(order: IsolationOrder, response: Response) -> OrderOut:
    set_etag(response, order.version)
    return OrderOut.of(order)
