"""CAP 1.2 messages, read from XML that was parsed safely, and written; coordinates are latitude, longitude."""

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from app.errors import InvalidError
from app.services.cap_values import CapAlert, CapInfo, CapReference
from app.services.zone_files import Feature
from compliance.cap import CAP_CATEGORIES, SEVERITIES
from geo.places import METRES_PER_DEGREE
from geo.shapes import ShapeError, read_shape

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_CIRCLE_CORNERS = 64
_MOST_INFOS, _MOST_SHAPES = 20, 200
_SPLIT = re.compile(r"\s+")


def read_alert(root: Element) -> CapAlert:
    """The message under a root element.

    Raises:
        InvalidError: it is another version, lacks what CAP demands, or has a shape that cannot stand; named by element.
    """
    if root.tag != f"{{{NAMESPACE}}}alert":
        raise _bad("alert", "is no CAP 1.2 message", f"send it with the namespace {NAMESPACE}")
    infos = root.findall(_name("info"))
    if len(infos) > _MOST_INFOS:
        raise _bad("alert.info", f"stands more than {_MOST_INFOS} times", "split the message")
    return CapAlert(
        identifier=_needed(root, "identifier", "alert"),
        sender=_needed(root, "sender", "alert"),
        sent=_moment(_needed(root, "sent", "alert"), "alert.sent"),
        status=_needed(root, "status", "alert"),
        message_type=_needed(root, "msgType", "alert"),
        references=tuple(_references(_text(root, "references"))),
        infos=tuple(_info(each, f"alert.info[{at}]") for at, each in enumerate(infos)),
    )


def write_alert(feature: Feature) -> bytes:
    """One zone as a message. CAP's polygons know no holes: theirs are filled, so that nobody is told too little.

    Raises:
        InvalidError: it was never published.
    """
    if feature.message is None:
        raise _bad("zone_id", "names a zone that was never published", "publish it first")
    told, cells = feature.message, feature.cells
    root = Element(_name("alert"))
    _add(root, identifier=told.identifier, sender=told.sender, sent=_written(told.sent), status="Actual")
    _add(root, msgType="Update" if told.references else "Alert", scope="Public")
    if told.references:
        listed = " ".join(f"{each.sender},{each.identifier},{each.sent}" for each in told.references)
        _add(root, references=listed)
    info = SubElement(root, _name("info"))
    _add(info, language="vi-VN", category=CAP_CATEGORIES[str(cells["hazard_class"])], event=str(cells["hazard_class"]))
    _add(info, urgency="Expected", severity=SEVERITIES[int(cells["level"] or 1)], certainty="Observed")
    _add(info, onset=cells["valid_from"], expires=cells["valid_until"], headline=cells["name"])
    area = SubElement(info, _name("area"))
    _add(area, areaDesc=str(cells["name"]))
    for part in feature.area.geoms:
        _add(area, polygon=" ".join(f"{lat!r},{lon!r}" for lon, lat in part.exterior.coords))
    register_namespace("", NAMESPACE)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: Element, **children: object) -> None:
    for name, value in children.items():
        if value is not None:
            SubElement(parent, _name(name)).text = str(value)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _info(element: Element, where: str) -> CapInfo:
    shapes = [
        shape
        for at, area in enumerate(element.findall(_name("area")))
        for shape in _shapes(area, f"{where}.area[{at}]")
    ]
    descriptions = [_text(area, "areaDesc") for area in element.findall(_name("area"))]
    return CapInfo(
        language=_text(element, "language") or "en-US",
        category=tuple((each.text or "").strip() for each in element.findall(_name("category"))),
        event=_needed(element, "event", where),
        headline=_text(element, "headline"),
        severity=_text(element, "severity"),
        effective=_time(element, "effective", where),
        onset=_time(element, "onset", where),
        expires=_time(element, "expires", where),
        area_description="; ".join(each for each in descriptions if each),
        area=_together(shapes) if shapes else None,
    )


