"""Isolation orders: kept by administrators, read by the utility's staff."""

from datetime import datetime
from typing import Annotated, Self, cast
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import AfterValidator, Field
from pydantic.config import JsonDict

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.schema.isolation_orders import IsolationOrder
from app.services import isolation_orders, order_previews
from app.services.isolation_orders import NewOrder, OrderChanges
from app.wire.common import Moment, WireIn, WireOut
from app.wire.geojson import GeometryIn, MultiPolygonOut, area_out, find_area
from app.wire.headers import IfMatch, OnceKey, set_etag
from app.wire.isolation_orders import OrderPreviewOut, OrderTermsOut
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of
from compliance.work_types import WORK_TYPES

router = APIRouter(prefix="/api/v1/isolation-orders", tags=["isolation orders"])

Name = Annotated[str, Field(min_length=1, max_length=200)]


def _know_types(codes: list[str]) -> list[str]:
    unknown = sorted(set(codes) - set(WORK_TYPES))
    if unknown:
        raise ValueError(f"unknown work types: {', '.join(unknown)}")
    return codes


_OLD: JsonDict = {"deprecated": True}

Units = Annotated[list[UUID], Field(max_length=1000)]
WorkTypes = Annotated[list[str], Field(max_length=100), AfterValidator(_know_types)]


class OrderIn(WireIn):
    """An order over an area, over units with all below them, or over both."""

    legal_reference: Name
    name: Name
    level: Name
    area: GeometryIn | None = None
    unit_ids: Units = Field(default_factory=list)
    unit_id: UUID | None = Field(
        None, description="one more of `unit_ids`, which take its place", json_schema_extra=_OLD
    )
    valid_from: Moment
    valid_until: Moment | None = None
    allowed_work_types: WorkTypes | None = None
    """Left out: those of the level."""


class OrderPatch(WireIn):
    """What an order says otherwise from now on, and why; fields left out stay as they are."""

    legal_reference: Name = ""
    name: Name = ""
    level: Name = ""
    area: GeometryIn | None = Field(None, description="null takes the area away from an order over units as well")
    unit_ids: Units = Field(default_factory=list, description="all units that it binds from now on")
    valid_until: Moment | None = None
    allowed_work_types: WorkTypes = Field(default_factory=list)
    reason: Annotated[str, Field(min_length=1, max_length=2000)]

    def changes(self) -> OrderChanges:
        """Only what was sent."""
        said = {name: getattr(self, name) for name in self.model_fields_set - {"reason"}}
        if "area" in said:
            said["area"] = find_area(said["area"], "area")
        for name in said.keys() & {"unit_ids", "allowed_work_types"}:
            said[name] = tuple(said[name])
        return cast("OrderChanges", said)


class OrderEndIn(WireIn):
    """Why an order ends."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class OrderStepIn(WireIn):
    """A step of an order that is not taken yet: a change, or its end."""

    change: OrderPatch | None = None
    end: bool = False


class OrderOut(WireOut):
    """An isolation order."""

    id: UUID
    number: str
    legal_reference: str
    name: str
    level: str
    area: MultiPolygonOut | None
    unit_ids: list[UUID]
    unit_id: UUID | None = Field(description="the first of `unit_ids`, which take its place", json_schema_extra=_OLD)
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
            unit_ids=order.unit_ids,
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
    return _shown(isolation_orders.create_order(work, subject, _order(new), once), response)


@router.post("/preview")
def preview_order(new: OrderIn, work: CurrentWork, subject: CurrentSubject) -> OrderPreviewOut:
    """What publishing this order would do; nothing is kept of it."""
    return OrderPreviewOut.of(order_previews.preview_new(work, subject, _order(new)))


@router.patch("/{order_id}")
def change_order(
    order_id: UUID, patch: OrderPatch, version: IfMatch, work: CurrentWork, subject: CurrentSubject, response: Response
) -> OrderOut:
    """Change what an order says from now on; what it said until now stays in its history."""
    changed = isolation_orders.change_order(
        work, subject, order_id, patch.changes(), reason=patch.reason, version=version
    )
    return _shown(changed, response)


@router.post("/{order_id}/preview")
def preview_change(order_id: UUID, asked: OrderStepIn, work: CurrentWork, subject: CurrentSubject) -> OrderPreviewOut:
    """What changing the order so, or ending it, would do; nothing is kept of it."""
    if asked.end:
        return OrderPreviewOut.of(order_previews.preview_end(work, subject, order_id))
    changes = asked.change.changes() if asked.change else OrderChanges()
    return OrderPreviewOut.of(order_previews.preview_change(work, subject, order_id, changes))


@router.get("/{order_id}/history")
def list_history(order_id: UUID, work: CurrentWork, subject: CurrentSubject) -> list[OrderTermsOut]:
    """All that an order ever said, the oldest first."""
    return [OrderTermsOut.of(each) for each in isolation_orders.list_history(work, subject, order_id)]


@router.post("/{order_id}/end")
def end_order(
    order_id: UUID, why: OrderEndIn, work: CurrentWork, subject: CurrentSubject, response: Response
) -> OrderOut:
    """End an order now; the tickets that it deferred return."""
    return _shown(isolation_orders.end_order(work, subject, order_id, why.reason), response)


def _order(new: OrderIn) -> NewOrder:
    allowed = new.allowed_work_types
    unit_ids = new.unit_ids if new.unit_id is None else [*new.unit_ids, new.unit_id]
    return NewOrder(
        legal_reference=new.legal_reference, name=new.name, level=new.level, valid_from=new.valid_from,
        valid_until=new.valid_until, area=find_area(new.area, "area"), unit_ids=tuple(unit_ids),
        allowed_work_types=None if allowed is None else tuple(allowed),
    )  # fmt: skip


def _shown(order: IsolationOrder, response: Response) -> OrderOut:
    set_etag(response, order.version)
    return OrderOut.of(order)
