"""Is it alive, is it fit to work; and figures for Prometheus."""

from fastapi import APIRouter, Response, status
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from app.auth.dependencies import CurrentWork
from app.services import operations

router = APIRouter(tags=["health"])


class Live(BaseModel):
    """The process runs."""

    status: str = "ok"


class Checks(BaseModel):
    """Each ``ok``, or what is missing."""

    database: str
    migrations: str
    worker: str
    audit: str
    """How far the sealing of the audit trail is behind; the service works without."""


class Ready(BaseModel):
    """Whether requests can be served, and why not."""

    status: str
    checks: Checks
    remedy: str = ""
    """What to do about the first thing that is missing; empty when all is well."""


@router.get("/health/live")
async def live() -> Live:
    """Say that the process runs."""
    return Live()


@router.get("/health/ready", responses={status.HTTP_503_SERVICE_UNAVAILABLE: {"model": Ready}})
def ready(work: CurrentWork, response: Response) -> Ready:
    """Check database, migrations and worker; 503 when one of them is not well."""
    found = operations.check_ready(work)
    if not found.ready:
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    checks = Checks(database=found.database, migrations=found.migrations, worker=found.worker, audit=found.audit)
    return Ready(status="ok" if found.ready else "unavailable", checks=checks, remedy=found.remedy)


@router.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    """Figures in Prometheus' text format; no personal data."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
