"""Isolation orders on the wire: what one would do, and what one said before."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from app.schema.isolation_orders import IsolationOrderTerms
from app.services.order_previews import OrderPreview
from app.wire.common import WireOut
from app.wire.geojson import MultiPolygonOut, area_out
from compliance.isolation import OrderEffect


class OrderTicketOut(WireOut):
    """A ticket that I may know of, and what becomes of it."""

    id: UUID
    number: str
    work_type: str
    effect: OrderEffect


class WorkTypeEffectOut(WireOut):
    """How many tickets of one work type meet which effect."""

    work_type: str
    deferred: int
    returning: int
    staying_deferred: int
    exempt: int
    """Life safety: never deferred."""
    under_way: int
    """A crew is on its way or at work: it goes on, and is told."""
    unaffected: int


class OrderPreviewOut(WireOut):
    """What an order would do when it takes effect."""

    at: datetime
    deferred: int
    returning: int
    by_work_type: list[WorkTypeEffectOut]
    tickets: list[OrderTicketOut]

    @classmethod
    def of(cls, found: OrderPreview) -> Self:
        """As the service found it."""
        effects = [each.effect for each in found.tickets]
        none = dict.fromkeys(WorkTypeEffectOut.model_fields.keys() - {"work_type"}, 0)
        return cls(
            at=found.at,
            deferred=effects.count("deferred"),
            returning=effects.count("returning"),
            by_work_type=[
                WorkTypeEffectOut(work_type=work_type, **(none | dict(counted)))
                for work_type, counted in sorted(found.counts().items())
            ],
            tickets=[OrderTicketOut.model_validate(each) for each in found.tickets if each.named],
        )


class OrderTermsOut(WireOut):
    """What an order said in one span of time."""

    version_no: int
    legal_reference: str
    name: str
    level: str
    area: MultiPolygonOut | None
    unit_ids: list[UUID]
    unit_id: UUID | None = Field(
        description="the first of `unit_ids`, which take its place", json_schema_extra={"deprecated": True}
    )
    allowed_work_types: list[str]
    effective_from: datetime | None
    """None where it never came to bind."""
    effective_until: datetime | None
    reason: str
    written_at: datetime
    written_by: UUID | None

    @classmethod
    def of(cls, terms: IsolationOrderTerms) -> Self:
        """As it is stored."""
        plain = {name: getattr(terms, name) for name in cls.model_fields.keys() & set(terms.__mapper__.columns.keys())}
        plain["area"] = area_out(terms.area)
        return cls(**plain, effective_from=terms.effective.lower, effective_until=terms.effective.upper)
