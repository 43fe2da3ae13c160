"""Traces on the wire: as JSON for the desk, as CSV for whoever carries on."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from app.services.traces import Trace, Traced
from app.storage.traces import Line
from app.wire.common import WireOut
from app.wire.exposures import Band
from compliance.exposure_levels import BANDS
from compliance.text import Text

TraceKind = Literal["member", "vehicle", "zone", "ticket"]
Why = Literal["zone", "crew", "vehicle", "contact", "site"]

WHYS: dict[str, Text] = {
    "zone": Text("Cùng ở trong vùng", "In the zone at the same time"),
    "crew": Text("Cùng làm một việc", "On the same job"),
    "vehicle": Text("Đi chung xe", "In the same vehicle"),
    "contact": Text("Tiếp xúc được ghi lại", "A contact that was noted"),
    "site": Text("Cùng đến một nơi", "At the same place"),
}
_WHATS: dict[str, Text] = {
    "person": Text("Người", "Person"), "vehicle": Text("Xe", "Vehicle"), "zone": Text("Vùng", "Zone"),
    "site": Text("Địa chỉ khách hàng", "Customer's address"), "outsider": Text("Người ngoài", "Outsider"),
}  # fmt: skip
_HEAD = (
    Text("Loại", "What"), Text("Vòng", "Ring"), Text("Tên", "Name"), Text("Tổ, địa chỉ", "Crew, address"),
    Text("Vì sao", "Why"), Text("Qua", "Through"), Text("Từ", "Reached from"), Text("Phút", "Minutes"),
    Text("Gần nhất", "Nearest"), Text("Đầu tiên", "First"), Text("Cuối cùng", "Last"),
)  # fmt: skip
_RISKY = ("=", "+", "-", "@", "\t", "\r")


class TraceLineOut(WireOut):
    """One reason why somebody or something is in the trace."""

    why: Why
    via: str | None = Field(description="the zone, the job, the vehicle")
    of: str | None = Field(description="the worker from whom it was reached; null: the one who was asked about")
    minutes: int
    band: Band | None
    first_at: datetime
    last_at: datetime


class TracedOut(WireOut):
    """One person, vehicle, zone, site or outsider."""

    id: UUID
    ring: int
    name: str
    detail: str = Field(description="the person's crew, the site's address")
    minutes: int
    band: Band | None
    stand_down_until: datetime | None
    lines: list[TraceLineOut]


class TraceOut(WireOut):
    """Everybody and everything that was met."""

    kind: TraceKind
    id: UUID
    name: str
    since: datetime
    until: datetime
    people: list[TracedOut]
    vehicles: list[TracedOut]
    zones: list[TracedOut]
    sites: list[TracedOut]
    outsiders: list[TracedOut]
    hidden_people: int = Field(description="workers of units that you do not keep")

    @classmethod
    def of(cls, trace: Trace) -> Self:
        """As the service found it."""
        parts = {name: [_traced(each, trace) for each in getattr(trace, name)] for name in _PARTS}
        return cls(
            kind=trace.kind, id=trace.id, name=trace.name, since=trace.since, until=trace.until,
            hidden_people=trace.hidden_people, **parts,
        )  # fmt: skip


_PARTS = ("people", "vehicles", "zones", "sites", "outsiders")


def csv_of(trace: Trace, lang: str) -> str:
    """One row for each reason, with a byte order mark so that spreadsheets read Vietnamese."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([each.get(lang) for each in _HEAD])
    writer.writerows(_rows(trace, lang))
    return "\ufeff" + buffer.getvalue()


def _rows(trace: Trace, lang: str) -> Iterator[list[str]]:
    for part in _PARTS:
        for each in getattr(trace, part):
            for line in each.lines:
                shown = _line(line, each, trace)
                yield [
                    _WHATS[each.what].get(lang), str(each.ring), _plain(_name(each, trace)),
                    _plain(each.first.detail or ""), WHYS[line.why].get(lang), _plain(line.via or ""),
                    _plain(shown.of or trace.name), str(shown.minutes),
                    BANDS[line.band].get(lang) if line.band else "", line.first_at.isoformat(timespec="minutes"),
                    line.last_at.isoformat(timespec="minutes"),
                ]  # fmt: skip


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def _traced(each: Traced, trace: Trace) -> TracedOut:
    return TracedOut(
        id=each.id, ring=each.ring, name=_name(each, trace), detail=each.first.detail or "", minutes=each.minutes,
        band=each.band, stand_down_until=each.first.stand_down_until,
        lines=[_line(line, each, trace) for line in each.lines],
    )  # fmt: skip


def _line(line: Line, each: Traced, trace: Trace) -> TraceLineOut:
    return TraceLineOut(
        why=line.why, via=line.via, of=trace.names.get(line.of_id) if line.of_id and each.ring > 1 else None,
        minutes=round(line.seconds / 60), band=line.band, first_at=line.first_at, last_at=line.last_at,
    )  # fmt: skip


def _name(each: Traced, trace: Trace) -> str:
    if each.what == "outsider":
        return trace.notes.get(each.id, "")
    return each.first.name or ""
