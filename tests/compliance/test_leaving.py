from dataclasses import replace
from typing import Any

import pytest

from compliance.gate import LeaveFacts, may_leave
from compliance.zones import ZoneRequirements, merge
from tests.compliance.cases import WARD, zone

DONE = LeaveFacts(
    requirements=merge([WARD]),
    exit_templates_done=frozenset({"doffing", "disinfection"}),
    contact_times_held=True,
    waste_handed_over=True,
    permit_conditions_confirmed=True,
    exposure_closed=True,
)
DRY = LeaveFacts(permit_conditions_confirmed=True, exposure_closed=True)
"""Nothing was asked for on leaving."""


def test_a_crew_that_did_everything_is_out() -> None:
    assert may_leave(DONE).allowed


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"exit_templates_done": frozenset({"doffing"})}, ("leave.exit_checklist_missing",)),
        ({"exit_templates_done": None}, ("leave.exit_checklist_missing",) * 2),
        ({"contact_times_held": False}, ("leave.contact_time_not_held",)),
        ({"contact_times_held": None}, ("leave.contact_time_not_held",)),
        ({"waste_handed_over": False}, ("leave.waste_not_handed_over",)),
        ({"waste_handed_over": None}, ("leave.waste_not_handed_over",)),
        ({"permit_conditions_confirmed": False}, ("leave.permit_conditions_open",)),
        ({"permit_conditions_confirmed": None}, ("leave.permit_conditions_open",)),
        ({"exposure_closed": False}, ("leave.exposure_open",)),
        ({"exposure_closed": None}, ("leave.exposure_open",)),
        ({"requirements": None}, ("gate.zones.unknown",)),
    ],
)
def test_what_is_not_done_or_not_known_keeps_it_in(changes: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert may_leave(replace(DONE, **changes)).codes == codes


def test_a_zone_without_disinfection_and_ppe_leaves_no_waste_and_needs_no_contact_time() -> None:
    dry = merge([zone(requirements=ZoneRequirements())])
    assert may_leave(replace(DRY, requirements=dry)).allowed
    assert may_leave(replace(DRY, requirements=dry, exposure_closed=None)).codes == ("leave.exposure_open",)


def test_used_ppe_is_waste_even_where_nothing_is_disinfected() -> None:
    wet = merge([zone(requirements=ZoneRequirements(ppe_profile="flood"))])
    assert may_leave(replace(DRY, requirements=wet)).codes == ("leave.waste_not_handed_over",)


def test_what_was_used_to_disinfect_is_waste_even_without_special_ppe() -> None:
    sprayed = merge([zone(requirements=ZoneRequirements(disinfection_profile="alcohol_70"))])
    facts = replace(DRY, requirements=sprayed, contact_times_held=True)
    assert may_leave(facts).codes == ("leave.waste_not_handed_over",)
