"""The exposure ledger for HSE: list, one record with all that belongs to it, corrections, classification.

Every look at a record is on record itself: who looked at whose, and why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import InvalidError, NotFoundError
from app.schema.checklists import Checklist
from app.schema.exposure import Exposure
from app.schema.exposure_records import (
    ExposureBreach,
    ExposureClassification,
    ExposureContact,
    ExposureCorrection,
)
from app.services import exposure_levels, exposure_notes, health_reads, stand_downs
from app.services.events import record
from app.services.exposure_judging import about, class_of, put
from app.services.stand_downs import NewStandDown, StandDownView
from app.services.versions import check_version
from app.services.work import Tx, Work, again
from app.storage import assignments
from app.storage import exposure_records as rows
from app.storage import stand_downs as stand_down_rows
from app.storage.exposure_records import StayFilter, StayRow
from compliance.exposure_levels import FOLLOW_UPS, Level

WHYS = ("follow_up", "trace", "request", "audit", "correction")
"""Why somebody looks at health data."""
MOST_OWN = 100


@dataclass(frozen=True)
class RecordView:
    """One stay with all that belongs to it."""

    found: StayRow
    original: Exposure
    corrections: Sequence[ExposureCorrection]
    contacts: Sequence[ExposureContact]
    breaches: Sequence[ExposureBreach]
    classifications: Sequence[ExposureClassification]
    stand_downs: Sequence[StandDownView]
    runs: Sequence[Checklist]
    levels: Sequence[Level]
    """Those of the hazard class, the worst first."""
    notes: Mapping[UUID, str]
    """Opened texts by what they belong to."""
    people: Mapping[UUID | None, str]
    """Names of workers who are named as contacts."""
    users: Mapping[UUID | None, str]
    """Names of those who wrote something down."""
    now: datetime

    @property
    def version(self) -> int:
        """1, and one more with each correction."""
        return 1 + len(self.corrections)


@dataclass(frozen=True)
class StayCorrection:
    """All that a stay was in truth, and why that is known."""

    entered_at: datetime
    left_at: datetime | None
    vehicle_id: UUID | None
    role: str | None
    ppe_profile: str | None
    why: str
    void: bool = False


def list_records(
    work: Work, subject: Subject, which: StayFilter, *, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[StayRow]:
    """Stays of the subject's units, who entered last on top; one more than ``limit`` when there are more."""
    scope = subject.scope(Verb.EXPOSURES_READ)
    with work.begin() as tx:
        found = rows.list_page(tx.session, scope, which, before=before, limit=limit + 1)
        health_reads.note(tx, subject, "exposure.listed", {each.stay.member_id for each in found})
        return found


def get_record(work: Work, subject: Subject, exposure_id: UUID, why: str) -> RecordView:
    """One record, opened.

    Raises:
        NotFoundError: none in the subject's units.
        InvalidError: why somebody looks is none of the known reasons.
    """
    scope = subject.scope(Verb.EXPOSURES_READ)
    if why not in WHYS:
        raise InvalidError.of("why", "unknown", "say why you look", f"use one of {', '.join(WHYS)}")
    with work.begin() as tx:
        stay = _found(rows.find(tx.session, scope, exposure_id))
        told = {"member_id": str(stay.member_id), "why": why}
        event_id = record(tx, subject, "exposure.read", about(stay), payload=told)
        health_reads.note_for(tx, subject, event_id, "exposure.read", stay.unit_id, [stay.member_id], why)
        return _view(tx, stay)


def list_own(work: Work, subject: Subject) -> Sequence[StayRow]:
    """The subject's own stays, the newest first.

    Raises:
        ForbiddenError: not a worker.
    """
    subject.scope(Verb.FIELD)
    with work.look() as tx:
        return rows.list_of_user(tx.session, subject.user_id, MOST_OWN) if subject.user_id else []


