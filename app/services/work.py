"""What every use case works with: a transaction of its own, the moment it runs at, and the jobs it leaves behind."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from app.clock import Clock
from app.errors import BusyError, ConflictError, InvalidError, StaleError, UnavailableError
from app.settings import Settings
from app.storage.conflicts import explain
from app.storage.looking import only_looks
from compliance.house import HouseRules
from geo.travel import Router

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 4
"""How often a use case that stood in others' way is begun before the asker is told to come back."""

CHANGED_MEANWHILE = "somebody changed it meanwhile; read it again and repeat your change"

_PAUSE_SECONDS = 0.05

_IN_THE_WAY = frozenset({"40001", "40P01", "55P03"})
"""SQLSTATEs of a transaction that lost to others through no fault of its own: serialisation, deadlock, lock."""


class Jobs(Protocol):
    """Leaves background work behind, on the caller's own connection and so inside its transaction."""

    def defer(self, connection: Connection, task: str, *, lock: str | None = None, **args: str | int) -> None:
        """Queue ``task`` with ``args``; tasks with the same ``lock`` never run side by side."""
        ...


class Vault(Protocol):
    """Seals small secrets that are kept in the database."""

    @property
    def mark(self) -> bytes:
        """How every value begins that was sealed with the newest key."""
        ...

    def seal(self, plain: bytes, about: bytes) -> bytes:
        """Encrypt; ``about`` must be named again to open it."""
        ...

    def unseal(self, sealed: bytes, about: bytes) -> bytes | None:
        """What was sealed; None when another secret sealed it, or it was about something else."""
        ...


class NoVault:
    """Where no secret is at hand: nothing is sealed, nothing opened."""

    @property
    def mark(self) -> bytes:
        """Refuse.

        Raises:
            UnavailableError: always.
        """
        raise UnavailableError("this process has no secret to seal with")

    def seal(self, plain: bytes, about: bytes) -> bytes:
        """Refuse.

        Raises:
            UnavailableError: always.
        """
        del plain, about
        raise UnavailableError("this process has no secret to seal with")

    def unseal(self, sealed: bytes, about: bytes) -> bytes | None:
        """Refuse.

        Raises:
            UnavailableError: always.
        """
        del sealed, about
        raise UnavailableError("this process has no secret to open with")


NO_VAULT = NoVault()


@dataclass(frozen=True)
class Tx:
    """One open transaction and the one moment at which it happens."""

    session: Session
    now: datetime
    jobs: Jobs
    vault: Vault = NO_VAULT
    house: HouseRules = HouseRules()  # noqa: RUF009 - frozen

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
    travel: Router
    vault: Vault = NO_VAULT

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """Open a transaction; commit at the end, roll back on any error.

        Raises:
            ConflictError: a rule of the database forbids it, with the reason.
            StaleError: a row was changed by somebody else meanwhile.
            BusyError: others stood in the way; see ``again``.
            UnavailableError: the database does not answer.
        """
        with _telling(), self.sessions() as session, session.begin():
            yield Tx(session, self.clock.now(), self.jobs, self.vault, self.settings.house_rules)

    @contextmanager
    def alone(self) -> Iterator[Engine | Connection]:
        """Where a statement runs that is a transaction of its own (``app.storage.alone``), for hot paths.

        Where the sessions live inside somebody's open transaction, the statement becomes a part of it.

        Raises:
            ConflictError: a rule of the database forbids it, with the reason.
            BusyError: others stood in the way.
            UnavailableError: the database does not answer.
        """
        home: Engine | Connection = self.sessions.kw["bind"]
        with _telling(), home.begin_nested() if isinstance(home, Connection) else nullcontext():
            yield home

    @contextmanager
    def look(self) -> Iterator[Tx]:
        """Open a transaction that only reads."""
        try:
            with self.sessions() as session, session.begin():
                only_looks(session)
                yield Tx(session, self.clock.now(), self.jobs, self.vault, self.settings.house_rules)
        except OperationalError as error:
            raise UnavailableError("the database does not answer") from error


@contextmanager
def _telling() -> Iterator[None]:
    """Tell by our own errors why the database did not do it."""
    try:
        yield
    except StaleDataError as error:
        raise StaleError(CHANGED_MEANWHILE) from error
    except IntegrityError as error:
        raise translated(error) from error
    except OperationalError as error:
        if getattr(error.orig, "pgcode", None) in _IN_THE_WAY:
            raise BusyError("others are changing the same things; try again") from error
        raise UnavailableError("the database does not answer; nothing was done") from error


def again(use_case: Callable[P, T]) -> Callable[P, T]:
    """Begin a use case anew when others stood in its way: of two that lock each other out PostgreSQL ends one.

    For use cases that lock several things or book under exclusion constraints. The whole use case runs again, in a new
    transaction and on what the others left behind.

    Raises:
        BusyError: still in the way after the last try.
    """

    @wraps(use_case)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        for tried in range(1, TRIES):
            try:
                return use_case(*args, **kwargs)
            except BusyError:
                time.sleep(random.uniform(0, _PAUSE_SECONDS * tried))  # noqa: S311 - no secret, only out of step
        return use_case(*args, **kwargs)

    return run


def translated(error: DBAPIError) -> ConflictError | InvalidError:
    """What an error of the database means to whoever asked."""
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None) or ""
    reason = explain(constraint)
    if reason is not None:
        return ConflictError(reason.text("en"), code=reason.code, reasons=[reason])
    return InvalidError(f"the database refuses it ({constraint})", code="invalid.constraint")
