"""Signing on and off a shift, breaks in it, and what they mean for who may be sent. HSE must confirm the times."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from compliance.decision import Decision, combine, from_reasons
from compliance.duty import Span
from compliance.reasons import Reason, reason
from compliance.text import Text

OPENS = timedelta(hours=2)
"""Nobody signs on longer before the shift begins."""
OVERRUN = timedelta(minutes=15)
"""A break that lasts longer than it should is expected to end within this time."""

SYMPTOMS: Mapping[str, Text] = MappingProxyType(
    {
        "fever": Text("Sốt", "Fever"),
        "cough": Text("Ho, đau họng", "Cough or sore throat"),
        "breath": Text("Khó thở", "Short of breath"),
        "stomach": Text("Tiêu chảy, nôn", "Diarrhoea or vomiting"),
        "faint": Text("Chóng mặt, kiệt sức", "Dizzy or exhausted"),
        "other": Text("Không khỏe vì lý do khác", "Not well in another way"),
    }
)
"""What a worker may tick, and no more is asked."""

DECLINE_REASONS: Mapping[str, Text] = MappingProxyType(
    {
        "vehicle": Text("Xe hỏng, không đi được", "The vehicle cannot go"),
        "equipment": Text("Thiếu thiết bị, vật tư", "Equipment or material is missing"),
        "skills": Text("Không đủ tay nghề, bậc an toàn", "Skills or safety grades do not suffice"),
        "exhausted": Text("Tổ đội kiệt sức", "The crew is exhausted"),
        "unwell": Text("Có người không khỏe", "Somebody is not well"),
        "far": Text("Quá xa, đường không đi được", "Too far, or the road is closed"),
        "other": Text("Lý do khác", "Another reason"),
    }
)
"""Why crews decline, as it ships; the list is data."""


@dataclass(frozen=True, slots=True)
class BreakRules:
    """When people have to rest within a shift (Labour Code 2019, article 109)."""

    after: timedelta = timedelta(hours=6)
    least: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a crew is really there.

    Attributes:
        unsigned_since: when its shift began, where nobody has signed on although it is time.
        unsigned_refused: whether such a crew is not offered.
        break_until: when the break that it is on is expected to be over.
        unavailable: names of those who said before the shift that they cannot work, undecided.
        blocked: plate and defect of its vehicles, where none of them may be driven.
    """

    unsigned_since: datetime | None = None
    unsigned_refused: bool = False
    break_until: datetime | None = None
    unavailable: tuple[str, ...] = ()
    blocked: tuple[tuple[str, str], ...] = ()


PRESENT = Presence()
"""A crew against whose presence nothing speaks."""


def told_at(device_time: datetime, now: datetime, earliest: datetime) -> datetime:
    """Return when something was done: what the phone says, as far as that can be."""
    return min(max(device_time, earliest), now)


def may_sign_on(shift: Span, at: datetime, *, unfit: bool) -> Decision:
    """Decide whether somebody may sign on to a shift at a moment.

    Args:
        shift: from, and up to, not including.
        at: when it was done.
        unfit: whether they said that they are not well, and HSE has not decided.
    """
    return from_reasons(_against_sign_on(shift, at, unfit))


def _against_sign_on(shift: Span, at: datetime, unfit: bool) -> Iterator[Reason]:
    if at < shift[0] - OPENS:
        yield reason("shift.too_early", opens_at=shift[0] - OPENS)
    if at >= shift[1]:
        yield reason("shift.over", ended_at=shift[1])
    if unfit:
        yield reason("shift.unfit_open")


def may_sign_off(*, inside: Iterable[str], under_way: Iterable[str], vehicles_out: Iterable[str]) -> Decision:
    """Decide whether somebody may sign off.

    Args:
        inside: names of zones that they are in.
        under_way: numbers of jobs that their crew has begun and not handed over.
        vehicles_out: plates of vehicles that the crew leader has taken and not looked at again.
    """
    return combine(
        from_reasons(reason(code, **{name: each}) for each in found)
        for code, name, found in (
            ("shift.inside_zone", "zone", inside),
            ("shift.job_under_way", "number", under_way),
            ("shift.vehicle_not_returned", "plate", vehicles_out),
        )
    )


def unsigned(shift: Span, signed: int, grace: timedelta, now: datetime) -> bool:
    """Tell whether a crew of whom nobody is there is late: the shift runs, and the grace is over."""
    return signed == 0 and shift[0] + grace <= now < shift[1]


def break_due_at(begun_at: datetime, breaks: Sequence[Span], rules: BreakRules) -> datetime:
    """Return when the next break has to begin: so long after the last one that was long enough, or after the beginning.

    Args:
        begun_at: when work began.
        breaks: those that are over.
        rules: how long without, how long at least.
    """
    rested = [ends for begins, ends in breaks if ends - begins >= rules.least]
    return max([begun_at, *rested]) + rules.after


def break_until(begun_at: datetime, planned: Sequence[Span], rules: BreakRules, now: datetime) -> datetime:
    """Return when a break under way is expected to end: as long as planned, else as the rule asks; always to come.

    A break that is begun at another time than planned takes the planned one's length with it.
    """
    lengths = sorted(planned, key=lambda each: abs(each[0] - begun_at))
    length = lengths[0][1] - lengths[0][0] if lengths else rules.least
    ends_at = begun_at + length
    return ends_at if ends_at > now else now + OVERRUN


def breaks_to_keep(planned: Sequence[Span], taken: Sequence[Span], now: datetime) -> tuple[Span, ...]:
    """Return the planned breaks that still have to be kept free: as many as were taken are done, the first ones.

    One whose time has come and that was not taken moves behind now.
    """
    left = sorted(planned)[len(taken) :]
    return tuple((max(begins, now), max(begins, now) + (ends - begins)) for begins, ends in left)


def present(crew: Presence, life_safety: bool, at: datetime) -> Decision:
    """Decide whether a crew is there for work at a moment; on a break only for what saves life."""
    return from_reasons(_absent(crew, life_safety, at))


def _absent(crew: Presence, life_safety: bool, at: datetime) -> Iterator[Reason]:
    if crew.unsigned_refused and crew.unsigned_since is not None:
        yield reason("crew.not_signed_on", since_at=crew.unsigned_since)
    if crew.break_until is not None and at < crew.break_until and not life_safety:
        yield reason("crew.on_break", break_until=crew.break_until)
    for name in crew.unavailable:
        yield reason("crew.unavailable", name=name)
    for plate, item in crew.blocked:
        yield reason("vehicle.blocked", plate=plate, check_item=item)
