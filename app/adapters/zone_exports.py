"""Zones written as files: GeoJSON exactly, KML, Shapefile (zip) and GeoPackage by GDAL, one zone as a CAP message."""

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyogrio
import shapely

from app.adapters import cap
from app.adapters.zipped_shapes import LONGEST_TEXT, SHORT_NAMES
from app.errors import InvalidError
from app.services.zone_files import Feature, FileFormat

_DRIVERS = {"kml": "LIBKML", "gpkg": "GPKG", "shapefile": "ESRI Shapefile"}
_WHOLE = ("level", "max_people", "max_minutes", "hold_after_exit_minutes", "checkin_minutes")
LAYER = "zones"


def export_features(features: Sequence[Feature], form: FileFormat) -> bytes:
    """A file of one layer.

    Raises:
        InvalidError: the format cannot hold them.
    """
    if form == "geojson":
        return _geojson(features)
    if form == "cap":
        return cap.write_alert(features[0])
    columns = list(features[0].cells) if features else ["name"]
    with TemporaryDirectory(prefix="cordon-zones-") as name:
        if form == "shapefile":
            _check_lengths(features)
            _write(Path(name) / "zones.shp", features, columns, form)
            return _zip(Path(name))
        path = Path(name) / f"zones.{form}"
        _write(path, features, columns, form)
        return path.read_bytes()


def _geojson(features: Sequence[Feature]) -> bytes:
    shown = [
        {
            "type": "Feature",
            "id": each.cells.get("external_id"),
            "properties": dict(each.cells),
            "geometry": json.loads(shapely.to_geojson(each.area)),
        }
        for each in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": shown}, ensure_ascii=False).encode()


def _write(path: Path, features: Sequence[Feature], columns: Sequence[str], form: FileFormat) -> None:
    short = form == "shapefile"
    pyogrio.raw.write(
        path,
        np.array([shapely.to_wkb(each.area) for each in features], dtype=object),
        [_column(features, name) for name in columns],
        [SHORT_NAMES.get(name, name) if short else name for name in columns],
        field_mask=[np.array([each.cells[name] is None for each in features]) for name in columns],
        driver=_DRIVERS[form],
        layer=LAYER,
        geometry_type="MultiPolygon",
        crs="EPSG:4326",
        encoding="UTF-8",
    )


def _column(features: Sequence[Feature], name: str) -> Any:
    cells = [each.cells[name] for each in features]
    if name in _WHOLE:
        return np.array([0 if cell is None else int(cell) for cell in cells], dtype=np.int32)
    return np.array(["" if cell is None else str(cell) for cell in cells], dtype=object)


def _check_lengths(features: Sequence[Feature]) -> None:
    for each in features:
        for name, cell in each.cells.items():
            if isinstance(cell, str) and len(cell.encode()) > LONGEST_TEXT:
                detail = f"{name} of zone {each.cells['name']!r} is longer than the {LONGEST_TEXT} bytes of a Shapefile"
                raise InvalidError.of("format", "too_long", detail, "take GeoPackage, which has no such limit")


def _zip(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(folder.iterdir()):
            target.write(path, path.name)
    return packed.getvalue()
