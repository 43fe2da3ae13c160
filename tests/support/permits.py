"""Entry permits in tests: steps over HTTP, what was told of them, and people who answer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import select, update

from app.access import system
from app.clock import ManualClock
from app.schema.authorities import Authority
from app.schema.events import Event
from app.schema.messages import Message
from app.schema.people import User
from app.services import permits
from app.services.work import Work

PERMITS = "/api/v1/entry-permits"
Headers = dict[str, str]
TASK = system("test")


def step(client: TestClient, headers: Headers, permit_id: object, to: str, **more: object) -> Response:
    """One step of one permit."""
    return client.post(f"{PERMITS}/{permit_id}/transitions", headers=headers, json={"to": to} | more)


def history(client: TestClient, headers: Headers, permit_id: object) -> dict[str, Any]:
    """The permit with its steps and letters."""
    found: dict[str, Any] = client.get(f"{PERMITS}/{permit_id}/history", headers=headers).json()
    return found


def steps_of(client: TestClient, headers: Headers, permit_id: object) -> list[str]:
    """The names of its steps, oldest first."""
    return [each["step"] for each in history(client, headers, permit_id)["steps"]]


def told(work: Work, permit_id: UUID) -> list[tuple[str, UUID | None]]:
    """Verb and authority of every event of a permit, oldest first."""
    with work.look() as tx:
        query = select(Event.verb, Event.authority_id).where(Event.subject_id == permit_id).order_by(Event.id)
        return [(row[0], row[1]) for row in tx.session.execute(query)]


def letters(work: Work) -> list[tuple[str, str, str, str]]:
    """Kind, channel, recipient and state of all messages, oldest first."""
    with work.look() as tx:
        query = select(Message.kind, Message.channel, Message.recipient, Message.state).order_by(Message.id)
        return [(row[0], row[1], row[2], row[3]) for row in tx.session.execute(query)]


def run_due(work: Work, clock: ManualClock, **after: float) -> int:
    """Let time pass, then remind and escalate; of how many requests."""
    clock.advance(timedelta(**after))
    with work.begin() as tx:
        return permits.remind_due(tx, TASK)


def reach(work: Work, row: User | Authority, **how: Any) -> None:
    """Give a user an address, or an authority contacts, minutes to answer, hours."""
    kind = type(row)
    with work.begin() as tx:
        tx.session.execute(update(kind).where(kind.id == row.id).values(**how))
