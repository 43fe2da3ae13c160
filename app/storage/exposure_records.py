"""The exposure ledger as its readers see it: stays as last corrected, with what belongs to them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    DateTime,
    FromClause,
    Integer,
    Row,
    Select,
    Text,
    Uuid,
    and_,
    func,
    literal_column,
    or_,
    select,
    table,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from app.access import Scope
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.authorities import Authority
from app.schema.checklists import Checklist
from app.schema.crews import Crew, CrewMember, Vehicle
from app.schema.exposure import Exposure
from app.schema.exposure_records import (
    ExposureBreach,
    ExposureClassification,
    ExposureContact,
    ExposureCorrection,
)
from app.schema.tickets import Ticket
from app.schema.zones import Zone, ZoneVersion
from compliance.checklists import DISINFECTION

STAYS = table(
    "stays",
    *(
        Column(name, Uuid())
        for name in (
            "id", "unit_id", "assignment_id", "member_id", "zone_id", "zone_version_id", "authority_id", "crew_id",
            "vehicle_id",
        )
    ),
    *(Column(name, Text()) for name in ("hazard_class", "role", "ppe_profile")),
    *(Column(name, DateTime(timezone=True)) for name in ("first_entered_at", "entered_at", "left_at")),
    Column("corrections", Integer()),
    Column("void", Boolean()),
)  # fmt: skip
"""The view of stays as their newest corrections say them; see migration 0021."""


@dataclass(frozen=True)
class StayRow:
    """One stay with what a reader needs beside it."""

    stay: Row[Any]
    """A row of the view ``stays``."""
    member: CrewMember
    crew: Crew
    vehicle: Vehicle | None
    zone: Zone
    version: ZoneVersion
    authority: Authority
    assignment: Assignment
    ticket: Ticket
    level: str | None
    proposed: bool | None
    contacts: int
    breaches: int


@dataclass(frozen=True)
class StayFilter:
    """Which stays; what is left out does not matter."""

    unit_id: UUID | None = None
    member_id: UUID | None = None
    zone_id: UUID | None = None
    hazard_class: str | None = None
    level: str | None = None
    inside: bool = False
    with_breach: bool = False
    to_confirm: bool = False
    """Levels that the rule proposed, not the lowest, and nobody confirmed."""
    since: datetime | None = None
    until: datetime | None = None


def find(session: Session, scope: Scope, exposure_id: UUID, *, for_update: bool = False) -> Exposure | None:
    """One stay of the scope's units, as it was first written."""
    query = select(Exposure).where(Exposure.id == exposure_id, Exposure.unit_id.in_(scope.unit_ids))
    return session.scalar(query.with_for_update(key_share=True) if for_update else query)


