"""The web service. ``python -m app.main --openapi`` prints its OpenAPI document."""

import argparse
import gc
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from app import live, stopping
from app.api import (
    alarms,
    assignments,
    audit,
    auth,
    authorities,
    checklists,
    combinations,
    crew_life,
    crews,
    devices,
    emergencies,
    evidence,
    exposure_levels,
    exposure_records,
    exposures,
    fitness,
    follow_ups,
    hand_overs,
    health,
    help_requests,
    incidents,
    isolation_levels,
    isolation_orders,
    judgement,
    me,
    outages,
    pages,
    passes,
    people_rules,
    permit_desk,
    permits,
    places_past,
    plans,
    ppe_profiles,
    ppe_stock,
    privacy,
    reassigning,
    replanning,
    reports,
    road_closures,
    shifts,
    stand_downs,
    swaps,
    templates,
    ticket_intake,
    tickets,
    traces,
    units,
    users,
    weather,
    wishes,
    work_permits,
    zone_crossings,
    zone_files,
    zones,
)
from app.errors import CordonError, UnavailableError
from app.services.plan_turns import Stop
from app.settings import Settings
from app.wire import openapi, problem
from app.wire.limits import Limiter
from app.wire.trace import RequestTrace, set_up_logs
from app.wiring import Wiring, warm_matching, wire_up
from mobile_api import devices as phone_devices
from mobile_api import evidence as phone_evidence
from mobile_api import jobs, positions, shift, sync
from mobile_api import pushes as phone_pushes
from mobile_api import uploads as phone_uploads

ROUTERS: tuple[APIRouter, ...] = (
    ticket_intake.router,  # the first: routers are asked in this order
    health.router,
    auth.router,
    me.router,
    privacy.router,
    units.router,
    users.router,
    authorities.router,
    crews.router,
    devices.router,
    shifts.router,
    crew_life.router,
    help_requests.router,
    hand_overs.router,
    fitness.router,
    people_rules.router,
    weather.router,
    combinations.router,
    work_permits.router,
    audit.router,
    live.router,
    passes.router,
    permits.router,
    permit_desk.router,
    swaps.router,
    checklists.router,
    templates.router,
    follow_ups.router,
    alarms.router,
    evidence.router,
    exposures.router,
    traces.router,
    exposure_records.router,  # behind both: their names are no ids of stays
    exposure_levels.router,
    stand_downs.router,
    reports.router,
    zone_crossings.router,
    zone_files.router,  # before the zones: its names are no ids of zones
    zones.router,
    isolation_orders.router,
    isolation_levels.router,
    road_closures.router,
    tickets.router,
    incidents.router,
    outages.router,
    judgement.router,
    places_past.router,
    ppe_profiles.router,
    ppe_stock.router,
    assignments.router,
    plans.router,
    wishes.router,
    emergencies.router,
    reassigning.router,
    replanning.router,
    phone_devices.router,
    phone_pushes.router,
    positions.router,
    phone_evidence.router,
    sync.router,
    jobs.router,
    shift.router,
    pages.router,  # the last: it answers for every name at the root
)


def create_app(settings: Settings | None = None, wiring: Wiring | None = None) -> FastAPI:
    """Make the web service.

    Args:
        settings: read from the environment when left out.
        wiring: what it works with; put together at start-up when left out, and closed at the end.
    """
    settings = settings or (wiring.work.settings if wiring else Settings())
    app = _CordonApp(
        title="Cordon",
        version="1.0",
        description="Field-crew dispatch and safety compliance for an electricity utility.",
        lifespan=_lifespan,
        docs_url=None,  # its page loads scripts from a foreign server
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=openapi.operation_id,
    )
    app.state.settings = settings
    app.state.pages = pages.BuiltPages(settings.web_dist)
    if wiring is not None:
        _hand_in(app, wiring)
    _handle_errors(app)
    app.add_middleware(RequestTrace)
    for router in ROUTERS:
        app.include_router(router)
    return app


class _CordonApp(FastAPI):
    def openapi(self) -> dict[str, object]:
        return openapi.describe(self)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    set_up_logs(settings.log_level)
    own = None if hasattr(app.state, "work") else await run_in_threadpool(wire_up, settings)
    if own is not None:
        _hand_in(app, own)
        warm_matching()
        gc.freeze()  # what is there now stays: no need to look through it again and again
    stopping.call_on_signal(lambda: _end_what_lasts(app))
    yield
    _end_what_lasts(app)
    await app.state.live.close()
    if own is not None:
        own.close()


def _end_what_lasts(app: FastAPI) -> None:
    """A server waits for open answers before it stops: streams and searches end at once."""
    app.state.live.end_streams()
    app.state.stop.end(UnavailableError("the service is stopping; ask again in a moment"))


def _hand_in(app: FastAPI, wiring: Wiring) -> None:
    app.state.work = wiring.work
    app.state.live = live.Live(wiring.work)
    app.state.auth = wiring.auth
    app.state.files = wiring.files
    app.state.evidence = wiring.evidence
    app.state.uploads = wiring.uploads
    app.include_router(phone_uploads.make_router(app.state.uploads))
    app.state.public_limiter = Limiter(wiring.work.clock, wiring.work.settings.public_requests_per_minute)
    app.state.stop = Stop()


def _handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(CordonError, problem.handle_expected)
    app.add_exception_handler(RequestValidationError, problem.handle_validation)
    app.add_exception_handler(HTTPException, problem.handle_http)
    app.add_exception_handler(PoolTimeoutError, _handle_busy)
    app.add_exception_handler(Exception, problem.handle_unexpected)


def _handle_busy(request: Request, error: Exception) -> Response:
    del error
    return problem.handle_expected(request, UnavailableError("all connections to the database are busy"))


def main() -> None:
    """Print the OpenAPI document; needs no database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--openapi", action="store_true", required=True, help="print the OpenAPI document")
    parser.parse_args()
    sys.stdout.write(json.dumps(create_app().openapi(), indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
