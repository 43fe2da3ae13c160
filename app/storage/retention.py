"""What time takes away: each function takes at most so much that is due, the oldest first, and says what it took.

Whoever else takes at the same time gets other rows, or none.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    bindparam,
    column,
    delete,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment
from app.schema.checklists import Checklist, ChecklistEntry
from app.schema.crews import Crew, CrewMember
from app.schema.devices import FieldAction
from app.schema.events import Event, EventDetail
from app.schema.evidence import Evidence
from app.schema.messages import Message
from app.schema.passes import EntryPass
from app.schema.people import LoginAttempt, RefreshToken
from app.schema.permits import EntryPermit, PermitPerson
from app.schema.tickets import Ticket
from app.schema.work_permits import WorkPermit, WorkPermitSignature

OVER = ("closed", "cancelled")
_WORDS = "cordon words in the audit trail"
_FORGET: Select[*tuple[Any, ...]] = select(column("what"), column("id"), column("unit_id")).select_from(
    func.privacy_forget(bindparam("what"), bindparam("before"), bindparam("at"), bindparam("most")).table_valued(
        "what", "id", "unit_id"
    )
)


class Taken(NamedTuple):
    """One thing that was taken away, or out of which names were; ``unit_id`` is whose it was, None where nobody's."""

    what: str
    id: UUID | str
    unit_id: UUID | None
    hashes: tuple[str, ...] = ()
    """Under which its bytes lie in the store."""
    amount: int = 1
    """How many of it went at once."""


def held(member_id: Any, ticket_id: Any, zone_id: Any, at: datetime) -> ColumnElement[bool]:
    """Whether a hold keeps what is of this worker, ticket or zone; columns, or null for none."""
    found: ColumnElement[bool] = func.privacy_held(member_id, ticket_id, zone_id, at)
    return found


def forget(session: Session, what: str, before: datetime, at: datetime, most: int) -> list[Taken]:
    """Have the tables' owner forget what only grows: positions, exposures, evidence (signatures), health_reads.

    Args:
        session: of the transaction.
        what: one of these words.
        before: what was over by then is due.
        at: now.
        most: how many at a time.
    """
    given = {"what": what, "before": before, "at": at, "most": most}
    return [Taken(*row) for row in session.execute(_FORGET, given)]


def drop_days(session: Session, before: datetime, at: datetime) -> list[Taken]:
    """Have the tables' owner drop whole days of positions of which all was recorded before, and nothing is held."""
    dropped = func.position_days_drop(before, at).table_valued("day", "unit_id", "fixes")
    rows = session.execute(select(dropped.c.day, dropped.c.unit_id, dropped.c.fixes))
    return [Taken("positions", str(row[0]), row[1], amount=row[2]) for row in rows]


def clear_crew_positions(session: Session, before: datetime) -> None:
    """Forget where crews were last seen, when that was before."""
    gone = {"position": None, "position_at": None, "position_accuracy_m": None}
    session.execute(update(Crew).where(Crew.position_at < before).values(gone), execution_options=_LOOSE)


def take_evidence(session: Session, before: datetime, at: datetime, most: int) -> list[Taken]:
    """Rows of photos; the ids are the hashes of the bytes that are kept for them."""
    named = exists().where(
        ChecklistEntry.evidence_sha256 == Evidence.sha256, Checklist.id == ChecklistEntry.checklist_id,
        Assignment.id == Checklist.assignment_id,
        or_(Checklist.state == "open", held(ChecklistEntry.member_id, Assignment.ticket_id, null(), at)),
    )  # fmt: skip
    sender = exists().where(CrewMember.user_id == Evidence.received_from, held(CrewMember.id, null(), null(), at))
    query = select(Evidence.sha256).where(Evidence.received_at < before, ~named, ~sender)
    picked = query.order_by(Evidence.received_at).limit(most).cte("evidence_due")  # rows that can only be deleted
    gone = (
        delete(Evidence)
        .where(Evidence.sha256 == picked.c.sha256)
        .returning(Evidence.stored_sha256, Evidence.thumbnail_sha256)
    )
    rows = session.execute(gone, execution_options=_LOOSE).all()
    return [Taken("photos", row[0], None, tuple(each for each in row if each)) for row in rows]


