"""The emergency override: for life safety, by two persons, on the consent line only."""

from typing import Any

import pytest

from compliance.gate import GateFacts, check_override, may_enter
from tests.compliance.cases import HOUR, MINUTE, NOW, WARD, gate_facts, override, permit, uid


def entering_without_consent(**changes: Any) -> GateFacts:
    return gate_facts(WARD, **{"permits": (), "life_safety": True, "override": override(), **changes})


def test_it_stands_in_for_the_authoritys_consent() -> None:
    answer = may_enter(entering_without_consent(), NOW)
    assert answer.decision.allowed
    assert [line.status for line in answer.lines] == ["ok", "overridden"] + ["ok"] * 6


def test_what_it_set_aside_stays_on_record() -> None:
    line = may_enter(entering_without_consent(), NOW).lines[1]
    assert [each.code for each in line.reasons] == ["gate.permit.missing"]


def test_where_consent_was_given_it_is_not_used() -> None:
    answer = may_enter(entering_without_consent(permits=(permit(),)), NOW)
    assert answer.lines[1].status == "ok"


def test_it_stands_in_when_the_permits_cannot_be_read() -> None:
    assert may_enter(entering_without_consent(permits=None), NOW).decision.allowed


@pytest.mark.parametrize("life_safety", [False, None])
def test_it_is_for_life_safety_only(life_safety: bool | None) -> None:
    answer = may_enter(entering_without_consent(life_safety=life_safety), NOW)
    assert answer.decision.codes == ("gate.permit.missing", "override.not_life_safety")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"dispatcher_id": None}, "override.dispatcher_missing", id="no dispatcher"),
        pytest.param({"dispatcher_name": " "}, "override.dispatcher_missing", id="dispatcher without name"),
        pytest.param({"shift_leader_id": None}, "override.shift_leader_missing", id="no shift leader"),
        pytest.param({"shift_leader_name": ""}, "override.shift_leader_missing", id="shift leader without name"),
        pytest.param({"shift_leader_id": uid(10)}, "override.same_person", id="one person as both"),
        pytest.param({"reason": "  "}, "override.reason_missing", id="no reason"),
        pytest.param({"expires_at": NOW + 4 * HOUR}, "override.too_long", id="more than four hours"),
        pytest.param({"expires_at": NOW}, "override.expired", id="over as it ends"),
        pytest.param({"granted_at": NOW + MINUTE}, "override.not_yet", id="from the future"),
    ],
)
def test_what_it_lacks_is_told(changes: dict[str, Any], code: str) -> None:
    assert check_override(override(**changes), life_safety=True, now=NOW).codes == (code,)


def test_it_may_last_four_hours() -> None:
    longest = override(granted_at=NOW, expires_at=NOW + 4 * HOUR)
    assert check_override(longest, life_safety=True, now=NOW).allowed
    assert check_override(longest, life_safety=True, now=NOW + 4 * HOUR).codes == ("override.expired",)


@pytest.mark.parametrize(
    "missing",
    ["ppe", "method", "hse_combinations", "members", "briefing", "doffing_point_set", "zones"],
)
def test_no_other_line_is_touched(missing: str) -> None:
    assert not may_enter(entering_without_consent(**{missing: None}), NOW).decision.allowed


def test_two_persons_who_are_both_missing_are_not_called_the_same() -> None:
    nobody = override(dispatcher_id=None, shift_leader_id=None)
    missing = ("override.dispatcher_missing", "override.shift_leader_missing")
    assert check_override(nobody, life_safety=True, now=NOW).codes == missing
