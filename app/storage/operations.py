"""The service's own running: the worker's heartbeat, and keys of creations that may be repeated."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from app.schema.checklists import ChecklistTemplate, TemplateMark
from app.schema.operations import IdempotencyKey, ReferenceData, WorkerHeartbeat
from app.storage.looking import once_a_look
from compliance.checklists import DISINFECTION


def lock_key(session: Session, user_id: UUID, key: str) -> None:
    """Wait until no other transaction works on the same key, and hold it to the end of this one."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"once:{user_id}:{key}", 0))))


def find_key(session: Session, user_id: UUID, key: str) -> IdempotencyKey | None:
    """The creation that this key stands for."""
    return session.get(IdempotencyKey, (user_id, key))


def latest_beat(session: Session) -> datetime | None:
    """When any worker last said that it lives."""
    return session.scalar(select(func.max(WorkerHeartbeat.beat_at)))


def put_beat(session: Session, name: str, started_at: datetime, now: datetime) -> None:
    """Note that a worker lives."""
    told = {"started_at": started_at, "beat_at": now}
    query = insert(WorkerHeartbeat).values(name=name, **told)
    session.execute(query.on_conflict_do_update(index_elements=[WorkerHeartbeat.name], set_=told))


@once_a_look
def list_reference(session: Session, kind: str) -> Sequence[ReferenceData]:
    """The active entries of one list that an administrator edits."""
    return session.scalars(select(ReferenceData).where(ReferenceData.kind == kind, ReferenceData.active)).all()


def list_whole(session: Session, kind: str) -> Sequence[ReferenceData]:
    """All entries of one list, those that are no longer in use included, by code."""
    query = select(ReferenceData).where(ReferenceData.kind == kind).order_by(ReferenceData.code)
    return session.scalars(query).all()


_NEWER = aliased(ChecklistTemplate)
_GONE = exists().where(TemplateMark.template_id == ChecklistTemplate.id, TemplateMark.kind == "retired")
_IS_OLD = exists().where(_NEWER.code == ChecklistTemplate.code, _NEWER.version_no > ChecklistTemplate.version_no)
_IN_USE = (ChecklistTemplate.permit_id.is_(None), ~_GONE, ~_IS_OLD)
_LISTED = select(literal("template").label("kind"), ChecklistTemplate.code).where(*_IN_USE)
_CLEANING = select(literal(DISINFECTION).label("kind"), ChecklistTemplate.code).where(
    *_IN_USE, or_(ChecklistTemplate.code == DISINFECTION, ChecklistTemplate.purpose == DISINFECTION)
)
_CODES = _LISTED.union(
    _CLEANING,
    select(ReferenceData.kind, ReferenceData.code).where(
        ReferenceData.kind.in_(bindparam("kinds", expanding=True)), ReferenceData.active
    ),
)
"""Made once: making a statement costs more than running this one."""


def list_codes(session: Session, *kinds: str) -> dict[str, frozenset[str]]:
    """Codes of checklist templates that are not retired, and of active entries of other lists, by kind.

    All templates are the kind ``template``; those of disinfection are ``disinfection`` too.
    """
    found: dict[str, set[str]] = {kind: set() for kind in ("template", DISINFECTION, *kinds)}
    for kind, code in session.execute(_CODES, {"kinds": kinds}):
        found[kind].add(code)
    return {kind: frozenset(codes) for kind, codes in found.items()}
