"""Templates are written as drafts, checked field by field, published as versions that never change, and confirmed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.access import Role
from app.schema.assignments import Assignment
from app.schema.events import Event
from app.services import checklists
from app.services.checklist_templates import publish
from app.services.work import Work
from compliance.checklist_values import Item
from compliance.checklists import Template
from compliance.text import Text
from tests.support.accounts import OPERATOR, add_unit, add_user
from tests.support.jobs import make_job

SAY = Text("Mục", "Item")
SignIn = Callable[[UUID], dict[str, str]]
TITLE = {"vi": "Rào chắn", "en": "Fencing"}
TICK = {"key": "fence", "kind": "confirm", "text": {"vi": "Đặt rào", "en": "Put up the fence"}, "critical": True}
CONTENT: dict[str, Any] = {"title": TITLE, "purpose": "work", "hse_must_confirm": True, "items": [TICK]}


class Hse:
    """An HSE officer at the safety desk."""

    def __init__(self, work: Work, client: TestClient, sign_in: SignIn) -> None:
        unit = add_unit(work, "SAFE")
        self.client, self.headers = client, sign_in(add_user(work, "hse", Role.HSE, unit).id)

    def __call__(self, method: str, path: str, *, version: int | None = None, expect: int = 200, **body: Any) -> Any:
        more = {"If-Match": f'"{version}"'} if version is not None else {}
        named = {"version": body.pop("version_no")} if "version_no" in body else {}
        given = {"json": body | named} if method in ("post", "put") else {}
        answer = getattr(self.client, method)(f"/api/v1{path}", headers=self.headers | more, **given)
        assert answer.status_code == expect, answer.text
        return answer.json() if answer.content else None

    def publish(self, code: str, content: dict[str, Any]) -> Any:
        draft = self("post", "/template-drafts", expect=201, code=code, content=content)
        return self("post", f"/template-drafts/{draft['id']}/publish", version=draft["version"], note="first")


@pytest.fixture
def hse(work: Work, client: TestClient, sign_in: SignIn) -> Hse:
    return Hse(work, client, sign_in)


def test_a_draft_becomes_the_next_version_and_new_jobs_take_it(work: Work, hse: Hse) -> None:
    first = hse.publish("fencing", CONTENT)
    assert (first["version"], first["published_by"], first["note"]) == (1, "hse", "first")
    running, later = make_job(work), make_job(work, "HUE")
    give(work, running.assignment.id)
    draft = hse("post", "/template-drafts", expect=201, code="fencing")
    assert (draft["based_on"], draft["content"]["items"][0]["key"], draft["changes"]) == (1, "fence", [])
    more = {**draft["content"], "items": [*draft["content"]["items"], TICK | {"key": "sign"}]}
    saved = hse("put", f"/template-drafts/{draft['id']}", version=1, **more)
    assert saved["changes"] == [{"kind": "added", "key": "sign", "fields": []}]
    made = hse("post", f"/template-drafts/{draft['id']}/publish", version=2, note="and a sign")
    assert made["version"] == 2
    give(work, later.assignment.id)
    assert [len(items(work, job.assignment.id)) for job in (running, later)] == [1, 2]
    versions = hse("get", "/template-versions?code=fencing")
    assert [(each["version"], len(each["content"]["items"])) for each in versions] == [(2, 2), (1, 1)]
    assert hse("get", "/template-drafts") == []


def give(work: Work, assignment_id: UUID) -> None:
    with work.begin() as tx:
        checklists.create_for(tx, OPERATOR, tx.session.get_one(Assignment, assignment_id), ["fencing"])


def items(work: Work, assignment_id: UUID) -> tuple[Any, ...]:
    with work.look() as tx:
        return checklists.statuses(tx, assignment_id)[0].template.items


def test_an_unsound_draft_is_kept_says_what_is_wrong_by_field_and_cannot_be_published(hse: Hse) -> None:
    odd = {**CONTENT, "items": [TICK | {"na_allowed": True, "text": {"vi": "", "en": "x"}}]}
    draft = hse("post", "/template-drafts", expect=201, code="fencing", content=odd)
    assert [each["field"] for each in draft["problems"]] == ["items.0.text", "items.0.na_allowed"]
    assert all(each["reason"]["text"] for each in draft["problems"])
    path = f"/template-drafts/{draft['id']}"
    for method, step in (("post", "/publish"), ("get", "/preview")):
        given = {"note": "x"} if method == "post" else {}
        refused = hse(method, path + step, version=1, expect=422, **given)
        named = [(each["field"], each["code"]) for each in refused["errors"]]
        assert named == [
            ("items.0.text", "template.text_missing"), ("items.0.na_allowed", "template.critical_skipped"),
        ]  # fmt: skip


def test_a_preview_is_what_phones_get(hse: Hse) -> None:
    draft = hse("post", "/template-drafts", expect=201, code="fencing", content=CONTENT)
    shown = hse("get", f"/template-drafts/{draft['id']}/preview")
    assert (shown["version"], shown["title"], shown["items"][0]["label"]) == (1, "Fencing", "Put up the fence")


def test_two_who_write_do_not_overwrite_each_other(hse: Hse) -> None:
    draft = hse("post", "/template-drafts", expect=201, code="fencing", content=CONTENT)
    path = f"/template-drafts/{draft['id']}"
    hse("put", path, version=1, **(CONTENT | {"ordered": False}))
    assert hse("put", path, version=1, expect=412, **CONTENT)["code"] == "stale"
    assert hse("post", "/template-drafts", expect=409, code="fencing")["code"] == "checklist.draft_open"


def test_a_version_that_came_meanwhile_is_looked_at_first(work: Work, hse: Hse) -> None:
    hse.publish("fencing", CONTENT)
    draft = hse("post", "/template-drafts", expect=201, code="fencing", content=CONTENT | {"ordered": False})
    publish(work, OPERATOR, Template("fencing", 2, "work", SAY, (Item("cone", "confirm", SAY),)))
    path = f"/template-drafts/{draft['id']}"
    refused = hse("post", path + "/publish", version=1, expect=409, note="x")
    assert refused["code"] == "checklist.draft_overtaken"
    saved = hse("put", path, version=1, **(CONTENT | {"ordered": False}))
    assert (saved["based_on"], saved["newest"]) == (2, 2)
    assert hse("post", path + "/publish", version=2, note="mine")["version"] == 3


def test_nothing_new_is_no_version(hse: Hse) -> None:
    hse.publish("fencing", CONTENT)
    draft = hse("post", "/template-drafts", expect=201, code="fencing")
    refused = hse("post", f"/template-drafts/{draft['id']}/publish", version=1, expect=409, note="x")
    assert refused["code"] == "checklist.draft_unchanged"


def test_a_draft_that_was_put_away_makes_room_for_another(hse: Hse) -> None:
    draft = hse("post", "/template-drafts", expect=201, code="fencing", content=CONTENT)
    hse("delete", f"/template-drafts/{draft['id']}", version=1, expect=204)
    hse("get", f"/template-drafts/{draft['id']}", expect=404)
    hse("post", "/template-drafts", expect=201, code="fencing", content=CONTENT)


def test_hse_confirms_a_version_once_with_name_time_and_word(work: Work, hse: Hse) -> None:
    hse.publish("fencing", CONTENT)
    path = "/template-versions/confirm"
    confirmed = hse("post", path, code="fencing", version_no=1, note="checked with the manual")["confirmed"]
    assert (confirmed["by_name"], confirmed["note"]) == ("hse", "checked with the manual")
    assert confirmed["at"] == work.clock.now().isoformat().replace("+00:00", "Z")
    assert (
        hse("post", path, expect=409, code="fencing", version_no=1, note="again")["code"]
        == "checklist.template_confirmed_before"
    )
    hse("post", path, expect=404, code="fencing", version_no=7, note="x")


def test_a_version_that_waits_for_nobody_is_not_confirmed(hse: Hse) -> None:
    hse.publish("fencing", CONTENT | {"hse_must_confirm": False})
    refused = hse("post", "/template-versions/confirm", expect=409, code="fencing", version_no=1, note="x")
    assert refused["code"] == "checklist.confirmation_not_needed"


def test_a_retired_template_is_given_to_no_job_until_a_new_version_brings_it_back(work: Work, hse: Hse) -> None:
    hse.publish("fencing", CONTENT)
    retired = hse("post", "/template-versions/retire", code="fencing", reason="one list too many")["retired"]
    assert (retired["by_name"], retired["note"]) == ("hse", "one list too many")
    listed = {each["code"] for each in hse("get", "/checklist-templates")}
    assert "fencing" not in listed
    assert "fencing" in {each["code"] for each in hse("get", "/template-versions")}
    assert hse("post", "/template-versions/retire", code="fencing", expect=409, reason="x")["code"] == (
        "checklist.template_retired_before"
    )
    draft = hse("post", "/template-drafts", expect=201, code="fencing", content=CONTENT | {"ordered": False})
    hse("post", f"/template-drafts/{draft['id']}/publish", version=1, note="back")
    assert "fencing" in {each["code"] for each in hse("get", "/checklist-templates")}


@pytest.mark.parametrize("code", ["tailboard", "dead_work", "donning"])
def test_what_jobs_cannot_do_without_is_not_retired(work: Work, hse: Hse, code: str) -> None:
    with work.begin() as tx:
        checklists.seed(tx)
    refused = hse("post", "/template-versions/retire", expect=409, code=code, reason="x")
    assert refused["code"] == "checklist.template_needed"


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.ADMIN, Role.AUDITOR])
def test_only_hse_writes(work: Work, client: TestClient, sign_in: SignIn, role: Role) -> None:
    headers = sign_in(add_user(work, "other", role, add_unit(work, "OTHER")).id)
    body = {"code": "fencing", "content": CONTENT}
    assert client.post("/api/v1/template-drafts", headers=headers, json=body).status_code == 403
    assert client.get("/api/v1/template-versions", headers=headers).status_code == 200


def test_every_step_is_told(work: Work, hse: Hse) -> None:
    hse.publish("fencing", CONTENT)
    hse("post", "/template-versions/confirm", code="fencing", version_no=1, note="ok")
    with work.look() as tx:
        told = tx.session.execute(select(Event.verb, Event.actor).where(Event.payload["template"].astext == "fencing"))
        assert [tuple(row) for row in told] == [
            ("checklist.draft_begun", "hse"), ("checklist.template_published", "hse"),
            ("checklist.template_confirmed", "hse"),
        ]  # fmt: skip
