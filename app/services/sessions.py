"""Signing in, staying signed in and signing out."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Protocol
from uuid import UUID

from app.access import Subject
from app.errors import TooManyError, UnauthenticatedError
from app.schema.base import new_id
from app.schema.people import LoginAttempt, RefreshToken, User
from app.services import people
from app.services.work import Tx, Work
from app.storage import people as stored
from app.storage import sessions
from app.storage.sessions import LOST

API_DESK = "api"
"""The session of a program that keeps its refresh token itself."""

DESKS = ("console", "liaison", "field", "safety", "admin")
"""Pages that keep a session of their own, so that one browser can show several side by side."""

ADDRESS_FACTOR = 5
"""An office shares one address: it may fail this many times as often as one user name."""

_WRONG = "the user name or the password is not right"


class Passwords(Protocol):
    """Checks passwords; hashing is slow on purpose, so it never happens inside a transaction."""

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password belongs to the hash; for None (no such user) no, after the same time."""
        ...


@dataclass(frozen=True)
class Claim:
    """Who somebody says they are, and from where."""

    username: str
    password: str
    address: str


@dataclass(frozen=True)
class Session:
    """What a successful sign-in or refresh hands out. Only the hash of the refresh token is kept."""

    id: UUID
    user_id: UUID
    refresh_token: str
    expires_at: datetime


def check_person(work: Work, claim: Claim, passwords: Passwords) -> Subject:
    """Find out who stands behind a user name and password, in transactions of its own.

    Raises:
        TooManyError: too many failures with this name or from this address.
        UnauthenticatedError: unknown, wrong or disabled; which of them is not told.
    """
    username = claim.username.strip().lower().replace("\0", "")[:200]
    user = _begin_try(work, username, claim.address)
    right = passwords.verify(claim.password, user.password_hash if user and user.active else None)
    if user is None or not right:
        raise UnauthenticatedError(_WRONG)
    with work.begin() as tx:
        sessions.forget_tries(tx.session, username)
        return people.subject_of(tx, user)


def sign_in(work: Work, claim: Claim, desk: str, passwords: Passwords) -> Session:
    """Check name and password and open a session for one desk.

    Raises:
        TooManyError: too many failures with this name or from this address.
        UnauthenticatedError: unknown, wrong or disabled; which of them is not told.
    """
    subject = check_person(work, claim, passwords)
    if subject.user_id is None:
        raise UnauthenticatedError(_WRONG)
    with work.begin() as tx:
        sessions.forget_expired(tx.session, subject.user_id, tx.now)
        people.record_about(tx, subject, "user.signed_in", subject.user_id, payload={"desk": desk})
        return _hand_out(work, tx, RefreshToken(user_id=subject.user_id, family_id=new_id(), desk=desk))


def refresh(work: Work, token: str, desk: str) -> Session:
    """Exchange a refresh token for the next one.

    A token that was exchanged within the last ``refresh_grace_seconds`` is good once more: the answer may have been
    lost. After that it is taken for stolen, and the whole sign-in ends.

    Raises:
        UnauthenticatedError: unknown, expired, ended or used twice.
    """
    with work.begin() as tx:
        held = sessions.find_token(tx.session, _hash(token))
        refusal = _refusal(work, tx, held, desk)
        if held is not None and refusal is None:
            held.rotated_at = held.rotated_at or tx.now
            following = RefreshToken(user_id=held.user_id, family_id=held.family_id, desk=desk)
            following.device_id = held.device_id
            return _hand_out(work, tx, following)
    raise refusal or UnauthenticatedError(people.ENDED)


def sign_out(work: Work, token: str) -> None:
    """End the session that a refresh token belongs to; an unknown token is no error."""
    with work.begin() as tx:
        held = sessions.find_token(tx.session, _hash(token))
        if held is None or held.revoked_at is not None:
            return
        sessions.revoke_family(tx.session, held.family_id, "signed_out", tx.now)
        _record_end(tx, held, "user.signed_out", {"desk": held.desk})


def _begin_try(work: Work, username: str, address: str) -> User | None:
    """Count the try as failed before the password is looked at, so that many at once cannot pass the limit."""
    with work.begin() as tx:
        since = tx.now - timedelta(seconds=work.settings.login_window_seconds)
        sessions.lock_tries(tx.session, username, address)
        sessions.forget_old_tries(tx.session, username, address, since)
        most = work.settings.login_attempts
        by_name = sessions.count_by_username(tx.session, username, since)
        by_address = sessions.count_by_address(tx.session, address, since)
        for tries, limit in ((by_name, most), (by_address, most * ADDRESS_FACTOR)):
            if tries.count >= limit and tries.oldest_at is not None:
                wait_s = max(1, ceil((tries.oldest_at - since).total_seconds()))
                raise TooManyError(
                    f"too many failed sign-ins; try again in {wait_s} seconds",
                    code="auth.too_many",
                    retry_after_s=wait_s,
                )
        tx.session.add(LoginAttempt(username=username, address=address, at=tx.now))
        return stored.find_by_username(tx.session, username)


def _refusal(work: Work, tx: Tx, held: RefreshToken | None, desk: str) -> UnauthenticatedError | None:
    """Why a refresh token is not exchanged, None when it is; ends the family of one that was used twice."""
    if held is not None and held.revoked_reason == LOST:
        return people.lost()
    if held is None or held.revoked_at is not None or held.expires_at <= tx.now or held.desk != desk:
        return UnauthenticatedError(people.ENDED)
    user = stored.find_by_id(tx.session, held.user_id)
    if user is None or not user.active:
        return UnauthenticatedError(people.ENDED)
    grace = timedelta(seconds=work.settings.refresh_grace_seconds)
    if held.rotated_at is not None and tx.now - held.rotated_at > grace:
        sessions.revoke_family(tx.session, held.family_id, "reused", tx.now)
        _record_end(tx, held, "user.session_revoked", {"desk": held.desk, "reason": "reused"})
        return UnauthenticatedError("this session was used from two places and has ended", code="auth.reused")
    return None


def _record_end(tx: Tx, held: RefreshToken, verb: str, payload: dict[str, str]) -> None:
    user = stored.find_by_id(tx.session, held.user_id)
    if user is not None:
        people.record_about(tx, people.subject_of(tx, user), verb, user.id, payload=dict(payload))


def _hand_out(work: Work, tx: Tx, row: RefreshToken) -> Session:
    token = secrets.token_urlsafe(32)
    row.token_hash, row.issued_at = _hash(token), tx.now
    row.expires_at = tx.now + timedelta(hours=work.settings.refresh_token_hours)
    tx.session.add(row)
    return Session(row.family_id, row.user_id, token, row.expires_at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
