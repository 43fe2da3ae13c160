"""HSE's word on electrical methods and medical or chemical PPE worn together: given, withdrawn, waited for.

Nothing is signed off by itself: live-line work in a disposable coverall, least of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.access import Subject, Verb
from app.errors import ConflictError, InvalidError
from app.schema.assignments import Assignment
from app.schema.base import new_id
from app.schema.combinations import HseCombination
from app.schema.crews import Crew
from app.schema.tickets import Ticket
from app.schema.units import Unit
from app.services import judgements
from app.services.events import About, record
from app.services.people_facts import name_of
from app.services.work import Tx, Work
from app.storage import assignments, combinations, units
from app.storage.trees import list_above
from compliance.gate_facts import PpeCombination
from compliance.shipped_ppe import PPE_PROFILES
from compliance.zones import in_force_at, merge

MOST = 500


@dataclass(frozen=True)
class Waiting:
    """A job that cannot begin before HSE has spoken."""

    row: Assignment
    crew: Crew
    ticket: Ticket
    method: str
    ppe_profiles: tuple[str, ...]
    """Those without a sign-off."""


def list_combinations(work: Work, subject: Subject) -> Sequence[HseCombination]:
    """All sign-offs that the subject may see, those that are over included, the newest first."""
    scope = subject.scope(Verb.COMBINATIONS_READ)
    with work.look() as tx:
        return combinations.list_all(tx.session, scope, MOST)


def list_waiting(work: Work, subject: Subject) -> list[Waiting]:
    """Jobs whose method and PPE wait for HSE's word, in the order in which the crews mean to enter."""
    scope = subject.scope(Verb.COMBINATIONS_READ)
    with work.look() as tx:
        rows = combinations.list_jobs(tx.session, scope.unit_ids)
        tickets = assignments.tickets_by_id(tx.session, {row.ticket_id for row in rows})
        crews = assignments.crews_by_id(tx.session, {row.crew_id for row in rows})
        lacking = ((row, _lacking(tx, row)) for row in rows)
        return [
            Waiting(row, crews[row.crew_id], tickets[row.ticket_id], row.work_method or "", profiles)
            for row, profiles in lacking
            if profiles
        ]


def sign_off(
    work: Work, subject: Subject, combination: PpeCombination, note: str, *, unit_id: UUID | None = None,
    valid_until: datetime | None = None,
) -> HseCombination:  # fmt: skip
    """Sign off a combination, as HSE's word, for a unit and all below it (a background task: for every unit).

    Raises:
        ForbiddenError: the subject is not HSE.
        InvalidError: no such unit or profile, or it would be over before it begins.
        ConflictError: it is signed off for this unit already.
    """
    if combination.ppe_profile not in PPE_PROFILES:
        raise InvalidError.of("ppe_profile", "unknown", "there is no such profile", f"one of {', '.join(PPE_PROFILES)}")
    with work.begin() as tx:
        unit = _unit(tx, subject, unit_id)
        if valid_until is not None and valid_until <= tx.now:
            raise InvalidError.of("valid_until", "period", "that is over already", "name a later moment, or none")
        held = combinations.list_holding(tx.session, [unit.id] if unit else [], tx.now)
        if any((e.unit_id, e.ppe_profile, e.method) == (unit and unit.id, *_key(combination)) for e in held):
            raise ConflictError("this is signed off already", code="combination.signed_already")
        row = HseCombination(
            id=new_id(), unit_id=unit.id if unit else None, ppe_profile=combination.ppe_profile,
            method=combination.method, note=note, signed_at=tx.now, signed_by=subject.user_id,
            signed_name=name_of(tx, subject), valid_until=valid_until,
        )  # fmt: skip
        tx.session.add(row)
        tx.session.flush()
        told = {"ppe_profile": row.ppe_profile, "method": row.method}
        record(tx, subject, "combination.signed", _about(row), payload=told, erasable={"note": note} if note else None)
        return row


def list_signed(tx: Tx, unit_id: UUID) -> frozenset[PpeCombination]:
    """The combinations that are signed off for a unit now, by word for it or for a unit above."""
    rows = combinations.list_holding(tx.session, list_above(tx.session, Unit, unit_id), tx.now)
    return frozenset(PpeCombination(row.ppe_profile, row.method) for row in rows)


def _lacking(tx: Tx, row: Assignment) -> tuple[str, ...]:
    """PPE profiles that the zones of a job ask for and HSE has not signed off with its method."""
    if row.hse_approved_at is not None or row.work_method is None:
        return ()
    hits = judgements.zones_of(tx, [row.ticket_id])[row.ticket_id]
    asked = merge(in_force_at([hit.zone for hit in hits], max(row.planned_entry_at, tx.now))).ppe_profiles
    signed = list_signed(tx, row.unit_id) if asked else frozenset()
    return tuple(each for each in asked if PpeCombination(each, row.work_method) not in signed)


def _unit(tx: Tx, subject: Subject, unit_id: UUID | None) -> Unit | None:
    if subject.task:
        return units.find_by_id(tx.session, unit_id) if unit_id else None
    scope = subject.scope(Verb.COMBINATIONS_SIGN)
    found = units.find(tx.session, scope, unit_id) if unit_id else units.find_top(tx.session, scope)
    if found is None:
        raise InvalidError.of("unit_id", "unknown", "there is no such unit", "name a unit of yours")
    return found


def _key(combination: PpeCombination) -> tuple[str, str]:
    return combination.ppe_profile, combination.method


def _about(row: HseCombination) -> About:
    return About("combination", row.id, unit_id=row.unit_id)
