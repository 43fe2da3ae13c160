import importlib
import pkgutil
import string
from datetime import UTC, datetime, timedelta, timezone

import pytest

from compliance import wording
from compliance.decision import Decision, allow, combine, deny, from_reasons, refuse
from compliance.lifecycles import ALL as LIFECYCLES
from compliance.reasons import CATALOGUE, Reason, reason
from compliance.wording import imports
from compliance.wording.terms import STATES, SUBJECTS
from tests.compliance.cases import NOW, uid


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_code_is_worded_in_two_places() -> None:
    names = (each.name for each in pkgutil.iter_modules(wording.__path__))
    parts = [getattr(importlib.import_module(f"compliance.wording.{name}"), "TEXTS", {}) for name in names]
    assert sum(len(part) for part in parts) == len(wording.ALL)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_both_languages_say_the_same_parameters(code: str) -> None:
    text = CATALOGUE[code]
    assert text.vi.strip()
    assert text.en.strip()
    assert fields(text.vi) == fields(text.en)


def test_an_import_says_what_to_do_about_each_of_its_refusals() -> None:
    assert set(imports.TEXTS) <= set(imports.REMEDIES)
    for code, remedy in imports.REMEDIES.items():
        assert fields(remedy.vi) == fields(remedy.en), code


def test_every_state_and_subject_has_a_name() -> None:
    assert {state for cycle in LIFECYCLES for state in cycle.states} <= set(STATES)
    assert {cycle.name for cycle in LIFECYCLES} <= set(SUBJECTS)


def test_the_gate_lines_are_titled_as_the_utility_words_them() -> None:
    assert CATALOGUE["gate.line.2"].vi == "Đã thông báo và được đồng ý"
    assert CATALOGUE["gate.line.6"].vi == "Tổ đội không trộn"


def test_a_reason_reads_in_both_languages() -> None:
    given = reason("crew.skill_missing", skill="cable")
    assert given.text("vi") == "Tổ đội thiếu kỹ năng: cable."
    assert given.text("en") == "Nobody in the crew has the skill: cable."


def test_another_language_falls_back_to_vietnamese() -> None:
    assert reason("crew.supervisor_missing").text("fr") == reason("crew.supervisor_missing").text("vi")


def test_moments_are_shown_in_the_time_zone_asked_for() -> None:
    given = reason("crew.off_shift", needed_at=datetime(2021, 8, 1, 18, 30, tzinfo=UTC))
    assert "01:30 02/08/2021" in given.text("en", timezone(timedelta(hours=7)))
    assert "18:30 01/08/2021" in given.text("en")


def test_codes_in_parameters_are_shown_by_name() -> None:
    given = reason("gate.work_type.not_allowed", work_type="new_connection", order="CV 1", level="directive_16")
    assert given.text("vi") == "Tạm hoãn “Cấp điện mới” theo CV 1 (Chỉ thị 16)."


def test_a_parameter_that_is_missing_leaves_a_gap_and_no_error() -> None:
    assert Reason("crew.skill_missing").text("en") == "Nobody in the crew has the skill: …."


def test_a_code_that_is_not_in_the_catalogue_has_no_text() -> None:
    with pytest.raises(KeyError):
        Reason("crew.no_such_code").text("vi")


def test_a_reason_is_stored_as_plain_json() -> None:
    given = reason("gate.permit.missing", zone="A", zone_id=uid(7), valid_until=NOW)
    assert given.as_json() == {
        "code": "gate.permit.missing",
        "params": {"zone": "A", "zone_id": str(uid(7)), "valid_until": "2021-08-01T02:00:00+00:00"},
    }


def test_reasons_can_stand_in_sets() -> None:
    assert len({reason("crew.stand_down", name="An"), reason("crew.stand_down", name="An")}) == 1


def test_a_refusal_without_reason_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="needs reasons"):
        deny()


def test_a_permission_with_reasons_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="has none"):
        Decision(allowed=True, reasons=(Reason("crew.too_small"),))


def test_two_decisions_permit_only_when_both_do() -> None:
    assert allow() & allow() == allow()
    assert (allow() & refuse("crew.too_small")).codes == ("crew.too_small",)
    assert not (refuse("crew.too_small") & allow()).allowed


def test_combined_refusals_keep_every_reason_once_in_order() -> None:
    first, second = refuse("crew.too_small"), refuse("crew.supervisor_missing")
    assert combine((first, second, first)).codes == ("crew.too_small", "crew.supervisor_missing")


def test_no_reasons_make_a_permission() -> None:
    assert from_reasons([]) == allow()
    assert bool(allow())


def test_codes_in_parameters_are_shown_in_the_language_asked_for() -> None:
    given = reason("gate.work_type.not_allowed", work_type="new_connection", order="CV 1", level="directive_16")
    assert given.text("en") == "“New connection” is deferred by CV 1 (Directive 16)."
