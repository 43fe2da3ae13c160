"""Readers of single cells: what one says, or a fault with its reason."""

import json
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.services.imports.rows import Aim, Fault
from compliance.reasons import reason
from geo.places import without_specks

Reader = Callable[[Any, Aim, str], Any]
"""Takes the raw cell, what holds for the file, and the name of the field."""

_YES = frozenset({"true", "yes", "y", "1", "có", "x"})
_NO = frozenset({"false", "no", "n", "0", "không"})
_LONGEST_SHOWN = 60
_FIRST_YEAR, _LAST_YEAR = 1970, 2199
"""What lies outside is a typing mistake that no sum survives; the API draws the same line."""


@dataclass(frozen=True)
class Field:
    """One of our columns."""

    read: Reader
    needed: bool = False


def text(most: int) -> Reader:
    """Words of at most so many characters; numbers are taken as they are written."""
    return lambda raw, _aim, _field: _plain(raw, most)


def code(pattern: str, most: int) -> Reader:
    """A code of a form."""
    form = re.compile(pattern)

    def read(raw: Any, _aim: Aim, _field: str) -> str:
        given = _plain(raw, most)
        if not form.fullmatch(given):
            raise Fault(reason("import.bad_code", value=given))
        return given

    return read


def word(known: Collection[str]) -> Reader:
    """One of the known words."""
    return lambda raw, _aim, _field: _known(_plain(raw, 200), known)


def words(known: Collection[str] | None = None, most: int = 20) -> Reader:
    """Several words: a list, or one cell that parts them by ``;``, ``,`` or ``|``."""

    def read(raw: Any, _aim: Aim, _field: str) -> tuple[str, ...]:
        parts = raw if isinstance(raw, list) else re.split(r"[;,|]", _plain(raw, 2000))
        given = [_plain(part, 60) for part in parts if str(part).strip()]
        if len(given) > most:
            raise Fault(reason("import.too_many", most=most))
        return tuple(dict.fromkeys(each if known is None else _known(each, known) for each in given))

    return read


def whole(least: int, most: int) -> Reader:
    """A whole number within limits."""

    def read(raw: Any, aim: Aim, field: str) -> int:
        number = float_(least, most)(raw, aim, field)
        if number != int(number):
            raise Fault(reason("import.not_whole", value=_shown(raw)))
        return int(number)

    return read


def float_(least: float, most: float) -> Reader:
    """A number within limits."""

    def read(raw: Any, _aim: Aim, _field: str) -> float:
        number = to_float(raw)
        if number is None or not math.isfinite(number):
            raise Fault(reason("import.not_a_number", value=_shown(raw)))
        if not least <= number <= most:
            raise Fault(reason("import.beyond_limits", value=_shown(raw), least=least, most=most))
        return number

    return read


def metres(most: float) -> Reader:
    """A length up to a limit."""
    number = float_(0, most)
    return lambda raw, aim, field: without_specks(number(raw, aim, field))


def yes_or_no(raw: Any, _aim: Aim, _field: str) -> bool:
    """Yes or no, in the words that spreadsheets use."""
    given = str(raw).strip().lower()
    if given in _YES or given in _NO:
        return given in _YES
    raise Fault(reason("import.not_yes_or_no", value=_shown(raw)))


def moment(raw: Any, aim: Aim, field: str) -> datetime:
    """A moment, in UTC: with its zone, or local in the zone of the file; the first of two that clocks show twice."""
    given = _plain(raw, 80)
    form = aim.time_forms.get(field)
    try:
        told = datetime.strptime(given, form) if form else datetime.fromisoformat(given)  # noqa: DTZ007 - see below
    except ValueError as error:
        raise Fault(reason("import.not_a_time", value=given)) from error
    if not _FIRST_YEAR <= told.year <= _LAST_YEAR:
        raise Fault(reason("import.beyond_limits", value=given, least=_FIRST_YEAR, most=_LAST_YEAR))
    return _placed(told, given, aim.zone)


