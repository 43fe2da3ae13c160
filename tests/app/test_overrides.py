"""The emergency override as the domain has it: line 2 only, two named persons, a reason, four hours, told at once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.clock import ManualClock
from app.schema.events import Event
from app.services.work import Work
from tests.app.test_zone_around import OVER_HOA_KHANH, publish
from tests.support.crew_phone import Desk, assigned
from tests.support.permits import letters

BODY = {"reason": "dây đứt, người mắc kẹt", "second_username": "leader", "second_password": "cordon-demo"}


@pytest.fixture
def path(desk: Desk) -> str:
    """Where a life is at stake inside a zone, and its authority has not answered."""
    publish(desk, geometry=OVER_HOA_KHANH)
    return f"/api/v1/assignments/{assigned(desk, 'Hòa Khánh')['id']}"


def lines(answer: dict[str, Any]) -> dict[int, str]:
    return {line["number"]: line["status"] for line in answer["lines"]}


def test_it_sets_the_consent_aside_and_no_other_line(desk: Desk, path: str) -> None:
    before = lines(desk("dispatcher", "get", f"{path}/gate"))
    after = lines(desk("dispatcher", "post", f"{path}/override", **BODY))
    assert {number for number in before if before[number] != after[number]} == {2}
    assert after[2] == "overridden"


def test_electrical_papers_are_never_overridden(desk: Desk, path: str) -> None:
    answer = desk("dispatcher", "post", f"{path}/override", **BODY)
    electrical = next(line for line in answer["lines"] if line["number"] == 4)
    assert electrical["status"] == "failed"
    assert {each["code"] for each in electrical["reasons"]} == {"gate.work_permit.not_signed"}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        pytest.param({"reason": "   "}, 422, id="no reason"),
        pytest.param({"minutes": 241}, 422, id="more than four hours"),
        pytest.param({"second_username": "dispatcher"}, 403, id="one person twice"),
        pytest.param({"second_username": "hse"}, 403, id="not a shift leader"),
        pytest.param({"second_password": "wrong"}, 401, id="the second has not signed"),
    ],
)
def test_two_named_persons_a_reason_and_four_hours(
    desk: Desk, path: str, changes: dict[str, object], status: int
) -> None:
    desk("dispatcher", "post", f"{path}/override", expect=status, **(BODY | changes))
    assert lines(desk("dispatcher", "get", f"{path}/gate"))[2] == "failed"


def test_it_ends_by_itself_after_four_hours_at_most(desk: Desk, clock: ManualClock, path: str) -> None:
    desk("dispatcher", "post", f"{path}/override", **BODY, minutes=240)
    clock.advance(timedelta(hours=4) - timedelta(seconds=1))
    assert lines(desk("dispatcher", "get", f"{path}/gate"))[2] == "overridden"
    clock.advance(timedelta(seconds=1))
    assert lines(desk("dispatcher", "get", f"{path}/gate"))[2] == "failed"


def test_the_authority_is_told_at_once_on_its_screen_and_by_letter(work: Work, desk: Desk, path: str) -> None:
    before = len(letters(work))
    desk("dispatcher", "post", f"{path}/override", **BODY)
    with work.look() as tx:
        told = tx.session.scalars(select(Event).where(Event.verb == "zone.entry_overridden")).all()
    assert all(each.authority_id for each in told)
    assert told
    new = letters(work)[before:]
    assert {(kind, channel) for kind, channel, _, _ in new} == {("entry.overridden", "email")}
