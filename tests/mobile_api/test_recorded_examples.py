"""What the field protocol's documents say is what the service does: examples are replayed, every kind is described."""

import json
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import jsonschema_rs
import pytest

from app.clock import ManualClock
from app.services.field_actions import HANDLERS
from app.wire.page import encode_cursor
from compliance import checklists, exposure_levels, hand_overs, help_requests, sign_ons, vehicle_checks
from compliance.lifecycles import ASSIGNMENT
from compliance.weather import WEATHER
from mobile_api.protocol import PROTOCOL
from tests.support.crew_phone import Desk, Phone, ordered
from tests.support.recorded import EXAMPLES, FOLDER, Replay, read

KINDS: dict[str, Any] = json.loads((FOLDER / "actions.json").read_text())["kinds"]
PROSE = (FOLDER.parent / "field-protocol.md").read_text()


def actions() -> list[tuple[str, dict[str, Any]]]:
    """Every action of the examples, and where it stands."""
    steps = [(example.stem, step) for example in EXAMPLES for step in read(example)["steps"]]
    return [
        (where, action) for where, step in steps for action in (step["request"].get("json") or {}).get("actions", ())
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_what_the_service_does(desk: Desk, clock: ManualClock, example: Path) -> None:
    told = read(example)
    assert told["protocol"] == PROTOCOL
    replay = Replay(desk, clock.now())
    if "setup" in told:
        job = ordered(desk, "Bệnh viện")
        pack = Phone(desk, clock).pack()
        briefing = next(each for each in pack["checklists"] if each["purpose"] == "briefing")
        replay.known |= {
            "job": job, "version": pack["version"], "briefing": briefing["id"],
            "item": briefing["template"]["items"][0]["key"], "member": pack["members"][0]["id"],
        }  # fmt: skip
    for step in told["steps"]:
        replay.run(step)


def test_every_kind_of_action_is_described_and_no_other() -> None:
    assert set(KINDS) == set(HANDLERS)


def test_every_kind_stands_in_the_prose_too() -> None:
    assert [kind for kind in HANDLERS if f"`{kind}`" not in PROSE] == []


def test_the_bodies_of_the_examples_fit_their_schemas() -> None:
    filled = json.loads(json.dumps(actions()).replace("{{time:-7200}}", "2026-04-01T03:00:00Z"))
    for where, action in filled:
        kind = KINDS.get(action["kind"])
        if kind is None or action["body"] == {}:  # shown to be refused
            continue
        assert jsonschema_rs.is_valid(kind["body"], action["body"], validate_formats=False), (where, action)


def words(kind: str, *path: str) -> set[str]:
    found = KINDS[kind]["body"]
    for name in path:
        found = found[name]
    return {each for each in found["enum"] if each is not None}


def test_the_words_of_the_schemas_are_those_of_the_rules() -> None:
    answers = ("properties", "symptoms", "items")
    assert words("assignment.transition", "properties", "to") == {
        step.target for step in ASSIGNMENT.transitions if "worker" in step.actors
    } - {"declined"}
    assert words("assignment.method", "properties", "weather") == set(WEATHER)
    assert words("checklist.entry", "properties", "outcome") == set(get_args(checklists.Outcome))
    assert words("exposure.contact", "properties", "band") == set(exposure_levels.BANDS)
    assert words("exposure.breach", "properties", "item") == set(exposure_levels.BREACH_ITEMS)
    assert words("exposure.breach", "properties", "action") == set(exposure_levels.BREACH_ACTIONS)
    assert words("shift.unfit", *answers) == set(sign_ons.SYMPTOMS)
    assert words("vehicle.check", "properties", "moment") == set(vehicle_checks.MOMENTS)
    assert words("help.ask", "properties", "need") == set(help_requests.KINDS)
    assert words("assignment.hand_over", "properties", "cause") == set(hand_overs.CAUSES)
    assert words("assignment.hand_over", "properties", "isolation") == set(hand_overs.ISOLATION_NAMES)
    assert words("assignment.hand_over", "properties", "earthing") == set(hand_overs.EARTHING_NAMES)


def test_the_cursor_that_is_not_known_any_more_is_a_well_formed_one() -> None:
    """What the example sends has to be refused for what it names, not for how it is written."""
    written = encode_cursor(1, UUID("0192f0c0-0000-7000-8000-000000000001"))
    assert f"cursor={written}" in (FOLDER / "examples" / "04-first-pull.json").read_text()
