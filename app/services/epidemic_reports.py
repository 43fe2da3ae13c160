"""The daily epidemiological report (536/EVN-TC&NS): figures of a unit and all below it, nobody named.

Whatever day is asked for, the answer to the same ``known_at`` is the same for ever: the ledger is append-only, and what
was written after that moment is left out.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access import Scope, Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.units import Unit
from app.services import ppe_catalogue
from app.services.work import Tx, Work
from app.storage import board, epidemic_ppe, units
from app.storage import epidemic_reports as rows
from app.storage.epidemic_ppe import JobsShort, StoreShort
from app.storage.epidemic_reports import UnitDay
from compliance.text import Text

FIGURES = UnitDay._fields[3:]


@dataclass(frozen=True)
class EpidemicReport:
    """One day of one unit and all below it."""

    unit: Unit
    day: date
    begins_at: datetime
    ends_at: datetime
    known_at: datetime
    rows: tuple[UnitDay, ...]
    stores_short: tuple[StoreShort, ...]
    jobs_short: tuple[JobsShort, ...]
    articles: Mapping[str, Text]
    """Names of the articles by code."""

    @property
    def totals(self) -> dict[str, int]:
        """Sums over the units."""
        return {name: sum(getattr(each, name) for each in self.rows) for name in FIGURES}


def make_report(
    work: Work, subject: Subject, unit_id: UUID, day: date | None = None, known_at: datetime | None = None
) -> EpidemicReport:
    """Count a day.

    Args:
        work: what use cases work with.
        subject: who asks.
        unit_id: the unit on top.
        day: in the unit's own time zone; today where it is left out.
        known_at: what was written later is left out; now where it is left out.

    Raises:
        NotFoundError: no such unit for the subject.
        InvalidError: the day, or the moment, is still to come.
    """
    scope = None if subject.task else subject.scope(Verb.REPORTS_READ)
    with work.look() as tx:
        unit = _unit(tx, scope, unit_id)
        zone, known = ZoneInfo(unit.time_zone), known_at or tx.now
        chosen = day or tx.now.astimezone(zone).date()
        begins = datetime.combine(chosen, time(), zone)
        ends = datetime.combine(chosen + timedelta(days=1), time(), zone)
        if begins > tx.now or known > tx.now:
            field = "day" if begins > tx.now else "known_at"
            raise InvalidError.of(field, "future", "that is still to come", "give a day that has begun")
        below = board.list_below(tx.session, unit.id)
        below = below if scope is None else below & scope.unit_ids
        stores = epidemic_ppe.list_stores(tx.session, below, ends, known)
        jobs, short_jobs = epidemic_ppe.list_jobs(tx.session, below, begins, ends, known)
        low = Counter(each.unit_id for each in stores)
        days = rows.list_days(tx.session, below, begins, ends, known)
        return EpidemicReport(
            unit, chosen, begins, ends, known,
            tuple(
                each._replace(ppe_short_jobs=short_jobs.get(each.unit_id, 0), ppe_low=low[each.unit_id])
                for each in days
            ),
            tuple(stores), tuple(jobs), {code: item.name for code, item in ppe_catalogue.items_by_code(tx).items()},
        )  # fmt: skip


def unit_of_code(work: Work, code: str) -> UUID:
    """The unit that an operator names.

    Raises:
        NotFoundError: there is none of this code.
    """
    with work.look() as tx:
        unit = units.find_by_code(tx.session, code)
        if unit is None:
            raise NotFoundError(f"there is no unit {code!r}")
        return unit.id


def _unit(tx: Tx, scope: Scope | None, unit_id: UUID) -> Unit:
    unit = units.find_by_id(tx.session, unit_id) if scope is None else units.find(tx.session, scope, unit_id)
    if unit is None:
        raise NotFoundError("no such unit")
    return unit
