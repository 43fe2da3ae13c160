"""Who there is in the demo; all made up."""

from dataclasses import dataclass

PASSWORD = "cordon-demo"  # noqa: S105 - stands in the README

USERS = (
    ("agent", "Lê Thu Hà", "agent", "/"),
    ("dispatcher", "Trần Quốc Bảo", "dispatcher", "/"),
    ("leader", "Phạm Minh Đức", "shift_leader", "/"),
    ("worker", "Nguyễn Văn An", "worker", "/field"),
    ("worker2", "Hồ Sỹ Dũng", "worker", "/field"),
    ("liaison", "Đặng Thị Lan", "liaison", "/liaison"),
    ("hse", "Võ Thanh Tùng", "hse", "/safety"),
    ("admin", "Bùi Hải Yến", "admin", "/"),
    ("auditor", "Ngô Kim Chi", "auditor", "/safety"),
)
"""User name, name, role, page."""

PHONES = {"worker": "+84900000001", "dispatcher": "+84900000002", "shift_leader": "+84900000003"}
"""Numbers to be called, by role."""


@dataclass(frozen=True)
class CrewSpec:
    """A crew: code, name, base (longitude, latitude), plate, members (name, safety grade, role, user name)."""

    code: str
    name: str
    base: tuple[float, float]
    plate: str
    members: tuple[tuple[str, int, str, str | None], ...]
    skills: tuple[str, ...] = ("lines", "meters")


CREWS = (
    CrewSpec(
        "T1", "Tổ sửa chữa 1", (108.2, 16.07), "43C-101.01",
        (("Nguyễn Văn An", 5, "direct_supervisor", "worker"),
         ("Hồ Sỹ Dũng", 4, "electrical_safety_supervisor", "worker2")),
    ),
    CrewSpec(
        "T2", "Tổ sửa chữa 2", (108.17, 16.06), "43C-102.02",
        (("Trương Công Hậu", 4, "direct_supervisor", None), ("Mai Văn Khoa", 3, "member", None)),
    ),
    CrewSpec(
        "T3", "Tổ hotline", (108.23, 16.04), "43C-103.03",
        (("Đỗ Hữu Phước", 5, "direct_supervisor", None), ("Lý Gia Huy", 4, "electrical_safety_supervisor", None),
         ("Tạ Quang Vinh", 4, "member", None)),
        ("lines", "live_line"),
    ),
    CrewSpec(
        "T4", "Tổ công tơ", (108.21, 16.05), "43C-104.04",
        (("Phan Đình Tú", 3, "direct_supervisor", None), ("Cao Bá Lộc", 2, "member", None)),
        ("meters",),
    ),
)  # fmt: skip
"""T4 is never put on duty: it shows how a refusal looks."""
