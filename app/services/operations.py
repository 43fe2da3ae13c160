"""Is the service fit to work: database, migrations, worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from prometheus_client import Gauge
from sqlalchemy.exc import SQLAlchemyError

from app.errors import UnavailableError
from app.services.audit_seals import BEHIND, lag
from app.services.work import Tx, Work
from app.storage import migrate, operations

HEARTBEAT_LIMIT = timedelta(seconds=60)
"""A worker that was silent for longer counts as down."""

OK = "ok"

LAG = Gauge("cordon_audit_unsealed_seconds", "Age of the oldest event that has no seal yet, as last looked at")

START_DATABASE = "Start the database server; `cordon doctor` says which address is used and what it answers."
CHECK_DATABASE = "The database answers, but not as it should: `cordon doctor` says what is wrong with it."
MIGRATE = "Run `cordon migrate` with this release; the service goes on by itself then."
START_WORKER = "Start a worker: `cordon worker` (`cordon up` brings one along)."


@dataclass(frozen=True)
class Readiness:
    """What was found; each check is ``ok`` or says what is missing."""

    database: str
    migrations: str
    worker: str
    audit: str = "unknown"
    """Whether the sealing of the audit trail keeps up; the service is fit to work without."""
    remedy: str = ""
    """One sentence that says what to do about the first thing that is missing."""

    @property
    def ready(self) -> bool:
        """Whether all of it is well."""
        return {self.database, self.migrations, self.worker} == {OK}


def check_ready(work: Work) -> Readiness:
    """Look whether the database answers, its tables are the newest, and a worker lives."""
    try:
        with work.look() as tx:
            stands_at = migrate.current(tx.session.connection())
            if stands_at != _newest():
                return Readiness(OK, f"at {stands_at or 'nothing'}, not at {_newest()}", "unknown", remedy=MIGRATE)
            beat_at = operations.latest_beat(tx.session)
            alive = beat_at is not None and tx.now - beat_at <= HEARTBEAT_LIMIT
            worker, remedy = (OK, "") if alive else ("silent", START_WORKER)
            return Readiness(OK, OK, worker, _sealing(tx), remedy)
    except UnavailableError:
        return Readiness("does not answer", "unknown", "unknown", remedy=START_DATABASE)
    except SQLAlchemyError:
        return Readiness("refuses", "unknown", "unknown", remedy=CHECK_DATABASE)


def _sealing(tx: Tx) -> str:
    behind = lag(tx)
    LAG.set(behind.total_seconds())
    return OK if behind <= BEHIND else f"behind by {behind.total_seconds():.0f} s"


def beat(work: Work, name: str, started_at: datetime) -> None:
    """Note that the worker ``name``, up since ``started_at``, lives."""
    with work.begin() as tx:
        operations.put_beat(tx.session, name, started_at, tx.now)


@cache
def _newest() -> str:
    try:
        return migrate.head()
    except RuntimeError:
        return "any: none are installed"
