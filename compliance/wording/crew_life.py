"""Wording about a crew's shift: signing on and off, breaks, vehicles, calls for help, hand-overs."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "crew.not_signed_on": Text(
        "Chưa ai trong tổ đội nhận ca (ca bắt đầu lúc {since_at}).",
        "Nobody of the crew has signed on (the shift began at {since_at}).",
    ),
    "crew.on_break": Text(
        "Tổ đội đang nghỉ đến {break_until}; chỉ gọi khi nguy hiểm tính mạng.",
        "The crew is on a break until {break_until}; it is called for life safety only.",
    ),
    "crew.unavailable": Text(
        "{name} đã báo không thể làm việc; chờ quyết định.", "{name} has said that they cannot work; to be decided."
    ),
    "shift.too_early": Text("Chưa đến giờ nhận ca; từ {opens_at}.", "Too early to sign on; from {opens_at}."),
    "shift.over": Text("Ca đã kết thúc lúc {ended_at}.", "The shift ended at {ended_at}."),
    "shift.unfit_open": Text(
        "Bạn đã báo không khỏe: chờ bộ phận an toàn quyết định.", "You said that you are not well: HSE decides first."
    ),
    "shift.leader_only": Text(
        "Chỉ người chỉ huy trực tiếp làm thay cho người khác trong tổ.",
        "Only the direct supervisor does this for others of the crew.",
    ),
    "shift.not_signed_on": Text("Hãy nhận ca trước.", "Sign on first."),
    "shift.inside_zone": Text(
        "Còn ở trong vùng {zone}: ra khỏi vùng trước.", "Still inside zone {zone}: leave it first."
    ),
    "shift.job_under_way": Text(
        "Việc {number} chưa xong: làm xong hoặc bàn giao trước.", "Job {number} is under way: end it or hand it over."
    ),
    "shift.vehicle_not_returned": Text(
        "Xe {plate} chưa kiểm tra khi trả.", "Vehicle {plate} was not looked at on its return."
    ),
    "vehicle.blocked": Text(
        "Xe {plate} không được chạy: {check_item}.", "Vehicle {plate} may not be driven: {check_item}."
    ),
    "vehicle.not_answered": Text("Chưa trả lời: {check_item}.", "Not answered: {check_item}."),
    "vehicle.why_missing": Text("Nêu rõ hỏng gì: {check_item}.", "Say what is wrong: {check_item}."),
    "vehicle.not_yours": Text("Xe không thuộc tổ của bạn.", "The vehicle is not your crew's."),
    "help.kind_unknown": Text("Không có loại hỗ trợ {kind}.", "There is no such help: {kind}."),
    "help.count_missing": Text("Nêu số lượng cần.", "Say how many are needed."),
    "help.what_missing": Text("Nêu cần gì.", "Say what is needed."),
    "help.time_missing": Text("Nêu khi nào đến.", "Say when it comes."),
    "help.why_missing": Text("Nêu lý do từ chối.", "Say why not."),
    "hand_over.leader_only": Text(
        "Người chỉ huy trực tiếp bàn giao và nhận bàn giao.", "The direct supervisor hands over and takes over."
    ),
    "hand_over.people_inside": Text(
        "Còn {people} người trong vùng: ra hết và làm xong thủ tục ra, hoặc ở lại chờ tổ sau đến.",
        "{people} people are still inside: come out with the exit done, or stay until the next crew has come.",
    ),
    "hand_over.not_now": Text("Việc đang “{state}”, không bàn giao được.", "A job that is {state} is not handed over."),
    "hand_over.nobody_there": Text(
        "Việc đang “{state}”: chưa ai ở nơi làm việc để chờ.", "The job is {state}: nobody is there to wait."
    ),
    "hand_over.meet_there": Text(
        "Tổ trước đang chờ: nhận bàn giao tại nơi làm việc.", "The crew before waits: take over at the place itself."
    ),
    "hand_over.not_taken": Text(
        "Đọc và ký nhận bàn giao trước khi làm việc.", "Read the hand-over and sign that you take over, then work."
    ),
}
