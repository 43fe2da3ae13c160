"""What the rules, their wordings and the service that uses them have to agree on. Reads their source."""

import ast
import string
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

import compliance
from app.services.field_actions import HANDLERS
from app.services.pushes import PushKind
from compliance.lifecycles import ALL as LIFECYCLES
from compliance.past import CHECKLIST_EVENTS
from compliance.push_following import TELLINGS
from compliance.reasons import CATALOGUE

ROOT = Path(compliance.__file__).parent
FAMILIES = {code.split(".")[0] for code in CATALOGUE}
EVENTS = {step.event for cycle in LIFECYCLES for step in cycle.transitions} | {*CHECKLIST_EVENTS, "checklist.confirmed"}
MESSAGES = frozenset(TELLINGS)
ACTIONS = frozenset(HANDLERS)
"""What phones send."""


SERVICE = sorted((ROOT.parent / "app").rglob("*.py"))
"""The service uses the catalogue too: for what its tables and its search for crews refuse."""


@cache
def tree(path: Path) -> ast.Module:
    """What a file of source says."""
    return ast.parse(path.read_text(encoding="utf-8"))


def codes_in(paths: Iterable[Path]) -> set[str]:
    """Every string in these files that looks like a reason code, the wording itself left aside."""
    found = set()
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                family, dot, rest = node.value.partition(".")
                if dot and family in FAMILIES and rest[-1:] != "." and rest.replace(".", "").replace("_", "").isalnum():
                    found.add(node.value)
    return found


def calls_of(name: str) -> list[ast.Call]:
    return [
        node
        for path in ROOT.glob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_used_has_its_wording() -> None:
    assert codes_in(ROOT.glob("*.py")) - EVENTS - MESSAGES - ACTIONS <= set(CATALOGUE)


def test_every_reason_that_the_service_gives_has_its_wording() -> None:
    given = {
        node.args[0].value
        for path in SERVICE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "reason"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert given
    assert given <= set(CATALOGUE)


def test_every_wording_is_used() -> None:
    line_titles = {f"gate.line.{number}" for number in range(1, 9)}
    assert set(CATALOGUE) - line_titles <= codes_in([*ROOT.glob("*.py"), *SERVICE])


@pytest.mark.parametrize("maker", ["reason", "refuse"])
def test_whoever_gives_a_reason_fills_every_parameter_of_its_wording(maker: str) -> None:
    for call in calls_of(maker):
        if not call.args or not isinstance(call.args[0], ast.Constant):
            continue
        code = call.args[0].value
        assert fields(CATALOGUE[code].vi) <= {keyword.arg for keyword in call.keywords}, code


def test_no_reason_code_is_also_the_name_of_an_event() -> None:
    assert not EVENTS & set(CATALOGUE)


def test_every_kind_of_push_says_how_it_is_followed() -> None:
    assert set(TELLINGS) == {str(kind) for kind in PushKind}
