"""Entry passes: what an approved permit says to the guard at a checkpoint, and the answer that a guard gets offline.

The format stands in ``docs/entry-pass.md``; golden vectors in ``tests/compliance/test_pass_vectors.py``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from unicodedata import normalize
from uuid import UUID

from compliance import pass_codec as codec
from compliance.pass_codec import MalformedError
from compliance.reasons import Reason, reason

PREFIX = "CP1:"
"""Begins the text of every pass: Cordon pass, first format."""
PURPOSE, LIST_PURPOSE = b"cordon.pass.1", b"cordon.pass-list.1"

ROOM_CHARACTERS = 528
"""What a QR code of version 14 holds at error correction M: 73 modules, 0.41 mm each on 3 cm."""
_ZONE_CHARACTERS, _GATE_CHARACTERS, _PLATE_CHARACTERS = 40, 40, 16
_SHORT_CHARACTERS = 20

_ID, _PERMIT, _ZONE, _ZONE_NAME, _GATE, _FROM, _UNTIL, _ISSUED, _PEOPLE, _PLATES = range(1, 11)
_LIST_ISSUED, _LIST_NEXT, _LIST_PASSES, _LIST_KEYS, _LIST_ZONES = range(1, 6)
_OPTIONAL = frozenset({_ZONE_NAME, _GATE, _PEOPLE, _PLATES})
"""Left out where they are empty."""
_UUID_BYTES = 16

Keys = Mapping[bytes, bytes]
"""Public keys (32 bytes) by key id (4 bytes)."""


class Answer(StrEnum):
    """What a guard is told; each is a reason code of its own."""

    VALID = "pass.valid"
    NOT_YET = "pass.not_yet"
    EXPIRED = "pass.expired"
    REVOKED = "pass.revoked"
    WRONG_ZONE = "pass.wrong_zone"
    LIST_TOO_OLD = "pass.list_too_old"
    WRONG_SIGNATURE = "pass.wrong_signature"
    UNKNOWN_KEY = "pass.unknown_key"
    KEY_REVOKED = "pass.key_revoked"
    NOT_A_PASS = "pass.not_a_pass"  # noqa: S105 - no password


@dataclass(frozen=True, slots=True)
class PassFacts:
    """What a pass says. A guard compares names and plates with the people and the vehicle that stand there."""

    id: UUID
    permit_number: str
    zone_number: str
    """Tells the zone; the short name is for people."""
    zone_name: str
    gate: str
    """The control point at which they shall enter; empty for any."""
    valid_from: datetime
    valid_until: datetime
    """Up to but not including."""
    issued_at: datetime
    people: tuple[str, ...]
    plates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedZone:
    """A zone that a guard may stand at."""

    number: str
    name: str
    gates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassList:
    """Which passes and keys are good no more; no personal data."""

    issued_at: datetime
    next_update: datetime
    """From then on the list is too old to say that a pass is valid."""
    passes: frozenset[UUID] = frozenset()
    """Revoked, and not yet expired."""
    keys: frozenset[bytes] = frozenset()
    """Ids of keys that were revoked."""
    zones: tuple[ListedZone, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to one pass, with what it says when its signature is right."""

    answer: Answer
    facts: PassFacts | None = None

    @property
    def reason(self) -> Reason:
        """The answer in words."""
        if self.facts is None:
            return reason(str(self.answer))
        told = {"valid_from": self.facts.valid_from, "valid_until": self.facts.valid_until}
        return reason(str(self.answer), zone=self.facts.zone_name or self.facts.zone_number, **told)


def make_pass(facts: PassFacts, private_key: bytes) -> str:
    """The text of a pass, made to fit into a QR code of 3 cm where that can be (``fitted``)."""
    packed = codec.pack(_content(fitted(facts)))
    return PREFIX + codec.to_base45(codec.sign(packed, PURPOSE, private_key))


