"""Isolation orders: legal orders over an area or units that limit which work may be done."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, multipolygon, one_of


class IsolationOrder(Base):
    """One order; it covers a polygon, the subtrees of units, or both.

    ``unit_id`` is the first of ``unit_ids``: the release before knows no other.
    """

    __tablename__ = "isolation_orders"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    legal_reference: Mapped[str]
    name: Mapped[str]
    level: Mapped[str]
    area: Mapped[str | None] = mapped_column(multipolygon(index=False))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    unit_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()), default=list)
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    allowed_work_types: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(default="published")
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    started_event_id: Mapped[UUID | None]
    ended_event_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("area IS NOT NULL OR cardinality(unit_ids) > 0", name="somewhere"),
        CheckConstraint(one_of("state", ("draft", "published", "ended")), name="state"),
        Index(
            "ix_isolation_orders_area", "area", postgresql_using="gist", postgresql_where=text("state = 'published'")
        ),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class IsolationOrderTerms(Base):
    """What an order said in one span of time. Append-only but for the end of the span; the newest is the order's own.

    ``effective`` is the span in which these terms bind: from the later of the order's beginning and their writing to
    the earlier of its end and the next terms; empty where they never did.
    """

    __tablename__ = "isolation_order_terms"

    id: Mapped[Key]
    order_id: Mapped[UUID] = mapped_column(ForeignKey("isolation_orders.id"))
    version_no: Mapped[int]
    legal_reference: Mapped[str]
    name: Mapped[str]
    level: Mapped[str]
    area: Mapped[str | None] = mapped_column(multipolygon(index=False))
    unit_id: Mapped[UUID | None]
    unit_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    allowed_work_types: Mapped[list[str]]
    effective: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    reason: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    written_by: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("order_id", "version_no"),
        ExcludeConstraint(
            ("order_id", "="), ("effective", "&&"), name="ex_isolation_order_terms_effective", using="gist"
        ),
        Index("ix_isolation_order_terms_area", "area", postgresql_using="gist"),
        Index("ix_isolation_order_terms_unit", "unit_id"),
        Index("ix_isolation_order_terms_units", "unit_ids", postgresql_using="gin"),
    )
