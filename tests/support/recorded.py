"""Replays the recorded examples of the field protocol: what they say is asked of the real service, and compared.

In a request ``{{name}}`` stands for what an earlier answer gave, ``{{time:-60}}`` for a moment, in seconds from now.
In an answer ``{{name}}`` takes what it finds the first time and compares from then on, ``{{*}}`` is anything, and a
list whose only item is ``{{...}}`` is any list. An answer may hold more fields: additions break no phone.
"""

import base64
import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from tests.support.crew_phone import Desk

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "field-protocol"
EXAMPLES = sorted((FOLDER / "examples").glob("*.json"))

_NAME = re.compile(r"\{\{([a-z_]+)\}\}")
_TIME = re.compile(r"\{\{time:(-?\d+)\}\}")


def read(example: Path) -> dict[str, Any]:
    """One example."""
    found: dict[str, Any] = json.loads(example.read_text())
    return found


@dataclass
class Replay:
    """One example under way; ``known`` is what the placeholders stand for so far."""

    desk: Desk
    now: datetime
    known: dict[str, Any] = field(default_factory=dict)

    def run(self, step: dict[str, Any]) -> None:
        """Ask one step's request, and compare the answer."""
        asked, expected = self._filled(step["request"]), step["response"]
        headers = asked.get("headers", {}) | (self.desk.headers(step["as"]) if "as" in step else {})
        client: TestClient = self.desk.client
        body = base64.b64decode(asked["body_base64"]) if "body_base64" in asked else None
        answer = client.request(
            asked["method"],
            asked["path"],
            headers=headers,
            json=asked.get("json"),
            data=asked.get("form"),
            content=body,
        )
        where = f"{asked['method']} {asked['path']}"
        assert answer.status_code == expected["status"], f"{where}: {answer.text}"
        named = expected.get("headers", {})
        self._compare(named, {name: answer.headers.get(name) for name in named}, where)
        if "json" in expected:
            self._compare(expected["json"], answer.json(), where)

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._filled(each) for each in value]
        if not isinstance(value, str):
            return value
        if (whole := _NAME.fullmatch(value)) is not None:
            return self.known[whole[1]]
        told = _TIME.sub(lambda found: (self.now + timedelta(seconds=int(found[1]))).isoformat(), value)
        return _NAME.sub(lambda found: str(self.known[found[1]]), told)

    def _compare(self, expected: Any, got: Any, where: str) -> None:
        if expected == "{{*}}":
            assert got is not None, f"{where} is missing"
        elif isinstance(expected, str) and (named := _NAME.fullmatch(expected)) is not None:
            assert self.known.setdefault(named[1], got) == got, where
        elif isinstance(expected, dict):
            assert isinstance(got, dict), where
            missing = expected.keys() - got.keys()
            assert not missing, f"{where} has no {missing}"
            for key, each in expected.items():
                self._compare(each, got[key], f"{where}.{key}")
        elif expected == ["{{...}}"]:
            assert isinstance(got, list), where
        elif isinstance(expected, list):
            assert isinstance(got, list) and len(got) == len(expected), f"{where}: {got}"  # noqa: PT018 - one thought
            for index, (each, one) in enumerate(zip(expected, got, strict=True)):
                self._compare(each, one, f"{where}[{index}]")
        else:
            assert got == expected, f"{where}: {got!r} is not {expected!r}"
