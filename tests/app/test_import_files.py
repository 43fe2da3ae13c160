"""Files as rows: GeoJSON and CSV, packed or not; what cannot be read is said in one sentence."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from app.adapters import files
from app.adapters.files import read_mapping_file, read_rows, source_of
from app.errors import InvalidError
from tests.support.imports import point

FEATURE = {"type": "Feature", "id": "F1", "properties": {"name": "Đà Nẵng"}, "geometry": point()}


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return path


def collection(*features: object, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **members}, ensure_ascii=False)


@pytest.mark.parametrize("name", ["wards.geojson", "wards.json", "wards.geojson.gz"])
def test_features_are_rows_counted_from_one(tmp_path: Path, name: str) -> None:
    first, second = read_rows(put(tmp_path, name, collection(FEATURE, FEATURE)))
    assert (first.number, second.number) == (1, 2)
    assert (first.id, first.cells, first.geometry) == ("F1", {"name": "Đà Nẵng"}, point())


def test_a_single_feature_is_a_row(tmp_path: Path) -> None:
    assert len(list(read_rows(put(tmp_path, "one.geojson", json.dumps(FEATURE))))) == 1


@pytest.mark.parametrize("name", ["crews.csv", "crews.csv.gz"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_records_are_rows_counted_like_lines_of_a_spreadsheet(tmp_path: Path, name: str, separator: str) -> None:
    text = f"code{separator}name\r\nT1{separator}Tổ 1\r\n\r\nT2{separator}Tổ 2\r\n"
    rows = list(read_rows(put(tmp_path, name, text)))
    assert [(row.number, dict(row.cells)) for row in rows] == [
        (2, {"code": "T1", "name": "Tổ 1"}),
        (4, {"code": "T2", "name": "Tổ 2"}),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    (row,) = read_rows(put(tmp_path, "excel.csv", b"\xef\xbb\xbfcode,name\nT1,x\n"))
    assert row.cells == {"code": "T1", "name": "x"}
    (feature,) = read_rows(put(tmp_path, "bom.geojson", b"\xef\xbb\xbf" + collection(FEATURE).encode()))
    assert feature.id == "F1"


def test_a_quoted_cell_may_hold_separators_lines_and_a_long_shape(tmp_path: Path) -> None:
    shape = "POLYGON((" + ",".join("0 0" for _ in range(100_000)) + "))"
    (row,) = read_rows(put(tmp_path, "zones.csv", f'name,geometry\n"a, b\nc","{shape}"\n'))
    assert row.cells == {"name": "a, b\nc", "geometry": shape}


def test_a_row_with_too_many_or_too_few_cells_is_marked_and_the_next_one_read(tmp_path: Path) -> None:
    rows = list(read_rows(put(tmp_path, "t.csv", "a,b\n1,2,3\n1\n1,2\n")))
    assert [row.problem.code if row.problem else None for row in rows] == ["import.column_count"] * 2 + [None]


def test_a_feature_that_is_none_is_marked_and_the_next_one_read(tmp_path: Path) -> None:
    rows = list(read_rows(put(tmp_path, "t.geojson", collection(7, {"type": "Point"}, FEATURE))))
    assert [row.problem.code if row.problem else None for row in rows] == ["import.not_a_feature"] * 2 + [None]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.geojson", '{"type": "FeatureCollection", "features": [', "is no JSON"),
        ("a.geojson", "[" * 100_000, "is no JSON"),
        ("a.geojson", '{"type": "Topology"}', "is no GeoJSON FeatureCollection"),
        ("a.geojson", collection(crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}), "EPSG::3857"),
        ("a.csv", "", "is empty"),
        ("a.csv", "code,code\n1,2\n", "the column 'code' twice"),
        ("a.csv", "code,,\n1,2,3\n", "without a name"),
        ("a.csv", 'code,name\n1,"open\n2,x\n', "breaks off at line 3"),
        ("a.csv", "code\nT\xf4\n".encode("latin-1"), "not in UTF-8"),
        ("a.geojson", b'{"name": "\xf4"}', "not in UTF-8"),
        ("a.csv.gz", b"", "is empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: str | bytes, told: str) -> None:
    with pytest.raises(InvalidError, match=told) as refused:
        list(read_rows(put(tmp_path, name, content)))
    assert refused.value.errors[0].remedy


def test_a_packed_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    whole = put(tmp_path, "a.csv.gz", "code\n" + "".join(f"{n * 7919}\n" for n in range(20_000)))
    whole.write_bytes(whole.read_bytes()[:-2000])
    with pytest.raises(InvalidError, match="cannot be unpacked"):
        list(read_rows(whole))


def test_a_missing_file_or_a_folder_says_so(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(InvalidError, match="cannot be opened"):
            list(read_rows(path))


def test_a_file_larger_than_anything_sensible_is_not_unpacked(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", 1000)
    with pytest.raises(InvalidError, match="holds more than"):
        list(read_rows(put(tmp_path, "bomb.csv.gz", "code\n" + "1\n" * 5000)))


def test_coordinate_systems_that_are_wgs84_are_taken(tmp_path: Path) -> None:
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert len(list(read_rows(put(tmp_path, "a.geojson", collection(FEATURE, crs=named))))) == 1


def test_mapping_files_are_json_or_toml(tmp_path: Path) -> None:
    told = {"source": "x", "columns": {"name": "NAME"}}
    assert read_mapping_file(put(tmp_path, "m.json", json.dumps(told))) == told
    assert read_mapping_file(put(tmp_path, "m.toml", 'source = "x"\n[columns]\nname = "NAME"\n')) == told
    with pytest.raises(InvalidError, match="is no TOML"):
        read_mapping_file(put(tmp_path, "bad.toml", "{"))


def test_the_source_is_called_as_the_file(tmp_path: Path) -> None:
    assert source_of(tmp_path / "outages.2025.geojson.gz") == "outages"
