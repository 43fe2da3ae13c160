"""A wrong answer is corrected by a new one beside it; a failure that HSE accepts stops nothing; bytes must come."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from compliance.checklist_values import Condition, Item
from compliance.checklists import Entry, Slot, Template, judge_entry, status
from compliance.text import Text
from tests.compliance.cases import MINUTE, NOW, uid

ME, YOU = uid(1), uid(2)
SAY = Text("Mục", "Item")
FENCE = Item("fence", "confirm", SAY, na_allowed=True)
LEVEL = Item("level", "number", SAY, minimum=0, maximum=9)
SEAL = Item("seal", "confirm", SAY, critical=True)
PHOTO = Item("photo", "photo", SAY)
HASH = "sha256:" + "0f" * 32


def template(*items: Item) -> Template:
    return Template("test", 1, "entry", SAY, items)


def entry(key: str, value: Any = True, *, id_: UUID | None = None, by: UUID = ME, **more: Any) -> Entry:
    outcome = more.pop("outcome", "ok")
    return Entry(key, None, outcome, value, more.pop("reason", None), NOW, NOW, id=id_, by=by, **more)


FIRST = entry("level", 3, id_=uid(7))
AGAIN = entry("level", 4, id_=uid(8), corrects=uid(7), reason="misread")
OF = template(LEVEL, FENCE)


def judge(new: Entry, *before: Entry, of: Template = OF) -> tuple[str, ...]:
    decision = judge_entry(of, before, new, (ME, YOU))
    assert {each.params["item"] for each in decision.reasons} <= {new.item_key}  # every refusal names its item
    return decision.codes


def test_a_correction_takes_the_place_of_the_answer_and_leaves_it_readable() -> None:
    assert judge(AGAIN, FIRST) == ()
    found = status(OF, [FIRST, AGAIN], (ME, YOU))
    assert (found.answered, found.missing) == (1, (Slot("fence", None),))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": None}, "checklist.correction.reason_needed"),
        ({"reason": "  "}, "checklist.correction.reason_needed"),
        ({"by": YOU}, "checklist.correction.not_yours"),
        ({"corrects": uid(9)}, "checklist.correction.not_latest"),
        ({"corrects": None}, "checklist.item.already_answered"),
        ({"value": 10}, "checklist.value.too_high"),
    ],
)
def test_a_correction_names_the_answer_and_the_reason_and_is_ones_own(change: dict[str, Any], code: str) -> None:
    assert judge(replace(AGAIN, **change), FIRST) == (code,)


def test_nothing_is_corrected_that_was_not_answered() -> None:
    assert judge(AGAIN) == ("checklist.correction.not_latest",)


def test_a_correction_can_be_corrected_once_more_but_not_the_answer_behind_it() -> None:
    third = replace(AGAIN, id=uid(9), corrects=uid(8), value=5)
    assert judge(third, FIRST, AGAIN) == ()
    assert judge(replace(third, corrects=uid(7)), FIRST, AGAIN) == ("checklist.correction.not_latest",)


def test_a_list_that_is_complete_takes_no_more_corrections() -> None:
    assert judge(AGAIN, FIRST, entry("fence")) == ("checklist.correction.complete",)


def test_a_critical_item_may_be_corrected_to_failed_and_then_stops_the_job_for_good() -> None:
    of = template(SEAL, FENCE)
    held = entry("seal", id_=uid(7))
    broken = entry("seal", None, id_=uid(8), corrects=uid(7), outcome="failed", reason="it leaks after all")
    assert judge(broken, held, of=of) == ()
    assert status(of, [held, broken], (ME,)).stopped
    mended = entry("seal", id_=uid(9), corrects=uid(8), reason="it is fine")
    assert judge(mended, held, broken, of=of) == ("checklist.stopped",)


def test_a_corrected_answer_changes_what_is_asked() -> None:
    why = Item("why", "text", SAY, condition=Condition("level", 4))
    of = template(LEVEL, why)
    assert status(of, [FIRST], (ME,)).complete
    assert status(of, [FIRST, AGAIN], (ME,)).missing == (Slot("why", None),)


def test_a_failure_that_hse_accepts_lets_the_rest_go_on_and_stays_a_failure() -> None:
    of = template(SEAL, FENCE)
    broken = entry("seal", None, outcome="failed", excused=True)
    assert judge(entry("fence"), broken, of=of) == ()
    found = status(of, [broken, entry("fence")], (ME,))
    assert (found.complete, found.stopped, found.failed) == (True, False, (Slot("seal", None),))


def test_a_photo_whose_bytes_have_not_come_leaves_the_list_open() -> None:
    of, named = template(PHOTO), entry("photo", HASH, evidence_missing=True)
    found = status(of, [named], (ME,))
    assert (found.complete, found.missing, found.unproven) == (False, (), (Slot("photo", None),))
    assert status(of, [replace(named, evidence_missing=False)], (ME,)).complete


def test_a_photo_that_failed_waits_for_no_bytes() -> None:
    failed = entry("photo", HASH, outcome="failed", evidence_missing=True)
    assert status(template(PHOTO), [failed], (ME,)).complete


def test_answers_are_counted_where_they_are_due() -> None:
    of = template(LEVEL, FENCE)
    foreign = replace(entry("fence"), member_id=YOU)
    assert status(of, [FIRST, foreign], (ME, YOU)).answered == 1


def test_a_correction_is_no_new_work() -> None:
    late = replace(AGAIN, device_time=NOW + 9 * MINUTE, server_time=NOW + 9 * MINUTE)
    timer = Item("dwell", "timer", SAY, min_seconds=600)
    at = NOW + 10 * MINUTE
    dwell = Entry("dwell", None, "ok", NOW, None, at, at)
    assert judge(dwell, FIRST, late, of=template(LEVEL, timer)) == ()
