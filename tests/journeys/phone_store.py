"""What lies in a phone's own store, a phone that is carried about, and a large photo on a slow line."""

import base64
import hashlib
import io
import os
import time
from typing import Any

from PIL import Image
from playwright.sync_api import Page, Request

from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.desks import Api

READ = """async (store) => {
  const { name } = (await indexedDB.databases()).find(each => each.name.startsWith('cordon-field-'));
  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open(name));
  const rows = database.transaction(store).objectStore(store);
  const [keys, values] = [await done(rows.getAllKeys()), await done(rows.getAll())];
  database.close();
  const bytes = async blob => btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), each =>
    String.fromCharCode(each)).join(''));
  return Promise.all(values.map(async (value, at) => [keys[at],
    value?.photo instanceof Blob ? { ...value, photo: await bytes(value.photo) } : value]));
}"""


def kept(page: Page, store: str) -> dict[Any, Any]:
    """All that the phone keeps in one of its stores, by key; photos as base64."""
    return dict(page.evaluate(READ, store))


def until(page: Page, what: Any, seconds: float = PATIENCE_MS / 1000) -> Any:
    """Ask again and again, while the page lives on, until the answer is not empty; that answer."""
    deadline = time.monotonic() + seconds
    while True:
        answer = what()
        if answer:
            return answer
        assert time.monotonic() < deadline, "it never came"
        page.wait_for_timeout(100)


class Walk:
    """The phone carried about: the browser finds it where it is put."""

    def __init__(self, page: Page, api: Api) -> None:
        self.page, self.api, self.lat = page, api, 16.07

    def on(self) -> None:
        """A hundred metres to the north."""
        self.lat = round(self.lat + 0.0009, 4)
        self.page.context.set_geolocation({"longitude": 108.21, "latitude": self.lat, "accuracy": 9})

    def waits(self) -> int:
        """How many places the phone keeps until it can send them."""
        return len(kept(self.page, "fixes"))

    def expect_waiting(self, least: int) -> None:
        """Walk until the phone has kept so many places."""

        def enough() -> bool:
            self.on()
            self.page.wait_for_timeout(500)
            return self.waits() >= least

        until(self.page, enough)

    def known(self) -> list[float]:
        """The latitudes that the service has, in the order of time."""
        fixes = self.api("worker", "get", "/mobile/v1/shift/track")["fixes"]
        assert all(each["accuracy_m"] == 9 for each in fixes)
        return [each["lat"] for each in fixes]


def noise() -> dict[str, Any]:
    """A picture that does not become small: several parts of an upload, drawn anew though it is."""
    told = io.BytesIO()
    Image.frombytes("RGB", (1300, 900), os.urandom(1300 * 900 * 3)).save(told, "PNG")
    return {"name": "pole.png", "mimeType": "image/png", "buffer": told.getvalue()}


class Transfer:
    """The one photo of a phone on its way: what the phone asks for, and what the service says that it has."""

    PART = 96 * 1024
    SLOW_BYTES_A_SECOND = 60_000

    def __init__(self, page: Page, api: Api) -> None:
        self.page, self.api = page, api
        self.sent: list[int] = []
        """From which byte on each part was sent."""
        self.begun = 0
        self.line = page.context.new_cdp_session(page)
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/mobile/v1/uploads" not in request.url:
            return
        if request.method == "PATCH":
            self.sent.append(int(request.headers["upload-offset"]))
        self.begun += request.method == "POST"

    def slow_down(self) -> None:
        """A line on which each part takes more than a second."""
        self._limit(self.SLOW_BYTES_A_SECOND)

    def into_tunnel(self) -> None:
        """No network at all: said on both ways, for what was said of this line's speed outlives a reload."""
        self._limit(-1, offline=True)
        self.page.context.set_offline(True)

    def out_of_tunnel(self) -> None:
        """As fast as it goes."""
        self._limit(-1)
        self.page.context.set_offline(False)

    def _limit(self, bytes_a_second: int, *, offline: bool = False) -> None:
        limits = {"downloadThroughput": -1, "uploadThroughput": bytes_a_second}
        self.line.send("Network.emulateNetworkConditions", {"offline": offline, "latency": 0, **limits})

    @property
    def photo(self) -> dict[str, Any]:
        """As the phone keeps it."""
        (photo,) = kept(self.page, "photos").values()
        found: dict[str, Any] = photo
        return found

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return base64.b64decode(self.photo["photo"])

    def offset(self) -> int:
        """How many bytes the service has: asked past the phone, which may be in a tunnel."""
        (place,) = [each for key, each in kept(self.page, "facts").items() if str(key).startswith("upload.")]
        asked = {"Tus-Resumable": "1.0.0"}
        return int(self.api.raw("worker", "head", place["uploadUrl"], headers=asked).headers["Upload-Offset"])

    def wait_for_parts(self, count: int) -> None:
        """Until the phone has been told of so many parts that they arrived."""
        self.page.evaluate("() => dispatchEvent(new Event('online'))")  # a round now: the next regular one is far
        until(self.page, lambda: len(self.sent) > count)

    def wait_until_sent(self) -> None:
        """Until the phone knows that the service has it all, which has it under the hash of these bytes."""
        until(self.page, lambda: "sent_at" in self.photo, 60)
        content = self.content
        name = hashlib.sha256(content).hexdigest()
        assert self.photo["sha256"] == name
        assert self.api.raw("worker", "get", f"/api/v1/evidence/{name}").headers["content-type"] == "image/jpeg"
