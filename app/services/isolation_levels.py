"""Levels of isolation: what they are called and which work they allow where an order does not say it itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from app.access import Subject, Verb
from app.errors import ForbiddenError, InvalidError, NotFoundError
from app.schema.operations import ReferenceData
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import operations, units
from compliance.isolation import DEFAULT_ALLOWED
from compliance.text import Text
from compliance.work_types import WORK_TYPES

KIND = "isolation_level"


@dataclass(frozen=True)
class Level:
    """One level."""

    code: str
    name: Text
    allowed_work_types: tuple[str, ...]
    active: bool = True
    hse_must_confirm: bool = False


def list_levels(work: Work, subject: Subject) -> Sequence[Level]:
    """All levels, those that no order may name any more included, by code."""
    subject.scope(Verb.ORDERS_READ)
    with work.look() as tx:
        return [_level(row) for row in operations.list_whole(tx.session, KIND)]


def put_level(work: Work, subject: Subject, level: Level) -> Level:
    """Make a level, or change one: orders given from now on take it, those in force keep what they say.

    Raises:
        ForbiddenError: the subject does not administer a whole utility.
        InvalidError: a work type is unknown.
    """
    scope = subject.scope(Verb.ORDERS_WRITE)
    unknown = sorted(set(level.allowed_work_types) - WORK_TYPES.keys())
    if unknown:
        detail = f"unknown work types: {', '.join(unknown)}"
        raise InvalidError.of("allowed_work_types", "unknown", detail, f"use some of {', '.join(WORK_TYPES)}")
    with work.begin() as tx:
        if not units.has_root(tx.session, scope.unit_ids):
            raise ForbiddenError("levels are kept by the administrator of a whole utility")
        body = {
            "vi": level.name.vi, "en": level.name.en, "allowed_work_types": sorted(set(level.allowed_work_types)),
            "hse_must_confirm": level.hse_must_confirm,
        }  # fmt: skip
        row = tx.session.merge(ReferenceData(kind=KIND, code=level.code, body=body, active=level.active))
        tx.session.flush()
        about = About(KIND, uuid5(NAMESPACE_OID, f"{KIND}:{level.code}"))
        told = {"code": level.code, "allowed_work_types": body["allowed_work_types"], "active": level.active}
        record(tx, subject, "isolation_level.changed", about, payload=told)
        return _level(row)


def get_level(tx: Tx, code: str) -> Level:
    """A level that an order may name.

    Raises:
        NotFoundError: there is none, or it is no longer in use.
    """
    row = tx.session.get(ReferenceData, (KIND, code))
    if row is None or not row.active:
        raise NotFoundError(f"there is no isolation level {code!r}")
    return _level(row)


def list_known(tx: Tx) -> frozenset[str]:
    """Codes of the levels that an order may name."""
    return operations.list_codes(tx.session, KIND)[KIND]


def _level(row: ReferenceData) -> Level:
    shipped = sorted(DEFAULT_ALLOWED.get(row.code, ()))  # a row from before levels said what they allow
    return Level(
        code=row.code,
        name=Text(row.body["vi"], row.body["en"]),
        allowed_work_types=tuple(row.body.get("allowed_work_types", shipped)),
        active=row.active,
        hse_must_confirm=bool(row.body.get("hse_must_confirm", False)),
    )
