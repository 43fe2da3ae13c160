"""Wording about why a crew stands where it stands among those that could go."""

from collections.abc import Mapping

from compliance.text import Text

TEXTS: Mapping[str, Text] = {
    "candidate.only": Text("Tổ duy nhất có thể đi.", "The only crew that can go."),
    "candidate.sooner_than": Text(
        "Có điện sớm hơn {minutes} phút so với {crew}.", "Restores supply {minutes} min sooner than {crew}."
    ),
    "candidate.later_than": Text(
        "Có điện muộn hơn {minutes} phút so với {crew}.", "Restores supply {minutes} min later than {crew}."
    ),
    "candidate.nearer_than": Text("Cùng lúc với {crew} và ở gần hơn.", "As soon as {crew}, and nearer."),
    "candidate.farther_than": Text("Cùng lúc với {crew} nhưng ở xa hơn.", "As soon as {crew}, but farther away."),
    "candidate.busy": Text("Còn việc đến {busy_until}.", "Has work until {busy_until}."),
    "candidate.drives_longer": Text("Đi đường lâu hơn {minutes} phút.", "Drives {minutes} min longer."),
    "candidate.waits_longer": Text(
        "Chờ và chuẩn bị tại chỗ lâu hơn {minutes} phút.", "Waits and prepares {minutes} min longer at the place."
    ),
    "candidate.by_moving": Text(
        "Nếu dời việc đã lên kế hoạch: bắt đầu lúc {begin_at}, sớm hơn {minutes} phút.",
        "By moving planned work it could begin at {begin_at}, {minutes} min sooner.",
    ),
    "candidate.would_delay": Text(
        "Sẽ làm chậm {number} ({customers} khách hàng) {minutes} phút.",
        "Would delay {number} ({customers} customers) by {minutes} min.",
    ),
}
