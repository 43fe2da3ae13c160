"""Rules of the house that an installation sets; HSE must confirm what ships."""

from dataclasses import dataclass
from datetime import timedelta

from compliance.checkins import CheckinRules
from compliance.duty import DutyLimits
from compliance.push_following import FollowingRules
from compliance.sign_ons import BreakRules


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Hours of people, how long a stay in a zone keeps crews apart, how long papers and words on the weather last.

    `cohort_window`: whoever was in a zone within it is not mixed with people of other crews from other classes of zone.
    `work_permit_kept`: at least a month after they end. `weather_holds`: a word on the weather that says no end.
    `pushes`: how messages to phones are followed until somebody answers.
    `checkins`: how long a crew inside a zone may be silent.
    `breaks`: when people rest within a shift.
    `sign_on_grace`: after so much of a shift a crew of whom nobody is there is told of, by `unsigned_refused` not sent.
    """

    duty: DutyLimits = DutyLimits()  # noqa: RUF009 - frozen
    cohort_window: timedelta = timedelta(days=3)
    work_permit_kept: timedelta = timedelta(days=31)
    weather_holds: timedelta = timedelta(hours=3)
    pushes: FollowingRules = FollowingRules()  # noqa: RUF009 - frozen
    checkins: CheckinRules = CheckinRules()  # noqa: RUF009 - frozen
    breaks: BreakRules = BreakRules()  # noqa: RUF009 - frozen
    sign_on_grace: timedelta = timedelta(minutes=15)
    unsigned_refused: bool = False
