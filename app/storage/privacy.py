"""Holds, requests of data subjects, looks at health data; and who a person is across all tables."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.crews import Crew, CrewMember
from app.schema.people import RoleGrant, User
from app.schema.privacy import HealthRead, PrivacyHold, PrivacyRequest
from app.schema.tickets import Ticket
from app.schema.zones import Zone

_NUMBER = 9
"""So many last digits tell one telephone from another, whether it is written with +84 or with 0."""


class WorkerIds(NamedTuple):
    """All records of one person in crews, the account, and whose worker it is."""

    unit_id: UUID | None
    member_ids: tuple[UUID, ...]
    user_id: UUID | None


def list_holds(session: Session, scope: Scope) -> Sequence[PrivacyHold]:
    """Of the scope's units, those that were lifted included, the newest first."""
    query = select(PrivacyHold).where(PrivacyHold.unit_id.in_(scope.unit_ids)).order_by(PrivacyHold.id.desc())
    return session.scalars(query).all()


def find_hold(session: Session, scope: Scope, hold_id: UUID) -> PrivacyHold | None:
    """One of the scope, locked."""
    query = select(PrivacyHold).where(PrivacyHold.id == hold_id, PrivacyHold.unit_id.in_(scope.unit_ids))
    return session.scalar(query.with_for_update(key_share=True))


def name_of_held(session: Session, kind: str, subject_id: UUID) -> tuple[UUID | None, str] | None:
    """The unit and the name of what a hold may name; a zone is nobody's. None: there is none."""
    if kind == "person":
        worker = select(Crew.unit_id, CrewMember.name).join(CrewMember, CrewMember.crew_id == Crew.id)
        row = session.execute(worker.where(CrewMember.id == subject_id)).one_or_none()
    elif kind == "job":
        row = session.execute(select(Ticket.unit_id, Ticket.number).where(Ticket.id == subject_id)).one_or_none()
    else:
        zone = session.scalar(select(Zone.name).where(Zone.id == subject_id))
        return None if zone is None else (None, zone)
    return (row[0], row[1]) if row else None


def list_requests(session: Session, scope: Scope, *, open_only: bool, limit: int) -> Sequence[PrivacyRequest]:
    """Of the scope's units: the open ones by when they are due, then the newest."""
    query = select(PrivacyRequest).where(PrivacyRequest.unit_id.in_(scope.unit_ids))
    if open_only:
        query = query.where(PrivacyRequest.state == "open")
    order = (PrivacyRequest.state != "open", PrivacyRequest.answered_at.desc(), PrivacyRequest.due_at)
    return session.scalars(query.order_by(*order).limit(limit)).all()


def find_request(
    session: Session, scope: Scope, request_id: UUID, *, for_update: bool = False
) -> PrivacyRequest | None:
    """One of the scope."""
    query = select(PrivacyRequest).where(PrivacyRequest.id == request_id, PrivacyRequest.unit_id.in_(scope.unit_ids))
    return session.scalar(query.with_for_update() if for_update else query)


def find_worker(session: Session, *, member_id: UUID | None = None, user_id: UUID | None = None) -> WorkerIds | None:
    """A person by any record of theirs, or by the account."""
    one, other = aliased(CrewMember), aliased(CrewMember)
    same = func.coalesce(other.person_id, other.id) == func.coalesce(one.person_id, one.id)
    query = select(other.id, other.user_id, Crew.unit_id).select_from(one).join(other, same)
    query = query.join(Crew, Crew.id == one.crew_id).order_by(one.active.desc(), other.id)
    query = query.where(one.id == member_id if member_id else one.user_id == user_id)
    found = session.execute(query).all()
    if found:
        users = [user_id, *(row[1] for row in found)]
        return WorkerIds(
            found[0][2], tuple(dict.fromkeys(row[0] for row in found)), next((each for each in users if each), None)
        )
    held = select(RoleGrant.unit_id).where(RoleGrant.user_id == user_id, RoleGrant.unit_id.is_not(None))
    unit_id = session.scalar(held.limit(1))
    return WorkerIds(unit_id, (), user_id) if user_id else None


