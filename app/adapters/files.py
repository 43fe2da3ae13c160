"""Files on disk as rows: GeoJSON and CSV, either also compressed (.gz); and mapping files (JSON, TOML)."""

import csv
import gzip
import io
import json
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.errors import InvalidError
from app.services.imports.rows import Row
from compliance.reasons import Reason, reason

LARGEST_BYTES = 1 << 30
"""More than this, unpacked, is not read."""
_LONGEST_CELL = 64 << 20
_SEPARATORS = ",;\t|"
_WGS84_NAMES = ("CRS84", "EPSG:4326", "EPSG::4326", "WGS84", "WGS 84")


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file, one after the other; GeoJSON is told from CSV by its first character.

    Raises:
        InvalidError: the file cannot be read, with what to do; also while rows are being taken.
    """
    with _opened(path) as file:
        if _first_byte(file) in (b"{", b"["):
            yield from _features(file, path)
        else:
            yield from _records(file, path)


def source_of(path: Path) -> str:
    """How the source of a file is called when nobody says it: the file's name without its endings."""
    return path.name.split(".")[0] or path.name


def read_mapping_file(path: Path) -> Any:
    """The contents of a mapping file.

    Raises:
        InvalidError: it cannot be read.
    """
    with _opened(path) as file:
        raw = _text_of(file.read(), path)
    try:
        return tomllib.loads(raw) if path.suffix.lower() == ".toml" else json.loads(raw)
    except (ValueError, RecursionError) as error:
        kind = "TOML" if path.suffix.lower() == ".toml" else "JSON"
        raise _unreadable(path, f"is no {kind}: {error}", "mend it; docs/importing.md has examples") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
            plain.seek(0)
            if packed:
                with gzip.GzipFile(fileobj=plain) as unpacked:
                    yield _Limited.over(cast("BinaryIO", unpacked), path)
            else:
                yield _Limited.over(plain, path)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise _unreadable(path, f"cannot be unpacked: {error}", "fetch or pack it again") from error
    except OSError as error:
        raise _unreadable(
            path, f"cannot be opened: {error.strerror or error}", "check the name and its rights"
        ) from error


class _Limited(io.RawIOBase):
    """Stops reading where a file is larger than anything sensible."""

    def __init__(self, inner: BinaryIO, path: Path) -> None:
        self._inner, self._path, self._left = inner, path, LARGEST_BYTES

    @classmethod
    def over(cls, inner: BinaryIO, path: Path) -> BinaryIO:
        """A file that reads at most ``LARGEST_BYTES`` of another."""
        return io.BufferedReader(cls(inner, path), 1 << 20)

    def readable(self) -> bool:
        """It is read, not written."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read on."""
        given = self._inner.read(len(buffer))
        self._left -= len(given)
        if self._left < 0:
            raise _unreadable(self._path, f"holds more than {LARGEST_BYTES >> 20} MiB", "split it into several files")
        buffer[: len(given)] = given
        return len(given)


def _first_byte(file: BinaryIO) -> bytes:
    start = cast("io.BufferedReader", file).peek(4096)[:4096]
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]


def _text_of(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, error) from error


def _features(file: BinaryIO, path: Path) -> Iterator[Row]:
    try:
        whole = json.loads(_text_of(file.read(), path))
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, f"is no JSON: {error}", "save it as GeoJSON again") from error
    features = _members(whole, path)
    for number, feature in enumerate(features, 1):
        yield _feature(number, feature)


def _members(whole: Any, path: Path) -> list[Any]:
    if isinstance(whole, Mapping) and whole.get("type") == "Feature":
        return [whole]
    features = whole.get("features") if isinstance(whole, Mapping) else None
    if not isinstance(features, list) or whole.get("type") != "FeatureCollection":
        raise _unreadable(path, "is no GeoJSON FeatureCollection", "save it as GeoJSON with features")
    named = json.dumps(whole.get("crs")) if whole.get("crs") is not None else _WGS84_NAMES[0]
    if not any(name in named for name in _WGS84_NAMES):
        raise _unreadable(path, f"names the coordinate system {named}", "save it in WGS 84 (EPSG:4326)")
    return features


def _feature(number: int, feature: Any) -> Row:
    if not isinstance(feature, Mapping) or feature.get("type") != "Feature":
        return Row(number, {}, problem=Reason("import.not_a_feature"))
    cells = feature.get("properties")
    given = feature.get("id")
    return Row(
        number,
        cells if isinstance(cells, Mapping) else {},
        geometry=feature.get("geometry"),
        id=given if isinstance(given, str | int) and not isinstance(given, bool) else None,
    )


def _records(file: BinaryIO, path: Path) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        records = csv.reader(lines, delimiter=_separator(file), strict=True)
        heading = _heading(next(records, []), path)
        for number, cells in enumerate(records, 2):
            if any(cell.strip() for cell in cells):
                yield _record(number, heading, cells)
    except UnicodeDecodeError as error:
        raise _not_utf8(path, error) from error
    except csv.Error as error:
        raise _unreadable(path, f"breaks off at line {records.line_num}: {error}", "mend the quotes there") from error


def _separator(file: BinaryIO) -> str:
    line = cast("io.BufferedReader", file).peek(1 << 16).split(b"\n", 1)[0].decode(errors="replace")
    return max(_SEPARATORS, key=line.count)


def _heading(names: list[str], path: Path) -> list[str]:
    heading = [name.strip() for name in names]
    if not any(heading):
        raise _unreadable(path, "is empty", "give a heading with the columns' names, then the rows")
    twice = sorted({name for name in heading if heading.count(name) > 1})
    if twice or "" in heading:
        what = f"has the column {twice[0]!r} twice" if twice and twice[0] else "has a column without a name"
        raise _unreadable(path, what, "give each column a name of its own")
    return heading


def _record(number: int, heading: list[str], cells: list[str]) -> Row:
    if len(cells) != len(heading):
        return Row(number, {}, problem=reason("import.column_count", count=len(cells), wanted=len(heading)))
    return Row(number, dict(zip(heading, cells, strict=True)))


def _not_utf8(path: Path, error: UnicodeDecodeError) -> InvalidError:
    return _unreadable(path, f"is not in UTF-8 (byte {error.start})", "save it as UTF-8")


def _unreadable(path: Path, what: str, remedy: str) -> InvalidError:
    return InvalidError.of("file", "unreadable", f"{path.name} {what}; {remedy}", remedy)
