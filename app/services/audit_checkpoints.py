"""Signed checkpoints: made as the chains grow, and brought to every place outside the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from app.errors import UnavailableError
from app.schema.audit import AuditCheckpoint, AuditTarget
from app.services.checkpoint_file import CheckpointFile, CheckpointFileError
from app.services.work import Tx, Work
from app.storage import audit
from compliance.checkpoints import FIRST_PREVIOUS, Head, Statement, hash_of_line, read

_PAGE = 100
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=5)
_SHOWN = 300

_log = structlog.get_logger(__name__)


class Signer(Protocol):
    """Signs with this installation's key."""

    @property
    def key_id(self) -> str:
        """Names the key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes."""
        ...


class TargetError(UnavailableError):
    """A target did not take a checkpoint; it is tried again later."""


class Target(Protocol):
    """A place outside the database that takes checkpoints, one after the other."""

    @property
    def name(self) -> str:
        """By which ``cordon doctor`` calls it."""
        ...

    def write(self, number: int, line: str) -> None:
        """Write one checkpoint. Writing it again is harmless.

        Raises:
            TargetError: it was not taken.
        """
        ...


@dataclass(frozen=True)
class Outside:
    """What a worker writes checkpoints with and to; each host has a file of its own."""

    signer: Signer
    file: CheckpointFile
    targets: tuple[Target, ...] = ()
    host: str = "local"


def checkpoint_due(work: Work, outside: Outside) -> int:
    """Make a checkpoint if it is time, bring all there are to where they are missing; how many were written."""
    made = make(work, outside.signer)
    told = _tell_file(work, outside)
    return made + told + sum(_tell(work, target) for target in outside.targets)


def make(work: Work, signer: Signer, *, at_once: bool = False) -> bool:
    """Make the next checkpoint when enough was sealed, or enough time has passed, since the last one.

    Args:
        work: what use cases work with.
        signer: whose key vouches for it.
        at_once: as soon as anything was sealed.
    """
    with work.begin() as tx:
        if not audit.lock_checkpointer(tx.session):
            return False
        last, newest = audit.find_last_checkpoint(tx.session), audit.find_last(tx.session)
        before = read(last.line).statement if last else None
        count = newest[0] if newest else 0
        grown = count - (before.count if before else 0)
        if grown <= 0 or not (at_once or _is_time(work, tx.now, before, grown)):
            return False
        tx.session.add(_next(tx, signer, last, before, count))
        return True


def _is_time(work: Work, now: datetime, before: Statement | None, grown: int) -> bool:
    pause = timedelta(minutes=work.settings.audit_checkpoint_minutes)
    return before is None or grown >= work.settings.audit_checkpoint_links or now - before.time >= pause


def _next(
    tx: Tx, signer: Signer, last: AuditCheckpoint | None, before: Statement | None, count: int
) -> AuditCheckpoint:
    moved = audit.list_moved(tx.session, before.count if before else 0)
    statement = Statement(
        number=(before.number if before else 0) + 1,
        time=tx.now,
        count=count,
        previous=hash_of_line(last.line) if last else FIRST_PREVIOUS,
        key=signer.key_id,
        heads=tuple(Head(row.chain_id, row.position, row.hash.hex()) for row in moved),
    )
    line = statement.line(signer.sign(statement.text().encode()).hex())
    return AuditCheckpoint(number=statement.number, made_at=tx.now, line=line)


def _tell_file(work: Work, outside: Outside) -> int:
    """The file itself knows how far it is: one that was lost or restored is filled up again."""

    def write(line: str) -> bool:
        return outside.file.append(line)

    def begin(_: AuditTarget | None) -> int:
        return outside.file.last()[0]

    return _bring(work, f"file@{outside.host}", begin, lambda _, line: write(line))


def _tell(work: Work, target: Target) -> int:
    def write(number: int, line: str) -> bool:
        target.write(number, line)
        return True

    return _bring(work, target.name, lambda row: row.delivered if row else 0, write)


def _bring(work: Work, name: str, begin: Callable[[AuditTarget | None], int], write: Callable[[int, str], bool]) -> int:
    """Write what is missing at one target, outside of any transaction, and note how that went."""
    with work.look() as tx:
        row = next((each for each in audit.list_targets(tx.session) if each.name == name), None)
        if row is not None and not _may_try(row, tx.now):
            return 0
    written, reached = 0, row.delivered if row else 0
    try:
        reached = begin(row)
        while lines := _missing(work, reached):
            for number, line in lines:
                written += write(number, line)
                reached = number
    except (TargetError, CheckpointFileError, OSError) as error:
        _log.warning("audit.target_failed", target=name, error=str(error))
        _note(work, name, row, reached, str(error)[:_SHOWN])
        return written
    if written or row is None or row.fails:
        _note(work, name, row, reached, None)
    return written


def _missing(work: Work, after: int) -> Sequence[tuple[int, str]]:
    with work.look() as tx:
        return audit.list_checkpoints(tx.session, after, _PAGE)


def _may_try(row: AuditTarget, now: datetime) -> bool:
    """Pauses grow with each try that fails: 5 s, 10 s, ... 5 minutes."""
    if not row.fails:
        return True
    pause: timedelta = min(_FIRST_PAUSE * (1 << min(row.fails - 1, 8)), _LONGEST_PAUSE)
    return now - row.tried_at >= pause


def _note(work: Work, name: str, row: AuditTarget | None, reached: int, error: str | None) -> None:
    with work.begin() as tx:
        told: dict[str, Any] = {"delivered": reached, "tried_at": tx.now, "error": error}
        if error is None:
            told |= {"fails": 0, "failing_since": None}
        else:
            told |= {
                "fails": (row.fails if row else 0) + 1,
                "failing_since": (row.failing_since if row else None) or tx.now,
            }
        audit.put_target(tx.session, name, told)
