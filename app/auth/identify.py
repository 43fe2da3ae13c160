"""Ways to find out whose bearer token a request carries: our own now, an OIDC provider's beside it later."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.auth.passwords import PASSWORDS, Argon2Passwords
from app.auth.subjects import SubjectCache
from app.auth.tokens import AccessTokens, Bearer


class Identify(Protocol):
    """Knows one kind of bearer token."""

    def find_user(self, token: str, now: datetime) -> UUID | None:
        """The user whose token this is, None when it is not of this kind or no longer good."""
        ...


@dataclass(frozen=True)
class Auth:
    """All that the web service needs to know who is asking; stands in ``app.state.auth``."""

    tokens: AccessTokens
    passwords: Argon2Passwords = PASSWORDS
    others: tuple[Identify, ...] = ()
    """Further kinds of tokens, asked after our own."""
    subjects: SubjectCache = field(default_factory=SubjectCache)

    def find(self, token: str, now: datetime) -> Bearer | None:
        """Who asks with this token, of whichever kind."""
        ours = self.tokens.find(token, now)
        found = (each.find_user(token, now) for each in self.others) if ours is None else ()
        return ours or next((Bearer(user_id) for user_id in found if user_id is not None), None)
