"""Whether a row says the same as before, and the same as what is stored."""

import hashlib
from collections.abc import Mapping
from typing import Any

from geoalchemy2.elements import WKBElement
from geoalchemy2.shape import to_shape
from shapely import MultiPolygon, Point

from geo.places import Place


def digests(values: Mapping[str, Any]) -> dict[str, str]:
    """A short hash of each value that a row gives."""
    return {name: hashlib.blake2b(_bytes(value), digest_size=12).hexdigest() for name, value in values.items()}


def newly_said(values: Mapping[str, Any], now: Mapping[str, str], before: Mapping[str, str]) -> dict[str, Any]:
    """Those values that a row says differently than when it was imported last, by their ``digests``."""
    return {name: value for name, value in values.items() if before.get(name) != now[name]}


def changes(row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those values that differ from what the columns of the same name hold."""
    return {name: value for name, value in values.items() if plain(getattr(row, name)) != plain(value)}


def plain(value: Any) -> Any:
    """A stored or given value in the form in which both compare."""
    shape = shape_of(value)
    if isinstance(shape, Point):
        return Place(shape.x, shape.y)
    if isinstance(shape, MultiPolygon):
        return shape.wkb
    return list(shape) if isinstance(shape, tuple) else shape


def shape_of(stored: Any) -> Any:
    """A stored shape as shapely has it; anything else as it is."""
    return to_shape(stored) if isinstance(stored, WKBElement) else stored


def _bytes(value: Any) -> bytes:
    known = plain(value)
    return known if isinstance(known, bytes) else repr(known).encode()
