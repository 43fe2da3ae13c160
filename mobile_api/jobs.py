"""The jobs of a pull, and the pull itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import sync
from app.services.checkins import Checkin
from app.services.jobpacks import JobPack
from app.services.judgements import Hit
from app.services.ppe_sets import MemberSet, SetState
from app.wire.assignments import AssignmentOut, fields_of
from app.wire.checklists import ChecklistOut, checklist_out
from app.wire.common import Lang, WireOut
from app.wire.gate import GateOut
from app.wire.geojson import MultiPolygonOut, area_out
from app.wire.passes import PassOut
from app.wire.tickets import TicketFullOut
from app.wire.zones import ControlPointOut, Requirements, ZoneHit, ZonePartOut, gates_out, hit_out, requirements_out
from mobile_api.job_map import JobContactOut, JobMapOut, map_assets
from mobile_api.pull import PulledOut, parts_of, read_cursor

MAX_TOUCHED = 50
Touched = Annotated[
    Sequence[UUID],
    Query(max_length=MAX_TOUCHED, description="jobs that this phone has just changed: they come in any case"),
]

router = APIRouter(prefix="/mobile/v1/sync", tags=["phones"])


class PackZone(ZoneHit):
    """A zone as the phone's map draws it."""

    geometry: MultiPolygonOut | None
    gates: list[ControlPointOut]
    doffing_point: str | None
    parts: list[ZonePartOut]


class SetItemOut(WireOut):
    """Pieces of one article of a member's protective equipment."""

    item: str
    name: str
    pieces: int
    size: str
    state: SetState = Field(description="in hand and good, reserved for this member, or in no store")
    notes: list[str] = Field(description="what HSE says about wearing it at electrical work")


class MemberSetOut(WireOut):
    """What one member wears on this job; `ppe.check` issues all of it that is not in hand yet."""

    member_id: UUID
    items: list[SetItemOut]

    @classmethod
    def of(cls, each: MemberSet, lang: str) -> Self:
        """In the worker's language."""
        items = [
            SetItemOut(
                item=part.item_code, name=part.name.get(lang), pieces=part.pieces, size=part.size, state=part.state,
                notes=[note.get(lang) for note in part.notes],
            )
            for part in each.items
        ]  # fmt: skip
        return cls(member_id=each.member_id, items=items)


class CheckinOut(WireOut):
    """How a crew inside is asked whether all are well (``crew.checkin``); who is silent is looked for."""

    every_seconds: int
    checked_at: datetime | None
    due_at: datetime

    @classmethod
    def of(cls, found: Checkin) -> Self:
        """As the service found it."""
        return cls(every_seconds=int(found.every.total_seconds()), checked_at=found.checked_at, due_at=found.due_at)


class JobPackOut(AssignmentOut):
    """All that is needed to do a job without a network."""

    ticket: TicketFullOut  # type: ignore[assignment]  # the whole ticket instead of its names
    zones: list[PackZone]
    merged: Requirements | None
    checklists: list[ChecklistOut]  # type: ignore[assignment]  # whole checklists instead of their names
    gate: GateOut
    contacts: list[JobContactOut]
    passes: list[PassOut]
    ppe: list[MemberSetOut]
    contacts_told: list[UUID] = Field(description="members whose contacts in the zone were told")
    checkin: CheckinOut | None = Field(description="while the crew is inside a zone")
    map: JobMapOut

    @classmethod
    def of_pack(cls, pack: JobPack, lang: str, tiles_url: str | None) -> Self:
        """As the service found it; ``tiles_url`` is the address of map tiles with ``{z}``, ``{x}`` and ``{y}``."""
        now = pack.ticket.now
        fields = fields_of(pack.view, lang) | {
            "ticket": TicketFullOut.of(pack.ticket, lang),
            "zones": [_zone(hit, pack, lang) for hit in pack.hits],
            "merged": requirements_out(pack.merged),
            "checklists": [checklist_out(each, lang) for each in pack.checklists],
            "gate": GateOut.of(pack.gate, now, lang),
            "contacts": [JobContactOut.of(each) for each in pack.contacts],
            "checkin": CheckinOut.of(pack.checkin) if pack.checkin else None,
            "map": JobMapOut.of(pack.map, tiles_url),
            "passes": [PassOut.of(each) for each in pack.passes],
            "ppe": [MemberSetOut.of(each, lang) for each in pack.ppe],
            "contacts_told": sorted(pack.contacts_told),
        }
        return cls(**fields)


class PullOut(PulledOut):
    """Everything at the first time, then what changed."""

    assignments: list[JobPackOut]
    map_assets: list[str] = Field(description="files of the base map that needs no tiles, to be kept on the phone")


@router.get("/pull")
def pull(
    work: CurrentWork, subject: CurrentSubject, lang: Lang, request: Request, cursor: str | None = None,
    touched: Touched = (),
) -> PullOut:  # fmt: skip
    """What a phone needs to know since its cursor."""
    pulled = sync.pull(work, subject, read_cursor(cursor), touched)
    packs = [JobPackOut.of_pack(pack, lang, work.settings.map_tiles_url) for pack in pulled.packs]
    return PullOut(assignments=packs, map_assets=map_assets(request), **parts_of(pulled, subject, lang))


def _zone(hit: Hit, pack: JobPack, lang: str) -> PackZone:
    shown = hit_out(hit, pack.ticket.now, lang)
    version = hit.geometry_row
    return PackZone(
        **{name: getattr(shown, name) for name in ZoneHit.model_fields},
        geometry=area_out(version.geometry),
        gates=gates_out(version),
        doffing_point=version.doffing_point,
        parts=[ZonePartOut.of(row) for row in pack.parts.get(version.id, ())],
    )
