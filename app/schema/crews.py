"""Crews, their members and vehicles, shifts and where they were last seen."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of, point
from compliance.crews import CREW_ROLES

MEMBER_ROLES = tuple(sorted(CREW_ROLES))


class Crew(Base):
    """Who goes: a standing team of one unit."""

    __tablename__ = "crews"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), index=True)
    code: Mapped[str]
    name: Mapped[str]
    skills: Mapped[list[str]] = mapped_column(default=list)
    """What the crew can do with its tools, beside the skills of its members."""
    base: Mapped[str] = mapped_column(point(index=False))
    position: Mapped[str | None] = mapped_column(point(index=False))
    position_at: Mapped[datetime | None]
    position_accuracy_m: Mapped[float | None]
    active: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str | None]
    external_id: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (UniqueConstraint("unit_id", "code"), UniqueConstraint("source", "external_id"))
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class CrewMember(Base):
    """A line worker in a crew, with safety grade, role and the facts that may hold them back."""

    __tablename__ = "crew_members"

    id: Mapped[Key]
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"), index=True)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str]
    phone: Mapped[str | None]
    role: Mapped[str] = mapped_column(default="member")
    extra_roles: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    """Roles held beside it, where the matrix of combinations allows that."""
    person_id: Mapped[UUID | None]
    """The first record of the same person, who was in another crew before; null for the first one itself."""
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    """In the crew from when to when, as far as that is known: their hours are those of the crew's shifts between."""
    safety_grade: Mapped[int]
    skills: Mapped[list[str]] = mapped_column(default=list)
    stand_down_until: Mapped[datetime | None]
    stand_down_class: Mapped[str | None]
    """Hazard class of the zone that caused it: inside the same class the worker may go on."""
    stand_down_all_until: Mapped[datetime | None]
    """Until then no place at all is open. All three are made of ``stand_downs``, in the same transaction."""
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        CheckConstraint("safety_grade BETWEEN 1 AND 5", name="safety_grade"),
        CheckConstraint(one_of("role", MEMBER_ROLES), name="role"),
        Index("ix_crew_members_person", text("coalesce(person_id, id)")),
        Index("uq_crew_members_user", "user_id", unique=True, postgresql_where=text("active AND user_id IS NOT NULL")),
    )


class Vehicle(Base):
    """A truck or car, and the crew that drives it."""

    __tablename__ = "vehicles"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), index=True)
    crew_id: Mapped[UUID | None] = mapped_column(ForeignKey("crews.id"), index=True)
    plate: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)


class Shift(Base):
    """When a crew is on duty; shifts of one crew never overlap."""

    __tablename__ = "shifts"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), index=True)
    crew_id: Mapped[UUID] = mapped_column(ForeignKey("crews.id"))
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    ended_event_id: Mapped[UUID | None]
    """Set once the end of the shift was told; null and past means due."""
    planned_breaks: Mapped[list[Any]] = mapped_column(default=list, server_default=text("'[]'"))
    """Pairs of ISO 8601 moments that plans keep free."""
    unsigned_event_id: Mapped[UUID | None]
    """Set once it was told that nobody of the crew had signed on."""

    __table_args__ = (ExcludeConstraint(("crew_id", "="), ("during", "&&"), name="ex_shifts_crew", using="gist"),)
