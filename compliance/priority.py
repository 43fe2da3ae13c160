"""The published priority: what goes first, shown with its parts (domain 9, model: Priority)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from compliance.text import Text
from compliance.work_types import is_life_safety

CLASS_NAMES: tuple[Text, ...] = (
    Text("An toàn tính mạng", "Life safety"),
    Text(
        "Bệnh viện, khu cách ly, chốt kiểm soát, cơ quan khẩn cấp",
        "Hospital, quarantine, checkpoint, emergency services",
    ),
    Text("Truyền tải, trạm biến áp trung gian", "Transmission, substation"),
    Text("Trục chính", "Main feeder"),
    Text("Nhánh rẽ, trạm phân phối", "Lateral, transformer"),
    Text("Một hộ dùng điện", "Single service"),
)

CRITICAL_SITES: frozenset[str] = frozenset(
    {"hospital", "field_hospital", "quarantine_hospital", "quarantine_site", "checkpoint", "emergency_services"}
)

ASSET_CLASSES: Mapping[str, int] = MappingProxyType(
    {"transmission": 2, "substation": 2, "main_feeder": 3, "lateral": 4, "transformer": 4, "service": 5}
)

_SINGLE_SERVICE = 5
_LATERAL = 4
_SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class PrioritySettings:
    """Numbers of the formula; `class_weights` stands in the order of the classes 0 to 5."""

    class_weights: tuple[float, ...] = (64.0, 16.0, 12.0, 8.0, 4.0, 1.0)
    customers_cap: int = 1000
    customers_scale: float = 100.0
    waiting_scale_hours: float = 8.0


@dataclass(frozen=True, slots=True)
class Priority:
    """`value = weight * customers_factor * waiting_factor`, with the inputs it came from in `parts`."""

    priority_class: int
    value: float
    weight: float
    customers_factor: float
    waiting_factor: float
    parts: Mapping[str, float]


DEFAULT_SETTINGS = PrioritySettings()


def classify(hazards: Collection[str], site_kind: str | None, asset_kind: str | None, customers: int) -> int:
    """Return the priority class 0 (life safety) to 5 (single service).

    An asset that is not known counts as a lateral when more than one customer is without supply.
    """
    if is_life_safety(hazards):
        return 0
    if site_kind in CRITICAL_SITES:
        return 1
    if asset_kind is not None and asset_kind in ASSET_CLASSES:
        return ASSET_CLASSES[asset_kind]
    return _LATERAL if customers > 1 else _SINGLE_SERVICE


def prioritise(
    priority_class: int,
    customers: int,
    reported_at: datetime,
    now: datetime,
    settings: PrioritySettings = DEFAULT_SETTINGS,
) -> Priority:
    """Return the priority of a ticket of this class with `customers` off supply since `reported_at`.

    Raises:
        ValueError: the class is not 0 to 5, or customers are negative.
    """
    if not 0 <= priority_class < len(settings.class_weights):
        raise ValueError(f"no priority class {priority_class}")
    if customers < 0:
        raise ValueError("customers cannot be negative")
    hours_waiting = max(0.0, (now - reported_at).total_seconds() / _SECONDS_PER_HOUR)
    weight = settings.class_weights[priority_class]
    customers_factor = 1.0 + min(customers, settings.customers_cap) / settings.customers_scale
    waiting_factor = 1.0 + hours_waiting / settings.waiting_scale_hours
    return Priority(
        priority_class=priority_class,
        value=weight * customers_factor * waiting_factor,
        weight=weight,
        customers_factor=customers_factor,
        waiting_factor=waiting_factor,
        parts=MappingProxyType({"class": priority_class, "customers": customers, "hours_waiting": hours_waiting}),
    )
