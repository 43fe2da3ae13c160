"""Privacy as data: which kinds of personal data are kept, what for, on which ground, how long, and what stops the end.

Sources: Law 91/2025/QH15 on the protection of personal data and Decree 356/2025/ND-CP; the periods are the house's, for
HSE and counsel to confirm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from types import MappingProxyType

from compliance.opening_hours import OpeningHours
from compliance.text import Text

ANSWER_DAYS = 2
"""Working days in which a request of a data subject is answered."""
HOLD_KINDS = ("person", "job", "zone")
"""What may be held: all of one worker, of one ticket with its jobs, of one zone; an outbreak is its zones."""
REQUEST_KINDS = ("access", "erasure")
PERSON_KINDS = ("worker", "customer")
REFUSALS = ("not_identified", "still_employed", "legal_duty", "dispute", "excessive")
"""Grounds on which a request may be refused."""
_ONE_DAY = timedelta(days=1)
_SEARCHED_DAYS = 400


@dataclass(frozen=True, slots=True)
class DataKind:
    """One kind of personal data that time takes away.

    Attributes:
        code: stable name.
        title: for people.
        purpose: what it is kept for.
        ground: on which legal ground.
        begins: from when its period counts.
        days: the period that ships.
        least_days: nobody may set less; the database refuses to forget what is younger.
        deleted: whether rows go, or only what names people in them.
        holds: which kinds of hold stop it.
    """

    code: str
    title: Text
    purpose: Text
    ground: Text
    begins: Text
    days: int
    least_days: int
    deleted: bool
    holds: tuple[str, ...] = ()


_SAFETY = Text("Nghĩa vụ an toàn, vệ sinh lao động", "Duty of occupational safety and health")
_CONTRACT = Text("Thực hiện hợp đồng cung cấp điện", "Performance of the electricity supply contract")
_SECURITY = Text("Bảo vệ hệ thống thông tin", "Protection of the information system")
_LAW = Text("Nghĩa vụ theo pháp luật phòng, chống dịch", "Legal duty under the law on epidemics")
_RECORDED = Text("khi được ghi nhận", "when it was recorded")

KINDS: Mapping[str, DataKind] = MappingProxyType({
    each.code: each
    for each in (
        DataKind(
            "positions", Text("Vị trí khi làm nhiệm vụ", "Positions on duty"),
            Text("Điều phối, an toàn khi vào vùng", "Dispatch, safety on the way into zones"), _SAFETY, _RECORDED,
            30, 1, deleted=True, holds=HOLD_KINDS,
        ),
        DataKind(
            "exposures", Text("Sổ phơi nhiễm, tạm nghỉ", "Exposure ledger and stand-downs"),
            Text("Truy vết, bảo vệ sức khỏe", "Contact tracing, protection of health"), _LAW,
            Text("khi rời vùng, hoặc khi hết tạm nghỉ", "when the zone was left, or the stand-down was over"),
            90, 30, deleted=True, holds=HOLD_KINDS,
        ),
        DataKind(
            "evidence", Text("Ảnh và chữ ký của phiếu kiểm tra", "Photos and signatures of checklists"),
            Text("Chứng minh biện pháp an toàn", "Proof of safety measures"), _SAFETY, _RECORDED,
            365, 30, deleted=True, holds=("person", "job"),
        ),
        DataKind(
            "reporters", Text("Người báo sự cố", "Who reported a fault"),
            Text("Liên hệ về sự cố", "Contact about the fault"), _CONTRACT,
            Text("khi phiếu kết thúc", "when the ticket was closed"), 365, 30, deleted=False, holds=("job",),
        ),
        DataKind(
            "messages", Text("Địa chỉ của tin nhắn đã gửi", "Addresses of messages sent"),
            Text("Thông báo cho cơ quan", "Notices to authorities"), _CONTRACT, _RECORDED, 30, 1, deleted=False,
        ),
        DataKind(
            "passes", Text("Nội dung thẻ vào vùng", "Text of entry passes"),
            Text("Kiểm soát vào vùng", "Control at the gate"), _LAW,
            Text("khi thẻ hết hạn", "when the pass expired"), 30, 1, deleted=False, holds=HOLD_KINDS,
        ),
        DataKind(
            "sign_ins", Text("Đăng nhập sai và phiên đã hết", "Failed sign-ins and sessions that are over"),
            Text("An ninh tài khoản", "Security of accounts"), _SECURITY, _RECORDED, 30, 1, deleted=True,
        ),
        DataKind(
            "signatures", Text("Chữ ký trên phiếu công tác", "Signatures on work permits"),
            Text("Chứng minh trách nhiệm an toàn điện", "Proof of electrical safety duties"), _SAFETY,
            Text("khi hết hạn lưu phiếu", "when the permit's own time of keeping is over"), 365, 31, deleted=False,
            holds=("person", "job"),
        ),
        DataKind(
            "trail_words", Text("Tên và lời trong nhật ký", "Names and words in the audit trail"),
            Text("Trách nhiệm giải trình", "Accountability"), _SAFETY, _RECORDED, 1825, 365, deleted=False,
            holds=HOLD_KINDS,
        ),
        DataKind(
            "health_reads", Text("Ai đã xem dữ liệu sức khỏe", "Who looked at health data"),
            Text("Trách nhiệm giải trình", "Accountability"), _LAW, _RECORDED, 730, 365, deleted=True,
        ),
    )
})  # fmt: skip
"""Every kind, in the order in which they are shown and applied."""


def period_of(kind: DataKind, days: Mapping[str, int]) -> timedelta:
    """How long this kind is kept here: what the house sets, never less than the least.

    Args:
        kind: which one.
        days: by code what the house sets; kinds left out keep what ships.
    """
    return timedelta(days=max(days.get(kind.code, kind.days), kind.least_days))


def check_days(days: Mapping[str, int]) -> None:
    """See that periods can be kept.

    Raises:
        ValueError: there is no such kind, or a period is shorter than the least.
    """
    for code, given in days.items():
        kind = KINDS.get(code)
        if kind is None:
            raise ValueError(f"no such kind of data: {code}; there are {', '.join(KINDS)}")
        if given < kind.least_days:
            raise ValueError(f"{code} are kept for at least {kind.least_days} days")


def answer_due(received_at: datetime, hours: OpeningHours, days: int = ANSWER_DAYS) -> datetime:
    """Return the end of the `days`-th working day after the local day on which a request was received.

    Received on a Friday, two working days end on Tuesday when the office closes; days without hours do not count.

    Args:
        received_at: aware; the answer is in the same zone.
        hours: the working days of the unit, in its own time zone.
        days: at least 1.
    """
    day, left = received_at.astimezone(hours.zone).date(), days
    for _ in range(_SEARCHED_DAYS):
        day += _ONE_DAY
        spans = hours.on(day)
        left -= bool(spans)
        if left <= 0 and spans:
            return _at(hours.zone, datetime(day.year, day.month, day.day), spans[-1].closes, received_at.tzinfo)  # noqa: DTZ001 - made aware there
    return received_at + days * _ONE_DAY


def _at(zone: tzinfo, midnight: datetime, minute: int, shown_in: tzinfo | None) -> datetime:
    """The minute of a local day as a moment; 1440 is the midnight at its end."""
    whole, rest = divmod(minute, 24 * 60)
    local = (midnight + whole * _ONE_DAY).replace(hour=rest // 60, minute=rest % 60, tzinfo=zone)
    return local.astimezone(shown_in)


@dataclass(frozen=True, slots=True)
class Hold:
    """What keeps data beyond its period.

    Attributes:
        until: when it ends by itself; None lasts until it is lifted.
        lifted_at: when somebody ended it.
    """

    until: datetime | None = None
    lifted_at: datetime | None = None

    def keeps(self, at: datetime) -> bool:
        """Tell whether it keeps what it names at this moment."""
        return self.lifted_at is None and (self.until is None or at < self.until)
