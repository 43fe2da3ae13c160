"""Files of zones: what readers and writers of formats promise, and the columns that every format carries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, get_args

from shapely import MultiPolygon

from app.services.cap_values import CapAlert, CapReference
from app.services.imports.rows import Row

FileFormat = Literal["geojson", "kml", "shapefile", "gpkg", "cap"]
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)

MEDIA_TYPES: Mapping[FileFormat, str] = {
    "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
    "shapefile": "application/zip",
    "gpkg": "application/geopackage+sqlite3",
    "cap": "application/cap+xml",
}
ENDINGS: Mapping[FileFormat, str] = {
    "geojson": "geojson", "kml": "kml", "shapefile": "zip", "gpkg": "gpkg", "cap": "xml",
}  # fmt: skip


@dataclass(frozen=True)
class CapFacts:
    """Identity of a version as a message; ``references`` are the messages of the versions before."""

    sender: str
    identifier: str
    sent: datetime
    references: tuple[CapReference, ...] = ()


@dataclass(frozen=True)
class Feature:
    """One zone as a file holds it: our columns by name, text or number each, and its area."""

    cells: Mapping[str, str | int | None]
    area: MultiPolygon
    message: CapFacts | None = None
    """What a CAP message needs beside the columns."""


@dataclass(frozen=True)
class FileRead:
    """What a file holds: rows, or one CAP alert."""

    format: FileFormat
    rows: Iterable[Row] = ()
    alert: CapAlert | None = None


class ZoneFiles(Protocol):
    """Reads and writes files of zones; the formats are told from the content, never from the name."""

    def read(self, content: bytes, layer: str | None = None) -> FileRead:
        """What a file holds, in WGS 84, longitude first.

        Args:
            content: the whole file.
            layer: which layer of a file that has several.

        Raises:
            InvalidError: it cannot be read, or may not be, with what to do.
        """
        ...

    def write(self, features: Sequence[Feature], form: FileFormat) -> bytes:
        """A file of one layer.

        Raises:
            InvalidError: the format cannot hold them.
        """
        ...
