"""FastAPI dependencies: who is asking, and what a use case works with.

They are coroutines although nothing here waits: a plain function would cost every request a hop through the thread
pool. Only the look into the database goes there.
"""

import time
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import OAuth2PasswordBearer

from app.access import Subject
from app.auth.identify import Auth
from app.auth.tokens import Bearer
from app.errors import UnauthenticatedError
from app.services import people
from app.services.evidence import Room
from app.services.uploads import Uploads
from app.services.work import Work
from app.services.zone_files import ZoneFiles

bearer = OAuth2PasswordBearer(tokenUrl="/api/v1/auth/token", auto_error=False)


async def get_work(request: Request) -> Work:
    """What use cases work with."""
    work: Work = request.app.state.work
    return work


async def get_auth(request: Request) -> Auth:
    """How askers are known."""
    auth: Auth = request.app.state.auth
    return auth


async def get_files(request: Request) -> ZoneFiles:
    """Who reads and writes files of zones."""
    files: ZoneFiles = request.app.state.files
    return files


async def get_evidence_room(request: Request) -> Room:
    """Where photos and signatures are kept."""
    room: Room = request.app.state.evidence
    return room


async def get_uploads(request: Request) -> Uploads:
    """Uploads under way."""
    uploads: Uploads = request.app.state.uploads
    return uploads


CurrentUploads = Annotated[Uploads, Depends(get_uploads)]
CurrentEvidence = Annotated[Room, Depends(get_evidence_room)]
CurrentFiles = Annotated[ZoneFiles, Depends(get_files)]
CurrentWork = Annotated[Work, Depends(get_work)]
CurrentAuth = Annotated[Auth, Depends(get_auth)]


async def get_subject(work: CurrentWork, auth: CurrentAuth, token: Annotated[str | None, Depends(bearer)]) -> Subject:
    """Who is asking, with all grants spelled out.

    Raises:
        UnauthenticatedError: no token, a token or session that is no longer good, or a user who was disabled.
    """
    asking = auth.find(token, work.clock.now()) if token else None
    if asking is None:
        detail = "the access token is no longer good; refresh it" if token else "sign in first"
        raise UnauthenticatedError(detail, code="auth.expired" if token else "auth.required")
    known = auth.subjects.find(asking)
    return known if known is not None else await run_in_threadpool(_load, work, auth, asking)


CurrentSubject = Annotated[Subject, Depends(get_subject)]


def _load(work: Work, auth: Auth, asking: Bearer) -> Subject:
    read_at = time.monotonic()
    subject = people.find_subject(work, asking.user_id, asking.session_id)
    if subject is None:
        raise UnauthenticatedError("this account is disabled")
    auth.subjects.put(asking, subject, read_at)
    return subject
