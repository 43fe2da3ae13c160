"""What the options of an import mean: unit, authority and time zone by their names."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.errors import InvalidError
from app.schema.authorities import Authority
from app.schema.units import Unit
from app.services.imports.mapping import Mapped
from app.services.imports.rows import Aim, AuthorityAim, UnitAim
from app.services.work import Tx
from app.storage import authorities, imports, units


@dataclass(frozen=True)
class Options:
    """What the operator says beside the file."""

    source: str
    """Where the rows come from, unless the mapping file says it."""
    unit: str | None = None
    authority: str | None = None
    time_zone: str | None = None
    dry_run: bool = False


def find_aim(tx: Tx, options: Options, mapped: Mapped) -> Aim:
    """What holds for all rows.

    Raises:
        InvalidError: there is no such unit, authority or time zone.
    """
    unit = _unit(tx, options.unit) if options.unit else None
    name = options.time_zone or (unit.time_zone if unit else None)
    return Aim(
        source=mapped.source or options.source,
        unit=unit,
        authority=_authority(tx, options.authority) if options.authority else None,
        zone=_zone(name) if name else None,
        time_forms=mapped.times,
    )


def _unit(tx: Tx, code: str) -> UnitAim:
    found = units.find_by_code(tx.session, code)
    if found is None:
        raise InvalidError.of("unit", "unknown", f"there is no unit {code!r}", "import or make it first")
    return UnitAim(found.id, found.code, found.time_zone, imports.find_box(tx.session, Unit, found.id))


def _authority(tx: Tx, code: str) -> AuthorityAim:
    found = authorities.find_by_code(tx.session, code)
    if found is None:
        raise InvalidError.of("authority", "unknown", f"there is no authority {code!r}", "import or make it first")
    return AuthorityAim(found.id, found.code, imports.find_box(tx.session, Authority, found.id))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        detail = f"there is no time zone {name!r}"
        raise InvalidError.of("timezone", "unknown", detail, "give an IANA name such as Asia/Ho_Chi_Minh") from error
