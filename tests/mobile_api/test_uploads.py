"""Photos in parts, sent by the public tus client to the service as it really runs; and what it refuses."""

import base64
import hashlib
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from PIL import Image
from tusclient.client import TusClient

from app.adapters.upload_folder import UploadFolder
from app.auth.tokens import AccessTokens
from app.clock import ManualClock
from app.schema.evidence import Evidence
from app.services import uploads
from app.services.work import Work
from app.settings import Settings
from app.wiring import make_sessions
from tests.conftest import NOON
from tests.support.databases import Server, database, service_engine
from tests.support.phones import Hand, make_hand
from tests.support.streams import PATIENCE_SECONDS, serving
from tests.support.web import web_service
from tests.support.works import make_work

pytestmark = pytest.mark.race
TUS = {"Tus-Resumable": "1.0.0"}
PATCH = {**TUS, "Content-Type": "application/offset+octet-stream"}


def noise(side: int) -> bytes:
    """A PNG of some three bytes a pixel: noise cannot be compressed."""
    written = BytesIO()
    pixels = np.random.default_rng(side).integers(0, 256, (side, side, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(written, "PNG", compress_level=0)
    return written.getvalue()


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def metadata(content: bytes, **more: str) -> dict[str, str]:
    return {"sha256": hash_of(content), "filetype": "image/png", **more}


def written(told: dict[str, str]) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in told.items())


@dataclass(frozen=True)
class Line:
    """One worker's line to the service."""

    address: str
    hand: Hand
    headers: dict[str, str]
    folder: UploadFolder
    work: Work

    def begin(self, content: bytes, **more: str) -> httpx.Response:
        told = {**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": written(metadata(content)), **more}
        return httpx.post(f"{self.address}/mobile/v1/uploads", headers={**self.headers, **told})

    def ask(self, path: str) -> httpx.Response:
        return httpx.head(f"{self.address}{path}", headers={**self.headers, **TUS})

    def add(self, path: str, offset: int, part: bytes) -> httpx.Response:
        told = {**PATCH, "Upload-Offset": str(offset)}
        return httpx.patch(f"{self.address}{path}", content=part, headers={**self.headers, **told})

    def cut(self, path: str, offset: int, part: bytes, reaches: int) -> None:
        """Send so many bytes of a part, and let the line break."""
        with self.hanging(path, offset, part, reaches):
            pass

    @contextmanager
    def hanging(self, path: str, offset: int, part: bytes, reaches: int) -> Iterator[None]:
        """Send so many bytes of a part, and no more as long as this lasts."""
        host, _, port = self.address.removeprefix("http://").partition(":")
        told = {**self.headers, **PATCH, "Upload-Offset": str(offset), "Content-Length": str(len(part)), "Host": host}
        head = f"PATCH {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items()) + "\r\n"
        with socket.create_connection((host, int(port))) as line:
            line.sendall(head.encode() + part[:reaches])
            yield

    def kept(self, content: bytes) -> Evidence | None:
        with self.work.look() as tx:
            return tx.session.get(Evidence, hash_of(content))


@pytest.fixture(scope="module")
def served(server: Server, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, FastAPI]]:
    """The service on a database of its own, once for all tests: each has a worker of its own."""
    with database(server, migrated, migrated=True) as name:
        engine = service_engine(server, name)
        settings = Settings(home=tmp_path_factory.mktemp("home"), secret_key="k" * 32, database_url=None)
        app = web_service(make_work(make_sessions(engine), ManualClock(NOON), settings))
        with serving(app) as address:
            yield address, app
        engine.dispose()


@pytest.fixture
def line(served: tuple[str, FastAPI]) -> Line:
    address, app = served
    work: Work = app.state.work
    hand = make_hand(work)
    return Line(address, hand, bearer(app.state.auth.tokens, work, hand.user_id), app.state.uploads, work)


def bearer(tokens: AccessTokens, work: Work, user_id: UUID) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.issue(user_id, work.clock.now())}"}


