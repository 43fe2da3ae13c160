"""Background jobs that tests run themselves, in the order that they choose."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import text

from app.services.rejudging import rejudge_ticket, rejudge_zone
from app.services.work import Work

_WAITING = text("SELECT id, task_name, args FROM procrastinate_jobs WHERE task_name LIKE 'rejudge%' ORDER BY id")
_DONE = text("DELETE FROM procrastinate_jobs WHERE id = ANY(:ids)")

Job = tuple[str, str]
"""Task and the id that it is about."""


def take_jobs(work: Work) -> list[Job]:
    """Take what waits to be judged again out of the queue, the oldest first."""
    with work.begin() as tx:
        rows = tx.session.execute(_WAITING).all()
        tx.session.execute(_DONE, {"ids": [row.id for row in rows]})
    return [(row.task_name, next(iter(row.args.values()))) for row in rows]


def run_jobs(work: Work, jobs: Iterable[Job]) -> None:
    """Run them one after the other."""
    tasks = {"rejudge_ticket": rejudge_ticket, "rejudge_zone": rejudge_zone}
    for task, about in jobs:
        tasks[task](work, UUID(about))
