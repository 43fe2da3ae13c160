"""Lists on the wire: pages with an opaque cursor."""

import base64
import binascii
import json
import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from app.errors import InvalidError

T = TypeVar("T")
Row = TypeVar("Row")

MAX_LIMIT = 1000
_FIRST_INT, _LAST_INT = -(2**63), 2**63 - 1

Cursor = Annotated[str | None, Query(description="`next_cursor` of the page before")]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not a text that the database can hold")
    value.encode()  # half of a surrogate pair is no text either
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not _FIRST_INT <= value <= _LAST_INT:
        raise ValueError("not a whole number that the database can hold")
    return value


def _finite(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError("not a number")
    return float(value)


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("not a moment without its offset from UTC")
    return moment.astimezone(UTC)


def _values(cursor: str) -> list[Any]:
    values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    if not isinstance(values, list):
        raise TypeError("not a list of sort keys")
    return values


_READERS: dict[type, Callable[[Any], Any]] = {
    str: _text,
    int: _number,
    float: _finite,
    UUID: lambda value: UUID(_text(value)),
    datetime: _moment,
}


class Page(BaseModel, Generic[T]):
    """One part of a list; ``next_cursor`` asks for the following part, null at the end."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    items: list[T]
    next_cursor: str | None = None


def encode_cursor(*values: str | float | UUID | datetime) -> str:
    """The sort keys of a page's last row as one opaque word."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    text = json.dumps(plain, separators=(",", ":"), default=str)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """The sort keys inside a cursor, one of each kind (str, int, float, UUID, datetime); None for no cursor.

    Raises:
        InvalidError: the cursor was not made by this list.
    """
    if cursor is None:
        return None
    try:
        values = _values(cursor)
        return tuple(_READERS[kind](value) for kind, value in zip(kinds, values, strict=True))
    except (binascii.Error, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise InvalidError.of(
            "cursor", "cursor", "this is no cursor of this list", "leave it out to begin at the first page"
        ) from error


def page_of(
    rows: Sequence[Row], limit: int, show: Callable[[Row], T], keys: Callable[[Row], tuple[Any, ...]]
) -> Page[T]:
    """Make a page of rows, of which the query asked for one more than ``limit``.

    Args:
        rows: up to ``limit + 1`` rows in the list's order.
        limit: rows in a page.
        show: makes the wire shape of a row.
        keys: the sort keys of a row, as ``decode_cursor`` reads them.
    """
    kept = rows[:limit]
    more = len(rows) > limit
    return Page(items=[show(row) for row in kept], next_cursor=encode_cursor(*keys(kept[-1])) if more else None)
