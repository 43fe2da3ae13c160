"""Profiles of protective equipment, the articles they name, and the sizes that people wear."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import ppe_movements, ppe_profiles, ppe_stock
from app.services.ppe_profiles import NewVersion
from app.wire.common import QueryText, WireOut
from app.wire.headers import IfMatch, set_etag
from app.wire.ppe_profiles import (
    CrewSizesOut,
    MemberSizesOut,
    PpeItemIn,
    PpeItemOut,
    PpeProfileIn,
    PpeProfileOut,
    PpeProfilesOut,
    PublishedProfileOut,
    SizeIn,
    profiles_out,
)
from compliance.ppe import ItemType

router = APIRouter(prefix="/api/v1", tags=["ppe"])


class PpeItemsOut(WireOut):
    """All kinds of article."""

    items: list[PpeItemOut]


@router.get("/ppe-items")
def list_ppe_items(work: CurrentWork, subject: CurrentSubject) -> PpeItemsOut:
    """All kinds of article, by code."""
    return PpeItemsOut(items=[PpeItemOut.of(row) for row in ppe_profiles.list_items(work, subject)])


@router.put("/ppe-items")
def put_ppe_item(body: PpeItemIn, work: CurrentWork, subject: CurrentSubject) -> PpeItemOut:
    """Add a kind of article, or say anew what it is."""
    item = ItemType(body.code, body.name.read(), body.reusable, tuple(body.sizes), body.low_stock)
    return PpeItemOut.of(ppe_profiles.put_item(work, subject, item, active=body.active))


@router.get("/ppe-profiles")
def list_ppe_profiles(
    work: CurrentWork, subject: CurrentSubject, code: Annotated[QueryText | None, Query(max_length=80)] = None
) -> PpeProfilesOut:
    """The newest version of each profile, by code; with `code` all versions of that one, the newest first."""
    if code is not None:
        return profiles_out(ppe_profiles.list_versions(work, subject, code))
    return profiles_out(ppe_profiles.list_profiles(work, subject))


@router.post("/ppe-profiles", status_code=status.HTTP_201_CREATED)
def publish_ppe_profile(
    body: PpeProfileIn, based_on: IfMatch, work: CurrentWork, subject: CurrentSubject, response: Response
) -> PublishedProfileOut:
    """Publish the next version of a profile; `If-Match` names the newest one, `"0"` for a new profile.

    It counts at once: the gate asks for it, and jobs that are not at their place yet reserve by it.
    """
    items = tuple(each.read() for each in body.items)
    new = NewVersion(body.code, body.name.read(), items, based_on, body.hse_must_confirm)
    published = ppe_profiles.publish(work, subject, new)
    set_etag(response, published.row.version_no)
    return PublishedProfileOut(**PpeProfileOut.of(published.row).model_dump(), jobs=published.jobs)


@router.get("/crews/{crew_id}/ppe-sizes")
def list_ppe_sizes(crew_id: UUID, work: CurrentWork, subject: CurrentSubject) -> CrewSizesOut:
    """The sizes that a crew's members wear, as far as they are known."""
    found = ppe_stock.sizes_of(work, subject, crew_id)
    return CrewSizesOut(
        members=[MemberSizesOut(member_id=who.id, name=who.name, sizes=dict(own)) for who, own in found]
    )


@router.put("/crew-members/{member_id}/ppe-sizes", status_code=status.HTTP_204_NO_CONTENT)
def put_ppe_size(member_id: UUID, body: SizeIn, work: CurrentWork, subject: CurrentSubject) -> None:
    """Note the size that somebody wears of an article."""
    ppe_movements.put_size(work, subject, member_id, body.item, body.size)
