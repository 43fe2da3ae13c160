"""Entry passes: what they say comes back, any change of them is refused, and guards get one clear answer."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from compliance import pass_codec as codec
from compliance.pass_codec import MalformedError
from compliance.passes import (
    PREFIX,
    ROOM_CHARACTERS,
    Answer,
    ListedZone,
    PassFacts,
    PassList,
    characters_of,
    check_pass,
    fitted,
    make_list,
    make_pass,
    read_list,
    read_pass,
)
from tests.compliance.test_pass_codec import PRIVATE, PUBLIC

VECTORS = json.loads((Path(__file__).parent / "pass-vectors.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 4, 1, 5, tzinfo=UTC)
KEYS = {codec.key_id_of(PUBLIC): PUBLIC}
LISTED = PassList(NOW, NOW + timedelta(hours=24))
FACTS = PassFacts(
    id=UUID("019d4746-0c80-7000-8000-000000000001"), permit_number="DN-P26-000001", zone_number="Z26-0001",
    zone_name="Khu cách ly Hòa Khánh Bắc", gate="Chốt 2", valid_from=NOW, valid_until=NOW + timedelta(hours=3),
    issued_at=NOW - timedelta(minutes=5), people=("Nguyễn Văn An", "Trần Thị Bích Ngọc"), plates=("43C-123.45",),
)  # fmt: skip
CREW_OF_EIGHT = (
    "Nguyễn Thị Phương Thảo", "Huỳnh Nguyễn Thanh Hương", "Trần Ngọc Khánh Phượng", "Nguyễn Hoàng Đăng Khoa",
    "Phan Thị Kiều Trường", "Lê Nguyễn Quốc Khải", "Đặng Hữu Trường Thịnh", "Nguyễn Đình Quang Trưởng",
)  # fmt: skip
LARGEST = replace(
    FACTS, zone_name="Khu cách ly tập trung phường Hòa Khánh Bắc", gate="Chốt 2 – đường Nguyễn Lương Bằng",
    people=CREW_OF_EIGHT, plates=("43C-123.45", "43C-678.90"),
)  # fmt: skip


def word(seed: str, letters: int) -> str:
    """Letters in an order that no packer foresees."""
    digest = hashlib.sha512(seed.encode()).digest()
    return "".join(chr(ord("a") + each % 26) for each in digest[:letters]).title()


UNUSUAL = tuple(" ".join(word(f"{part}{number}", 12) for part in "abc") for number in range(40))

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
names = st.lists(texts.filter(str.strip), min_size=1, max_size=10).map(tuple)
moments = st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))  # noqa: DTZ001
facts = st.builds(
    PassFacts, id=st.uuids(), permit_number=texts, zone_number=texts, zone_name=texts, gate=texts, valid_from=moments,
    valid_until=moments, issued_at=moments, people=names, plates=st.lists(texts, max_size=3).map(tuple),
)  # fmt: skip


def answer(text: str, **more: object) -> Answer:
    asked: dict[str, object] = {"listed": LISTED, "now": NOW, "zone": "Z26-0001"} | more
    return check_pass(text, KEYS, **asked).answer  # type: ignore[arg-type]


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_published_vectors_are_answered_as_published(case: dict[str, str]) -> None:
    keys = {bytes.fromhex(VECTORS["key_id_hex"]): bytes.fromhex(VECTORS["public_key_hex"])}
    listed = read_list(bytes.fromhex(VECTORS["list_hex"]), keys) if case["list"] else None
    now = datetime.fromisoformat(case["now"])
    assert check_pass(case["text"], keys, listed, now=now, zone=case["zone"]).answer == f"pass.{case['answer']}"


def test_the_published_pass_says_what_is_published() -> None:
    said, told = read_pass(VECTORS["cases"][0]["text"]), VECTORS["pass"]
    assert (str(said.id), said.permit_number, said.zone_number) == (
        told["id"], told["permit_number"], told["zone_number"],
    )  # fmt: skip
    assert (said.zone_name, said.gate) == (told["zone_name"], told["gate"])
    for name in ("valid_from", "valid_until", "issued_at"):
        assert getattr(said, name) == datetime.fromisoformat(told[name])
    assert (list(said.people), list(said.plates)) == (told["people"], told["plates"])


def test_passes_are_still_made_as_published() -> None:
    """The packed form may differ between versions of zlib, so what it unpacks to is compared."""
    private = bytes.fromhex(VECTORS["private_key_hex"])
    made = make_pass(read_pass(VECTORS["cases"][0]["text"]), private)
    message = codec.Signed(codec.from_base45(made.removeprefix(PREFIX)))
    assert codec.to_cbor(codec.unpack(message.payload)).hex() == VECTORS["pass_cbor_hex"]
    assert message.is_signed_by(codec.public_key_of(private), b"cordon.pass.1")


def test_lists_are_still_made_as_published() -> None:
    private = bytes.fromhex(VECTORS["private_key_hex"])
    data = bytes.fromhex(VECTORS["list_hex"])
    assert (
        make_list(read_list(data, {bytes.fromhex(VECTORS["key_id_hex"]): codec.public_key_of(private)}), private)
        == data
    )


@given(facts)
def test_what_a_pass_says_comes_back(said: PassFacts) -> None:
    assert read_pass(make_pass(said, PRIVATE)) == fitted(said)
    assert fitted(fitted(said)) == fitted(said)
    assert len(fitted(said).people) == len(said.people)


@given(facts)
def test_the_length_is_known_beforehand(said: PassFacts) -> None:
    made, expected = len(make_pass(said, PRIVATE)), characters_of(fitted(said))
    assert 0 <= expected - made <= 2


def test_any_bit_that_is_flipped_makes_another_answer_than_valid() -> None:
    data = codec.from_base45(make_pass(FACTS, PRIVATE).removeprefix(PREFIX))
    refused = {Answer.NOT_A_PASS, Answer.WRONG_SIGNATURE, Answer.UNKNOWN_KEY}
    found = {Answer.VALID: 0} | dict.fromkeys(refused, 0)
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        found[answer(PREFIX + codec.to_base45(bytes(changed)))] += 1
    assert found[Answer.VALID] == 0
    assert all(found[each] for each in refused)
    assert sum(found.values()) == len(data) * 8


def test_any_character_that_is_exchanged_is_refused() -> None:
    text = make_pass(FACTS, PRIVATE)
    for at, before in enumerate(text):
        changed = codec.ALPHABET[(codec.ALPHABET.index(before) + 1) % 45]
        assert answer(text[:at] + changed + text[at + 1 :]) is not Answer.VALID


@given(st.text(max_size=200) | st.text(codec.ALPHABET, max_size=200).map(lambda text: PREFIX + text))
def test_whatever_is_scanned_gets_an_answer(text: str) -> None:
    assert answer(text) is Answer.NOT_A_PASS


def test_space_around_a_pasted_pass_does_not_matter() -> None:
    assert answer(f"\n {make_pass(FACTS, PRIVATE)} \n") is Answer.VALID


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Answer.VALID),
        ({"zone": None}, Answer.VALID),
        ({"zone": "Z26-0002"}, Answer.WRONG_ZONE),
        ({"now": FACTS.valid_from - timedelta(seconds=1)}, Answer.NOT_YET),
        ({"now": FACTS.valid_until - timedelta(seconds=1)}, Answer.VALID),
        ({"now": FACTS.valid_until}, Answer.EXPIRED),
        ({"listed": None}, Answer.LIST_TOO_OLD),
        ({"listed": replace(LISTED, next_update=NOW)}, Answer.LIST_TOO_OLD),
        ({"listed": replace(LISTED, next_update=NOW + timedelta(seconds=1))}, Answer.VALID),
        ({"listed": replace(LISTED, passes=frozenset({FACTS.id}))}, Answer.REVOKED),
        ({"listed": replace(LISTED, passes=frozenset({uuid4()}))}, Answer.VALID),
        ({"listed": replace(LISTED, keys=frozenset(KEYS))}, Answer.KEY_REVOKED),
        ({"listed": replace(LISTED, keys=frozenset({b"abcd"}))}, Answer.VALID),
    ],
)
def test_the_answer_follows_zone_time_and_list(more: dict[str, object], expected: Answer) -> None:
    assert answer(make_pass(FACTS, PRIVATE), **more) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"zone": "other", "listed": replace(LISTED, passes=frozenset({FACTS.id}))}, Answer.WRONG_ZONE),
        ({"listed": PassList(NOW, NOW, frozenset({FACTS.id})), "now": FACTS.valid_until}, Answer.REVOKED),
        ({"listed": None, "now": FACTS.valid_until}, Answer.EXPIRED),
        ({"listed": None, "now": FACTS.valid_from - timedelta(hours=1)}, Answer.NOT_YET),
        ({"listed": replace(LISTED, keys=frozenset(KEYS)), "zone": "other"}, Answer.KEY_REVOKED),
    ],
)
def test_of_several_objections_the_one_that_no_list_can_cure_is_told(more: dict[str, object], expected: Answer) -> None:
    assert answer(make_pass(FACTS, PRIVATE), **more) is expected


def test_a_pass_of_a_key_that_is_not_known_says_nothing() -> None:
    checked = check_pass(make_pass(FACTS, bytes(32)), KEYS, LISTED, now=NOW)
    assert (checked.answer, checked.facts) == (Answer.UNKNOWN_KEY, None)


def test_what_is_signed_for_another_purpose_is_no_pass() -> None:
    packed = codec.pack({1: FACTS.id.bytes})
    text = PREFIX + codec.to_base45(codec.sign(packed, b"cordon.pass-list.1", PRIVATE))
    assert answer(text) is Answer.WRONG_SIGNATURE


WHOLE = {1: bytes(16), 2: "p", 3: "z", 6: 0, 7: 0, 8: 0}


@pytest.mark.parametrize(
    "content",
    [
        *({key: value for key, value in WHOLE.items() if key != left_out} for left_out in WHOLE),
        WHOLE | {1: bytes(15)}, WHOLE | {2: 1}, WHOLE | {3: b"z"}, WHOLE | {4: 1}, WHOLE | {5: 1}, WHOLE | {6: "0"},
        WHOLE | {7: 2**62}, WHOLE | {9: "An"}, WHOLE | {9: [1]}, WHOLE | {10: {}}, [1],
    ],
)  # fmt: skip
def test_signed_content_of_another_form_is_no_pass(content: dict[int, object]) -> None:
    text = PREFIX + codec.to_base45(codec.sign(codec.pack(content), b"cordon.pass.1", PRIVATE))
    assert answer(text) is Answer.NOT_A_PASS
    with pytest.raises(MalformedError):
        read_pass(text)


def test_what_a_later_format_adds_is_passed_over() -> None:
    text = PREFIX + codec.to_base45(codec.sign(codec.pack(WHOLE | {11: "more"}), b"cordon.pass.1", PRIVATE))
    assert read_pass(text).permit_number == "p"


def test_answers_read_in_both_languages() -> None:
    checked = check_pass(make_pass(FACTS, PRIVATE), KEYS, LISTED, now=NOW, zone="other")
    assert checked.reason.text("en") == "Not for this zone: it is for Khu cách ly Hòa Khánh Bắc."
    assert checked.reason.text("vi") == "Không phải cho vùng này: giấy này cho Khu cách ly Hòa Khánh Bắc."
    late = check_pass(make_pass(replace(FACTS, zone_name=""), PRIVATE), KEYS, LISTED, now=NOW)
    assert late.reason.text("en") == "Valid: may enter Z26-0001 until 08:00 01/04/2026."
    assert check_pass("x", KEYS, LISTED, now=NOW).reason.text("en") == "This is not an entry pass."


def test_a_crew_of_eight_with_long_names_fits_whole_into_a_code_of_three_centimetres() -> None:
    assert fitted(LARGEST).people == CREW_OF_EIGHT
    code = segno.make_qr(make_pass(LARGEST, PRIVATE), error="m")
    assert code.mode == "alphanumeric"
    assert 30 / code.symbol_size(border=0)[0] >= 0.4


@pytest.mark.parametrize(
    ("people", "first"),
    [
        (UNUSUAL[:3], "Inwrdiyrvqmp Rrxbcyzjsnnw Ynadlourrrty"),
        (UNUSUAL[:5], "Inwrdiyrvqmp R. Ynadlourrrty"),
        (UNUSUAL[:9], "I. R. Ynadlourrrty"),
    ],
)
def test_names_are_shortened_no_further_than_it_takes(people: tuple[str, ...], first: str) -> None:
    short = fitted(replace(LARGEST, people=people))
    assert short.people[0] == first
    assert characters_of(short) <= ROOM_CHARACTERS
    assert len(segno.make_qr(make_pass(short, PRIVATE), error="m").matrix) <= 73


def test_places_are_cut_before_given_names_go() -> None:
    short = fitted(replace(LARGEST, people=UNUSUAL[:6]))
    assert (short.zone_name, short.gate) == ("Khu cách ly tập tru…", "Chốt 2 – đường Nguy…")
    assert fitted(LARGEST).zone_name == "Khu cách ly tập trung phường Hòa Khánh…"


def test_a_crowd_keeps_its_short_names_and_takes_a_larger_code() -> None:
    crowd = fitted(replace(LARGEST, people=UNUSUAL))
    assert len(crowd.people) == 40
    assert crowd.people[0] == "I. R. Ynadlourrrty"
    assert characters_of(crowd) > ROOM_CHARACTERS
    assert read_pass(make_pass(crowd, PRIVATE)) == crowd


def test_a_name_of_one_word_stays() -> None:
    assert fitted(replace(LARGEST, people=("An", *UNUSUAL[:9]))).people[0] == "An"


def test_letters_are_composed_and_spaces_tidied() -> None:
    said = fitted(replace(FACTS, people=("Nguye\u0302\u0303n  Va\u0306n An ",), plates=(" 43C-1 ",)))
    assert (said.people, said.plates) == (("Nguyễn Văn An",), ("43C-1",))


def test_every_text_of_a_pass_is_composed() -> None:
    half = "Cho\u0302\u0301t"
    said = fitted(replace(FACTS, permit_number=half, zone_number=half, zone_name=half, gate=half, plates=(half,)))
    assert {said.permit_number, said.zone_number, said.zone_name, said.gate, *said.plates} == {"Chốt"}


def test_a_place_of_forty_letters_stays_whole_and_of_more_is_cut() -> None:
    assert fitted(replace(FACTS, zone_name="z" * 40, gate="g" * 40)).zone_name == "z" * 40
    long = fitted(replace(FACTS, zone_name="z" * 41, gate="g" * 41))
    assert (long.zone_name, long.gate) == ("z" * 39 + "…", "g" * 39 + "…")


def test_of_two_words_the_first_becomes_an_initial_where_room_is_short() -> None:
    short = fitted(replace(LARGEST, people=("Nguyễn An", *UNUSUAL[:9])))
    assert short.people[0] == "N. An"


def test_what_a_pass_of_a_revoked_key_says_is_told_with_the_answer() -> None:
    checked = check_pass(make_pass(FACTS, PRIVATE), KEYS, replace(LISTED, keys=frozenset(KEYS)), now=NOW)
    assert (checked.answer, checked.facts) == (Answer.KEY_REVOKED, FACTS)


LIST = PassList(
    NOW, NOW + timedelta(hours=24), frozenset({uuid4(), uuid4()}), frozenset({b"abcd"}),
    (ListedZone("Z26-0001", "Khu A", ("Chốt 1", "Chốt 2")), ListedZone("Z26-0002", "Khu B")),
)  # fmt: skip


def test_a_list_comes_back() -> None:
    assert read_list(make_list(LIST, PRIVATE), KEYS) == LIST


def test_a_list_is_the_same_however_its_sets_are_ordered() -> None:
    ids = sorted(LIST.passes)
    again = replace(LIST, passes=frozenset(reversed(ids)))
    assert make_list(again, PRIVATE) == make_list(LIST, PRIVATE)


@pytest.mark.parametrize("bit", range(0, 8 * 300, 7))
def test_a_list_that_was_changed_is_refused(bit: int) -> None:
    data = bytearray(make_list(LIST, PRIVATE))
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    with pytest.raises(MalformedError):
        read_list(bytes(data), KEYS)


def test_a_list_of_an_unknown_key_is_refused() -> None:
    with pytest.raises(MalformedError):
        read_list(make_list(LIST, bytes(32)), KEYS)


def test_a_pass_is_no_list() -> None:
    data = codec.from_base45(make_pass(FACTS, PRIVATE).removeprefix(PREFIX))
    with pytest.raises(MalformedError):
        read_list(data, KEYS)


@pytest.mark.parametrize(
    "content", [{}, {1: 0, 2: 0, 3: [b"short"], 4: [], 5: []}, {1: 0, 2: 0, 3: {}, 4: [], 5: []}, [0]]
)
def test_a_signed_list_of_another_form_is_refused(content: object) -> None:
    data = codec.sign(codec.to_cbor(content), b"cordon.pass-list.1", PRIVATE)
    with pytest.raises(MalformedError):
        read_list(data, KEYS)


@pytest.mark.parametrize("zones", [[1], [["n"]], [["n", "m", 1]], [[1, "m", []]], [["n", "m", [1]]]])
def test_a_list_with_zones_of_another_form_is_refused(zones: list[object]) -> None:
    data = codec.sign(codec.to_cbor({1: 0, 2: 0, 3: [], 4: [], 5: zones}), b"cordon.pass-list.1", PRIVATE)
    with pytest.raises(MalformedError):
        read_list(data, KEYS)


def test_the_format_is_described_as_it_is() -> None:
    page = (Path(__file__).parents[2] / "docs" / "entry-pass.md").read_text(encoding="utf-8")
    blocks = page.split("```\n")[1::2]
    assert (" ".join(blocks[0].splitlines()) + " ").encode() == codec.DICTIONARY
    assert blocks[1].strip() == VECTORS["cases"][0]["text"]
    for told in (VECTORS["dictionary_sha256"], VECTORS["public_key_hex"], VECTORS["key_id_hex"]):
        assert told in page
