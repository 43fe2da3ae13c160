"""Authorities: the agencies in charge of zones. They belong to no unit; the root of a utility keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

from shapely import MultiPolygon

from app.access import Subject, Verb
from app.errors import ForbiddenError, InvalidError, NotFoundError
from app.schema.authorities import Authority
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.opening import check_opening
from app.services.versions import check_version
from app.services.work import Tx, Work
from app.storage import authorities, units
from app.storage.geometry import stored_area


@dataclass(frozen=True)
class NewAuthority:
    """An authority to be made. ``contacts`` are ``{name, phone, email}``."""

    code: str
    name: str
    parent_id: UUID | None = None
    name_en: str | None = None
    level: str = "commune"
    response_minutes: int = 60
    response_clock: str = "open_hours"
    hours: str | None = None
    opening: dict[str, Any] | None = None
    contacts: tuple[dict[str, Any], ...] = ()
    area: MultiPolygon | None = None
    source: str | None = None
    external_id: str | None = None


class AuthorityChanges(TypedDict, total=False):
    """What may change; fields left out stay as they are."""

    name: str
    name_en: str | None
    level: str
    response_minutes: int
    response_clock: str
    hours: str | None
    opening: dict[str, Any] | None
    contacts: list[dict[str, Any]]
    area: MultiPolygon | None


def list_authorities(work: Work, subject: Subject, *, after: str | None, limit: int) -> Sequence[Authority]:
    """Authorities that the subject may see, by code; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.AUTHORITIES_READ)
    with work.look() as tx:
        return authorities.list_page(tx.session, scope, after=after, limit=limit + 1)


def get_authority(work: Work, subject: Subject, authority_id: UUID) -> Authority:
    """One authority.

    Raises:
        NotFoundError: none that the subject may see.
    """
    scope = subject.scope(Verb.AUTHORITIES_READ)
    with work.look() as tx:
        return _found(authorities.find(tx.session, scope, authority_id))


def create_authority(work: Work, subject: Subject, new: NewAuthority, once: Once | None = None) -> Authority:
    """Make an authority.

    Raises:
        ForbiddenError: the subject keeps neither the parent nor a whole utility.
        InvalidError: there is no such parent.
        ConflictError: the code is taken.
    """
    with work.begin() as tx:
        may_keep(tx, subject, new.parent_id, Verb.AUTHORITIES_WRITE)
        made = find_made(tx, subject, once)
        if made is not None:
            return _found(authorities.find_by_id(tx.session, made))
        authority = make(tx, subject, new)
        remember(tx, subject, once, authority.id)
        return authority


def make(tx: Tx, subject: Subject, new: NewAuthority) -> Authority:
    """``create_authority`` inside an open transaction, for a subject that may keep it."""
    if new.parent_id is not None and authorities.find_by_id(tx.session, new.parent_id) is None:
        raise InvalidError.of("parent_id", "parent", "there is no such authority", "name the id of an authority")
    check_opening(new.opening)
    authority = Authority(
        code=new.code, name=new.name, parent_id=new.parent_id, name_en=new.name_en, level=new.level,
        response_minutes=new.response_minutes, response_clock=new.response_clock, hours=new.hours,
        opening=new.opening, contacts=list(new.contacts),
        area=stored_area(new.area), source=new.source, external_id=new.external_id,
    )  # fmt: skip
    tx.session.add(authority)
    tx.session.flush()
    record(tx, subject, "authority.created", _about(authority), payload={"code": authority.code})
    return authority


def change_authority(
    work: Work, subject: Subject, authority_id: UUID, version: int, changes: AuthorityChanges
) -> Authority:
    """Change an authority.

    Raises:
        NotFoundError: there is none.
        ForbiddenError: the subject keeps neither it nor a whole utility.
        StaleError: ``version`` is not the newest.
    """
    scope = subject.scope(Verb.AUTHORITIES_WRITE)
    with work.begin() as tx:
        authority = _found(authorities.find(tx.session, scope, authority_id, for_update=True))
        may_keep(tx, subject, authority_id, Verb.AUTHORITIES_WRITE)
        check_version(authority.version, version)
        alter(tx, subject, authority, changes)
        return authority


def alter(tx: Tx, subject: Subject, authority: Authority, changes: AuthorityChanges) -> None:
    """``change_authority`` inside an open transaction, for a subject that may keep it."""
    check_opening(changes.get("opening"))
    for name, value in changes.items():
        setattr(authority, name, stored_area(value) if isinstance(value, MultiPolygon) else value)
    tx.session.flush()
    record(tx, subject, "authority.updated", _about(authority), payload={"fields": sorted(changes)})


def may_keep(tx: Tx, subject: Subject, authority_id: UUID | None, verb: Verb) -> None:
    """Check that the subject keeps this authority: it is within their scope, or a whole utility is.

    Raises:
        ForbiddenError: neither is so.
    """
    if subject.task:
        return
    scope = subject.scope(verb)
    if authority_id not in scope.authority_ids and not units.has_root(tx.session, scope.unit_ids):
        raise ForbiddenError("authorities are kept by the administrator of a whole utility")


def _found(authority: Authority | None) -> Authority:
    if authority is None:
        raise NotFoundError("there is no such authority")
    return authority


def _about(authority: Authority) -> About:
    return About("authority", authority.id, authority_id=authority.id)
