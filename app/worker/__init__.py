"""Background work: jobs that transactions left behind, and everything that falls due with time."""

import asyncio
import signal

import structlog

from app.adapters.messages import open_channels
from app.adapters.pushes import open_senders
from app.settings import Settings
from app.wire.trace import set_up_logs
from app.wiring import make_outside, warm_matching, wire_up
from app.worker.serve import Worker, conninfo

__all__ = ["Worker", "run"]

_log = structlog.get_logger(__name__)


def run(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT; running jobs are finished first."""
    set_up_logs(settings.log_level)
    wiring = wire_up(settings)
    warm_matching()
    sender = open_senders(settings)
    if wiring.engine is None:
        raise RuntimeError("the worker needs a database of its own")
    try:
        outside = make_outside(settings)
        address = conninfo(wiring.engine.url, settings.service_role)
        with open_channels(settings) as channels:
            asyncio.run(
                _until_told(
                    Worker(
                        wiring.work,
                        sender,
                        address,
                        channels=channels,
                        outside=outside,
                        evidence=wiring.evidence.store,
                        uploads=wiring.uploads,
                    )
                )
            )
    finally:
        if sender is not None:
            sender.close()
        wiring.close()


async def _until_told(worker: Worker) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    _log.info("worker.started")
    await worker.serve(stop)
    _log.info("worker.stopped")
