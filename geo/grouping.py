"""Which reports have one cause: the same transformer, the same feeder, or a crowd in space and time.

Rules, in the order of their strength:

- **feeder**: reports from several transformers of one feeder, each soon after the one before. The feeder is the cause.
- **transformer**: several reports from one transformer, each soon after the one before.
- **near**: a report whose transformer is not known, close to one that belongs to a group by another rule.
- **area**: reports whose transformer is not known and that crowd in space and time.

Groups that are there already stay together and may grow; two of them are united where a rule holds for both, unless a
person arranged one of them. Nothing here ever takes a report out of a group.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import numpy as np

from geo.density import find_crowds
from geo.places import Place, distances_m
from geo.reports import AREA, FEEDER, NEAR, TRANSFORMER, Report, centre_of

_RANK: Final = {FEEDER: 0, TRANSFORMER: 1, NEAR: 2, AREA: 3}
_SECONDS_PER_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of the rules; all are settings.

    Attributes:
        span_minutes: Reports from one element belong together when no pause between them is longer.
        feeder_transformers: From so many transformers of one feeder on, the feeder is the likely cause.
        eps_m: How close in space reports are without a known transformer.
        eps_minutes: How close in time they are.
        min_reports: How many of them make a crowd.
        widest_m: Radius of the widest crowd that counts as one cause.

    Raises:
        ValueError: naming the one that cannot be.
    """

    span_minutes: float = 120.0
    feeder_transformers: int = 2
    eps_m: float = 250.0
    eps_minutes: float = 60.0
    min_reports: int = 3
    widest_m: float = 1000.0

    def __post_init__(self) -> None:
        for name in ("span_minutes", "eps_m", "eps_minutes", "widest_m"):
            if not 0 < getattr(self, name) < float("inf"):
                raise ValueError(f"{name} must be more than 0, not {getattr(self, name)}")
        for name in ("feeder_transformers", "min_reports"):
            if getattr(self, name) < 2:  # noqa: PLR2004 - one alone is no group
                raise ValueError(f"{name} must be 2 or more, not {getattr(self, name)}")

    @property
    def span(self) -> timedelta:
        """The longest pause between reports from one element."""
        return timedelta(minutes=self.span_minutes)


