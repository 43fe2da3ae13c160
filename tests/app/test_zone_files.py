"""Zones in and out as files: four formats of maps and CAP; what tricks or lies is refused by feature and field."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from fastapi.testclient import TestClient
from shapely import MultiPolygon, Polygon, box
from shapely.affinity import translate

from app.access import Role
from app.adapters import zipped_shapes
from app.adapters.zone_files import OfficeFiles
from app.api import zone_files
from app.errors import InvalidError
from app.schema.authorities import Authority
from app.services.work import Work
from app.services.zones import Content, Gate, NewZone, Part, create_zone
from compliance.zones import ZoneRequirements
from tests.support.accounts import OPERATOR, add_authority, add_unit, add_user, sign_in_as
from tests.support.places import SQUARE

ZONES = "/api/v1/zones"
MAPS = ("geojson", "kml", "shapefile", "gpkg")
RING = MultiPolygon([box(108.1, 16.0, 108.2, 16.1) - box(108.14, 16.04, 108.15, 16.05), box(108.3, 16.0, 108.4, 16.1)])
Headers = dict[str, str]


@pytest.fixture
def liaison(work: Work, client: TestClient, ward: Authority) -> Headers:
    add_user(work, "liaison", Role.LIAISON, ward)
    return sign_in_as(client, "liaison")


def export(client: TestClient, headers: Headers, form: str, **asked: str) -> bytes:
    answer = client.get(f"{ZONES}/export", headers=headers, params={"format": form} | asked)
    assert answer.status_code == 200, answer.text
    return answer.content


def bring(
    client: TestClient, headers: Headers, content: bytes, *, expect: int = 200, source: str = "office", **asked: Any
) -> dict[str, Any]:
    answer = client.post(f"{ZONES}/import", headers=headers, params={"source": source} | asked, content=content)
    assert answer.status_code == expect, answer.text
    told: dict[str, Any] = answer.json()
    return told


def zone_facts(zone: dict[str, Any]) -> dict[str, Any]:
    """What two zones that say the same have in common."""
    current = zone["current"]
    said = {name: current[name] for name in ("level", "legal_instrument", "doffing_point", "requirements", "gates")}
    parts = [(part["kind"], part["name"], part["max_minutes"]) for part in current["parts"]]
    return said | {"name": zone["name"], "hazard_class": zone["hazard_class"], "parts": parts}


def area_of(zone: dict[str, Any]) -> Any:
    return shapely.from_geojson(json.dumps(zone["current"]["geometry"]))


def listed(client: TestClient, headers: Headers) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(ZONES, headers=headers).json()["items"]
    return found


def rich_zone(work: Work, ward: Authority, *, parts: bool = True) -> None:
    asked = ZoneRequirements(
        ppe_profile="medical_gown", entry_templates=("donning",), exit_templates=("doffing", "disinfection"),
        disinfection_profile="chlorine_005", max_people=4, max_minutes=50, hold_after_exit_minutes=30,
    )  # fmt: skip
    hot = Part("hot", MultiPolygon([box(108.11, 16.01, 108.12, 16.02)]), "Bồn", "chemical_splash", 20)
    content = Content(
        RING, level=2, legal_instrument="QĐ 7/UBND", gates=(Gate("Cổng 1", 108.1, 16.05, "hot" if parts else None),),
        doffing_point="Nhà văn hóa", requirements=asked, parts=(hot,) if parts else (),
    )  # fmt: skip
    create_zone(work, OPERATOR, NewZone("Phường Thạch Thang", "infectious_human", ward.id, content))


@pytest.mark.parametrize("form", MAPS)
def test_what_goes_out_comes_back_in_the_same(
    work: Work, client: TestClient, liaison: Headers, ward: Authority, form: str
) -> None:
    rich_zone(work, ward, parts=form != "shapefile")
    (before,) = listed(client, liaison)
    told = bring(client, liaison, export(client, liaison, form))
    assert (told["format"], told["created"], told["refusals"]) == (form, 1, [])
    assert told["ignored_columns"] == []
    _, after = listed(client, liaison)
    assert zone_facts(after) == zone_facts(before)
    assert area_of(after).equals_exact(area_of(before), 1e-9, normalize=True)
    again = bring(client, liaison, export(client, liaison, form, zone_id=before["id"]))
    assert again["unchanged"] == 1


def test_a_shapefile_says_what_it_cannot_hold(
    work: Work, client: TestClient, liaison: Headers, ward: Authority
) -> None:
    create_zone(work, OPERATOR, NewZone("x", "flood", ward.id, Content(SQUARE, legal_instrument="ă" * 200)))
    answer = client.get(f"{ZONES}/export", headers=liaison, params={"format": "shapefile"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid.too_long")
    assert "GeoPackage" in answer.json()["errors"][0]["remedy"]


def test_an_empty_list_is_an_empty_file(client: TestClient, liaison: Headers) -> None:
    for form in MAPS:
        export(client, liaison, form)


def written(tmp_path: Path, area: Any, crs: str, driver: str, name: str, geometry_type: str = "Polygon") -> bytes:
    path = tmp_path / name
    columns = {"ext_id": "Z9", "name": "Xa", "hazard": "flood"}
    if driver != "ESRI Shapefile":
        columns = {"external_id": "Z9", "name": "Xa", "hazard_class": "flood"}
    cells = [np.array([each], dtype=object) for each in columns.values()]
    pyogrio.raw.write(
        path, np.array([shapely.to_wkb(area)], dtype=object), cells, list(columns), driver=driver,
        geometry_type=geometry_type, crs=crs, layer="zones",
    )  # fmt: skip
    if driver != "ESRI Shapefile":
        return path.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for each in tmp_path.glob(f"{path.stem}.*"):
            target.write(each, each.name)
    return packed.getvalue()


UTM = box(627_000, 1_770_000, 628_000, 1_771_000)
"""A square kilometre in UTM 48N (EPSG:32648), near 106.19 E, 16.0 N."""


@pytest.mark.parametrize(
    ("driver", "name"), [("GPKG", "a.gpkg"), ("ESRI Shapefile", "a.shp"), ("GeoJSON", "a.geojson")]
)
def test_other_coordinate_systems_are_turned_into_wgs_84_by_the_file_s_own_word(
    client: TestClient, liaison: Headers, ward: Authority, tmp_path: Path, driver: str, name: str
) -> None:
    content = written(tmp_path, UTM, "EPSG:32648", driver, name)
    told = bring(client, liaison, content, authority=ward.code)
    assert (told["created"], told["refusals"]) == (1, [])
    west, south, east, north = area_of(listed(client, liaison)[0]).bounds
    assert (round(west, 2), round(south, 2)) == (106.19, 16.01)
    assert 0.008 < east - west < 0.011
    assert 0.008 < north - south < 0.011


def test_heights_are_dropped_with_a_warning(
    client: TestClient, liaison: Headers, ward: Authority, tmp_path: Path
) -> None:
    high = shapely.force_3d(box(108.1, 16.0, 108.2, 16.1), 12.0)
    content = written(tmp_path, high, "EPSG:4326", "GPKG", "z.gpkg", "Polygon Z")
    told = bring(client, liaison, content, authority=ward.code)
    assert [(each["row"], each["code"]) for each in told["warnings"]] == [(1, "shape.height_dropped")]
    assert told["created"] == 1


def test_what_is_wrong_is_named_by_feature_and_field_and_the_rest_goes_in(
    client: TestClient, liaison: Headers, ward: Authority
) -> None:
    def feature(number: int, **said: Any) -> dict[str, Any]:
        props = {"external_id": f"Z{number}", "name": "n", "hazard_class": "flood", "authority": ward.code} | said
        shape = said.pop("shape", SQUARE)
        return {"type": "Feature", "properties": props, "geometry": json.loads(shapely.to_geojson(shape))}

    bowtie = Polygon([(108, 16), (109, 17), (109, 16), (108, 17)])
    features = [
        feature(1), feature(2, hazard_class="boredom"), feature(3, max_people="many"), feature(4, shape=bowtie),
        feature(5, ppe_profile="spacesuit"),
    ]  # fmt: skip
    for each in features:
        each["properties"].pop("shape", None)
    told = bring(client, liaison, json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert (told["created"], told["refused"]) == (1, 4)
    assert [(each["row"], each["field"]) for each in told["refusals"]] == [
        (2, "hazard_class"), (3, "max_people"), (4, "geometry"), (5, "ppe_profile"),
    ]  # fmt: skip


def test_a_try_changes_nothing(work: Work, client: TestClient, liaison: Headers, ward: Authority) -> None:
    rich_zone(work, ward)
    told = bring(client, liaison, export(client, liaison, "gpkg"), dry_run="true")
    assert (told["created"], told["dry_run"]) == (1, True)
    assert len(listed(client, liaison)) == 1


def test_a_liaison_brings_zones_of_the_own_authority_only_and_a_dispatcher_none(
    work: Work, client: TestClient, liaison: Headers, ward: Authority
) -> None:
    other = add_authority(work, "W2")
    add_user(work, "dispatcher", Role.DISPATCHER, add_unit(work, "DN"))
    rich_zone(work, other)
    content = export(client, liaison, "geojson")
    told = bring(client, liaison, content)
    assert [(each["field"], each["code"]) for each in told["refusals"]] == [("authority", "import.unknown_code")]
    bring(client, sign_in_as(client, "dispatcher"), content, expect=403)


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return packed.getvalue()


KML = '<?xml version="1.0"?>{doctype}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'
BOMB = '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
VRT = b"<OGRVRTDataSource><OGRVRTLayer><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "none of"),
        (b"{", "no JSON"),
        (b"[1]", "FeatureCollection"),
        (b"<kml", "broken XML"),
        (VRT, "neither KML nor CAP"),
        (KML.format(doctype=BOMB, body="<name>&b;</name>").encode(), "declares"),
        (KML.format(doctype=OUTSIDE, body="<name>&a;</name>").encode(), "declares"),
        (KML.format(doctype="", body="").encode(), "no layer"),
        (b"SQLite format 3\x00" + b"\x00" * 2000, "no GeoPackage"),
        (b"SQLite format 3\x00" + b"\x00" * 52 + b"GPKG" + b"\x00" * 2000, "cannot be read"),
        (b"PK\x03\x04broken", "cannot be unpacked"),
        (zipped(("readme.txt", b"x")), "holds no Shapefile"),
        (zipped(("a.shp", b"x"), ("a.shx", b"x"), ("a.dbf", b"x"), ("b.shp", b"x")), "several Shapefiles: a, b"),
        (zipped(("a.shp", b"x")), "lacks .shx, .dbf"),
        (zipped(("../a.shp", b"x"), ("a.shx", b"x")), "leads out of it"),
        (zipped(("/etc/a.shp", b"x")), "leads out of it"),
        (zipped(("C:\\a.shp", b"x")), "leads out of it"),
        (zipped(("a.shp", b"x" * 200), ("a.shx", b"x"), ("a.dbf", b"x")), "cannot be read"),
        (zipped(*((f"{number}.txt", b"") for number in range(201))), "more than 200 files"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_or_may_not_be_read_is_refused_with_what_to_do(
    client: TestClient, liaison: Headers, content: bytes, said: str
) -> None:
    told = bring(client, liaison, content, expect=422)
    assert said in told["detail"]
    assert told["errors"][0]["remedy"]


def test_a_zip_that_swells_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped_shapes, "LARGEST_BYTES", 10_000)
    bomb = zipped(("a.shp", b"\0" * 9_000), ("a.shx", b"\0" * 9_000), ("a.dbf", b""))
    assert len(bomb) < 1_000
    with pytest.raises(InvalidError, match="unpacks to more"):
        OfficeFiles().read(bomb)


def test_a_file_without_its_coordinate_system_is_asked_for_it(tmp_path: Path) -> None:
    content = written(tmp_path, UTM, "EPSG:32648", "ESRI Shapefile", "a.shp")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        bare = zipped(*((each, packed.read(each)) for each in packed.namelist() if not each.endswith(".prj")))
    with pytest.raises(InvalidError, match="does not say the coordinate system"):
        OfficeFiles().read(bare)


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    client: TestClient, liaison: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zone_files, "LARGEST_BYTES", 1000)
    told = bring(client, liaison, b" " * 1001, expect=422)
    assert told["code"] == "invalid.too_large"


def test_several_layers_are_asked_for_and_one_is_taken_by_name(tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    for layer, shift in (("north", 0), ("south", 1)):
        moved = translate(box(108, 16, 108.1, 16.1), yoff=-shift)
        pyogrio.raw.write(
            path, np.array([shapely.to_wkb(moved)], dtype=object), [np.array([layer], dtype=object)], ["name"],
            driver="GPKG", geometry_type="Polygon", crs="EPSG:4326", layer=layer, append=path.exists(),
        )  # fmt: skip
    with pytest.raises(InvalidError, match="several layers: north, south"):
        OfficeFiles().read(path.read_bytes())
    (row,) = OfficeFiles().read(path.read_bytes(), "south").rows
    assert row.cells["name"] == "south"
