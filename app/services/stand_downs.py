"""Stand-downs: begun by rule or by HSE, ended by time itself, told to the worker and the dispatcher.

``crew_members`` keeps what all of one worker's stand-downs come to, for the rules to read; it is made anew from the
table in the transaction of every change.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.access import Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.assignments import Assignment, AssignmentMember
from app.schema.crews import CrewMember
from app.schema.stand_downs import StandDown, StandDownChange
from app.services import exposure_notes, health_reads, pushes
from app.services.events import About, Happened, record, record_each
from app.services.people_facts import member_facts
from app.services.pushes import Message, PushKind
from app.services.versions import check_version
from app.services.work import Tx, Work, again
from app.storage import stand_downs as rows
from app.storage.stand_downs import StandDownFilter, StandDownRow
from compliance.crews import stand_down
from compliance.lifecycles import ACTIVE_ASSIGNMENT, AT_THE_PLACE
from compliance.reasons import Reason
from compliance.stand_downs import LONGEST_DAYS, bar_of

BY_RULE = frozenset({"zone_hold", "breach", "contact"})
"""Causes that no person names."""
MOST_OWN = 50
"""A worker's own that are shown, the newest."""
_PUSH_TTL_S = 24 * 3600
_BEFORE = ACTIVE_ASSIGNMENT - AT_THE_PLACE


@dataclass(frozen=True)
class NewStandDown:
    """One worker who is not to be sent until a moment."""

    member_id: UUID
    cause: str
    until: datetime
    hazard_class: str | None = None
    exposure_id: UUID | None = None
    case_id: UUID | None = None
    why: str | None = None


@dataclass(frozen=True)
class StandDownView:
    """A stand-down with its reasons, at ``now``."""

    found: StandDownRow
    why: str | None
    change_why: str | None
    now: datetime

    @property
    def running(self) -> bool:
        """Whether it is not over."""
        return self.found.until > self.now


def begin_all(tx: Tx, subject: Subject, news: Iterable[NewStandDown]) -> list[UUID]:
    """Begin stand-downs in the transaction of what they follow from; those that would be over already are left out."""
    new = [each for each in news if each.until > tx.now]
    if not new:
        return []
    members = rows.lock_members(tx.session, {each.member_id for each in new})
    units = rows.units_of(tx.session, members)
    made = [_make(tx, subject, each, members[each.member_id], units[each.member_id]) for each in new]
    tx.session.flush()
    refresh(tx, members)
    for row, each in zip(made, new, strict=True):
        exposure_notes.write(
            tx, subject, "stand_down", row.id, unit_id=row.unit_id, member_id=row.member_id, text=each.why
        )
        _tell(tx, subject, row, "stand_down.begun", row.until)
    _tell_phones(tx, subject, members, units, PushKind.STAND_DOWN)
    _flag(tx, subject, members)
    return [row.id for row in made]


@again
def begin(work: Work, subject: Subject, new: NewStandDown) -> StandDownView:
    """HSE's own word: a worker is not sent.

    Raises:
        NotFoundError: no such worker in the subject's units.
        InvalidError: it ends in the past, or after the longest that there may be.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    with work.begin() as tx:
        check_until(tx, new.until)
        if rows.units_of(tx.session, [new.member_id]).get(new.member_id) not in scope.unit_ids:
            raise NotFoundError("no such worker of your units")
        (made,) = begin_all(tx, subject, [new])
        return _view(tx, rows.find(tx.session, scope, made))


@again
def change(
    work: Work, subject: Subject, stand_down_id: UUID, version: int, *, until: datetime | None, why: str
) -> StandDownView:
    """Let a stand-down end sooner or later.

    Args:
        work: what use cases work with.
        subject: HSE.
        stand_down_id: which one.
        version: the one that was read.
        until: the new end; None ends it now.
        why: what is told of it, sealed.

    Raises:
        NotFoundError: none in the subject's units.
        StaleError: somebody changed it since it was read.
        InvalidError: the new end lies in the past, or too far off.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    with work.begin() as tx:
        rows.lock_members(tx.session, [_found(rows.find(tx.session, scope, stand_down_id)).row.member_id])
        found = _found(rows.find(tx.session, scope, stand_down_id))
        check_version(found.version, version)
        if until is not None:
            check_until(tx, until)
        change_in(tx, subject, found, until or tx.now, by_rule=False, why=why)
        return _view(tx, rows.find(tx.session, scope, stand_down_id))


def change_in(
    tx: Tx, subject: Subject, found: StandDownRow, until: datetime, *, by_rule: bool, why: str | None = None
) -> None:
    """``change`` inside an open transaction; of two that change one at once the database refuses the second."""
    members = rows.lock_members(tx.session, [found.row.member_id])
    changed = StandDownChange(
        stand_down_id=found.row.id, number=found.version, until=until,
        changed_by=None if by_rule else subject.user_id, changed_at=tx.now,
    )  # fmt: skip
    tx.session.add(changed)
    tx.session.flush()
    row = found.row
    exposure_notes.write(
        tx, subject, "stand_down_change", changed.id, unit_id=row.unit_id, member_id=row.member_id, text=why
    )
    refresh(tx, members)
    _tell(tx, subject, row, "stand_down.changed", until)
    _tell_phones(tx, subject, members, rows.units_of(tx.session, members), PushKind.STAND_DOWN_CHANGED)
    _flag(tx, subject, members)


