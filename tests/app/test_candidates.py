"""Which crew restores supply soonest, on a meridian: one hundredth of a degree is 173 s of driving."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from app.access import Role
from app.clock import ManualClock
from app.schema.assignments import Assignment
from app.services import assignments
from app.services.assignments import NewAssignment
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import NewCrew, create_crew
from app.services.shifts import create_shift
from app.services.tickets import NewTicket, create_ticket
from app.services.work import Work
from geo.places import Place
from tests.support.accounts import OPERATOR, add_user
from tests.support.booking import make_depot

DRIVE_S = 174
"""The great circle x 1.3 at 30 km/h, rounded up."""

BRIEFING = timedelta(minutes=10)


class Town:
    """A depot whose crews and tickets lie on one meridian, in hundredths of a degree south of 16."""

    def __init__(self, work: Work, client: TestClient, sign_in: Any) -> None:
        self.depot = make_depot(work)
        self.work, self.client = work, client
        self.sign_in, self.asker = sign_in, add_user(work, "asker", Role.DISPATCHER, self.depot.unit).id

    def crew(self, code: str, south: float, hours: float = 24, people: int = 2) -> UUID:
        pair = (MemberSpec(f"{code} An", 4, "direct_supervisor"), MemberSpec(f"{code} Bình", 3))[:people]
        vehicles = (VehicleSpec(f"43C-{code}", "bucket_truck"),)
        new = NewCrew(self.depot.unit.id, code, code, place(south), members=pair, vehicles=vehicles)
        made = create_crew(self.work, OPERATOR, new).crew
        now = self.work.clock.now()
        create_shift(self.work, OPERATOR, made.id, now - timedelta(hours=1), now + timedelta(hours=hours))
        return made.id

    def ticket(self, south: float, **asks: Any) -> UUID:
        new = NewTicket("fault_repair", place(south), **asks)
        return create_ticket(self.work, self.depot.dispatcher, new).ticket.id

    def book(self, ticket: UUID, crew: UUID, start: datetime | None = None) -> Assignment:
        return assignments.assign(self.work, self.depot.dispatcher, NewAssignment(ticket, crew, None, start)).row

    def ask(self, ticket: UUID, lang: str = "en") -> dict[str, Any]:
        path = f"/api/v1/tickets/{ticket}/candidates"
        answer = self.client.get(path, headers=self.sign_in(self.asker) | {"accept-language": lang})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def town(work: Work, client: TestClient, sign_in: Any) -> Town:
    return Town(work, client, sign_in)


def place(south: float) -> Place:
    return Place(108.2, 16 - south / 100)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def texts(reasons: list[dict[str, Any]]) -> list[str]:
    return [each["text"] for each in reasons]


def test_the_crew_that_restores_supply_first_stands_first_and_each_says_why(town: Town) -> None:
    town.crew("T1", 1)
    town.crew("T2", 3)
    found = town.ask(town.ticket(0))["candidates"]
    assert [each["crew"]["code"] for each in found] == ["T1", "T2"]
    assert texts(found[0]["why"]) == ["Restores supply 6 min sooner than T2."]
    assert texts(found[1]["why"]) == ["Restores supply 6 min later than T1.", "Drives 6 min longer."]
    now = town.work.clock.now()
    assert at(found[0]["arrive_at"]) == now + timedelta(seconds=DRIVE_S)
    assert at(found[0]["earliest_start_at"]) == now + timedelta(seconds=DRIVE_S) + BRIEFING
    assert at(found[0]["restored_at"]) == at(found[0]["earliest_start_at"]) + timedelta(hours=1)


def test_a_crew_leaves_from_where_its_work_before_is(town: Town) -> None:
    crew = town.crew("T1", 20)
    booked = town.book(town.ticket(1), crew)
    (found,) = town.ask(town.ticket(0))["candidates"]
    assert at(found["depart_at"]) == booked.planned.upper
    assert found["travel_minutes"] == pytest.approx(DRIVE_S / 60, abs=0.1)
    assert found["distance_m"] == pytest.approx(1112, abs=2)


def test_work_that_fits_before_planned_work_moves_nothing(town: Town) -> None:
    crew = town.crew("T1", 1)
    now = town.work.clock.now()
    town.book(town.ticket(1), crew, now + timedelta(hours=5))
    (found,) = town.ask(town.ticket(0))["candidates"]
    assert at(found["depart_at"]) == now
    assert found["by_moving"] is None


def test_work_that_does_not_fit_before_says_what_it_would_delay(town: Town) -> None:
    crew = town.crew("T1", 1)
    now = town.work.clock.now()
    waiting = town.ticket(1, customers_affected=36)
    booked = town.book(waiting, crew, now + timedelta(minutes=30))
    (found,) = town.ask(town.ticket(0))["candidates"]
    assert at(found["depart_at"]) == booked.planned.upper
    moving = found["by_moving"]
    assert at(moving["could_begin_at"]) == now + timedelta(seconds=DRIVE_S) + BRIEFING
    (delay,) = moving["delays"]
    assert (delay["ticket_id"], delay["customers"]) == (str(waiting), 36)
    arrives = now + 2 * timedelta(seconds=DRIVE_S) + BRIEFING + timedelta(hours=1)
    later = (arrives + BRIEFING - booked.planned_entry_at).total_seconds() / 60
    assert delay["minutes"] == round(later)
    assert texts(moving["why"])[1] == f"Would delay {delay['number']} (36 customers) by {delay['minutes']} min."


def test_what_the_list_offers_is_what_gets_booked(town: Town) -> None:
    crew = town.crew("T1", 1)
    town.book(town.ticket(1), crew, town.work.clock.now() + timedelta(hours=5))
    asked = town.ticket(0)
    (offered,) = town.ask(asked)["candidates"]
    booked = town.book(asked, crew)
    assert booked.planned.lower == at(offered["depart_at"])
    assert booked.planned_entry_at == at(offered["earliest_start_at"])


def test_a_crew_that_has_said_yes_is_not_asked_to_wait(town: Town, work: Work) -> None:
    crew = town.crew("T1", 1)
    booked = town.book(town.ticket(1), crew, work.clock.now() + timedelta(minutes=30))
    with work.begin() as tx:
        tx.session.get_one(Assignment, booked.id).state = "accepted"
    (found,) = town.ask(town.ticket(0))["candidates"]
    assert at(found["depart_at"]) == booked.planned.upper
    assert found["by_moving"] is None


def test_moving_work_past_the_end_of_the_shift_is_not_offered(town: Town) -> None:
    crew = town.crew("T1", 1, hours=2)
    town.book(town.ticket(1), crew, town.work.clock.now() + timedelta(minutes=30))
    (found,) = town.ask(town.ticket(0))["candidates"]
    assert found["by_moving"] is None


def test_work_under_way_keeps_its_crew_until_it_should_be_done(town: Town, work: Work, clock: ManualClock) -> None:
    crew = town.crew("T1", 1)
    booked = town.book(town.ticket(1), crew)
    with work.begin() as tx:
        tx.session.get_one(Assignment, booked.id).state = "working"
    clock.advance(timedelta(minutes=20))
    (found,) = town.ask(town.ticket(0))["candidates"]
    assert at(found["depart_at"]) == booked.planned.upper
    assert found["by_moving"] is None


def test_a_crew_that_waits_for_its_own_work_says_until_when(town: Town) -> None:
    busy = town.crew("T1", 1)
    town.crew("T2", 2)
    town.book(town.ticket(1), busy)
    found = town.ask(town.ticket(0), "vi")["candidates"]
    assert [each["crew"]["code"] for each in found] == ["T2", "T1"]
    assert [each["code"] for each in found[1]["why"]] == ["candidate.later_than", "candidate.busy"]
    assert texts(found[1]["why"])[1].startswith("Còn việc đến ")


def test_a_refused_crew_says_when_it_would_be_there(town: Town) -> None:
    town.crew("T1", 1, people=1)
    (refused,) = town.ask(town.ticket(0))["refused"]
    assert [each["code"] for each in refused["reasons"]] == ["crew.too_small"]
    assert at(refused["arrive_at"]) == town.work.clock.now() + timedelta(seconds=DRIVE_S)


def test_the_number_of_statements_does_not_grow_with_the_crews(town: Town, work: Work) -> None:
    def statements() -> int:
        told: list[str] = []
        bind = work.sessions.kw["bind"]
        engine = getattr(bind, "engine", bind)
        listen = lambda *given: told.append(given[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        town.ask(asked)
        event.remove(engine, "before_cursor_execute", listen)
        return len(told)

    asked = town.ticket(0)
    town.book(town.ticket(1), town.crew("T1", 1))
    few = statements()
    for number in range(2, 6):
        town.book(town.ticket(number), town.crew(f"T{number}", number))
    assert statements() == few
