"""The outer form of entry passes and of the revocation list: base45, DEFLATE, CBOR and an Ed25519 signature.

A signed message is a COSE_Sign1 (RFC 9052) in deterministic CBOR (RFC 8949, 4.2) with the protected header
``{1: -8, 4: key id}``. What it is for stands in the external data that are signed along, so that a list can never be
taken for a pass. There is one spelling of each message: whatever else decodes to the same is refused.
"""

import zlib
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256, Hash

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""Base45 (RFC 9285): the characters of a QR code's alphanumeric mode, by value."""

KEY_ID_BYTES = 4
SIGNATURE_BYTES = 64
ENVELOPE_BYTES = 82
"""What a signed message has beside its payload, when that takes 256 bytes or more; one byte less below that."""
LONGEST_PAYLOAD = 4096
"""Bytes of an unpacked payload that are read; a pass has a tenth of that."""

_TAG_SIGN1, _ALGORITHM, _EDDSA, _KEY_ID = 18, 1, -8, 4
_PAIR, _TRIPLE, _BYTE = 2, 3, 256

_WORDS = (
    "Bệnh viện Trạm y tế Khách sạn Chung cư Khu công nghiệp Khu phong tỏa Khu cách ly tập trung Vùng cách ly Chốt "
    "kiểm soát Cổng chính Cổng số đường quận thị trấn xã phường "
)
_NAMES = (
    "Quỳnh Lâm Châu Đinh Trịnh Mai Đào Đoàn Hà Cao Lương Lý Dương Ngô Hồ Đỗ Bùi Đặng Võ Vũ Phan Hoàng Huỳnh Phạm Lê "
    "Trần Nguyễn Anh Bảo Bình Cường Duy Dũng Đạt Đức Giang Hải Hạnh Hiếu Hòa Hùng Hương Khánh Khoa Kiên Linh Long Lộc "
    "Nam Ngọc Nhân Phong Phú Phúc Phương Quân Quang Quốc Sơn Tài Tâm Tân Thảo Thành Thắng Thịnh Tiến Toàn Trung Trường "
    "Tuấn Tú Việt Vinh Đình Hữu Minh Công Xuân Thanh Lê Văn Trần Văn Nguyễn Thị Nguyễn Văn "
)
DICTIONARY = normalize("NFC", _WORDS + _NAMES).encode()
"""What packing starts from: words and names that passes are made of, the most frequent last. Part of the format."""


class MalformedError(ValueError):
    """This is no message of ours, whoever signed it."""


def to_base45(data: bytes) -> str:
    """Write bytes in base45: two bytes in three characters, a last one in two."""
    return "".join(
        _digits(int.from_bytes(data[at : at + _PAIR]), _TRIPLE if at + 1 < len(data) else _PAIR)
        for at in range(0, len(data), _PAIR)
    )


def from_base45(text: str) -> bytes:
    """Read base45.

    Raises:
        MalformedError: another character, an impossible length, or a group above what its bytes can hold.
    """
    return b"".join(_group(text[at : at + _TRIPLE]) for at in range(0, len(text), _TRIPLE))


def pack(content: dict[int, Any]) -> bytes:
    """Deterministic CBOR, deflated (RFC 1951) with the dictionary."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    return packer.compress(to_cbor(content)) + packer.flush()


def unpack(packed: bytes) -> Any:
    """Undo ``pack``.

    Raises:
        MalformedError: not packed so, too long, or not in deterministic form.
    """
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=DICTIONARY)
    try:
        plain = unpacker.decompress(packed, LONGEST_PAYLOAD)
    except zlib.error as error:
        raise MalformedError("cannot be unpacked") from error
    if not unpacker.eof or unpacker.unused_data:
        raise MalformedError("cannot be unpacked to the end")
    return from_cbor(plain)


def to_cbor(content: Any) -> bytes:
    """Deterministic CBOR: shortest forms, definite lengths, keys in the order of their bytes."""
    return cbor2.dumps(content, canonical=True)


def from_cbor(data: bytes) -> Any:
    """Read deterministic CBOR.

    Raises:
        MalformedError: no CBOR, or another spelling of it.
    """
    try:
        content = cbor2.loads(data)
        same = to_cbor(content) == data
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise MalformedError("no CBOR") from error
    if not same:
        raise MalformedError("not in deterministic form")
    return content


def key_id_of(public_key: bytes) -> bytes:
    """The short name of a key: the first four bytes of its SHA-256."""
    digest = Hash(SHA256())
    digest.update(public_key)
    return digest.finalize()[:KEY_ID_BYTES]


def public_key_of(private_key: bytes) -> bytes:
    """The 32 bytes that verify what a private key (32 bytes, RFC 8032) signs."""
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def sign(payload: bytes, purpose: bytes, private_key: bytes) -> bytes:
    """A COSE_Sign1 of a payload.

    Args:
        payload: what is said.
        purpose: what it is for; not carried along, but whoever verifies must name the same.
        private_key: 32 bytes.
    """
    protected = to_cbor({_ALGORITHM: _EDDSA, _KEY_ID: key_id_of(public_key_of(private_key))})
    signature = Ed25519PrivateKey.from_private_bytes(private_key).sign(_signed(protected, purpose, payload))
    return to_cbor(cbor2.CBORTag(_TAG_SIGN1, [protected, {}, payload, signature]))


class Signed:
    """A signed message taken apart, not yet verified.

    Args:
        data: its bytes.

    Raises:
        MalformedError: not a COSE_Sign1 of our form.
    """

    def __init__(self, data: bytes) -> None:
        tag = from_cbor(data)
        if not isinstance(tag, cbor2.CBORTag) or tag.tag != _TAG_SIGN1:
            raise MalformedError("no COSE_Sign1")
        match tag.value:
            case [bytes() as protected, Mapping() as unprotected, bytes() as payload, bytes() as signature]:
                self._protected, self.payload, self._signature = protected, payload, signature
            case _:
                raise MalformedError("no COSE_Sign1")
        if unprotected or len(signature) != SIGNATURE_BYTES:
            raise MalformedError("no COSE_Sign1 of this form")
        self.key_id = _key_id_in(protected)

    def is_signed_by(self, public_key: bytes, purpose: bytes) -> bool:
        """Whether this key signed exactly this, for this purpose."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(
                self._signature, _signed(self._protected, purpose, self.payload)
            )
        except (InvalidSignature, ValueError):  # ValueError: no key at all
            return False
        return True


def _key_id_in(protected: bytes) -> bytes:
    match from_cbor(protected):
        case {1: int() as algorithm, 4: bytes() as key_id, **more} if not more and len(key_id) == KEY_ID_BYTES:
            if algorithm == _EDDSA:
                return key_id
    raise MalformedError("another kind of signature")


def _signed(protected: bytes, purpose: bytes, payload: bytes) -> bytes:
    return to_cbor(["Signature1", protected, purpose, payload])


def _digits(value: int, count: int) -> str:
    """The base-45 digits of a value, the lowest first."""
    return "".join(ALPHABET[value // 45**place % 45] for place in range(count))


def _group(text: str) -> bytes:
    values = [ALPHABET.find(each) for each in text]
    if len(values) == 1 or -1 in values:
        raise MalformedError("no base45")
    value: int = sum(each * 45**place for place, each in enumerate(values))
    size = len(values) - 1
    if value >= _BYTE**size:
        raise MalformedError("no base45")
    return value.to_bytes(size)
