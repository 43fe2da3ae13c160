"""The short way of ``POST /api/v1/tickets``: what the route in ``app.api.tickets`` answers, at half its cost.

A request that is plain in every respect (known asker, JSON that fits) is read, worked on in one hop through the thread
pool, and answered by hand. Whatever is not plain goes to the ordinary route, which says what is wrong with it.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response, status
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from fastapi.security.utils import get_authorization_scheme_param
from pydantic import ValidationError

from app.access import Subject
from app.api import tickets
from app.api.tickets import TicketIn
from app.auth.identify import Auth
from app.services.idempotency import Once
from app.services.ticket_intake import take_report
from app.services.work import Work
from app.wire.common import choose_language
from app.wire.headers import once_of, set_etag
from app.wire.tickets import TicketOut

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class IntakeRoute(APIRoute):
    """Tries the short way first."""

    def get_route_handler(self) -> Handler:
        """Wrap the ordinary handler."""
        ordinary = super().get_route_handler()

        async def handle(request: Request) -> Response:
            subject, body = _find_subject(request), await _find_report(request)
            if subject is None or body is None:
                return await ordinary(request)
            once = await once_of(request, request.headers.get("idempotency-key"))
            lang = choose_language(request.headers.get("accept-language"))
            return await run_in_threadpool(_take, request.app.state.work, subject, body, once, lang)

        return handle


router = APIRouter(route_class=IntakeRoute, include_in_schema=False)  # described where the ordinary route stands
router.post("/api/v1/tickets", status_code=status.HTTP_201_CREATED)(tickets.create_ticket)


def _find_subject(request: Request) -> Subject | None:
    """Who is asking, if that was looked up lately."""
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    if scheme.lower() != "bearer":
        return None
    auth: Auth = request.app.state.auth
    asking = auth.find(token, request.app.state.work.clock.now())
    return auth.subjects.find(asking) if asking is not None else None


async def _find_report(request: Request) -> TicketIn | None:
    """What is reported, if it is JSON and fits."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        return TicketIn.model_validate_json(await request.body())
    except ValidationError:
        return None


def _take(work: Work, subject: Subject, body: TicketIn, once: Once | None, lang: str) -> Response:
    view = take_report(work, subject, body.read(), once)
    answer = TicketOut.of_new(view, lang).model_dump_json(by_alias=True)
    response = Response(answer, status.HTTP_201_CREATED, media_type="application/json")
    set_etag(response, view.ticket.version)
    return response
