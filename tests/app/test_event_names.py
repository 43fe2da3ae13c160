"""Each kind of event has a name in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import compliance.lifecycles
from app.schema.plans import PLAN_STATES
from app.services.incident_moves import JOINED, LEFT, MERGED, OPENED, RENAMED, SPLIT, UNDONE
from compliance.lifecycles import Lifecycle
from compliance.wording.events import EVENT_NAMES, event_name

ROOT = Path(__file__).parents[2]
ROOMS = ("app/services", "app/auth", "mobile_api")
WRITERS = {"record": 2, "record_all": 2, "Happened": 0, "Noted": 0}
"""What writes an event, and which of its arguments is the verb."""


def words(text: str) -> int:
    return len(text.split())


def constants(tree: ast.Module) -> dict[str, str]:
    """Names of a module that stand for texts, tuples of them taken apart."""
    found: dict[str, str] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            several = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            names = target.elts if several else [target]  # type: ignore[attr-defined]
            values = node.value.elts if several else [node.value]  # type: ignore[attr-defined]
            for name, value in zip(names, values, strict=True):
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found[name.id] = value.value
    return found


def verbs_of(path: Path) -> Iterator[str]:
    """Verbs that stand as texts, or as names of texts, where a file writes events."""
    tree = ast.parse(path.read_text())
    known = constants(tree)
    for call in ast.walk(tree):
        name = getattr(getattr(call, "func", None), "id", getattr(getattr(call, "func", None), "attr", ""))
        if not isinstance(call, ast.Call) or name not in WRITERS or len(call.args) <= WRITERS[name]:
            continue
        given = call.args[WRITERS[name]]
        for node in () if isinstance(given, ast.JoinedStr) else ast.walk(given):
            said = known.get(node.id) if isinstance(node, ast.Name) else getattr(node, "value", None)
            if isinstance(said, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", said):
                yield said


def test_whatever_a_service_writes_has_a_name() -> None:
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    written = {verb for path in files for verb in verbs_of(path)}
    assert len(written) > 100
    assert written - EVENT_NAMES.keys() == set()


def test_every_step_of_a_life_cycle_has_a_name() -> None:
    cycles = [each for each in vars(compliance.lifecycles).values() if isinstance(each, Lifecycle)]
    steps = {transition.event for cycle in cycles for transition in cycle.transitions}
    assert len(steps) > 40
    assert steps - EVENT_NAMES.keys() == set()


def test_steps_whose_verb_is_put_together_have_a_name() -> None:
    incidents = {f"incident.{kind}" for kind in (OPENED, JOINED, LEFT, MERGED, SPLIT, RENAMED, UNDONE)}
    plans = {f"plan.{state}" for state in PLAN_STATES}
    templates = {f"checklist.template_{kind}" for kind in ("confirmed", "retired")}
    assert (incidents | plans | templates) - EVENT_NAMES.keys() == set()


def test_names_are_short_said_in_both_languages_and_tell_verbs_apart() -> None:
    for verb, name in EVENT_NAMES.items():
        assert 0 < words(name.get("vi")) <= 10, verb
        assert 0 < words(name.get("en")) <= 8, verb
    for lang in ("vi", "en"):
        said = [name.get(lang) for name in EVENT_NAMES.values()]
        assert sorted({each for each in said if said.count(each) > 1}) == []


def test_an_event_of_another_release_is_shown_by_its_own_words() -> None:
    assert event_name("drone.took_off", "vi") == "drone: took off"
