"""What persons do about incidents over HTTP: put together, let join, take out, merge, split, rename, take back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from app.clock import ManualClock
from app.services import tickets
from app.services.work import Work
from tests.support.incidents import INCIDENTS, Asker, Office, asker_of, make_office

SignIn = Callable[[UUID], dict[str, str]]


@pytest.fixture
def office(work: Work) -> Office:
    return make_office(work)


@pytest.fixture
def agent(client: TestClient, sign_in: SignIn, office: Office) -> Asker:
    return asker_of(client, sign_in, office.agent)


@pytest.fixture
def dispatcher(client: TestClient, sign_in: SignIn, office: Office) -> Asker:
    return asker_of(client, sign_in, office.dispatcher)


@pytest.fixture
def four(office: Office) -> list[str]:
    """Tickets that the machine sees nothing common in."""
    return [str(office.told(east_m=10_000 * number, customers=10)) for number in range(4)]


def members(incident: dict[str, Any]) -> set[str]:
    return {member["id"] for member in incident["members"]}


def codes(problem: dict[str, Any]) -> list[str]:
    return [each["code"] for each in problem["reasons"]]


def opened(asker: Asker, *ids: str, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = asker("post", expect=201, ticket_ids=list(ids), **more)
    return made


def test_an_agent_puts_tickets_together_and_the_tickets_say_so(agent: Asker, four: list[str]) -> None:
    made = opened(agent, *four[:2], name="Cây đổ")
    assert members(made) == set(four[:2])
    assert (made["cause"], made["settled"], made["customers"], made["tickets"]) == ("manual", True, 20, 2)
    assert made["evidence"]["reason"]["code"] == "incident.by_person"
    brief = agent("get", f"/api/v1/tickets/{four[0]}")["incident"]
    assert (brief["number"], brief["tickets"], brief["lead_ticket_id"]) == (made["number"], 2, made["lead_ticket_id"])
    listed = agent("get", "/api/v1/tickets")["items"]
    assert {each["id"] for each in listed if each["incident"]} == set(four[:2])


def test_evidence_is_told_in_the_language_of_the_asker(client: TestClient, agent: Asker, office: Office) -> None:
    first = office.told(transformer="TBA Hòa Khánh 3")
    office.told(transformer="TBA Hòa Khánh 3")
    brief = office.incident_of(first)
    assert brief is not None
    for lang, words in (
        ("vi", "Cùng trạm biến áp TBA Hòa Khánh 3: 2 phiếu"),
        ("en", "One transformer, TBA Hòa Khánh 3"),
    ):
        told = client.get(f"{INCIDENTS}/{brief.incident_id}", headers=agent.headers | {"Accept-Language": lang}).json()
        assert told["evidence"]["reason"]["text"].startswith(words)


def test_a_creation_that_is_repeated_makes_one(agent: Asker, four: list[str]) -> None:
    key = str(uuid4())
    assert opened(agent, *four[:2], key=key)["id"] == opened(agent, *four[:2], key=key)["id"]
    assert len(agent("get")["items"]) == 1


def test_a_ticket_belongs_to_one_incident_at_a_time(agent: Asker, four: list[str]) -> None:
    opened(agent, *four[:2])
    assert codes(agent("post", expect=409, ticket_ids=four[1:3])) == ["incident.ticket_elsewhere"]


def test_a_dispatcher_moves_a_ticket_from_one_incident_to_another(dispatcher: Asker, four: list[str]) -> None:
    one, two = opened(dispatcher, *four[:2]), opened(dispatcher, *four[2:])
    joined = dispatcher("post", f"/{two['id']}/tickets", ticket_ids=[four[1]])
    assert members(joined) == set(four[1:])
    assert members(dispatcher("get", f"/{one['id']}")) == {four[0]}


def test_a_ticket_that_is_over_does_not_join(office: Office, agent: Asker, four: list[str]) -> None:
    made = opened(agent, *four[:2])
    tickets.move_ticket(office.work, office.dispatcher, UUID(four[2]), "cancelled", "twice")
    assert codes(agent("post", f"/{made['id']}/tickets", expect=409, ticket_ids=[four[2]])) == ["incident.ticket_over"]


def test_joining_twice_is_joining_once(agent: Asker, four: list[str]) -> None:
    made = opened(agent, *four[:2])
    once = agent("post", f"/{made['id']}/tickets", ticket_ids=four[:3])
    again = agent("post", f"/{made['id']}/tickets", ticket_ids=four[:3])
    assert (once["version"], len(once["steps"])) == (again["version"], len(again["steps"]))


def test_an_agent_does_not_arrange_what_is_there(agent: Asker, dispatcher: Asker, four: list[str]) -> None:
    made = opened(dispatcher, *four[:2])
    at, version = f"/{made['id']}", made["version"]
    agent("post", f"{at}/removals", expect=403, ticket_ids=[four[0]])
    agent("post", f"{at}/split", etag=version, expect=403, ticket_ids=[four[0]])
    agent("patch", at, etag=version, expect=403, name="x")
    agent("post", f"{at}/undo", expect=403, operation_id=made["steps"][0]["id"])


def test_an_agent_takes_back_a_step_of_his_own(agent: Asker, four: list[str]) -> None:
    made = opened(agent, *four[:2])
    after = agent("post", f"/{made['id']}/undo", operation_id=made["steps"][0]["id"])
    assert (after["members"], after["state"]) == ([], "closed")
    assert agent("get", f"/api/v1/tickets/{four[0]}")["incident"] is None


def test_merging_and_taking_it_back(dispatcher: Asker, four: list[str]) -> None:
    one, two = opened(dispatcher, *four[:2]), opened(dispatcher, *four[2:])
    merged = dispatcher("post", f"/{one['id']}/merge", etag=one["version"], incident_id=two["id"])
    assert members(merged) == set(four)
    gone = dispatcher("get", f"/{two['id']}")
    assert (gone["state"], gone["merged_into"], gone["members"]) == ("closed", one["id"], [])
    back = dispatcher("post", f"/{one['id']}/undo", operation_id=merged["steps"][0]["id"])
    assert members(back) == set(four[:2])
    again = dispatcher("get", f"/{two['id']}")
    assert (members(again), again["state"], again["merged_into"]) == (set(four[2:]), "open", None)


def test_splitting_and_taking_it_back(dispatcher: Asker, four: list[str]) -> None:
    one = opened(dispatcher, *four)
    new = dispatcher(
        "post", f"/{one['id']}/split", etag=one["version"], expect=201, ticket_ids=four[3:], name="Nhánh 2"
    )
    assert (members(new), new["name"]) == ({four[3]}, "Nhánh 2")
    assert members(dispatcher("get", f"/{one['id']}")) == set(four[:3])
    back = dispatcher("post", f"/{new['id']}/undo", operation_id=new["steps"][0]["id"])
    assert (members(back), back["state"]) == (set(), "closed")
    assert members(dispatcher("get", f"/{one['id']}")) == set(four)


def test_not_all_tickets_can_be_split_off(dispatcher: Asker, four: list[str]) -> None:
    one = opened(dispatcher, *four[:2])
    body = {"etag": one["version"], "expect": 409, "ticket_ids": four[:2]}
    assert codes(dispatcher("post", f"/{one['id']}/split", **body)) == ["incident.nothing_left"]


def test_taking_out_and_taking_it_back_and_back_again(dispatcher: Asker, four: list[str]) -> None:
    one = opened(dispatcher, *four[:3])
    out = dispatcher("post", f"/{one['id']}/removals", ticket_ids=[four[0]])
    assert members(out) == set(four[1:3])
    back = dispatcher("post", f"/{one['id']}/undo", operation_id=out["steps"][0]["id"])
    assert members(back) == set(four[:3])
    out_again = dispatcher("post", f"/{one['id']}/undo", operation_id=back["steps"][0]["id"])
    assert members(out_again) == set(four[1:3])
    assert [step["undone"] for step in out_again["steps"]] == [False, True, True, False]


def test_renaming_and_taking_it_back(dispatcher: Asker, four: list[str]) -> None:
    one = opened(dispatcher, *four[:2], name="A")
    named = dispatcher("patch", f"/{one['id']}", etag=one["version"], name="B")
    assert named["name"] == "B"
    back = dispatcher("post", f"/{one['id']}/undo", operation_id=named["steps"][0]["id"])
    assert back["name"] == "A"


def test_a_change_is_based_on_what_was_read(dispatcher: Asker, four: list[str]) -> None:
    one, two = opened(dispatcher, *four[:2]), opened(dispatcher, four[2])
    dispatcher("post", f"/{one['id']}/tickets", ticket_ids=[four[3]])
    dispatcher("post", f"/{one['id']}/merge", etag=one["version"], expect=412, incident_id=two["id"])
    dispatcher("post", f"/{one['id']}/split", expect=428, ticket_ids=[four[0]])


def test_what_moved_on_since_is_not_taken_back(dispatcher: Asker, four: list[str]) -> None:
    one, two = opened(dispatcher, *four[:2]), opened(dispatcher, four[2])
    joined = dispatcher("post", f"/{one['id']}/tickets", ticket_ids=[four[3]])
    dispatcher("post", f"/{two['id']}/tickets", ticket_ids=[four[3]])
    refused = dispatcher("post", f"/{one['id']}/undo", expect=409, operation_id=joined["steps"][0]["id"])
    assert codes(refused) == ["incident.moved_since"]
    assert refused["reasons"][0]["params"]["ticket"] == dispatcher("get", f"/api/v1/tickets/{four[3]}")["number"]


def test_a_name_given_since_is_not_taken_back(dispatcher: Asker, four: list[str]) -> None:
    one = opened(dispatcher, *four[:2])
    named = dispatcher("patch", f"/{one['id']}", etag=one["version"], name="B")
    dispatcher("patch", f"/{one['id']}", etag=named["version"], name="C")
    refused = dispatcher("post", f"/{one['id']}/undo", expect=409, operation_id=named["steps"][0]["id"])
    assert codes(refused) == ["incident.changed_since"]


def test_an_incident_that_has_grown_since_is_not_taken_back(dispatcher: Asker, four: list[str]) -> None:
    one = opened(dispatcher, *four[:2])
    dispatcher("post", f"/{one['id']}/tickets", ticket_ids=[four[2]])
    refused = dispatcher("post", f"/{one['id']}/undo", expect=409, operation_id=one["steps"][0]["id"])
    assert codes(refused) == ["incident.grown_since"]
    assert members(dispatcher("get", f"/{one['id']}")) == set(four[:3])


def test_a_step_is_taken_back_once(dispatcher: Asker, four: list[str]) -> None:
    one = opened(dispatcher, *four[:2])
    step = {"operation_id": one["steps"][0]["id"]}
    dispatcher("post", f"/{one['id']}/undo", **step)
    assert codes(dispatcher("post", f"/{one['id']}/undo", expect=409, **step)) == ["incident.undone_already"]


def test_tickets_of_two_units_do_not_come_together(
    work: Work, client: TestClient, sign_in: SignIn, office: Office
) -> None:
    other = make_office(work, "HUE")
    asker = asker_of(client, sign_in, office.dispatcher)
    mine, theirs = str(office.told()), str(other.told())
    problem = asker("post", expect=422, ticket_ids=[mine, theirs])
    assert problem["errors"][0]["field"] == "ticket_ids"


def test_an_incident_cannot_be_merged_with_itself_or_with_an_empty_one(dispatcher: Asker, four: list[str]) -> None:
    one, two = opened(dispatcher, *four[:2]), opened(dispatcher, four[2])
    dispatcher("post", f"/{two['id']}/undo", operation_id=two["steps"][0]["id"])
    for other, code in ((one["id"], "incident.with_itself"), (two["id"], "incident.over")):
        refused = dispatcher("post", f"/{one['id']}/merge", etag=one["version"], expect=409, incident_id=other)
        assert codes(refused) == [code]


def test_incidents_are_listed_the_newest_first_by_pages(dispatcher: Asker, four: list[str]) -> None:
    made = [opened(dispatcher, each)["number"] for each in four]
    first = dispatcher("get", limit=3)
    rest = dispatcher("get", limit=3, cursor=first["next_cursor"])
    assert [each["number"] for each in first["items"] + rest["items"]] == made[::-1]
    assert rest["next_cursor"] is None
    assert dispatcher("get", state="closed")["items"] == []


def test_a_call_near_an_incident_hears_of_it(agent: Asker, office: Office) -> None:
    one = office.told(transformer="T1")
    office.told(transformer="T1")
    near = agent("get", "/api/v1/judgement", lon=108.0, lat=0.0)["nearby"]
    brief = office.incident_of(one)
    assert brief is not None
    assert {each["incident"]["number"] for each in near} == {brief.number}


def test_outages_are_incidents_and_faults_of_their_own(agent: Asker, office: Office, clock: ManualClock) -> None:
    office.told(transformer="T1", customers=40)
    together = office.told(transformer="T1")
    alone = office.told(east_m=9000, customers=5)
    office.told(east_m=20_000, work_type="meter_check")
    clock.advance(timedelta(minutes=5))
    tickets.move_ticket(office.work, office.dispatcher, alone, "restored", None)
    clock.advance(timedelta(minutes=5))
    told = {each["kind"]: each for each in agent("get", "/api/v1/outages")["items"]}
    brief = office.incident_of(together)
    assert brief is not None
    assert (told["incident"]["number"], told["incident"]["customers"]) == (brief.number, 40)
    assert (told["incident"]["customer_minutes"], told["ticket"]["customer_minutes"]) == (400, 25)
    assert [each["kind"] for each in agent("get", "/api/v1/outages", open="true")["items"]] == ["incident"]
    since = clock.now().isoformat()
    assert [each["kind"] for each in agent("get", "/api/v1/outages", since=since)["items"]] == ["incident"]