DEFAULT_RULES: Final = Rules()


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules say about one group.

    Attributes:
        group: The group that grows; None for a new one.
        absorbed: Groups that become a part of it.
        joined: The reports that come to it, each with the rule for it.
        cause: What its reports share, `transformer`, `feeder` or `area`; None where that stays as it is.
        element: Name of the device that is likely the cause.
    """

    group: UUID | None
    absorbed: tuple[UUID, ...]
    joined: tuple[tuple[UUID, str], ...]
    cause: str | None
    element: str | None


def group_reports(reports: Collection[Report], rules: Rules = DEFAULT_RULES) -> tuple[Found, ...]:
    """Return what changes about groups of these reports; in no order of theirs does the answer change.

    Args:
        reports: Those that have a group, all of it, and those that have none; each once.
        rules: When reports belong together.
    """
    given = sorted(reports, key=lambda report: (report.at, report.key))
    called = _called(given, rules)
    ordered = [replace(r, group=called[r.key], settled=True) if r.key in called else r for r in given]
    bonds = [*_by_transformer(ordered, rules), *_by_feeder(ordered, rules)]
    bonds += _nearby(ordered, bonds, rules)
    bonds += _crowds(ordered, {report.key for bond in bonds for report in bond.reports}, rules)
    return _merged([*_joining(called, TRANSFORMER), *_found_in(ordered, bonds)])


@dataclass(frozen=True, slots=True)
class _Bond:
    """Reports that belong together by one rule."""

    rule: str
    element: str | None
    reports: tuple[Report, ...]


def _called(ordered: Sequence[Report], rules: Rules) -> dict[UUID, UUID]:
    """Reports whose transformer has a group that a person arranged: there they belong, whatever their feeder says."""
    found: dict[UUID, UUID] = {}
    for bond in _by_transformer(ordered, rules):
        settled = Counter(report.group for report in bond.reports if report.group is not None and report.settled)
        if settled:
            group = min(settled, key=lambda each: (-settled[each], each))
            found |= {report.key: group for report in bond.reports if report.group is None}
    return found


def _by_transformer(ordered: Sequence[Report], rules: Rules) -> Iterator[_Bond]:
    for name, chain in _chains(((report.transformer, report) for report in ordered), rules):
        if len(chain) > 1:
            yield _Bond(TRANSFORMER, name, chain)


def _by_feeder(ordered: Sequence[Report], rules: Rules) -> Iterator[_Bond]:
    for name, chain in _chains(((report.feeder, report) for report in ordered), rules):
        if len({report.transformer for report in chain if report.transformer}) >= rules.feeder_transformers:
            yield _Bond(FEEDER, name, chain)


def _chains(named: Iterable[tuple[str | None, Report]], rules: Rules) -> Iterator[tuple[str, tuple[Report, ...]]]:
    """Reports of each element in the order of time, cut where a pause is too long."""
    by_name: dict[str, list[Report]] = {}
    for name, report in named:
        if name:
            by_name.setdefault(name, []).append(report)
    for name in sorted(by_name):
        chain: list[Report] = []
        for report in by_name[name]:
            if chain and report.at - max(each.until for each in chain) > rules.span:
                yield name, tuple(chain)
                chain = []
            chain.append(report)
        yield name, tuple(chain)


def _nearby(ordered: Sequence[Report], bonds: Sequence[_Bond], rules: Rules) -> Iterator[_Bond]:
    """Each loose report with the closest of those that belong to a group or will, from neighbour to neighbour."""
    anchors = _anchors(ordered, bonds)
    bound = {report.key for report, _ in anchors}
    loose = [report for report in ordered if _is_loose(report) and report.key not in bound]
    while anchors:
        tied = [(report, found) for report in loose if (found := _closest(report, anchors, rules)) is not None]
        for report, (anchor, _) in tied:
            yield _Bond(NEAR, None, (anchor, report))
        anchors = [(report, centre) for report, (_, centre) in tied]
        done = {report.key for report, _ in tied}
        loose = [report for report in loose if report.key not in done]


_Anchor = tuple[Report, Place]
"""A report that belongs to a group, and the centre of that group as it was found."""


def _anchors(ordered: Sequence[Report], bonds: Iterable[_Bond]) -> list[_Anchor]:
    groups: dict[UUID, list[Report]] = {}
    for report in ordered:
        if report.group is not None:
            groups.setdefault(report.group, []).append(report)
    centres = {report.key: centre_of(bond.reports) for bond in bonds for report in bond.reports}
    centres |= {report.key: centre_of(members) for members in groups.values() for report in members}
    return [(report, centres[report.key]) for report in ordered if report.key in centres]


def _closest(report: Report, anchors: Sequence[_Anchor], rules: Rules) -> _Anchor | None:
    here = report.place
    metres = distances_m([a.place.lon for a, _ in anchors], [a.place.lat for a, _ in anchors], here.lon, here.lat)
    close = [
        (float(metres[index]), anchors[index][0].at, anchors[index][0].key, anchors[index])
        for index in np.flatnonzero(metres <= rules.eps_m).tolist()
        if _may_join(report, anchors[index], rules)
    ]
    return min(close)[3] if close else None


def _may_join(report: Report, anchor: _Anchor, rules: Rules) -> bool:
    other, centre = anchor
    same_time = _pause(report, other) <= rules.eps_minutes
    same_feeder = report.feeder is None or other.feeder is None or report.feeder == other.feeder
    return same_time and same_feeder and _away(report.place, centre) <= rules.widest_m


def _away(place: Place, other: Place) -> float:
    return float(distances_m(other.lon, other.lat, place.lon, place.lat))


def _crowds(ordered: Sequence[Report], bound: Collection[UUID], rules: Rules) -> Iterator[_Bond]:
    loose = [report for report in ordered if _is_loose(report) and report.key not in bound]
    if not loose:
        return
    start = loose[0].at
    found = find_crowds(
        [report.place.lon for report in loose],
        [report.place.lat for report in loose],
        [(_minutes(report.at, start), _minutes(report.until, start)) for report in loose],
        eps_m=rules.eps_m, eps_minutes=rules.eps_minutes, min_reports=rules.min_reports, widest_m=rules.widest_m,
    )  # fmt: skip
    for crowd in found:
        yield _Bond(AREA, None, tuple(loose[index] for index in crowd))


def _is_loose(report: Report) -> bool:
    return report.group is None and report.transformer is None


def _pause(one: Report, other: Report) -> float:
    return max(0.0, _minutes(max(one.at, other.at), min(one.until, other.until)))


def _minutes(at: datetime, start: datetime) -> float:
    return (at - start).total_seconds() / _SECONDS_PER_MINUTE


@dataclass(slots=True)
class _Party:
    """What bonds tie together: groups of the machine's own and reports without one; settled groups only draw."""

    groups: set[UUID] = field(default_factory=set)
    free: dict[UUID, str] = field(default_factory=dict)
    """Each with the strongest rule for it."""
    draws: list[tuple[int, int, UUID]] = field(default_factory=list)
    """Settled groups that share a bond with it: rank of the rule, reports there (negative), which."""
    devices: list[tuple[int, int, str]] = field(default_factory=list)
    """Elements by which it holds together: rank of the rule, reports there (negative), name."""

    def take_in(self, other: "_Party") -> None:
        """Become both."""
        self.groups |= other.groups
        for key, rule in other.free.items():
            self.free[key] = min(self.free.get(key, rule), rule, key=_RANK.__getitem__)
        self.draws += other.draws
        self.devices += other.devices


