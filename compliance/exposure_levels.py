"""Levels of exposure: what a stay, its contacts and its breaches come to, and the stand-down that follows.

Levels are data of each hazard class that HSE edits; what ships here HSE must confirm.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from compliance.text import Text

BANDS: Mapping[str, Text] = MappingProxyType(
    {
        "under_1m": Text("Dưới 1 m", "Under 1 m"),
        "from_1_to_2m": Text("1 đến 2 m", "1 to 2 m"),
        "over_2m": Text("Trên 2 m", "Over 2 m"),
        "unknown": Text("Không rõ", "Not known"),
    }
)
"""How near two people were, the nearest first; what is not known counts as near."""

BREACH_ITEMS: Mapping[str, Text] = MappingProxyType(
    {
        "respirator": Text("Khẩu trang, mặt nạ", "Respirator or mask"),
        "eye_protection": Text("Kính, tấm che mặt", "Eye or face protection"),
        "gloves": Text("Găng tay", "Gloves"),
        "coverall": Text("Quần áo bảo hộ", "Coverall or gown"),
        "footwear": Text("Ủng, bao giày", "Boots or boot covers"),
        "splash": Text("Dịch bắn vào da, mắt, miệng", "Splash on skin, eyes or mouth"),
        "wound": Text("Vết thương, vật sắc nhọn", "Wound or sharp object"),
        "doffing": Text("Cởi đồ, khử khuẩn sai", "Doffing or disinfection went wrong"),
        "other": Text("Khác", "Something else"),
    }
)
BREACH_ACTIONS: Mapping[str, Text] = MappingProxyType(
    {
        "left": Text("Rời khỏi vùng ngay", "Left the zone at once"),
        "washed": Text("Rửa, khử khuẩn tại chỗ", "Washed or disinfected"),
        "replaced": Text("Thay đồ bảo hộ", "Replaced the equipment"),
        "covered": Text("Che, bịt lại", "Covered or taped"),
        "none": Text("Chưa làm gì", "Nothing yet"),
    }
)
FOLLOW_UPS: Mapping[str, Text] = MappingProxyType(
    {
        "none": Text("Không cần theo dõi", "Nothing"),
        "watch": Text("Tự theo dõi sức khỏe", "Watch one's health"),
        "test": Text("Xét nghiệm", "Be tested"),
        "quarantine": Text("Cách ly", "Quarantine"),
        "medical": Text("Khám, điều trị", "Medical care"),
    }
)
ANY_CLASS = "*"
"""Levels of a hazard class that has none of its own."""


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One contact; None is not known, and counts as the worse."""

    band: str = "unknown"
    minutes: int | None = None
    indoor: bool | None = None
    masked: bool | None = None


@dataclass(frozen=True, slots=True)
class BreachFacts:
    """One breach of protection."""

    item: str
    action: str = "none"