def shown(line: Line, content: bytes) -> bytes:
    return httpx.get(f"{line.address}/api/v1/evidence/{hash_of(content)}", headers=line.headers).content


def test_ten_megabytes_that_are_cut_twenty_times_come_bit_by_bit(line: Line) -> None:
    """Each cut lies somewhere else in a part; the phone asks how far it came, as the public client does."""
    content, chance = noise(1900), np.random.default_rng(20)
    assert len(content) > 10 << 20
    path = line.begin(content).headers["location"]
    for _ in range(20):
        offset = int(line.ask(path).headers["upload-offset"])
        part = content[offset : offset + 1_000_000]
        line.cut(path, offset, part, int(chance.integers(len(part) // 2)))
    client = TusClient(f"{line.address}/mobile/v1/uploads", headers=line.headers)
    client.uploader(file_stream=BytesIO(content), url=f"{line.address}{path}", chunk_size=1 << 20).upload()
    kept = line.kept(content)
    assert kept is not None
    assert kept.stored_sha256 == hash_of(content)
    assert shown(line, content) == content
    assert Path(line.folder.location(path.rpartition("/")[2])).stat().st_size == 0


def test_the_public_client_begins_and_ends_an_upload(line: Line) -> None:
    content = noise(60)
    client = TusClient(f"{line.address}/mobile/v1/uploads", headers=line.headers)
    sent = client.uploader(file_stream=BytesIO(content), metadata=metadata(content), chunk_size=4000)
    sent.upload()
    assert line.kept(content) is not None
    asked = line.ask(str(sent.url).removeprefix(line.address))
    assert (asked.status_code, asked.headers["upload-offset"]) == (200, str(len(content)))  # a lost answer
    small = httpx.get(f"{line.address}/api/v1/evidence/{hash_of(content)}/thumbnail", headers=line.headers)
    assert small.headers["content-type"] == "image/jpeg"


def test_the_service_says_what_it_can_do(line: Line) -> None:
    told = httpx.options(f"{line.address}/mobile/v1/uploads").headers
    assert told["tus-version"] == told["tus-resumable"] == "1.0.0"
    assert (told["tus-extension"], told["tus-max-size"]) == ("creation,expiration,termination", str(16 << 20))


def test_bytes_beyond_what_was_told_are_cut_off_before_more_come(line: Line) -> None:
    """As a process leaves them that is killed between writing bytes and telling how many there are."""
    content = noise(30)
    path = line.begin(content).headers["location"]
    line.add(path, 0, content[:500])
    with Path(line.folder.location(path.rpartition("/")[2])).open("ab") as file:
        file.write(b"half a part")
    assert line.ask(path).headers["upload-offset"] == "500"
    assert line.add(path, 500, content[500:]).status_code == 204
    assert shown(line, content) == content


def test_an_upload_that_was_whole_when_the_process_was_killed_asks_for_its_last_byte(line: Line) -> None:
    content = noise(30)
    path = line.begin(content).headers["location"]
    uid = path.rpartition("/")[2]
    line.add(path, 0, content[:-1])
    with Path(line.folder.location(uid)).open("ab") as file:
        file.write(content[-1:])
    info = line.folder._read(uid)
    assert info is not None
    line.folder._write(uid, info | {"offset": len(content)})
    assert line.ask(path).headers["upload-offset"] == str(len(content) - 1)
    assert line.add(path, len(content) - 1, content[-1:]).status_code == 204
    assert line.kept(content) is not None


def test_a_line_that_hangs_without_a_word_does_not_hold_up_the_next(line: Line) -> None:
    """What came over it stays."""
    content = noise(61)
    path = line.begin(content).headers["location"]
    with line.hanging(path, 0, content, reaches=3000):
        until = time.monotonic() + PATIENCE_SECONDS
        while Path(line.folder.location(path.rpartition("/")[2])).stat().st_size < 3000:
            assert time.monotonic() < until, "nothing came"
            time.sleep(0.01)
        assert line.ask(path).headers["upload-offset"] == "3000"
        assert line.add(path, 3000, content[3000:]).status_code == 204
    assert shown(line, content) == content


def test_nobody_hears_of_continues_or_ends_an_upload_of_somebody_else(line: Line, served: tuple[str, FastAPI]) -> None:
    content, other = noise(30), make_hand(line.work)
    path = line.begin(content).headers["location"]
    tokens: AccessTokens = served[1].state.auth.tokens
    stranger = Line(line.address, other, bearer(tokens, line.work, other.user_id), line.folder, line.work)
    answers = [stranger.ask(path), stranger.add(path, 0, content)]
    answers.append(httpx.delete(f"{line.address}{path}", headers={**stranger.headers, **TUS}))
    assert [each.status_code for each in answers] == [404] * 3
    assert line.ask(path).headers["upload-offset"] == "0"
    assert httpx.head(f"{line.address}{path}", headers=TUS).status_code == 401


def test_an_upload_that_was_ended_is_gone(line: Line) -> None:
    path = line.begin(noise(30)).headers["location"]
    assert httpx.delete(f"{line.address}{path}", headers={**line.headers, **TUS}).status_code == 204
    assert line.ask(path).status_code == 404


def test_each_refusal_names_field_and_remedy(line: Line) -> None:
    content = noise(30)
    path = line.begin(content).headers["location"]
    too_large = {"Upload-Length": str((16 << 20) + 1)}
    no_picture = {"Upload-Metadata": written(metadata(content, filetype="image/svg+xml"))}
    no_hash = {"Upload-Metadata": written({"sha256": "zz", "filetype": "image/png"})}
    refused = {
        "too large": (line.begin(content, **too_large), 413, "upload.too_large"),
        "no picture": (line.begin(content, **no_picture), 422, "invalid.media_type"),
        "no hash": (line.begin(content, **no_hash), 422, "invalid.hash"),
        "in one go": (line.begin(content, **{"Upload-Concat": "partial"}), 422, "invalid.extension"),
        "another offset": (line.add(path, 7, content), 409, "upload.offset"),
        "more than told": (line.add(path, 0, content + b"!"), 400, "upload.header"),
        "no version": (httpx.head(f"{line.address}{path}", headers=line.headers), 412, None),
        "no type": (httpx.patch(
            f"{line.address}{path}", content=b"", headers={**line.headers, **TUS, "Upload-Offset": "0"}
        ), 415, "upload.content_type"),
    }  # fmt: skip
    for name, (answer, status, code) in refused.items():
        assert answer.status_code == status, (name, answer.text)
        assert answer.headers["tus-resumable"] == "1.0.0", name
        if code is not None:
            assert answer.headers["content-type"] == "application/problem+json", name
            assert answer.json()["code"] == code, name
            assert answer.json()["errors"][0]["remedy"], name


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", noise(30)[:-40]], ids=["a page", "a cut picture"])
def test_what_is_no_picture_is_refused_at_the_end_and_forgotten(line: Line, content: bytes) -> None:
    path = line.begin(content).headers["location"]
    refused = line.add(path, 0, content)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid.picture")
    assert line.ask(path).status_code == 404


def test_bytes_that_are_not_those_that_were_told_are_refused(line: Line) -> None:
    content = noise(30)
    told = {"Upload-Metadata": written(metadata(noise(31)))}
    path = line.begin(content, **told).headers["location"]
    assert line.add(path, 0, content).json()["code"] == "invalid.hash_differs"


def test_what_nobody_goes_on_with_is_forgotten_after_a_week(line: Line) -> None:
    old, new = (line.begin(noise(side)).headers["location"] for side in (30, 31))
    path = Path(line.folder.location(old.rpartition("/")[2]))
    long_ago = path.stat().st_mtime - timedelta(days=8).total_seconds()
    for each in (path, path.with_suffix(".info")):
        os.utime(each, (long_ago, long_ago))
    assert uploads.delete_expired(line.folder) == 1
    assert [line.ask(each).status_code for each in (old, new)] == [404, 200]
