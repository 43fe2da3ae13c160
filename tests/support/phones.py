"""A worker with a crew on duty and a phone, written straight into the tables; and a sender that answers as told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range

from app.access import Role, Subject
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.crews import Crew, CrewMember, Shift
from app.schema.devices import Device, Push
from app.schema.people import RoleGrant, User
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services import people
from app.services.pushes import PushKind, queue
from app.services.senders import Message, Outcome, Sent
from app.services.work import Work


@dataclass(frozen=True)
class Hand:
    """A worker."""

    subject: Subject
    user_id: UUID
    crew_id: UUID
    unit_id: UUID


def make_hand(work: Work, *, token: str | None = None) -> Hand:
    """A worker of a new crew of a new unit, on shift for eight hours, with a phone when a token is named."""
    unit_id, user_id, crew_id, member_id = (new_id() for _ in range(4))
    with work.begin() as tx:
        name = f"w-{user_id.hex[-12:]}"
        tx.session.add(Unit(id=unit_id, code=f"U-{unit_id.hex[-12:]}", name="Unit"))
        tx.session.add(User(id=user_id, username=name, name=name, password_hash="!", created_at=tx.now))
        tx.session.flush()
        tx.session.add(RoleGrant(user_id=user_id, role=str(Role.WORKER), unit_id=unit_id))
        tx.session.add(Crew(id=crew_id, unit_id=unit_id, code="C1", name="Crew", base="SRID=4326;POINT(108.2 16.0)"))
        tx.session.flush()
        tx.session.add(CrewMember(id=member_id, crew_id=crew_id, user_id=user_id, name=name, safety_grade=4))
        span = Range(tx.now - timedelta(hours=1), tx.now + timedelta(hours=7), bounds="[)")
        tx.session.add(Shift(unit_id=unit_id, crew_id=crew_id, during=span))
    if token is not None:
        add_phone(work, user_id, token)
    subject = people.find_subject(work, user_id)
    assert subject is not None
    return Hand(subject, user_id, crew_id, unit_id)


def add_phone(work: Work, user_id: UUID, token: str) -> UUID:
    """A registered phone."""
    device_id = new_id()
    with work.begin() as tx:
        tx.session.add(
            Device(id=device_id, user_id=user_id, platform="web", token=token, registered_at=tx.now, seen_at=tx.now)
        )
    return device_id


def queue_push(work: Work, hand: Hand, *, ttl_seconds: int = 1800, assignment_id: UUID | None = None) -> UUID:
    """A push to this worker that waits to be sent."""
    with work.begin() as tx:
        return queue(
            tx,
            hand.subject,
            user_id=hand.user_id,
            kind=PushKind.ASSIGNMENT_NEW,
            unit_id=hand.unit_id,
            ttl_seconds=ttl_seconds,
            assignment_id=assignment_id,
        )


def read_push(work: Work, push_id: UUID) -> Push:
    """How a push stands."""
    with work.look() as tx:
        return tx.session.get_one(Push, push_id)


def read_device(work: Work, device_id: UUID) -> Device:
    """How a device stands."""
    with work.look() as tx:
        return tx.session.get_one(Device, device_id)


@dataclass
class ScriptedSender:
    """Lies outside: answers each round as the script says, then accepts everything."""

    script: list[Outcome] = field(default_factory=list)
    retry_after_s: int = 0
    got: list[Message] = field(default_factory=list)

    def send(self, messages: Sequence[Message]) -> Sequence[Sent]:
        """Answer every message of this round alike."""
        self.got += messages
        outcome = self.script.pop(0) if self.script else Outcome.ACCEPTED
        if outcome is Outcome.ACCEPTED:
            return [Sent(outcome, message_id=f"m-{each.push_id}") for each in messages]
        return [Sent(outcome, error=f"push.{outcome}", retry_after_s=self.retry_after_s) for _ in messages]


def make_assignment(work: Work, hand: Hand, *, state: str = "assigned", hours_ahead: int = 1) -> tuple[UUID, UUID]:
    """A ticket of the worker's unit and its assignment to the worker's crew; return (assignment, ticket)."""
    assignment_id, ticket_id = new_id(), new_id()
    with work.begin() as tx:
        begin = tx.now + timedelta(hours=hours_ahead)
        tx.session.add(
            Ticket(
                id=ticket_id,
                number=f"T-{ticket_id.hex[-12:]}",
                unit_id=hand.unit_id,
                work_type="fault_repair",
                place="SRID=4326;POINT(108.2 16.0)",
                priority_class=4,
                reported_at=tx.now,
                created_at=tx.now,
            )
        )
        tx.session.flush()
        tx.session.add(
            Assignment(
                id=assignment_id,
                number=f"A-{assignment_id.hex[-12:]}",
                unit_id=hand.unit_id,
                ticket_id=ticket_id,
                crew_id=hand.crew_id,
                state=state,
                planned=Range(begin, begin + timedelta(minutes=50), bounds="[)"),
                planned_entry_at=begin,
                created_at=tx.now,
            )
        )
    return assignment_id, ticket_id
