"""Tables only, one file per subject."""

from app.schema import (
    assignments,
    authorities,
    checklists,
    crews,
    devices,
    events,
    exposure,
    imports,
    isolation_orders,
    operations,
    people,
    permits,
    positions,
    tickets,
    units,
    zones,
)
from app.schema.base import Base

__all__ = [
    "Base",
    "assignments",
    "authorities",
    "checklists",
    "crews",
    "devices",
    "events",
    "exposure",
    "imports",
    "isolation_orders",
    "operations",
    "people",
    "permits",
    "positions",
    "tickets",
    "units",
    "zones",
]