def check_pass(text: str, keys: Keys, listed: PassList | None, *, now: datetime, zone: str | None = None) -> Checked:
    """What to tell a guard about a text that was scanned.

    Args:
        text: as scanned or pasted.
        keys: public keys that are known.
        listed: the newest revocation list there is; None when none was ever fetched.
        now: the moment.
        zone: number of the zone that the guard stands at; None asks about no zone in particular.
    """
    try:
        message = codec.Signed(codec.from_base45(_body(text)))
    except MalformedError:
        return Checked(Answer.NOT_A_PASS)
    if message.key_id not in keys:
        return Checked(Answer.UNKNOWN_KEY)
    if not message.is_signed_by(keys[message.key_id], PURPOSE):
        return Checked(Answer.WRONG_SIGNATURE)
    try:
        facts = _facts(codec.unpack(message.payload))
    except MalformedError:  # signed by us, yet of another kind
        return Checked(Answer.NOT_A_PASS)
    if listed is not None and message.key_id in listed.keys:
        return Checked(Answer.KEY_REVOKED, facts)
    return Checked(_judge(facts, listed, now, zone), facts)


def read_pass(text: str) -> PassFacts:
    """What a pass says, whoever signed it.

    Raises:
        MalformedError: not a pass.
    """
    return _facts(codec.unpack(codec.Signed(codec.from_base45(_body(text))).payload))


def make_list(listed: PassList, private_key: bytes) -> bytes:
    """A revocation list, signed."""
    content = {
        _LIST_ISSUED: _seconds(listed.issued_at),
        _LIST_NEXT: _seconds(listed.next_update),
        _LIST_PASSES: sorted(each.bytes for each in listed.passes),
        _LIST_KEYS: sorted(listed.keys),
        _LIST_ZONES: [[each.number, each.name, list(each.gates)] for each in listed.zones],
    }
    return codec.sign(codec.to_cbor(content), LIST_PURPOSE, private_key)


def read_list(data: bytes, keys: Keys) -> PassList:
    """A revocation list whose signature is right.

    Raises:
        MalformedError: not a list, an unknown key, or a wrong signature.
    """
    message = codec.Signed(data)
    if message.key_id not in keys or not message.is_signed_by(keys[message.key_id], LIST_PURPOSE):
        raise MalformedError("the list is not signed by a key that is known")
    match codec.from_cbor(message.payload):
        case {1: int() as issued, 2: int() as following, 3: list() as passes, 4: list() as revoked, 5: list() as zones}:
            return PassList(
                _moment(issued), _moment(following), frozenset(_uuid(each) for each in passes),
                frozenset(_key_id(each) for each in revoked), tuple(_zone(each) for each in zones),
            )  # fmt: skip
    raise MalformedError("no list")


def fitted(facts: PassFacts) -> PassFacts:
    """The same in NFC and whole seconds, with names shortened as far as it takes to fit into a QR code of 3 cm.

    Middle names become initials first, then the zone's and the gate's names are cut, then all names but the given one
    become initials. A crew that does not fit even so keeps that; its code is printed larger.
    """
    plain = replace(
        facts,
        permit_number=normalize("NFC", facts.permit_number),
        zone_number=normalize("NFC", facts.zone_number),
        zone_name=_cut(facts.zone_name, _ZONE_CHARACTERS),
        gate=_cut(facts.gate, _GATE_CHARACTERS),
        people=tuple(_tidy(each) for each in facts.people),
        plates=tuple(_cut(each, _PLATE_CHARACTERS) for each in facts.plates),
    )
    for shorten in (_as_it_is, _with_middle_initials, _with_short_places, _with_initials):
        plain = shorten(plain)
        if characters_of(plain) <= ROOM_CHARACTERS:
            break
    return plain


def characters_of(facts: PassFacts) -> int:
    """Length of the text of a pass that says this."""
    data_bytes = len(codec.pack(_content(facts))) + codec.ENVELOPE_BYTES
    return len(PREFIX) + data_bytes // 2 * 3 + data_bytes % 2 * 2


