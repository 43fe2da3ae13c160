"""Wording for what is answered to an alert of the Common Alerting Protocol that changes no zone."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "cap.not_actual": Text(
        "Bản tin CAP có trạng thái {status}: chỉ là thử hoặc diễn tập, không làm gì.",
        "The CAP message has the status {status}: a test or an exercise; nothing was done.",
    ),
    "cap.not_about_a_zone": Text(
        "Bản tin CAP loại {message_type} không nói về vùng nào.",
        "A CAP message of type {message_type} is not about a zone.",
    ),
    "cap.older": Text(
        "Bản tin gửi lúc {sent} cũ hơn bản tin đã nhận lúc {newest}.",
        "The message of {sent} is older than the one of {newest}, which was taken already.",
    ),
    "cap.unknown_reference": Text(
        "Bản tin hủy nhắc tới bản tin chưa từng nhận.", "It cancels a message that was never taken."
    ),
}
