"""What one running stand-in holds."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from app.standins.fcm.faults import Faults
from app.standins.fcm.inboxes import Inboxes
from app.standins.fcm.tokens import AccessTokens


@dataclass
class State:
    """Inboxes, faults asked for, tokens handed out, and counts for tests."""

    inboxes: Inboxes = field(default_factory=Inboxes)
    faults: Faults = field(default_factory=Faults)
    access: AccessTokens = field(default_factory=AccessTokens)
    sends: int = 0
    token_requests: int = 0


async def state_of(request: Request) -> State:
    """The state of the application that got the request."""
    state: State = request.app.state.fcm
    return state


Held = Annotated[State, Depends(state_of)]
