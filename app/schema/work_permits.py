"""Electrical work permits and orders (`phiếu công tác`, `lệnh công tác`) with their signatures."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of
from compliance.lifecycles import WORK_PERMIT

_LIVE = "state NOT IN ('closed', 'cancelled')"


class WorkPermit(Base):
    """The electrical safety document of one assignment; one at a time is live. Nothing deletes a row."""

    __tablename__ = "work_permits"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"), index=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), index=True)
    kind: Mapped[str]
    """permit or order."""
    state: Mapped[str] = mapped_column(default="draft")
    work_method: Mapped[str]
    voltage: Mapped[str]
    content: Mapped[dict[str, Any]]
    """Place, scope, measures, workers and times as they are signed for."""
    content_hash: Mapped[str]
    """SHA-256 of the content; each signature keeps the one that it was given for."""
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None]
    issued_at: Mapped[datetime | None]
    permitted_at: Mapped[datetime | None]
    handed_back_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """Closed or cancelled."""
    end_reason: Mapped[str | None]
    kept_until: Mapped[datetime | None]
    """Set when it ends: it is kept at least until then."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("kind IN ('permit', 'order')", name="kind"),
        CheckConstraint(one_of("state", tuple(sorted(WORK_PERMIT.states))), name="state"),
        CheckConstraint("work_method IN ('live_line', 'dead_line')", name="work_method"),
        Index("uq_work_permits_live", "assignment_id", unique=True, postgresql_where=text(_LIVE)),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class WorkPermitSignature(Base):
    """One signature. It is never changed; it falls when what was signed for is not so any more."""

    __tablename__ = "work_permit_signatures"

    id: Mapped[Key]
    work_permit_id: Mapped[UUID] = mapped_column(ForeignKey("work_permits.id"), index=True)
    role: Mapped[str]
    """One of ``SIGNATURES``; or handed_back for the one that gives the document back."""
    user_id: Mapped[UUID | None]
    member_id: Mapped[UUID | None]
    name: Mapped[str]
    """As it stood on the paper."""
    means: Mapped[str]
    """account: signed in under their own name; drawn: on the crew leader's phone; assignment: by the order to go."""
    drawn: Mapped[str | None]
    """What was drawn, as one SVG path."""
    content_hash: Mapped[str]
    place: Mapped[str | None]
    """Longitude and latitude of the phone, where it told them."""
    signed_at: Mapped[datetime]
    device_time: Mapped[datetime | None]
    fell_at: Mapped[datetime | None]
    fell_reason: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("means IN ('account', 'drawn', 'assignment')", name="means"),
        Index(
            "uq_work_permit_signatures_role", "work_permit_id", "role", unique=True,
            postgresql_where=text("fell_at IS NULL"),
        ),
    )  # fmt: skip
