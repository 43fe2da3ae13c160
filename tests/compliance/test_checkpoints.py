"""Checkpoints have one form, and say what they are read as."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import pytest

from compliance.checkpoints import FIRST_PREVIOUS, Head, Statement, hash_of_line, read

CHAIN = UUID("0195d0c1-0000-7000-8000-0000000000aa")
STATEMENT = Statement(
    1, datetime(2026, 4, 1, 5, 0, tzinfo=UTC), 12, FIRST_PREVIOUS, "k" * 16, (Head(CHAIN, 12, "ab" * 32),)
)
LINE = STATEMENT.line("cd" * 64)


def test_the_signed_text_is_canonical_and_the_line_adds_the_signature() -> None:
    assert STATEMENT.text() == (
        '{"chains":[{"chain":"0195d0c1-0000-7000-8000-0000000000aa","hash":"' + "ab" * 32 + '","position":12}],'
        '"count":12,"key":"' + "k" * 16 + '","number":1,"previous":"' + "0" * 64 + '",'
        '"time":"2026-04-01T05:00:00.000000Z","version":1}'
    )
    told = json.loads(LINE)
    assert told.pop("signature") == "cd" * 64
    assert told == json.loads(STATEMENT.text())


def test_what_was_written_is_read_back() -> None:
    found = read(LINE)
    assert (found.statement, found.signature) == (STATEMENT, "cd" * 64)


def test_a_line_names_the_one_before_by_its_hash() -> None:
    assert hash_of_line(LINE) == sha256(LINE.encode()).hexdigest()


@pytest.mark.parametrize(
    "line",
    [
        "", "null", "[]", "{}", LINE.replace('"version":1', '"version":2'), LINE.replace(",", ", "), LINE[:-1],
        LINE.replace('"count":12', '"count":12.0'), LINE.replace("05:00:00.000000Z", "05:00:00Z"),
        LINE.replace("0195d0c1-", "0195D0C1-"), LINE.replace('"signature"', '"sign"'),
    ],
)  # fmt: skip
def test_whatever_is_not_of_the_one_form_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"no checkpoint|canonical|Expecting|delimiter"):
        read(line)
