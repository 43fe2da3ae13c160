"""Wording of protective equipment: stock that is short, articles that may not be issued, warnings."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "ppe.short": Text(
        "Kho xe và kho đơn vị còn thiếu {article} cho việc này (số lượng {pieces}).",
        "Vehicle and unit store are short of {article} for this job ({pieces}).",
    ),
    "ppe.not_enough": Text("Kho không còn đủ số lượng này.", "The store does not hold so many pieces."),
    "ppe.for_a_job": Text(
        "Món này cấp cho một việc; kết thúc việc là trả.", "It was issued for a job, and goes back when the job ends."
    ),
    "ppe.back_already": Text(
        "Sổ kho đã ghi trả trước đó: {pieces} × {article}.",
        "The store had booked it as returned before: {pieces} × {article}.",
    ),
    "ppe.expired": Text(
        "{article} trong kho đã hết hạn lúc {expired_at}; không được cấp.",
        "{article} in stock is past its date since {expired_at}; it may not be issued.",
    ),
    "ppe.not_in_profile": Text(
        "{article} không thuộc bộ trang bị của việc này.", "{article} is not part of what this job asks for."
    ),
    "ppe.wrong_size": Text(
        "{article} cỡ {size} không đúng cỡ {own_size} của {name}.",
        "{article} of size {size} is not {name}'s size {own_size}.",
    ),
}
