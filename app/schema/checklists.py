"""Checklists: immutable template versions, the lists a job has to do, and what was confirmed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.schema.base import Base, Key, one_of

PURPOSES = ("briefing", "entry", "work", "exit", "disinfection")


class ChecklistTemplate(Base):
    """One version of one template; never edited, a change is a new version."""

    __tablename__ = "checklist_templates"

    id: Mapped[Key]
    code: Mapped[str]
    version_no: Mapped[int]
    purpose: Mapped[str]
    title: Mapped[dict[str, Any]]
    """``{"vi": ..., "en": ...}``."""
    items: Mapped[list[Any]]
    enforce_order: Mapped[bool] = mapped_column(default=False)
    hse_must_confirm: Mapped[bool] = mapped_column(default=False)
    permit_id: Mapped[UUID | None] = mapped_column(ForeignKey("entry_permits.id"))
    """Set on lists made from the conditions of one permit; they are nobody's to edit or to give to other jobs."""
    published_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("code", "version_no"),
        CheckConstraint(one_of("purpose", PURPOSES), name="purpose"),
    )


class Checklist(Base):
    """One list that one assignment has to complete."""

    __tablename__ = "checklists"

    id: Mapped[Key]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    template_id: Mapped[UUID] = mapped_column(ForeignKey("checklist_templates.id"))
    template_code: Mapped[str]
    purpose: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("state", ("open", "complete", "failed", "void")), name="state"),
        Index(
            "uq_checklists_live",
            "assignment_id",
            "template_code",
            unique=True,
            postgresql_where=text("state <> 'void'"),
        ),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ChecklistEntry(Base):
    """One confirmation, append-only; its key is the phone's action id, so that a replay changes nothing."""

    __tablename__ = "checklist_entries"

    id: Mapped[Key]
    checklist_id: Mapped[UUID] = mapped_column(ForeignKey("checklists.id"), index=True)
    item_key: Mapped[str]
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey("crew_members.id"))
    outcome: Mapped[str]
    value: Mapped[dict[str, Any] | None]
    reason: Mapped[str | None]
    device_time: Mapped[datetime]
    server_time: Mapped[datetime]
    by_user: Mapped[UUID]

    __table_args__ = (CheckConstraint(one_of("outcome", ("ok", "na", "failed")), name="outcome"),)
