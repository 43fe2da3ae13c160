"""The outer form of passes and lists: base45 by its RFC, one spelling of a message, a signature for one purpose."""

import hashlib
from typing import Any
from unicodedata import normalize

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import pass_codec as codec
from compliance.pass_codec import MalformedError, Signed

PRIVATE = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
"""RFC 8032, 7.1, test 1."""
PURPOSE = b"test"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
        (b"\xff\xff", "FGW"),
        (b"\xff", "U5"),
    ],
)
def test_base45_is_that_of_the_rfc(data: bytes, text: str) -> None:
    assert codec.to_base45(data) == text
    assert codec.from_base45(text) == data


@pytest.mark.parametrize("text", ["A", "BB8A", "GGW", ":::", "V5", "bb8", "BBé", "BB8\n0"])
def test_what_is_no_base45_is_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        codec.from_base45(text)


@given(st.binary(max_size=300))
def test_base45_comes_back_and_survives_trimming(data: bytes) -> None:
    text = codec.to_base45(data)
    assert codec.from_base45(text) == data
    assert set(text) <= set(codec.ALPHABET)
    assert not text.endswith(" ")


@given(st.text(alphabet=codec.ALPHABET, max_size=30))
def test_no_two_texts_mean_the_same_bytes(text: str) -> None:
    try:
        data = codec.from_base45(text)
    except MalformedError:
        return
    assert codec.to_base45(data) == text


def test_the_dictionary_is_part_of_the_format_and_never_changes() -> None:
    assert hashlib.sha256(codec.DICTIONARY).hexdigest() == (
        "fafc07386fab524f3e4b3c9f87e0f8de617f0bbe3c476b7692530804fa8c040b"
    )
    assert normalize("NFC", codec.DICTIONARY.decode()).encode() == codec.DICTIONARY


@given(st.dictionaries(st.integers(0, 300), st.text() | st.binary() | st.integers(0, 2**40) | st.lists(st.text())))
def test_what_is_packed_comes_back(content: dict[int, Any]) -> None:
    assert codec.unpack(codec.pack(content)) == content


def test_names_that_are_usual_take_less_room_than_their_letters() -> None:
    names = ["Nguyễn Thị Phương Thảo", "Trần Văn Minh"]
    assert len(codec.pack({9: names})) < sum(len(name) for name in names)


@pytest.mark.parametrize(
    "packed",
    [b"", b"\x00", codec.pack({1: "a"}) + b"\x00", codec.pack({1: "a"})[:-1], codec.pack({1: "a" * 5000})],
    ids=["empty", "broken", "longer", "cut", "too much"],
)
def test_what_does_not_unpack_to_its_end_is_refused(packed: bytes) -> None:
    with pytest.raises(MalformedError, match="unpacked"):
        codec.unpack(packed)


def test_as_much_as_may_be_is_unpacked() -> None:
    content = {1: b"a" * (codec.LONGEST_PAYLOAD - 5)}
    assert len(codec.to_cbor(content)) == codec.LONGEST_PAYLOAD
    assert codec.unpack(codec.pack(content)) == content


@pytest.mark.parametrize(
    "data",
    ["", "ff", "1801", "a2020101 01".replace(" ", ""), "9f01ff", "0101", "fb3ff8000000000000", "c1", "82"],
    ids=["empty", "break", "long one", "order", "endless", "two", "long float", "tag alone", "cut"],
)
def test_only_deterministic_cbor_is_read(data: str) -> None:
    with pytest.raises(MalformedError):
        codec.from_cbor(bytes.fromhex(data))


def test_a_key_is_named_by_the_beginning_of_its_hash() -> None:
    assert codec.public_key_of(PRIVATE) == PUBLIC
    assert codec.key_id_of(PUBLIC) == hashlib.sha256(PUBLIC).digest()[:4]


def test_a_signature_holds_for_its_key_its_purpose_and_its_payload() -> None:
    message = Signed(codec.sign(b"said", PURPOSE, PRIVATE))
    assert (message.payload, message.key_id) == (b"said", codec.key_id_of(PUBLIC))
    assert message.is_signed_by(PUBLIC, PURPOSE)
    assert not message.is_signed_by(PUBLIC, b"another")
    assert not message.is_signed_by(codec.public_key_of(bytes(32)), PURPOSE)
    assert not message.is_signed_by(b"no key", PURPOSE)
    other = cbor2.CBORTag(18, [*cbor2.loads(codec.sign(b"said", PURPOSE, PRIVATE)).value])
    other.value[2] = b"sad!"
    assert not Signed(codec.to_cbor(other)).is_signed_by(PUBLIC, PURPOSE)


def _message(tag: int = 18, **changed: Any) -> bytes:
    protected = codec.to_cbor({1: -8, 4: b"abcd"})
    parts = {"protected": protected, "unprotected": {}, "payload": b"p", "signature": bytes(64)} | changed
    return codec.to_cbor(cbor2.CBORTag(tag, list(parts.values())))


def test_the_plain_message_is_read() -> None:
    assert Signed(_message()).key_id == b"abcd"


@pytest.mark.parametrize(
    "data",
    [
        _message(tag=17),
        _message(unprotected={4: b"abcd"}),
        _message(payload=None),
        _message(payload="p"),
        _message(signature=bytes(63)),
        _message(more=1),
        _message(protected=b""),
        _message(protected=codec.to_cbor({1: -7, 4: b"abcd"})),
        _message(protected=codec.to_cbor({1: -8})),
        _message(protected=codec.to_cbor({1: -8, 4: b"abc"})),
        _message(protected=codec.to_cbor({1: -8, 4: "abcd"})),
        _message(protected=codec.to_cbor({1: -8, 3: 0, 4: b"abcd"})),
        _message(protected=codec.to_cbor([1, -8])),
        codec.to_cbor([b"", {}, b"", bytes(64)]),
        codec.to_cbor(18),
    ],
)
def test_any_other_form_of_message_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        Signed(data)


@pytest.mark.parametrize(("length", "beside"), [(10, 80), (24, 81), (255, 81), (256, 82), (400, 82)])
def test_a_message_is_its_payload_and_little_more(length: int, beside: int) -> None:
    assert len(codec.sign(bytes(length), PURPOSE, PRIVATE)) == length + beside
    assert beside <= codec.ENVELOPE_BYTES


@given(st.binary(max_size=200))
def test_whatever_bytes_come_nothing_but_a_refusal_happens(data: bytes) -> None:
    for read in (codec.unpack, codec.from_cbor, Signed):
        try:
            read(data)
        except MalformedError:
            continue
