"""How long a timer on a phone has provably run, told from the phone's clock, its steady counter and the server's times.

A phone's clock may be wrong, and may be put forward or back at any moment. Its steady counter (milliseconds that its
page counts) can only fall behind: it may stand still while the phone sleeps, and it ends with the page. The server
knows for sure only when it took something and what must have been done before.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from compliance.reasons import Reason, reason

Proof = Literal["counter", "clock", "claim"]
"""By what a time is proven: counted while it ran; by a clock that was compared with the server's when it was sent; or
said by a phone that tells neither, and not refuted by what the server knows."""

_NONE = timedelta()
_UNEVEN = timedelta(seconds=1)
"""So far two good clocks may differ, with the way of a message between them."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was done on a phone.

    Args:
        device_time: by the phone's clock when it was done.
        server_time: when the server took it.
        sent_at: by the phone's clock when it was sent; None when the phone does not tell.
        age_ms: what the steady counter counted from the doing to the sending; None when the page began anew between.
    """

    device_time: datetime
    server_time: datetime
    sent_at: datetime | None = None
    age_ms: int | None = None

    @property
    def ahead(self) -> timedelta:
        """How far the phone's clock was ahead of the server's when it sent; zero when it is not known."""
        return self.sent_at - self.server_time if self.sent_at is not None else _NONE

    @property
    def latest_at(self) -> datetime:
        """The latest moment, by the server's clock, at which it can have been done."""
        return self.server_time - timedelta(milliseconds=self.age_ms or 0)

    @property
    def done_at(self) -> datetime:
        """The likely moment by the server's clock, never later than it can have been."""
        return min(self.device_time - self.ahead, self.latest_at)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a timer: its start by the phone's clock, its end, and what the steady counter counted meanwhile.

    `counted_ms` is None when the phone counts nothing. `not_before` is when, by the server's clock, what has to come
    before the timer was done.
    """

    started_at: datetime
    ended: Stamp
    counted_ms: int | None = None
    not_before: datetime | None = None

    @property
    def held_seconds(self) -> float:
        """How long it has run for certain; negative when the times contradict each other."""
        counted = (self.counted_ms or 0) / 1000
        proven = max(counted, self._by_clock())
        return proven if self.not_before is None else min(proven, _seconds(self.ended.latest_at - self.not_before))

    @property
    def proof(self) -> Proof:
        """What proves the time held."""
        if (self.counted_ms or 0) / 1000 >= self._by_clock():
            return "counter"
        return "clock" if self.ended.sent_at is not None else "claim"

    @property
    def shown_seconds(self) -> float:
        """How long it has run by the phone's clock alone."""
        return _seconds(self.ended.device_time - self.started_at)

    @property
    def clock_was_ahead(self) -> bool:
        """Whether the phone's clock showed an end that had not come yet."""
        return self.ended.device_time - self.ended.done_at > _UNEVEN

    def _by_clock(self) -> float:
        """What the clock proves: less by as much as it was found to be ahead, which may have come about meanwhile."""
        ended = self.ended
        spans = [
            ended.device_time - self.started_at - max(_NONE, ended.ahead),
            ended.latest_at - self.started_at,
        ]
        if self.not_before is not None:
            spans.append(ended.done_at - self.not_before)
        return _seconds(min(spans))


def timer_problem(item_key: str, run: Run, least_seconds: int) -> Reason | None:
    """Return why the time that has to pass is not proven, and how much is left, or None when it is."""
    held = run.held_seconds
    if held >= least_seconds:
        return None
    told = max(0, int(held))
    left = least_seconds - told
    if run.shown_seconds >= least_seconds and run.clock_was_ahead:
        return reason(
            "checklist.timer.clock_changed", item=item_key, held_seconds=told, min_seconds=least_seconds,
            left_seconds=left,
        )  # fmt: skip
    return reason(
        "checklist.timer.too_short", item=item_key, held_seconds=told, min_seconds=least_seconds, left_seconds=left
    )


def _seconds(span: timedelta) -> float:
    return span.total_seconds()
