"""What is called in besides the six tickets that the tour is about; all made up."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from app.services.tickets import NewTicket
from geo.places import Place


def _ticket(
    work_type: str, place: tuple[float, float], customers: int, asset: str, address: str, description: str
) -> NewTicket:
    facts = {"address": address, "description": description, "service_minutes": 45}
    return NewTicket(work_type, Place(*place), customers_affected=customers, asset_kind=asset, facts=facts)


CALLS = (
    _ticket("fault_repair", (108.1985, 16.0585), 260, "transformer", "Ngõ 9 Hàm Nghi", "Cháy cầu chì tự rơi"),
    _ticket("fault_repair", (108.2385, 16.0785), 95, "lateral", "118 Ngô Quyền", "Cành cây đè dây hạ áp"),
    _ticket("customer_repair", (108.2195, 16.0605), 1, "service", "41 Phan Châu Trinh", "Đứt dây sau công tơ"),
    _ticket("fault_repair", (108.1725, 16.0705), 540, "main_feeder", "Ngã ba Huế", "Nhảy máy cắt xuất tuyến 474"),
    _ticket("meter_replacement_faulty", (108.2145, 16.0445), 1, "service", "77 Trưng Nữ Vương", "Công tơ cháy"),
    _ticket("fault_prevention", (108.1375, 16.0845), 30, "lateral", "Âu Cơ, cột 112", "Cột nghiêng sau mưa"),
    _ticket("customer_repair", (108.2455, 16.0665), 1, "service", "5 Hà Bổng", "Điện chập chờn"),
    _ticket("fault_repair", (108.2105, 16.0305), 180, "transformer", "Tiểu La, trạm T30", "Trạm mất một pha"),
)
"""None of them lies in a zone."""

_COMPLAINTS: Mapping[str | None, tuple[str, ...]] = MappingProxyType(
    {
        "main_feeder": ("Nhảy máy cắt đầu xuất tuyến", "Đứt lèo đường trục"),
        "lateral": ("Cành cây đè dây hạ áp", "Vỡ sứ nhánh rẽ", "Cột nghiêng sau gió lớn"),
        "transformer": ("Cháy cầu chì tự rơi", "Trạm mất một pha", "Máy biến áp kêu to"),
        "service": ("Mất điện một nhà", "Điện chập chờn", "Đứt dây sau công tơ"),
    }
)
_FEEDERS = (471, 472, 473, 474, 475, 476, 477, 478)


def said(draw: np.random.Generator, asset: str | None) -> dict[str, str]:
    """Address and complaint of a caller who reads the plate on the nearest pole, as linemen ask people to."""
    feeder, pole = draw.choice(_FEEDERS), draw.integers(2, 180)
    complaints = _COMPLAINTS.get(asset, ("Mất điện cả xóm",))
    return {"address": f"Cột {pole}, xuất tuyến {feeder}", "description": str(draw.choice(complaints))}