def list_unkept(session: Session, hashes: Collection[str]) -> list[str]:
    """Those of these hashes of bytes that no row names."""
    known = set(session.scalars(select(Evidence.stored_sha256).where(Evidence.stored_sha256.in_(hashes))))
    known |= set(session.scalars(select(Evidence.thumbnail_sha256).where(Evidence.thumbnail_sha256.in_(hashes))))
    return sorted(set(hashes) - known)


def clear_reporters(session: Session, before: datetime, at: datetime, most: int) -> list[Taken]:
    """Names and numbers of who reported tickets that are over."""
    over_at = func.coalesce(Ticket.closed_at, Ticket.restored_at, Ticket.reported_at)
    named = or_(Ticket.reporter_name.is_not(None), Ticket.reporter_phone.is_not(None))
    query = select(Ticket.id).where(
        Ticket.state.in_(OVER), named, over_at < before, ~held(null(), Ticket.id, null(), at)
    )
    picked = _some(query.order_by(Ticket.reported_at), most, "reporters")
    gone = {"reporter_name": None, "reporter_phone": None, "version": Ticket.version + 1}
    change = update(Ticket).where(Ticket.id == picked.c.id).values(gone).returning(Ticket.id, Ticket.unit_id)
    return [Taken("reporters", *row) for row in session.execute(change, execution_options=_LOOSE)]


def clear_messages(session: Session, before: datetime, most: int) -> list[Taken]:
    """Addresses of messages that are sent, or never will be."""
    due = (Message.state != "queued", Message.queued_at < before, Message.recipient != "")
    picked = _some(select(Message.id).where(*due).order_by(Message.queued_at), most, "messages")
    change = (
        update(Message).where(Message.id == picked.c.id).values(recipient="").returning(Message.id, Message.unit_id)
    )
    return [Taken("messages", *row) for row in session.execute(change, execution_options=_LOOSE)]


def clear_passes(session: Session, before: datetime, at: datetime, most: int) -> list[Taken]:
    """Texts of entry passes that are over."""
    kept = exists().where(
        EntryPermit.id == EntryPass.permit_id,
        or_(
            held(null(), EntryPermit.ticket_id, EntryPermit.zone_id, at),
            exists().where(PermitPerson.permit_id == EntryPermit.id, held(PermitPerson.member_id, null(), null(), at)),
        ),
    )
    query = select(EntryPass.id).where(EntryPass.valid_until < before, EntryPass.text != "", ~kept)
    picked = _some(query.order_by(EntryPass.valid_until), most, "passes")
    change = (
        update(EntryPass)
        .where(EntryPass.id == picked.c.id, EntryPermit.id == EntryPass.permit_id)
        .values(text="")
        .returning(EntryPass.id, EntryPermit.unit_id)
    )
    return [Taken("passes", *row) for row in session.execute(change, execution_options=_LOOSE)]


def take_sign_ins(session: Session, before: datetime, most: int) -> list[Taken]:
    """Sign-ins that failed, and sessions that are over."""
    return _delete(session, LoginAttempt, LoginAttempt.at < before, most) + _delete(
        session, RefreshToken, RefreshToken.expires_at < before, most
    )


