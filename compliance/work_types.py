"""Kinds of work and hazards (domain: Work types and isolation orders)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from compliance.text import Text

WORK_TYPES: Mapping[str, Text] = MappingProxyType(
    {
        "fault_repair": Text("Xử lý sự cố", "Fault repair"),
        "fault_prevention": Text("Phòng ngừa sự cố", "Fault prevention"),
        "customer_repair": Text("Sửa chữa điện cho khách hàng", "Repair for a customer"),
        "meter_replacement_faulty": Text("Thay công tơ kẹt, cháy, hỏng", "Replacement of a stuck or broken meter"),
        "new_connection": Text("Cấp điện mới", "New connection"),
        "capacity_increase": Text("Tăng công suất", "Capacity increase"),
        "relocation": Text("Di dời công tơ, đường dây", "Relocation"),
        "meter_check": Text("Kiểm tra công tơ", "Meter check"),
        "periodic_metering": Text("Bảo trì đo đếm định kỳ", "Periodic metering maintenance"),
        "amr_meter_swap": Text("Thay công tơ đo xa", "AMR meter swap"),
        "planned_maintenance": Text("Bảo dưỡng theo kế hoạch", "Planned maintenance"),
        "other_contract_service": Text("Dịch vụ hợp đồng khác", "Other contract service"),
    }
)

ALLOWED_UNDER_DIRECTIVE_16: frozenset[str] = frozenset(
    {"fault_repair", "fault_prevention", "customer_repair", "meter_replacement_faulty"}
)
"""What goes on under nationwide isolation (1981/EVN-KD, 31 March 2020)."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """A danger that a caller or a crew reports; `life_safety` work is never deferred."""

    code: str
    name: Text
    life_safety: bool


HAZARDS: Mapping[str, Hazard] = MappingProxyType(
    {
        hazard.code: hazard
        for hazard in (
            Hazard("wire_down", Text("Dây điện rơi, đứt", "Wire down"), life_safety=True),
            Hazard("fire", Text("Cháy, nổ", "Fire or explosion"), life_safety=True),
            Hazard(
                "life_support",
                Text("Thiết bị duy trì sự sống mất điện", "Life support without power"),
                life_safety=True,
            ),
            Hazard("electric_shock", Text("Người bị điện giật", "Person shocked"), life_safety=True),
            Hazard("person_trapped", Text("Người bị mắc kẹt", "Person trapped"), life_safety=True),
            Hazard("sparking", Text("Phóng điện, tóe lửa", "Sparking"), life_safety=False),
            Hazard("pole_leaning", Text("Cột điện nghiêng", "Leaning pole"), life_safety=False),
            Hazard("tree_on_line", Text("Cây đổ vào đường dây", "Tree on the line"), life_safety=False),
            Hazard("flooded_equipment", Text("Thiết bị điện ngập nước", "Flooded equipment"), life_safety=False),
        )
    }
)


def is_life_safety(hazards: Iterable[str]) -> bool:
    """Tell whether any of these hazard codes endangers life; codes that are not known do not."""
    return any(HAZARDS[code].life_safety for code in hazards if code in HAZARDS)
