"""Photos under their own hash: what is taken, who may see it, and lists that wait for bytes."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from obstore.store import MemoryStore
from PIL import Image
from pydantic import SecretStr
from sqlalchemy import select

from app.access import Role
from app.adapters.evidence_folder import EvidenceFolder
from app.adapters.evidence_objects import EvidenceObjects
from app.adapters.pictures import PillowPictures
from app.errors import UnavailableError
from app.schema.assignments import Assignment
from app.schema.events import Event
from app.services import checklists, evidence, people
from app.services.checklist_entries import Given, confirm
from app.services.checklist_templates import publish
from app.services.work import Work
from app.wiring import make_evidence
from compliance.checklist_values import Item
from compliance.checklists import Template
from compliance.text import Text
from tests.support.accounts import OPERATOR, add_user
from tests.support.collectors import s3_standin
from tests.support.jobs import Job, make_job

SignIn = Callable[[UUID], dict[str, str]]
SAY = Text("Ảnh", "Photo")
LIST = Template("fence", 1, "work", SAY, (Item("photo", "photo", SAY), Item("sign", "signature", SAY, per="person")))


def picture(kind: str = "JPEG", **more: Any) -> bytes:
    written = BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(written, kind, **more)
    return written.getvalue()


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def job(work: Work) -> Job:
    made = make_job(work)
    publish(work, OPERATOR, LIST)
    with work.begin() as tx:
        checklists.create_for(tx, OPERATOR, tx.session.get_one(Assignment, made.assignment.id), ["fence"])
    return made


@pytest.fixture
def send(client: TestClient, sign_in: SignIn, job: Job) -> Callable[..., Any]:
    def put(content: bytes, *, named: str | None = None, who: UUID | None = None) -> Any:
        path = f"/mobile/v1/evidence/{named or hash_of(content)}"
        return client.put(path, content=content, headers=sign_in(who or job.leader.id))

    return put


def list_of(work: Work, job: Job) -> checklists.ChecklistView:
    with work.look() as tx:
        return checklists.statuses(tx, job.assignment.id)[0]


def answer(work: Work, job: Job, item: str, value: str, member: UUID | None = None) -> None:
    leader = people.find_subject(work, job.leader.id)
    assert leader is not None
    with work.begin() as tx:
        given = Given(uuid4(), item, member, "ok", value, None, tx.now)
        confirm(tx, leader, list_of(work, job).row.id, given)


def fill(work: Work, job: Job, photo: bytes) -> None:
    answer(work, job, "photo", f"sha256:{hash_of(photo)}")
    for member in job.members:
        answer(work, job, "sign", "M0 0L9 9", member.id)


def told(work: Work, verb: str) -> list[Event]:
    with work.look() as tx:
        return list(tx.session.scalars(select(Event).where(Event.verb == verb).order_by(Event.id)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_as_it_came_and_again_is_harmless(send: Callable[..., Any], kind: str) -> None:
    content = picture(kind)
    first, again = send(content), send(content)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.json()["stored_sha256"] == hash_of(content)
    assert (first.json()["width"], first.json()["media_type"]) == (40, f"image/{kind.lower()}")


def test_what_a_camera_wrote_into_a_picture_is_taken_out_and_both_hashes_are_kept(
    client: TestClient, sign_in: SignIn, job: Job, send: Callable[..., Any], work: Work
) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "ACME", 6  # who made the camera, and that it was held sideways
    content = picture(exif=exif)
    kept = send(content).json()
    assert kept["sha256"] == hash_of(content) != kept["stored_sha256"]
    assert (kept["width"], kept["height"]) == (20, 40)
    shown = client.get(f"/api/v1/evidence/{kept['sha256']}", headers=sign_in(job.leader.id)).content
    assert hash_of(shown) == kept["stored_sha256"]
    assert b"ACME" not in shown
    (event,) = told(work, "evidence.received")
    assert (event.payload["sha256"], event.payload["stored_sha256"]) == (kept["sha256"], kept["stored_sha256"])


@pytest.mark.parametrize(
    ("content", "named", "code"),
    [
        pytest.param(picture(), "0" * 64, "invalid.hash_differs", id="another hash"),
        pytest.param(picture(), "zz", "invalid.hash", id="no hash"),
        pytest.param(b"<svg onload=alert(1)>", None, "invalid.picture", id="no picture"),
        pytest.param(picture()[:-200], None, "invalid.picture", id="a cut one"),
        pytest.param(picture("GIF"), None, "invalid.picture", id="another kind"),
        pytest.param(b"", hash_of(b""), "invalid.empty", id="nothing"),
        pytest.param(b"\xff" * (16 << 20) + b"!", None, "invalid.too_large", id="too large"),
    ],
)
def test_anything_else_is_refused_by_field(
    send: Callable[..., Any], content: bytes, named: str | None, code: str
) -> None:
    refused = send(content, named=named)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused.json()["errors"][0]["remedy"]


def test_only_workers_send_pictures(work: Work, job: Job, send: Callable[..., Any]) -> None:
    desk = add_user(work, "desk", Role.DISPATCHER, job.unit)
    assert send(picture(), who=desk.id).status_code == 403


@pytest.mark.parametrize("bytes_first", [True, False])
def test_a_list_is_complete_once_the_bytes_are_there_too(
    work: Work, job: Job, send: Callable[..., Any], *, bytes_first: bool
) -> None:
    content = picture()
    if bytes_first:
        send(content)
    fill(work, job, content)
    if not bytes_first:
        view = list_of(work, job)
        assert (view.state, view.row.state, view.status.missing) == ("open", "open", ())
        assert [slot.item_key for slot in view.status.unproven] == ["photo"]
        send(content)
    view = list_of(work, job)
    assert (view.state, view.row.state) == ("complete", "complete")
    assert len(told(work, "checklist.completed")) == 1


def test_the_hash_of_what_was_photographed_or_signed_stands_in_the_event(work: Work, job: Job) -> None:
    content = picture()
    fill(work, job, content)
    hashes = [event.payload["evidence_sha256"] for event in told(work, "checklist.confirmed")]
    assert hashes == [hash_of(content), *[hash_of(b"M0 0L9 9")] * 2]


def test_a_picture_is_shown_to_whoever_may_see_the_list_and_to_nobody_else(
    work: Work, client: TestClient, sign_in: SignIn, job: Job, send: Callable[..., Any]
) -> None:
    content = picture()
    send(content, who=job.leader.id)
    path = f"/api/v1/evidence/{hash_of(content)}"
    desk = add_user(work, "desk", Role.DISPATCHER, job.unit)
    assert client.get(path, headers=sign_in(desk.id)).status_code == 404  # nobody has named it yet
    fill(work, job, content)
    shown = client.get(path, headers=sign_in(desk.id))
    assert (shown.status_code, shown.content, shown.headers["content-type"]) == (200, content, "image/jpeg")
    assert "sandbox" in shown.headers["content-security-policy"]
    other = make_job(work, "HUE")
    for stranger in (other.leader.id, add_user(work, "stranger", Role.DISPATCHER, other.unit).id):
        assert client.get(path, headers=sign_in(stranger)).status_code == 404


def test_bytes_that_were_damaged_on_the_disk_are_not_shown(
    work: Work, client: TestClient, sign_in: SignIn, job: Job, send: Callable[..., Any]
) -> None:
    content = picture()
    send(content)
    home = work.settings.home
    assert home is not None
    (home / "evidence" / hash_of(content)[:2] / hash_of(content)).write_bytes(b"something else")
    refused = client.get(f"/api/v1/evidence/{hash_of(content)}", headers=sign_in(job.leader.id))
    assert refused.status_code == 503


def test_a_folder_keeps_bytes_whole_and_forgets_them(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path / "evidence")
    sha256 = hash_of(b"abc")
    assert folder.get(sha256) is None
    folder.put(sha256, b"abc")
    folder.put(sha256, b"abc")
    assert folder.get(sha256) == b"abc"
    assert [each.name for each in (tmp_path / "evidence" / sha256[:2]).iterdir()] == [sha256]
    folder.delete(sha256)
    folder.delete(sha256)
    assert folder.get(sha256) is None


def test_a_small_picture_is_kept_beside_it_and_shown_to_the_same_people(
    client: TestClient, sign_in: SignIn, job: Job, send: Callable[..., Any]
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "ACME"
    written = BytesIO()
    Image.new("RGBA", (1200, 600), (0, 120, 0, 0)).save(written, "PNG", exif=exif)
    content = written.getvalue()
    assert send(content).status_code == 200
    path = f"/api/v1/evidence/{hash_of(content)}/thumbnail"
    shown = client.get(path, headers=sign_in(job.leader.id))
    small = Image.open(BytesIO(shown.content))
    assert (shown.headers["content-type"], small.format, small.size) == ("image/jpeg", "JPEG", (320, 160))
    assert small.getpixel((5, 5)) == (255, 255, 255)  # what is transparent lies on white
    assert not small.getexif()
    other = make_job(client.app.state.work, "HUE")  # type: ignore[attr-defined]
    assert client.get(path, headers=sign_in(other.leader.id)).status_code == 404


def test_evidence_may_lie_in_an_object_store_and_is_told_apart_when_that_is_down(
    work: Work, job: Job, tmp_path: Path
) -> None:
    subject = people.find_subject(work, job.leader.id)
    assert subject is not None
    content = picture()
    with s3_standin() as bucket:
        options = {"endpoint": bucket.url, "region": "x", "access_key_id": "a", "secret_access_key": "b"}
        room = make_evidence(
            work.settings.model_copy(
                update={
                    "evidence_store_url": "s3://photos/unit",
                    "evidence_store_options": {name: SecretStr(value) for name, value in options.items()},
                }
            )
        )
        bucket.down = True
        with pytest.raises(UnavailableError):
            evidence.take(work, subject, room, hash_of(content), content)
        bucket.down = False
        kept = evidence.take(work, subject, room, hash_of(content), content)
        assert evidence.show(work, subject, room, hash_of(content)).content == content
        names = {each for each in bucket.objects if "/evidence/" in each}
        assert {each.rpartition("/")[2] for each in names} == {kept.stored_sha256, kept.thumbnail_sha256}
        assert all(bucket.authorised)
        assert not list(tmp_path.glob("evidence/*"))


def test_an_object_store_forgets_what_no_row_names_for_a_day() -> None:
    store = EvidenceObjects(MemoryStore())
    sha256 = hash_of(b"abc")
    assert store.get(sha256) is None
    store.delete(sha256)
    store.put(sha256, b"abc")
    assert list(store.list_old(timedelta(days=1))) == []
    assert not store.delete_old(sha256, timedelta(days=1))
    assert list(store.list_old(timedelta(0))) == [sha256]
    assert store.delete_old(sha256, timedelta(0))
    assert store.get(sha256) is None


def test_moving_pictures_are_none() -> None:
    frames = [Image.new("RGB", (4, 4), (shade, 0, 0)) for shade in (0, 200)]
    written = BytesIO()
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:])
    assert PillowPictures().read(written.getvalue()) is None
