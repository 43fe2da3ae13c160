"""Words of letters and short messages. They name the permit and lead to the desk; who and where stands there only."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.text import Text


@dataclass(frozen=True, slots=True)
class Words:
    """One kind of message. `{link}` leads to the desk; SMS texts keep to the letters of one short message."""

    subject: Text
    email: Text
    sms: Text


_FOOT = Text(
    "\n\nĐăng nhập để xem ai vào, bằng xe nào, vì sao, và trả lời:\n{link}\n\nCordon",
    "\n\nSign in to see who, with which vehicle and why, and to answer:\n{link}\n\nCordon",
)


def _words(subject: tuple[str, str], email: tuple[str, str], sms: tuple[str, str]) -> Words:
    return Words(Text(*subject), Text(email[0] + _FOOT.vi, email[1] + _FOOT.en), Text(*sms))


MESSAGES: Mapping[str, Words] = {
    "permit.requested": _words(
        ("Đề nghị vào vùng {number} chờ trả lời", "Entry request {number} waits for your answer"),
        (
            "Đơn vị điện lực đề nghị cho vào vùng do quý cơ quan quản lý: {number}. Trả lời trước {respond_by}.",
            "The electricity utility asks to enter a zone in your charge: {number}. Please answer by {respond_by}.",
        ),
        (
            "De nghi vao vung {number} cho tra loi truoc {respond_by}: {link}",
            "Entry request {number}, please answer by {respond_by}: {link}",
        ),
    ),
    "permit.reminder": _words(
        ("Nhắc: đề nghị vào vùng {number} chưa có trả lời", "Reminder: entry request {number} has no answer yet"),
        (
            "Đề nghị vào vùng {number} vẫn chờ trả lời; hạn là {respond_by}.",
            "Entry request {number} still waits for your answer; it is due at {respond_by}.",
        ),
        (
            "Nhac: de nghi vao vung {number} cho tra loi truoc {respond_by}: {link}",
            "Reminder: entry request {number}, answer due {respond_by}: {link}",
        ),
    ),
    "permit.late": _words(
        ("Quá hạn: đề nghị vào vùng {number}", "Overdue: entry request {number}"),
        (
            "Đề nghị vào vùng {number} quá hạn trả lời lúc {respond_by}. Cơ quan cấp trên cũng có thể trả lời.",
            "The answer to entry request {number} was due at {respond_by}. The authority above may answer as well now.",
        ),
        (
            "Qua han: de nghi vao vung {number}, han {respond_by}: {link}",
            "Overdue: entry request {number}, due {respond_by}: {link}",
        ),
    ),
    "permit.escalated": _words(
        ("Chuyển lên: đề nghị vào vùng {number}", "Passed up to you: entry request {number}"),
        (
            (
                "Cơ quan cấp dưới chưa trả lời đề nghị vào vùng {number} đúng hạn; nay chuyển lên quý cơ quan. "
                "Trả lời trước {respond_by}."
            ),
            (
                "An authority below yours let the time for entry request {number} pass; it is put before you now. "
                "Please answer by {respond_by}."
            ),
        ),
        (
            "Chuyen len: de nghi vao vung {number}, tra loi truoc {respond_by}: {link}",
            "Passed up: entry request {number}, please answer by {respond_by}: {link}",
        ),
    ),
    "permit.recorded": _words(
        ("Đã ghi trả lời của quý cơ quan cho {number}", "Your answer to {number} was noted"),
        (
            (
                "Điều độ đã ghi lại trả lời qua điện thoại hoặc công văn cho {number}. "
                "Nếu không đúng, hãy thu hồi ngay trên màn hình."
            ),
            (
                "A dispatcher noted an answer given by telephone or letter to {number}. "
                "If it is not so, revoke it on your screen at once."
            ),
        ),
        (
            "Da ghi tra loi cua quy co quan cho {number}. Neu khong dung, hay thu hoi: {link}",
            "Your answer to {number} was noted by telephone or letter. If it is wrong, revoke it: {link}",
        ),
    ),
    "entry.overridden": _words(
        ("Vào khẩn cấp vùng {number}", "Emergency entry to zone {number}"),
        (
            (
                "Có nguy hiểm tính mạng: điều độ viên và trưởng ca đã cho tổ vào vùng {number} mà chưa chờ trả lời, "
                "đến {respond_by}. Xem ai vào và vì sao trên màn hình."
            ),
            (
                "A life is at stake: dispatcher and shift leader have let a crew enter zone {number} without waiting "
                "for your answer, until {respond_by}. Who and why stands on your screen."
            ),
        ),
        (
            "Vao khan cap vung {number} den {respond_by}, do nguy hiem tinh mang: {link}",
            "Emergency entry to zone {number} until {respond_by}, a life is at stake: {link}",
        ),
    ),
    "push.waits": _words(
        ("{number} chờ bạn xem", "{number} waits for you"),
        (
            "Có tin cho tổ của bạn về {number}; chưa ai trả lời.",
            "There is news for your crew about {number}; nobody has answered yet.",
        ),
        (
            "Co tin cho to cua ban ({number}), chua ai tra loi. Mo ung dung: {link}",
            "News for your crew ({number}), nobody has answered. Open the app: {link}",
        ),
    ),
    "push.danger": _words(
        ("Khẩn cấp: {number}", "Emergency: {number}"),
        (
            "Khẩn cấp về {number}. Dừng lại, mở ứng dụng hoặc gọi điều độ ngay.",
            "Emergency about {number}. Stop, open the app or call the dispatcher now.",
        ),
        (
            "KHAN CAP ({number}). Dung lai, mo ung dung hoac goi dieu do ngay: {link}",
            "EMERGENCY ({number}). Stop, open the app or call the dispatcher now: {link}",
        ),
    ),
}
"""By the kind of message."""
