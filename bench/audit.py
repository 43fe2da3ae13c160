"""A million events sealed into chains and verified again, against the floor: SHA-256 over the same bytes, nothing else.

Floor: the canonical texts of the events are in memory already and only hashed, link after link.
"""

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import create_engine, text

from app.services.audit_report import Proofs, Report, verify_all
from app.services.audit_seals import seal_due
from app.services.work import Work
from app.storage import audit
from bench.databases import Database, fresh_database, vacuum
from bench.world import open_work
from compliance.chain import genesis, sealed_text

_PAGE = 2000


@dataclass(frozen=True)
class Sizes:
    """Events sealed into chains, and every link of them verified.

    Attributes:
        events: How many there are, one in three with an erasable part.
        chains: Operating units that they are spread over.
    """

    events: int = 1_000_000
    chains: int = 20

    @classmethod
    def quick(cls) -> "Sizes":
        """Whether it runs, not how fast."""
        return cls(300, 3)


@dataclass(frozen=True)
class Found:
    """Seconds that each part took."""

    seal_seconds: float
    verify_seconds: float
    floor_seconds: float
    mib: float
    """Bytes that were hashed."""
    peak_mib: float
    """Largest memory of this process."""


def run(sizes: Sizes) -> str:
    """Measure and tell."""
    return report(sizes, measure(sizes))


def measure(sizes: Sizes) -> Found:
    """Write events as the owner can, in one statement; seal and verify them as the service does."""
    with fresh_database() as database:
        work, engine = open_work(database)
        try:
            _fill(database, sizes)
            vacuum(database)
            begun = time.perf_counter()
            _seal_all(work, sizes.events)
            sealed = time.perf_counter() - begun
            vacuum(database)
            begun = time.perf_counter()
            found = verify_all(work, Proofs())
            verified = time.perf_counter() - begun
            assert found.whole, found.faults
            assert found.links == sizes.events
            floor, size = _floor(work, found)
        finally:
            engine.dispose()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Found(sealed, verified, floor, size / 2**20, peak)


def report(sizes: Sizes, found: Found) -> str:
    """The figures as a table."""
    rows = [("sealed", found.seal_seconds), ("verified", found.verify_seconds), ("floor: sha256", found.floor_seconds)]
    lines = [
        f"Audit trail: {sizes.events} events in {sizes.chains} chains, {found.mib:.0f} MiB hashed",
        f"{'':16}{'seconds':>10}{'events/s':>12}{'us/event':>10}",
    ]
    for name, seconds in rows:
        each = seconds / sizes.events
        lines.append(f"{name:16}{seconds:10.1f}{1 / each:12.0f}{each * 1e6:10.1f}")
    lines.append(f"verifying takes {found.verify_seconds / found.floor_seconds:.0f} times the floor")
    lines.append(f"largest memory of the process: {found.peak_mib:.0f} MiB")
    return "\n".join(lines)


def _fill(database: Database, sizes: Sizes) -> None:
    engine = create_engine(database.owner_url)
    with engine.begin() as owner:
        owner.exec_driver_sql(_UUID_OF)
        owner.execute(text(_EVENTS), {"events": sizes.events, "chains": sizes.chains})
        owner.execute(text(_DETAILS))
    engine.dispose()


_EVENTS = """
INSERT INTO events (id, unit_id, ticket_id, assignment_id, subject_kind, subject_id, verb, actor_id, actor, device_time,
  server_time, payload, erasable_hash)
SELECT uuid_of(n), uuid_of(-1 - n % :chains), uuid_of(n / 20), uuid_of(n / 20), 'assignment', uuid_of(n / 20),
  'assignment.working', uuid_of(7), 'Nguyễn Văn An', now(), now() + n * interval '1 ms',
  jsonb_build_object('from', 'inside', 'to', 'working', 'version', n % 9, 'reason', 'đứt dây hạ áp ở ' || n),
  CASE WHEN n % 3 = 0 THEN encode(sha256(convert_to('{"_salt":"00","name":"Hoa ' || n || '"}', 'UTF8')), 'hex') END
FROM generate_series(1, :events) n
""".replace("uuid_of(", "pg_temp.uuid_of(")

_DETAILS = """
INSERT INTO event_details (event_id, body)
SELECT id, jsonb_build_object('_salt', '00', 'name', 'Hoa ' || split_part(payload->>'reason', ' ở ', 2))
FROM events WHERE erasable_hash IS NOT NULL
"""

_UUID_OF = """
CREATE FUNCTION pg_temp.uuid_of(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT lpad(to_hex(n), 32, CASE WHEN n < 0 THEN 'f' ELSE '0' END)::uuid $$
"""


def _seal_all(work: Work, events: int) -> None:
    sealed = 0
    while sealed < events:
        done = seal_due(work)
        sealed += done
        if not done:
            time.sleep(0.05)  # another transaction of the server holds readers back


def _floor(work: Work, found: Report) -> tuple[float, int]:
    """Only the hashing, chain by chain, of texts that are there."""
    seconds, size = 0.0, 0
    for stretch in found.stretches:
        previous, after = genesis(stretch.chain_id), 0
        while texts := _texts(work, stretch.chain_id, after):
            begun = time.perf_counter()
            for each in texts:
                previous = sha256(previous + each).digest()
            seconds += time.perf_counter() - begun
            size += sum(map(len, texts))
            after += len(texts)
        assert previous.hex() == stretch.hash
    return seconds, size


def _texts(work: Work, chain_id: UUID, after: int) -> Sequence[bytes]:
    with work.look() as tx:
        rows = audit.list_links(tx.session, chain_id, after, _PAGE)
    facts = ((row.position, audit.facts_in(row)) for row in rows)
    return [sealed_text(position, each).encode() for position, each in facts if each is not None]
