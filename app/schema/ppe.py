"""Protective equipment: articles, profiles, stores with their lots, every movement, what jobs have reserved."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of

ADDING = ("receive", "transfer_in", "return", "clean")
"""Kinds of movement that bring pieces onto a shelf."""
TAKING = ("transfer_out", "issue", "write_off")
"""Kinds that take pieces off; an issue that the books do not cover takes none."""
KINDS = (*ADDING, *TAKING, "disinfect", "use", "count")
"""Of the others, ``disinfect`` and ``use`` end an issue away from the shelf, and ``count`` sets it right."""


class PpeItemType(Base):
    """A kind of article."""

    __tablename__ = "ppe_item_types"

    code: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[dict[str, Any]]
    """``{"vi": ..., "en": ...}``."""
    reusable: Mapped[bool] = mapped_column(default=False)
    sizes: Mapped[list[str]] = mapped_column(default=list)
    low_stock: Mapped[int] = mapped_column(default=0)
    """What a unit's store should hold unless ``ppe_minimums`` says otherwise."""
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (CheckConstraint("low_stock >= 0", name="low_stock"),)


class PpeProfile(Base):
    """One version of one profile; never edited, a change is a new version."""

    __tablename__ = "ppe_profiles"

    id: Mapped[Key]
    code: Mapped[str]
    version_no: Mapped[int]
    title: Mapped[dict[str, Any]]
    items: Mapped[list[Any]]
    hse_must_confirm: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None]

    __table_args__ = (UniqueConstraint("code", "version_no"),)


class PpeStore(Base):
    """Where pieces lie: a room of a unit, or a vehicle."""

    __tablename__ = "ppe_stores"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    vehicle_id: Mapped[UUID | None] = mapped_column(ForeignKey("vehicles.id"), unique=True)
    code: Mapped[str]
    """The plate where it is a vehicle."""
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (UniqueConstraint("unit_id", "code"),)


class PpeLot(Base):
    """Pieces that came together: one article, one size, one date until which they are good."""

    __tablename__ = "ppe_lots"

    id: Mapped[Key]
    item_code: Mapped[str] = mapped_column(ForeignKey("ppe_item_types.code"))
    size: Mapped[str] = mapped_column(default="")
    lot_no: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[datetime | None]

    __table_args__ = (
        Index("uq_ppe_lots_same", "item_code", "size", "lot_no", text("coalesce(expires_at, 'infinity')"), unique=True),
    )


class PpeBalance(Base):
    """Pieces of a lot in a store: the sum of its movements, kept by the database itself and never below zero."""

    __tablename__ = "ppe_balances"

    store_id: Mapped[UUID] = mapped_column(ForeignKey("ppe_stores.id"), primary_key=True)
    lot_id: Mapped[UUID] = mapped_column(ForeignKey("ppe_lots.id"), primary_key=True)
    on_hand: Mapped[int]

    __table_args__ = (CheckConstraint("on_hand >= 0", name="on_hand"),)


