"""Compares checkpoints, which lie outside the database, with the seals inside."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.services.audit_faults import Fault, What
from app.services.work import Work
from app.storage import audit
from compliance.checkpoints import Checkpoint, Head, hash_of_line, read

_PAGE = 200

Keys = Mapping[str, Ed25519PublicKey]
"""Public keys that are trusted, by id."""


@dataclass
class Compared:
    """What a run over checkpoints found."""

    read: int = 0
    last: int | None = None
    """Number of the newest checkpoint."""
    vouched: dict[UUID, int] = field(default_factory=dict)
    """The last position of each chain that a trusted checkpoint agrees with."""
    faults: list[Fault] = field(default_factory=list)
    """In the order found; of each chain the first only."""


def compare(
    work: Work, lines: Iterable[str], keys: Keys, *, whole: bool = True, only: Collection[UUID] | None = None
) -> Compared:
    """Read checkpoints one after the other and look whether the chains still go through them.

    Args:
        work: what use cases work with.
        lines: oldest first.
        keys: public keys that are trusted.
        whole: they begin with the very first one; else the first need not follow another.
        only: chains to look at; None for all.
    """
    found = Compared()
    source = _trusted(lines, keys, found, whole=whole)
    while page := list(islice(source, _PAGE)):
        heads = [(each, head) for each in page for head in each.statement.heads]
        _look_up(work, [each for each in heads if only is None or each[1].chain_id in only], found)
    return found


def _trusted(lines: Iterable[str], keys: Keys, found: Compared, *, whole: bool) -> Iterator[Checkpoint]:
    """Checkpoints that are what was signed; ends behind the first that is not."""
    before: tuple[int, str] | None = (0, "0" * 64) if whole else None
    for line in lines:
        number = before[0] + 1 if before else None
        try:
            checkpoint = read(line)
        except ValueError:
            found.faults.append(Fault(What.CHECKPOINT_BROKEN, None, None, None, number))
            return
        what = _distrust(checkpoint, before, keys)
        found.read, found.last = found.read + 1, checkpoint.statement.number
        if what is not None:
            found.faults.append(Fault(what, None, None, None, checkpoint.statement.number))
            return
        before = checkpoint.statement.number, hash_of_line(line)
        yield checkpoint


def _distrust(checkpoint: Checkpoint, before: tuple[int, str] | None, keys: Keys) -> What | None:
    statement = checkpoint.statement
    if before is not None and (statement.number, statement.previous) != (before[0] + 1, before[1]):
        return What.CHECKPOINT_BROKEN
    key = keys.get(statement.key)
    if key is None:
        return What.KEY_UNKNOWN
    try:
        key.verify(bytes.fromhex(checkpoint.signature), statement.text().encode())
    except (InvalidSignature, ValueError):
        return What.CHECKPOINT_BROKEN
    return None


def _look_up(work: Work, heads: list[tuple[Checkpoint, Head]], found: Compared) -> None:
    if not heads:
        return
    with work.look() as tx:
        places = [(head.chain_id, head.position) for _, head in heads]
        there = audit.list_hashes(tx.session, places)
        ends = audit.find_heads(tx.session, {chain_id for chain_id, _ in places})
    broken = {fault.chain_id for fault in found.faults}
    for checkpoint, head in heads:
        if head.chain_id in broken:
            continue
        here = there.get((head.chain_id, head.position))
        if here is not None and here.hex() == head.hash:
            found.vouched[head.chain_id] = head.position
            continue
        broken.add(head.chain_id)
        end = ends.get(head.chain_id, (0, b""))[0]
        found.faults.append(_fault(head, checkpoint.statement.number, found.vouched.get(head.chain_id, 0), end))


def _fault(head: Head, number: int, vouched: int, end: int) -> Fault:
    """Which it is: fewer links than there were, a link that is missing, or other links than there were."""
    if end < head.position:
        return Fault(What.TRUNCATED, head.chain_id, end + 1, None, number, vouched)
    return Fault(What.REWRITTEN, head.chain_id, head.position, None, number, vouched)
