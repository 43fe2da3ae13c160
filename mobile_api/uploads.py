"""Photos in parts that go on where they broke off: tus 1.0 with creation, expiration and termination."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Request, Response, status
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send
from tuspyserver import create_tus_router
from tuspyserver.router import TusAPIRoute
from tuspyserver.storage import TusStorage

from app.auth.dependencies import CurrentEvidence, CurrentSubject, CurrentUploads, CurrentWork
from app.errors import CordonError, FieldError, InvalidError, NotFoundError
from app.services import uploads
from app.services.uploads import Uploads

PREFIX = "/mobile/v1/uploads"
VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
LARGEST_BYTES = 64 << 20
"""What the settings can allow at most; what they do allow is looked at when an upload begins."""

IDLE_SECONDS = 60.0
"""A request of which nothing came for so long is given up; what came of it stays."""

Told = dict[str, str]


class UploadError(CordonError):
    """The protocol of uploads was not kept, or the upload is over."""

    title = "The upload cannot go on like this"

    def __init__(self, status_code: int, detail: str, *, code: str, header: str, remedy: str) -> None:
        super().__init__(detail, code=code, errors=[FieldError(header, code, detail, remedy)])
        self.status = status_code


_REFUSALS: Mapping[int, tuple[str, str, str]] = {
    400: ("upload.header", "Upload-Offset", "send the headers of tus 1.0, and no more bytes than Upload-Length"),
    409: ("upload.offset", "Upload-Offset", "ask by HEAD how many bytes have come, and go on from there"),
    410: ("upload.expired", "uuid", "begin a new upload"),
    412: ("upload.version", "Tus-Resumable", f"send Tus-Resumable: {VERSION}"),
    413: ("upload.too_large", "Upload-Length", "make the picture smaller"),
    415: ("upload.content_type", "Content-Type", "send Content-Type: application/offset+octet-stream"),
    503: ("upload.busy", "uuid", "try again in a moment: another request is sending this upload"),
}
"""By the library's status: code, field and remedy."""


