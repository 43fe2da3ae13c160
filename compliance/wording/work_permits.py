"""Wording about electrical work permits: signatures and handing back."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "work_permit.signature_not_asked": Text(
        "{document} không cần chữ ký: {signature}.", "A {document} needs no signature of the {signature}."
    ),
    "work_permit.signed_already": Text("Đã có chữ ký: {signature}.", "The {signature} has signed already."),
    "work_permit.not_yours_to_sign": Text(
        "Vai trò của bạn không được ký: {signature}.", "Your role does not sign as {signature}."
    ),
    "work_permit.out_of_order": Text(
        "{first} ký trước, rồi mới đến {signature}.", "The {first} signs first, then the {signature}."
    ),
    "work_permit.roles_apart": Text(
        "Một người không được ký cả {first} và {signature}.", "One person may not sign as {first} and as {signature}."
    ),
    "work_permit.hand_back_first": Text(
        "Phải trả {number} trước khi đóng điện lại.", "{number} must be handed back before supply is restored."
    ),
    "work_permit.crew_changed": Text(
        "Tổ đội đã thay đổi: mọi người phải ký lại.", "The crew changed: everybody signs anew."
    ),
    "work_permit.vehicle_changed": Text(
        "Xe đã thay đổi: mọi người phải ký lại.", "The vehicle changed: everybody signs anew."
    ),
    "work_permit.changed_since": Text(
        "{number} đã thay đổi sau khi ký trên điện thoại; hãy xem lại rồi ký.",
        "{number} was changed after it was signed on the phone; read it again, then sign.",
    ),
    "work_permit.method_changed": Text(
        "Phương án hoặc cấp điện áp đã thay đổi.", "The method or the voltage was changed."
    ),
    "work_permit.job_over": Text("Việc đã kết thúc.", "The job is over."),
}
