"""A district office whose tickets come together: an agent and a dispatcher, tickets on a line, the machine's part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient

from app.access import Role, Subject
from app.schema.units import Unit
from app.services import incidents, people, ticket_intake
from app.services.incidents import IncidentBrief
from app.services.tickets import NewTicket
from app.services.work import Work
from geo.places import METRES_PER_DEGREE, Place
from tests.support.accounts import add_unit, add_user
from tests.support.queue import run_jobs, take_jobs

INCIDENTS = "/api/v1/incidents"
_FACTS = ("address", "description", "transformer", "feeder")


@dataclass(frozen=True)
class Office:
    """One unit with those who take and arrange its tickets."""

    work: Work
    unit: Unit
    agent: Subject
    dispatcher: Subject

    def take(self, *, east_m: float = 0, customers: int = 1, work_type: str = "fault_repair", **said: str) -> UUID:
        """A report so far east of a point on the equator; its job waits."""
        place = Place(108 + east_m / METRES_PER_DEGREE, 0)
        facts = {"address": "", "description": "", "required_skills": [], "service_minutes": 60} | said
        new = NewTicket(work_type, place, customers_affected=customers, unit_id=self.unit.id, facts=facts)
        return ticket_intake.take_report(self.work, self.agent, new).ticket.id

    def group(self) -> None:
        """Let the machine do what waits."""
        run_jobs(self.work, take_jobs(self.work))

    def told(self, **said: Any) -> UUID:
        """A report, and what the machine makes of it."""
        ticket = self.take(**said)
        self.group()
        return ticket

    def incident_of(self, ticket_id: UUID) -> IncidentBrief | None:
        """Where a ticket belongs."""
        with self.work.look() as tx:
            return incidents.of_tickets(tx, [ticket_id]).get(ticket_id)

    def together(self, *ticket_ids: UUID) -> bool:
        """Whether tickets belong to one incident."""
        found = [self.incident_of(each) for each in ticket_ids]
        return None not in found and len({each.incident_id for each in found if each}) == 1


def make_office(work: Work, code: str = "DN") -> Office:
    """A unit with an agent and a dispatcher."""
    unit = add_unit(work, code)
    return Office(
        work, unit, *(_subject(work, f"{role}-{code}".lower(), role, unit) for role in (Role.AGENT, Role.DISPATCHER))
    )


def _subject(work: Work, name: str, role: Role, unit: Unit) -> Subject:
    found = people.find_subject(work, add_user(work, name, role, unit).id)
    assert found is not None
    return found


class Asker:
    """Somebody over HTTP; ``etag`` is the version that a change is based on."""

    def __init__(self, client: TestClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    def __call__(
        self,
        method: str,
        path: str = "",
        *,
        etag: int | None = None,
        expect: int = 200,
        key: str | None = None,
        **body: Any,
    ) -> Any:
        headers = self.headers | ({"If-Match": f'"{etag}"'} if etag is not None else {})
        headers |= {"Idempotency-Key": key} if key else {}
        given = {"params": body} if method == "get" else {"json": body}
        path = path if path.startswith("/api") else INCIDENTS + path
        answer = getattr(self.client, method)(path, headers=headers, **given)
        assert answer.status_code == expect, answer.text
        return answer.json()


def asker_of(client: TestClient, sign_in: Callable[[UUID], dict[str, str]], who: Subject) -> Asker:
    """One of the office over HTTP."""
    assert who.user_id is not None
    return Asker(client, sign_in(who.user_id))
