"""The built pages: right file, right encoding, right time in caches; nothing outside their folder."""

import gzip
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.api.pages import BuiltPages


@pytest.fixture
def dist(tmp_path: Path, client: TestClient) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    for name in ("index", "liaison", "field", "safety", "guard"):
        (folder / f"{name}.html").write_text(f"<title>{name}</title>")
    for worker in ("sw", "guard-sw"):
        (folder / f"{worker}.js").write_text("self.version = 1")
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "notes.json").write_text("{}")
    (folder / "assets" / "app-1a2b.js").write_text("plain()")
    (folder / "assets" / "app-1a2b.js.br").write_bytes(b"brotli bytes")
    (folder / "assets" / "app-1a2b.js.gz").write_bytes(gzip.compress(b"zipped()"))
    (tmp_path / "secret.txt").write_text("secret")
    client.app.state.pages = BuiltPages(folder)
    return folder


@pytest.mark.parametrize(
    ("address", "title"),
    [("/", "index"), ("/liaison", "liaison"), ("/field", "field"), ("/safety", "safety"), ("/guard", "guard")],
)
def test_each_desk_has_its_address_and_is_never_stale(client: TestClient, dist: Path, address: str, title: str) -> None:
    answer = client.get(address)
    assert f"<title>{title}</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("worker", ["/sw.js", "/guard-sw.js"])
def test_service_workers_stand_at_the_root_and_are_never_stale(client: TestClient, dist: Path, worker: str) -> None:
    answer = client.get(worker)
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None), ("br;q=0, gzip;q=0.5", "gzip")],
)
def test_assets_come_compressed_as_the_browser_takes_them_and_stay_for_ever(
    client: TestClient, dist: Path, accepted: str, encoding: str | None
) -> None:
    with client.stream("GET", "/assets/app-1a2b.js", headers={"Accept-Encoding": accepted}) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    expected = {"br": b"brotli bytes", "gzip": b"zipped()", None: b"plain()"}[encoding]
    assert (gzip.decompress(body) if encoding == "gzip" else body) == expected


def test_a_file_that_did_not_change_is_not_sent_again(client: TestClient, dist: Path) -> None:
    first = client.get("/icon.svg")
    again = client.get("/icon.svg", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%2fsecret.txt",
        "/assets/none.js",
        "/assets/",
        "/notes.json",
        "/index.html",
        "/none.svg",
    ],
)
def test_nothing_else_is_served(client: TestClient, dist: Path, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_without_built_pages_the_service_says_what_to_do(client: TestClient, tmp_path: Path) -> None:
    client.app.state.pages = BuiltPages(tmp_path / "nothing")
    answer = client.get("/")
    assert answer.status_code == 503
    assert "setup/prepare.sh web" in answer.text
    assert client.get("/assets/app.js").status_code == 404
