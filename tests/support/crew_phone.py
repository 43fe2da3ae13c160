"""The demo's people over HTTP: whoever sits at a desk, and the crew leader's phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from fastapi.testclient import TestClient

from app.clock import ManualClock
from app.schema.base import new_id
from app.services import people
from app.services.work import Work


class Desk:
    """Asks as any of the demo's users; ``desk("liaison", "get", path)`` is the answer's body."""

    def __init__(self, work: Work, client: TestClient, sign_in: Callable[[UUID], dict[str, str]]) -> None:
        self.work, self.client, self.sign_in = work, client, sign_in
        self.ids: dict[str, UUID] = {}

    def headers(self, user: str) -> dict[str, str]:
        """Signs one of the demo's users in."""
        if user not in self.ids:
            self.ids[user] = people.get_by_username(self.work, user).id
        return self.sign_in(self.ids[user])

    def __call__(self, user: str, method: str, path: str, *, expect: int = 200, **body: Any) -> Any:
        given = {"json": body} if method != "get" else {"params": body}
        answer = getattr(self.client, method)(path, headers=self.headers(user), **given)
        assert answer.status_code == expect, answer.text
        return answer.json()


class Phone:
    """The crew leader's phone."""

    def __init__(self, desk: "Desk", clock: ManualClock, user: str = "worker") -> None:
        self.desk, self.clock, self.user = desk, clock, user
        self.client_id, self.seq = str(uuid4()), 0

    def note(self, kind: str, entity: str, base_version: int | None = None, **body: Any) -> dict[str, Any]:
        """An action done without a network: not sent yet."""
        self.seq += 1
        return {
            "action_id": str(new_id()), "client_seq": self.seq, "kind": kind, "entity": entity, "body": body,
            "device_time": self.clock.now().isoformat(), "base_version": base_version,
        }  # fmt: skip

    def send_all(self, actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What waited goes up; the answers."""
        told = self.desk(self.user, "post", "/mobile/v1/sync/push", client_id=self.client_id, actions=actions)
        answers: list[dict[str, Any]] = told["answers"]
        return answers

    def send(self, kind: str, entity: str, **body: Any) -> dict[str, Any]:
        return self.send_all([self.note(kind, entity, **body)])[0]

    def go(self, assignment: str, to: str) -> dict[str, Any]:
        return self.send("assignment.transition", assignment, to=to)

    def pack(self) -> dict[str, Any]:
        found: dict[str, Any] = self.desk(self.user, "get", "/mobile/v1/sync/pull")["assignments"][0]
        return found

    def fill(self, purpose: str) -> None:
        """Confirm every item of the checklists of a purpose, as the crew leader for everybody, and send all at once."""
        pack = self.pack()
        noted = [
            self._confirm(pack["id"], checklist["id"], item, member)
            for checklist in pack["checklists"]
            if checklist["purpose"] == purpose
            for item in checklist["template"]["items"]
            for member in ([each["id"] for each in pack["members"]] if item["per"] == "person" else [None])
        ]
        answers = self.send_all(noted) if noted else []
        refused = [
            (note["body"], each) for note, each in zip(noted, answers, strict=True) if each["outcome"] != "applied"
        ]
        assert not refused, refused
        if purpose == "briefing":
            self.sign()

    def sign(self) -> None:
        """Sign the work order or permit as whoever of the crew still has to, by hand on this phone."""
        pack = self.pack()
        for missing in (pack["work_permit"] or {"missing": []})["missing"]:
            held = [each for each in pack["members"] if missing["role"] in (each["role"], *each["extra_roles"])]
            if held:
                answer = self.send(
                    "work_permit.sign", pack["id"], role=missing["role"], member_id=held[0]["id"], signature=DRAWN
                )
                assert answer["outcome"] == "applied", answer

    def _confirm(self, job: str, checklist: str, item: dict[str, Any], member: str | None) -> dict[str, Any]:
        """One item, a second after the one before; a timer as long as it has to run."""
        self.clock.advance(timedelta(seconds=1))
        began = self.clock.now().isoformat()
        if item["kind"] == "timer":
            self.clock.advance(timedelta(seconds=item["min_seconds"] + 1))
        return self.note(
            "checklist.entry", job, checklist_id=checklist, item_key=item["key"],
            member_id=member, outcome="ok", value=_value(item, began),
        )  # fmt: skip


DRAWN = "M 0 0 L 9 9"


def _value(item: dict[str, Any], began: str) -> Any:
    """What is written down beside the tick."""
    kind = item["kind"]
    if kind == "timer":
        return began
    if kind in ("text", "signature", "photo"):
        return DRAWN
    if kind == "choice":
        return item["choices"][0]["value"]
    return item["min"] if kind == "number" else None


def open_ticket(desk: Desk, address_part: str) -> dict[str, Any]:
    """The open ticket of the story at an address."""
    listed = desk("dispatcher", "get", "/api/v1/tickets", open="true")["items"]
    found: dict[str, Any] = next(each for each in listed if address_part in each["address"])
    return found


def assigned(desk: Desk, address_part: str = "Bệnh viện") -> dict[str, Any]:
    """Crew T1 ordered to the ticket at an address, dead-line."""
    ticket = open_ticket(desk, address_part)
    crew = next(
        each["crew"]
        for each in desk("dispatcher", "get", f"/api/v1/tickets/{ticket['id']}/candidates")["candidates"]
        if each["crew"]["code"] == "T1"
    )
    body = {"ticket_id": ticket["id"], "crew_id": crew["id"], "work_method": "dead_line", "method_reason": "an toàn"}
    made: dict[str, Any] = desk("dispatcher", "post", "/api/v1/assignments", expect=201, **body)
    return made


def ordered(desk: Desk, address_part: str = "Hòa Khánh Bắc", code: str = "T1", **method: str) -> str:
    """A crew ordered to the ticket at an address, without a method unless one is named; the job's id."""
    ticket = open_ticket(desk, address_part)
    crew = next(each for each in desk("dispatcher", "get", "/api/v1/crews")["items"] if each["code"] == code)
    body = {"ticket_id": ticket["id"], "crew_id": crew["id"], **method}
    return str(desk("dispatcher", "post", "/api/v1/assignments", expect=201, **body)["id"])


def codes(answer: dict[str, Any]) -> set[str]:
    """The codes of an answer's reasons."""
    return {each["code"] for each in answer["reasons"]}