@dataclass(frozen=True, slots=True)
class StayFacts:
    """What happened in one stay."""

    minutes: int
    ppe_profile: str | None = None
    contacts: tuple[ContactFacts, ...] = ()
    breaches: tuple[BreachFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way to reach a level. All that is named must hold; what is left out does not matter.

    With `bands`, `min_minutes` or `masked` it speaks of a contact, with `breach_items` of a breach, else of the stay:
    `stay_minutes` or longer inside, `without_ppe` in a zone that names no protection.
    """

    bands: frozenset[str] = frozenset()
    min_minutes: int | None = None
    masked: bool | None = None
    breach_items: frozenset[str] = frozenset()
    stay_minutes: int | None = None
    without_ppe: bool = False

    @property
    def of_contact(self) -> bool:
        """Whether it speaks of a contact."""
        return bool(self.bands) or self.min_minutes is not None or self.masked is not None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a hazard class.

    `rank`: higher is worse. `stand_down_minutes`: how long nobody of this level is sent, 0 for no stand-down.
    `same_class_open`: whether zones of the same class stay open to them meanwhile. `when`: any of these reaches it by
    rule; none means that only a person sets it.
    """

    hazard_class: str
    code: str
    name: Text
    rank: int
    stand_down_minutes: int
    same_class_open: bool = False
    when: tuple[Criterion, ...] = ()
    hse_must_confirm: bool = True

    @property
    def key(self) -> str:
        """Of the row in the table of lists."""
        return f"{self.hazard_class}/{self.code}"

    def hold_until(self, since: datetime) -> datetime | None:
        """Return until when the stand-down lasts that follows; None for none."""
        return since + timedelta(minutes=self.stand_down_minutes) if self.stand_down_minutes > 0 else None


def levels_of(levels: Iterable[Level], hazard_class: str) -> tuple[Level, ...]:
    """Return the levels of a class, the worst first; those of any class where it has none of its own."""
    known = sorted(levels, key=lambda each: -each.rank)
    own = tuple(each for each in known if each.hazard_class == hazard_class)
    return own or tuple(each for each in known if each.hazard_class == ANY_CLASS)


def propose(levels: Sequence[Level], stay: StayFacts) -> Level | None:
    """Return the worst level that these facts reach; None when they reach none.

    Args:
        levels: those of the hazard class, the worst first.
        stay: what happened.
    """
    return next((level for level in levels if any(_holds(each, stay) for each in level.when)), None)


def _holds(criterion: Criterion, stay: StayFacts) -> bool:
    if criterion.of_contact:
        return any(_fits(criterion, contact) for contact in stay.contacts)
    if criterion.breach_items:
        return any(breach.item in criterion.breach_items for breach in stay.breaches)
    if criterion.without_ppe and stay.ppe_profile is not None:
        return False
    return criterion.stay_minutes is None or stay.minutes >= criterion.stay_minutes


def _fits(criterion: Criterion, contact: ContactFacts) -> bool:
    near = not criterion.bands or contact.band in criterion.bands or contact.band == "unknown"
    long = criterion.min_minutes is None or contact.minutes is None or contact.minutes >= criterion.min_minutes
    bare = criterion.masked is None or contact.masked is None or contact.masked is criterion.masked
    return near and long and bare


_DAY = 24 * 60
_NEAR = frozenset({"under_1m", "from_1_to_2m"})
_GRAVE = frozenset({"respirator", "splash", "wound"})
_LIGHT = frozenset(BREACH_ITEMS) - _GRAVE

EXPOSURE_LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        each.key: each
        for each in (
            Level("infectious_human", "case", Text("F0 · ca bệnh", "F0 · case"), 4, 14 * _DAY),
            Level(
                "infectious_human", "high", Text("F1 · nguy cơ cao", "F1 · high"), 3, 14 * _DAY,
                when=(Criterion(bands=_NEAR, min_minutes=15, masked=False), Criterion(breach_items=_GRAVE)),
            ),
            Level(
                "infectious_human", "medium", Text("F2 · nguy cơ vừa", "F2 · medium"), 2, 3 * _DAY,
                same_class_open=True, when=(Criterion(bands=_NEAR), Criterion(breach_items=_LIGHT)),
            ),
            Level(
                "infectious_human", "low", Text("Nguy cơ thấp", "Low"), 1, 0,
                same_class_open=True, when=(Criterion(bands=frozenset({"over_2m"})), Criterion(stay_minutes=0)),
            ),
            Level(ANY_CLASS, "case", Text("Bị nhiễm, bị hại", "Harmed"), 4, 7 * _DAY),
            Level(
                ANY_CLASS, "high", Text("Nguy cơ cao", "High"), 3, _DAY, when=(Criterion(breach_items=_GRAVE),)
            ),
            Level(
                ANY_CLASS, "medium", Text("Nguy cơ vừa", "Medium"), 2, 8 * 60,
                same_class_open=True, when=(Criterion(breach_items=_LIGHT),),
            ),
            Level(
                ANY_CLASS, "low", Text("Nguy cơ thấp", "Low"), 1, 0,
                same_class_open=True, when=(Criterion(stay_minutes=0),),
            ),
        )
    }
)  # fmt: skip
"""What ships: HSE confirms or edits it."""

CASE = "case"
"""The level of whoever is found positive."""
