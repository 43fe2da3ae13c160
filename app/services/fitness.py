"""Workers who say before work that they are not well: only ticks, sealed; HSE decides whether they stand down."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, InvalidError, NotFoundError
from app.schema.base import new_id
from app.schema.crews import Crew, CrewMember
from app.schema.fitness import FitnessReport
from app.services import health_reads, pushes, stand_downs
from app.services.crew_duty import done_at, on_shift
from app.services.events import About, record
from app.services.field import Action, ActionState
from app.services.pushes import PushKind
from app.services.stand_downs import NewStandDown
from app.services.work import Tx, Work, again
from app.storage import fitness as rows
from compliance.sign_ons import SYMPTOMS

_PUSH_TTL_S = 24 * 3600


@dataclass(frozen=True)
class FitnessView:
    """A report with what was ticked; nothing where that was erased, or sealed elsewhere."""

    row: FitnessReport
    member: CrewMember
    crew: Crew
    symptoms: tuple[str, ...]


def report(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    """``shift.unfit``: the worker is not well. Nobody reports it for somebody else.

    The crew's dispatcher hears that the worker cannot come, and nothing of why.
    """
    duty = on_shift(tx, subject, action.entity_id)
    ticked = _ticked(action)
    if rows.find_open(tx.session, duty.me.id) is None:
        report_id = new_id()
        tx.session.add(
            FitnessReport(
                id=report_id, unit_id=duty.shift.unit_id, crew_id=duty.shift.crew_id, member_id=duty.me.id,
                shift_id=duty.shift.id, sealed=tx.vault.seal(json.dumps(ticked).encode(), about_report(report_id)),
                said_at=done_at(tx, duty, action),
            )
        )  # fmt: skip
        tx.session.flush()
        about = About("fitness_report", report_id, duty.shift.unit_id, crew_id=duty.shift.crew_id)
        told = {"member_id": str(duty.me.id), "shift_id": str(duty.shift.id)}
        record(tx, subject, "fitness_report.made", about, payload=told, device_time=action.device_time)
    return ActionState("unfit")


def list_reports(
    work: Work, subject: Subject, *, still_open: bool | None, before: UUID | None, limit: int
) -> list[FitnessView]:
    """Those of the subject's units, the newest first; one more than ``limit`` if there are. The look is on record."""
    scope = subject.scope(Verb.EXPOSURES_READ)
    with work.begin() as tx:
        found = rows.list_page(tx.session, scope, still_open=still_open, before=before, limit=limit + 1)
        health_reads.note(tx, subject, "fitness.listed", {member.id for _, member, _ in found})
        return [FitnessView(row, member, crew, _symptoms(tx, row)) for row, member, crew in found]


@again
def decide(work: Work, subject: Subject, report_id: UUID, until: datetime | None) -> FitnessReport:
    """HSE's word: fit, or in stand-down until a moment. Again with the same is harmless.

    Raises:
        NotFoundError: no such report in the subject's units.
        ConflictError: it was decided otherwise.
        InvalidError: the stand-down ends in the past, or after the longest that there may be.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    decision = "fit" if until is None else "stand_down"
    with work.begin() as tx:
        row = rows.lock(tx.session, scope, report_id)
        if row is None:
            raise NotFoundError("no such report")
        if row.decision is not None:
            if row.decision != decision:
                raise ConflictError("this was decided already", code="fitness.decided")
            return row
        if until is not None:
            stand_downs.check_until(tx, until)
            (row.stand_down_id,) = stand_downs.begin_all(tx, subject, [NewStandDown(row.member_id, "hse", until)])
        row.decision, row.decided_at, row.decided_by = decision, tx.now, subject.user_id
        about = About("fitness_report", row.id, row.unit_id, crew_id=row.crew_id)
        record(tx, subject, "fitness_report.decided", about, payload={"member_id": str(row.member_id)})
        _tell(tx, subject, row)
        return row


def clear_due(tx: Tx, before: datetime, limit: int) -> Sequence[FitnessReport]:
    """Empty what was ticked before a moment; retention asks for it."""
    due = rows.lock_due(tx.session, before, tx.now, limit)
    for row in due:
        row.sealed = None
    tx.session.flush()
    return due


def about_report(report_id: UUID) -> bytes:
    """What sealed ticks are about: their own row."""
    return b"fitness report:" + report_id.bytes


def _tell(tx: Tx, subject: Subject, row: FitnessReport) -> None:
    member = tx.session.get_one(CrewMember, row.member_id)
    if member.user_id is not None:
        pushes.queue(
            tx, subject, user_id=member.user_id, kind=PushKind.FITNESS_DECIDED, unit_id=row.unit_id,
            ttl_seconds=_PUSH_TTL_S,
        )  # fmt: skip


def _symptoms(tx: Tx, row: FitnessReport) -> tuple[str, ...]:
    plain = tx.vault.unseal(row.sealed, about_report(row.id)) if row.sealed else None
    return tuple(json.loads(plain)) if plain is not None else ()


def _ticked(action: Action) -> list[str]:
    given = action.body.get("symptoms")
    if not isinstance(given, list) or not given or not all(each in SYMPTOMS for each in given):
        known = ", ".join(SYMPTOMS)
        raise InvalidError.of("body.symptoms", "unknown", "symptoms is a list of known codes", f"some of {known}")
    return sorted(set(given))
