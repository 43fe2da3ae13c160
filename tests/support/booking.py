"""A depot with crews on duty and tickets that wait, and ways to do many things in the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import text

from app.access import Role, Subject
from app.schema.crews import Crew
from app.schema.units import Unit
from app.services import assignments, checklists, people, tickets
from app.services.crew_parts import MemberSpec, VehicleSpec
from app.services.crews import NewCrew, create_crew
from app.services.shifts import create_shift
from app.services.tickets import NewTicket
from app.services.work import Work
from geo.places import Place
from tests.support.accounts import OPERATOR, add_unit, add_user

T = TypeVar("T")

PLACE = Place(108.2, 16.05)
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Depot:
    """One unit that works."""

    work: Work
    unit: Unit
    dispatcher: Subject

    def add_crews(self, count: int) -> list[Crew]:
        """Crews of two with a vehicle, on duty for a day, all at the same place."""
        return [self._add_crew(f"T{number}") for number in range(count)]

    def add_tickets(self, count: int, *, crews_needed: int = 1) -> list[UUID]:
        """Faults that wait for a crew."""
        new = NewTicket("fault_repair", PLACE, crews_needed=crews_needed)
        return [tickets.create_ticket(self.work, self.dispatcher, new).ticket.id for _ in range(count)]

    def withdraw_all(self) -> None:
        """Take every crew off its work, so that a new round may begin."""
        which = assignments.AssignmentFilter(active=True)
        for view in assignments.list_assignments(self.work, self.dispatcher, which, before=None, limit=500):
            assignments.transition(self.work, self.dispatcher, view.row.id, "withdrawn", why="next round")

    def _add_crew(self, code: str) -> Crew:
        pair = (MemberSpec(f"{code} An", 4, "direct_supervisor"), MemberSpec(f"{code} Bình", 3))
        vehicles = (VehicleSpec(f"43C-{code}", "bucket_truck"),)
        crew = create_crew(
            self.work, OPERATOR, NewCrew(self.unit.id, code, code, PLACE, members=pair, vehicles=vehicles)
        ).crew
        now = self.work.clock.now()
        create_shift(self.work, OPERATOR, crew.id, now - timedelta(hours=1), now + timedelta(hours=24))
        return crew


def make_depot(work: Work, code: str = "DN") -> Depot:
    """A unit with a dispatcher and the shipped checklists."""
    with work.begin() as tx:
        checklists.seed(tx)
    unit = add_unit(work, code)
    user = add_user(work, f"dispatcher-{code}".lower(), Role.DISPATCHER, unit)
    subject = people.find_subject(work, user.id)
    assert subject is not None
    return Depot(work, unit, subject)


def at_once(calls: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Make all calls in the same moment, each in a thread of its own; what each gave or raised, in order."""
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], T]) -> T | Exception:
        start.wait(PATIENCE_SECONDS)
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - the test looks at what was raised
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


STARTED = ["en_route", "waiting_entry", "inside", "working", "restored", "exiting"]
ACTIVE = ["assigned", "accepted", *STARTED]

_NEVER = {
    "two active assignments in one slot": """
        SELECT ticket_id FROM assignments WHERE state = ANY(:active) GROUP BY ticket_id, slot HAVING count(*) > 1""",
    "more active assignments than the ticket needs crews": """
        SELECT t.id FROM tickets t JOIN assignments a ON a.ticket_id = t.id AND a.state = ANY(:active)
        GROUP BY t.id HAVING count(*) > t.crews_needed OR max(a.slot) > t.crews_needed""",
    "a crew planned twice at one time": """
        SELECT a.id FROM assignments a JOIN assignments b ON b.crew_id = a.crew_id AND b.id > a.id
        AND b.planned && a.planned WHERE a.state = ANY(:active) AND b.state = ANY(:active)""",
    "a vehicle planned twice at one time": """
        SELECT a.id FROM assignments a JOIN assignments b ON b.vehicle_id = a.vehicle_id AND b.id > a.id
        AND b.planned && a.planned WHERE a.state = ANY(:active) AND b.state = ANY(:active)""",
    "a person planned twice at one time": """
        SELECT m.member_id FROM assignment_members m JOIN assignments a ON a.id = m.assignment_id
        JOIN assignment_members n ON n.member_id = m.member_id AND n.assignment_id > m.assignment_id
        JOIN assignments b ON b.id = n.assignment_id
        WHERE a.state = ANY(:active) AND b.state = ANY(:active) AND a.planned && b.planned""",
    "a crew that has started twice": """
        SELECT crew_id FROM assignments WHERE state = ANY(:started) GROUP BY crew_id HAVING count(*) > 1""",
    "a vehicle that has started twice": """
        SELECT vehicle_id FROM assignments WHERE state = ANY(:started) AND vehicle_id IS NOT NULL
        GROUP BY vehicle_id HAVING count(*) > 1""",
    "a person who has started twice": """
        SELECT m.member_id FROM assignment_members m JOIN assignments a ON a.id = m.assignment_id
        WHERE a.state = ANY(:started) GROUP BY m.member_id HAVING count(*) > 1""",
    "people who do not follow their assignment": """
        SELECT m.member_id FROM assignment_members m JOIN assignments a ON a.id = m.assignment_id
        WHERE m.active <> (a.state = ANY(:active)) OR m.started <> (a.state = ANY(:started))
        OR m.planned <> a.planned""",
}  # fmt: skip
"""What may never be in the database, each with the query that would find it; plain SQL, apart from the service."""


def broken_rules(work: Work) -> list[str]:
    """Which of the rules of booking the database breaks."""
    with work.look() as tx:
        return [
            rule
            for rule, query in _NEVER.items()
            if tx.session.execute(text(query), _states(query)).first() is not None
        ]


def _states(query: str) -> dict[str, list[str]]:
    return {name: states for name, states in (("active", ACTIVE), ("started", STARTED)) if f":{name}" in query}
