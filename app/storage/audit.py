"""Seals, checkpoints and their targets; and the sealed trail read back for verification."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, and_, cast, delete, func, insert, literal, select, text, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from app.schema.audit import AuditCheckpoint, AuditSeal, AuditTarget, EventErasure
from app.schema.base import Base
from app.schema.events import Event, EventDetail, Xid8
from compliance.chain import SealedFacts

_READABLE = text("events.xid < pg_snapshot_xmin(pg_current_snapshot())")
_FACTS = [getattr(Event, name) for name in SealedFacts.__slots__]
_WIDTH = len(_FACTS)
_SEALS = Base.metadata.tables["audit_seals"]
_PUT_SEALS = insert(_SEALS)
_SEALER = "cordon audit sealer"
_CHECKPOINTER = "cordon audit checkpoints"

_Slipped = Row[UUID, int, UUID | None, UUID | None]

Position = tuple[int, UUID]
"""xid and id of an event: its place in commit order."""


def lock_sealer(session: Session) -> bool:
    """Become the one sealer until the transaction ends; False when another one is at work."""
    return _try_lock(session, _SEALER)


def lock_checkpointer(session: Session) -> bool:
    """Become the one that makes a checkpoint until the transaction ends; False when another one does."""
    return _try_lock(session, _CHECKPOINTER)


def _try_lock(session: Session, name: str) -> bool:
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(name, 0)))))


def find_last(session: Session) -> tuple[int, Position] | None:
    """The newest seal: its number over all chains, and the place of its event."""
    query = select(AuditSeal.seq, AuditSeal.xid, AuditSeal.event_id).order_by(AuditSeal.seq.desc()).limit(1)
    row = session.execute(query).one_or_none()
    return (row[0], (row[1], row[2])) if row else None


def list_unsealed(session: Session, after: Position | None, limit: int) -> list[tuple[int, SealedFacts]]:
    """Events behind the last sealed one in commit order, each with its xid; only those that readers may have."""
    sealed = select(AuditSeal.event_id).where(AuditSeal.event_id == Event.id).exists()
    query = select(Event.xid, *_FACTS).where(_READABLE, ~sealed).order_by(Event.xid, Event.id).limit(limit)
    if after is not None:
        query = query.where(tuple_(Event.xid, Event.id) > _place(after))
    return [(row[0], SealedFacts(*row[1:])) for row in session.execute(query)]


def find_oldest_unsealed(session: Session, after: Position | None) -> datetime | None:
    """When the oldest event behind the last sealed one was written; None when all are sealed."""
    query = select(Event.server_time).order_by(Event.xid, Event.id).limit(1)
    if after is not None:
        query = query.where(tuple_(Event.xid, Event.id) > _place(after))
    return session.scalar(query)


def find_heads(session: Session, chain_ids: Collection[UUID]) -> dict[UUID, tuple[int, bytes]]:
    """Last position and link of each chain that has any."""
    asked = select(func.unnest(cast(list(chain_ids), ARRAY(Uuid()))).label("id")).subquery()
    last = (
        select(AuditSeal.position, AuditSeal.hash)
        .where(AuditSeal.chain_id == asked.c.id)
        .order_by(AuditSeal.position.desc())
        .limit(1)
        .lateral()
    )
    found = session.execute(select(asked.c.id, last.c.position, last.c.hash).join(last, literal(value=True)))
    return {row[0]: (row[1], row[2]) for row in found}


def list_chains(session: Session) -> list[UUID]:
    """Every chain, by jumps through the index."""
    return list(session.scalars(_CHAINS))


_CHAINS = text(
    "WITH RECURSIVE chain (id) AS ("
    " (SELECT chain_id FROM audit_seals ORDER BY chain_id LIMIT 1) UNION ALL"
    " SELECT (SELECT s.chain_id FROM audit_seals s WHERE s.chain_id > chain.id ORDER BY s.chain_id LIMIT 1)"
    " FROM chain WHERE chain.id IS NOT NULL"
    ") SELECT id FROM chain WHERE id IS NOT NULL"
)


def list_moved(session: Session, after_seq: int) -> Sequence[Row[UUID, int, bytes]]:
    """Chains that grew since a number over all chains: ``chain_id, position, hash`` of their last links."""
    query = (
        select(AuditSeal.chain_id, AuditSeal.position, AuditSeal.hash)
        .where(AuditSeal.seq > after_seq)
        .order_by(AuditSeal.chain_id, AuditSeal.position.desc())
        .ext(distinct_on(AuditSeal.chain_id))
    )
    return session.execute(query).all()


def put_seals(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write links, given by their columns, in one statement."""
    session.execute(_PUT_SEALS, rows)


