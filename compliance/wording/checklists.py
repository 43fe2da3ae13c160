"""Wording of refusals by a checklist."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "checklist.late_entry": Text(
        "Đã ghi lại nhưng không được tính: danh mục này không còn hiệu lực, hoặc việc đã kết thúc.",
        "It is on record but does not count: this checklist is void meanwhile, or the job is over.",
    ),
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
    "checklist.value.not_evidence": Text(
        "Chụp ảnh bằng ứng dụng: câu trả lời phải ghi mã băm của ảnh.",
        "Take the photo with the app: the answer must name the photo's hash.",
    ),
    "checklist.value.not_signed": Text("Ký vào ô chữ ký.", "Sign in the signature field."),
    "checklist.value.empty": Text("Mục này còn trống.", "This item is empty."),
    "checklist.timer.no_start": Text("Chưa có thời điểm bắt đầu tính giờ.", "The start of the timer is missing."),
    "checklist.timer.too_short": Text(
        "Mới được {held_seconds} giây, cần ít nhất {min_seconds} giây. Giữ thêm {left_seconds} giây rồi xác nhận lại.",
        "Held for {held_seconds} seconds; at least {min_seconds} are needed. Keep it up for {left_seconds} more, then"
        " confirm again.",
    ),
    "checklist.timer.clock_changed": Text(
        "Đồng hồ điện thoại đã bị chỉnh: chỉ chứng minh được {held_seconds} trong {min_seconds} giây. Để trang mở thêm"
        " {left_seconds} giây rồi xác nhận lại.",
        "The phone's clock was changed: only {held_seconds} of {min_seconds} seconds are proven. Keep it up for"
        " {left_seconds} more with the page open, then confirm again.",
    ),
    "checklist.correction.not_latest": Text(
        "Câu trả lời này đã được sửa hoặc không có; mở lại danh mục.",
        "This answer was corrected already, or is not there; look at the list again.",
    ),
    "checklist.correction.not_yours": Text(
        "Chỉ người đã trả lời mới được sửa câu trả lời.", "Only the person who gave an answer corrects it."
    ),
    "checklist.correction.reason_needed": Text("Ghi lý do sửa câu trả lời.", "Say why the answer is corrected."),
    "checklist.correction.complete": Text(
        "Danh mục đã hoàn tất, không sửa được nữa; báo điều độ.",
        "The list is complete and takes no more corrections; tell the dispatcher.",
    ),
    "dead_work.missing": Text(
        "Việc này chưa có bảng biện pháp an toàn khi cắt điện; hãy chọn lại phương án.",
        "This job has no dead-work order; choose the method again.",
    ),
    "dead_work.open": Text(
        "Chưa xong biện pháp an toàn khi cắt điện (còn {missing} mục): chưa được bắt đầu làm việc.",
        "The dead-work order is not complete ({missing} open): work may not begin yet.",
    ),
    "follow_up.open": Text(
        "Mục trọng yếu không đạt chưa được xử lý: dừng việc, chờ điều độ hoặc cán bộ an toàn.",
        "A critical item failed and is not resolved: the job stops until the dispatcher or HSE has decided.",
    ),
    "template.code": Text(
        "Mã gồm chữ thường không dấu, số và gạch dưới, bắt đầu bằng chữ.",
        "A code has lower-case letters, digits and underscores, and begins with a letter.",
    ),
    "template.text_missing": Text("Ghi bằng cả hai thứ tiếng.", "Write it in both languages."),
    "template.no_items": Text("Danh mục cần ít nhất một mục.", "A list needs at least one item."),
    "template.key_twice": Text("Mã mục này đã dùng ở trên.", "This key is used further up."),
    "template.choices_few": Text("Cần ít nhất hai phương án.", "There must be at least two options."),
    "template.range_empty": Text(
        "Giá trị nhỏ nhất lớn hơn giá trị lớn nhất.", "The smallest value is above the largest."
    ),
    "template.seconds_missing": Text(
        "Ghi số giây tối thiểu, từ 1 đến 86400.", "Give the minimum seconds, from 1 to 86400."
    ),
    "template.not_of_kind": Text("Loại mục này không dùng trường này.", "Items of this kind have no such field."),
    "template.critical_skipped": Text(
        "Mục trọng yếu không được bỏ qua.", "A critical item cannot be marked as not applicable."
    ),
    "template.not_before": Text("Chọn một mục đứng trước mục này.", "Name an item that stands before this one."),
    "template.value_impossible": Text(
        "Mục đó không bao giờ được trả lời như vậy.", "That item is never answered like this."
    ),
    "template.not_a_choice": Text("Chọn một mục kiểu lựa chọn.", "Name an item of the kind choice."),
    "template.seconds_of_choice": Text(
        "Ghi số giây cho từng phương án, từ 1 đến 86400.", "Give seconds for every option, from 1 to 86400."
    ),
}
