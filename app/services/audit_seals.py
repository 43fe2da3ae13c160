"""Seals events into hash chains, behind everybody's back: in commit order, in batches, whatever the intake does."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.services.work import Tx, Work
from app.storage import audit
from compliance.chain import SealedFacts, chain_of, genesis, link
from compliance.checkpoints import read

BATCH = 2000
"""Events that one transaction seals: short enough to be no burden, long enough to be quick."""

BEHIND = timedelta(minutes=2)
"""An event that stays unsealed for longer is worth a look: no worker, or a transaction that does not end."""


def seal_due(work: Work, batch: int = BATCH) -> int:
    """Seal every event that readers may have; how many there were.

    Where it goes on is derived from the seals, so a sealer that was killed has lost nothing and done nothing twice.
    """
    done = 0
    while True:
        with work.begin() as tx:
            sealed = _seal(tx, batch)
        done += sealed
        if sealed < batch:
            return done


def lag(tx: Tx) -> timedelta:
    """How long the oldest event without a seal has waited; zero when there is none."""
    last = audit.find_last(tx.session)
    oldest = audit.find_oldest_unsealed(tx.session, last[1] if last else None)
    return max(tx.now - oldest, timedelta(0)) if oldest else timedelta(0)


def _seal(tx: Tx, batch: int) -> int:
    if not audit.lock_sealer(tx.session):
        return 0
    seq, place = audit.find_last(tx.session) or (0, None)
    waiting = audit.list_unsealed(tx.session, place, batch)
    if waiting:
        audit.put_seals(tx.session, list(_links(tx, max(seq, _counted(tx)), waiting)))
    return len(waiting)


def _links(tx: Tx, seq: int, waiting: Sequence[tuple[int, SealedFacts]]) -> Iterator[dict[str, Any]]:
    heads = audit.find_heads(tx.session, {_chain(facts) for _, facts in waiting})
    for number, (xid, facts) in enumerate(waiting, seq + 1):
        chain_id = _chain(facts)
        before, previous = heads.get(chain_id) or (0, genesis(chain_id))
        position = before + 1
        made = link(previous, position, facts)
        heads[chain_id] = position, made
        yield {
            "chain_id": chain_id, "position": position, "seq": number, "event_id": facts.id, "xid": xid, "hash": made,
        }  # fmt: skip


def _counted(tx: Tx) -> int:
    """What the last checkpoint counted: where somebody cut off the end, its numbers are not given out again."""
    last = audit.find_last_checkpoint(tx.session)
    return read(last.line).statement.count if last else 0


def _chain(facts: SealedFacts) -> UUID:
    return chain_of(facts.unit_id, facts.authority_id)
