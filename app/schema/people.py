"""Users, the roles they hold, and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.access import Role
from app.schema.base import Base, Key, one_of


class User(Base):
    """A person who signs in."""

    __tablename__ = "users"

    id: Mapped[Key]
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    locale: Mapped[str] = mapped_column(default="vi")
    phone: Mapped[str | None]
    email: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class RoleGrant(Base):
    """One role of one user, over a unit's subtree or an authority's subtree (exactly one of them)."""

    __tablename__ = "role_grants"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[str]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("units.id"))
    authority_id: Mapped[UUID | None] = mapped_column(ForeignKey("authorities.id"))

    __table_args__ = (
        CheckConstraint("num_nonnulls(unit_id, authority_id) = 1", name="one_scope"),
        CheckConstraint(one_of("role", tuple(Role)), name="role"),
    )


class RefreshToken(Base):
    """One refresh token; a family is one sign-in. Only the SHA-256 of the token is kept."""

    __tablename__ = "refresh_tokens"

    id: Mapped[Key]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    family_id: Mapped[UUID] = mapped_column(index=True)
    desk: Mapped[str]
    """console, liaison, field, safety, admin or api: each desk keeps a session of its own."""
    token_hash: Mapped[str] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    rotated_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None]
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"), index=True)
    """The phone whose session it is, once the phone has registered."""


class LoginAttempt(Base):
    """A failed sign-in, counted per user name and per address to slow guessing down."""

    __tablename__ = "login_attempts"

    id: Mapped[Key]
    username: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_login_attempts_username_at", "username", "at"),
        Index("ix_login_attempts_address_at", "address", "at"),
    )
