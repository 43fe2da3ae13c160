"""What one checklist item asks, and whether a value answers it."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from compliance.evidence import is_drawn, named_hash
from compliance.reasons import Reason, reason
from compliance.text import Text

Kind = Literal["confirm", "choice", "number", "text", "photo", "signature", "timer"]
Per = Literal["person", "crew"]
Value = bool | int | float | str | datetime | None


@dataclass(frozen=True, slots=True)
class Condition:
    """The item is asked only when an earlier item was answered with this value."""

    item_key: str
    equals: Value


@dataclass(frozen=True, slots=True)
class TimedBy:
    """A timer's minimum by what an earlier choice was answered, such as the disinfectant that was taken."""

    item_key: str
    seconds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to confirm.

    Values by kind: confirm `True`; choice one of `choices`; number within `minimum` and `maximum` in `unit`; text not
    blank; photo the hash of what was taken, as `sha256:` and 64 hexadecimal digits; signature the same, or the strokes
    as an SVG path; timer the moment it was started (aware datetime or ISO 8601), the entry itself being its end. A
    timer runs for `min_seconds`, or for what `timed_by` says of the choice made.
    """

    key: str
    kind: Kind
    text: Text
    per: Per = "crew"
    critical: bool = False
    na_allowed: bool = False
    choices: Mapping[str, Text] | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    min_seconds: int = 0
    condition: Condition | None = None
    timed_by: TimedBy | None = None


def value_problem(item: Item, value: Value) -> Reason | None:
    """Return what is wrong with the value, or None when it answers the item; of a timer only its start is looked at."""
    return _CHECKS[item.kind](item, value)


def _confirm(item: Item, value: Value) -> Reason | None:
    return None if value is True else reason("checklist.value.not_confirmed", item=item.key)


def _choice(item: Item, value: Value) -> Reason | None:
    known = isinstance(value, str) and value in (item.choices or {})
    return None if known else reason("checklist.value.not_a_choice", item=item.key)


def _number(item: Item, value: Value) -> Reason | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return reason("checklist.value.not_a_number", item=item.key)
    if item.minimum is not None and value < item.minimum:
        return reason("checklist.value.too_low", item=item.key, minimum=item.minimum, unit=item.unit or "")
    if item.maximum is not None and value > item.maximum:
        return reason("checklist.value.too_high", item=item.key, maximum=item.maximum, unit=item.unit or "")
    return None


def _text(item: Item, value: Value) -> Reason | None:
    filled = isinstance(value, str) and value.strip()
    return None if filled else reason("checklist.value.empty", item=item.key)


def _photo(item: Item, value: Value) -> Reason | None:
    return None if named_hash(value) else reason("checklist.value.not_evidence", item=item.key)


def _signature(item: Item, value: Value) -> Reason | None:
    signed = named_hash(value) or is_drawn(value)
    return None if signed else reason("checklist.value.not_signed", item=item.key)


def _timer(item: Item, value: Value) -> Reason | None:
    return None if moment_of(value) else reason("checklist.timer.no_start", item=item.key)


_CHECKS: Mapping[str, Callable[[Item, Value], Reason | None]] = MappingProxyType(
    {
        "confirm": _confirm, "choice": _choice, "number": _number, "text": _text, "photo": _photo,
        "signature": _signature, "timer": _timer,
    }
)  # fmt: skip


def moment_of(value: Value) -> datetime | None:
    """Return an aware moment from a datetime or ISO 8601 text, None from anything else."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, datetime) and value.tzinfo is not None else None
