"""Who hangs up does not wait any more: what was asked for ends."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from app.errors import AbandonedError
from app.services.plan_turns import Stop


async def until_they_leave(request: Request) -> AsyncIterator[Stop]:
    """The word to end what takes long, given when the asker's connection closes or the whole service stops.

    For requests whose body was read before: every message that is left to come is the end.
    """
    stop = Stop(request.app.state.stop)
    watching = asyncio.create_task(_watch(request, stop))
    try:
        yield stop
    finally:
        watching.cancel()
        await asyncio.wait([watching])


async def _watch(request: Request, stop: Stop) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    stop.end(AbandonedError("the asker hung up"))


UntilTheyLeave = Annotated[Stop, Depends(until_they_leave)]
