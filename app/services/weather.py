"""Weather: told by people or machines for a unit and all below it; storm stops work on live parts at once.

Another weather than at the briefing voids the briefing. A word that expires leaves the weather unknown: nobody works on
live parts then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Scope, Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import Crew
from app.schema.units import Unit
from app.schema.weather import WeatherFact
from app.services import checklists, weather_facts
from app.services.assignment_steps import about, tell_crew
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.people_facts import name_of
from app.services.pushes import PushKind
from app.services.work import Tx, Work, again
from app.storage import assignments, units, weather
from app.storage.weather import WeatherFilter
from compliance.lifecycles import AT_THE_PLACE
from compliance.weather import UNKNOWN, has_changed, here, is_storm

WEATHER_CHANGED = "gate.briefing.weather_changed"
"""Why a briefing that was held in other weather no longer counts."""
STORM_AT_WORK, UNKNOWN_AT_WORK = "weather.storm_at_work", "weather.unknown_at_work"
LONGEST = timedelta(hours=24)
"""A word that is to hold for longer is a forecast."""
CLOCKS_APART = timedelta(minutes=5)
_WORKING = AT_THE_PLACE - {"exiting"}


@dataclass(frozen=True)
class NewWeather:
    """What somebody sees, or a station measures; the unit is the asker's own where none is named."""

    kind: str
    unit_id: UUID | None = None
    observed_at: datetime | None = None
    valid_until: datetime | None = None
    machine: str | None = None
    """Name of the station or service; None when a person says so."""
    note: str | None = None


@dataclass(frozen=True)
class Affected:
    """A job that a word on the weather changes something for."""

    row: Assignment
    crew: Crew
    weather: str
    stops: str | None
    """Why work on live parts ends; None where only the briefing is to be held again."""


@dataclass(frozen=True)
class UnitWeather:
    """The word in force for one unit."""

    unit: Unit
    fact: WeatherFact | None


def list_facts(
    work: Work, subject: Subject, which: WeatherFilter, *, before: UUID | None, limit: int
) -> Sequence[WeatherFact]:
    """Words told for the units that the subject may see, newest first; one more than ``limit`` if there are more."""
    scope = subject.scope(Verb.WEATHER_READ)
    with work.look() as tx:
        return weather.list_page(tx.session, scope, which, before=before, limit=limit + 1)


def list_current(work: Work, subject: Subject) -> list[UnitWeather]:
    """The word in force for each unit that the subject may see, by the unit's code."""
    scope = subject.scope(Verb.WEATHER_READ)
    with work.look() as tx:
        found = units.list_page(tx.session, scope, after=None, limit=500)
        return [UnitWeather(each, weather_facts.in_force(tx, each.id)) for each in found]


def preview(work: Work, subject: Subject, new: NewWeather) -> list[Affected]:
    """Whom a word would concern, without telling it.

    Raises:
        InvalidError: it could not be told.
    """
    scope = subject.scope(Verb.WEATHER_WRITE)
    with work.look() as tx:
        fact = _fact(tx, subject, scope, new)
        return _affected(tx, fact.unit_id, also=fact)


