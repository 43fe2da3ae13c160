"""Files of zones in the formats that offices exchange: GeoJSON, KML, Shapefile (zip), GeoPackage, CAP.

What a file is its content says. GDAL opens nothing but copies under names of ours, in a folder of ours: no name from
the outside reaches it, and no format that could refer to other files.
"""

import json
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

import pyogrio
import shapely
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from pyogrio.errors import DataLayerError, DataSourceError

from app.adapters import cap, zipped_shapes
from app.adapters.files import read_rows
from app.adapters.zone_exports import export_features
from app.errors import InvalidError
from app.services.imports.rows import Row
from app.services.zone_files import Feature, FileFormat, FileRead
from compliance.reasons import Reason

MOST_FEATURES = 10_000
LARGEST_FILE = 512 << 20
_CHUNK = 1 << 16
_SQLITE = b"SQLite format 3\x00"
_APPLICATION_ID, _GEOPACKAGE = slice(68, 72), (b"GPKG", b"GP10", b"GP11")
_ZIP = b"PK\x03\x04"
_KML_ROOT, _CAP_ROOT = "kml", "alert"
_OF_LOOKS = frozenset({
    "id", "description", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility",
    "drawOrder", "icon", "snippet",
})  # fmt: skip
_WGS84_NAMES = ("CRS84", "EPSG:4326", "EPSG::4326", "WGS84", "WGS 84")
_WGS84_CRS = ("EPSG:4326", "OGC:CRS84")


class OfficeFiles:
    """Reads and writes by GDAL (pyogrio); CAP by its own reader."""

    def read(self, content: bytes, layer: str | None = None) -> FileRead:
        """What a file holds.

        Raises:
            InvalidError: it cannot be read, or may not be.
        """
        start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if content.startswith(_ZIP):
            return FileRead("shapefile", _shapefile(content, layer))
        if content.startswith(_SQLITE):
            return FileRead("gpkg", _database(content, layer))
        if start in (b"{", b"["):
            return FileRead("geojson", _geojson(content))
        if start == b"<":
            return _markup(content, layer)
        raise unreadable("is none of GeoJSON, KML, zipped Shapefile, GeoPackage and CAP", "save it in one of these")

    def write(self, features: Sequence[Feature], form: FileFormat) -> bytes:
        """A file of one layer.

        Raises:
            InvalidError: the format cannot hold them.
        """
        return export_features(features, form)


def read_file(path: Path, layer: str | None, *, offices: bool) -> FileRead:
    """A file on disk: GeoJSON or CSV as ``app.adapters.files`` reads them, else a format of zones.

    Args:
        path: the file.
        layer: of a format that has layers.
        offices: whether formats of zones are welcome.

    Raises:
        InvalidError: it cannot be read, with what to do; of plain files also while rows are being taken.
    """
    start = _start_of(path) if offices else b""
    if not (start.startswith((_ZIP, _SQLITE, b"<")) or (start.startswith(b"{") and b'"crs"' in start)):
        return FileRead("geojson", rows=read_rows(path))
    if path.stat().st_size > LARGEST_FILE:
        raise unreadable(f"is larger than {LARGEST_FILE >> 20} MiB", "split it into several files")
    return OfficeFiles().read(path.read_bytes(), layer)


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_CHUNK).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise unreadable(f"cannot be opened: {error.strerror or error}", "check the name and its rights") from error


def unreadable(what: str, remedy: str) -> InvalidError:
    """A file that cannot be read, with what to do."""
    return InvalidError.of("file", "unreadable", f"the file {what}; {remedy}", remedy)


def _markup(content: bytes, layer: str | None) -> FileRead:
    root = _parsed(content)
    name = root.tag.rpartition("}")[2]
    if name == _CAP_ROOT:
        return FileRead("cap", alert=cap.read_alert(root))
    if name != _KML_ROOT:
        raise unreadable(f"is XML, but neither KML nor CAP: its root is <{name[:40]}>", "save it as KML")
    with _folder() as folder:
        path = folder / "zones.kml"
        path.write_bytes(content)
        return FileRead("kml", [_kml_row(row) for row in _rows(path, layer, merge_layers=layer is None)])


def _kml_row(row: Row) -> Row:
    """The same row without what KML says of looks and camera; its one name that all share is ours too."""
    cells = {name: value for name, value in row.cells.items() if name not in _OF_LOOKS}
    return replace(row, cells={"name" if name == "Name" else name: value for name, value in cells.items()})


