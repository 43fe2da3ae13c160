"""Isolation orders: which work types may be done at a place and a moment."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from compliance.reasons import Reason, reason
from compliance.text import Text
from compliance.wording.terms import ISOLATION_LEVELS
from compliance.work_types import ALLOWED_UNDER_DIRECTIVE_16, WORK_TYPES

LEVELS: Mapping[str, Text] = ISOLATION_LEVELS
"""Levels that ship, by code; further ones are data."""

_ALL = frozenset(WORK_TYPES)
_LITTLE_CONTACT = _ALL - {"amr_meter_swap", "periodic_metering", "meter_check"}

DEFAULT_ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "directive_15": _LITTLE_CONTACT,
        "directive_16": ALLOWED_UNDER_DIRECTIVE_16,
        "directive_16_plus": ALLOWED_UNDER_DIRECTIVE_16,
        "directive_19": _ALL,
        "resolution_128_1": _ALL,
        "resolution_128_2": _ALL,
        "resolution_128_3": _LITTLE_CONTACT,
        "resolution_128_4": ALLOWED_UNDER_DIRECTIVE_16,
    }
)
"""What each level that ships allows where an order does not say it; HSE must confirm, an administrator edits it.

Directive 16: 1981/EVN-KD and EVNHCMC's practice. The others follow from what each lets people do: where visits are to
be few, periodic meter work waits.
"""


@dataclass(frozen=True, slots=True)
class IsolationOrder:
    """A legal order over an area, in force from `valid_from` up to, not including, `valid_until` (None: open)."""

    id: UUID
    legal_reference: str
    level: str
    valid_from: datetime
    valid_until: datetime | None
    allowed_work_types: frozenset[str]

    def in_force_at(self, at: datetime) -> bool:
        """Tell whether the order binds at this moment."""
        return self.valid_from <= at and (self.valid_until is None or at < self.valid_until)


OrderEffect = Literal["deferred", "returning", "staying_deferred", "exempt", "under_way", "unaffected"]


def classify_effect(
    *, deferred_before: bool, deferred_after: bool, forbidden: bool, life_safety: bool, started: bool
) -> OrderEffect:
    """Name what a change of orders means for one ticket.

    Args:
        deferred_before: An order deferred it before.
        deferred_after: An order defers it afterwards.
        forbidden: The changed order does not allow its work type.
        life_safety: It is never deferred.
        started: A crew is on its way or at work: that goes on, and is told.
    """
    if deferred_after:
        return "staying_deferred" if deferred_before else "deferred"
    if deferred_before:
        return "returning"
    if forbidden and life_safety:
        return "exempt"
    return "under_way" if forbidden and started else "unaffected"


@dataclass(frozen=True, slots=True)
class WorkTypeJudgement:
    """Whether the work may be done; `deferring_orders` are those that forbid it."""

    allowed: bool
    deferring_orders: tuple[IsolationOrder, ...]
    reasons: tuple[Reason, ...]


def allowed_work_types(orders_here: Iterable[IsolationOrder], at: datetime) -> frozenset[str] | None:
    """Return the work types that all orders in force allow; None when no order is in force and nothing is limited."""
    sets = [order.allowed_work_types for order in orders_here if order.in_force_at(at)]
    return frozenset.intersection(*sets) if sets else None


def judge_work_type(
    work_type: str, life_safety: bool, orders_here: Collection[IsolationOrder], at: datetime
) -> WorkTypeJudgement:
    """Judge a work type against the orders that cover its place; life safety is never deferred."""
    deferring = tuple(
        order for order in orders_here if order.in_force_at(at) and work_type not in order.allowed_work_types
    )
    if life_safety or not deferring:
        return WorkTypeJudgement(allowed=True, deferring_orders=(), reasons=())
    reasons = tuple(
        reason("gate.work_type.not_allowed", work_type=work_type, order=order.legal_reference, level=order.level)
        for order in deferring
    )
    return WorkTypeJudgement(allowed=False, deferring_orders=deferring, reasons=reasons)
