"""Wording about plans: why a ticket was left out, and why a line of a plan no longer holds."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "plan.no_crews": Text("Đơn vị không có tổ đội nào.", "The unit has no crews."),
    "plan.barred_for_all": Text("Không tổ đội nào trong {crews} tổ được phép đi.", "None of the {crews} crews may go."),
    "plan.no_time": Text(
        "{crews} tổ đội được phép đi nhưng không còn thời gian trong ca.",
        "{crews} crews may go, but none has time left in its shift.",
    ),
    "plan.deferred": Text("Phiếu đang được hoãn.", "The ticket is deferred."),
    "plan.too_late": Text("Hạn bắt đầu đã qua hoặc không thể kịp.", "It can no longer begin by its deadline."),
    "plan.not_this_crew": Text("Điều độ viên không muốn tổ đội này đi.", "A dispatcher does not want this crew to go."),
    "plan.pinned_crew_gone": Text(
        "Tổ đội được ghim không còn hoạt động ở đơn vị này.",
        "The crew that it is pinned to no longer works in this unit.",
    ),
    "plan.zone_between": Text(
        "Vùng hạn chế ở đây thay đổi trong lúc tổ đội trên đường đến.",
        "The restricted zones there change while a crew would be under way.",
    ),
    "plan.not_equipped": Text(
        "Kho xe và kho đơn vị không đủ trang bị bảo hộ mà vùng này đòi hỏi.",
        "Vehicle and unit store do not hold the protective equipment that the zone asks for.",
    ),
    "plan.crew_gone": Text("Tổ đội không còn hoạt động.", "The crew no longer works."),
    "plan.ticket_gone": Text("Phiếu không còn thuộc đơn vị của bạn.", "The ticket is no longer your unit's."),
    "plan.ticket_not_open": Text(
        "Phiếu không còn chờ tổ đội (hiện: {state}).", "The ticket no longer takes crews (it is {state} now)."
    ),
    "plan.ticket_changed": Text(
        "Phiếu đã thay đổi sau khi lập kế hoạch; hãy lập lại.",
        "The ticket has changed since it was planned; plan again.",
    ),
    "plan.assignment_gone": Text(
        "Việc mà kế hoạch muốn đổi không còn nữa; hãy lập lại.",
        "The assignment that it would change is gone; plan again.",
    ),
    "plan.crew_agreed": Text(
        "Tổ đội đã nhận việc này sau khi lập kế hoạch (hiện: {state}).",
        "The crew has taken this job on since it was planned (it is {state} now).",
    ),
    "plan.zones_changed": Text(
        "Vùng hạn chế ở đây đã thay đổi (hiện: {zones}); hãy lập lại.",
        "The restricted zones there have changed (now: {zones}); plan again.",
    ),
    "plan.sibling_refused": Text(
        "Việc cần nhiều tổ đội cùng lúc, mà một tổ không đi được.",
        "The job needs several crews at once, and one of them cannot go.",
    ),
    "plan.moved": Text("Kế hoạch giao việc này cho tổ đội khác.", "A plan gives this job to another crew."),
    "plan.dropped": Text("Kế hoạch chưa xếp được việc này.", "A plan has no place for this job now."),
    "plan.retimed": Text("Kế hoạch dời việc này sang giờ khác.", "A plan moves this job to another time."),
    "plan.displaced": Text("Nhường chỗ cho việc khẩn cấp {ticket}.", "It made room for the emergency {ticket}."),
    "plan.shift_over": Text(
        "Sẽ xong muộn hơn giờ làm cho phép {minutes} phút.", "It would be done {minutes} min after its hours are over."
    ),
    "plan.deadline_missed": Text(
        "Phiếu {ticket} sẽ bắt đầu trễ hạn {minutes} phút.",
        "Ticket {ticket} would begin {minutes} min after its deadline.",
    ),
    "plan.travel_changed": Text(
        "Thời gian di chuyển không còn như khi lập phương án; các con số dưới đây tính theo đường đi hiện nay.",
        "Travel times are no longer those that the plan was made with; the figures go by the roads as they are now.",
    ),
    "plan.rule_stock": Text("Tổ đội mang không đủ vật tư.", "The crew carries too little material."),
    "plan.rule_crews": Text("Việc đã có đủ tổ đội.", "The job has all the crews it needs."),
    "plan.rule_pin": Text("Việc được ghim cho tổ đội khác.", "The job is pinned to another crew."),
    "plan.rule_order": Text("Việc này phải chờ việc khác.", "The job waits for another one."),
    "plan.incident_covered": Text(
        "Cùng một sự cố với phiếu {ticket}, việc được xếp ở đó.",
        "It belongs to the incident that is worked through ticket {ticket}.",
    ),
}
