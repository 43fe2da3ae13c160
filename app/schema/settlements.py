"""Settlements: a person's word on whether a ticket lies in a zone, kept apart from the versions it is applied to."""

from datetime import datetime
from uuid import UUID

from geoalchemy2 import Geometry
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import SRID, Base, Key, one_of


class Settlement(Base):
    """Holds for every version of the zone that has this shape over the ticket's reach; never deleted, only reset."""

    __tablename__ = "settlements"

    id: Mapped[Key]
    ticket_id: Mapped[UUID] = mapped_column(ForeignKey("tickets.id"))
    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zones.id"))
    reach: Mapped[str] = mapped_column(Geometry("GEOMETRY", srid=SRID, spatial_index=False))
    """The ticket's, as it was when this was said."""
    shape: Mapped[str] = mapped_column(Geometry("GEOMETRY", srid=SRID, spatial_index=False))
    """The zone's geometry within ``reach``: what was spoken of."""
    verdict: Mapped[str]
    settled_by: Mapped[UUID]
    settled_at: Mapped[datetime]
    settled_reason: Mapped[str]
    reset_at: Mapped[datetime | None]
    """When it ceased to hold: the ticket moved, the zone took another shape there, or somebody said otherwise."""

    __table_args__ = (
        CheckConstraint(one_of("verdict", ("inside", "outside")), name="verdict"),
        Index("ix_settlements_ticket", "ticket_id"),
        Index("ix_settlements_zone", "zone_id", postgresql_where=text("reset_at IS NULL")),
    )