def _shapes(area: Element, where: str) -> Iterator[BaseGeometry]:
    polygons, circles = area.findall(_name("polygon")), area.findall(_name("circle"))
    if len(polygons) + len(circles) > _MOST_SHAPES:
        raise _bad(where, f"has more than {_MOST_SHAPES} shapes", "split the message")
    for at, each in enumerate(polygons):
        yield _polygon(each.text or "", f"{where}.polygon[{at}]")
    for at, each in enumerate(circles):
        yield _circle(each.text or "", f"{where}.circle[{at}]")


def _polygon(text: str, where: str) -> BaseGeometry:
    ring = [_lon_lat(pair, where) for pair in _SPLIT.split(text.strip())]
    try:
        return read_shape({"type": "Polygon", "coordinates": [ring]}, flatten_z=False, path=where).area
    except ShapeError as error:
        raise InvalidError.of(error.path, error.code.value, error.detail, error.remedy) from error


def _circle(text: str, where: str) -> BaseGeometry:
    """A circle by its corners: ``lat,lon km``; drawn around it, so that nothing of it is left out."""
    parts = _SPLIT.split(text.strip())
    if len(parts) != 2:  # noqa: PLR2004 - centre and radius
        raise _bad(where, "is no circle", "give it as `lat,lon radius` with the radius in kilometres")
    (lon, lat), radius_m = _lon_lat(parts[0], where), _number(parts[1], where) * 1000
    if radius_m <= 0:
        raise _bad(where, "has no extent", "give a radius above 0 km")
    north = radius_m / METRES_PER_DEGREE / math.cos(math.pi / _CIRCLE_CORNERS)
    east = north / max(math.cos(math.radians(lat)), 0.01)
    turns = [2 * math.pi * corner / _CIRCLE_CORNERS for corner in range(_CIRCLE_CORNERS)]
    return Polygon([(lon + east * math.cos(turn), lat + north * math.sin(turn)) for turn in turns])


def _together(shapes: list[BaseGeometry]) -> MultiPolygon:
    whole = shapely.union_all(shapes)
    return whole if isinstance(whole, MultiPolygon) else MultiPolygon([whole])  # type: ignore[list-item]


def _references(text: str) -> Iterator[CapReference]:
    for each in _SPLIT.split(text) if text else ():
        parts = each.split(",")
        if len(parts) != 3:  # noqa: PLR2004 - sender, identifier, sent
            raise _bad("alert.references", f"holds {each[:60]!r}", "give each as sender,identifier,sent")
        yield CapReference(*parts)


def _lon_lat(pair: str, where: str) -> list[float]:
    parts = pair.split(",")
    if len(parts) != 2:  # noqa: PLR2004 - latitude and longitude
        raise _bad(where, f"holds {pair[:40]!r}", "give pairs of latitude,longitude with spaces between")
    lat, lon = (_number(part, where) for part in parts)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - of the earth
        raise _bad(where, f"holds {pair[:40]!r}, which is no place", "latitude comes first, then longitude")
    return [lon, lat]


def _number(text: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise _bad(where, f"holds {text[:40]!r}", "give decimal degrees") from error
    if not math.isfinite(number):
        raise _bad(where, f"holds {text[:40]!r}", "give decimal degrees")
    return number


def _time(element: Element, name: str, where: str) -> datetime | None:
    text = _text(element, name)
    return _moment(text, f"{where}.{name}") if text else None


def _moment(text: str, where: str) -> datetime:
    try:
        told = datetime.fromisoformat(text)
    except ValueError as error:
        raise _bad(where, f"is no time: {text[:40]!r}", "such as 2026-04-01T12:00:00+07:00") from error
    if told.tzinfo is None:
        raise _bad(where, "has no offset from UTC", "such as 2026-04-01T12:00:00+07:00")
    return told.astimezone(UTC)


def _needed(element: Element, name: str, where: str) -> str:
    text = _text(element, name)
    if not text:
        raise _bad(f"{where}.{name}", "is missing", "CAP 1.2 demands it")
    return text


def _text(element: Element, name: str) -> str:
    return (element.findtext(_name(name)) or "").strip()


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _bad(where: str, what: str, remedy: str) -> InvalidError:
    return InvalidError.of(where, "cap", f"{where} {what}", remedy)
