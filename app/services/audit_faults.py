"""What can be wrong with the audit trail, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class What(StrEnum):
    """What was done to the trail, as far as it can be told from what is left."""

    EDITED = "edited"
    """The event is not what was sealed."""
    DELETED = "deleted"
    """The event or its seal is gone."""
    INSERTED = "inserted"
    """An event that was never sealed stands among sealed ones."""
    REORDERED = "reordered"
    """Two links have changed places."""
    TRUNCATED = "truncated"
    """A checkpoint has seen more than there is."""
    REWRITTEN = "rewritten"
    """The links fit each other but not the checkpoint: history was sealed anew."""
    DETAIL_EDITED = "detail_edited"
    """The erasable part is not what was hashed."""
    DETAIL_MISSING = "detail_missing"
    """The erasable part is gone, and no erasure is on record."""
    CHECKPOINT_BROKEN = "checkpoint_broken"
    """A checkpoint is no longer what was signed, or one is missing before it."""
    KEY_UNKNOWN = "key_unknown"
    """A checkpoint is signed by a key that is not among the known ones."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong."""

    what: What
    chain_id: UUID | None
    """None for a checkpoint that cannot be trusted as a whole."""
    position: int | None
    """The first link that is in doubt; None for an inserted event that no sealed one follows."""
    event_id: UUID | None
    checkpoint: int | None = None
    """Number of the checkpoint that shows it."""
    after: int | None = None
    """The last position that an earlier checkpoint vouches for."""

    def told(self) -> dict[str, Any]:
        """As plain values, for machines."""
        return {
            "what": str(self.what),
            "chain": str(self.chain_id) if self.chain_id is not None else None,
            "position": self.position,
            "event": str(self.event_id) if self.event_id else None,
            "checkpoint": self.checkpoint,
            "after": self.after,
        }


def first_of(faults: Iterable[Fault]) -> Fault | None:
    """The one to look at first: an untrusted checkpoint, else the earliest link of the first chain."""
    return min(faults, key=_rank, default=None)


def first_of_each(faults: Iterable[Fault]) -> list[Fault]:
    """The earliest fault of each chain, and of the checkpoints."""
    firsts: dict[UUID | None, Fault] = {}
    for each in sorted(faults, key=_rank):
        firsts.setdefault(each.chain_id, each)
    return list(firsts.values())


def _rank(fault: Fault) -> tuple[bool, int, int]:
    chain = fault.chain_id.int if fault.chain_id is not None else 0
    return fault.chain_id is not None, chain, fault.position if fault.position is not None else 2**63
