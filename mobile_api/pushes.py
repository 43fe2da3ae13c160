"""A push's arrival, told by whatever of the app was awake: a browser's service worker has no queue of actions."""

from uuid import UUID

from fastapi import APIRouter, status

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import pushes

router = APIRouter(prefix="/mobile/v1/pushes", tags=["phones"])


@router.post("/{push_id}/delivered", status_code=status.HTTP_204_NO_CONTENT)
def note_delivered(push_id: UUID, work: CurrentWork, subject: CurrentSubject) -> None:
    """Note that a push of mine has reached this phone. Again is harmless; reading it is an action of `sync/push`."""
    pushes.acknowledge(work, subject, push_id, "delivered")
