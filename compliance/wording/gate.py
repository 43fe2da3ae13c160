"""Wording of the gate: its eight lines, what speaks against each, the override and leaving."""

from collections.abc import Mapping

from compliance.text import Text

_LINES: Mapping[str, Text] = {
    "gate.line.1": Text("Việc thuộc danh mục được phép", "Work type allowed at the current level"),
    "gate.line.2": Text("Đã thông báo và được đồng ý", "Authority notified and consenting"),
    "gate.line.3": Text("Đủ PPE và đã kiểm", "PPE complete and checked"),
    "gate.line.4": Text(
        "Phương án hotline hoặc cắt điện đã chọn, nêu lý do", "Live-line or dead-line chosen, with the reason"
    ),
    "gate.line.5": Text(
        "HSE duyệt tổ hợp PPE điện–y tế", "Combination of electrical and medical PPE signed off by HSE"
    ),
    "gate.line.6": Text("Tổ đội không trộn", "Crew not mixed"),
    "gate.line.7": Text("Họp trước việc đã ký", "Tailboard briefing signed"),
    "gate.line.8": Text("Điểm cởi đồ, khử khuẩn xác định", "Doffing and decontamination point set"),
}

_UNKNOWN: Mapping[str, Text] = {
    "gate.zones.unknown": Text("Chưa rõ vùng hạn chế tại nơi này.", "The zones at this place are not known."),
    "gate.crew.unknown": Text("Chưa rõ ai trong tổ đội.", "The members of the crew are not known."),
    "gate.vehicle.unknown": Text("Chưa rõ tổ đội đi xe nào.", "The crew's vehicle is not known."),
    "gate.work_type.unknown": Text(
        "Chưa rõ loại việc hoặc lệnh cách ly.", "The work type or the isolation orders are not known."
    ),
    "gate.permit.unknown": Text("Không tra được giấy phép vào vùng.", "The entry permits could not be read."),
    "gate.ppe.unknown": Text("Không tra được việc cấp phát PPE.", "The issue of PPE could not be read."),
    "gate.entry_checklist.unknown": Text(
        "Không tra được danh mục kiểm tra vào vùng.", "The entry checklists could not be read."
    ),
    "gate.hse.unknown": Text(
        "Chưa rõ HSE đã duyệt tổ hợp PPE hay chưa.", "Whether HSE signed off the PPE combination is not known."
    ),
    "gate.zone.inside_unknown": Text(
        "Chưa rõ số người đang ở trong vùng {zone}.", "How many people are inside zone {zone} is not known."
    ),
    "gate.briefing.weather_unknown": Text("Chưa rõ thời tiết tại nơi này.", "The weather at this place is not known."),
}

_PASSER: Mapping[str, Text] = {
    "gate.leader_only": Text(
        "Chỉ người chỉ huy trực tiếp của tổ đội được đưa tổ qua cổng.",
        "Only the crew's direct supervisor takes it through the gate.",
    ),
}

