"""Units, authorities and accounts, made through the services as an operator would."""

from uuid import UUID

from fastapi.testclient import TestClient

from app.access import Role, system
from app.auth.passwords import Argon2Passwords
from app.schema.authorities import Authority
from app.schema.people import User
from app.schema.units import Unit
from app.services.authorities import NewAuthority, create_authority
from app.services.people import NewUser, RoleOver, create_user
from app.services.units import NewUnit, create_unit
from app.services.work import Work

OPERATOR = system("test")
PASSWORD = "correct horse battery"

_HASH = Argon2Passwords(memory_kib=8, rounds=1).hash(PASSWORD)  # cheap: hundreds of sign-ins are no secret


def add_unit(work: Work, code: str, parent: Unit | None = None) -> Unit:
    """A unit, the root of its own tree unless a parent is given."""
    return create_unit(work, OPERATOR, NewUnit(code, f"Unit {code}", parent.id if parent else None))


def add_authority(work: Work, code: str, parent: Authority | None = None) -> Authority:
    """An authority, the root of its own tree unless a parent is given."""
    return create_authority(work, OPERATOR, NewAuthority(code, f"Authority {code}", parent.id if parent else None))


def add_user(work: Work, username: str, role: Role, over: Unit | Authority) -> User:
    """An account that signs in with ``PASSWORD``."""
    held = RoleOver(role, unit_id=over.id) if isinstance(over, Unit) else RoleOver(role, authority_id=over.id)
    return create_user(work, OPERATOR, NewUser(username, username.title(), _HASH, (held,))).user


def sign_in_as(client: TestClient, username: str) -> dict[str, str]:
    """Sign in and return the header for all further requests."""
    form = {"grant_type": "password", "username": username, "password": PASSWORD}
    answer = client.post("/api/v1/auth/token", data=form)
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def role_over_unit(role: Role, unit_id: UUID) -> dict[str, str]:
    """A role as the wire wants it."""
    return {"role": str(role), "unit_id": str(unit_id)}
