"""The tasks, by the names under which services defer them; each calls one service."""

from uuid import UUID

from procrastinate import App, RetryStrategy
from procrastinate.connector import BaseConnector

from app.services import due, message_delivery, messages, push_delivery, pushes, rejudging
from app.services.message_channels import NO_CHANNELS, Channels
from app.services.senders import PushSender
from app.services.work import Work

MAX_ATTEMPTS = 8
RETRY = RetryStrategy(max_attempts=MAX_ATTEMPTS, exponential_wait=2)
"""Again after 2, 4, 8, ... seconds, some eight minutes in all; then the job stays behind as failed, and is logged."""


def make_app(connector: BaseConnector, work: Work, sender: PushSender | None, channels: Channels = NO_CHANNELS) -> App:
    """The tasks on a queue's connection."""
    app = App(connector=connector)

    @app.task(name="rejudge_ticket", retry=RETRY)
    def rejudge_ticket(ticket_id: str) -> None:
        rejudging.rejudge_ticket(work, UUID(ticket_id))

    @app.task(name="rejudge_zone", retry=RETRY)
    def rejudge_zone(zone_id: str) -> None:
        rejudging.rejudge_zone(work, UUID(zone_id))

    @app.task(name=pushes.TASK, retry=RETRY)
    def send_pushes() -> int:
        return push_delivery.send_due(work, sender)

    @app.task(name=messages.TASK, retry=RETRY)
    def send_messages() -> int:
        return message_delivery.send_due(work, channels)

    @app.task(name="apply_due", retry=RETRY)
    def apply_due() -> int:
        return due.apply_due(work)

    return app
