"""Users and the roles they hold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.access import Grant, Role, Scope
from app.schema.authorities import Authority
from app.schema.crews import CrewMember
from app.schema.people import RoleGrant, User
from app.schema.units import Unit
from app.storage import trees


@dataclass(frozen=True)
class Holding:
    """One role of one user with the name of what it is over."""

    user_id: UUID
    role: str
    unit_id: UUID | None
    unit_code: str | None
    authority_id: UUID | None
    authority_name: str | None


def visible(scope: Scope) -> ColumnElement[bool]:
    """Users who hold a role over something in the scope; a whole utility keeps the users of all authorities."""
    whole = exists().where(Unit.id.in_(scope.unit_ids), Unit.parent_id.is_(None))
    held = or_(
        RoleGrant.unit_id.in_(scope.unit_ids),
        RoleGrant.authority_id.in_(scope.authority_ids),
        and_(RoleGrant.authority_id.isnot(None), whole),
    )
    return User.id.in_(select(RoleGrant.user_id).where(held))


def find_user(session: Session, scope: Scope, user_id: UUID, *, for_update: bool = False) -> User | None:
    """One user of the scope."""
    query = select(User).where(User.id == user_id, visible(scope))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(session: Session, scope: Scope, *, after: str | None, limit: int) -> Sequence[User]:
    """Users of the scope by user name, from the one that follows ``after``."""
    query = select(User).where(visible(scope)).order_by(User.username).limit(limit)
    return session.scalars(query.where(User.username > after) if after is not None else query).all()


def list_holdings(session: Session, user_ids: Collection[UUID]) -> Sequence[Holding]:
    """All roles of these users; who may see the users may see what they are."""
    query = (
        select(RoleGrant.user_id, RoleGrant.role, RoleGrant.unit_id, Unit.code, RoleGrant.authority_id, Authority.name)
        .outerjoin(Unit, Unit.id == RoleGrant.unit_id)
        .outerjoin(Authority, Authority.id == RoleGrant.authority_id)
        .where(RoleGrant.user_id.in_(user_ids))
        .order_by(RoleGrant.id)
    )
    return [Holding(*row) for row in session.execute(query)]


def find_by_id(session: Session, user_id: UUID) -> User | None:
    """A user who was identified already, whoever asks."""
    return session.get(User, user_id)


def find_by_username(session: Session, username: str) -> User | None:
    """The user who claims this name, for signing in; whoever asks."""
    return session.scalar(select(User).where(User.username == username))


def list_all(session: Session) -> Sequence[User]:
    """Every user, for the operator at the command line."""
    return session.scalars(select(User).order_by(User.username)).all()


def list_grants(session: Session, user_id: UUID) -> tuple[Grant, ...]:
    """What a user holds, subtrees spelled out."""
    units, authorities = trees.granted(Unit, user_id), trees.granted(Authority, user_id)
    query = (
        select(RoleGrant.role, trees.ids_of(units), trees.ids_of(authorities))
        .where(RoleGrant.user_id == user_id)
        .order_by(RoleGrant.id)
    )
    return tuple(
        Grant(Role(role), frozenset(unit_ids or ()), frozenset(authority_ids or ()))
        for role, unit_ids, authority_ids in session.execute(query)
    )


def find_membership(session: Session, user_id: UUID) -> CrewMember | None:
    """The place in a crew that a user has now."""
    return session.scalar(select(CrewMember).where(CrewMember.user_id == user_id, CrewMember.active))


def delete_grants(session: Session, user_id: UUID) -> None:
    """Take all roles from a user."""
    session.execute(delete(RoleGrant).where(RoleGrant.user_id == user_id))


def touch(user: User) -> None:
    """Give the user a new version although only the roles changed."""
    flag_modified(user, "name")
