"""Users: who they are and what they may do."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypedDict
from uuid import UUID

from app.access import Role, Subject, Verb
from app.errors import ForbiddenError, InvalidError, NotFoundError, UnauthenticatedError
from app.schema.people import RoleGrant, User
from app.schema.units import Unit
from app.services import authorities
from app.services.events import About, record
from app.services.idempotency import Once, find_made, remember
from app.services.versions import check_version
from app.services.work import Tx, Work
from app.storage import authorities as authorities_stored
from app.storage import crews as crews_stored
from app.storage import people, sessions, units
from app.storage.people import Holding

OVER_AUTHORITY = frozenset({Role.LIAISON, Role.ADMIN, Role.AUDITOR})
"""Roles that may be held over an authority."""

OVER_UNIT = frozenset(Role) - {Role.LIAISON}
"""Roles that may be held over an operating unit."""

ENDED = "this session has ended; sign in again"

USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
"""User names are lower case, so that nobody is two people."""


@dataclass(frozen=True)
class RoleOver:
    """One role over one unit's or one authority's subtree."""

    role: Role
    unit_id: UUID | None = None
    authority_id: UUID | None = None


@dataclass(frozen=True)
class NewUser:
    """A user to be made."""

    username: str
    name: str
    password_hash: str
    roles: tuple[RoleOver, ...]
    locale: str = "vi"
    phone: str | None = None
    email: str | None = None


class UserChanges(TypedDict, total=False):
    """What may change; fields left out stay as they are."""

    name: str
    password_hash: str
    locale: str
    phone: str | None
    email: str | None
    active: bool
    roles: Sequence[RoleOver]


@dataclass(frozen=True)
class UserView:
    """A user with the roles held."""

    user: User
    holdings: tuple[Holding, ...]


@dataclass(frozen=True)
class Me:
    """The asker as they see themselves; ``unit`` is where they belong, None for the staff of an authority."""

    subject: Subject
    view: UserView
    unit: Unit | None = field(default=None)


def find_subject(work: Work, user_id: UUID, session_id: UUID | None = None) -> Subject | None:
    """The subject behind a user, None when unknown or disabled.

    Raises:
        UnauthenticatedError: the session is over; by its code a phone that was reported lost wipes itself.
    """
    with work.look() as tx:
        if session_id is not None and (end := sessions.find_end(tx.session, session_id)) is not None:
            raise lost() if end == sessions.LOST else UnauthenticatedError(ENDED, code="auth.ended")
        user = people.find_by_id(tx.session, user_id)
        found = subject_of(tx, user) if user is not None and user.active else None
        return replace(found, session_id=session_id) if found else None


def lost() -> UnauthenticatedError:
    """What a phone hears that was reported lost."""
    return UnauthenticatedError("this phone was reported lost; wipe everything on it", code="device.lost")


def subject_of(tx: Tx, user: User) -> Subject:
    """The subject behind a user, grants spelled out."""
    member = people.find_membership(tx.session, user.id)
    return Subject(
        user_id=user.id,
        name=user.username,
        grants=people.list_grants(tx.session, user.id),
        crew_id=member.crew_id if member else None,
        member_id=member.id if member else None,
        locale=user.locale,
    )


def get_me(work: Work, subject: Subject) -> Me:
    """The asker.

    Raises:
        NotFoundError: no person asks, or the account is gone.
    """
    with work.look() as tx:
        user = people.find_by_id(tx.session, subject.user_id) if subject.user_id else None
        view = _views(tx, [_found(user)])[0]
        unit_id = next((each.unit_id for each in view.holdings if each.unit_id), None)
        crew = crews_stored.find_by_id(tx.session, subject.crew_id) if subject.crew_id else None
        home = crew.unit_id if crew else unit_id
        return Me(subject, view, units.find_by_id(tx.session, home) if home else None)


def list_users(work: Work, subject: Subject, *, after: str | None, limit: int) -> Sequence[UserView]:
    """Users with a role in the subject's scope, by user name; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.USERS_READ)
    with work.look() as tx:
        return _views(tx, people.list_page(tx.session, scope, after=after, limit=limit + 1))


def get_user(work: Work, subject: Subject, user_id: UUID) -> UserView:
    """One user.

    Raises:
        NotFoundError: none with a role in the subject's scope.
    """
    scope = subject.scope(Verb.USERS_READ)
    with work.look() as tx:
        return _views(tx, [_found(people.find_user(tx.session, scope, user_id))])[0]


def list_all_users(work: Work) -> Sequence[UserView]:
    """Every user, for the operator of the installation; nobody is asked for a scope."""
    with work.look() as tx:
        return _views(tx, people.list_all(tx.session))


def get_by_username(work: Work, username: str) -> User:
    """A user by name, for the operator of the installation.

    Raises:
        NotFoundError: there is none.
    """
    with work.look() as tx:
        return _found(people.find_by_username(tx.session, username.strip().lower()))


def create_user(work: Work, subject: Subject, new: NewUser, once: Once | None = None) -> UserView:
    """Make a user who holds roles within the maker's own scope.

    Raises:
        ForbiddenError: a role reaches beyond it.
        InvalidError: a role stands over the wrong kind of thing, or none is given.
        ConflictError: the user name is taken.
    """
    subject.task or subject.scope(Verb.USERS_WRITE)
    if not USERNAME.fullmatch(new.username):
        remedy = "use 2 to 64 of a-z, 0-9 and . _ @ -, beginning with a letter or digit"
        raise InvalidError.of("username", "username", "this cannot be a user name", remedy)
    with work.begin() as tx:
        made = find_made(tx, subject, once)
        if made is not None:
            return _views(tx, [_found(people.find_by_id(tx.session, made))])[0]
        _check_roles(tx, subject, new.roles)
        user = User(username=new.username, name=new.name, password_hash=new.password_hash, locale=new.locale)
        user.phone, user.email, user.created_at = new.phone, new.email, tx.now
        tx.session.add(user)
        tx.session.flush()
        _grant(tx, user, new.roles)
        named = {"username": user.username, "name": user.name}
        record_about(tx, subject, "user.created", user.id, payload=_told(new.roles), erasable=named)
        remember(tx, subject, once, user.id)
        return _views(tx, [user])[0]