@again
def tell(work: Work, subject: Subject, new: NewWeather, once: Once | None = None) -> WeatherFact:
    """Say what the weather is; whom it concerns is told in the same transaction.

    Raises:
        InvalidError: no such unit of the subject's, or times that cannot be.
    """
    scope = subject.scope(Verb.WEATHER_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return tx.session.get_one(WeatherFact, made)
        fact = _fact(tx, subject, scope, new)
        weather.lock_tellers(tx.session, fact.unit_id)
        tx.session.add(fact)
        tx.session.flush()
        told = {"kind": fact.kind, "source": fact.source, "valid_until": fact.valid_until.isoformat()}
        record(tx, subject, "weather.told", _about(fact), payload=told, erasable={"by": fact.source_name})
        _apply(tx, subject, fact.unit_id)
        remember(tx, subject, once, fact.id)
        return fact


@again
def take_back(work: Work, subject: Subject, fact_id: UUID) -> WeatherFact:
    """End a word before its time: what it said is not so any more, and nothing else is said.

    Raises:
        NotFoundError: no such word that the subject may take back.
    """
    scope = subject.scope(Verb.WEATHER_WRITE)
    with work.begin() as tx:
        fact = weather.find(tx.session, scope, fact_id, for_update=True)
        if fact is None:
            raise NotFoundError("there is no such word on the weather")
        if fact.valid_until > tx.now:
            fact.valid_until = max(tx.now, fact.observed_at + timedelta(seconds=1))
            _end(tx, subject, fact, "weather.taken_back")
        return fact


def expire(tx: Tx, subject: Subject, fact_id: UUID) -> bool:
    """Tell those whom it concerns that a word has expired; whether it was due."""
    fact = weather.lock_due(tx.session, fact_id, tx.now)
    if fact is None:
        return False
    _end(tx, subject, fact, "weather.expired")
    return True


def _end(tx: Tx, subject: Subject, fact: WeatherFact, verb: str) -> None:
    fact.expired_event_id = record(tx, subject, verb, _about(fact), payload={"kind": fact.kind})
    tx.session.flush()
    _apply(tx, subject, fact.unit_id)


def _fact(tx: Tx, subject: Subject, scope: Scope, new: NewWeather) -> WeatherFact:
    unit = _unit(tx, scope, new.unit_id)
    at = new.observed_at or tx.now
    until = new.valid_until or at + tx.house.weather_holds
    if at > tx.now + CLOCKS_APART:
        raise InvalidError.of("observed_at", "future", "nobody has seen tomorrow's weather", "leave it out")
    if not at < until <= at + LONGEST or until <= tx.now:
        raise InvalidError.of("valid_until", "period", "it must hold from now on, for 24 hours at most", "leave it out")
    return WeatherFact(
        id=new_id(), unit_id=unit.id, kind=new.kind, observed_at=min(at, tx.now), valid_until=until,
        source="machine" if new.machine else "person", source_name=new.machine or name_of(tx, subject), note=new.note,
        created_at=tx.now, created_by=subject.user_id,
    )  # fmt: skip


def _unit(tx: Tx, scope: Scope, unit_id: UUID | None) -> Unit:
    found = units.find(tx.session, scope, unit_id) if unit_id else units.find_top(tx.session, scope)
    if found is None:
        raise InvalidError.of("unit_id", "unknown", "there is no such unit", "name a unit of yours")
    return found


def _affected(tx: Tx, unit_id: UUID, also: WeatherFact | None = None) -> list[Affected]:
    """The jobs of a unit's subtree for which the weather is another one than they were told last.

    They are locked, unless it is asked what would be if ``also`` were told.
    """
    below = weather.list_below(tx.session, unit_id)
    rows = weather.list_concerned(tx.session, below, for_update=also is None)
    told = {each: weather_facts.in_force(tx, each, also) for each in {row.unit_id for row in rows}}
    crews = assignments.crews_by_id(tx.session, {row.crew_id for row in rows})
    found = []
    for row in rows:
        fact = told[row.unit_id]
        now = here(fact.kind if fact else None, row.weather)
        stops = _stops(row, now)
        if has_changed(row.briefed_weather, now) or (stops is not None and now != row.briefed_weather):
            found.append(Affected(row, crews[row.crew_id], now, stops))
    return found


def _stops(row: Assignment, now: str) -> str | None:
    """Why a crew that works on live parts has to stop."""
    if row.work_method != "live_line" or row.state not in _WORKING:
        return None
    if now == UNKNOWN:
        return UNKNOWN_AT_WORK
    return STORM_AT_WORK if is_storm(now) else None


def _apply(tx: Tx, subject: Subject, unit_id: UUID) -> None:
    for each in _affected(tx, unit_id):
        row, before = each.row, each.row.briefed_weather
        row.briefed_weather = each.weather
        if each.stops is not None:
            row.notice = each.stops
        tx.session.flush()
        told = {"from": before, "to": each.weather, "stops": each.stops}
        verb = "assignment.weather_stop" if each.stops else "assignment.weather_changed"
        record(tx, subject, verb, about(row), payload=told)
        if has_changed(before, each.weather) and row.state != "exiting":
            checklists.void_for(tx, subject, row, "briefing", WEATHER_CHANGED)
            checklists.create_for(tx, subject, row, ["tailboard"])
        tell_crew(tx, subject, row, PushKind.WEATHER_STOP if each.stops else PushKind.WEATHER_CHANGED)


def _about(fact: WeatherFact) -> About:
    return About("weather", fact.id, unit_id=fact.unit_id)
