"""Wording about crews, work methods and time inside a zone."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "crew.member_twice": Text("Một người có tên hai lần trong tổ đội.", "One person is in the crew twice."),
    "crew.too_small": Text(
        "Tổ đội có {members} người, cần ít nhất {minimum}.", "The crew has {members}, at least {minimum} are needed."
    ),
    "crew.supervisor_missing": Text("Tổ đội chưa có người chỉ huy trực tiếp.", "The crew has no direct supervisor."),
    "crew.supervisor_several": Text(
        "Tổ đội chỉ được có một người chỉ huy trực tiếp.", "The crew may have one direct supervisor only."
    ),
    "crew.skill_missing": Text("Tổ đội thiếu kỹ năng: {skill}.", "Nobody in the crew has the skill: {skill}."),
    "crew.stand_down": Text(
        "{name} đang trong thời gian tạm ngừng điều động đến {stand_down_until}.",
        "{name} is in stand-down until {stand_down_until}.",
    ),
    "crew.cohort_mixed": Text(
        "Tổ đội trộn người: {name} đã ở vùng {zone_class}, {other_name} đã ở vùng {other_class} với tổ khác.",
        "Mixed crew: {name} was in a zone of {zone_class}, {other_name} in one of {other_class}, in other crews.",
    ),
    "crew.roles_apart": Text(
        "{name} không được kiêm {role} và {other_role}.", "{name} may not be both {role} and {other_role}."
    ),
    "crew.silent": Text(
        "Không có vị trí của tổ đội từ {since_at}; ước tính theo thời gian đã chạy.",
        "No position of the crew since {since_at}; estimated by how long it has driven.",
    ),
    "crew.no_way": Text("Không có đường đến nơi này.", "There is no way to this place."),
    "crew.inactive": Text("Tổ đội này không còn hoạt động.", "This crew is no longer active."),
    "crew.off_shift": Text("Tổ đội không trong ca lúc {needed_at}.", "The crew is off shift at {needed_at}."),
    "crew.not_rested": Text(
        "{name} chưa nghỉ đủ giữa hai ca; sẵn sàng từ {ready_at}.",
        "{name} has not had enough rest between shifts; ready at {ready_at}.",
    ),
    "crew.hours_day": Text(
        "{name} đã làm đủ {hours} giờ trong 24 giờ lúc {spent_at}.",
        "{name} has worked {hours} hours within 24 hours at {spent_at}.",
    ),
    "crew.hours_week": Text(
        "{name} đã làm đủ {hours} giờ trong 7 ngày lúc {spent_at}.",
        "{name} has worked {hours} hours within 7 days at {spent_at}.",
    ),
    "crew.larger_than_zone_admits": Text(
        "Tổ đội {members} người, vùng chỉ cho tối đa {max_people}.",
        "The crew has {members}, the zone admits at most {max_people}.",
    ),
    "method.unknown": Text("Phương án phải là hotline hoặc cắt điện.", "The method must be live-line or dead-line."),
    "method.voltage_unknown": Text("Chưa rõ cấp điện áp.", "The voltage level is not known."),
    "method.grade_too_low": Text(
        "{name} có bậc an toàn {grade}, làm hotline cần bậc {minimum}.",
        "{name} has safety grade {grade}; live-line needs {minimum}.",
    ),
    "method.safety_supervisor_missing": Text(
        "Làm hotline phải có người giám sát an toàn điện.", "Live-line needs an electrical safety supervisor."
    ),
    "method.procedure_missing": Text("Làm hotline phải có quy trình.", "Live-line needs a procedure."),
    "method.storm": Text("Không làm hotline khi có giông sét.", "No live-line work in a storm or lightning."),
    "method.weather_unknown": Text(
        "Chưa rõ thời tiết: không làm hotline.", "The weather is not known: no live-line work."
    ),
    "method.dead_line_reason_missing": Text(
        "Vùng {zone} ưu tiên hotline: phải nêu lý do vì sao cắt điện.",
        "Zone {zone} prefers live-line: say why the line is switched off.",
    ),
    "method.chooser_not_allowed": Text(
        "Phương án do điều độ viên hoặc người chỉ huy trực tiếp chọn.",
        "The dispatcher or the direct supervisor chooses the method.",
    ),
    "weather.storm_at_work": Text(
        "Có giông sét: ngừng hotline, rời khỏi phần mang điện ngay.",
        "Storm or lightning: stop live-line work and leave the live parts now.",
    ),
    "weather.unknown_at_work": Text(
        "Tin thời tiết đã hết hạn: ngừng hotline cho đến khi có tin mới.",
        "The word on the weather has expired: stop live-line work until there is a new one.",
    ),
    "exposure.over_maximum": Text(
        "Đã ở trong vùng {minutes} phút, quá mức {max_minutes} phút.",
        "{minutes} minutes inside, over the maximum of {max_minutes}.",
    ),
}