class _Turn:
    """One request on an upload, until the next one comes."""

    def __init__(self) -> None:
        self._over = asyncio.Event()

    def end(self) -> None:
        """Let the request go: to whoever reads it, its line is broken."""
        self._over.set()

    async def receive(self, receive: Receive) -> Message:
        """What comes next; a broken line when the turn is over, or nothing came for long."""
        coming, over = asyncio.ensure_future(receive()), asyncio.ensure_future(self._over.wait())
        await asyncio.wait({coming, over}, timeout=IDLE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if coming.done():
            return coming.result()
        coming.cancel()
        return {"type": "http.disconnect"}


class _Turns:
    """Which request of this process is on which upload."""

    def __init__(self) -> None:
        self._held: dict[str, _Turn] = {}

    @asynccontextmanager
    async def of(self, path: str) -> AsyncIterator[_Turn]:
        """The turn of a new request on an upload, which ends the one before."""
        turn, before = _Turn(), self._held.get(path)
        if before is not None:
            before.end()
        self._held[path] = turn
        try:
            yield turn
        finally:
            if self._held.get(path) is turn:
                del self._held[path]


turns = _Turns()


class UploadRoute(TusAPIRoute):
    """A route of the library that answers as our own do: problem documents, the protocol's version, our own address."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]  # a coroutine
        """The library's, with its refusals told in our words."""
        ask = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await ask(request)
            except HTTPException as refusal:
                raise _told(refusal) from refusal

        return answer

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As the library does, with the headers that every answer of the protocol has.

        A phone whose line broke without a word comes back on another: the older request on an upload is let go first.
        """

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Tus-Resumable"] = VERSION
                if "location" in headers:
                    headers["Location"] = urlsplit(headers["location"]).path
            await send(message)

        if scope["path"].rstrip("/") == PREFIX:  # of a new upload nobody else can be sending anything
            await super().handle(scope, receive, sent)
            return
        async with turns.of(scope["path"]) as turn:
            await super().handle(scope, partial(turn.receive, receive), sent)


def _told(refusal: HTTPException) -> CordonError:
    if refusal.status_code == HTTPStatus.NOT_FOUND:
        return NotFoundError("there is no such upload of yours")
    known = _REFUSALS.get(refusal.status_code)
    if known is None:
        return CordonError(str(refusal.detail))
    code, header, remedy = known
    return UploadError(refusal.status_code, str(refusal.detail), code=code, header=header, remedy=remedy)


async def own_upload(request: Request, subject: CurrentSubject, held: CurrentUploads) -> Callable[[Told], Told]:
    """See that the upload in the path is the asker's, and name a new one for them; before a byte is read.

    Raises:
        ForbiddenError: not a worker of a crew.
        NotFoundError: the upload is somebody else's.
    """
    owner, uid = uploads.sender(subject), request.path_params.get("uuid")
    if uid is not None:
        uploads.check_own(subject, held, uid)
        if request.method in {"HEAD", "PATCH"}:
            await _settle(held, uid)
    return lambda _metadata: {"uid": held.new_name(owner)}


async def _settle(held: Uploads, uid: str) -> None:
    try:
        await held.settle(uid)
    except TimeoutError as error:
        raise _told(HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, str(error))) from error


async def may_begin(
    request: Request, subject: CurrentSubject, room: CurrentEvidence, held: CurrentUploads
) -> Callable[[Told, dict[str, Any]], Awaitable[None]]:
    """Refuse what will never be taken before a byte of it is sent."""

    async def check(told: Told, about: dict[str, Any]) -> None:
        if int(request.headers.get("content-length") or 0) or "upload-concat" in request.headers:
            detail = "an upload begins empty and is one file"
            raise InvalidError.of("body", "extension", detail, f"use no extension but {EXTENSIONS}")
        await run_in_threadpool(uploads.check_new, subject, held, room, told, about["size"])

    return check


async def at_end(
    work: CurrentWork, subject: CurrentSubject, room: CurrentEvidence, held: CurrentUploads
) -> Callable[[str, Told], Awaitable[None]]:
    """Take what is whole into the evidence; what is not what it was said to be is forgotten."""

    async def take(path: str, told: Told) -> None:
        try:
            await run_in_threadpool(uploads.complete, work, subject, room, held, path, told)
        except CordonError as error:
            if error.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                await run_in_threadpool(uploads.give_up, held, path)
            raise

    return take


def make_router(storage: TusStorage) -> APIRouter:
    """The library's routes under our own rules; ``docs/field-protocol.md`` describes them, not the OpenAPI document."""
    hooks: dict[str, Any] = {  # the library's types know no coroutines, which it awaits
        "auth": own_upload, "file_dep": own_upload, "pre_create_dep": may_begin, "upload_complete_dep": at_end,
    }  # fmt: skip
    theirs = create_tus_router(
        prefix=PREFIX, max_size=LARGEST_BYTES, days_to_keep=uploads.KEPT_DAYS, storage=storage, **hooks
    )
    ours = APIRouter(route_class=UploadRoute, include_in_schema=False)
    for route in theirs.routes:
        methods = sorted(route.methods or ()) if isinstance(route, TusAPIRoute) else []
        if isinstance(route, TusAPIRoute) and methods != ["OPTIONS"]:
            name = f"{route.name}_{len(ours.routes)}"
            ours.add_api_route(route.path, route.endpoint, methods=methods, status_code=route.status_code, name=name)
    ours.add_api_route(PREFIX, say_options, methods=["OPTIONS"], status_code=status.HTTP_204_NO_CONTENT)
    return ours


def say_options(response: Response, room: CurrentEvidence) -> None:
    """What this service can do; asked without a token, as browsers do."""
    response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = EXTENSIONS
    response.headers["Tus-Max-Size"] = str(room.largest_bytes)
