"""The articles and profiles that ship (domain: Zones, Entry, Checklists). They are data; HSE must confirm them."""

from collections.abc import Mapping
from types import MappingProxyType

from compliance.ppe import ItemType, Profile, ProfileItem
from compliance.text import Text
from compliance.wording.terms import PPE_ITEM_NAMES, PPE_PROFILE_NAMES

_CLOTHES = ("S", "M", "L", "XL")
_SHOES = ("39", "40", "41", "42", "43")
_WEAR_MINUTES = 480
"""One shift: no source says how long a respirator is good in work at the line."""

_MELTS = Text(
    "Vải không dệt có thể chảy khi có hồ quang; chỉ mặc ngoài đồ bông và chỉ khi đã cắt điện, tiếp địa.",
    "Nonwoven fabric may melt in an arc flash; over cotton only, and only at lines that are dead and earthed.",
)
_NOT_INSULATING = Text(
    "Không cách điện; mang dưới găng cách điện của nghề.",
    "Does not insulate; worn beneath the rated insulating gloves.",
)


def _item(code: str, low_stock: int, sizes: tuple[str, ...] = (), *, reusable: bool = False) -> ItemType:
    return ItemType(code, PPE_ITEM_NAMES[code], reusable, sizes, low_stock)


PPE_ITEMS: Mapping[str, ItemType] = MappingProxyType(
    {
        item.code: item
        for item in (
            _item("coverall", 20, _CLOTHES),
            _item("gown", 20, _CLOTHES),
            _item("respirator_n95", 40),
            _item("surgical_mask", 100),
            _item("goggles", 10, reusable=True),
            _item("face_shield", 20),
            _item("medical_gloves", 100),
            _item("boot_covers", 40),
            _item("rubber_boots", 6, _SHOES, reusable=True),
            _item("chemical_suit", 4, _CLOTHES),
            _item("chemical_gloves", 8, reusable=True),
            _item("filter_respirator", 4, reusable=True),
            _item("life_jacket", 6, reusable=True),
        )
    }
)

_COVERALL = ProfileItem("coverall", spare=1, sized=True, electrical_note=_MELTS)
_GOWN = ProfileItem("gown", spare=1, electrical_note=_MELTS)
_RESPIRATOR = ProfileItem("respirator_n95", spare=1, replace_after_minutes=_WEAR_MINUTES)
_MASK = ProfileItem("surgical_mask", spare=2)
_GOGGLES = ProfileItem("goggles")
_GLOVES = ProfileItem("medical_gloves", 2, spare=2, electrical_note=_NOT_INSULATING)
_BOOTS = ProfileItem("rubber_boots", sized=True)


def _profile(code: str, *items: ProfileItem) -> Profile:
    return Profile(code, 1, PPE_PROFILE_NAMES[code], items)


PPE_PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.code: profile
        for profile in (
            _profile("medical_basic", _MASK, _GLOVES),
            _profile("medical_gown", _GOWN, _RESPIRATOR, _GOGGLES, _GLOVES),
            _profile(
                "medical_full_level3", _COVERALL, _RESPIRATOR, _GOGGLES, ProfileItem("face_shield"), _GLOVES,
                ProfileItem("boot_covers"),
            ),
            _profile("animal_disease", _COVERALL, _MASK, _GLOVES, _BOOTS),
            _profile(
                "chemical_splash", ProfileItem("chemical_suit", sized=True, electrical_note=_MELTS),
                ProfileItem("filter_respirator", replace_after_minutes=_WEAR_MINUTES), _GOGGLES,
                ProfileItem("chemical_gloves", electrical_note=_NOT_INSULATING), _BOOTS,
            ),
            _profile("flood", ProfileItem("life_jacket"), _BOOTS),
        )
    }
)  # fmt: skip
