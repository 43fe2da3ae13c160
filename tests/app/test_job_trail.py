"""The trail of a job: each change of state stands in the audit once, in order, with who did it; none is missing.

What changed is told by triggers in the database, so that nothing that the service forgets can be forgotten here.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, make_url

from app.clock import ManualClock
from app.demo import story
from app.main import create_app
from app.services import due, push_delivery
from app.services.senders import Outcome
from app.services.work import Work
from app.wiring import Wiring
from compliance.lifecycles import ASSIGNMENT, PERMIT, PUSH, TICKET
from tests.support.crew_phone import Desk, Phone, assigned
from tests.support.databases import Server, on
from tests.support.phones import ScriptedSender
from tests.support.queue import run_jobs, take_jobs
from tests.support.witness import Change, ask_witness, call_witness

pytestmark = pytest.mark.race

LIFECYCLES = {"ticket": TICKET, "assignment": ASSIGNMENT, "permit": PERMIT, "push": PUSH}
MADE = {"ticket": "ticket.created", "assignment": "assignment.assigned", "push": "push.queued",
        "checklist": "checklist.created"}  # fmt: skip
"""What is told of a new row; a permit is told of when it is asked for, in the same transaction."""
CHECKLIST = {"complete": "checklist.completed", "failed": "checklist.failed", "void": "checklist.voided"}
STEPS = (
    {step.event for lifecycle in LIFECYCLES.values() for step in lifecycle.transitions}
    | set(MADE.values())
    | set(CHECKLIST.values())
)
"""Verbs that tell of a change of state; others tell of facts."""


@pytest.fixture
def desk(server: Server, committed: Work) -> Iterator[Desk]:
    """The demo's people, with a witness in the database."""
    name = make_url(str(committed.settings.database_url)).database
    owner = create_engine(on(server.owner_url, str(name)))
    call_witness(owner)
    owner.dispose()
    story.load(committed)
    app = create_app(committed.settings, Wiring.around(committed))
    app.state.auth.subjects.lifetime_seconds = 0

    def sign_in(user_id: UUID) -> dict[str, str]:
        return {"Authorization": f"Bearer {app.state.auth.tokens.issue(user_id, committed.clock.now())}"}

    with TestClient(app) as client:
        yield Desk(committed, client, sign_in)


