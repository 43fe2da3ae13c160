"""Protective equipment: what a profile gives each person, what a crew needs, what counts as issued and checked.

Sources: domain.md 4, 5 line 3 and 7. Numbers that no source gives ship as data that HSE must confirm.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from compliance.text import Text

LackKind = Literal["missing", "expired", "size", "worn_out"]
"""Why an article does not count: none was handed over, it is past its date, it does not fit, it was worn too long."""


GIVEN_BACK: Mapping[str, str] = {"shelf": "return", "disinfection": "disinfect"}
"""Where what somebody kept goes by their own word, and as which kind of movement; what is lost the keeper books."""


@dataclass(frozen=True, slots=True)
class ItemType:
    """A kind of article as stores keep it.

    Attributes:
        code: its key in profiles, lots and movements.
        name: for people.
        reusable: comes back after the job; all others are used up by it.
        sizes: those that are kept; empty where one fits all.
        low_stock: below so many good pieces a unit's store is warned, unless it has a number of its own.
    """

    code: str
    name: Text
    reusable: bool = False
    sizes: tuple[str, ...] = ()
    low_stock: int = 0


@dataclass(frozen=True, slots=True)
class ProfileItem:
    """How much of one article a profile asks for.

    Attributes:
        item: code of the article.
        count: pieces for each person.
        spare: pieces that the crew takes along beyond that.
        sized: the size must be the wearer's own.
        replace_after_minutes: longest wear; None where nothing limits it.
        electrical_note: what HSE says about wearing it at electrical work.
    """

    item: str
    count: int = 1
    spare: int = 0
    sized: bool = False
    replace_after_minutes: int | None = None
    electrical_note: Text | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One version of what each person wears in a kind of zone; a change is a new version."""

    code: str
    version: int
    name: Text
    items: tuple[ProfileItem, ...]
    hse_must_confirm: bool = True


@dataclass(frozen=True, slots=True)
class Need:
    """What several profiles ask of one article together."""

    item: str
    count: int
    spare: int = 0
    sized: bool = False
    replace_after_minutes: int | None = None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """Pieces of one article that a person has in hand.

    Attributes:
        item: code of the article.
        quantity: pieces, without those that came back or were used up.
        issued_at: when they were handed over.
        size: as written on them; empty where it is not known or there is none.
        expires_at: from then on they are no good; None where they keep.
        standing: handed over for keeps, not for this job; counts for reusable articles only.
        reusable: as the article is.
    """

    item: str
    quantity: int
    issued_at: datetime
    size: str = ""
    expires_at: datetime | None = None
    standing: bool = False
    reusable: bool = False


@dataclass(frozen=True, slots=True)
class Lack:
    """Pieces of an article that a person still has to be given, and why those in hand do not count."""

    item: str
    pieces: int
    why: LackKind


@dataclass(frozen=True, slots=True)
class Worn:
    """How far a person's set is: what it lacks, and whether it was checked on them after the last piece was issued."""

    lacks: tuple[Lack, ...]
    checked: bool

    @property
    def issued(self) -> bool:
        """Whether it is complete."""
        return not self.lacks


def merge_profiles(profiles: Iterable[Profile]) -> tuple[Need, ...]:
    """The strictest of all: the highest counts, any demand for size, the shortest wear; by article code."""
    found: dict[str, Need] = {}
    for asked in (each for profile in profiles for each in profile.items):
        found[asked.item] = _stricter(found.get(asked.item), asked)
    return tuple(found[item] for item in sorted(found))


def crew_needs(needs: Iterable[Need], people: int) -> dict[str, int]:
    """Pieces of each article that a crew of so many takes along, spare ones included; none for nobody."""
    return {need.item: need.count * people + need.spare for need in needs if people > 0}


def usable(issue: Issued, need: Need, own_size: str | None, now: datetime) -> LackKind | None:
    """Why a piece in hand does not count for this need, None when it does.

    Args:
        issue: what was handed over.
        need: what is asked for.
        own_size: the wearer's size of this article; None is unknown and fits.
        now: at the gate.
    """
    if issue.expires_at is not None and now >= issue.expires_at:
        return "expired"
    if need.sized and own_size is not None and issue.size != own_size:
        return "size"
    limit = need.replace_after_minutes
    if limit is not None and not issue.standing and now >= issue.issued_at + timedelta(minutes=limit):
        return "worn_out"
    return "missing" if issue.standing and not issue.reusable else None


def judge_set(
    needs: Iterable[Need], issues: Sequence[Issued], sizes: Mapping[str, str], checked_at: datetime | None,
    now: datetime,
) -> Worn:  # fmt: skip
    """Say how far one person's set is at a moment.

    Args:
        needs: what each person wears here.
        issues: all that they have in hand, of this job and for keeps.
        sizes: their own sizes by article, as far as known.
        checked_at: when it was last looked at on them, on this job.
        now: the moment of the question.
    """
    lacks: list[Lack] = []
    last: list[datetime] = []
    for need in needs:
        held = [each for each in issues if each.item == need.item and each.quantity > 0]
        good = [each for each in held if usable(each, need, sizes.get(need.item), now) is None]
        last.extend(each.issued_at for each in good)
        missing = need.count - sum(each.quantity for each in good)
        if missing > 0:
            lacks.append(Lack(need.item, missing, _why(need, held, sizes, now)))
    return Worn(tuple(lacks), checked_at is not None and all(at <= checked_at for at in last))


def against_profile(items: Sequence[ProfileItem], known: Mapping[str, ItemType]) -> Iterator[tuple[str, str]]:
    """What is wrong with the items of a new version: where (``items[0].item``) and a code of what."""
    if not items:
        yield "items", "empty"
    seen: set[str] = set()
    for at, each in enumerate(items):
        if each.item not in known:
            yield f"items[{at}].item", "unknown"
        elif each.sized and not known[each.item].sizes:
            yield f"items[{at}].sized", "no_sizes"
        if each.item in seen:
            yield f"items[{at}].item", "twice"
        seen.add(each.item)


def _stricter(need: Need | None, asked: ProfileItem) -> Need:
    notes = (asked.electrical_note,) if asked.electrical_note else ()
    if need is None:
        return Need(asked.item, asked.count, asked.spare, asked.sized, asked.replace_after_minutes, notes)
    limits = [each for each in (need.replace_after_minutes, asked.replace_after_minutes) if each is not None]
    return Need(
        need.item,
        max(need.count, asked.count),
        max(need.spare, asked.spare),
        need.sized or asked.sized,
        min(limits, default=None),
        tuple(dict.fromkeys((*need.notes, *notes))),
    )


def _why(need: Need, held: Iterable[Issued], sizes: Mapping[str, str], now: datetime) -> LackKind:
    """The first reason why something in hand does not count; else nothing was handed over."""
    reasons = (usable(each, need, sizes.get(need.item), now) for each in held)
    return next((each for each in reasons if each not in (None, "missing")), None) or "missing"
