"""What belongs to a stay in a zone: corrections, contacts, breaches, classifications. Append-only, all of it.

Texts about people are sealed and stand apart in ``exposure_notes``, so that they can be erased.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.exposure_levels import BANDS, BREACH_ACTIONS, BREACH_ITEMS, FOLLOW_UPS

CONTACT_KINDS = ("none", "member", "outsider")
NOTE_ABOUTS = ("correction", "contact", "breach", "classification", "positive", "stand_down", "stand_down_change")


class ExposureCorrection(Base):
    """What a stay was in truth: all that it says, anew. Its reason is a note."""

    __tablename__ = "exposure_corrections"

    id: Mapped[Key]
    exposure_id: Mapped[UUID] = mapped_column(ForeignKey("exposures.id"))
    number: Mapped[int]
    """1 for the first correction of a stay, and so on; the highest holds."""
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    vehicle_id: Mapped[UUID | None] = mapped_column(ForeignKey("vehicles.id"))
    role: Mapped[str | None]
    ppe_profile: Mapped[str | None]
    void: Mapped[bool] = mapped_column(default=False)
    """The stay never was."""
    corrected_by: Mapped[UUID | None]
    corrected_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("exposure_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("left_at >= entered_at", name="period"),
    )


class ExposureContact(Base):
    """Whom a worker was near, or that there was nobody: the answer asked for at exit. Who an outsider is, is a note."""

    __tablename__ = "exposure_contacts"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    exposure_id: Mapped[UUID | None] = mapped_column(ForeignKey("exposures.id"), index=True)
    """The stay that was open at that moment, else the last one on this job."""
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"))
    kind: Mapped[str]
    with_member_id: Mapped[UUID | None] = mapped_column(ForeignKey("crew_members.id"))
    band: Mapped[str]
    minutes: Mapped[int | None]
    indoor: Mapped[bool | None]
    masked: Mapped[bool | None]
    happened_at: Mapped[datetime]
    device_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("exposure_contacts.id"), unique=True)
    retracted: Mapped[bool] = mapped_column(default=False)
    """A correction that says: it never was."""

    __table_args__ = (
        CheckConstraint(one_of("kind", CONTACT_KINDS), name="kind"),
        CheckConstraint(one_of("band", tuple(BANDS)), name="band"),
        CheckConstraint("(kind = 'member') = (with_member_id IS NOT NULL)", name="with"),
        CheckConstraint("minutes >= 0", name="minutes"),
        Index("ix_exposure_contacts_member_id", "member_id", "happened_at"),
        Index(
            "ix_exposure_contacts_with", "with_member_id", "happened_at",
            postgresql_where=text("with_member_id IS NOT NULL"),
        ),
        Index("ix_exposure_contacts_unit_id", "unit_id", "happened_at"),
    )  # fmt: skip


class ExposureBreach(Base):
    """Protection that failed: what, when, and what was done at once."""

    __tablename__ = "exposure_breaches"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    exposure_id: Mapped[UUID | None] = mapped_column(ForeignKey("exposures.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"), index=True)
    item: Mapped[str]
    action: Mapped[str]
    happened_at: Mapped[datetime]
    device_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("exposure_breaches.id"), unique=True)
    retracted: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        CheckConstraint(one_of("item", tuple(BREACH_ITEMS)), name="item"),
        CheckConstraint(one_of("action", tuple(BREACH_ACTIONS)), name="action"),
        Index("ix_exposure_breaches_unit_id", "unit_id", "happened_at"),
    )


class ExposureClassification(Base):
    """The level of a stay: proposed by rule or set by a person; the newest holds."""

    __tablename__ = "exposure_classifications"

    id: Mapped[Key]
    exposure_id: Mapped[UUID] = mapped_column(ForeignKey("exposures.id"))
    number: Mapped[int]
    level: Mapped[str]
    proposed: Mapped[bool]
    follow_up: Mapped[str] = mapped_column(default="none")
    set_by: Mapped[UUID | None]
    set_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("exposure_id", "number"),
        CheckConstraint(one_of("follow_up", tuple(FOLLOW_UPS)), name="follow_up"),
        CheckConstraint("proposed OR set_by IS NOT NULL", name="person"),
    )


class PositiveCase(Base):
    """A worker who was found positive, or harmed, in the meaning of a hazard class."""

    __tablename__ = "positive_cases"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"), index=True)
    hazard_class: Mapped[str]
    found_at: Mapped[datetime]
    """When the sample was taken, or the symptoms began."""
    reported_by: Mapped[UUID | None]
    reported_at: Mapped[datetime]

    __table_args__ = (Index("ix_positive_cases_unit_id", "unit_id", "found_at"),)


class ExposureNote(Base):
    """A text about a person: sealed, and the one part of the ledger that may be taken away."""

    __tablename__ = "exposure_notes"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"), index=True)
    """Whose record it is a part of."""
    about_kind: Mapped[str]
    about_id: Mapped[UUID] = mapped_column(index=True)
    sealed: Mapped[bytes]
    written_by: Mapped[UUID | None]
    written_at: Mapped[datetime]

    __table_args__ = (CheckConstraint(one_of("about_kind", NOTE_ABOUTS), name="about_kind"),)
