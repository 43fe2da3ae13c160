"""Plans over HTTP: made, read, committed, an emergency; deadlines and pins with their versions."""

from typing import Any

from app.services import people
from tests.support.crew_phone import Desk

Json = dict[str, Any]


def unit_of(desk: Desk) -> str:
    return str(desk("dispatcher", "get", "/api/v1/units")["items"][0]["id"])


def ticket(desk: Desk, **facts: Any) -> str:
    body = {"work_type": "fault_repair", "place": {"type": "Point", "coordinates": [108.3, 16.0]}} | facts
    return str(desk("dispatcher", "post", "/api/v1/tickets", expect=201, **body)["id"])


def test_a_plan_is_made_read_and_committed(desk: Desk) -> None:
    ticket_id = ticket(desk)
    made = desk("dispatcher", "post", "/api/v1/plans", expect=201, unit_id=unit_of(desk), seconds=0.1)
    line = next(each for each in made["lines"] if each["ticket"]["id"] == ticket_id)
    assert (line["kind"], line["state"], line["in_zone"], line["was"]) == ("new", "open", False, None)
    listed = desk("auditor", "get", "/api/v1/plans")["items"]
    assert [each["id"] for each in listed] == [made["id"]]
    done = desk("dispatcher", "post", f"/api/v1/plans/{made['id']}/commit", line_ids=[line["id"]])
    (line,) = (each for each in done["lines"] if each["ticket"]["id"] == ticket_id)
    assert line["state"] == "committed"
    assert desk("dispatcher", "get", f"/api/v1/assignments/{line['assignment_id']}")["state"] == "assigned"


def test_an_emergency_takes_one_call(desk: Desk) -> None:
    down = ticket(desk, hazards=["wire_down"])
    done = desk("dispatcher", "post", f"/api/v1/tickets/{down}/emergency", expect=201)
    (assignment_id,) = done["assignments"]
    assert desk("dispatcher", "get", f"/api/v1/assignments/{assignment_id}")["ticket"]["id"] == down
    desk("dispatcher", "post", f"/api/v1/plans/{done['plan']['id']}/undo")
    assert desk("dispatcher", "get", f"/api/v1/assignments/{assignment_id}")["state"] == "withdrawn"


def test_why_this_crew_is_answered_for_a_plan(desk: Desk) -> None:
    ticket_id = ticket(desk)
    made = desk("dispatcher", "post", "/api/v1/plans", expect=201, unit_id=unit_of(desk), seconds=0.1)
    told = desk("dispatcher", "get", f"/api/v1/plans/{made['id']}/explain", ticket_id=ticket_id)
    assert told["crews"][0]["feasible"] is True
    assert sum(each["chosen"] for each in told["crews"]) == 1


def test_a_deadline_is_set_on_its_own_version(desk: Desk) -> None:
    path = f"/api/v1/tickets/{ticket(desk)}/deadline"
    who = desk.sign_in(desk_user(desk))
    read = desk.client.get(path, headers=who)
    assert (read.headers["ETag"], read.json()["due_at"]) == ('"0"', None)
    body = {"due_at": "2026-04-01T09:00:00Z"}
    assert desk.client.put(path, json=body, headers=who).status_code == 428
    put = desk.client.put(path, json=body, headers=who | {"If-Match": read.headers["ETag"]})
    assert (put.status_code, put.headers["ETag"]) == (200, '"1"')
    assert desk.client.put(path, json=body, headers=who | {"If-Match": '"0"'}).status_code == 412
    assert [each["due_at"] for each in desk("auditor", "get", "/api/v1/wishes")["items"]] == ["2026-04-01T09:00:00Z"]
    gone = desk.client.delete(path, headers=who | {"If-Match": '"1"'})
    assert (gone.status_code, gone.json()["due_at"], gone.headers["ETag"]) == (200, None, '"2"')
    assert desk("auditor", "get", "/api/v1/wishes")["items"] == []


def test_a_crew_cannot_be_pinned_and_kept_away(desk: Desk) -> None:
    path, who = f"/api/v1/tickets/{ticket(desk)}/pin", desk.sign_in(desk_user(desk)) | {"If-Match": '"0"'}
    crew_id = desk("dispatcher", "get", "/api/v1/crews")["items"][0]["id"]
    answer = desk.client.put(path, json={"crew_id": crew_id, "not_crew_ids": [crew_id]}, headers=who)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "not_crew_ids")
    answer = desk.client.put(path, json={"position": 1}, headers=who)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "position")
    assert desk.client.put(path, json={"crew_id": crew_id}, headers=who).json()["crew_id"] == crew_id


def desk_user(desk: Desk) -> Any:
    return people.get_by_username(desk.work, "dispatcher").id