_PERMIT: Mapping[str, Text] = {
    "gate.permit.missing": Text("Chưa xin phép vào vùng {zone}.", "No entry permit was asked for zone {zone}."),
    "gate.permit.still_requested": Text(
        "Cơ quan quản lý vùng {zone} chưa trả lời.", "The authority of zone {zone} has not answered yet."
    ),
    "gate.permit.denied": Text(
        "Cơ quan quản lý đã từ chối cho vào vùng {zone}.", "The authority denied entry to zone {zone}."
    ),
    "gate.permit.revoked": Text("Giấy phép vào vùng {zone} đã bị thu hồi.", "The permit for zone {zone} was revoked."),
    "gate.permit.void": Text(
        "Giấy phép vào vùng {zone} không còn hiệu lực do vùng đã thay đổi.",
        "The permit for zone {zone} is void because the zone changed.",
    ),
    "gate.permit.other_version": Text(
        "Giấy phép được cấp cho phiên bản cũ của vùng {zone}.",
        "The permit was given for an older version of zone {zone}.",
    ),
    "gate.permit.withdrawn": Text(
        "Đề nghị vào vùng {zone} đã được rút lại.", "The request for zone {zone} was withdrawn."
    ),
    "gate.permit.closed": Text("Giấy phép vào vùng {zone} đã đóng.", "The permit for zone {zone} is closed."),
    "gate.permit.not_yet_valid": Text(
        "Giấy phép vào vùng {zone} có hiệu lực từ {valid_from}.",
        "The permit for zone {zone} is good from {valid_from}.",
    ),
    "gate.permit.expired": Text(
        "Giấy phép vào vùng {zone} đã hết hạn lúc {valid_until}.",
        "The permit for zone {zone} expired at {valid_until}.",
    ),
    "gate.permit.person_not_named": Text(
        "{name} không có tên trong giấy phép vào vùng {zone}.", "{name} is not named on the permit for zone {zone}."
    ),
    "gate.permit.vehicle_not_named": Text(
        "Xe không có trong giấy phép vào vùng {zone}.", "The vehicle is not named on the permit for zone {zone}."
    ),
    "gate.permit.conditions_open": Text(
        "Chưa xác nhận đủ các điều kiện của giấy phép vào vùng {zone}.",
        "The conditions of the permit for zone {zone} are not all confirmed.",
    ),
    "gate.permit.not_open": Text(
        "Đề nghị không còn chờ trả lời (hiện: {state}).", "The request is no longer open (it is {state})."
    ),
    "gate.permit.window_passed": Text(
        "Thời gian xin vào đã qua lúc {valid_until}.", "The time asked for passed at {valid_until}."
    ),
}

_LINE_REASONS: Mapping[str, Text] = {
    "gate.work_type.not_allowed": Text(
        "Tạm hoãn “{work_type}” theo {order} ({level}).", "“{work_type}” is deferred by {order} ({level})."
    ),
    "gate.ppe.not_issued": Text("{name} chưa được cấp PPE: {profile}.", "{name} was not issued PPE: {profile}."),
    "gate.ppe.item_missing": Text(
        "{name} còn thiếu {article} (số lượng {pieces}).", "{name} still lacks {article} ({pieces})."
    ),
    "gate.ppe.item_expired": Text(
        "{article} của {name} đã hết hạn; cấp thay (số lượng {pieces}).",
        "{article} of {name} is past its date; issue others ({pieces}).",
    ),
    "gate.ppe.item_size": Text(
        "{article} của {name} không đúng cỡ; cấp thay (số lượng {pieces}).",
        "{article} of {name} is of another size; issue others ({pieces}).",
    ),
    "gate.ppe.item_worn_out": Text(
        "{article} của {name} đã dùng quá thời gian; cấp thay (số lượng {pieces}).",
        "{article} of {name} was worn too long; issue others ({pieces}).",
    ),
    "gate.ppe.not_checked": Text(
        "PPE của {name} chưa được kiểm: {profile}.", "The PPE of {name} was not checked: {profile}."
    ),
    "gate.entry_checklist.missing": Text(
        "Danh mục kiểm tra vào vùng chưa xong: {template}.", "The entry checklist is not complete: {template}."
    ),
    "gate.method.missing": Text("Chưa chọn hotline hay cắt điện.", "Neither live-line nor dead-line has been chosen."),
    "gate.method.reason_missing": Text("Chưa nêu lý do chọn phương án.", "No reason is given for the method chosen."),
    "gate.work_permit.missing": Text("Chưa có {document}.", "There is no {document} for this work."),
    "gate.work_permit.other_work": Text(
        "{number} không dùng cho việc này; cần {document}.", "{number} is not for this work; a {document} is needed."
    ),
    "gate.work_permit.not_signed": Text(
        "{number} thiếu chữ ký: {signature}.", "{number} lacks the signature of the {signature}."
    ),
    "gate.work_permit.not_permitted": Text(
        "{number} không cho phép làm việc (hiện: {state}).", "{number} does not permit work (it is {state})."
    ),
    "gate.hse.not_signed_off": Text(
        "HSE chưa duyệt dùng {profile} khi làm {method}.", "HSE has not signed off {profile} with {method} work."
    ),
    "gate.zone.full": Text(
        "Vùng {zone} có {inside} người bên trong, tối đa {max_people}.",
        "Zone {zone} has {inside} people inside, at most {max_people} are admitted.",
    ),
    "gate.briefing.missing": Text("Chưa họp trước việc.", "No tailboard briefing was held."),
    "gate.briefing.incomplete": Text("Họp trước việc chưa đủ nội dung.", "The tailboard briefing is not complete."),
    "gate.briefing.not_signed": Text("{name} chưa ký họp trước việc.", "{name} has not signed the briefing."),
    "gate.briefing.zone_changed": Text(
        "Vùng đã thay đổi sau khi họp: phải họp lại.", "The zone changed after the briefing: hold it again."
    ),
    "gate.briefing.crew_changed": Text(
        "Tổ đội đã thay đổi sau khi họp: phải họp lại.", "The crew changed after the briefing: hold it again."
    ),
    "gate.briefing.method_changed": Text(
        "Phương án đã thay đổi sau khi họp: phải họp lại.", "The method changed after the briefing: hold it again."
    ),
    "gate.briefing.weather_changed": Text(
        "Thời tiết đã thay đổi sau khi họp: phải họp lại.", "The weather changed after the briefing: hold it again."
    ),
    "gate.doffing_point.missing": Text("Chưa xác định điểm cởi đồ bảo hộ.", "The doffing point is not set."),
    "gate.decontamination_point.missing": Text(
        "Chưa xác định điểm khử khuẩn.", "The decontamination point is not set."
    ),
}

