"""Articles and profiles of protective equipment as they are stored, and what ships of them."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from app.schema.base import new_id
from app.schema.ppe import PpeItemType, PpeProfile
from app.services.work import Tx
from app.storage import ppe as rows
from compliance.ppe import ItemType, Need, Profile, ProfileItem, merge_profiles
from compliance.shipped_ppe import PPE_ITEMS, PPE_PROFILES
from compliance.text import Text


def seed(tx: Tx) -> None:
    """Load what ships. What is there already, perhaps edited by people, stays."""
    for item in PPE_ITEMS.values():
        rows.put_item(tx.session, item_row(item), keep=True)
    for profile in PPE_PROFILES.values():
        rows.put_profile(tx.session, profile_row(tx, profile))


def items_by_code(tx: Tx) -> dict[str, ItemType]:
    """All kinds of article by code."""
    return {row.code: item_of(row) for row in rows.list_items(tx.session)}


def needs_of(tx: Tx, codes: Collection[str]) -> tuple[Need, ...]:
    """What each person wears where these profiles are asked for: the newest version of each, the strictest of all."""
    return merge_profiles(profiles_of(tx, codes).values())


def profiles_of(tx: Tx, codes: Collection[str]) -> dict[str, Profile]:
    """The newest version of each of these profiles, by code."""
    if not codes:
        return {}
    return {row.code: profile_of(row) for row in rows.list_newest_profiles(tx.session, codes)}


def item_row(item: ItemType) -> dict[str, Any]:
    """A kind of article as it is stored."""
    return {
        "code": item.code, "title": asdict(item.name), "reusable": item.reusable, "sizes": list(item.sizes),
        "low_stock": item.low_stock, "active": True,
    }  # fmt: skip


def item_of(row: PpeItemType) -> ItemType:
    """A stored kind of article as the rules read it."""
    return ItemType(row.code, Text(**row.title), row.reusable, tuple(row.sizes), row.low_stock)


def profile_row(tx: Tx, profile: Profile) -> dict[str, Any]:
    """A version of a profile as it is stored."""
    return {
        "id": new_id(), "code": profile.code, "version_no": profile.version, "title": asdict(profile.name),
        "items": items_json(profile.items), "hse_must_confirm": profile.hse_must_confirm, "published_at": tx.now,
    }  # fmt: skip


def items_json(items: Sequence[ProfileItem]) -> list[dict[str, Any]]:
    """Items of a profile as they are stored."""
    return [asdict(each) for each in items]


def profile_of(row: PpeProfile) -> Profile:
    """A stored version as the rules read it."""
    return Profile(
        row.code, row.version_no, Text(**row.title), tuple(_item(each) for each in row.items), row.hse_must_confirm
    )


def _item(stored: dict[str, Any]) -> ProfileItem:
    note = stored["electrical_note"]
    return ProfileItem(**stored | {"electrical_note": Text(**note) if note else None})
