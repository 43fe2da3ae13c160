"""Wording of what speaks for one cause of several tickets, and of why they cannot be arranged as asked."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "incident.by_transformer": Text(
        "Cùng trạm biến áp {element}: {reports} phiếu trong {span_minutes} phút.",
        "One transformer, {element}: {reports} tickets within {span_minutes} min.",
    ),
    "incident.by_feeder": Text(
        "{transformers} trạm biến áp cùng xuất tuyến {element} mất điện: nguyên nhân có thể ở xuất tuyến. "
        "{reports} phiếu trong {span_minutes} phút.",
        "{transformers} transformers of feeder {element} are out: the feeder is the likely cause. "
        "{reports} tickets within {span_minutes} min.",
    ),
    "incident.by_area": Text(
        "{reports} phiếu gần nhau: trong bán kính {radius_m} m và {span_minutes} phút.",
        "{reports} tickets close together: within {radius_m} m and {span_minutes} min.",
    ),
    "incident.by_person": Text(
        "Người điều độ đã gộp {reports} phiếu (bán kính {radius_m} m, {span_minutes} phút).",
        "A person put {reports} tickets together ({radius_m} m around, {span_minutes} min).",
    ),
    "incident.joined_by_transformer": Text("Cùng trạm biến áp", "Same transformer"),
    "incident.joined_by_feeder": Text("Cùng xuất tuyến", "Same feeder"),
    "incident.joined_by_near": Text("Ở gần phiếu khác của sự cố", "Close to another of its tickets"),
    "incident.joined_by_area": Text("Gần nhau về nơi và lúc báo", "Close in place and time"),
    "incident.joined_by_person": Text("Do người điều độ chọn", "Chosen by a person"),
    "incident.ticket_elsewhere": Text(
        "Phiếu {ticket} đã thuộc sự cố {incident}. Hãy đưa phiếu ra khỏi đó trước, hoặc gộp hai sự cố.",
        "Ticket {ticket} belongs to incident {incident}. Take it out there first, or merge the two.",
    ),
    "incident.ticket_over": Text(
        "Phiếu {ticket} đã xong, không thể đưa vào sự cố.", "Ticket {ticket} is over and cannot join an incident."
    ),
    "incident.not_member": Text(
        "Phiếu {ticket} không thuộc sự cố này.", "Ticket {ticket} does not belong to this incident."
    ),
    "incident.over": Text(
        "Sự cố {incident} không còn phiếu nào đang xử lý.", "Incident {incident} has no tickets to work on any more."
    ),
    "incident.with_itself": Text("Không thể gộp sự cố với chính nó.", "An incident cannot be merged with itself."),
    "incident.other_unit": Text(
        "Chỉ gộp được phiếu và sự cố của cùng một đơn vị.",
        "Tickets and incidents of one unit only can be put together.",
    ),
    "incident.nothing_left": Text(
        "Phải để lại ít nhất một phiếu trong sự cố.", "At least one ticket has to stay in the incident."
    ),
    "incident.undone_already": Text("Bước này đã được hoàn tác.", "This step was undone already."),
    "incident.moved_since": Text(
        "Không hoàn tác được: phiếu {ticket} đã được chuyển tiếp sau đó.",
        "It cannot be undone: ticket {ticket} was moved again since.",
    ),
    "incident.changed_since": Text(
        "Không hoàn tác được: sự cố {incident} đã thay đổi sau đó.",
        "It cannot be undone: incident {incident} was changed since.",
    ),
    "incident.grown_since": Text(
        "Không hoàn tác được: sự cố {incident} đã có thêm phiếu khác sau đó.",
        "It cannot be undone: other tickets have joined incident {incident} since.",
    ),
    "incident.element_taken": Text(
        "Thiết bị này đã có một sự cố đang mở.", "There is an open incident for this device already."
    ),
}
