"""The answer every rule gives: allowed or not, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from compliance.reasons import Param, Reason, reason


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed without reasons, or refused with at least one.

    Raises:
        ValueError: allowed with reasons, or refused without.
    """

    allowed: bool
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        if self.allowed == bool(self.reasons):
            raise ValueError("a refusal needs reasons, a permission has none")

    def __and__(self, other: Decision) -> Decision:
        return combine((self, other))

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons, in their order."""
        return tuple(each.code for each in self.reasons)


_PERMISSION = Decision(allowed=True)
"""One for all: it is asked for thousands of times in one answer."""


def allow() -> Decision:
    """Return the permission."""
    return _PERMISSION


def deny(*reasons: Reason) -> Decision:
    """Return a refusal for these reasons (at least one)."""
    return Decision(allowed=False, reasons=reasons)


def refuse(code: str, **params: Param | UUID | datetime) -> Decision:
    """Return a refusal for one reason, written in place."""
    return deny(reason(code, **params))


def from_reasons(reasons: Iterable[Reason]) -> Decision:
    """Return a refusal for these reasons, or the permission when there are none; repeated reasons are told once."""
    found: list[Reason] = []
    for each in reasons:
        if each not in found:
            found.append(each)
    return deny(*found) if found else allow()


def combine(decisions: Iterable[Decision]) -> Decision:
    """Return the permission when all of them permit, else a refusal with the reasons of all that refuse."""
    return from_reasons(each for decision in decisions for each in decision.reasons)