def _body(text: str) -> str:
    stripped = text.strip()
    if not stripped.startswith(PREFIX):
        raise MalformedError("another prefix")
    return stripped[len(PREFIX) :]


def _judge(facts: PassFacts, listed: PassList | None, now: datetime, zone: str | None) -> Answer:
    old = listed is None or now >= listed.next_update
    rules: Sequence[tuple[Answer, bool]] = (
        (Answer.WRONG_ZONE, zone is not None and facts.zone_number != zone),
        (Answer.REVOKED, listed is not None and facts.id in listed.passes),
        (Answer.EXPIRED, now >= facts.valid_until),
        (Answer.NOT_YET, now < facts.valid_from),
        (Answer.LIST_TOO_OLD, old),
    )
    return next((answer for answer, holds in rules if holds), Answer.VALID)


def _content(facts: PassFacts) -> dict[int, Any]:
    content = {
        _ID: facts.id.bytes,
        _PERMIT: facts.permit_number,
        _ZONE: facts.zone_number,
        _ZONE_NAME: facts.zone_name,
        _GATE: facts.gate,
        _FROM: _seconds(facts.valid_from),
        _UNTIL: _seconds(facts.valid_until),
        _ISSUED: _seconds(facts.issued_at),
        _PEOPLE: list(facts.people),
        _PLATES: list(facts.plates),
    }
    return {key: value for key, value in content.items() if value or key not in _OPTIONAL}


def _facts(content: object) -> PassFacts:
    """Read the content; keys that a later format adds are passed over."""
    match content:
        case {
            1: bytes() as pass_id, 2: str() as number, 3: str() as zone, 6: int() as since, 7: int() as until,
            8: int() as issued, **more,
        }:  # fmt: skip
            people, plates = _texts(more.get(_PEOPLE, [])), _texts(more.get(_PLATES, []))
            (zone_name,), (gate,) = _texts([more.get(_ZONE_NAME, "")]), _texts([more.get(_GATE, "")])
            return PassFacts(
                _uuid(pass_id), number, zone, zone_name, gate, _moment(since), _moment(until), _moment(issued), people,
                plates,
            )  # fmt: skip
    raise MalformedError("something is missing")


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise MalformedError("no texts")
    return tuple(value)


def _uuid(value: object) -> UUID:
    if not isinstance(value, bytes) or len(value) != _UUID_BYTES:
        raise MalformedError("no id")
    return UUID(bytes=value)


def _key_id(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise MalformedError("no key id")
    return value


def _zone(value: object) -> ListedZone:
    match value:
        case [str() as number, str() as name, gates]:
            return ListedZone(number, name, _texts(gates))
    raise MalformedError("no zone")


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedError("no moment") from error


def _tidy(text: str) -> str:
    return " ".join(normalize("NFC", text).split())


def _cut(text: str, most: int) -> str:
    tidy = _tidy(text)
    return tidy if len(tidy) <= most else tidy[: most - 1].rstrip() + "…"


def _as_it_is(facts: PassFacts) -> PassFacts:
    return facts


def _with_middle_initials(facts: PassFacts) -> PassFacts:
    return _renamed(facts, lambda words: [words[0], *(f"{each[0]}." for each in words[1:-1]), words[-1]])


def _with_short_places(facts: PassFacts) -> PassFacts:
    return replace(facts, zone_name=_cut(facts.zone_name, _SHORT_CHARACTERS), gate=_cut(facts.gate, _SHORT_CHARACTERS))


def _with_initials(facts: PassFacts) -> PassFacts:
    return _renamed(facts, lambda words: [*(f"{each[0]}." for each in words[:-1]), words[-1]])


def _renamed(facts: PassFacts, spell: Callable[[list[str]], list[str]]) -> PassFacts:
    """With all names of two words or more spelt anew."""
    words = [each.split() for each in facts.people]
    return replace(facts, people=tuple(" ".join(spell(each) if len(each) > 1 else each) for each in words))
