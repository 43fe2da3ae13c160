"""What every use case works with: a transaction of its own, the moment it runs at, and the jobs it leaves behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from app.clock import Clock
from app.errors import ConflictError, InvalidError, StaleError, UnavailableError
from app.settings import Settings
from app.storage.conflicts import explain
from geo.travel import Travel


class Jobs(Protocol):
    """Leaves background work behind, on the caller's own connection and so inside its transaction."""

    def defer(self, connection: Connection, task: str, *, lock: str | None = None, **args: str | int) -> None:
        """Queue ``task`` with ``args``; tasks with the same ``lock`` never run side by side."""
        ...


@dataclass(frozen=True)
class Tx:
    """One open transaction and the one moment at which it happens."""

    session: Session
    now: datetime
    jobs: Jobs

    def defer(self, task: str, *, lock: str | None = None, **args: str | int) -> None:
        """Queue background work that exists only if this transaction commits."""
        self.jobs.defer(self.session.connection(), task, lock=lock, **args)


@dataclass(frozen=True)
class Work:
    """Everything a use case needs from outside, handed in by ``app.wiring``."""

    sessions: sessionmaker[Session]
    clock: Clock
    jobs: Jobs
    settings: Settings
    travel: Travel

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """Open a transaction; commit at the end, roll back on any error.

        Raises:
            ConflictError: a rule of the database forbids it, with the reason.
            StaleError: a row was changed by somebody else meanwhile.
            UnavailableError: the database does not answer.
        """
        try:
            with self.sessions() as session, session.begin():
                yield Tx(session, self.clock.now(), self.jobs)
        except StaleDataError as error:
            raise StaleError("somebody changed it meanwhile; read it again and repeat your change") from error
        except IntegrityError as error:
            raise translated(error) from error
        except OperationalError as error:
            raise UnavailableError("the database does not answer; nothing was done") from error

    @contextmanager
    def look(self) -> Iterator[Tx]:
        """Open a transaction that only reads."""
        try:
            with self.sessions() as session, session.begin():
                yield Tx(session, self.clock.now(), self.jobs)
        except OperationalError as error:
            raise UnavailableError("the database does not answer") from error


def translated(error: DBAPIError) -> ConflictError | InvalidError:
    """What an error of the database means to whoever asked."""
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None) or ""
    reason = explain(constraint)
    if reason is not None:
        return ConflictError(reason.text("en"), code=reason.code, reasons=[reason])
    return InvalidError(f"the database refuses it ({constraint})", code="invalid.constraint")
