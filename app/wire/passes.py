"""Entry passes and their public keys on the wire."""

from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from app.schema.passes import PassKey
from app.services.passes import PassView
from app.wire.common import WireOut


class PassOut(WireOut):
    """A pass that is good, as far as its permit goes."""

    id: UUID
    permit_id: UUID
    permit_number: str
    text: str = Field(description="what the QR code holds")
    key_id: str
    zone_number: str
    zone_name: str
    gate: str | None
    valid_from: datetime
    valid_until: datetime
    issued_at: datetime
    people: list[str]
    plates: list[str]

    @classmethod
    def of(cls, view: PassView) -> Self:
        """As the service found it."""
        facts = view.facts
        return cls(
            id=view.row.id,
            permit_id=view.row.permit_id,
            permit_number=facts.permit_number,
            text=view.row.text,
            key_id=view.key_id,
            zone_number=facts.zone_number,
            zone_name=facts.zone_name,
            gate=facts.gate or None,
            valid_from=facts.valid_from,
            valid_until=facts.valid_until,
            issued_at=facts.issued_at,
            people=list(facts.people),
            plates=list(facts.plates),
        )


class PassKeyOut(WireOut):
    """A public key as a JSON Web Key (RFC 8037)."""

    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    alg: Literal["EdDSA"] = "EdDSA"
    use: Literal["sig"] = "sig"
    kid: str
    x: str
    signs_from: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, key: PassKey) -> Self:
        """The public part."""
        x = urlsafe_b64encode(key.public_key).rstrip(b"=").decode()
        return cls(kid=key.key_id, x=x, signs_from=key.signs_from, revoked_at=key.revoked_at)


class PassKeysOut(WireOut):
    """All keys that a guard needs (RFC 7517)."""

    keys: list[PassKeyOut]