_OVERRIDE: Mapping[str, Text] = {
    "override.not_life_safety": Text(
        "Chỉ được vào khẩn cấp khi có nguy hiểm tính mạng.", "Emergency entry is for life safety only."
    ),
    "override.dispatcher_missing": Text(
        "Lệnh vào khẩn cấp thiếu tên điều độ viên.", "The emergency override lacks a named dispatcher."
    ),
    "override.shift_leader_missing": Text(
        "Lệnh vào khẩn cấp thiếu tên trưởng ca.", "The emergency override lacks a named shift leader."
    ),
    "override.same_person": Text(
        "Lệnh vào khẩn cấp phải do hai người khác nhau ký.", "Two different people must sign the emergency override."
    ),
    "override.reason_missing": Text("Lệnh vào khẩn cấp thiếu lý do.", "The emergency override lacks a reason."),
    "override.too_long": Text(
        "Lệnh vào khẩn cấp chỉ có hiệu lực tối đa {hours} giờ.", "An emergency override lasts {hours} hours at most."
    ),
    "override.not_yet": Text(
        "Lệnh vào khẩn cấp chưa có hiệu lực (từ {granted_at}).", "The emergency override starts at {granted_at}."
    ),
    "override.expired": Text(
        "Lệnh vào khẩn cấp đã hết hạn lúc {expired_at}.", "The emergency override expired at {expired_at}."
    ),
}

_LEAVE: Mapping[str, Text] = {
    "leave.exit_checklist_missing": Text(
        "Danh mục kiểm tra ra khỏi vùng chưa xong: {template}.", "The exit checklist is not complete: {template}."
    ),
    "leave.contact_time_not_held": Text(
        "Chưa giữ đủ thời gian tiếp xúc của chất khử khuẩn.", "The disinfectant's contact time was not held."
    ),
    "leave.waste_not_handed_over": Text("Chưa bàn giao chất thải.", "The waste was not handed over."),
    "leave.permit_conditions_open": Text(
        "Chưa xác nhận đủ các điều kiện khi ra của giấy phép vào vùng.",
        "The conditions that the authority set for leaving are not all confirmed.",
    ),
    "leave.exposure_open": Text("Hồ sơ phơi nhiễm chưa đóng.", "The exposure record is not closed."),
}

TEXTS: Mapping[str, Text] = {**_LINES, **_UNKNOWN, **_PASSER, **_PERMIT, **_LINE_REASONS, **_OVERRIDE, **_LEAVE}
