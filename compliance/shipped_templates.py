"""The checklists that ship (domain: Checklists). They are data: an administrator makes new versions of them."""

from collections.abc import Mapping
from types import MappingProxyType

from compliance.checklist_values import Item, TimedBy
from compliance.checklists import Template
from compliance.contact_times import AGENT_CHOICES, DEFAULT_CONTACT_SECONDS
from compliance.text import Text
from compliance.wording.terms import TEMPLATE_NAMES


def _own(key: str, vi: str, en: str, *, critical: bool = False) -> Item:
    """An item that each member confirms."""
    return Item(key, "confirm", Text(vi, en), per="person", critical=critical)


def _crew(key: str, vi: str, en: str, *, critical: bool = False) -> Item:
    """An item that the crew confirms once."""
    return Item(key, "confirm", Text(vi, en), critical=critical)


DONNING = Template(
    code="donning",
    version=1,
    purpose="entry",
    name=TEMPLATE_NAMES["donning"],
    hse_must_confirm=True,
    items=(
        _own("hand_hygiene", "Vệ sinh tay", "Clean hands"),
        _own("coverall", "Mặc áo choàng hoặc bộ liền thân", "Put on gown or coverall"),
        _own(
            "respirator",
            "Đeo khẩu trang và thử độ kín",
            "Put on respirator and check the seal",
            critical=True,
        ),
        _own("eye_protection", "Đeo kính hoặc tấm che mặt", "Put on eye protection"),
        _own("gloves", "Mang găng, trùm qua cổ tay áo", "Put on gloves over the cuffs"),
    ),
)

DOFFING = Template(
    code="doffing",
    version=1,
    purpose="exit",
    name=TEMPLATE_NAMES["doffing"],
    hse_must_confirm=True,
    items=(
        _own("gloves", "Tháo găng", "Take off gloves"),
        _own("gown", "Cởi áo choàng hoặc bộ liền thân", "Take off gown or coverall"),
        _own("leave_and_hand_hygiene", "Rời khu vực, vệ sinh tay", "Leave the area, clean hands"),
        _own("eye_protection", "Tháo kính hoặc tấm che mặt", "Take off eye protection"),
        _own("respirator", "Tháo khẩu trang", "Take off respirator"),
        _own("hand_hygiene", "Vệ sinh tay lần cuối", "Clean hands again"),
    ),
)

DISINFECTION = Template(
    code="disinfection",
    version=2,  # the first asked for no agent
    purpose="exit",
    name=TEMPLATE_NAMES["disinfection"],
    hse_must_confirm=True,
    items=(
        _crew("soap_clean", "Làm sạch bằng xà phòng", "Clean with soap"),
        Item(
            "agent",
            "choice",
            Text("Chọn chất khử khuẩn và cách dùng", "Choose the disinfectant and how it is used"),
            choices={code: name for code, (name, _) in AGENT_CHOICES.items()},
        ),
        _crew(
            "touch_points",
            "Bôi chất khử khuẩn lên tay nắm, vô lăng, cần điều khiển gàu",
            "Apply disinfectant to handles, wheel and bucket controls",
        ),
        _crew(
            "tools",
            "Bôi chất khử khuẩn lên dụng cụ; găng và cần cách điện chỉ dùng chất nhà sản xuất cho phép",
            "Apply disinfectant to tools; on insulating gloves and booms only what the maker allows",
        ),
        Item(
            "dwell",
            "timer",
            Text("Giữ ướt đủ thời gian tiếp xúc", "Keep wet for the contact time"),
            min_seconds=DEFAULT_CONTACT_SECONDS,
            timed_by=TimedBy("agent", {code: seconds for code, (_, seconds) in AGENT_CHOICES.items()}),
        ),
        _crew("wipe", "Lau lại bằng nước sạch", "Wipe off"),
        _crew("bag_and_label", "Cho đồ bảo hộ vào túi, niêm phong, dán nhãn", "Bag, seal and label the used PPE"),
        Item(
            "hand_over",
            "text",
            Text("Bàn giao chất thải: ghi số biên nhận", "Hand over the waste: number of the receipt"),
        ),
    ),
)

TAILBOARD = Template(
    code="tailboard",
    version=1,
    purpose="briefing",
    name=TEMPLATE_NAMES["tailboard"],
    items=(
        _crew("hazards", "Đã nêu các mối nguy tại chỗ làm", "Hazards of the job discussed"),
        _crew("procedures", "Đã thống nhất trình tự công việc", "Work procedures agreed"),
        _crew("precautions", "Đã nêu biện pháp phòng ngừa đặc biệt", "Special precautions discussed"),
        _crew("energy_control", "Đã rõ cách cắt, khóa nguồn điện", "Energy source controls understood"),
        _crew("ppe", "Đã rõ trang bị bảo hộ phải dùng", "Protective equipment understood"),
        Item("signature", "signature", Text("Ký tên", "Signature"), per="person"),
    ),
)

DEAD_WORK = Template(
    code="dead_work",
    version=1,
    purpose="work",
    name=TEMPLATE_NAMES["dead_work"],
    items=(
        _crew(
            "switch_off",
            "Cắt điện và ngăn đóng điện trở lại",
            "Switch off and prevent re-closing",
            critical=True,
        ),
        _crew("test_dead", "Kiểm tra không còn điện", "Test dead", critical=True),
        _crew("earth", "Đặt tiếp đất", "Earth", critical=True),
        _crew("fence_and_sign", "Đặt rào chắn, treo biển báo", "Fence and sign", critical=True),
    ),
)

TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {template.code: template for template in (DONNING, DOFFING, DISINFECTION, TAILBOARD, DEAD_WORK)}
)
