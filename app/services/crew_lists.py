"""Lists that crews choose from, as they ship and were edited: why a job is declined, what is looked at on vehicles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from app.access import Subject, Verb
from app.errors import ForbiddenError, InvalidError
from app.schema.operations import ReferenceData
from app.services.events import About, record
from app.services.work import Tx, Work
from app.storage import operations, units
from compliance.sign_ons import DECLINE_REASONS
from compliance.text import Text
from compliance.vehicle_checks import MOMENTS, SHIPPED, CheckItem

DECLINES, ITEMS = "decline_reason", "vehicle_item"
"""Kinds of the two lists."""


@dataclass(frozen=True)
class CrewLists:
    """Both, as they hold now."""

    declines: Mapping[str, Text] = field(default_factory=dict)
    items: tuple[CheckItem, ...] = ()


def get_lists(work: Work, subject: Subject) -> CrewLists:
    """What crews choose from now."""
    subject.scope(Verb.CREWS_READ)
    with work.look() as tx:
        return read(tx)


def read(tx: Tx) -> CrewLists:
    """The same inside an open transaction."""
    return CrewLists(decline_reasons(tx), vehicle_items(tx))


def decline_reasons(tx: Tx) -> Mapping[str, Text]:
    """By code why crews decline."""
    found = dict(DECLINE_REASONS)
    for row in operations.list_whole(tx.session, DECLINES):
        found.pop(row.code, None)
        if row.active:
            found[row.code] = Text(row.body["vi"], row.body["en"])
    return found


def vehicle_items(tx: Tx) -> tuple[CheckItem, ...]:
    """What is looked at on vehicles, in this order; what was added comes last."""
    found = {each.code: each for each in SHIPPED}
    for row in operations.list_whole(tx.session, ITEMS):
        if row.active:
            found[row.code] = _item(row)
        else:
            found.pop(row.code, None)
    return tuple(found.values())


def put_decline(work: Work, subject: Subject, code: str, name: Text, *, active: bool) -> CrewLists:
    """Add a reason, rename it, or take it off the list; what was declined with it keeps it.

    Raises:
        ForbiddenError: the subject is not over a whole utility.
    """
    return _put(work, subject, DECLINES, code, {"vi": name.vi, "en": name.en}, active=active)


def put_item(work: Work, subject: Subject, item: CheckItem, *, active: bool) -> CrewLists:
    """Add something to look at, change it, or take it off the list.

    Raises:
        ForbiddenError: the subject is not over a whole utility.
        InvalidError: it is asked at no moment that there is.
    """
    if not item.moments or not set(item.moments) <= set(MOMENTS):
        raise InvalidError.of("moments", "unknown", "it is asked at no moment", f"some of {', '.join(MOMENTS)}")
    body = {
        "vi": item.name.vi, "en": item.name.en, "kind": item.kind, "moments": list(item.moments),
        "blocking": item.blocking, "for_keeper": item.for_keeper, "least": item.least,
    }  # fmt: skip
    return _put(work, subject, ITEMS, item.code, body, active=active)


def _put(work: Work, subject: Subject, kind: str, code: str, body: dict[str, Any], *, active: bool) -> CrewLists:
    scope = subject.scope(Verb.PEOPLE_RULES_WRITE)
    with work.begin() as tx:
        if not units.has_root(tx.session, scope.unit_ids):
            raise ForbiddenError("these lists are kept by HSE or the administrator of a whole utility")
        tx.session.merge(ReferenceData(kind=kind, code=code, body=body, active=active))
        tx.session.flush()
        about = About("crew_list", uuid5(NAMESPACE_OID, f"{kind}:{code}"))
        record(tx, subject, "crew_list.changed", about, payload={"kind": kind, "code": code, "active": active, **body})
        return read(tx)


def _item(row: ReferenceData) -> CheckItem:
    body = row.body
    return CheckItem(
        row.code, Text(body["vi"], body["en"]), body["kind"], tuple(body["moments"]), body["blocking"],
        body["for_keeper"], body["least"],
    )  # fmt: skip
