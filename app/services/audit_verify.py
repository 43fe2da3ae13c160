"""Recomputes the audit trail from its events and compares it with seals and checkpoints: is it whole, else where not.

Pages of links are read one after the other in short transactions: memory stays the same however long the trail is, and
no reader of events is held up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.services.audit_faults import Fault, What
from app.services.events import erasable_hash_of
from app.services.work import Work
from app.storage import audit
from compliance.chain import SealedFacts, chain_of, genesis, link

PAGE = 2000
NEARBY = 500
"""How far a link that does not fit is looked for behind its place, before it counts as edited and not as moved."""

Tick = Callable[[int], None]
"""Told how many links were looked at since it was last told."""


@dataclass(frozen=True)
class Stretch:
    """A part of one chain that was looked at."""

    chain_id: UUID
    after: int
    """The link that it began behind; 0 for the beginning."""
    position: int
    """Of the last link that was looked at."""
    hash: str
    """The last link, in hexadecimal."""
    erased: int = 0
    """Events whose erasable part is gone, lawfully."""
    more: bool = False
    """Whether there are links behind it."""
    fault: Fault | None = None


def walk(
    work: Work, chain_id: UUID, *, after: int = 0, limit: int | None = None, tick: Tick = lambda _: None
) -> Stretch:
    """Follow a chain until its end, its first broken link, or ``limit`` links.

    Begun in the middle, the link at ``after`` is taken as it is; checkpoints vouch for it, or do not.
    """
    state = _begin(work, chain_id, after)
    left = limit if limit is not None else -1
    while state.fault is None and left:
        with work.look() as tx:
            rows = audit.list_links(tx.session, chain_id, state.position, min(PAGE, left) if left > 0 else PAGE)
        if not rows:
            return state
        state = _follow(work, state, rows)
        left -= len(rows)
        tick(len(rows))
    return replace(state, more=state.fault is None and _has_more(work, state))


def list_inserted(work: Work, limit: int = 1) -> list[Fault]:
    """Events that slipped in among the sealed ones: older than the newest seal, and without one of their own."""
    with work.look() as tx:
        last = audit.find_last(tx.session)
        found = audit.list_slipped_in(tx.session, last[1], limit) if last else ()
        return [_inserted(tx.session, row) for row in found]


def _inserted(session: Any, row: Any) -> Fault:
    chain_id = chain_of(row.unit_id, row.authority_id)
    at = audit.find_next_position(session, chain_id, (row.xid, row.id))
    return Fault(What.INSERTED, chain_id, at, row.id)


def _begin(work: Work, chain_id: UUID, after: int) -> Stretch:
    if after == 0:
        return Stretch(chain_id, 0, 0, genesis(chain_id).hex())
    with work.look() as tx:
        known = audit.list_hashes(tx.session, [(chain_id, after)]).get((chain_id, after))
    if known is None:
        return Stretch(chain_id, after, after, "", fault=Fault(What.DELETED, chain_id, after, None))
    return Stretch(chain_id, after, after, known.hex())


def _has_more(work: Work, state: Stretch) -> bool:
    with work.look() as tx:
        return bool(audit.list_links(tx.session, state.chain_id, state.position, 1))


def _follow(work: Work, state: Stretch, rows: Iterable[Any]) -> Stretch:
    previous, position, erased = bytes.fromhex(state.hash), state.position, state.erased
    for row in rows:
        facts = audit.facts_in(row)
        made = _check(state.chain_id, previous, position + 1, row, facts)
        if isinstance(made, Fault):
            fault = _named(work, made, previous, facts)
            return replace(state, position=position, hash=previous.hex(), erased=erased, fault=fault)
        previous, position = made, position + 1
        erased += facts is not None and facts.erasable_hash is not None and row.body is None
    return replace(state, position=position, hash=previous.hex(), erased=erased)


def _check(chain_id: UUID, previous: bytes, position: int, row: Any, facts: SealedFacts | None) -> bytes | Fault:
    """The link as it must be, when it is so and its event is as it was sealed; else what is wrong."""
    if row.position != position:
        return Fault(What.DELETED, chain_id, position, None)
    if facts is None:
        return Fault(What.DELETED, chain_id, position, row.event_id)
    made = link(previous, position, facts)
    if made != row.hash or chain_of(facts.unit_id, facts.authority_id) != chain_id:
        return Fault(What.EDITED, chain_id, position, row.event_id)
    return _check_detail(chain_id, position, facts, row.body, erased=row.erased) or made


def _check_detail(
    chain_id: UUID, position: int, facts: SealedFacts, body: dict[str, Any] | None, *, erased: bool
) -> Fault | None:
    if body is None:
        lost = facts.erasable_hash is not None and not erased
        return Fault(What.DETAIL_MISSING, chain_id, position, facts.id) if lost else None
    if erasable_hash_of(body) == facts.erasable_hash:
        return None
    return Fault(What.DETAIL_EDITED, chain_id, position, facts.id)


def _named(work: Work, fault: Fault, previous: bytes, facts: SealedFacts | None) -> Fault:
    """A link that does not fit here although it would fit near by, or whose place another one fits, was moved."""
    if fault.what is not What.EDITED or fault.chain_id is None or fault.position is None or facts is None:
        return fault
    with work.look() as tx:
        rows = audit.list_links(tx.session, fault.chain_id, fault.position - 1, NEARBY)
    here = rows[0].hash if rows else b""
    for row in rows[1:]:
        other = audit.facts_in(row)
        if other is not None and link(previous, fault.position, other) == here:
            return replace(fault, what=What.REORDERED)
    return fault
