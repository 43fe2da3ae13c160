"""Checklists: immutable template versions, the lists a job has to do, and what was confirmed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
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
    published_by: Mapped[str | None]
    """Who published it; None for what ships and for conditions of permits."""
    note: Mapped[str | None]
    """What is new in it, in words."""

    __table_args__ = (
        UniqueConstraint("code", "version_no"),
        CheckConstraint(one_of("purpose", PURPOSES), name="purpose"),
    )


class TemplateMark(Base):
    """What happened to a template version after it was published, append-only: HSE confirmed it, or took it away."""

    __tablename__ = "checklist_template_marks"

    template_id: Mapped[UUID] = mapped_column(ForeignKey("checklist_templates.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by_user: Mapped[UUID | None]
    by_name: Mapped[str]
    note: Mapped[str]

    __table_args__ = (CheckConstraint(one_of("kind", ("confirmed", "retired")), name="kind"),)


class ChecklistDraft(Base):
    """What a next version of a template shall say; edited until it is published, one at a time for each template."""

    __tablename__ = "checklist_drafts"

    id: Mapped[Key]
    code: Mapped[str]
    based_on: Mapped[int]
    """The version that was the newest when it was begun; 0 for a new template."""
    body: Mapped[dict[str, Any]]
    """``title``, ``purpose``, ``items``, ``ordered``, ``hse_must_confirm`` as they are edited, sound or not."""
    state: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(one_of("state", ("open", "published", "discarded")), name="state"),
        Index("uq_checklist_drafts_open", "code", unique=True, postgresql_where=text("state = 'open'")),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


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
    sent_at: Mapped[datetime | None]
    """By the phone's clock when it was sent."""
    age_ms: Mapped[int | None] = mapped_column(BigInteger())
    """What the phone's steady counter counted between the answer and its sending."""
    counted_ms: Mapped[int | None] = mapped_column(BigInteger())
    """What it counted while a timer ran."""
    held_seconds: Mapped[int | None]
    """How long a timer had run for certain, and by what that is proven."""
    proof: Mapped[str | None]
    corrects: Mapped[UUID | None] = mapped_column(ForeignKey("checklist_entries.id"), unique=True)
    evidence_sha256: Mapped[str | None] = mapped_column(index=True)
    """Hash of the photo or signature that the value names or is."""
    by_user: Mapped[UUID]

    __table_args__ = (CheckConstraint(one_of("outcome", ("ok", "na", "failed")), name="outcome"),)
