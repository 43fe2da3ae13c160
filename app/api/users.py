"""Users and their roles, for administrators."""

from typing import Annotated, Any, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import Field, SecretStr

from app.access import Role
from app.auth.dependencies import CurrentAuth, CurrentSubject, CurrentWork
from app.services import people
from app.services.people import NewUser, RoleOver, UserChanges, UserView
from app.wire.common import WireIn, WireOut
from app.wire.headers import IfMatch, OnceKey, set_etag
from app.wire.page import Cursor, Limit, Page, decode_cursor, page_of

router = APIRouter(prefix="/api/v1/users", tags=["users"])

Username = Annotated[str, Field(pattern=f"^{people.USERNAME.pattern}$", description="lower case; signs in with it")]
Password = Annotated[SecretStr, Field(min_length=10, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Contact = Annotated[str, Field(max_length=200)]
Locale = Literal["vi", "en"]


class RoleIn(WireIn):
    """One role over one unit's or one authority's subtree; exactly one of the two."""

    role: Role
    unit_id: UUID | None = None
    authority_id: UUID | None = None


class RoleOut(WireOut):
    """One role and what it is over."""

    role: str
    unit_id: UUID | None
    unit_code: str | None
    authority_id: UUID | None
    authority_name: str | None


class UserIn(WireIn):
    """A user to be made."""

    username: Username
    name: Name
    password: Password
    roles: Annotated[list[RoleIn], Field(min_length=1, max_length=50)]
    locale: Locale = "vi"
    phone: Contact | None = None
    email: Contact | None = None


class UserPatch(WireIn):
    """What changes; fields left out stay. ``roles`` replaces all of them."""

    name: Name = ""
    password: Password = SecretStr("")
    roles: Annotated[list[RoleIn], Field(min_length=1, max_length=50)] = Field(default_factory=list)
    locale: Locale = "vi"
    phone: Contact | None = None
    email: Contact | None = None
    active: bool = True


class UserOut(WireOut):
    """A user with the roles held."""

    id: UUID
    username: str
    name: str
    locale: str
    phone: str | None
    email: str | None
    active: bool
    version: int
    roles: list[RoleOut]

    @classmethod
    def of(cls, view: UserView) -> "UserOut":
        """As the service found it."""
        shown = {name: getattr(view.user, name) for name in cls.model_fields if name != "roles"}
        return cls(**shown, roles=[RoleOut.model_validate(each) for each in view.holdings])


@router.get("")
def list_users(work: CurrentWork, subject: CurrentSubject, cursor: Cursor = None, limit: Limit = 100) -> Page[UserOut]:
    """Users with a role in my scope, by user name."""
    after = decode_cursor(cursor, str)
    found = people.list_users(work, subject, after=after[0] if after else None, limit=limit)
    return page_of(found, limit, UserOut.of, lambda view: (view.user.username,))


@router.get("/{user_id}")
def get_user(user_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> UserOut:
    """One user."""
    return _shown(people.get_user(work, subject, user_id), response)


@router.post("", status_code=status.HTTP_201_CREATED)
def create_user(
    new: UserIn, work: CurrentWork, auth: CurrentAuth, subject: CurrentSubject, once: OnceKey, response: Response
) -> UserOut:
    """Make a user with roles inside my own scope."""
    kept = new.model_dump(exclude={"password", "roles"})
    password_hash = auth.passwords.hash(new.password.get_secret_value())
    made = NewUser(**kept, password_hash=password_hash, roles=tuple(_roles(new.roles)))
    return _shown(people.create_user(work, subject, made, once), response)


@router.patch("/{user_id}")
def change_user(
    user_id: UUID, patch: UserPatch, version: IfMatch, work: CurrentWork, auth: CurrentAuth, subject: CurrentSubject,
    response: Response,
) -> UserOut:  # fmt: skip
    """Change a user all of whose roles lie inside my scope; a new password ends their sessions."""
    given: dict[str, Any] = patch.model_dump(exclude_unset=True, exclude={"password", "roles"})
    changes = cast("UserChanges", given)
    if "password" in patch.model_fields_set:
        changes["password_hash"] = auth.passwords.hash(patch.password.get_secret_value())
    if "roles" in patch.model_fields_set:
        changes["roles"] = _roles(patch.roles)
    changed = people.change_user(work, subject, user_id, version, changes)
    auth.subjects.clear()
    return _shown(changed, response)


def _roles(given: list[RoleIn]) -> list[RoleOver]:
    return [RoleOver(each.role, each.unit_id, each.authority_id) for each in given]


def _shown(view: UserView, response: Response) -> UserOut:
    set_etag(response, view.user.version)
    return UserOut.of(view)