def _parsed(content: bytes) -> Element:
    """The root of an XML text that declares nothing of its own: no entities, no outside references."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise unreadable("declares a document type or entities", "save it without them") from error
    except (ParseError, ValueError, LookupError) as error:
        raise unreadable(f"is broken XML: {error}", "save it again") from error
    return root


def _geojson(content: bytes) -> list[Row]:
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise unreadable(f"is no JSON in UTF-8: {error}", "save it as GeoJSON again") from error
    if isinstance(whole, dict) and whole.get("type") == "Feature":
        whole = {"type": "FeatureCollection", "features": [whole]}
    if not isinstance(whole, dict) or not isinstance(whole.get("features"), list):
        raise unreadable("is no GeoJSON FeatureCollection", "save it as GeoJSON with features")
    _check_count(len(whole["features"]))
    named = json.dumps(whole["crs"]) if whole.get("crs") is not None else _WGS84_NAMES[0]
    if any(name in named for name in _WGS84_NAMES):
        return [_feature_row(number, each) for number, each in enumerate(whole["features"], 1)]
    with _folder() as folder:
        path = folder / "zones.geojson"
        path.write_bytes(content)
        return _rows(path, None)


def _feature_row(number: int, feature: Any) -> Row:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return Row(number, {}, problem=Reason("import.not_a_feature"))
    cells, given = feature.get("properties"), feature.get("id")
    known = given if isinstance(given, str | int) and not isinstance(given, bool) else None
    return Row(number, cells if isinstance(cells, dict) else {}, geometry=feature.get("geometry"), id=known)


def _shapefile(content: bytes, layer: str | None) -> list[Row]:
    with _folder() as folder:
        path = zipped_shapes.unpack(content, folder, layer)
        rows = _rows(path, None)
    return [zipped_shapes.with_long_names(row) for row in rows]


def _database(content: bytes, layer: str | None) -> list[Row]:
    if content[_APPLICATION_ID] not in _GEOPACKAGE:
        raise unreadable("is a database, but no GeoPackage", "save it as GeoPackage")
    with _folder() as folder:
        path = folder / "zones.gpkg"
        path.write_bytes(content)
        return _rows(path, layer)


def _rows(path: Path, layer: str | None, *, merge_layers: bool = False) -> list[Row]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # GDAL's remarks on columns that nothing is read from
            chosen = _chosen(_layers(path), layer, merge_layers=merge_layers)
            found = [row for name in chosen for row in _layer_rows(path, name)]
    except (DataSourceError, DataLayerError, ValueError, UnicodeDecodeError) as error:
        raise unreadable(f"cannot be read: {_first_line(error)}", "save it again with your GIS") from error
    _check_count(len(found))
    return [Row(number, cells, geometry) for number, (cells, geometry) in enumerate(found, 1)]


def _chosen(names: list[str], layer: str | None, *, merge_layers: bool) -> list[str]:
    if layer is not None and layer not in names:
        raise unreadable(f"has no layer {layer!r}; it has: {', '.join(names)}", "name one of them")
    if layer is None and len(names) > 1 and not merge_layers:
        raise unreadable(f"has several layers: {', '.join(names)}", "say which one: layer=...")
    return names if layer is None else [layer]


def _layers(path: Path) -> list[str]:
    """Layers that have shapes, by name."""
    found = [str(name) for name, kind in pyogrio.list_layers(path).tolist() if kind is not None]
    if not found:
        raise unreadable("has no layer with shapes", "export the layer of the zones")
    return found


def _layer_rows(path: Path, layer: str) -> Iterator[tuple[dict[str, Any], object]]:
    info = pyogrio.read_info(path, layer=layer)
    crs = info["crs"]
    if crs is None:
        raise unreadable(f"does not say the coordinate system of layer {layer!r}", "add it (for Shapefiles the .prj)")
    source = path if crs in _WGS84_CRS else _warped(path, layer)
    meta, _, shapes, columns = pyogrio.raw.read(source, layer=layer, max_features=MOST_FEATURES + 1)
    names = [str(name) for name in meta["fields"]]
    cells = [column.tolist() for column in columns]
    for at, raw in enumerate(shapes):
        row = {name: _plain(column[at]) for name, column in zip(names, cells, strict=True)}
        yield row, None if raw is None else json.loads(shapely.to_geojson(shapely.from_wkb(raw)))


def _warped(path: Path, layer: str) -> Path:
    """A description beside the file, of ours, by which GDAL turns its coordinates into WGS 84."""
    target = path.parent / "warped.vrt"
    target.write_text(
        f"<OGRVRTDataSource><OGRVRTWarpedLayer><OGRVRTLayer name={_quoted(layer)}>"
        f"<SrcDataSource relativeToVRT='1'>{escape(path.name)}</SrcDataSource><SrcLayer>{escape(layer)}</SrcLayer>"
        "</OGRVRTLayer><TargetSRS>OGC:CRS84</TargetSRS></OGRVRTWarpedLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    return target


def _quoted(text: str) -> str:
    return '"' + escape(text, {'"': "&quot;"}) + '"'


def _plain(value: Any) -> Any:
    """A cell as importers read it: text, number or nothing."""
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, float):
        return None if value != value else value  # noqa: PLR0124 - not a number: nothing
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _check_count(count: int) -> None:
    if count > MOST_FEATURES:
        raise unreadable(f"holds more than {MOST_FEATURES} features", "split it into several files")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="cordon-zones-") as name:
        yield Path(name)