def refresh(tx: Tx, members: Mapping[UUID, CrewMember]) -> None:
    """Write into these workers, who are locked, what their stand-downs come to now."""
    running = rows.list_running(tx.session, members, tx.now)
    for member_id, member in members.items():
        bar = bar_of(running.get(member_id, ()), tx.now)
        member.stand_down_until = bar.until if bar else None
        member.stand_down_class = bar.hazard_class if bar else None
        member.stand_down_all_until = bar.all_until if bar else None
    tx.session.flush()


def list_stand_downs(
    work: Work, subject: Subject, which: StandDownFilter, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[StandDownView]:
    """Those of the subject's units, the newest first; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.EXPOSURES_READ)
    with work.begin() as tx:
        found = rows.list_page(tx.session, scope, which, tx.now, before=before, limit=limit + 1)
        health_reads.note(tx, subject, "stand_down.listed", {each.row.member_id for each in found})
        return views_of(tx, found)


def views_of(tx: Tx, found: Sequence[StandDownRow]) -> list[StandDownView]:
    """Stand-downs with their reasons."""
    ids = [each.row.id for each in found] + [each.change.id for each in found if each.change]
    notes = exposure_notes.read_all(tx, ids)
    return [
        StandDownView(each, notes.get(each.row.id), notes.get(each.change.id) if each.change else None, tx.now)
        for each in found
    ]


def conflicts(
    tx: Tx, assignments: Sequence[Assignment], members: Sequence[tuple[AssignmentMember, CrewMember]]
) -> dict[UUID, tuple[Reason, ...]]:
    """Which of these assignments, whose crews are not there yet, are planned inside a stand-down, and whose it is."""
    held: dict[UUID, list[tuple[AssignmentMember, CrewMember]]] = {}
    by_id = {each.id: each for each in assignments if each.state in _BEFORE}
    for part, member in members:
        row = by_id.get(part.assignment_id)
        if row is not None and member.stand_down_until and max(row.planned_entry_at, tx.now) < member.stand_down_until:
            held.setdefault(row.id, []).append((part, member))
    if not held:
        return {}
    classes = rows.list_classes(tx.session, held)
    found = {
        assignment_id: stand_down(
            [member_facts(member, part.role) for part, member in people],
            classes[assignment_id],
            max(by_id[assignment_id].planned_entry_at, tx.now),
        ).reasons
        for assignment_id, people in held.items()
    }
    return {assignment_id: reasons for assignment_id, reasons in found.items() if reasons}


def check_until(tx: Tx, until: datetime) -> None:
    """Refuse an end that makes no sense.

    Raises:
        InvalidError: it lies in the past, or after the longest that there may be.
    """
    if not tx.now < until <= tx.now + timedelta(days=LONGEST_DAYS):
        detail = f"a stand-down ends within the next {LONGEST_DAYS} days"
        raise InvalidError.of("until", "range", detail, "give a moment that is still to come")


def _make(tx: Tx, subject: Subject, each: NewStandDown, member: CrewMember, unit_id: UUID) -> StandDown:
    row = StandDown(
        unit_id=unit_id, crew_id=member.crew_id, member_id=member.id, cause=each.cause,
        hazard_class=each.hazard_class, begins_at=tx.now, until=each.until, exposure_id=each.exposure_id,
        case_id=each.case_id, set_by=None if each.cause in BY_RULE else subject.user_id,
    )  # fmt: skip
    tx.session.add(row)
    return row


def _tell(tx: Tx, subject: Subject, row: StandDown, verb: str, until: datetime) -> None:
    """Who may not be sent until when stays for ever; what for is nobody's business after erasure."""
    about = About("stand_down", row.id, row.unit_id, crew_id=row.crew_id)
    told = {"member_id": str(row.member_id), "until": until.isoformat(), "hazard_class": row.hazard_class}
    record(tx, subject, verb, about, payload=told, erasable={"cause": row.cause})


def _tell_phones(
    tx: Tx, subject: Subject, members: Mapping[UUID, CrewMember], units: Mapping[UUID, UUID], kind: PushKind
) -> None:
    told = {each.user_id: each for each in members.values() if each.user_id not in (None, subject.user_id)}
    messages = [Message(user_id, kind, units[each.id], _PUSH_TTL_S) for user_id, each in told.items() if user_id]
    pushes.queue_all(tx, subject, messages)


def _flag(tx: Tx, subject: Subject, members: Mapping[UUID, CrewMember]) -> None:
    """Let boards look anew at what is planned for these workers: it may have become impossible, or possible again."""
    told = [
        Happened(
            "assignment.stand_down",
            About("assignment", each.id, each.unit_id, crew_id=each.crew_id, ticket_id=each.ticket_id,
                  assignment_id=each.id),
            {"members": sorted(str(member) for member in members)},
        )
        for each in rows.list_planned(tx.session, members)
    ]  # fmt: skip
    if told:
        record_each(tx, subject, told)


def _view(tx: Tx, found: StandDownRow | None) -> StandDownView:
    return views_of(tx, [_found(found)])[0]


def _found(found: StandDownRow | None) -> StandDownRow:
    if found is None:
        raise NotFoundError("no such stand-down")
    return found


def list_own(work: Work, subject: Subject) -> list[StandDownView]:
    """The subject's own, the newest first; why stays with HSE.

    Raises:
        ForbiddenError: not a worker.
    """
    subject.scope(Verb.FIELD)
    with work.look() as tx:
        own = rows.list_of_user(tx.session, subject.user_id, MOST_OWN) if subject.user_id else []
        return [StandDownView(each, None, None, tx.now) for each in own]


def running_of(tx: Tx, member_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
    """Until when those of these workers who are in stand-down are so."""
    running = rows.list_running(tx.session, member_ids, tx.now)
    return {member_id: max(each.until for each in found) for member_id, found in running.items()}
