from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from compliance.crews import MemberFacts
from compliance.decision import Decision
from compliance.opening_hours import OpeningHours, Span
from compliance.permits import PermitFacts, PermitLine, answerable, covers, remind_at, respond_by, voids_on
from compliance.zones import ZoneInForce
from tests.compliance.cases import AN, BINH, CREW, CUONG, HOUR, MINUTE, NOW, QUARANTINE, TRUCK, WARD, permit, uid, zone


def answer(
    *permits: PermitFacts,
    people: Sequence[MemberFacts] = CREW,
    vehicle: UUID | None = TRUCK,
    at: datetime = NOW,
    of: ZoneInForce = WARD,
) -> Decision:
    return covers(permits, of, people, vehicle, at)


def test_an_approved_permit_covers_the_people_and_vehicle_it_names() -> None:
    assert answer(permit()).allowed


def test_a_crew_on_foot_needs_no_vehicle_on_the_permit() -> None:
    assert answer(permit(vehicles=()), vehicle=None).allowed


def test_no_permit_at_all_is_missing() -> None:
    assert answer().codes == ("gate.permit.missing",)


def test_the_permit_of_another_zone_does_not_count() -> None:
    assert answer(permit(zone(101))).codes == ("gate.permit.missing",)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("draft", "gate.permit.missing"),
        ("requested", "gate.permit.still_requested"),
        ("acknowledged", "gate.permit.still_requested"),
        ("denied", "gate.permit.denied"),
        ("revoked", "gate.permit.revoked"),
        ("expired", "gate.permit.expired"),
        ("void", "gate.permit.void"),
        ("withdrawn", "gate.permit.withdrawn"),
        ("closed", "gate.permit.closed"),
        ("a state of tomorrow", "gate.permit.missing"),
    ],
)
def test_only_the_approved_state_is_consent(state: str, code: str) -> None:
    assert answer(permit(state=state)).codes == (code,)


@pytest.mark.parametrize(
    ("at", "codes"),
    [
        pytest.param(NOW - HOUR - timedelta(microseconds=1), ("gate.permit.not_yet_valid",), id="before"),
        pytest.param(NOW - HOUR, (), id="first moment"),
        pytest.param(NOW + 3 * HOUR - timedelta(microseconds=1), (), id="last moment"),
        pytest.param(NOW + 3 * HOUR, ("gate.permit.expired",), id="after, though no job has marked it expired"),
    ],
)
def test_the_window_is_compared_here_and_now(at: datetime, codes: tuple[str, ...]) -> None:
    assert answer(permit(), at=at).codes == codes


def test_a_permit_for_an_older_version_of_the_zone_is_no_consent_to_this_one() -> None:
    assert answer(permit(), of=zone(version_id=uid(9))).codes == ("gate.permit.other_version",)


def test_everyone_who_is_not_named_is_told_by_name() -> None:
    decision = answer(permit(people=(PermitLine(AN.id),)), people=(AN, BINH, CUONG))
    assert decision.codes == ("gate.permit.person_not_named",) * 2
    assert [each.params["name"] for each in decision.reasons] == ["Bình", "Cường"]


def test_another_vehicle_is_not_covered() -> None:
    assert answer(permit(), vehicle=uid(51)).codes == ("gate.permit.vehicle_not_named",)


def test_a_voided_line_takes_out_that_person_only() -> None:
    swapped = permit(people=(PermitLine(AN.id), PermitLine(BINH.id, voided_at=NOW)))
    assert [each.params["name"] for each in answer(swapped).reasons] == ["Bình"]


def test_a_vehicle_that_was_swapped_is_not_covered_any_more() -> None:
    assert answer(permit(vehicles=(PermitLine(TRUCK, voided_at=NOW),))).codes == ("gate.permit.vehicle_not_named",)


def test_a_line_stands_until_it_is_voided() -> None:
    assert answer(permit(people=(PermitLine(AN.id), PermitLine(BINH.id, voided_at=NOW + MINUTE)))).allowed


def test_two_permits_for_one_zone_add_up() -> None:
    first = permit(people=(PermitLine(AN.id),))
    second = permit(id=uid(7), people=(PermitLine(BINH.id),), vehicles=())
    assert answer(first, second).allowed


def test_people_on_a_permit_that_is_not_good_do_not_count() -> None:
    first = permit(people=(PermitLine(AN.id),))
    revoked = permit(id=uid(7), state="revoked")
    assert answer(first, revoked).codes == ("gate.permit.person_not_named",)


def test_of_several_bad_permits_the_nearest_to_good_is_told() -> None:
    denied, asked = permit(state="denied"), permit(id=uid(7), state="requested")
    window = permit(id=uid(8), valid_from=NOW + HOUR)
    assert answer(asked, denied).codes == ("gate.permit.denied",)
    assert answer(asked, denied, window).codes == ("gate.permit.not_yet_valid",)


def test_an_answer_is_due_after_the_authoritys_response_time() -> None:
    assert respond_by(NOW, 45) == NOW + 45 * MINUTE


def test_an_authority_is_reminded_when_half_of_its_time_is_over() -> None:
    assert remind_at(NOW, 45) == NOW + 22.5 * MINUTE


def test_an_authoritys_time_runs_while_it_is_open() -> None:
    from_ten_to_noon = OpeningHours(UTC, dict.fromkeys(range(1, 8), (Span(600, 720),)))
    ten = NOW.replace(hour=10)
    assert remind_at(NOW, 60, from_ten_to_noon) == ten + 30 * MINUTE
    assert respond_by(NOW, 60, from_ten_to_noon) == ten + HOUR


def test_a_new_version_that_asks_more_voids() -> None:
    assert voids_on(QUARANTINE, replace(QUARANTINE, max_people=2), geometry_changed_over_place=False)


def test_a_new_version_that_asks_less_does_not_void() -> None:
    assert not voids_on(QUARANTINE, replace(QUARANTINE, max_people=9), geometry_changed_over_place=False)


def test_a_change_of_shape_over_the_place_voids() -> None:
    assert voids_on(QUARANTINE, QUARANTINE, geometry_changed_over_place=True)


def test_a_change_of_authority_voids() -> None:
    assert voids_on(QUARANTINE, QUARANTINE, geometry_changed_over_place=False, authority_changed=True)


@pytest.mark.parametrize("state", ["requested", "acknowledged"])
def test_an_open_request_can_be_answered_within_its_window(state: str) -> None:
    assert answerable(state, NOW + MINUTE, NOW).allowed
    assert answerable(state, NOW, NOW).codes == ("gate.permit.window_passed",)


def test_a_request_that_is_answered_cannot_be_answered_again() -> None:
    assert answerable("denied", NOW + HOUR, NOW).codes == ("gate.permit.not_open",)
