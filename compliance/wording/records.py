"""Wording for what the database's own rules refuse: double bookings, overlaps, codes that are taken."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "booking.slot_taken": Text(
        "Phiếu này đã có tổ đội khác nhận trước.", "Another crew was assigned to this ticket just before."
    ),
    "booking.slot_beyond_need": Text(
        "Phiếu này đã đủ số tổ đội cần thiết.", "This ticket has all the crews that it needs."
    ),
    "booking.crew_started": Text("Tổ đội đang làm một việc khác.", "The crew is at work on another assignment."),
    "booking.vehicle_started": Text("Xe đang dùng cho một việc khác.", "The vehicle is out on another assignment."),
    "booking.member_started": Text(
        "Một thành viên đang làm một việc khác.", "A member is at work on another assignment."
    ),
    "booking.crew_overlap": Text(
        "Tổ đội đã có việc khác trong thời gian này.", "The crew is booked for another assignment at this time."
    ),
    "booking.vehicle_overlap": Text(
        "Xe đã được đặt cho việc khác trong thời gian này.",
        "The vehicle is booked for another assignment at this time.",
    ),
    "booking.member_overlap": Text(
        "Một thành viên đã có việc khác trong thời gian này.", "A member is booked for another assignment at this time."
    ),
    "permit.already_requested": Text(
        "Việc này đã có giấy phép vào vùng đang hiệu lực hoặc đang chờ.",
        "This assignment has a permit for the zone, or has asked for one.",
    ),
    "permit.answered_already": Text(
        "Đã có trả lời trước ({state}) lúc {decided_at}; trả lời sau không ghi đè.",
        "It was answered before ({state}) at {decided_at}; a later answer does not overwrite it.",
    ),
    "shift.overlap": Text("Tổ đội đã có ca trực trong thời gian này.", "The crew has a shift at this time."),
    "zone.versions_overlap": Text(
        "Hai phiên bản của một vùng không thể cùng hiệu lực.", "Two versions of one zone cannot be in force together."
    ),
    "exists.code": Text("Mã này đã được dùng.", "This code is taken."),
    "exists.plate": Text("Biển số này đã có.", "There is a vehicle with this plate."),
    "exists.username": Text("Tên đăng nhập này đã được dùng.", "This user name is taken."),
    "exists.member": Text("Người dùng này đã thuộc một tổ đội.", "This user is a member of a crew already."),
}
