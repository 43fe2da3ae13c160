"""Articles, profiles and the sizes that people wear."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from app.schema.assignments import Assignment, AssignmentZone
from app.schema.operations import ReferenceData
from app.schema.ppe import PpeItemType, PpeProfile, PpeSize
from app.schema.zones import ZonePart, ZoneVersion
from compliance.lifecycles import ACTIVE_ASSIGNMENT, AT_THE_PLACE


def list_items(session: Session) -> Sequence[PpeItemType]:
    """All kinds of article, by code."""
    return session.scalars(select(PpeItemType).order_by(PpeItemType.code)).all()


def put_item(session: Session, row: Mapping[str, Any], *, keep: bool) -> None:
    """Add a kind of article; one that is there stays, or is given these values where ``keep`` is not set."""
    query = insert(PpeItemType).values(**row)
    changed = {name: value for name, value in row.items() if name != "code"}
    index = [PpeItemType.code]
    session.execute(
        query.on_conflict_do_nothing() if keep else query.on_conflict_do_update(index_elements=index, set_=changed)
    )


def put_profile(session: Session, row: Mapping[str, Any]) -> None:
    """Add a version of a profile unless it is there."""
    session.execute(insert(PpeProfile).values(**row).on_conflict_do_nothing(index_elements=["code", "version_no"]))


def list_newest_profiles(session: Session, codes: Collection[str] | None = None) -> Sequence[PpeProfile]:
    """The newest version of each profile, or of those asked for, by code."""
    query = select(PpeProfile).ext(distinct_on(PpeProfile.code)).order_by(PpeProfile.code, PpeProfile.version_no.desc())
    return session.scalars(query if codes is None else query.where(PpeProfile.code.in_(codes))).all()


def list_profile_versions(session: Session, code: str) -> Sequence[PpeProfile]:
    """All versions of a profile, the newest first."""
    return session.scalars(
        select(PpeProfile).where(PpeProfile.code == code).order_by(PpeProfile.version_no.desc())
    ).all()


def lock_profile(session: Session, code: str) -> None:
    """Wait until nobody else publishes a version of this profile, and hold it to the end of the transaction."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"ppe_profile:{code}", 0))))


def put_name(session: Session, code: str, body: Mapping[str, Any]) -> None:
    """Let zones ask for a profile by its code, under the newest version's name."""
    told = {"kind": "ppe_profile", "code": code, "body": dict(body), "active": True}
    query = insert(ReferenceData).values(**told)
    session.execute(query.on_conflict_do_update(index_elements=["kind", "code"], set_={"body": told["body"]}))


def id_of(code: str) -> UUID:
    """A name for an article in events, whose subjects have ids: always the same for its code."""
    return uuid5(_ITEMS, code)


_ITEMS = UUID("9f1f6b1e-6b57-4f0e-9a53-6a0c4b8a70de")


def list_waiting_for(session: Session, code: str) -> Sequence[Assignment]:
    """Active assignments not at their place yet with a zone, or a part of one, that asks for this profile; locked."""
    asking = select(ZoneVersion.id).where(ZoneVersion.ppe_profile == code)
    parts = select(ZonePart.zone_version_id).where(ZonePart.ppe_profile == code)
    zoned = select(AssignmentZone.assignment_id).where(AssignmentZone.zone_version_id.in_(asking.union(parts)))
    query = select(Assignment).where(Assignment.state.in_(ACTIVE_ASSIGNMENT - AT_THE_PLACE), Assignment.id.in_(zoned))
    return session.scalars(query.order_by(Assignment.id).with_for_update(key_share=True)).all()


def sizes_of(session: Session, member_ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """By member the known sizes of articles."""
    found: dict[UUID, dict[str, str]] = {member_id: {} for member_id in member_ids}
    query = select(PpeSize.member_id, PpeSize.item_code, PpeSize.size).where(PpeSize.member_id.in_(member_ids))
    for member_id, item, size in session.execute(query):
        found[member_id][item] = size
    return found


def put_size(session: Session, member_id: UUID, item_code: str, size: str | None) -> None:
    """Note the size that somebody wears; None forgets it."""
    if size is None:
        session.execute(delete(PpeSize).where(PpeSize.member_id == member_id, PpeSize.item_code == item_code))
        return
    query = insert(PpeSize).values(member_id=member_id, item_code=item_code, size=size)
    session.execute(query.on_conflict_do_update(index_elements=["member_id", "item_code"], set_={"size": size}))
