"""Jobs of workers that died: given to the others, so that nothing is lost."""

import structlog
from procrastinate import App
from procrastinate.jobs import Status

from app.worker.tasks import MAX_ATTEMPTS

HEARTBEAT_SECONDS = 3.0
STALLED_SECONDS = 12.0
"""A worker silent for this long is taken for dead. One that was only slow repeats work, which every task allows."""
KEEP_FAILED_HOURS = 24 * 30

_log = structlog.get_logger(__name__)


async def rescue(app: App) -> int:
    """Put the jobs of dead workers back into the queue; one that killed its worker too often fails. How many."""
    jobs = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS))
    for job in jobs:
        _log.warning("worker.job_stalled", task=job.task_name, job=job.id, attempts=job.attempts)
        if job.attempts >= MAX_ATTEMPTS:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job)
    return len(jobs)


async def clean_up(app: App) -> None:
    """Forget jobs that failed long ago; finished ones are deleted at once."""
    await app.job_manager.delete_old_jobs(KEEP_FAILED_HOURS, include_failed=True, include_cancelled=True)
