"""Wording of refusals by a life cycle."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "lifecycle.not_allowed": Text(
        "{subject}: không thể chuyển từ “{source}” sang “{target}”.",
        "{subject}: cannot go from “{source}” to “{target}”.",
    ),
    "lifecycle.role_not_allowed": Text(
        "{subject}: vai trò của bạn không được chuyển từ “{source}” sang “{target}”.",
        "{subject}: your role may not take it from “{source}” to “{target}”.",
    ),
    "lifecycle.overtaken": Text(
        "Người khác đã thay đổi việc này sau khi điện thoại cập nhật (hiện: {state}). Xem lại rồi làm tiếp.",
        "Somebody else changed this job after your phone last heard of it (it is {state} now). Look again, then go on.",
    ),
    "lifecycle.flagged": Text(
        "Việc bạn đã làm được ghi nhận và điều độ sẽ xem lại; việc này hiện là “{state}”. Gọi điều độ.",
        "What you did is on record, and the dispatcher will look at it; the job is “{state}” now. Call the dispatcher.",
    ),
    "lifecycle.entry_first": Text(
        "Nơi làm việc nằm trong vùng hạn chế: phải đến chốt và chờ vào vùng trước.",
        "The place lies in a restricted zone: go to the control point and wait for entry first.",
    ),
    "lifecycle.exit_first": Text(
        "Tổ đội đã ở trong vùng hạn chế: phải làm thủ tục ra khỏi vùng trước.",
        "The crew was in a restricted zone: it must go through the exit first.",
    ),
}
