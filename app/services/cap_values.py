"""A CAP 1.2 alert (OASIS Common Alerting Protocol) as values; its XML is read in ``app.adapters``."""

from dataclasses import dataclass
from datetime import datetime

from shapely import MultiPolygon


@dataclass(frozen=True)
class CapReference:
    """An earlier message that this one updates or cancels."""

    sender: str
    identifier: str
    sent: str


@dataclass(frozen=True)
class CapInfo:
    """One information block: what it is about, from when until when, where."""

    language: str
    category: tuple[str, ...]
    event: str
    headline: str
    severity: str
    effective: datetime | None
    onset: datetime | None
    expires: datetime | None
    area_description: str
    area: MultiPolygon | None
    """Polygons and circles of all its areas together; None where it names places by codes only."""


@dataclass(frozen=True)
class CapAlert:
    """One message."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    message_type: str
    references: tuple[CapReference, ...]
    infos: tuple[CapInfo, ...]