def list_page(
    session: Session, scope: Scope, which: StayFilter, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[StayRow]:
    """Stays of the scope's units, who entered last on top."""
    s = STAYS.c
    query = _views().where(s.unit_id.in_(scope.unit_ids), ~s.void, *_conditions(which))
    if before is not None:
        query = query.where(tuple_(s.first_entered_at, s.id) < tuple_(*before))
    return _rows(session, query.order_by(s.first_entered_at.desc(), s.id.desc()).limit(limit))


def get_view(session: Session, exposure_id: UUID) -> StayRow:
    """One stay that is known, also where a correction says that it never was."""
    return _rows(session, _views().where(STAYS.c.id == exposure_id))[0]


def list_of_user(session: Session, user_id: UUID, limit: int) -> list[StayRow]:
    """One's own stays, whatever crew one was in, the newest first."""
    s = STAYS.c
    return _rows(
        session, _views().where(CrewMember.user_id == user_id, ~s.void).order_by(s.entered_at.desc()).limit(limit)
    )


def list_corrections(session: Session, exposure_id: UUID) -> Sequence[ExposureCorrection]:
    """All of one stay, the first on top."""
    query = select(ExposureCorrection).where(ExposureCorrection.exposure_id == exposure_id)
    return session.scalars(query.order_by(ExposureCorrection.number)).all()


def list_classifications(session: Session, exposure_id: UUID) -> Sequence[ExposureClassification]:
    """All of one stay, the first on top."""
    query = select(ExposureClassification).where(ExposureClassification.exposure_id == exposure_id)
    return session.scalars(query.order_by(ExposureClassification.number)).all()


def newest_classifications(session: Session, exposure_ids: Collection[UUID]) -> dict[UUID, ExposureClassification]:
    """The one that holds, by stay."""
    c = ExposureClassification
    query = select(c).where(c.exposure_id.in_(exposure_ids)).order_by(c.exposure_id, c.number)
    return {each.exposure_id: each for each in session.scalars(query)}


def list_contacts(session: Session, exposure_ids: Collection[UUID]) -> Sequence[ExposureContact]:
    """Contacts in these stays that hold: neither corrected nor retracted, oldest first."""
    c = ExposureContact
    query = select(c).where(c.exposure_id.in_(exposure_ids), _stands(c))
    return session.scalars(query.order_by(c.happened_at, c.id)).all()


def list_breaches(session: Session, exposure_ids: Collection[UUID]) -> Sequence[ExposureBreach]:
    """Breaches in these stays that hold, oldest first."""
    b = ExposureBreach
    query = select(b).where(b.exposure_id.in_(exposure_ids), _stands(b))
    return session.scalars(query.order_by(b.happened_at, b.id)).all()


def find_contact(session: Session, contact_id: UUID) -> ExposureContact | None:
    """One contact."""
    return session.get(ExposureContact, contact_id)


def find_breach(session: Session, breach_id: UUID) -> ExposureBreach | None:
    """One breach."""
    return session.get(ExposureBreach, breach_id)


def list_stays_of_job(session: Session, assignment_id: UUID) -> Sequence[Exposure]:
    """All stays on one job, the first on top."""
    query = select(Exposure).where(Exposure.assignment_id == assignment_id).order_by(Exposure.entered_at, Exposure.id)
    return session.scalars(query).all()


def list_answered(session: Session, assignment_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """By job whose contacts were asked about and answered, with nobody or with somebody."""
    c = ExposureContact
    query = select(c.assignment_id, c.member_id).where(c.assignment_id.in_(assignment_ids)).distinct()
    found: dict[UUID, frozenset[UUID]] = dict.fromkeys(assignment_ids, frozenset())
    for assignment_id, member_id in session.execute(query):
        found[assignment_id] |= {member_id}
    return found


def find_job(session: Session, assignment_id: UUID, crew_ids: Collection[UUID], user_id: UUID) -> Assignment | None:
    """A job of these crews, or one that this person was on, in whatever state it is."""
    was_on = (
        select(AssignmentMember.member_id)
        .join(CrewMember, CrewMember.id == AssignmentMember.member_id)
        .where(AssignmentMember.assignment_id == Assignment.id, CrewMember.user_id == user_id)
        .exists()
    )
    query = select(Assignment).where(Assignment.id == assignment_id, or_(Assignment.crew_id.in_(crew_ids), was_on))
    return session.scalar(query)


def list_runs(session: Session, assignment_id: UUID) -> Sequence[Checklist]:
    """Disinfection lists of one job that are not void: when each was done."""
    query = select(Checklist).where(
        Checklist.assignment_id == assignment_id,
        Checklist.state != "void",
        or_(Checklist.template_code == DISINFECTION, Checklist.purpose == DISINFECTION),
    )
    return session.scalars(query.order_by(Checklist.id)).all()


def unit_of_vehicle(session: Session, vehicle_id: UUID) -> UUID | None:
    """The unit that a vehicle belongs to."""
    return session.scalar(select(Vehicle.unit_id).where(Vehicle.id == vehicle_id))


def unit_of_member(session: Session, member_id: UUID) -> UUID | None:
    """The unit of a worker's crew."""
    query = select(Crew.unit_id).join(CrewMember, CrewMember.crew_id == Crew.id).where(CrewMember.id == member_id)
    return session.scalar(query)


def names_of(session: Session, member_ids: Collection[UUID | None]) -> dict[UUID | None, str]:
    """Names of workers by id."""
    query = select(CrewMember.id, CrewMember.name).where(CrewMember.id.in_([each for each in member_ids if each]))
    return {row[0]: row[1] for row in session.execute(query)}


def _stands(told: type[ExposureContact] | type[ExposureBreach]) -> ColumnElement[bool]:
    """Neither retracted nor corrected by a later row."""
    later = aliased(told)
    return and_(~told.retracted, ~select(later.id).where(later.corrects_id == told.id).exists())


def _newest_class() -> FromClause:
    c = ExposureClassification
    query = select(c.level, c.proposed).where(c.exposure_id == STAYS.c.id).order_by(c.number.desc()).limit(1)
    return query.correlate(STAYS).lateral("newest_class")


_CLASS = _newest_class()
_CONTACTS = (
    select(func.count())
    .select_from(ExposureContact)
    .where(ExposureContact.exposure_id == STAYS.c.id, ExposureContact.kind != "none", _stands(ExposureContact))
    .correlate(STAYS)
    .scalar_subquery()
)
_BREACHES = (
    select(func.count())
    .select_from(ExposureBreach)
    .where(ExposureBreach.exposure_id == STAYS.c.id, _stands(ExposureBreach))
    .correlate(STAYS)
    .scalar_subquery()
)
_BESIDE = (CrewMember, Crew, Vehicle, Zone, ZoneVersion, Authority, Assignment, Ticket)


def _views() -> Select[Any]:
    """The view's columns, and all beside them."""
    s = STAYS.c
    return (
        select(*s, *_BESIDE, _CLASS.c.level, _CLASS.c.proposed, _CONTACTS, _BREACHES)
        .select_from(STAYS)
        .join(CrewMember, CrewMember.id == s.member_id)
        .join(Crew, Crew.id == s.crew_id)
        .outerjoin(Vehicle, Vehicle.id == s.vehicle_id)
        .join(Zone, Zone.id == s.zone_id)
        .join(ZoneVersion, ZoneVersion.id == s.zone_version_id)
        .join(Authority, Authority.id == s.authority_id)
        .join(Assignment, Assignment.id == s.assignment_id)
        .join(Ticket, Ticket.id == Assignment.ticket_id)
        .outerjoin(_CLASS, literal_column("true"))
    )


def _rows(session: Session, query: Select[Any]) -> list[StayRow]:
    width = len(STAYS.c)
    found = session.execute(query).all()
    return [StayRow(row, *row[width:]) for row in found]


def _conditions(which: StayFilter) -> Iterator[ColumnElement[bool]]:
    s = STAYS.c
    for name in ("unit_id", "member_id", "zone_id", "hazard_class"):
        value = getattr(which, name)
        if value is not None:
            yield s[name] == value
    if which.level is not None:
        yield _CLASS.c.level == which.level
    if which.inside:
        yield s.left_at.is_(None)
    if which.with_breach:
        yield _BREACHES > 0
    if which.to_confirm:
        yield and_(_CLASS.c.proposed, _CLASS.c.level != "low")
    if which.since is not None:
        yield or_(s.left_at.is_(None), s.left_at >= which.since)
    if which.until is not None:
        yield s.entered_at <= which.until
