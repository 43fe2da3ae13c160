"""Entry passes for whoever may see the permit; keys and the revocation list for everybody."""

import hashlib
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import pass_keys, passes
from app.wire.common import WireIn
from app.wire.limits import PublicLimit
from app.wire.pass_images import png_of, svg_of
from app.wire.pass_sheet import Sheet, pdf_of
from app.wire.passes import PassKeyOut, PassKeysOut, PassOut

router = APIRouter(prefix="/api/v1", tags=["entry passes"])

IfNoneMatch = Annotated[str | None, Header()]
_PERSONAL = {"Cache-Control": "private, no-store"}
_LIST_TYPE = "application/cose"


class NewKeyIn(WireIn):
    """The next key."""

    at_once: Annotated[bool, Field(description="sign with it now; guards who are offline do not know it yet")] = False


class RevokedKeyIn(WireIn):
    """Which key is given up."""

    kid: Annotated[str, Field(pattern="^[0-9a-f]{8}$")]


def _binary(kind: str) -> dict[int | str, dict[str, object]]:
    return {200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}}}}}


@router.get("/entry-permits/{permit_id}/pass")
def get_pass(permit_id: UUID, work: CurrentWork, subject: CurrentSubject, response: Response) -> PassOut:
    """The pass of an approved permit."""
    response.headers.update(_PERSONAL)
    return PassOut.of(passes.get_pass(work, subject, permit_id))


@router.get("/entry-permits/{permit_id}/pass.png", response_class=Response, responses=_binary("image/png"))
def get_pass_png(permit_id: UUID, work: CurrentWork, subject: CurrentSubject) -> Response:
    """Its QR code for screens."""
    found = passes.get_pass(work, subject, permit_id)
    return Response(png_of(found.row.text), media_type="image/png", headers=_PERSONAL)


@router.get("/entry-permits/{permit_id}/pass.svg", response_class=Response, responses=_binary("image/svg+xml"))
def get_pass_svg(permit_id: UUID, work: CurrentWork, subject: CurrentSubject) -> Response:
    """Its QR code for print, three centimetres wide."""
    found = passes.get_pass(work, subject, permit_id)
    return Response(svg_of(found.row.text), media_type="image/svg+xml", headers=_PERSONAL)


@router.get("/entry-permits/{permit_id}/pass.pdf", response_class=Response, responses=_binary("application/pdf"))
def get_pass_pdf(permit_id: UUID, work: CurrentWork, subject: CurrentSubject) -> Response:
    """The printed pass: A6, Vietnamese and English on one sheet."""
    found = passes.get_pass(work, subject, permit_id)
    name = f'inline; filename="{found.row.id}.pdf"'
    sheet = Sheet(found.row.text, found.facts, found.key_id, found.time_zone)
    return Response(pdf_of(sheet), media_type="application/pdf", headers=_PERSONAL | {"Content-Disposition": name})


@router.get("/pass-keys", response_model=PassKeysOut)
def list_pass_keys(work: CurrentWork, _: PublicLimit, if_none_match: IfNoneMatch = None) -> Response:
    """The public keys that verify passes, as a JSON Web Key Set. Needs no account."""
    keys = PassKeysOut(keys=[PassKeyOut.of(each) for each in pass_keys.list_public(work)])
    return _unless_same(keys.model_dump_json().encode(), "application/json", if_none_match)


@router.get("/pass-keys/revoked", response_class=Response, responses=_binary(_LIST_TYPE))
def get_revocation_list(work: CurrentWork, _: PublicLimit, if_none_match: IfNoneMatch = None) -> Response:
    """The signed revocation list (COSE_Sign1); see `docs/entry-pass.md`. Needs no account, names nobody."""
    return _unless_same(passes.make_revocation_list(work), _LIST_TYPE, if_none_match)


@router.post("/pass-keys", status_code=201)
def create_pass_key(new: NewKeyIn, work: CurrentWork, subject: CurrentSubject) -> PassKeyOut:
    """Turn over to a new key: it is shown at once, and signs when every guard can have it."""
    return PassKeyOut.of(pass_keys.rotate(work, subject, at_once=new.at_once))


@router.post("/pass-keys/revocations")
def revoke_pass_key(given_up: RevokedKeyIn, work: CurrentWork, subject: CurrentSubject) -> PassKeyOut:
    """Give up a key that others may hold; its passes are refused, and issued anew under another one."""
    return PassKeyOut.of(pass_keys.revoke(work, subject, given_up.kid))


def _unless_same(data: bytes, media_type: str, if_none_match: str | None) -> Response:
    """The data, or 304 for whoever holds them already."""
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, no-cache"}
    if if_none_match is not None and tag in (each.strip() for each in if_none_match.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=media_type, headers=headers)
