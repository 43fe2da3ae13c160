"""Levels of exposure: lists of each hazard class that HSE edits; what ships counts where nothing was edited."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from app.access import Subject, Verb
from app.errors import InvalidError
from app.schema.operations import ReferenceData
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import operations
from compliance.exposure_levels import ANY_CLASS, EXPOSURE_LEVELS, Criterion, Level, levels_of
from compliance.text import Text
from compliance.zones import HAZARD_CLASSES

KIND = "exposure_level"


def list_levels(work: Work, subject: Subject) -> Sequence[Level]:
    """All levels, by hazard class, the worst first."""
    subject.scope(Verb.EXPOSURES_READ)
    with work.look() as tx:
        return sorted(all_levels(tx), key=lambda each: (each.hazard_class, -each.rank))


def put_level(work: Work, subject: Subject, level: Level) -> Level:
    """Make a level, or change one: what is judged from now on takes it, what was judged stays.

    Raises:
        ForbiddenError: the subject is not HSE.
        InvalidError: there is no such hazard class.
    """
    subject.scope(Verb.EXPOSURES_WRITE)
    if level.hazard_class != ANY_CLASS and level.hazard_class not in HAZARD_CLASSES:
        known = ", ".join((ANY_CLASS, *HAZARD_CLASSES))
        raise InvalidError.of("hazard_class", "unknown", "there is no such hazard class", f"use one of {known}")
    with work.begin() as tx:
        tx.session.merge(ReferenceData(kind=KIND, code=level.key, body=_body(level), active=True))
        tx.session.flush()
        about = About(KIND, uuid5(NAMESPACE_OID, f"{KIND}:{level.key}"))
        told = {"level": level.key, "rank": level.rank, "stand_down_minutes": level.stand_down_minutes}
        record(tx, subject, "exposure_level.changed", about, payload=told)
        return level


def all_levels(tx: Tx) -> tuple[Level, ...]:
    """What ships, with what HSE made of it."""
    edited = {row.code: _level(row.body) for row in operations.list_reference(tx.session, KIND)}
    return tuple({**EXPOSURE_LEVELS, **edited}.values())


def levels_for(tx: Tx, hazard_class: str) -> tuple[Level, ...]:
    """Those of one hazard class, the worst first."""
    return levels_of(all_levels(tx), hazard_class)


def get_level(tx: Tx, hazard_class: str, code: str) -> Level:
    """One level of a hazard class.

    Raises:
        InvalidError: there is none.
    """
    known = {each.code: each for each in levels_for(tx, hazard_class)}
    if code not in known:
        raise InvalidError.of("level", "unknown", f"there is no level {code!r}", f"use one of {', '.join(known)}")
    return known[code]


def shipped() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Kind, code and body of the rows that ship."""
    for key, level in EXPOSURE_LEVELS.items():
        yield KIND, key, _body(level)


def _body(level: Level) -> dict[str, Any]:
    return asdict(level.name) | {
        "hazard_class": level.hazard_class, "level": level.code, "rank": level.rank,
        "stand_down_minutes": level.stand_down_minutes, "same_class_open": level.same_class_open,
        "when": [_criterion(each) for each in level.when], "hse_must_confirm": level.hse_must_confirm,
    }  # fmt: skip


def _criterion(each: Criterion) -> dict[str, Any]:
    return asdict(each) | {"bands": sorted(each.bands), "breach_items": sorted(each.breach_items)}


def _level(body: dict[str, Any]) -> Level:
    return Level(
        hazard_class=body["hazard_class"],
        code=body["level"],
        name=Text(body["vi"], body["en"]),
        rank=body["rank"],
        stand_down_minutes=body["stand_down_minutes"],
        same_class_open=body["same_class_open"],
        when=tuple(_read(each) for each in body["when"]),
        hse_must_confirm=body["hse_must_confirm"],
    )


def _read(each: dict[str, Any]) -> Criterion:
    sets = {name: frozenset(each[name]) for name in ("bands", "breach_items")}
    return Criterion(**(each | sets))
