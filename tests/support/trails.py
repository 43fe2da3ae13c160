"""An audit trail that can be tampered with: committed events in a chain of one's own, and the rights of the owner."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, create_engine, text

from app.access import system
from app.auth.audit_keys import known_keys, open_key
from app.clock import ManualClock
from app.schema.base import new_id
from app.services.audit_checkpoints import Outside, checkpoint_due, make
from app.services.audit_compare import compare
from app.services.audit_faults import Fault, first_of
from app.services.audit_seals import seal_due
from app.services.audit_verify import Stretch, list_inserted, walk
from app.services.checkpoint_file import CheckpointFile
from app.services.events import About, record
from app.services.work import Work
from app.storage import audit
from compliance.chain import genesis, link
from tests.support.settled import settle

SOMEBODY = system("test")


@dataclass
class Trail:
    """A database in which every trail is a chain of its own, so that many tests can share it."""

    work: Work
    clock: ManualClock
    owner: Engine
    home: Path
    unit_id: UUID = field(default_factory=new_id)
    """Names the chain; events need no row of a unit."""

    def happen(self, number: int = 1, *, erasable: Mapping[str, Any] | None = None) -> list[UUID]:
        """Events in this chain, each in a transaction of its own."""
        return [self._one(erasable) for _ in range(number)]

    def _one(self, erasable: Mapping[str, Any] | None) -> UUID:
        about = About("test", uuid4(), self.unit_id)
        with self.work.begin() as tx:
            told = {"step": "đo điện áp", "volt": 22000.5}
            return record(tx, SOMEBODY, "test.done", about, payload=told, erasable=dict(erasable) if erasable else None)

    def seal(self) -> int:
        """Seal all there is, once it may be read."""
        settle(self.work)
        return seal_due(self.work)

    def sealed(self, number: int, *, erasable: Mapping[str, Any] | None = None) -> list[UUID]:
        """So many events, sealed."""
        ids = self.happen(number, erasable=erasable)
        self.seal()
        return ids

    def outside(self) -> Outside:
        """What checkpoints are written with; one key and file for all trails of this database."""
        return Outside(open_key(self.home), CheckpointFile.inside(self.home))

    def checkpoint(self) -> None:
        """Put down in the file how far the chains are."""
        outside = self.outside()
        make(self.work, outside.signer, at_once=True)
        checkpoint_due(self.work, outside)

    def walk(self) -> Stretch:
        """Follow the chain."""
        return walk(self.work, self.unit_id)

    def links(self) -> list[tuple[int, UUID, bytes]]:
        """Position, event and link of the chain, without looking whether they are right."""
        with self.work.look() as tx:
            rows = audit.list_links(tx.session, self.unit_id, 0, 10_000)
        return [(row.position, row.event_id, row.hash) for row in rows]

    def fault(self, keys: Mapping[str, Any] | None = None) -> Fault | None:
        """The first thing that is wrong with this chain, by all means there are."""
        known = keys if keys is not None else known_keys(self.home)
        compared = compare(self.work, CheckpointFile.inside(self.home).lines(), known, only={self.unit_id})
        walked = self.walk().fault
        inserted = [each for each in list_inserted(self.work, 1000) if each.chain_id == self.unit_id]
        return first_of([*([walked] if walked else []), *inserted, *compared.faults])

    def as_owner(self, statement: str, **values: Any) -> Sequence[Any]:
        """What only somebody with the owner's password, or a superuser, can do."""
        with self.owner.begin() as connection:
            found = connection.execute(text(statement), values)
            return found.all() if found.returns_rows else ()

    def reseal(self) -> None:
        """Compute the chain anew over the events that are there, as somebody would who can write everything."""
        with self.work.look() as tx:
            rows = audit.list_links(tx.session, self.unit_id, 0, 10_000)
        previous, position = genesis(self.unit_id), 0
        self.as_owner("DELETE FROM audit_seals WHERE chain_id = :chain", chain=self.unit_id)
        for row in rows:
            facts = audit.facts_in(row)
            if facts is None:
                continue
            position += 1
            previous = link(previous, position, facts)
            self._put(position, row.event_id, previous)

    def _put(self, position: int, event_id: UUID, made: bytes) -> None:
        self.as_owner(
            "INSERT INTO audit_seals (chain_id, position, seq, event_id, xid, hash) SELECT :chain, :position,"
            " (SELECT max(seq) + 1 FROM audit_seals), e.id, e.xid, :hash FROM events e WHERE e.id = :event",
            chain=self.unit_id, position=position, event=event_id, hash=made,
        )  # fmt: skip


@contextmanager
def owner_of(url: str) -> Iterator[Engine]:
    """Connections as the role that owns the tables."""
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