def change_user(work: Work, subject: Subject, user_id: UUID, version: int | None, changes: UserChanges) -> UserView:
    """Change a user all of whose roles lie within the subject's scope; ``version`` None takes the newest.

    A new password, or a disabled account, ends all sessions of the user.

    Raises:
        NotFoundError: no such user in the scope.
        ForbiddenError: the user holds, or would hold, a role beyond it.
        StaleError: ``version`` is not the newest.
    """
    with work.begin() as tx:
        user = _found(_find_to_change(tx, subject, user_id))
        check_version(user.version, user.version if version is None else version)
        _check_reach(tx, subject, _held(tx, user))
        roles = changes.get("roles")
        for name, value in changes.items():
            if name != "roles":
                setattr(user, name, value)
        if roles is not None:
            _check_roles(tx, subject, roles)
            people.delete_grants(tx.session, user.id)
            _grant(tx, user, roles)
            people.touch(user)
        if "password_hash" in changes or not user.active:
            sessions.revoke_user(tx.session, user.id, "changed", tx.now)
        tx.session.flush()
        told = {"fields": sorted(changes), "active": user.active} | (_told(roles) if roles is not None else {})
        record_about(tx, subject, "user.updated", user.id, payload=told)
        return _views(tx, [user])[0]


def record_about(
    tx: Tx,
    subject: Subject,
    verb: str,
    user_id: UUID,
    *,
    payload: dict[str, Any] | None = None,
    erasable: dict[str, Any] | None = None,
) -> None:
    """Write an event about a user, to be read where the user's first role stands."""
    tx.session.flush()
    first = next(iter(people.list_holdings(tx.session, [user_id])), None)
    about = About("user", user_id, first.unit_id if first else None, first.authority_id if first else None)
    record(tx, subject, verb, about, payload=payload, erasable=erasable)


def _found(user: User | None) -> User:
    if user is None:
        raise NotFoundError("there is no such user")
    return user


def _find_to_change(tx: Tx, subject: Subject, user_id: UUID) -> User | None:
    if subject.task:
        return people.find_by_id(tx.session, user_id)
    return people.find_user(tx.session, subject.scope(Verb.USERS_WRITE), user_id, for_update=True)


def _views(tx: Tx, users: Sequence[User]) -> list[UserView]:
    holdings = people.list_holdings(tx.session, [user.id for user in users])
    return [UserView(user, tuple(each for each in holdings if each.user_id == user.id)) for user in users]


def _held(tx: Tx, user: User) -> list[RoleOver]:
    holdings = people.list_holdings(tx.session, [user.id])
    return [RoleOver(Role(each.role), each.unit_id, each.authority_id) for each in holdings]


def _grant(tx: Tx, user: User, roles: Iterable[RoleOver]) -> None:
    tx.session.add_all(
        RoleGrant(user_id=user.id, role=each.role, unit_id=each.unit_id, authority_id=each.authority_id)
        for each in dict.fromkeys(roles)
    )
    tx.session.flush()


def _check_roles(tx: Tx, subject: Subject, roles: Sequence[RoleOver]) -> None:
    if not roles:
        raise InvalidError.of("roles", "empty", "a user without a role can do nothing", "give at least one role")
    for index, each in enumerate(roles):
        _check_kind(tx, f"roles[{index}]", each)
    _check_reach(tx, subject, roles)


def _check_kind(tx: Tx, path: str, each: RoleOver) -> None:
    if (each.unit_id is None) == (each.authority_id is None):
        raise InvalidError.of(path, "scope", "a role stands over one unit or one authority", "name exactly one")
    if each.unit_id is not None and each.role not in OVER_UNIT:
        raise InvalidError.of(f"{path}.unit_id", "scope", "this role is held over an authority", "name authority_id")
    if each.authority_id is not None and each.role not in OVER_AUTHORITY:
        raise InvalidError.of(f"{path}.authority_id", "scope", "this role is held over a unit", "name unit_id")
    if each.unit_id is not None and units.find_by_id(tx.session, each.unit_id) is None:
        raise InvalidError.of(f"{path}.unit_id", "unknown", "there is no such unit", "name the id of a unit")
    if each.authority_id is not None and authorities_stored.find_by_id(tx.session, each.authority_id) is None:
        raise InvalidError.of(f"{path}.authority_id", "unknown", "there is no such authority", "name its id")


def _check_reach(tx: Tx, subject: Subject, roles: Iterable[RoleOver]) -> None:
    """Nobody hands out, or edits away, more than they themselves administer."""
    if subject.task:
        return
    scope = subject.scope(Verb.USERS_WRITE)
    for each in roles:
        if each.unit_id is not None and each.unit_id not in scope.unit_ids:
            raise ForbiddenError("a role of this user reaches beyond the units that you administer")
        if each.authority_id is not None:
            authorities.may_keep(tx, subject, each.authority_id, Verb.USERS_WRITE)


def _told(roles: Iterable[RoleOver]) -> dict[str, Any]:
    return {
        "roles": [
            {"role": str(each.role), "unit_id": str(each.unit_id or ""), "authority_id": str(each.authority_id or "")}
            for each in roles
        ]
    }
