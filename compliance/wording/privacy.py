"""Wording of privacy: why a step is refused, and titles of what an export holds."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "privacy.still_employed": Text(
        "Người này vẫn đang làm việc: hãy đóng tài khoản và đưa ra khỏi tổ trước, hoặc từ chối yêu cầu có nêu lý do.",
        "This person still works here: close the account and end the place in the crew first, or refuse with a ground.",
    ),
    "privacy.answered": Text("Yêu cầu này đã được trả lời.", "This request was answered already."),
    "privacy.lifted": Text("Lệnh giữ này đã được gỡ.", "This hold was lifted already."),
}

TABLES: Mapping[str, Text] = {
    "users": Text("Tài khoản", "Account"),
    "role_grants": Text("Vai trò", "Roles"),
    "refresh_tokens": Text("Phiên đăng nhập", "Sessions"),
    "devices": Text("Thiết bị", "Devices"),
    "pushes": Text("Thông báo đến điện thoại", "Pushes"),
    "field_actions": Text("Thao tác từ điện thoại", "Actions sent from the phone"),
    "idempotency_keys": Text("Khóa chống gửi lặp", "Keys against repeated requests"),
    "login_attempts": Text("Lần đăng nhập sai", "Failed sign-ins"),
    "crew_members": Text("Hồ sơ trong tổ", "Records in crews"),
    "position_fixes": Text("Vị trí khi làm nhiệm vụ", "Positions on duty"),
    "assignment_members": Text("Công việc được giao", "Jobs"),
    "permit_people": Text("Giấy phép vào vùng", "Entry permits"),
    "checklist_entries": Text("Xác nhận trên phiếu kiểm tra", "Checklist answers"),
    "evidence": Text("Ảnh đã gửi", "Photos sent"),
    "exposures": Text("Lượt ở trong vùng", "Stays in zones"),
    "exposure_corrections": Text("Đính chính", "Corrections"),
    "exposure_classifications": Text("Phân loại phơi nhiễm", "Levels of exposure"),
    "exposure_contacts": Text("Tiếp xúc", "Contacts"),
    "exposure_breaches": Text("Sự cố bảo hộ", "Breaches of protection"),
    "exposure_notes": Text("Ghi chú sức khỏe", "Health notes"),
    "positive_cases": Text("Kết quả dương tính", "Positive findings"),
    "stand_downs": Text("Tạm nghỉ", "Stand-downs"),
    "stand_down_changes": Text("Thay đổi tạm nghỉ", "Changes of stand-downs"),
    "health_reads": Text("Ai đã xem dữ liệu sức khỏe", "Who looked at health data"),
    "ppe_movements": Text("Phương tiện bảo hộ", "Protective equipment"),
    "ppe_reservations": Text("Bảo hộ đặt trước", "Equipment reserved"),
    "ppe_sizes": Text("Cỡ đồ bảo hộ", "Sizes"),
    "work_permit_signatures": Text("Chữ ký phiếu công tác", "Signatures on work permits"),
    "sign_ons": Text("Nhận ca, giao ca", "Sign-ons to shifts"),
    "vehicle_checks": Text("Kiểm tra xe", "Vehicle checks"),
    "fitness_reports": Text("Báo không khỏe trước ca", "Reports of not being well"),
    "help_requests": Text("Yêu cầu hỗ trợ", "Calls for help"),
    "hand_overs": Text("Bàn giao việc", "Hand-overs of jobs"),
    "messages": Text("Tin nhắn", "Messages"),
    "privacy_requests": Text("Yêu cầu về dữ liệu", "Requests about data"),
    "privacy_holds": Text("Lệnh giữ dữ liệu", "Holds"),
    "tickets": Text("Phiếu sự cố đã báo", "Tickets reported"),
    "events": Text("Hành động đã làm", "Acts"),
    "event_details": Text("Lời trong nhật ký", "Words in the audit trail"),
}
"""What the tables of an export hold."""
