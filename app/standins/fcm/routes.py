"""The HTTP side of the stand-in."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, FastAPI, Form, Header, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field

from app.standins.fcm import faults
from app.standins.fcm.faults import Fault
from app.standins.fcm.inboxes import Inboxes
from app.standins.fcm.messages import MalformedError, read_message
from app.standins.fcm.state import Held, State
from app.standins.fcm.tokens import LIFETIME_SECONDS, TokenError

LOCAL_ORIGINS = r"https?://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?"

router = APIRouter()


class Control(BaseModel):
    """Asks for an error: for all tokens that begin with ``token``, ``times`` times (null: for ever)."""

    token: str = ""
    error: str | None = None
    """None clears all faults."""
    times: int | None = Field(None, ge=1)
    retry_after: int | None = Field(None, ge=0)
    seconds: float = Field(30.0, gt=0, le=300)


@router.post("/token")
async def token(
    request: Request, held: Held, grant_type: Annotated[str, Form()], assertion: Annotated[str, Form()]
) -> Response:
    """Google's OAuth token endpoint."""
    held.token_requests += 1
    try:
        issued = held.access.issue(grant_type, assertion, str(request.url))
    except TokenError as error:
        return JSONResponse({"error": "invalid_grant", "error_description": str(error)}, 400)
    return JSONResponse({"access_token": issued, "expires_in": LIFETIME_SECONDS, "token_type": "Bearer"})


@router.post("/v1/projects/{project}/messages:send")
async def send(
    project: str, request: Request, held: Held, authorization: Annotated[str | None, Header()] = None
) -> Response:
    """FCM's v1 send."""
    held.sends += 1
    if not held.access.is_good(authorization):
        return faults.answer("THIRD_PARTY_AUTH_ERROR", message="Request had invalid authentication credentials.")
    try:
        device, message = read_message(await request.json())
    except json.JSONDecodeError:
        return faults.invalid("", "Invalid JSON payload received.")
    except MalformedError as error:
        return faults.invalid(error.field, error.description)
    fault = held.faults.take(device)
    if fault is not None and fault.error != faults.SILENCE:
        return faults.answer(fault.error, fault.retry_after_s)
    if fault is not None:
        await asyncio.sleep(fault.seconds)
    name = f"projects/{project}/messages/{uuid4()}"
    await held.inboxes.put(device, name, message)
    return JSONResponse({"name": name})


@router.post("/control", status_code=204)
async def control(body: Control, held: Held) -> Response:
    """Ask for an error, or clear all."""
    if body.error is None:
        held.faults.clear()
    elif body.error not in faults.KINDS and body.error != faults.SILENCE:
        return JSONResponse({"known": [*faults.KINDS, faults.SILENCE]}, 422)
    else:
        held.faults.add(Fault(body.token, body.error, body.times, body.retry_after, body.seconds))
    return Response(status_code=204)


@router.get("/inbox/{token}.json")
async def inbox(token: str, held: Held) -> list[dict[str, Any]]:
    """Everything that arrived for a token."""
    return [letter.as_json() for letter in held.inboxes.list_after(token)]


@router.get("/inbox/{token}")
async def stream(token: str, held: Held, last_event_id: Annotated[int, Header(ge=0)] = 0) -> Response:
    """What arrives for a token, as server-sent events; ``Last-Event-ID`` resumes."""
    lines = _lines(held.inboxes, token, last_event_id)
    return StreamingResponse(lines, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _lines(inboxes: Inboxes, token: str, number: int) -> AsyncIterator[str]:
    yield ": open\n\n"
    async for letter in inboxes.stream(token, number):
        shown = letter and json.dumps(letter.as_json())
        yield f"id: {letter.number}\ndata: {shown}\n\n" if letter else ": ping\n\n"


def create_app() -> FastAPI:
    """The whole stand-in."""
    app = FastAPI(title="FCM stand-in")
    app.state.fcm = State()
    app.add_middleware(
        CORSMiddleware, allow_origin_regex=LOCAL_ORIGINS, allow_methods=["*"], allow_headers=["*", "Last-Event-ID"]
    )
    app.include_router(router)
    return app
