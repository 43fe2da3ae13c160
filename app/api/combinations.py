"""HSE's word on electrical methods with medical or chemical PPE."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.schema.combinations import HseCombination
from app.services import combination_ends, combinations
from app.services.combinations import Waiting
from app.wire.common import Lang, Moment, WireIn, WireOut
from app.wire.states import WorkMethod
from compliance.gate_facts import PpeCombination
from compliance.wording.terms import METHODS, PPE_PROFILE_NAMES

router = APIRouter(prefix="/api/v1/hse-combinations", tags=["people"])

Note = Annotated[str, Field(min_length=1, max_length=2000)]


class CombinationIn(WireIn):
    """What is signed off, for a unit and all below it."""

    ppe_profile: Annotated[str, Field(min_length=1, max_length=60)]
    work_method: Literal["live_line", "dead_line"]
    note: Note = Field(description="under which conditions: what is worn below, what was looked at")
    unit_id: UUID | None = Field(None, description="my uppermost unit when left out")
    valid_until: Moment | None = None


class CombinationEndIn(WireIn):
    """Why a sign-off is taken back."""

    reason: Note


class CombinationOut(WireOut):
    """One sign-off, with what became of it."""

    id: UUID
    unit_id: UUID | None = Field(description="null: it holds for every unit")
    ppe_profile: str
    ppe_name: str
    work_method: WorkMethod
    method_name: str
    note: str
    signed_at: datetime
    signed_name: str
    valid_until: datetime | None
    withdrawn_at: datetime | None
    withdrawn_name: str | None
    withdrawn_reason: str | None
    holds: bool

    @classmethod
    def of(cls, row: HseCombination, now: datetime, lang: str) -> Self:
        """As it is stored, and whether it holds now."""
        made = ("ppe_name", "work_method", "method_name", "holds")
        shown = {name: getattr(row, name) for name in cls.model_fields if name not in made}
        over = row.withdrawn_at is not None or (row.valid_until is not None and row.valid_until <= now)
        return cls(
            ppe_name=_name(row.ppe_profile, lang),
            work_method=row.method,
            method_name=METHODS[row.method].get(lang),
            holds=not over,
            **shown,
        )


class WaitingOut(WireOut):
    """A job that waits for HSE's word."""

    assignment_id: UUID
    number: str
    crew: str
    address: str
    work_method: WorkMethod
    method_name: str
    ppe_profiles: list[str]
    ppe_names: list[str]
    planned_entry_at: datetime

    @classmethod
    def of(cls, found: Waiting, lang: str) -> Self:
        """As the service found it."""
        return cls(
            assignment_id=found.row.id, number=found.row.number, crew=found.crew.name, address=found.ticket.address,
            work_method=found.method, method_name=METHODS[found.method].get(lang),
            ppe_profiles=list(found.ppe_profiles),
            ppe_names=[_name(each, lang) for each in found.ppe_profiles], planned_entry_at=found.row.planned_entry_at,
        )  # fmt: skip


@router.get("")
def list_combinations(work: CurrentWork, subject: CurrentSubject, lang: Lang) -> list[CombinationOut]:
    """All sign-offs that I may see, those that are over included, the newest first."""
    now = work.clock.now()
    return [CombinationOut.of(row, now, lang) for row in combinations.list_combinations(work, subject)]


@router.get("/waiting")
def list_waiting_combinations(work: CurrentWork, subject: CurrentSubject, lang: Lang) -> list[WaitingOut]:
    """Jobs whose method and PPE have no sign-off yet, by their planned entry."""
    return [WaitingOut.of(each, lang) for each in combinations.list_waiting(work, subject)]


@router.post("", status_code=status.HTTP_201_CREATED)
def sign_combination(new: CombinationIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> CombinationOut:
    """Sign a combination off."""
    pair = PpeCombination(new.ppe_profile, new.work_method)
    row = combinations.sign_off(work, subject, pair, new.note, unit_id=new.unit_id, valid_until=new.valid_until)
    return CombinationOut.of(row, work.clock.now(), lang)


@router.post("/{combination_id}/withdraw")
def withdraw_combination(
    combination_id: UUID, ended: CombinationEndIn, work: CurrentWork, subject: CurrentSubject, lang: Lang
) -> CombinationOut:
    """Take a sign-off back from now on; crews and dispatchers of jobs that count on it are told."""
    row = combination_ends.withdraw(work, subject, combination_id, ended.reason)
    return CombinationOut.of(row, work.clock.now(), lang)


def _name(profile: str, lang: str) -> str:
    known = PPE_PROFILE_NAMES.get(profile)
    return known.get(lang) if known else profile
