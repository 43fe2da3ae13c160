"""Whether a crew that crossed a zone's border was admitted. Never a reason to lose data, only one to tell somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

SLACK = timedelta(minutes=10)
"""The gate, the border and the moment at which the crew leader presses lie so far from each other at the most."""
TRANSIT = timedelta(minutes=10)
"""Who is still inside after this time does not only drive through."""

Verdict = Literal["admitted", "transit", "unadmitted", "left"]


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody of the crew was inside the zone by right, from when until when."""

    begins_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Crossed:
    """What is known of a crossing.

    Attributes:
        kind: entered, passed or left.
        at: When.
        seen_until: Until when it was seen inside.
        permit_needed: The zone lets nobody work in it without one.
        transit_permit: It lets nobody drive through without one either.
        bound: The crew was on a job that lies in the zone.
    """

    kind: Literal["entered", "left", "passed"]
    at: datetime
    seen_until: datetime
    permit_needed: bool
    transit_permit: bool
    bound: bool


def verdict_of(crossed: Crossed, admissions: Sequence[Admission]) -> Verdict:
    """Judge by what was in force and known of that moment, however late it is told."""
    if crossed.kind == "left":
        return "left"
    if any(_covers(each, crossed.at) for each in admissions):
        return "admitted"
    if not crossed.permit_needed and not crossed.transit_permit:
        return "transit"
    if crossed.transit_permit:
        return "unadmitted"
    stays = crossed.kind == "entered" and (crossed.bound or crossed.seen_until - crossed.at > TRANSIT)
    return "unadmitted" if stays else "transit"


def _covers(admission: Admission, at: datetime) -> bool:
    over = admission.ends_at is not None and at > admission.ends_at + SLACK
    return admission.begins_at - SLACK <= at and not over