def list_links(session: Session, chain_id: UUID, after: int, limit: int) -> Sequence[Any]:
    """Links of a chain behind a position, with what they stand for.

    Columns: ``position, event_id, hash``, those of ``SealedFacts`` (all null when the event is gone), the erasable
    body, and whether its erasure is on record.
    """
    query = (
        select(
            AuditSeal.position, AuditSeal.event_id, AuditSeal.hash, *_FACTS, EventDetail.body,
            EventErasure.event_id.is_not(None).label("erased"),
        )
        .outerjoin(Event, Event.id == AuditSeal.event_id)
        .outerjoin(EventDetail, EventDetail.event_id == AuditSeal.event_id)
        .outerjoin(EventErasure, EventErasure.event_id == AuditSeal.event_id)
        .where(AuditSeal.chain_id == chain_id, AuditSeal.position > after)
        .order_by(AuditSeal.position)
        .limit(limit)
    )  # fmt: skip
    return session.execute(query).all()


def facts_in(row: Sequence[Any]) -> SealedFacts | None:
    """The event of a row of ``list_links``; None when it is gone."""
    return None if row[3] is None else SealedFacts(*row[3 : 3 + _WIDTH])


def list_hashes(session: Session, places: Collection[tuple[UUID, int]]) -> dict[tuple[UUID, int], bytes]:
    """The links at these chains and positions, as far as they exist."""
    query = select(AuditSeal.chain_id, AuditSeal.position, AuditSeal.hash).where(
        tuple_(AuditSeal.chain_id, AuditSeal.position).in_(places)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(query)}


def list_slipped_in(session: Session, last: Position, limit: int) -> Sequence[_Slipped]:
    """Events without a seal although later ones have theirs: ``id, xid, unit_id, authority_id``, oldest first."""
    sealed = select(AuditSeal.event_id).where(AuditSeal.event_id == Event.id).exists()
    query = select(Event.id, Event.xid, Event.unit_id, Event.authority_id).where(~sealed)
    return session.execute(
        query.where(tuple_(Event.xid, Event.id) <= _place(last)).order_by(Event.xid, Event.id).limit(limit)
    ).all()


def find_next_position(session: Session, chain_id: UUID, at: Position) -> int | None:
    """The position of the first sealed event of a chain that follows a place in commit order."""
    query = select(func.min(AuditSeal.position)).where(
        and_(AuditSeal.chain_id == chain_id, tuple_(AuditSeal.xid, AuditSeal.event_id) > _place(at))
    )
    return session.scalar(query)


def find_last_checkpoint(session: Session) -> AuditCheckpoint | None:
    """The newest checkpoint."""
    return session.scalars(select(AuditCheckpoint).order_by(AuditCheckpoint.number.desc()).limit(1)).one_or_none()


def list_checkpoints(session: Session, after: int, limit: int) -> Sequence[tuple[int, str]]:
    """Number and line of checkpoints behind a number, in order."""
    query = select(AuditCheckpoint.number, AuditCheckpoint.line).where(AuditCheckpoint.number > after)
    return [(row[0], row[1]) for row in session.execute(query.order_by(AuditCheckpoint.number).limit(limit))]


def list_targets(session: Session) -> Sequence[AuditTarget]:
    """Every target that was ever tried."""
    return session.scalars(select(AuditTarget).order_by(AuditTarget.name)).all()


def put_target(session: Session, name: str, told: Mapping[str, Any]) -> None:
    """Note how far a target is; it never goes back."""
    query = upsert(AuditTarget).values(name=name, **told)
    kept: dict[str, Any] = {**told, "delivered": func.greatest(AuditTarget.delivered, query.excluded.delivered)}
    session.execute(query.on_conflict_do_update(index_elements=[AuditTarget.name], set_=kept))


def list_erasable(session: Session, event_ids: Collection[UUID]) -> Sequence[Event]:
    """Those of the events whose erasable part is still there."""
    query = select(Event).join(EventDetail, EventDetail.event_id == Event.id).where(Event.id.in_(event_ids))
    return session.scalars(query.order_by(Event.xid, Event.id)).all()


def erase(session: Session, event_ids: Collection[UUID], record_id: UUID, now: datetime) -> None:
    """Take away erasable parts, and note by which act."""
    rows = [{"event_id": each, "erased_at": now, "record_id": record_id} for each in event_ids]
    session.execute(upsert(EventErasure).on_conflict_do_nothing(), rows)
    session.execute(delete(EventDetail).where(EventDetail.event_id.in_(event_ids)))


def _place(position: Position) -> Any:
    return tuple_(cast(literal(str(position[0])), Xid8()), literal(position[1]))
