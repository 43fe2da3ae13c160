"""Traces: whom and what a positive worker, a vehicle or a place met in a look-back window, and what follows.

Every trace is on record: who looked, at whom, why, how far. People of units that the asker does not keep are counted,
never named.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from app.access import Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.exposure_records import PositiveCase
from app.services import exposure_levels, exposure_notes, health_reads, stand_downs
from app.services.events import About, record
from app.services.exposure_judging import class_of
from app.services.exposure_records import WHYS
from app.services.stand_downs import NewStandDown, check_until
from app.services.work import Tx, Work, again
from app.storage import positives as positive_rows
from app.storage import stand_downs as stand_down_rows
from app.storage import traces as rows
from app.storage.traces import Line, Met
from compliance.exposure_levels import BANDS, CASE
from compliance.zones import HAZARD_CLASSES

Kind = Literal["member", "vehicle", "zone", "ticket"]

VEHICLE_AFTER = timedelta(hours=12)
"""So long after a ride whoever takes the same vehicle is in the trace."""
LONGEST = timedelta(days=60)
"""A look-back window longer than this looks at nothing that anybody still has to be told of."""
_BANDS = tuple(BANDS)


@dataclass(frozen=True)
class TraceAsk:
    """What is asked: from whom or what, over which time, how far, and why."""

    kind: Kind
    id: UUID
    why: str
    since: datetime | None = None
    until: datetime | None = None
    rings: int = 1


@dataclass(frozen=True)
class Traced:
    """One person, vehicle, zone, site or outsider with every reason why they are here."""

    what: str
    id: UUID
    ring: int
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line that names them."""
        return self.lines[0]

    @property
    def minutes(self) -> int:
        """The longest of the reasons: one does not add up with another about the same time."""
        return round(max(each.seconds for each in self.lines) / 60)

    @property
    def band(self) -> str | None:
        """The nearest known distance."""
        known = [each.band for each in self.lines if each.band]
        return min(known, key=_BANDS.index, default=None)


@dataclass(frozen=True)
class Trace:
    """The answer."""

    kind: Kind
    id: UUID
    name: str
    since: datetime
    until: datetime
    people: tuple[Traced, ...]
    vehicles: tuple[Traced, ...]
    zones: tuple[Traced, ...]
    sites: tuple[Traced, ...]
    outsiders: tuple[Traced, ...]
    hidden_people: int
    """Workers of other units: their own HSE, or that of the unit above, finds them."""
    notes: Mapping[UUID, str] = field(default_factory=dict)
    """Who the outsiders are, by contact."""
    names: Mapping[UUID, str] = field(default_factory=dict)
    """Of those from whom others were reached."""


@dataclass(frozen=True)
class NewCase:
    """A worker who was found positive."""

    member_id: UUID
    hazard_class: str
    found_at: datetime
    note: str | None = None


def trace(work: Work, subject: Subject, asked: TraceAsk) -> Trace:
    """Find everybody and everything that was met.

    Raises:
        NotFoundError: no such worker, vehicle, zone or ticket for the subject.
        InvalidError: the window is empty or too long, or why somebody looks is none of the known reasons.
    """
    scope = subject.scope(Verb.EXPOSURES_READ)
    if asked.why not in WHYS:
        raise InvalidError.of("why", "unknown", "say why you look", f"use one of {', '.join(WHYS)}")
    with work.begin() as tx:
        unit_id, name = _named(tx, asked, scope.unit_ids)
        since, until = _window(tx, work, asked)
        found = _rings(tx, asked, since, until, scope.unit_ids)
        outsiders = [each for each in found.seen if each.what == "outsider"]
        told = {"why": asked.why, "since": since.isoformat(), "until": until.isoformat(), "rings": asked.rings,
                "people": sum(each.what == "person" for each in found.seen)}  # fmt: skip
        about = About("crew_member" if asked.kind == "member" else asked.kind, asked.id, unit_id)
        event_id = record(tx, subject, "exposure.traced", about, payload=told)
        whose = {each.id for each in found.seen if each.what == "person"}
        whose |= {asked.id} if asked.kind == "member" else set()
        for member_id, unit in stand_down_rows.units_of(tx.session, whose).items():
            health_reads.note_for(tx, subject, event_id, "exposure.traced", unit, [member_id], asked.why)
        by_kind = {
            what: tuple(each for each in found.seen if each.what == what)
            for what in ("person", "vehicle", "zone", "site", "outsider")
        }
        return Trace(
            asked.kind, asked.id, name, since, until, by_kind["person"], by_kind["vehicle"], by_kind["zone"],
            by_kind["site"], by_kind["outsider"], len(found.hidden),
            exposure_notes.read_all(tx, [each.id for each in outsiders]), found.names,
        )  # fmt: skip


