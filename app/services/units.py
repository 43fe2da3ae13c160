"""Operating units: the tree that says what staff may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shapely import MultiPolygon

from app.access import Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.units import Unit
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.versions import check_version
from app.services.work import Tx, Work
from app.storage import units
from app.storage.geometry import stored_area


@dataclass(frozen=True)
class NewUnit:
    """A unit to be made."""

    code: str
    name: str
    parent_id: UUID | None
    name_en: str | None = None
    time_zone: str = "Asia/Ho_Chi_Minh"
    territory: MultiPolygon | None = None
    source: str | None = None
    external_id: str | None = None


class UnitChanges(TypedDict, total=False):
    """What may change; fields left out stay as they are."""

    name: str
    name_en: str | None
    time_zone: str
    territory: MultiPolygon | None


def list_units(work: Work, subject: Subject, *, after: str | None, limit: int) -> Sequence[Unit]:
    """Units that the subject may see, by code; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.UNITS_READ)
    with work.look() as tx:
        return units.list_page(tx.session, scope, after=after, limit=limit + 1)


def get_unit(work: Work, subject: Subject, unit_id: UUID) -> Unit:
    """One unit.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.UNITS_READ)
    with work.look() as tx:
        return _found(units.find(tx.session, scope, unit_id))


def create_unit(work: Work, subject: Subject, new: NewUnit, once: Once | None = None) -> Unit:
    """Make a unit below one that the subject administers; roots are made by the operator.

    Raises:
        InvalidError: parent or time zone are not right.
        ConflictError: the code is taken.
    """
    subject.task or subject.scope(Verb.UNITS_WRITE)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return _found(units.find_by_id(tx.session, made))
        unit = make(tx, subject, new)
        remember(tx, subject, once, unit.id)
        return unit


def make(tx: Tx, subject: Subject, new: NewUnit) -> Unit:
    """``create_unit`` inside an open transaction."""
    _check_parent(tx, subject, new.parent_id)
    _check_time_zone(new.time_zone)
    unit = Unit(code=new.code, name=new.name, name_en=new.name_en, parent_id=new.parent_id)
    unit.time_zone, unit.territory = new.time_zone, stored_area(new.territory)
    unit.source, unit.external_id = new.source, new.external_id
    tx.session.add(unit)
    tx.session.flush()
    record(tx, subject, "unit.created", About("unit", unit.id, unit.id), payload={"code": unit.code})
    return unit


def change_unit(work: Work, subject: Subject, unit_id: UUID, version: int, changes: UnitChanges) -> Unit:
    """Change a unit that the subject administers.

    Raises:
        NotFoundError: none that the subject may change.
        StaleError: ``version`` is not the newest.
    """
    scope = subject.scope(Verb.UNITS_WRITE)
    with work.begin() as tx:
        unit = _found(units.find(tx.session, scope, unit_id, for_update=True))
        check_version(unit.version, version)
        alter(tx, subject, unit, changes)
        return unit


def alter(tx: Tx, subject: Subject, unit: Unit, changes: UnitChanges) -> None:
    """``change_unit`` inside an open transaction, for a unit that the subject may change."""
    _check_time_zone(changes.get("time_zone", unit.time_zone))
    for name, value in changes.items():
        setattr(unit, name, stored_area(value) if isinstance(value, MultiPolygon) else value)
    tx.session.flush()
    record(tx, subject, "unit.updated", About("unit", unit.id, unit.id), payload={"fields": sorted(changes)})


def _found(unit: Unit | None) -> Unit:
    if unit is None:
        raise NotFoundError("there is no such unit")
    return unit


def _check_parent(tx: Tx, subject: Subject, parent_id: UUID | None) -> None:
    if subject.task:
        return
    remedy = "name the id of a unit that you administer"
    if parent_id is None:
        raise InvalidError.of("parent_id", "parent", "only the operator makes a unit without parent", remedy)
    if units.find(tx.session, subject.scope(Verb.UNITS_WRITE), parent_id) is None:
        raise InvalidError.of("parent_id", "parent", "there is no such unit", remedy)


def _check_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidError.of(
            "time_zone", "time_zone", "there is no such time zone", "give an IANA name such as Asia/Ho_Chi_Minh"
        ) from error
