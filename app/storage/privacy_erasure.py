"""Takes names, numbers and words of one person out of the tables; each function says how many rows it touched."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, delete, exists, func, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment
from app.schema.crews import CrewMember
from app.schema.devices import Device, FieldAction
from app.schema.events import Event, EventDetail
from app.schema.exposure import Exposure
from app.schema.messages import Message
from app.schema.passes import EntryPass
from app.schema.people import LoginAttempt, RefreshToken, User
from app.schema.permits import PermitPerson
from app.schema.privacy import PrivacyRequest
from app.schema.tickets import Ticket
from app.schema.work_permits import WorkPermit, WorkPermitSignature
from app.storage.retention import OVER, held

_NAMED_SO = text(
    "SELECT d.event_id FROM event_details d JOIN events e ON e.id = d.event_id"
    " WHERE (e.unit_id = :unit OR e.subject_id = ANY (:ids)) AND (e.subject_id = ANY (:ids)"
    " OR e.actor_id = :own AND e.verb = ANY (:cries)"
    " OR jsonb_path_exists(d.body, '$.** ? (@ == $names[*])', jsonb_build_object('names', to_jsonb(:names))))"
)
_CRIES = ("assignment.emergency_raised", "help_request.asked")
"""Events whose words are the asker's own: where they were, and what they said in need, whether it names them or not."""


def account(session: Session, user_id: UUID | None, pseudonym: str) -> int:
    """Name, sign-in name, telephone, address; nobody signs in with it any more."""
    gone = {
        "name": pseudonym, "username": pseudonym, "phone": None, "email": None, "password_hash": "!", "active": False,
        "version": User.version + 1,
    }  # fmt: skip
    return _count(session, update(User).where(User.id == user_id).values(gone))


def crew_records(session: Session, member_ids: Collection[UUID], pseudonym: str) -> int:
    """Name and telephone in every crew."""
    return _count(session, update(CrewMember).where(CrewMember.id.in_(member_ids)).values(name=pseudonym, phone=None))


def devices(session: Session, user_id: UUID | None, username: str | None) -> int:
    """Devices, sessions, and sign-ins that failed."""
    found = _count(session, delete(RefreshToken).where(RefreshToken.user_id == user_id))
    found += _count(session, delete(Device).where(Device.user_id == user_id))
    return found + _count(session, delete(LoginAttempt).where(LoginAttempt.username == username))


def answers(session: Session, user_id: UUID | None) -> int:
    """What answers to this person's phones said of both sides."""
    told = (FieldAction.user_id == user_id, FieldAction.answer["yours"].as_string().is_not(None))
    bare = FieldAction.answer.op("-")(array(["theirs", "yours"]))
    return _count(session, update(FieldAction).where(*told).values(answer=bare))


def positions(session: Session, request_id: UUID, at: datetime) -> int:
    """Positions of whoever asked; the tables' owner looks at the request itself."""
    return int(session.scalar(select(func.privacy_erase_positions(request_id, at))) or 0)


def messages(session: Session, contacts: Collection[str]) -> int:
    """Addresses of messages that do not wait any more."""
    due = (Message.recipient.in_(contacts), Message.state != "queued")
    return _count(session, update(Message).where(*due).values(recipient=""))


def passes(session: Session, member_ids: Collection[UUID], at: datetime) -> int:
    """Texts of passes that are over and name the person."""
    named = exists().where(PermitPerson.permit_id == EntryPass.permit_id, PermitPerson.member_id.in_(member_ids))
    due = (EntryPass.valid_until < at, EntryPass.text != "", named)
    return _count(session, update(EntryPass).where(*due).values(text=""))


def signatures(
    session: Session, member_ids: Collection[UUID], user_id: UUID | None, pseudonym: str, at: datetime
) -> tuple[int, int]:
    """Signatures on electrical permits that need not be kept any more; how many went, and how many stay."""
    own = or_(WorkPermitSignature.member_id.in_(member_ids), WorkPermitSignature.user_id == user_id)
    free = exists().where(
        WorkPermit.id == WorkPermitSignature.work_permit_id, WorkPermit.kept_until < at,
        Assignment.id == WorkPermit.assignment_id,
        ~held(literal(None), Assignment.ticket_id, literal(None), at),
    )  # fmt: skip
    gone = _count(session, update(WorkPermitSignature).where(own, free).values(name=pseudonym, drawn=None, place=None))
    stays = session.scalar(select(func.count()).select_from(WorkPermitSignature).where(own, ~free)) or 0
    return gone, stays


def reporters(session: Session, ticket_ids: Collection[UUID], at: datetime) -> list[UUID]:
    """Name, number and words of who reported tickets that are over and not held; their ids."""
    free = (Ticket.id.in_(ticket_ids), Ticket.state.in_(OVER), ~held(literal(None), Ticket.id, literal(None), at))
    gone = {"reporter_name": None, "reporter_phone": None, "description": "", "version": Ticket.version + 1}
    change = update(Ticket).where(*free).values(gone).returning(Ticket.id)
    return list(session.scalars(change, execution_options=_LOOSE))


def request_phones(session: Session, request_ids: Collection[UUID]) -> int:
    """The numbers in requests themselves."""
    return _count(session, update(PrivacyRequest).where(PrivacyRequest.id.in_(request_ids)).values(sealed_phone=None))


def list_words(
    session: Session, unit_id: UUID, subject_ids: Collection[UUID], names: Collection[str], user_id: UUID | None
) -> list[UUID]:
    """Events about these subjects, those of the unit that name the person, and the person's own cries for help.

    Named is who is called by name, number or id, whole values only.
    """
    named = [*names, *(str(each) for each in subject_ids)]
    given = {"unit": unit_id, "ids": list(subject_ids), "names": named, "own": user_id, "cries": list(_CRIES)}
    return list(session.scalars(_NAMED_SO, given))


def list_words_of_tickets(session: Session, ticket_ids: Collection[UUID]) -> list[UUID]:
    """Events of these tickets that have words about people."""
    query = select(EventDetail.event_id).join(Event, Event.id == EventDetail.event_id)
    return list(session.scalars(query.where(Event.ticket_id.in_(ticket_ids))))


def count_stays(session: Session, member_ids: Collection[UUID]) -> int:
    """How many stays of the person the ledger keeps."""
    query = select(func.count()).select_from(Exposure).where(Exposure.member_id.in_(member_ids))
    return session.scalar(query) or 0


_LOOSE = {"synchronize_session": False}


def _count(session: Session, change: Any) -> int:
    done: CursorResult[Any] = session.execute(change, execution_options=_LOOSE)  # type: ignore[assignment]
    return done.rowcount
