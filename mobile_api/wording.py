"""What a phone shows for each push, and for what the sync itself refuses. The message over the air holds no words."""

from collections.abc import Mapping

from app.services.pushes import PushKind
from compliance.text import Text

PUSHES: Mapping[str, Text] = {
    PushKind.ASSIGNMENT_NEW: Text("Việc mới cho tổ của bạn. Hãy xem và nhận việc.", "New job. Open it and accept."),
    PushKind.ASSIGNMENT_CHANGED: Text("Việc của tổ đã thay đổi. Hãy xem lại.", "Your job has changed. Look again."),
    PushKind.ASSIGNMENT_WITHDRAWN: Text("Việc đã được thu hồi.", "The job was withdrawn from your crew."),
    PushKind.ASSIGNMENT_REMINDER: Text("Việc đang chờ tổ của bạn trả lời.", "A job waits for your answer."),
    PushKind.ZONE_AROUND: Text(
        "Khu vực hạn chế vừa được lập quanh chỗ bạn. Xem ngay.",
        "A restricted zone has appeared around you. Look now.",
    ),
    PushKind.ZONE_UNADMITTED: Text(
        "Bạn đã vào khu vực hạn chế khi chưa qua chốt. Ra ngay hoặc gọi điều độ.",
        "You have entered a restricted zone without passing the gate. Leave it, or call the dispatcher now.",
    ),
    PushKind.ZONE_CHANGED: Text("Khu vực hạn chế đã thay đổi.", "The restricted zone has changed."),
    PushKind.ZONE_ENDED: Text("Khu vực hạn chế đã hết hiệu lực.", "The restricted zone has ended."),
    PushKind.ORDER_FORBIDS: Text(
        "Lệnh cách ly mới không cho phép loại việc này ở đây. Gọi điều độ.",
        "A new isolation order does not allow this work here. Call the dispatcher.",
    ),
    PushKind.STAY_ENDS: Text(
        "Thời gian được ở trong khu vực sắp hết. Chuẩn bị ra.",
        "Your time in the zone is almost over. Get ready to leave.",
    ),
    PushKind.STAY_OVER: Text(
        "Đã quá thời gian được ở trong khu vực. Ra ngay.", "Your time in the zone is over. Leave now."
    ),
    PushKind.BRIEFING_VOID: Text("Phải họp trước việc lại.", "The briefing no longer counts. Hold it again."),
    PushKind.PERMIT_APPROVED: Text("Được phép vào khu vực.", "Entry is approved."),
    PushKind.PERMIT_DENIED: Text("Không được phép vào khu vực.", "Entry is denied."),
    PushKind.PERMIT_REVOKED: Text("Giấy vào khu vực bị thu hồi. Không vào.", "Entry permit revoked. Do not enter."),
    PushKind.PERMIT_VOID: Text("Giấy vào khu vực không còn giá trị.", "The entry permit no longer counts."),
    PushKind.PERMIT_EXPIRED: Text("Giấy vào khu vực đã hết hạn.", "The entry permit has expired."),
    PushKind.PERMIT_CONDITIONS: Text(
        "Điều kiện của giấy vào khu vực đã thay đổi. Xác nhận lại trước khi vào.",
        "The conditions of the entry permit have changed. Confirm them again before you enter.",
    ),
    PushKind.PERMIT_LAPSED_INSIDE: Text(
        "Giấy vào khu vực hết hiệu lực khi tổ còn ở trong. Ra khỏi khu vực hoặc gọi điều độ ngay.",
        "The entry permit ended while you are inside. Leave the zone, or call the dispatcher now.",
    ),
    PushKind.METHOD_CHANGED: Text("Phương án thi công đã thay đổi.", "The work method has changed."),
    PushKind.WEATHER_STOP: Text(
        "Ngừng hotline ngay: giông sét, hoặc không còn tin thời tiết. Rời phần mang điện.",
        "Stop live-line work now: storm, or no word on the weather any more. Leave the live parts.",
    ),
    PushKind.WEATHER_CHANGED: Text(
        "Thời tiết đã thay đổi. Họp trước việc lại.", "The weather has changed. Hold the briefing again."
    ),
    PushKind.WORK_PERMIT_READY: Text(
        "Phiếu hoặc lệnh công tác chờ chữ ký của bạn.", "The work permit or order waits for your signature."
    ),
    PushKind.WORK_PERMIT_GOOD: Text("Đã đủ chữ ký: được phép làm việc.", "All have signed: the work is permitted."),
    PushKind.WORK_PERMIT_CHANGED: Text(
        "Phiếu hoặc lệnh công tác đã thay đổi. Xem và ký lại.", "The work permit or order has changed. Sign anew."
    ),
    PushKind.COMBINATION_WITHDRAWN: Text(
        "HSE đã rút duyệt tổ hợp PPE của việc này. Gọi điều độ.",
        "HSE withdrew its word on the PPE of this job. Call the dispatcher.",
    ),
    PushKind.OVERRIDE_GIVEN: Text("Được vào khẩn cấp, có thời hạn.", "Emergency entry is allowed for a limited time."),
    PushKind.FOLLOW_UP_RESOLVED: Text(
        "Đã có quyết định về mục không đạt. Xem việc của tổ.", "It was decided about the failed item. Look at the job."
    ),
    PushKind.STAND_DOWN: Text(
        "Bạn được tạm ngừng điều động. Xem đến khi nào.", "You are in stand-down. See until when."
    ),
    PushKind.STAND_DOWN_CHANGED: Text(
        "Thời hạn tạm ngừng điều động của bạn đã thay đổi.", "The end of your stand-down has changed."
    ),
    PushKind.HELP_ANSWERED: Text("Điều độ đã trả lời yêu cầu hỗ trợ.", "The dispatcher answered your call for help."),
    PushKind.FITNESS_DECIDED: Text(
        "Bộ phận an toàn đã quyết định về sức khỏe của bạn. Xem ca trực.",
        "HSE decided whether you are fit. Look at your shift.",
    ),
    PushKind.BREACH: Text(
        "Có sự cố bảo hộ trong tổ. Dừng việc, kiểm tra lẫn nhau.",
        "A breach of protection in your crew. Stop, and look at each other.",
    ),
    PushKind.EMERGENCY: Text(
        "Khẩn cấp trong tổ. Dừng việc, tìm đồng đội, gọi điều độ.",
        "Emergency in your crew. Stop, find your colleague, call the dispatcher.",
    ),
    PushKind.EMERGENCY_SEEN: Text(
        "Điều độ đã thấy báo động của bạn và đang gọi trợ giúp.", "The dispatcher has seen your alarm and gets help."
    ),
    PushKind.CHECKIN_MISSED: Text(
        "Tổ chưa báo an toàn. Báo ngay, hoặc gọi điều độ.",
        "Your crew has not checked in. Do it now, or call the dispatcher.",
    ),
}

SYNC: Mapping[str, Text] = {
    "sync.gap": Text(
        "Thiếu thao tác {expected} trước thao tác {got}. Gửi lại từ {expected}, hoặc bắt đầu với client_id mới.",
        "Action {expected} is missing before {got}. Send from {expected} on, or begin with a new client_id.",
    ),
    "sync.seq_taken": Text("Số thứ tự này đã dùng cho thao tác khác.", "Another action had this number already."),
    "sync.action_id_reused": Text("Mã thao tác này đã dùng cho việc khác.", "This action id stood for something else."),
    "position.ancient": Text("Vị trí cũ hơn bảy ngày không được lưu.", "Older than seven days: it was not kept."),
    "position.off_duty": Text("Ngoài ca trực, vị trí không được lưu.", "Off duty: the position was not kept."),
}


def push_text(kind: str, lang: str) -> str:
    """The words for a push; a kind that this release does not know shows itself."""
    words = PUSHES.get(kind)
    return words.get(lang) if words else kind
