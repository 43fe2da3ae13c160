"""Wording of refusals by a checklist."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "checklist.item.unknown": Text("Danh mục kiểm tra không có mục này.", "The checklist has no such item."),
    "checklist.item.already_answered": Text("Mục này đã được trả lời.", "This item is already answered."),
    "checklist.item.not_applicable": Text(
        "Mục này không áp dụng theo các câu trả lời trước.", "This item does not apply, given the earlier answers."
    ),
    "checklist.member.unknown": Text(
        "Mục này do từng người trong tổ đội xác nhận.", "This item is for each member of the crew to confirm."
    ),
    "checklist.member.not_expected": Text(
        "Mục này cả tổ đội xác nhận một lần.", "This item is confirmed once for the whole crew."
    ),
    "checklist.stopped": Text(
        "Một mục trọng yếu không đạt: dừng việc, báo điều độ.",
        "A critical item failed: stop the job, tell the dispatcher.",
    ),
    "checklist.order.earlier_missing": Text(
        "Phải làm đúng thứ tự: còn mục trước chưa xong.", "Keep the order: an earlier item is not done."
    ),
    "checklist.outcome.unknown": Text(
        "Kết quả phải là đạt, không áp dụng hoặc không đạt.", "The outcome must be ok, not applicable or failed."
    ),
    "checklist.na.not_allowed": Text("Mục này không được bỏ qua.", "This item cannot be marked as not applicable."),
    "checklist.na.reason_needed": Text("Ghi lý do vì sao mục này không áp dụng.", "Say why this item does not apply."),
    "checklist.value.not_confirmed": Text("Mục này chưa được xác nhận.", "This item is not confirmed."),
    "checklist.value.not_a_choice": Text("Chọn một trong các phương án.", "Choose one of the options."),
    "checklist.value.not_a_number": Text("Nhập một con số.", "Enter a number."),
    "checklist.value.too_low": Text("Giá trị thấp hơn mức {minimum} {unit}.", "The value is below {minimum} {unit}."),
    "checklist.value.too_high": Text("Giá trị cao hơn mức {maximum} {unit}.", "The value is above {maximum} {unit}."),
    "checklist.value.empty": Text("Mục này còn trống.", "This item is empty."),
    "checklist.timer.no_start": Text("Chưa có thời điểm bắt đầu tính giờ.", "The start of the timer is missing."),
    "checklist.timer.too_short": Text(
        "Mới được {held_seconds} giây, cần ít nhất {min_seconds} giây.",
        "Held for {held_seconds} seconds; at least {min_seconds} are needed.",
    ),
}
