"""The gate's answer on the wire: the eight lines with their titles and reasons."""

from datetime import datetime, tzinfo
from typing import Self

from app.wire.common import DEFAULT_TIME_ZONE, ReasonOut, WireOut, reason_out, reasons_out
from compliance.gate import GateAnswer, LineAnswer, LineStatus
from compliance.reasons import Reason


class GateLineOut(WireOut):
    """One line of the gate."""

    number: int
    code: str
    title: str
    status: LineStatus
    reasons: list[ReasonOut]

    @classmethod
    def of(cls, line: LineAnswer, lang: str, time_zone: tzinfo = DEFAULT_TIME_ZONE) -> Self:
        """The line with its title in the asker's language."""
        return cls(
            number=line.number,
            code=line.code,
            title=reason_out(Reason(line.code), lang).text,
            status=line.status,
            reasons=reasons_out(line.reasons, lang, time_zone),
        )


class GateOut(WireOut):
    """May they enter now, and line by line why (not)."""

    allowed: bool
    now: datetime
    lines: list[GateLineOut]
    reasons: list[ReasonOut]

    @classmethod
    def of(cls, answer: GateAnswer, now: datetime, lang: str, time_zone: tzinfo = DEFAULT_TIME_ZONE) -> Self:
        """The whole answer as given at ``now``."""
        return cls(
            allowed=answer.decision.allowed,
            now=now,
            lines=[GateLineOut.of(line, lang, time_zone) for line in answer.lines],
            reasons=reasons_out(answer.decision.reasons, lang, time_zone),
        )
