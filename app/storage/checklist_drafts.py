"""Drafts of checklist templates."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.schema.checklists import ChecklistDraft

_OPEN = ChecklistDraft.state == "open"


def list_open(session: Session) -> Sequence[ChecklistDraft]:
    """Everything that is being written, by code."""
    return session.scalars(select(ChecklistDraft).where(_OPEN).order_by(ChecklistDraft.code)).all()


def find_open(session: Session, draft_id: UUID, *, for_update: bool = False) -> ChecklistDraft | None:
    """One draft that is still open."""
    query = select(ChecklistDraft).where(ChecklistDraft.id == draft_id, _OPEN)
    return session.scalar(query.with_for_update() if for_update else query)


def find_open_of(session: Session, code: str) -> ChecklistDraft | None:
    """The open draft of a template."""
    return session.scalar(select(ChecklistDraft).where(ChecklistDraft.code == code, _OPEN))
