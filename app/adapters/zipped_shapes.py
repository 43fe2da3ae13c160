"""Shapefiles in a zip: unpacked within limits, under names of our own; and what their ten-letter columns stand for."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from app.errors import InvalidError
from app.services.imports.rows import Row

MOST_MEMBERS = 200
LARGEST_BYTES = 200 << 20
"""All that is unpacked together."""
_NEEDED = (".shp", ".shx", ".dbf")
_KINDS = (*_NEEDED, ".prj", ".cpg")
_CHUNK = 1 << 20
LONGEST_TEXT = 254
"""Bytes that a column of a dBASE file holds."""

SHORT_NAMES: Mapping[str, str] = {
    "external_id": "ext_id", "hazard_class": "hazard", "valid_from": "valid_from", "valid_until": "valid_to",
    "legal_instrument": "legal", "doffing_point": "doffing", "permit_needed": "permit", "transit_permit": "transit",
    "ppe_profile": "ppe", "entry_templates": "entry_list", "exit_templates": "exit_list",
    "disinfection_profile": "disinfect", "live_line_preferred": "live_line", "max_people": "max_people",
    "max_minutes": "max_minute", "hold_after_exit_minutes": "hold_min", "checkin_minutes": "checkin",
}  # fmt: skip
"""Ours: the one that fits into ten letters. What is short enough keeps its name."""
_LONG_NAMES = {short: name for name, short in SHORT_NAMES.items()}


def unpack(content: bytes, folder: Path, layer: str | None) -> Path:
    """Unpack one Shapefile of a zip into ``folder``; the path of its ``.shp``.

    Raises:
        InvalidError: it is broken, too large, tricks with names, or holds not exactly one Shapefile.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = _members(packed)
            stem = _chosen(members, layer)
            budget = LARGEST_BYTES
            for kind in _KINDS:
                info = members.get((stem, kind))
                if info is not None:
                    budget -= _copy(packed, info, folder / f"zones{kind}", budget)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _bad(f"cannot be unpacked: {error}", "pack it again, without a password") from error
    return folder / "zones.shp"


def with_long_names(row: Row) -> Row:
    """The same row, its columns by our names."""
    return replace(row, cells={_LONG_NAMES.get(name, name): value for name, value in row.cells.items()})


def _members(packed: zipfile.ZipFile) -> dict[tuple[str, str], zipfile.ZipInfo]:
    """The files of interest by stem and kind.

    Nothing is ever written under a name from the zip; tricks are refused all the same: who plays them is not trusted
    with the rest.
    """
    infos = packed.infolist()
    if len(infos) > MOST_MEMBERS:
        raise _bad(f"holds more than {MOST_MEMBERS} files", "pack the Shapefile alone")
    found = {}
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in info.filename:
            raise _bad(f"holds the name {info.filename[:60]!r}, which leads out of it", "pack it again")
        if path.parts[:1] != ("__MACOSX",) and path.suffix.lower() in _KINDS:
            found[str(path.with_suffix("")), path.suffix.lower()] = info
    return found


def _chosen(members: Mapping[tuple[str, str], zipfile.ZipInfo], layer: str | None) -> str:
    stems = {PurePosixPath(stem).name: stem for stem, kind in members if kind == ".shp"}
    if layer is not None and layer not in stems:
        raise _bad(f"has no Shapefile {layer!r}; it has: {', '.join(sorted(stems)) or 'none'}", "name one of them")
    if layer is None and len(stems) != 1:
        what = f"holds several Shapefiles: {', '.join(sorted(stems))}" if stems else "holds no Shapefile"
        raise _bad(what, "say which one: layer=..." if stems else "pack .shp, .shx, .dbf and .prj")
    stem = stems[layer] if layer is not None else next(iter(stems.values()))
    missing = [kind for kind in _NEEDED if (stem, kind) not in members]
    if missing:
        raise _bad(f"lacks {', '.join(missing)} of the Shapefile", "pack .shp, .shx, .dbf and .prj together")
    return stem


def _copy(packed: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, most: int) -> int:
    """Unpack a member; what counts is what comes out, not what the zip says of itself."""
    written = 0
    with packed.open(info) as source, target.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > most:
                raise _bad(f"unpacks to more than {LARGEST_BYTES >> 20} MiB", "split it into several files")
            copy.write(chunk)
    return written


def _bad(what: str, remedy: str) -> InvalidError:
    return InvalidError.of("file", "unreadable", f"the zip {what}; {remedy}", remedy)
