"""A phone's exchange with the service: what was done on it goes up, what changed comes down."""

from fastapi import APIRouter

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import field, field_merging
from app.services.field_actions import HANDLERS
from app.wire.common import Lang
from mobile_api.actions import PushIn, PushOut

router = APIRouter(prefix="/mobile/v1/sync", tags=["phones"])


@router.post("/push")
def push(body: PushIn, work: CurrentWork, subject: CurrentSubject, lang: Lang) -> PushOut:
    """Apply what was done on the phone, in order, each action once; one answer each, the same for ever."""
    actions = [action.read(body.sent_at) for action in body.actions]
    done = field.submit(work, subject, body.client_id, actions, HANDLERS, field_merging.settle, body.from_seq)
    return PushOut.of(done, body.sent_at, work.clock.now(), lang)
