"""Evidence of photos and signatures: named in an entry by the hash of its bytes, so that nobody can exchange it."""

import hashlib
import re

_PREFIX = "sha256:"
_NAMED = re.compile(r"sha256:[0-9a-f]{64}")
_HASH = re.compile(r"[0-9a-f]{64}")
_DRAWN = re.compile(r"M[MLHVCSQTAZ0-9eE ,.+-]+", re.IGNORECASE)

MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp")
"""What is taken as a photo or as a signature that was written elsewhere."""


def is_hash(text: str) -> bool:
    """Tell whether this is a SHA-256 in lower-case hexadecimal."""
    return _HASH.fullmatch(text) is not None


def name_of(sha256: str) -> str:
    """Return how an entry names evidence with this hash."""
    return _PREFIX + sha256


def named_hash(value: object) -> str | None:
    """Return the hash of the bytes that an entry's value names, or None when it names none."""
    if isinstance(value, str) and _NAMED.fullmatch(value):
        return value.removeprefix(_PREFIX)
    return None


def is_drawn(value: object) -> bool:
    """Tell whether the value is a signature drawn by finger: the strokes as the `d` of an SVG path."""
    return isinstance(value, str) and _DRAWN.fullmatch(value.strip()) is not None


def hash_of_value(value: object) -> str | None:
    """Return the hash that proves this value: of the bytes it names, or of the strokes themselves."""
    named = named_hash(value)
    if named is not None or not isinstance(value, str):
        return named
    return hashlib.sha256(value.encode()).hexdigest() if is_drawn(value) else None
