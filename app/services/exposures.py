"""Stays in zones: who is inside now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.access import Subject, Verb
from app.services.work import Work
from app.storage import exposures
from app.storage.exposures import StayView

MOST = 1000
"""More people than that are in no authority's zones at once."""


@dataclass(frozen=True)
class Inside:
    """One person who is in a zone at ``now``."""

    view: StayView
    now: datetime

    @property
    def leave_by(self) -> datetime | None:
        """When the longest stay that the zone allows is over; None when it sets none."""
        minutes = self.view.version.max_minutes
        return self.view.stay.entered_at + timedelta(minutes=minutes) if minutes else None

    @property
    def overdue(self) -> bool:
        """Whether the person stays longer than the zone allows."""
        return self.leave_by is not None and self.leave_by <= self.now


def list_inside(work: Work, subject: Subject) -> Sequence[Inside]:
    """Everybody who is in a zone that the subject may see, who entered first on top."""
    scope = subject.scope(Verb.PERMITS_READ)
    with work.look() as tx:
        return [Inside(view, tx.now) for view in exposures.list_inside(tx.session, scope, MOST)]
