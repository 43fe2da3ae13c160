"""Evidence is named by the hash of its bytes; strokes of a signature are proven by their own."""

import hashlib

import pytest

from compliance.evidence import hash_of_value, is_drawn, is_hash, name_of, named_hash

HASH = "0f" * 32


def test_a_value_names_bytes_by_their_hash() -> None:
    assert named_hash(name_of(HASH)) == HASH
    assert hash_of_value(name_of(HASH)) == HASH


@pytest.mark.parametrize(
    "value", [None, 7, True, HASH, f"sha256:{HASH[:-1]}", f"sha256:{HASH.upper()}", f" {name_of(HASH)}"]
)
def test_anything_else_names_none(value: object) -> None:
    assert named_hash(value) is None


@pytest.mark.parametrize(("text", "is_one"), [(HASH, True), (HASH + "0", False), (HASH.upper(), False), ("", False)])
def test_a_hash_is_64_digits_in_lower_case(text: str, is_one: bool) -> None:
    assert is_hash(text) is is_one


@pytest.mark.parametrize("value", ["M0 0L9 9", " M 1.5,-2 l 3e1 4 Z ", "m0 0h1"])
def test_strokes_are_proven_by_their_own_hash(value: str) -> None:
    assert is_drawn(value)
    assert hash_of_value(value) == hashlib.sha256(value.encode()).hexdigest()


@pytest.mark.parametrize("value", ["", "M", "Minh", "L0 0", "M0 0<script>", 7, None])
def test_a_name_is_no_signature(value: object) -> None:
    assert not is_drawn(value)
    assert hash_of_value(value) is None