def _found_in(ordered: Sequence[Report], bonds: Iterable[_Bond]) -> Iterator[Found]:
    party_of: dict[UUID, _Party] = {}
    for bond in bonds:
        party = _party(bond)
        for touched in _distinct(party_of[each] for each in (*party.groups, *party.free) if each in party_of):
            party.take_in(touched)
        party_of.update(dict.fromkeys((*party.groups, *party.free), party))
    since = {report.group: report.at for report in reversed(ordered) if report.group is not None}
    for party in _distinct(party_of.values()):
        if party.groups:
            yield from _grown(party, sorted(party.groups, key=lambda group: (since[group], group)))
        elif party.draws:
            yield Found(min(party.draws)[2], (), tuple(party.free.items()), None, None)
        else:
            yield Found(None, (), tuple(party.free.items()), *_cause(party))


def _distinct(parties: Iterable[_Party]) -> list[_Party]:
    return list({id(party): party for party in parties}.values())


def _party(bond: _Bond) -> _Party:
    settled = Counter(report.group for report in bond.reports if report.group is not None and report.settled)
    return _Party(
        groups={report.group for report in bond.reports if report.group is not None and not report.settled},
        free={report.key: bond.rule for report in bond.reports if report.group is None},
        draws=[(_RANK[bond.rule], -count, group) for group, count in settled.items()],
        devices=[(_RANK[bond.rule], -len(bond.reports), bond.element)] if bond.element else [],
    )


def _grown(party: _Party, groups: Sequence[UUID]) -> Iterator[Found]:
    if party.free or len(groups) > 1:
        cause = _cause(party) if party.devices else (None, None)
        yield Found(groups[0], tuple(groups[1:]), tuple(party.free.items()), *cause)


def _cause(party: _Party) -> tuple[str, str | None]:
    rank, _, element = min(party.devices, default=(_RANK[AREA], 0, None))
    return next(rule for rule in (FEEDER, TRANSFORMER, AREA) if _RANK[rule] == rank), element


def _joining(called: dict[UUID, UUID], rule: str) -> Iterator[Found]:
    for group in set(called.values()):
        yield Found(group, (), tuple((key, rule) for key, into in called.items() if into == group), None, None)


def _merged(found: Iterable[Found]) -> tuple[Found, ...]:
    """One for each group, in an order of their own."""
    of_group: dict[UUID, Found] = {}
    new: list[Found] = []
    for each in found:
        known = of_group.get(each.group) if each.group is not None else None
        both = replace(each, joined=tuple(sorted((*each.joined, *(known.joined if known else ())))))
        if each.group is None:
            new.append(both)
        else:
            of_group[each.group] = both
    return tuple(sorted((*of_group.values(), *new), key=lambda each: (each.joined, each.absorbed)))
