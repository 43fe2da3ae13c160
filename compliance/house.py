"""Rules of the house that an installation sets; HSE must confirm what ships."""

from dataclasses import dataclass
from datetime import timedelta

from compliance.duty import DutyLimits


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Hours of people, how long a stay in a zone keeps crews apart, how long papers and words on the weather last.

    `cohort_window`: whoever was in a zone within it is not mixed with people of other crews from other classes of zone.
    `work_permit_kept`: at least a month after they end. `weather_holds`: a word on the weather that says no end.
    """

    duty: DutyLimits = DutyLimits()  # noqa: RUF009 - frozen
    cohort_window: timedelta = timedelta(days=3)
    work_permit_kept: timedelta = timedelta(days=31)
    weather_holds: timedelta = timedelta(hours=3)
