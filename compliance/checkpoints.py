"""Checkpoints: signed statements of how far the chains were. Their form, and what one says."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from compliance.canonical import canonical, moment

FIRST_PREVIOUS = "0" * 64
"""What the first checkpoint gives as the hash of the one before it."""

_FORM = 1


@dataclass(frozen=True, slots=True)
class Head:
    """How far one chain was: its last position and the link there, in hexadecimal."""

    chain_id: UUID
    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed.

    ``count`` is the number of events sealed in all chains; ``heads`` are those of chains that grew since the checkpoint
    before, of which ``previous`` is the hash.
    """

    number: int
    time: datetime
    count: int
    previous: str
    key: str
    heads: tuple[Head, ...]

    def text(self) -> str:
        """The canonical text, to whose UTF-8 bytes the signature belongs."""
        return canonical(self._body())

    def line(self, signature: str) -> str:
        """The statement with its signature, as one line without its end."""
        return canonical(self._body() | {"signature": signature})

    def _body(self) -> dict[str, Any]:
        return {
            "chains": [{"chain": str(h.chain_id), "hash": h.hash, "position": h.position} for h in self.heads],
            "count": self.count, "key": self.key, "number": self.number, "previous": self.previous,
            "time": moment(self.time), "version": _FORM,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A statement as it was read, with its signature in hexadecimal."""

    statement: Statement
    signature: str


def hash_of_line(line: str) -> str:
    """What the next checkpoint says of this one."""
    return sha256(line.encode()).hexdigest()


def read(line: str) -> Checkpoint:
    """Read a line.

    Raises:
        ValueError: it is no checkpoint in its one canonical form.
    """
    try:
        told = json.loads(line)
        found = Checkpoint(_statement(told), told["signature"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no checkpoint: {error!r}") from error
    if found.statement.line(found.signature) != line:
        raise ValueError("not in canonical form")
    return found


def _statement(told: Mapping[str, Any]) -> Statement:
    return Statement(
        number=told["number"],
        time=datetime.fromisoformat(told["time"]),
        count=told["count"],
        previous=told["previous"],
        key=told["key"],
        heads=_heads(told["chains"]),
    )


def _heads(told: Sequence[Mapping[str, Any]]) -> tuple[Head, ...]:
    return tuple(Head(UUID(each["chain"]), each["position"], each["hash"]) for each in told)