@again
def correct(work: Work, subject: Subject, exposure_id: UUID, version: int, said: StayCorrection) -> RecordView:
    """Write down what a stay was in truth; what was written before stays.

    Raises:
        NotFoundError: none in the subject's units, or no such vehicle there.
        StaleError: somebody corrected it since it was read.
        InvalidError: it ends before it begins, or is still open although it was closed.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    with work.begin() as tx:
        stay = _found(rows.find(tx.session, scope, exposure_id, for_update=True))
        before = rows.list_corrections(tx.session, exposure_id)
        check_version(1 + len(before), version)
        _check(tx, stay, said, scope.unit_ids)
        row = ExposureCorrection(
            exposure_id=stay.id, number=len(before) + 1, entered_at=said.entered_at, left_at=said.left_at,
            vehicle_id=said.vehicle_id, role=said.role, ppe_profile=said.ppe_profile, void=said.void,
            corrected_by=subject.user_id, corrected_at=tx.now,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        exposure_notes.write(
            tx, subject, "correction", row.id, unit_id=stay.unit_id, member_id=stay.member_id, text=said.why
        )
        told = {"member_id": str(stay.member_id), "number": row.number, "void": said.void}
        record(tx, subject, "exposure.corrected", about(stay), payload=told)
        return _view(tx, stay)


@again
def classify(
    work: Work, subject: Subject, exposure_id: UUID, *, level: str, follow_up: str = "none", note: str | None = None
) -> RecordView:
    """HSE's word on a stay; the stand-downs that the rule began for it become those of this level.

    Raises:
        NotFoundError: none in the subject's units.
        InvalidError: no such level of this hazard class, or no such follow-up.
    """
    scope = subject.scope(Verb.EXPOSURES_WRITE)
    if follow_up not in FOLLOW_UPS:
        known = ", ".join(FOLLOW_UPS)
        raise InvalidError.of("follow_up", "unknown", "there is no such follow-up", f"use one of {known}")
    with work.begin() as tx:
        stay = _found(rows.find(tx.session, scope, exposure_id, for_update=True))
        chosen = exposure_levels.get_level(tx, stay.hazard_class, level)
        before = rows.newest_classifications(tx.session, [stay.id]).get(stay.id)
        row = put(tx, subject, stay, before, chosen, proposed=False, follow_up=follow_up)
        exposure_notes.write(
            tx, subject, "classification", row.id, unit_id=stay.unit_id, member_id=stay.member_id, text=note
        )
        _follow(tx, subject, stay, chosen)
        return _view(tx, stay)


def _follow(tx: Tx, subject: Subject, stay: Exposure, level: Level) -> None:
    """Let the running stand-downs of this stay last as long as the level says; begin one where there is none."""
    held = [
        each
        for each in stand_down_rows.list_of_exposure(tx.session, stay.id)
        if each.row.cause != "zone_hold" and each.until > tx.now
    ]
    for each in held:
        until = max(level.hold_until(each.row.begins_at) or tx.now, tx.now)
        if until != each.until:
            stand_downs.change_in(tx, subject, each, until, by_rule=True)
    ends_at = level.hold_until(stay.left_at or tx.now)
    if not held and ends_at is not None:
        new = NewStandDown(stay.member_id, "hse", ends_at, class_of(level, stay.hazard_class), stay.id)
        stand_downs.begin_all(tx, subject, [new])


def _check(tx: Tx, stay: Exposure, said: StayCorrection, unit_ids: frozenset[UUID]) -> None:
    if said.left_at is not None and said.left_at < said.entered_at:
        raise InvalidError.of("left_at", "order", "a stay cannot end before it begins", "give a later moment")
    if said.left_at is None and stay.left_at is not None and not said.void:
        raise InvalidError.of("left_at", "missing", "this stay is over", "say when it ended")
    if max(said.entered_at, said.left_at or said.entered_at) > tx.now:
        raise InvalidError.of("left_at", "future", "a stay lies in the past", "give a moment that has been")
    if said.vehicle_id is not None and rows.unit_of_vehicle(tx.session, said.vehicle_id) not in unit_ids:
        raise InvalidError.of("vehicle_id", "unknown", "there is no such vehicle", "name a vehicle of your units")


def _view(tx: Tx, stay: Exposure) -> RecordView:
    corrections = rows.list_corrections(tx.session, stay.id)
    contacts, breaches = rows.list_contacts(tx.session, [stay.id]), rows.list_breaches(tx.session, [stay.id])
    classes = rows.list_classifications(tx.session, stay.id)
    told = [each.id for each in corrections] + [each.id for each in contacts]
    told += [each.id for each in breaches] + [each.id for each in classes]
    authors = {each.corrected_by for each in corrections} | {each.set_by for each in classes}
    authors |= {each.recorded_by for each in contacts} | {each.recorded_by for each in breaches}
    return RecordView(
        found=rows.get_view(tx.session, stay.id),
        original=stay,
        corrections=corrections,
        contacts=contacts,
        breaches=breaches,
        classifications=classes,
        stand_downs=stand_downs.views_of(tx, stand_down_rows.list_of_exposure(tx.session, stay.id)),
        runs=rows.list_runs(tx.session, stay.assignment_id),
        levels=exposure_levels.levels_for(tx, stay.hazard_class),
        notes=exposure_notes.read_all(tx, told),
        people=rows.names_of(tx.session, {each.with_member_id for each in contacts}),
        users=assignments.names_by_id(tx.session, authors),
        now=tx.now,
    )


def _found(stay: Exposure | None) -> Exposure:
    if stay is None:
        raise NotFoundError("no such record")
    return stay