def clear_signatures(session: Session, before: datetime, at: datetime, most: int) -> list[Taken]:
    """What was drawn on electrical work permits, and where, once the permit itself need not be kept any more."""
    kept = exists().where(
        Assignment.id == WorkPermit.assignment_id,
        held(WorkPermitSignature.member_id, Assignment.ticket_id, null(), at),
    )
    query = (
        select(WorkPermitSignature.id)
        .join(WorkPermit, WorkPermit.id == WorkPermitSignature.work_permit_id)
        .where(
            WorkPermit.ended_at < before, WorkPermit.kept_until < at, ~kept,
            or_(WorkPermitSignature.drawn.is_not(None), WorkPermitSignature.place.is_not(None)),
        )
        .order_by(WorkPermitSignature.id)
    )  # fmt: skip
    picked = _some(query, most, "signatures", of=WorkPermitSignature)
    change = (
        update(WorkPermitSignature)
        .where(WorkPermitSignature.id == picked.c.id, WorkPermit.id == WorkPermitSignature.work_permit_id)
        .values(drawn=None, place=None)
        .returning(WorkPermitSignature.id, WorkPermit.unit_id)
    )
    return [Taken("signatures", *row) for row in session.execute(change, execution_options=_LOOSE)]


def list_words(session: Session, before: datetime, at: datetime, most: int) -> list[UUID]:
    """Events whose words about people are due; one worker at a time erases them."""
    if not session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(_WORDS, 0)))):
        return []
    person = and_(Event.subject_kind == "crew_member", held(Event.subject_id, null(), null(), at))
    zone = and_(Event.subject_kind == "zone", held(null(), null(), Event.subject_id, at))
    query = (
        select(EventDetail.event_id)
        .join(Event, Event.id == EventDetail.event_id)
        .where(Event.server_time < before, ~person, ~zone, ~held(null(), Event.ticket_id, null(), at))
        .order_by(EventDetail.event_id)
        .limit(most)
    )
    return list(session.scalars(query))


def clear_answers(session: Session, before: datetime, most: int) -> list[Taken]:
    """What stood against each other in answers to phones: no phone asks for them again after so long."""
    told = FieldAction.answer["yours"].as_string().is_not(None)
    query = select(FieldAction.id).where(told, FieldAction.server_time < before).order_by(FieldAction.server_time)
    picked = _some(query, most, "answers")
    change = (
        update(FieldAction)
        .where(FieldAction.id == picked.c.id)
        .values(answer=FieldAction.answer.op("-")(array(["theirs", "yours"])))
        .returning(FieldAction.id)
    )
    return [Taken("answers", row[0], None) for row in session.execute(change, execution_options=_LOOSE)]


def list_words_about(session: Session, subject_ids: Iterable[UUID]) -> list[UUID]:
    """Events about these things, or of these tickets, that have words about people."""
    ids = list(subject_ids)
    about = or_(Event.subject_id.in_(ids), Event.ticket_id.in_(ids))
    query = select(EventDetail.event_id).join(Event, Event.id == EventDetail.event_id).where(about)
    return list(session.scalars(query))


_LOOSE = {"synchronize_session": False}


def _some(query: Select[Any], most: int, name: str, of: Any = None) -> CTE:
    """The rows to take, locked; those that somebody else takes just now are passed over."""
    return query.limit(most).with_for_update(skip_locked=True, of=of).cte(f"{name}_due")


def _delete(session: Session, table: Any, due: ColumnElement[bool], most: int) -> list[Taken]:
    picked = _some(select(table.id).where(due), most, table.__tablename__)
    gone = delete(table).where(table.id == picked.c.id).returning(table.id, literal(None))
    return [Taken(table.__tablename__, *row) for row in session.execute(gone, execution_options=_LOOSE)]


def list_applied(session: Session, subject_ids: Sequence[UUID], unit_ids: Collection[UUID], limit: int) -> list[Event]:
    """What retention did in these units, and in what is no unit's, the newest first."""
    visible = or_(Event.unit_id.is_(None), Event.unit_id.in_(unit_ids))
    query = select(Event).where(Event.subject_id.in_(subject_ids), visible).order_by(Event.id.desc()).limit(limit)
    return list(session.scalars(query))
