"""Headers with a meaning of their own: versions of what was read, and keys of creations that may be repeated."""

import hashlib
import re
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from app.errors import InvalidError, PreconditionRequiredError
from app.services.idempotency import Once

MAX_KEY_LENGTH = 200

_ETAG = re.compile(r'(?:W/)?"(\d{1,9})"')


async def expected_version(if_match: Annotated[str | None, Header()] = None) -> int:
    """The version that an edit is based on.

    Raises:
        PreconditionRequiredError: no ``If-Match`` was sent.
        InvalidError: it holds no version of ours.
    """
    if if_match is None:
        raise PreconditionRequiredError('send the ETag you read in If-Match, such as If-Match: "3"')
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise InvalidError.of("If-Match", "etag", "this is no version", 'send the ETag as you read it, such as "3"')
    return int(found[1])


async def once_of(request: Request, idempotency_key: Annotated[str | None, Header()] = None) -> Once | None:
    """The key under which this creation may be repeated, with what was asked; None when none was sent.

    Raises:
        InvalidError: the key is empty or too long.
    """
    if idempotency_key is None:
        return None
    if not 1 <= len(idempotency_key) <= MAX_KEY_LENGTH:
        detail = f"a key has 1 to {MAX_KEY_LENGTH} characters"
        raise InvalidError.of("Idempotency-Key", "length", detail, "send a new UUID")
    asked = hashlib.sha256(await request.body()).hexdigest()
    return Once(idempotency_key, f"{request.method} {request.url.path}", asked)


def set_etag(response: Response, version: int) -> None:
    """Tell the version of what is answered."""
    response.headers["ETag"] = f'"{version}"'


IfMatch = Annotated[int, Depends(expected_version)]
OnceKey = Annotated[Once | None, Depends(once_of)]
