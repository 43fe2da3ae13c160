"""Entry passes and the keys that sign them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.schema.crews import CrewMember, Vehicle
from app.schema.passes import EntryPass, PassKey
from app.schema.permits import EntryPermit, PermitPerson, PermitVehicle
from app.schema.units import Unit
from app.schema.zones import Zone, ZoneVersion


def lock_making(session: Session) -> None:
    """Let those who make keys go one after another to the end of this transaction."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("pass-keys", 0))))


def find_key(session: Session, key_id: str) -> PassKey | None:
    """The key of this short name, locked."""
    return session.scalar(select(PassKey).where(PassKey.key_id == key_id).with_for_update())


def list_signing(session: Session, now: datetime) -> Sequence[PassKey]:
    """Keys that may sign at ``now``, the newest first: that one does."""
    return session.scalars(select(PassKey).where(*_signing(now)).order_by(*_NEWEST_FIRST)).all()


def list_public(session: Session, now: datetime) -> Sequence[PassKey]:
    """Keys that guards need: the one that signs, those that will, and those of passes that are not over."""
    passes = select(EntryPass.id).where(EntryPass.pass_key_id == PassKey.id, EntryPass.valid_until > now)
    signing = select(PassKey.id).where(*_signing(now)).order_by(*_NEWEST_FIRST).limit(1).scalar_subquery()
    needed = or_(PassKey.id == signing, PassKey.signs_from > now, passes.exists())
    query = select(PassKey).where(PassKey.revoked_at.is_(None), needed)
    return session.scalars(query.order_by(PassKey.signs_from, PassKey.id)).all()


def list_keys(session: Session) -> Sequence[PassKey]:
    """All keys there ever were, the oldest first."""
    return session.scalars(select(PassKey).order_by(PassKey.signs_from, PassKey.id)).all()


def list_revoked_keys(session: Session) -> Sequence[str]:
    """Short names of all keys that were revoked: whoever holds one may still make passes with it."""
    return session.scalars(select(PassKey.key_id).where(PassKey.revoked_at.is_not(None)).order_by(PassKey.id)).all()


def list_current(session: Session, permit_ids: Collection[UUID]) -> Sequence[tuple[EntryPass, PassKey, str]]:
    """The passes of permits that are not revoked, with their keys and the time zones of the permits' units."""
    query = (
        select(EntryPass, PassKey, Unit.time_zone)
        .join(PassKey, PassKey.id == EntryPass.pass_key_id)
        .join(EntryPermit, EntryPermit.id == EntryPass.permit_id)
        .join(Unit, Unit.id == EntryPermit.unit_id)
        .where(EntryPass.permit_id.in_(permit_ids), EntryPass.revoked_at.is_(None))
        .order_by(EntryPass.id)
    )
    return [(each, key, time_zone) for each, key, time_zone in session.execute(query)]


def list_revoked(session: Session, now: datetime) -> Sequence[UUID]:
    """Passes that were revoked before they were over."""
    query = select(EntryPass.id).where(EntryPass.revoked_at.is_not(None), EntryPass.valid_until > now)
    return session.scalars(query).all()


def lock_wanting(session: Session, now: datetime, limit: int) -> Sequence[EntryPermit]:
    """Approved permits that are not over and have no pass, or one under a revoked key; what others hold comes later."""
    held, key = aliased(EntryPass), aliased(PassKey)
    good = (
        select(held.id)
        .join(key, key.id == held.pass_key_id)
        .where(held.permit_id == EntryPermit.id, held.revoked_at.is_(None), key.revoked_at.is_(None))
    )
    named = select(PermitPerson.member_id).where(
        PermitPerson.permit_id == EntryPermit.id, PermitPerson.void_at.is_(None)
    )
    query = select(EntryPermit).where(
        and_(EntryPermit.state == "approved", EntryPermit.valid_until > now), ~good.exists(), named.exists()
    )
    return session.scalars(
        query.order_by(EntryPermit.id).limit(limit).with_for_update(key_share=True, skip_locked=True)
    ).all()


def list_names(session: Session, permit_id: UUID) -> tuple[Sequence[str], Sequence[str]]:
    """Names and plates that stand on a permit."""
    people = (
        select(CrewMember.name)
        .join(PermitPerson, PermitPerson.member_id == CrewMember.id)
        .where(PermitPerson.permit_id == permit_id, PermitPerson.void_at.is_(None))
        .order_by(CrewMember.id)
    )
    plates = (
        select(Vehicle.plate)
        .join(PermitVehicle, PermitVehicle.vehicle_id == Vehicle.id)
        .where(PermitVehicle.permit_id == permit_id, PermitVehicle.void_at.is_(None))
        .order_by(Vehicle.plate)
    )
    return session.scalars(people).all(), session.scalars(plates).all()


def list_zones(session: Session, since: datetime, until: datetime) -> Sequence[tuple[Zone, ZoneVersion]]:
    """Zones in force at some time of a span by number, once each, in the version that comes first."""
    period = ZoneVersion.effective
    query = (
        select(Zone, ZoneVersion)
        .join(ZoneVersion, ZoneVersion.zone_id == Zone.id)
        .where(
            ZoneVersion.state == "published",
            or_(func.upper(period).is_(None), func.upper(period) > since),
            func.lower(period) < until,
        )
        .order_by(Zone.number, ZoneVersion.version_no.desc())
    )
    return list({zone.id: (zone, version) for zone, version in session.execute(query)}.values())


_NEWEST_FIRST = (PassKey.signs_from.desc(), PassKey.id.desc())


def _signing(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return PassKey.revoked_at.is_(None), PassKey.signs_from <= now
