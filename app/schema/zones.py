"""Zones and their versions: an area with restricted entry, its period and what it asks for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, multipolygon, one_of


class Zone(Base):
    """One restricted area through all its versions."""

    __tablename__ = "zones"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    hazard_class: Mapped[str]
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authorities.id"), index=True)
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (UniqueConstraint("source", "external_id"),)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ZoneVersion(Base):
    """What a zone says from one moment on. A published version is never edited.

    ``effective`` is bookkeeping, not content: the span in which this version is the one in force, from the later of
    ``valid_from`` and publication to the earlier of ``valid_until``, the zone's end and the next version's start.
    """

    __tablename__ = "zone_versions"

    id: Mapped[Key]
    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zones.id"))
    version_no: Mapped[int]
    state: Mapped[str] = mapped_column(default="draft")
    level: Mapped[int] = mapped_column(default=1)
    geometry: Mapped[str] = mapped_column(multipolygon(index=False))
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    effective: Mapped[Range[datetime] | None] = mapped_column(TSTZRANGE)
    legal_instrument: Mapped[str] = mapped_column(default="")
    gates: Mapped[list[Any]] = mapped_column(default=list)
    """Control points: ``[{name, lon, lat, into}]``; ``into`` is the kind of the part that one leads into, if any."""
    doffing_point: Mapped[str | None]
    permit_needed: Mapped[bool] = mapped_column(default=True)
    transit_permit: Mapped[bool] = mapped_column(default=False)
    ppe_profile: Mapped[str | None]
    entry_templates: Mapped[list[str]] = mapped_column(default=list)
    exit_templates: Mapped[list[str]] = mapped_column(default=list)
    disinfection_profile: Mapped[str | None]
    live_line_preferred: Mapped[bool] = mapped_column(default=False)
    max_people: Mapped[int | None]
    max_minutes: Mapped[int | None]
    hold_after_exit_minutes: Mapped[int] = mapped_column(default=0)
    checkin_minutes: Mapped[int | None]
    """How often a crew inside says that all are well; None as the hazard class is asked."""
    parts_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many ``ZonePart``s it has; spares most judgements the question."""
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    started_event_id: Mapped[UUID | None]
    """Set once its start was told; null while ``effective`` has begun means due."""
    ended_event_id: Mapped[UUID | None]

    __table_args__ = (
        UniqueConstraint("zone_id", "version_no"),
        CheckConstraint(one_of("state", ("draft", "published", "ended")), name="state"),
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
        CheckConstraint("checkin_minutes > 0", name="checkin"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="period"),
        CheckConstraint("(state = 'draft') = (effective IS NULL)", name="effective"),
        ExcludeConstraint(("zone_id", "="), ("effective", "&&"), name="ex_zone_versions_effective", using="gist"),
        Index(
            "ix_zone_versions_geometry",
            "geometry",
            postgresql_using="gist",
            postgresql_where=text("state = 'published'"),
        ),
        Index("ix_zone_versions_past", "geometry", postgresql_using="gist", postgresql_where=text("state = 'ended'")),
        Index("ix_zone_versions_due", text("lower(effective)"), postgresql_where=text("started_event_id IS NULL")),
        Index("ix_zone_versions_over", text("upper(effective)"), postgresql_where=text("ended_event_id IS NULL")),
    )


class ZoneMessage(Base):
    """A CAP message that was taken, and the zone that it speaks of: how a later one finds it."""

    __tablename__ = "zone_messages"

    sender: Mapped[str] = mapped_column(primary_key=True)
    identifier: Mapped[str] = mapped_column(primary_key=True)
    zone_id: Mapped[UUID] = mapped_column(ForeignKey("zones.id"))
    message_type: Mapped[str]
    sent_at: Mapped[datetime]
    taken_at: Mapped[datetime]

    __table_args__ = (Index("ix_zone_messages_zone", "zone_id"),)


class ZonePart(Base):
    """A hot, warm or cold area within one zone version; written with it and never edited."""

    __tablename__ = "zone_parts"

    id: Mapped[Key]
    zone_version_id: Mapped[UUID] = mapped_column(ForeignKey("zone_versions.id"))
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    geometry: Mapped[str] = mapped_column(multipolygon(index=False))
    ppe_profile: Mapped[str | None]
    """What is worn here in place of the zone's own profile; None for that one."""
    max_minutes: Mapped[int | None]

    __table_args__ = (
        CheckConstraint(one_of("kind", ("hot", "warm", "cold")), name="kind"),
        CheckConstraint("max_minutes IS NULL OR max_minutes > 0", name="max_minutes"),
        Index("ix_zone_parts_version", "zone_version_id"),
    )
