"""Looking at a vehicle before it is driven and when it is given back: what is asked, and what follows from a no.

What ships is for HSE to confirm; the list is data that an administrator edits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from compliance.decision import Decision, from_reasons
from compliance.reasons import Reason, reason
from compliance.text import Text

MOMENTS = ("start", "return")
Kind = Literal["confirm", "date", "number"]


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to look at.

    Attributes:
        code: stable name.
        name: the question, for people.
        kind: a look; the date until which a test is good; or a number that is read off.
        moments: when it is asked.
        blocking: whether the vehicle is not driven until it is mended.
        for_keeper: whether it is the store keeper's to make good.
        least: of a number, what it should be at least.
    """

    code: str
    name: Text
    kind: Kind = "confirm"
    moments: tuple[str, ...] = ("start",)
    blocking: bool = False
    for_keeper: bool = False
    least: int | None = None


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What was seen: `value` is a number or a day, `why` says what is wrong."""

    item: str
    ok: bool
    why: str = ""
    value: int | date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is wrong: of which item, and what."""

    item: CheckItem
    why: str


SHIPPED: tuple[CheckItem, ...] = (
    CheckItem("tyres", Text("Lốp, vành tốt?", "Tyres and wheels good?"), blocking=True),
    CheckItem("lights", Text("Đèn, còi hoạt động?", "Lights and horn work?"), blocking=True),
    CheckItem("brakes", Text("Phanh tốt?", "Brakes good?"), blocking=True),
    CheckItem(
        "insulation_test", Text("Hạn thử nghiệm cách điện của gầu, sào, găng?",
                                "Bucket, sticks and gloves: insulation test good until?"),
        kind="date", blocking=True,
    ),
    CheckItem("ppe_box", Text("Hộp bảo hộ đủ, còn niêm phong?", "Box of protective equipment full and sealed?"),
              for_keeper=True),
    CheckItem("disinfectant", Text("Đủ chất khử khuẩn?", "Enough disinfectant?"), for_keeper=True),
    CheckItem("first_aid", Text("Túi sơ cứu đủ?", "First-aid kit complete?"), for_keeper=True),
    CheckItem("battery", Text("Pin bộ đàm, điện thoại (%)?", "Radio and phone battery (%)?"), kind="number", least=30),
    CheckItem("returned_clean", Text("Xe đã khử khuẩn, dọn sạch?", "Vehicle disinfected and cleared?"),
              moments=("return",)),
    CheckItem("returned_whole", Text("Xe không hư hỏng gì mới?", "Nothing new is broken?"), moments=("return",)),
)  # fmt: skip


def asked_at(items: Iterable[CheckItem], moment: str) -> tuple[CheckItem, ...]:
    """Return what is asked when a vehicle is taken (`start`) or given back (`return`)."""
    return tuple(each for each in items if moment in each.moments)


def complete(items: Sequence[CheckItem], answers: Sequence[CheckAnswer]) -> Decision:
    """Decide whether every item was answered, and every no says why."""
    given = {each.item: each for each in answers}
    return from_reasons(_lacking(items, given))


def found(items: Sequence[CheckItem], answers: Sequence[CheckAnswer], today: date) -> tuple[Found, ...]:
    """Return what is wrong: what was answered with no, a test that has run out, a number that is too low.

    Args:
        items: what was asked.
        answers: what was seen.
        today: the day, where the vehicle is.
    """
    given = {each.item: each for each in answers}
    wrong = ((item, _wrong(item, given[item.code], today)) for item in items if item.code in given)
    return tuple(Found(item, why) for item, why in wrong if why)


def _lacking(items: Iterable[CheckItem], given: Mapping[str, CheckAnswer]) -> Iterator[Reason]:
    for item in items:
        answer = given.get(item.code)
        if answer is None or (answer.ok and item.kind != "confirm" and answer.value is None):
            yield reason("vehicle.not_answered", check_item=item.code)
        elif not answer.ok and not answer.why.strip():
            yield reason("vehicle.why_missing", check_item=item.code)


def _wrong(item: CheckItem, answer: CheckAnswer, today: date) -> str:
    if not answer.ok:
        return answer.why.strip()
    if item.kind == "date" and isinstance(answer.value, date) and answer.value < today:
        return answer.value.isoformat()
    if item.kind == "number" and item.least is not None and isinstance(answer.value, int) and answer.value < item.least:
        return str(answer.value)
    return ""
