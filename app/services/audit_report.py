"""Is the audit trail whole: chains, checkpoints and what slipped in, put together in one answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import NotFoundError
from app.schema.audit import AuditCheckpoint
from app.services.audit_compare import Compared, Keys, compare
from app.services.audit_faults import Fault, first_of_each
from app.services.audit_seals import lag
from app.services.audit_verify import Stretch, Tick, list_inserted, walk
from app.services.work import Tx, Work
from app.storage import audit
from app.storage import audit_names as names
from compliance.chain import SYSTEM_CHAIN

MOST_LINKS = 20_000
"""That one request may look at; the command looks at all."""


@dataclass(frozen=True)
class Proofs:
    """What lies outside the database: checkpoints, oldest first, and the keys that are trusted."""

    lines: Iterable[str] = ()
    keys: Keys = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What was looked at and what was found."""

    stretches: tuple[Stretch, ...]
    names: dict[UUID, str]
    """Of the chains: the code of their unit or authority."""
    compared: Compared
    faults: tuple[Fault, ...]
    """The first of each chain."""
    lag: timedelta
    """How long the oldest event without a seal has waited."""
    checkpoint: AuditCheckpoint | None = None
    """The newest one, as the database remembers it."""

    @property
    def whole(self) -> bool:
        """Nothing wrong was found."""
        return not self.faults

    @property
    def links(self) -> int:
        """How many links were looked at."""
        return sum(each.position - each.after for each in self.stretches)

    @property
    def erased(self) -> int:
        """Events whose erasable part is lawfully gone."""
        return sum(each.erased for each in self.stretches)


def count_links(work: Work) -> int:
    """How many links there are in all chains."""
    with work.look() as tx:
        last = audit.find_last(tx.session)
        return last[0] if last else 0


def verify_all(work: Work, proofs: Proofs, tick: Tick = lambda _: None) -> Report:
    """Look at every link of every chain; for whoever keeps the installation.

    Memory is constant: links are read in pages, checkpoints line by line.
    """
    compared = compare(work, proofs.lines, proofs.keys)
    with work.look() as tx:
        chains = audit.list_chains(tx.session)
    stretches = tuple(walk(work, chain_id, tick=tick) for chain_id in sorted({*chains, *compared.vouched}))
    return _report(work, stretches, compared, list_inserted(work))


def verify_recent(
    work: Work, subject: Subject, proofs: Proofs, *, chain_id: UUID | None, after: int | None, limit: int
) -> Report:
    """Look at the newest links of all chains that the subject may audit, or at a stretch of one of them.

    Args:
        work: what use cases work with.
        subject: who asks.
        proofs: the newest checkpoints are enough.
        chain_id: this chain only.
        after: with a chain: begin behind this link; else the newest links are taken.
        limit: links at most, over all chains.

    Raises:
        ForbiddenError: the role does not include the audit.
        NotFoundError: there is no such chain within the subject's scope.
    """
    mine = _chains(work, subject.scope(Verb.AUDIT_READ))
    if chain_id is not None and chain_id not in mine:
        raise NotFoundError("there is no such chain")
    chains = [chain_id] if chain_id is not None else mine
    each = max(1, min(limit, MOST_LINKS) // max(1, len(chains)))
    with work.look() as tx:
        ends = audit.find_heads(tx.session, chains)
    stretches = tuple(
        walk(work, one, after=max(0, ends[one][0] - each) if after is None else after, limit=each)
        for one in chains
        if one in ends
    )
    compared = compare(work, proofs.lines, proofs.keys, whole=False, only=frozenset(chains))
    return _report(work, stretches, compared, [])


def _chains(work: Work, scope: Scope) -> list[UUID]:
    """Chains of units and authorities in the scope, and the system's, of which only hashes are told."""
    with work.look() as tx:
        return [each for each in audit.list_chains(tx.session) if _within(scope, each)]


def _within(scope: Scope, chain_id: UUID) -> bool:
    return chain_id == SYSTEM_CHAIN or chain_id in scope.unit_ids or chain_id in scope.authority_ids


def _report(work: Work, stretches: Sequence[Stretch], compared: Compared, inserted: Sequence[Fault]) -> Report:
    broken = [each.fault for each in stretches if each.fault is not None]
    faults = first_of_each([*broken, *inserted, *compared.faults])
    seen: Collection[UUID] = {each.chain_id for each in stretches} | {f.chain_id for f in faults if f.chain_id}
    with work.look() as tx:
        return Report(tuple(stretches), _names(tx, seen), compared, tuple(faults), lag(tx), _newest(tx))


def _names(tx: Tx, chain_ids: Collection[UUID]) -> dict[UUID, str]:
    return names.of_chains(tx.session, chain_ids)


def _newest(tx: Tx) -> AuditCheckpoint | None:
    return audit.find_last_checkpoint(tx.session)
