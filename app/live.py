"""The live stream: one reader of new events per process, who tells every listener what it may hear."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope

from app.access import Scope, Verb
from app.auth.dependencies import CurrentAuth, CurrentSubject, CurrentWork, bearer, get_subject
from app.auth.identify import Auth
from app.errors import CordonError, InvalidError
from app.schema.events import Event
from app.services.listening import BATCH, Position, find_newest, hears, list_missed, list_new, position_of
from app.services.work import Work
from app.wire.events import EventOut, read_position, write_position

router = APIRouter(tags=["events"])

_WAITING = 500
"""Events that wait for one listener; who falls further behind is told to read everything again."""

_log = structlog.get_logger(__name__)


@dataclass(eq=False)
class Listener:
    """One open stream."""

    scope: Scope
    waiting: asyncio.Queue[Event | None] = field(default_factory=lambda: asyncio.Queue(_WAITING))
    """What it has not been sent yet; None ends the stream."""
    lost: bool = False
    """It was too slow: something was left out."""

    def tell(self, event: Event) -> None:
        """Hand over an event if the listener may hear it."""
        if self.lost or not hears(self.scope, event):
            return
        try:
            self.waiting.put_nowait(event)
        except asyncio.QueueFull:
            self.lost = True


class Live:
    """Follows the events in commit order while anybody listens.

    It asks the database rather than being notified: see decision 0001. All its methods run in the event loop; only the
    reading happens in threads.
    """

    def __init__(self, work: Work, *, poll_seconds: float = 0.3, ping_seconds: float = 15.0) -> None:
        self.ping_seconds = ping_seconds
        self.position: Position | None = None
        """Up to where the listeners were told."""
        self._work = work
        self._poll_seconds = poll_seconds
        self._listeners: set[Listener] = set()
        self._reader: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()

    @property
    def following(self) -> bool:
        """Whether events are being read."""
        return self._reader is not None

    async def join(self, scope: Scope) -> Listener:
        """Begin to listen; whatever commits from now on is heard.

        Raises:
            UnavailableError: the database does not answer.
        """
        async with self._starting:
            if self._reader is None:
                self.position = await run_in_threadpool(find_newest, self._work)
                self._reader = asyncio.create_task(self._follow())
            listener = Listener(scope)
            self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Stop listening; the last one out stops the reader."""
        self._listeners.discard(listener)
        if not self._listeners and self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def end_streams(self) -> None:
        """Let all streams end after what waits for them; the listeners will ask again elsewhere or later."""
        for listener in self._listeners:
            with contextlib.suppress(asyncio.QueueFull):
                listener.waiting.put_nowait(None)

    async def close(self) -> None:
        """End all streams and the reader."""
        self.end_streams()
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.cancel()
            await asyncio.wait([reader])

    async def _follow(self) -> None:
        while True:
            try:
                new = await run_in_threadpool(list_new, self._work, self.position)
            except Exception as error:  # noqa: BLE001 - whatever it is, listeners wait until it is over
                _log.warning("events cannot be read", error=type(error).__name__)
                new = []
            for event in new:
                self.position = position_of(event)
                for listener in self._listeners:
                    listener.tell(event)
            await asyncio.sleep(0 if len(new) == BATCH else self._poll_seconds)


class _Stream(StreamingResponse):
    """Leaves the hub at its end, however it ends."""

    def __init__(self, live: Live, listener: Listener, messages: AsyncIterator[str]) -> None:
        super().__init__(
            messages,
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )
        self._live, self._listener = live, listener

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._live.leave(self._listener)


@dataclass(frozen=True)
class _Asker:
    """Who listens, to be asked again while the stream lasts: tokens expire, roles change."""

    work: Work
    auth: Auth
    token: str | None

    async def find_scope(self) -> Scope | None:
        try:
            return (await get_subject(self.work, self.auth, self.token)).scope(Verb.EVENTS_READ)
        except CordonError:
            return None


@router.get(
    "/api/v1/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "model": None}},
)
async def listen(
    request: Request,
    work: CurrentWork,
    auth: CurrentAuth,
    subject: CurrentSubject,
    token: Annotated[str | None, Depends(bearer)],
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """Follow what happens within my scope, as server-sent events; `Last-Event-ID` goes on where a stream ended."""
    live: Live = request.app.state.live
    listener = await live.join(subject.scope(Verb.EVENTS_READ))
    return _Stream(live, listener, _messages(live, listener, _Asker(work, auth, token), last_event_id))


async def _messages(live: Live, listener: Listener, asker: _Asker, last_event_id: str | None) -> AsyncIterator[str]:
    yield ": listening\n\n"
    told: Position | None = None
    if last_event_id:
        missed = await run_in_threadpool(_catch_up, asker.work, last_event_id)
        if missed is None:
            yield _reset(live.position)
        for event in missed or ():
            told = position_of(event)
            if hears(listener.scope, event):
                yield _message(event)
    async for new in _news(live, listener, asker):
        if isinstance(new, str):
            yield new
        elif told is None or position_of(new) > told:
            yield _message(new)


async def _news(live: Live, listener: Listener, asker: _Asker) -> AsyncIterator[Event | str]:
    """Events as they come, a ping now and then; ends with the asker's right to listen."""
    loop = asyncio.get_running_loop()
    ping_at = loop.time() + live.ping_seconds
    while not listener.lost:
        left = ping_at - loop.time()
        if left <= 0:
            scope = await asker.find_scope()
            if scope is None:
                return
            listener.scope = scope
            ping_at = loop.time() + live.ping_seconds
            yield ": ping\n\n"
            continue
        try:
            new = await asyncio.wait_for(listener.waiting.get(), left)
        except TimeoutError:
            continue
        if new is None:
            return
        yield new
    yield _reset(live.position)


def _catch_up(work: Work, last_event_id: str) -> list[Event] | None:
    try:
        position = read_position(last_event_id)
    except InvalidError:
        return None
    missed = list_missed(work, position) if position else None
    return None if missed is None else list(missed)


def _message(event: Event) -> str:
    data = EventOut.of(event).model_dump_json()
    return f"id: {write_position(position_of(event))}\nevent: {event.verb}\ndata: {data}\n\n"


def _reset(position: Position | None) -> str:
    """Anything may have changed: the listener reads everything again and goes on from here."""
    place = f"id: {write_position(position)}\n" if position else ""
    return f"{place}event: reset\ndata: {{}}\n\n"
