"""Well-known text as GeoJSON, so that one reader judges both and says precisely what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_TYPES: Final = {
    "POINT": "Point",
    "POLYGON": "Polygon",
    "MULTIPOLYGON": "MultiPolygon",
    "GEOMETRYCOLLECTION": "GeometryCollection",
}
_MEMBERS: Final = {word: kind for word, kind in _TYPES.items() if kind != "GeometryCollection"}
_HEAD: Final = re.compile(r"\s*(?:SRID\s*=\s*(\d+)\s*;)?\s*([A-Za-z]+)\s*(ZM|Z|M)?\s*", re.IGNORECASE)
_TOKEN: Final = re.compile(r"\s*([(),]|[^\s(),]+)")
_WGS84: Final = "4326"
_DEPTH: Final = 6


class WktError(ValueError):
    """Text that is no well-known text of a type that Cordon takes; the message says where it ends to be one."""


def read_wkt(text: str) -> dict[str, Any]:
    """Return the GeoJSON geometry that a well-known text stands for; rings and numbers are not judged here.

    Points, polygons, multipolygons and collections of them; third coordinates stay, EMPTY has no coordinates.

    Raises:
        WktError: with what is wrong.
    """
    geometry, rest = _geometry(text, 0, _TYPES)
    if text[rest:].strip():
        raise WktError(f"something follows its end: {text[rest:].strip()[:20]!r}")
    return geometry


def _geometry(text: str, at: int, kinds: Mapping[str, str]) -> tuple[dict[str, Any], int]:
    head = _HEAD.match(text, at)
    kind = kinds.get(head.group(2).upper()) if head else None
    if head is None or kind is None:
        raise WktError(f"it does not begin with one of {', '.join(kinds)}")
    if head.group(1) not in (None, _WGS84):
        raise WktError(f"its SRID is {head.group(1)}, not {_WGS84}")
    if text[head.end() :].lstrip()[:5].upper() == "EMPTY":
        return _named(kind, []), text.upper().index("EMPTY", head.end()) + 5
    if kind == "GeometryCollection":
        return _collection(text, head.end())
    nested, end = _nested(text, head.end(), 0)
    return _named(kind, nested[0] if kind == "Point" and nested else nested), end


def _collection(text: str, at: int) -> tuple[dict[str, Any], int]:
    members: list[dict[str, Any]] = []
    mark, at = _next(text, at)
    if mark != "(":
        raise WktError("a bracket is missing")
    while mark != ")":
        member, at = _geometry(text, at, _MEMBERS)
        members.append(member)
        mark, at = _next(text, at)
        if mark not in (",", ")"):
            raise WktError("a comma or bracket is missing")
    return _named("GeometryCollection", members), at


def _nested(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    """Read from one opening bracket to its end: positions, or brackets in it."""
    mark, at = _next(text, at)
    if mark != "(" or depth > _DEPTH:
        raise WktError("a bracket is missing" if mark != "(" else "its brackets are nested too deep")
    parts: list[Any] = []
    while mark != ")":
        following, after = _next(text, at)
        if following == "(":
            part, at = _nested(text, at, depth + 1)
            mark, at = _next(text, at)
        else:
            part = []
            while following not in ("(", ")", ","):
                part.append(_number(following))
                following, after = _next(text, after)
            mark, at = following, after
        parts.append(part)
        if mark not in (",", ")"):
            raise WktError("a comma or bracket is missing")
    return parts, at


def _next(text: str, at: int) -> tuple[str, int]:
    found = _TOKEN.match(text, at)
    if found is None:
        raise WktError("it ends too early")
    return found.group(1), found.end()


def _number(mark: str) -> float:
    try:
        return float(mark)
    except ValueError as error:
        raise WktError(f"{mark[:20]!r} is no number") from error


def _named(kind: str, members: list[Any]) -> dict[str, Any]:
    return {"type": kind, "geometries" if kind == "GeometryCollection" else "coordinates": members}
