"""Refresh tokens and failed sign-ins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.schema.people import LoginAttempt, RefreshToken

LOST = "lost"
"""Why sign-ins end of a phone that was reported lost."""


@dataclass(frozen=True)
class Tries:
    """Failed sign-ins within the window, and the oldest of them."""

    count: int
    oldest_at: datetime | None


def lock_tries(session: Session, username: str, address: str) -> None:
    """Let sign-ins of one name, and from one address, go one after another to the end of this transaction."""
    for key in sorted((f"login-name:{username}", f"login-address:{address}")):
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def count_by_username(session: Session, username: str, since: datetime) -> Tries:
    """Failed sign-ins with this user name."""
    return _count(session, since, username=username)


def count_by_address(session: Session, address: str, since: datetime) -> Tries:
    """Failed sign-ins from this address."""
    return _count(session, since, address=address)


def _count(session: Session, since: datetime, **who: str) -> Tries:
    query = select(func.count(), func.min(LoginAttempt.at)).where(LoginAttempt.at > since).filter_by(**who)
    count, oldest_at = session.execute(query).one()
    return Tries(count, oldest_at)


def forget_old_tries(session: Session, username: str, address: str, until: datetime) -> None:
    """Delete what no longer counts; a user name is kept no longer than needed."""
    old = LoginAttempt.at <= until
    session.execute(
        delete(LoginAttempt).where(old, or_(LoginAttempt.username == username, LoginAttempt.address == address))
    )


def forget_tries(session: Session, username: str) -> None:
    """Delete the failures of a user name that signed in."""
    session.execute(delete(LoginAttempt).where(LoginAttempt.username == username))


def find_token(session: Session, token_hash: str) -> RefreshToken | None:
    """A refresh token, locked: two uses of it go one after the other."""
    return session.scalar(
        select(RefreshToken).where(RefreshToken.token_hash == token_hash).with_for_update(key_share=True)
    )


def find_end(session: Session, family_id: UUID) -> str | None:
    """Why a sign-in is over; None while it goes on. One of which nothing is left counts as expired."""
    reasons = session.scalars(
        select(RefreshToken.revoked_reason).where(RefreshToken.family_id == family_id).order_by(RefreshToken.revoked_at)
    ).all()
    if not reasons:
        return "expired"
    return next((each for each in reasons if each is not None), None)


def bind(session: Session, family_id: UUID, device_id: UUID) -> None:
    """Let a sign-in be a phone's; sign-ins of other people on it are no longer."""
    user_id = select(RefreshToken.user_id).where(RefreshToken.family_id == family_id).limit(1).scalar_subquery()
    others = update(RefreshToken).where(RefreshToken.device_id == device_id, RefreshToken.user_id != user_id)
    session.execute(others.values(device_id=None), execution_options={"synchronize_session": False})
    session.execute(
        update(RefreshToken).where(RefreshToken.family_id == family_id).values(device_id=device_id),
        execution_options={"synchronize_session": False},
    )


def find_device(session: Session, family_id: UUID) -> UUID | None:
    """The phone whose sign-in this is."""
    query = select(RefreshToken.device_id).where(RefreshToken.family_id == family_id)
    return session.scalar(query.order_by(RefreshToken.issued_at.desc()).limit(1))


def revoke_device(session: Session, device_id: UUID, now: datetime) -> int:
    """End all sign-ins of a phone that is lost; how many tokens that were."""
    return _revoke(session, LOST, now, device_id=device_id)


def revoke_unbound(session: Session, user_id: UUID, desk: str, now: datetime) -> int:
    """End a user's sign-ins at one desk of which no phone has said that they are its own."""
    return _revoke(session, LOST, now, user_id=user_id, desk=desk, device_id=None)


def revoke_family(session: Session, family_id: UUID, reason: str, now: datetime) -> None:
    """End one sign-in."""
    _revoke(session, reason, now, family_id=family_id)


def revoke_user(session: Session, user_id: UUID, reason: str, now: datetime) -> None:
    """End all sign-ins of a user."""
    _revoke(session, reason, now, user_id=user_id)


def _revoke(session: Session, reason: str, now: datetime, **which: UUID | str | None) -> int:
    open_ones = update(RefreshToken).where(RefreshToken.revoked_at.is_(None)).filter_by(**which)
    gone = open_ones.values(revoked_at=now, revoked_reason=reason).returning(RefreshToken.id)
    return len(session.scalars(gone).all())


def forget_expired(session: Session, user_id: UUID, now: datetime) -> None:
    """Delete a user's refresh tokens that can no longer be used or misused."""
    session.execute(delete(RefreshToken).where(RefreshToken.user_id == user_id, RefreshToken.expires_at <= now))
