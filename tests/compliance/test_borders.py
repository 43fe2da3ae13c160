"""Whether a crew was admitted that crossed a border."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from compliance.borders import SLACK, TRANSIT, Admission, Crossed, verdict_of

NOON = datetime(2026, 4, 1, 5, tzinfo=UTC)
ENTRY = Crossed("entered", NOON, NOON, permit_needed=True, transit_permit=False, bound=True)
STAY = Admission(NOON - timedelta(minutes=5), NOON + timedelta(hours=1))


def test_who_enters_for_a_job_without_having_passed_the_gate_is_not_admitted() -> None:
    assert verdict_of(ENTRY, []) == "unadmitted"
    assert verdict_of(ENTRY, [STAY]) == "admitted"


@pytest.mark.parametrize(
    ("admission", "verdict"),
    [
        (Admission(NOON + SLACK, None), "admitted"),
        (Admission(NOON + SLACK + timedelta(seconds=1), None), "unadmitted"),
        (Admission(NOON - timedelta(hours=2), NOON - SLACK), "admitted"),
        (Admission(NOON - timedelta(hours=2), NOON - SLACK - timedelta(seconds=1)), "unadmitted"),
    ],
)
def test_gate_and_border_lie_a_few_minutes_apart(admission: Admission, verdict: str) -> None:
    assert verdict_of(ENTRY, [admission]) == verdict


def test_who_only_drives_through_needs_no_leave_unless_the_zone_says_so() -> None:
    through = replace(ENTRY, bound=False)
    assert verdict_of(through, []) == verdict_of(replace(through, kind="passed"), []) == "transit"
    assert verdict_of(replace(through, transit_permit=True), []) == "unadmitted"


def test_who_stays_does_not_drive_through() -> None:
    stayed = replace(ENTRY, bound=False, seen_until=NOON + TRANSIT + timedelta(seconds=1))
    assert verdict_of(stayed, []) == "unadmitted"
    assert verdict_of(replace(stayed, seen_until=NOON + TRANSIT), []) == "transit"


def test_a_crew_whose_job_lies_there_may_still_pass_by() -> None:
    assert verdict_of(replace(ENTRY, kind="passed"), []) == "transit"


def test_a_zone_that_asks_for_no_permit_admits_everybody() -> None:
    assert verdict_of(replace(ENTRY, permit_needed=False), []) == "transit"


def test_leaving_is_only_noted() -> None:
    assert verdict_of(replace(ENTRY, kind="left", transit_permit=True), []) == "left"
