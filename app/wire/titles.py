"""Titles of problems, and the sentences that everybody may meet, in Vietnamese beside the English of the code."""

from collections.abc import Mapping

VIETNAMESE: Mapping[str, str] = {
    "Something went wrong": "Có lỗi của hệ thống",
    "The request is not valid": "Yêu cầu không hợp lệ",
    "Sign in first": "Hãy đăng nhập",
    "Not allowed for your role": "Vai trò của bạn không được phép",
    "Not found": "Không tìm thấy",
    "Not possible now": "Hiện không thể thực hiện",
    "The entry gate says no": "Chưa đủ điều kiện vào vùng",
    "Changed by somebody else meanwhile": "Người khác vừa thay đổi",
    "Send If-Match with the version you read": "Hãy gửi If-Match với phiên bản đã đọc",
    "Too many tries": "Thử quá nhiều lần",
    "Too large": "Quá lớn",
    "The upload cannot go on like this": "Không thể gửi tiếp như vậy",
    "Try again shortly": "Hãy thử lại sau",
    "Nobody waits for the answer any more": "Không còn ai chờ câu trả lời",
    "the service is stopping; ask again in a moment": "Dịch vụ đang dừng; hãy hỏi lại sau giây lát",
    "the user name or the password is not right": "Tên đăng nhập hoặc mật khẩu không đúng",
    "the access token is no longer good; refresh it": "Phiên làm việc đã hết hạn, hãy làm mới",
    "this session has ended; sign in again": "Phiên làm việc đã kết thúc, hãy đăng nhập lại",
    "this session was used from two places and has ended": "Phiên này bị dùng ở hai nơi nên đã kết thúc",
    "nobody is signed in at this desk": "Chưa có ai đăng nhập ở trang này",
    "this account is disabled": "Tài khoản này đã bị khóa",
    "sign in first": "Hãy đăng nhập",
    "somebody changed it meanwhile; read it again and repeat your change": (
        "Người khác vừa thay đổi; hãy đọc lại rồi sửa lại"
    ),
    "the database does not answer; nothing was done": "Cơ sở dữ liệu không trả lời; chưa có gì được thực hiện",
    "the database does not answer": "Cơ sở dữ liệu không trả lời",
    "the fault is ours and is logged; tell the operator this request id": (
        "Lỗi của hệ thống đã được ghi lại; hãy báo mã yêu cầu này cho quản trị viên"
    ),
}


def say(sentence: str, lang: str) -> str:
    """The sentence in the asker's language, in English where it has no Vietnamese."""
    return VIETNAMESE.get(sentence, sentence) if lang == "vi" else sentence
