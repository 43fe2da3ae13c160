"""What a comparison says, in Vietnamese and English."""

from collections.abc import Mapping
from types import MappingProxyType

from compliance.priority import CLASS_NAMES
from compliance.text import Text

POLICIES: Mapping[str, Text] = MappingProxyType(
    {
        "nearest": Text("Tổ gần nhất", "Nearest crew"),
        "greedy": Text("Bắt đầu sớm nhất", "Earliest start"),
        "engine": Text("Bộ máy lập kế hoạch", "Engine"),
        "engine-no-zones": Text("Bộ máy, không tính khu vực", "Engine without zones"),
    }
)

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "title": Text("So sánh cách điều độ trong một cơn bão", "Ways to dispatch, in one storm"),
        "storm": Text(
            "{tickets} phiếu, {customers} khách hàng, {crews} tổ, {zones} khu vực, {hours} giờ, hạt giống {seed}",
            "{tickets} tickets, {customers} customers, {crews} crews, {zones} zones, {hours} hours, seed {seed}",
        ),
        "policy": Text("Cách điều độ", "Policy"),
        "lost": Text("Khách hàng × giờ mất điện", "Customer-hours without supply"),
        "lost_axis": Text("tích lũy theo giờ của cơn bão", "summed up over the hours of the storm"),
        "without": Text("Khách hàng đang mất điện", "Customers without supply"),
        "without_axis": Text("theo giờ của cơn bão", "over the hours of the storm"),
        "response": Text("Từ lúc báo đến lúc có điện lại, phút", "From report to restored supply, minutes"),
        "response_axis": Text("trung bình; vạch là bách phân vị 90", "mean; the tick is the 90th percentile"),
        "class": Text("Cấp", "Class"),
        "restored": Text("Có điện lại", "Restored"),
        "begun": Text("Đến lúc bắt đầu, phút", "To begun work, min"),
        "exposure": Text("Phơi nhiễm, người × giờ", "Exposure, person-hours"),
        "stays": Text("Lượt vào khu vực", "Stays in zones"),
        "refusals": Text("Bị cổng từ chối", "Refused at the gate"),
        "driven": Text("Đường đi, km", "Driven, km"),
        "driven_hours": Text("Trên đường, giờ", "Driving, hours"),
        "burden": Text("Cái giá phải trả", "What it took"),
        "none": Text("không có", "none"),
    }
)

DECIMAL: Mapping[str, tuple[str, str]] = MappingProxyType({"vi": (".", ","), "en": (",", ".")})
"""Signs between thousands and before decimals."""


def say(name: str, lang: str, **facts: object) -> str:
    """A text of the comparison."""
    return WORDS[name].get(lang).format(**facts)


def policy_name(policy: str, lang: str) -> str:
    """What people call a policy."""
    return POLICIES[policy].get(lang) if policy in POLICIES else policy


def class_name(number: int, lang: str) -> str:
    """A priority class with its number."""
    return f"{number} · {CLASS_NAMES[number].get(lang)}"


def number(value: float | None, lang: str, decimals: int = 0) -> str:
    """A number as people of that language write it; a dash for none."""
    if value is None:
        return "–"
    thousands, point = DECIMAL[lang]
    return f"{value:,.{decimals}f}".translate({ord(","): thousands, ord("."): point})