def list_tickets_of(session: Session, phone: str, unit_ids: Collection[UUID]) -> list[UUID]:
    """Tickets in these units that were reported from this telephone."""
    digits = digits_of(phone)
    stored = func.right(func.regexp_replace(Ticket.reporter_phone, r"\D", "", "g"), _NUMBER)
    query = select(Ticket.id).where(Ticket.reporter_phone.is_not(None), Ticket.unit_id.in_(unit_ids), stored == digits)
    return list(session.scalars(query)) if digits else []


def digits_of(phone: str) -> str:
    """What tells one telephone from another; nothing when it is none."""
    digits = re.sub(r"\D", "", phone)
    return digits[-_NUMBER:] if len(digits) >= _NUMBER else ""


def list_names(session: Session, member_ids: Collection[UUID], user_id: UUID | None) -> list[str]:
    """How the person is called in crews and as a user, with telephone and address."""
    found = session.execute(select(CrewMember.name, CrewMember.phone).where(CrewMember.id.in_(member_ids))).all()
    own = session.execute(
        select(User.name, User.phone, User.email, User.username).where(User.id == user_id)
    ).all()  # fmt: skip
    return sorted({each for row in (*found, *own) for each in row if each})


def name_of_worker(session: Session, member_id: UUID | None, user_id: UUID | None) -> str | None:
    """How somebody is called in a crew, else as a user."""
    member = session.scalar(select(CrewMember.name).where(CrewMember.id == member_id)) if member_id else None
    return member or session.scalar(select(User.name).where(User.id == user_id))


def list_reads(
    session: Session, unit_ids: Collection[UUID], member_id: UUID | None, before: UUID | None, limit: int
) -> Sequence[tuple[HealthRead, str]]:
    """With the workers' names, the newest first."""
    query = select(HealthRead, CrewMember.name).join(CrewMember, CrewMember.id == HealthRead.member_id)
    query = query.where(HealthRead.unit_id.in_(unit_ids)).order_by(HealthRead.id.desc()).limit(limit)
    if member_id is not None:
        query = query.where(HealthRead.member_id == member_id)
    if before is not None:
        query = query.where(HealthRead.id < before)
    return [(row[0], row[1]) for row in session.execute(query)]


def list_reads_of_user(session: Session, user_id: UUID, limit: int) -> Sequence[HealthRead]:
    """Looks at any record of this user's."""
    one, other = aliased(CrewMember), aliased(CrewMember)
    same = func.coalesce(other.person_id, other.id) == func.coalesce(one.person_id, one.id)
    own = select(other.id).select_from(one).join(other, same).where(one.user_id == user_id)
    query = select(HealthRead).where(HealthRead.member_id.in_(own)).order_by(HealthRead.id.desc())
    return session.scalars(query.limit(limit)).all()


def is_employed(session: Session, member_ids: Collection[UUID], user_id: UUID | None) -> bool:
    """Whether the person still has an account that signs in, or a place in a crew."""
    works = select(CrewMember.id).where(CrewMember.id.in_(member_ids), CrewMember.active)
    signs_in = select(User.id).where(User.id == user_id, User.active)
    return bool(session.scalar(select(or_(works.exists(), signs_in.exists()))))


def holds_any(session: Session, member_ids: Collection[UUID], at: datetime) -> bool:
    """Whether a hold keeps all that is of this person."""
    in_force = or_(PrivacyHold.until.is_(None), PrivacyHold.until > at)
    query = select(PrivacyHold.id).where(
        PrivacyHold.kind == "person", PrivacyHold.subject_id.in_(member_ids), PrivacyHold.lifted_at.is_(None), in_force
    )
    return session.scalar(query.limit(1)) is not None