@again
def report_positive(work: Work, subject: Subject, new: NewCase) -> tuple[PositiveCase, str]:
    """Note that a worker was found positive: they are in stand-down from this moment; the case and the worker's name.

    Raises:
        NotFoundError: no such worker in the subject's units.
        InvalidError: there is no such hazard class, or it was found in the future.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    if new.hazard_class not in HAZARD_CLASSES:
        known = ", ".join(HAZARD_CLASSES)
        raise InvalidError.of("hazard_class", "unknown", "there is no such hazard class", f"use one of {known}")
    with work.begin() as tx:
        unit_id = stand_down_rows.units_of(tx.session, [new.member_id]).get(new.member_id)
        if unit_id not in scope.unit_ids or unit_id is None:
            raise NotFoundError("no such worker of your units")
        if new.found_at > tx.now:
            raise InvalidError.of("found_at", "future", "nobody was found positive yet", "give a moment that has been")
        case = PositiveCase(
            unit_id=unit_id, member_id=new.member_id, hazard_class=new.hazard_class, found_at=new.found_at,
            reported_by=subject.user_id, reported_at=tx.now,
        )  # fmt: skip
        tx.session.add(case)
        tx.session.flush()
        exposure_notes.write(tx, subject, "positive", case.id, unit_id=unit_id, member_id=new.member_id, text=new.note)
        told, about = {"hazard_class": new.hazard_class}, About("positive_case", case.id, unit_id)
        record(tx, subject, "exposure.positive_reported", about, payload=told,
               erasable={"member_id": str(new.member_id)})  # fmt: skip
        until = exposure_levels.get_level(tx, new.hazard_class, CASE).hold_until(tx.now)
        if until is not None:
            stand_downs.begin_all(tx, subject, [NewStandDown(new.member_id, "positive", until, case_id=case.id)])
        return case, (positive_rows.find_named(tx.session, "member", new.member_id) or ("", ""))[1]


@again
def stand_down_all(
    work: Work, subject: Subject, member_ids: Collection[UUID], *, hazard_class: str, level: str,
    until: datetime | None = None, why: str | None = None,
) -> list[UUID]:  # fmt: skip
    """Put everybody who was chosen from a trace in stand-down; whom one like it holds as long is left as they are.

    Args:
        work: what use cases work with.
        subject: HSE.
        member_ids: the chosen.
        hazard_class: of what they may have been exposed to.
        level: how badly; it says for how long, and whether zones of that class stay open.
        until: another end than the level's.
        why: in words, sealed.

    Returns:
        Those for whom a stand-down was begun.

    Raises:
        NotFoundError: somebody is no worker of the subject's units.
        InvalidError: no such level, or one that asks for no stand-down.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    with work.begin() as tx:
        units = stand_down_rows.units_of(tx.session, member_ids)
        if any(units.get(each) not in scope.unit_ids for each in member_ids):
            raise NotFoundError("somebody is no worker of your units")
        chosen = exposure_levels.get_level(tx, hazard_class, level)
        ends_at = until or chosen.hold_until(tx.now)
        if ends_at is None:
            raise InvalidError.of("level", "no_hold", "this level asks for no stand-down", "say until when")
        check_until(tx, ends_at)
        stand_down_rows.lock_members(tx.session, member_ids)
        held = stand_downs.running_of(tx, member_ids)
        new = [each for each in sorted(set(member_ids)) if held.get(each, tx.now) < ends_at]
        open_in = class_of(chosen, hazard_class)
        stand_downs.begin_all(tx, subject, [NewStandDown(each, "trace", ends_at, open_in, why=why) for each in new])
        return new


@dataclass
class _Found:
    seen: list[Traced] = field(default_factory=list)
    hidden: set[UUID] = field(default_factory=set)
    names: dict[UUID, str] = field(default_factory=dict)


def _rings(tx: Tx, asked: TraceAsk, since: datetime, until: datetime, unit_ids: frozenset[UUID]) -> _Found:
    """The first ring, and the second of those in it from when they were first met."""
    if asked.kind == "member":
        lines = rows.list_met(tx.session, [Met(asked.id, since, until)], VEHICLE_AFTER)
    else:
        lines = rows.list_visits(tx.session, asked.kind, asked.id, since, until)
    found = _Found()
    origin = {line.of_id for line in lines if line.of_id}
    _add(found, lines, 1, unit_ids, known=origin)
    first = [each for each in found.seen if each.what == "person"]
    found.names.update({each.id: each.first.name or "" for each in first})
    if asked.rings > 1 and first:
        people = [Met(each.id, min(line.first_at for line in each.lines), until) for each in first]
        met = [each for each in rows.list_met(tx.session, people, VEHICLE_AFTER) if each.what == "person"]
        _add(found, met, 2, unit_ids, known={*origin, *found.names, *found.hidden})
    return found


def _add(found: _Found, lines: Iterable[Line], ring: int, unit_ids: frozenset[UUID], known: set[UUID]) -> None:
    groups: dict[tuple[str, UUID], list[Line]] = defaultdict(list)
    for line in lines:
        if line.what == "person" and line.id in known:
            continue
        if line.what in ("person", "site", "vehicle") and line.unit_id not in unit_ids:
            if line.what == "person":
                found.hidden.add(line.id)
            continue
        groups[line.what, line.id].append(line)
    found.seen += [Traced(what, found_id, ring, tuple(each)) for (what, found_id), each in groups.items()]


def _window(tx: Tx, work: Work, asked: TraceAsk) -> tuple[datetime, datetime]:
    until = min(asked.until or tx.now, tx.now)
    since = asked.since or until - timedelta(days=work.settings.trace_days)
    if not since < until or until - since > LONGEST:
        detail = f"a window has a beginning and an end, and at most {LONGEST.days} days"
        raise InvalidError.of("since", "range", detail, "give an earlier beginning, or a later end")
    return since, until


def _named(tx: Tx, asked: TraceAsk, unit_ids: frozenset[UUID]) -> tuple[UUID | None, str]:
    """The unit and the name of what is asked about; a zone is nobody's."""
    found = positive_rows.find_named(tx.session, asked.kind, asked.id)
    if found is None or (asked.kind != "zone" and found[0] not in unit_ids):
        raise NotFoundError(f"no such {asked.kind}")
    return found


def list_cases(work: Work, subject: Subject, limit: int) -> Sequence[tuple[PositiveCase, str]]:
    """Positive workers of the subject's units with their names, the newest first."""
    scope = subject.scope(Verb.EXPOSURES_READ)
    with work.begin() as tx:
        found = positive_rows.list_newest(tx.session, scope, limit)
        health_reads.note(tx, subject, "exposure.positives_listed", {case.member_id for case, _ in found})
        return found
