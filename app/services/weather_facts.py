"""Which word on the weather is in force for a unit, or at the place of a job."""

from uuid import UUID

from app.schema.assignments import Assignment
from app.schema.weather import WeatherFact
from app.services.work import Tx
from app.storage import weather
from compliance import weather as rules


def in_force(tx: Tx, unit_id: UUID, also: WeatherFact | None = None) -> WeatherFact | None:
    """The word that holds for a unit now, its own or one from above; None where there is none.

    Args:
        tx: an open transaction.
        unit_id: the unit.
        also: a word that is not told yet, of this unit or one above.
    """
    known = {row.id: row for row in (*weather.list_over(tx.session, unit_id, tx.now), *([also] if also else []))}
    found = rules.in_force((_fact(row) for row in known.values()), tx.now)
    return known[found.id] if found else None


def _fact(row: WeatherFact) -> rules.WeatherFact:
    """What was taken back, or has been told as expired, is over at once."""
    until = row.valid_until if row.expired_event_id is None else row.observed_at
    return rules.WeatherFact(row.id, row.unit_id, row.kind, row.observed_at, until)


def at_place(tx: Tx, row: Assignment) -> str:
    """The weather at a job now, by the word for its unit and by what the chooser of its method saw there."""
    return seen_at(tx, row.unit_id, row.weather)


def seen_at(tx: Tx, unit_id: UUID, seen: str | None) -> str:
    """The weather at a place of a unit where somebody sees it for themselves."""
    told = in_force(tx, unit_id)
    return rules.here(told.kind if told else None, seen)
