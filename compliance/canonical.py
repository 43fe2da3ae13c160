"""One way, and only one, to write JSON values as bytes, so that their hash is the same wherever it is computed.

RFC 8785 (JSON Canonicalization Scheme) with one difference: integers are written out whatever their size, where the
RFC would round them to a double.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from json.encoder import encode_basestring  # CPython's, in C; escapes as RFC 8785 asks
from math import isfinite
from typing import Any

_EXACT = 1e21
"""ECMAScript writes whole numbers below this without an exponent."""
_SMALL = 1e-6
"""And numbers from this on without one."""


def canonical(value: Any) -> str:
    """The canonical text of a JSON value; its UTF-8 bytes are what is hashed.

    Args:
        value: None, booleans, numbers, text, lists and mappings with text for keys, as ``json.loads`` gives them.

    Raises:
        TypeError: JSON has no such value.
        ValueError: a number that is not finite.
    """
    if isinstance(value, str):
        return str(encode_basestring(value))
    if value is None or value is True or value is False:
        return _WORDS[value]
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, Mapping):
        return "{" + ",".join([f"{encode_basestring(key)}:{canonical(value[key])}" for key in ordered(value)]) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "[" + ",".join([canonical(each) for each in value]) + "]"
    raise TypeError(f"JSON has no {type(value).__name__}")


_WORDS: Mapping[bool | None, str] = {None: "null", True: "true", False: "false"}


def ordered(keys: Mapping[str, Any]) -> list[str]:
    """Keys in the order of their UTF-16 code units."""
    names = list(keys)
    if len(names) > 1:
        names.sort() if all(map(str.isascii, names)) else names.sort(key=_utf16)
    return names


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def number(value: float) -> str:
    """A double as ECMAScript prints it: the shortest digits that read back as the same number."""
    if not isfinite(value):
        raise ValueError("JSON has no number that is not finite")
    text = repr(value)
    if "e" not in text:
        return text.removesuffix(".0") if value else "0"
    digits, exponent = text.split("e")
    if _SMALL <= abs(value) < _EXACT:
        return _without_exponent(digits, int(exponent))
    return f"{digits}e{int(exponent):+d}"


def _without_exponent(digits: str, exponent: int) -> str:
    """Python writes an exponent from 1e16 on and below 1e-4, where ECMAScript still writes zeros."""
    sign, figures = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    figures = figures.replace(".", "")
    if exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{figures}"
    return sign + figures.ljust(exponent + 1, "0")


def moment(at: datetime) -> str:
    """A moment as text of fixed form: UTC, microseconds, ``Z``.

    Raises:
        ValueError: the moment has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