def audit(desk: Desk, **which: Any) -> list[dict[str, Any]]:
    """The audit list as the auditor reads it, page by page."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = desk("auditor", "get", "/api/v1/audit", limit=50, **which, **cursor)
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


def expected(change: Change) -> str | None:
    """The verb that tells of a change of state."""
    if change.before is None:
        return MADE.get(change.kind)
    if change.kind == "checklist":
        return CHECKLIST.get(change.after, "checklist.reopened")
    step = LIFECYCLES[change.kind].find(change.before, change.after)
    assert step is not None, f"the life cycle has no such step: {change}"
    return step.event


def check_trail(desk: Desk) -> None:
    """Hold the audit against what the witness saw, row by row."""
    told, seen = defaultdict(list), defaultdict(list)
    for event in audit(desk):
        if event["verb"] in STEPS:
            told[event["subject_kind"], UUID(event["subject_id"])].append(event["verb"])
    for change in ask_witness(desk.work):
        verb = expected(change)
        if verb is not None:
            seen[change.kind, change.id].append(verb)
    assert dict(told) == dict(seen)


def send_pushes(desk: Desk, *script: Outcome) -> None:
    push_delivery.send_due(desk.work, ScriptedSender(list(script)))


def do_whole_job(desk: Desk, clock: ManualClock) -> dict[str, Any]:
    """One ticket in a quarantine zone from order to closed, pushes read."""
    for user in ("worker", "worker2"):
        desk(user, "post", "/mobile/v1/devices", expect=201, platform="web", token=user)
    made, phone = assigned(desk), Phone(desk, clock)
    send_pushes(desk)
    for push in desk("worker", "get", "/mobile/v1/sync/pull")["pushes"]:
        phone.send("push.delivered", push["id"])
        phone.send("push.read", push["id"])
    for step in ("accepted", "en_route", "waiting_entry"):
        phone.go(made["id"], step)
    desk("liaison", "post", f"/api/v1/entry-permits/{made['permits'][0]['id']}/transitions", to="approved")
    for purpose in ("briefing", "entry", "work"):
        phone.fill(purpose)
    for member in phone.pack()["members"]:
        phone.send("ppe.check", made["id"], member_id=member["id"])
    for step in ("inside", "working", "restored", "exiting"):
        assert phone.go(made["id"], step)["outcome"] == "applied"
    phone.fill("exit")
    assert phone.go(made["id"], "closed")["outcome"] == "applied"
    return made


WHOLE = [
    ("ticket.created", "agent"),
    ("assignment.assigned", "dispatcher"),
    ("permit.requested", "dispatcher"),
    ("ticket.assigned", "dispatcher"),
    ("assignment.accepted", "worker"),
    ("assignment.en_route", "worker"),
    ("assignment.waiting_entry", "worker"),
    ("permit.approved", "liaison"),
    ("assignment.inside", "worker"),
    ("ticket.work_started", "worker"),
    ("assignment.working", "worker"),
    ("assignment.restored", "worker"),
    ("ticket.restored", "worker"),
    ("assignment.exiting", "worker"),
    ("assignment.closed", "worker"),
    ("ticket.closed", "worker"),
    ("permit.closed", "worker"),
]


def test_the_audit_tells_a_whole_job_step_by_step_with_who(desk: Desk, clock: ManualClock) -> None:
    made = do_whole_job(desk, clock)
    run_jobs(desk.work, take_jobs(desk.work))  # judging again finds nothing new
    of_job = audit(desk, subject_id=made["ticket"]["id"])
    steps = [(e["verb"], e["actor"]) for e in of_job if e["verb"] in STEPS and e["subject_kind"] not in AROUND]
    assert steps == WHOLE
    check_trail(desk)


AROUND = {"push", "checklist"}
"""Many of each: held against the witness and, below, counted."""


def test_checklists_and_pushes_of_a_whole_job_are_told_once_each(desk: Desk, clock: ManualClock) -> None:
    made = do_whole_job(desk, clock)
    whole = desk("dispatcher", "get", f"/api/v1/assignments/{made['id']}")
    told = defaultdict(list)
    for event in audit(desk):
        if event["subject_kind"] in AROUND and event["verb"] in STEPS:
            told[event["subject_id"]].append((event["verb"], event["actor"]))
    assert len(whole["checklists"]) > 3
    for checklist in whole["checklists"]:
        assert told[checklist["id"]] == [("checklist.created", "dispatcher"), ("checklist.completed", "worker")]
    sender, read = ("push.handed_over", "system:send_pushes"), [("push.delivered", "worker"), ("push.read", "worker")]
    new = [push for push in whole["pushes"] if push["kind"] == "assignment.new"]
    assert sorted((told[push["id"]] for push in new), key=len) == [
        [("push.queued", "dispatcher"), sender],
        [("push.queued", "dispatcher"), sender, *read],
    ]


def test_a_job_that_goes_wrong_is_told_as_whole(desk: Desk, clock: ManualClock) -> None:
    """The zone changes, the briefing is void, a crew declines, one is withdrawn, a push fails, a permit runs out."""
    made, phone = assigned(desk), Phone(desk, clock)
    phone.fill("briefing")
    desk("dispatcher", "put", f"/api/v1/assignments/{made['id']}/method", work_method="dead_line", reason="gió",
         weather="wind")  # fmt: skip
    zone = made["permits"][0]["zone"]
    asks = {"max_people": 2, "max_minutes": 5}
    path = f"/api/v1/zones/{zone['id']}/versions"
    desk("liaison", "post", path, geometry=zone["geometry"], level=3, requirements=asks)
    run_jobs(desk.work, take_jobs(desk.work))
    assert phone.send("assignment.decline", made["id"], reason="thiếu người")["outcome"] == "applied"
    again = assigned(desk)
    permit = desk("dispatcher", "get", f"/api/v1/assignments/{again['id']}")["permits"][0]["id"]
    step = f"/api/v1/entry-permits/{permit}/transitions"
    desk("liaison", "post", step, to="approved")
    desk("liaison", "post", step, to="revoked", reason="ca mới")
    desk("dispatcher", "post", f"/api/v1/assignments/{again['id']}/transitions", to="withdrawn", reason="đổi tổ")
    assigned(desk)
    send_pushes(desk)
    clock.advance(timedelta(days=1))
    due.apply_due(desk.work)
    send_pushes(desk)
    check_trail(desk)
    verbs = {event["verb"] for event in audit(desk)}
    assert verbs >= {"checklist.voided", "permit.voided", "permit.revoked", "permit.expired", "permit.withdrawn",
                     "assignment.declined", "assignment.withdrawn", "ticket.unassigned", "push.failed"}  # fmt: skip