class PpeMovement(Base):
    """One thing that happened to pieces; append-only. A mistake is set right by another movement."""

    __tablename__ = "ppe_movements"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    store_id: Mapped[UUID] = mapped_column(ForeignKey("ppe_stores.id"))
    lot_id: Mapped[UUID | None] = mapped_column(ForeignKey("ppe_lots.id"))
    """None where the books do not know which."""
    item_code: Mapped[str] = mapped_column(ForeignKey("ppe_item_types.code"))
    kind: Mapped[str]
    pieces: Mapped[int]
    """How many; of a count, how many were found."""
    change: Mapped[int]
    """What it does to the balance of the lot in the store."""
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("crew_members.id"))
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id"))
    """Of an issue, the job it is for; None is for keeps."""
    refers_id: Mapped[UUID | None]
    """Of what ends an issue, that issue; of the two halves of a transfer, and the lines of a count, one common id."""
    off_shelf: Mapped[bool] = mapped_column(default=False)
    """Nothing moves on the shelf: pieces that somebody has on although the books do not know of them, or that were
    lost while a person had them."""
    reason: Mapped[str | None]
    at: Mapped[datetime]
    device_at: Mapped[datetime | None]
    by_user: Mapped[UUID | None]
    by_name: Mapped[str]

    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint("pieces > 0 OR kind = 'count' AND pieces = 0", name="pieces"),
        CheckConstraint(
            f"CASE WHEN off_shelf THEN change = 0 WHEN {one_of('kind', ADDING)} THEN change = pieces"
            f" WHEN {one_of('kind', TAKING)} THEN change = -pieces WHEN kind = 'count' THEN true ELSE change = 0 END",
            name="change",
        ),
        CheckConstraint("lot_id IS NOT NULL OR change = 0", name="lot"),
        CheckConstraint("NOT off_shelf OR kind IN ('issue', 'return', 'clean', 'write_off')", name="off_shelf"),
        CheckConstraint("kind <> 'issue' OR member_id IS NOT NULL", name="member"),
        Index("ix_ppe_movements_store", "store_id", "id"),
        Index("ix_ppe_movements_unit", "unit_id", "id"),
        Index("ix_ppe_movements_member", "member_id", postgresql_where=text("kind = 'issue'")),
        Index("ix_ppe_movements_assignment", "assignment_id", postgresql_where=text("assignment_id IS NOT NULL")),
        Index("ix_ppe_movements_refers", "refers_id", postgresql_where=text("refers_id IS NOT NULL")),
    )


class PpeReservation(Base):
    """Pieces that a job has spoken for, or that no store had for it (``store_id`` null)."""

    __tablename__ = "ppe_reservations"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("crew_members.id"))
    """None is a spare one of the crew."""
    item_code: Mapped[str] = mapped_column(ForeignKey("ppe_item_types.code"))
    store_id: Mapped[UUID | None] = mapped_column(ForeignKey("ppe_stores.id"))
    lot_id: Mapped[UUID | None] = mapped_column(ForeignKey("ppe_lots.id"))
    pieces: Mapped[int]
    reserved_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("pieces > 0", name="pieces"),
        CheckConstraint("(store_id IS NULL) = (lot_id IS NULL)", name="shelf"),
        Index("ix_ppe_reservations_shelf", "store_id", "lot_id"),
        Index("ix_ppe_reservations_unit", "unit_id"),
    )


class PpeMinimum(Base):
    """How many good and free pieces a store should hold, where that is not what the article says."""

    __tablename__ = "ppe_minimums"

    store_id: Mapped[UUID] = mapped_column(ForeignKey("ppe_stores.id"), primary_key=True)
    item_code: Mapped[str] = mapped_column(ForeignKey("ppe_item_types.code"), primary_key=True)
    minimum: Mapped[int]

    __table_args__ = (CheckConstraint("minimum >= 0", name="minimum"),)


class PpeWarning(Base):
    """A store that came to hold too little of an article, and when it was enough again. One open at a time."""

    __tablename__ = "ppe_warnings"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    store_id: Mapped[UUID] = mapped_column(ForeignKey("ppe_stores.id"))
    item_code: Mapped[str] = mapped_column(ForeignKey("ppe_item_types.code"))
    level: Mapped[str]
    available: Mapped[int]
    minimum: Mapped[int]
    raised_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(one_of("level", ("low", "out")), name="level"),
        Index(
            "uq_ppe_warnings_open", "store_id", "item_code", unique=True, postgresql_where=text("cleared_at IS NULL")
        ),
        Index("ix_ppe_warnings_unit", "unit_id", "id"),
    )


class PpeSize(Base):
    """The size that somebody wears of an article."""

    __tablename__ = "ppe_sizes"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("crew_members.id"), primary_key=True)
    item_code: Mapped[str] = mapped_column(ForeignKey("ppe_item_types.code"), primary_key=True)
    size: Mapped[str]