def good_until(raw: Any, aim: Aim, field: str) -> datetime:
    """Until when something is good, in UTC: a moment, or a day or month (``2027-03``) through which it still is."""
    given, form = _plain(raw, 80), aim.time_forms.get(field)
    month = re.fullmatch(r"\d{4}-\d{2}", given) if form is None else None
    days_only = not re.search("%[HIcX]", form) if form else bool(month or re.fullmatch(r"\d{4}-\d{2}-\d{2}", given))
    if not days_only:
        return moment(raw, aim, field)
    begins = moment(f"{given}-01" if month else given, replace(aim, zone=ZoneInfo("UTC")), field).date()
    ends = (begins + timedelta(days=31)).replace(day=1) if month else begins + timedelta(days=1)
    return _placed(datetime.combine(ends, time.min), given, aim.zone)


def time_zone(raw: Any, _aim: Aim, _field: str) -> str:
    """The IANA name of a time zone."""
    given = _plain(raw, 64)
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Fault(reason("import.unknown_time_zone", value=given)) from error
    return given


def records(names: tuple[str, ...], fields: Mapping[str, Field], most: int) -> Reader:
    """Several things of one kind: a JSON list of objects, or ``a:b:c; a:b:c`` in the order of ``names``."""

    def read(raw: Any, aim: Aim, field: str) -> tuple[dict[str, Any], ...]:
        parts = list(_parts(raw, names))
        if len(parts) > most:
            raise Fault(reason("import.too_many", most=most))
        return tuple(_record(part, fields, aim, f"{field}[{index}]") for index, part in enumerate(parts))

    return read


def to_float(raw: Any) -> float | None:
    """A number as a file writes it, None when it is none."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return None
    try:
        return float(raw)
    except (ValueError, OverflowError):
        return None


def _plain(raw: Any, most: int) -> str:
    if isinstance(raw, list | dict | bool):
        raise Fault(reason("import.wrong_kind", value=_shown(raw)))
    given = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).strip()
    if "\0" in given or not _is_encodable(given):
        raise Fault(reason("import.bad_character"))
    if len(given) > most:
        raise Fault(reason("import.too_long", most=most))
    return given


def _is_encodable(given: str) -> bool:
    try:
        given.encode()
    except UnicodeEncodeError:  # half of a pair that JSON wrote by its number
        return False
    return True


def _known(given: str, known: Collection[str]) -> str:
    if given in known:
        return given
    raise Fault(reason("import.unknown_word", value=_shown(given), known=", ".join(sorted(known))))


def _placed(told: datetime, given: str, zone: ZoneInfo | None) -> datetime:
    if told.tzinfo is not None:
        return told.astimezone(UTC)
    if zone is None:
        raise Fault(reason("import.no_time_zone", value=given))
    found = told.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != told:
        raise Fault(reason("import.time_skipped", value=given))
    return found


def _parts(raw: Any, names: tuple[str, ...]) -> Iterable[Mapping[str, Any]]:
    if isinstance(raw, str) and raw.lstrip().startswith("["):
        try:
            raw = json.loads(raw)
        except ValueError as error:
            raise Fault(reason("import.bad_part", value=_shown(raw))) from error
    given = raw if isinstance(raw, list) else [part for part in _plain(raw, 4000).split(";") if part.strip()]
    for part in given:
        if isinstance(part, Mapping):
            yield part
        elif isinstance(part, str) and part.count(":") < len(names):
            yield dict(zip(names, part.split(":"), strict=False))
        else:
            raise Fault(reason("import.bad_part", value=_shown(part)))


def _record(part: Mapping[str, Any], fields: Mapping[str, Field], aim: Aim, where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in part.keys() - fields.keys():
        raise Fault(reason("import.bad_part", value=_shown(name)), field=where)
    for name, field in fields.items():
        raw = part.get(name)
        if raw is None or raw in ("", []):
            if field.needed:
                raise Fault(reason("import.missing", field=name), field=f"{where}.{name}")
            continue
        try:
            found[name] = field.read(raw, aim, name)
        except Fault as fault:
            raise Fault(fault.reason, field=f"{where}.{name}", detail=fault.detail) from fault
    return found


def _shown(raw: Any) -> str:
    """A value as a message shows it."""
    given = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)
    given = given.encode(errors="replace").decode().replace("\0", "?").strip()
    return given if len(given) <= _LONGEST_SHOWN else given[: _LONGEST_SHOWN - 1] + "…"
