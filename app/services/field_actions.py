"""What each kind of action from a phone does."""

from collections.abc import Mapping

from app.access import Subject
from app.services import pushes
from app.services.field import Action, ActionState, Handler
from app.services.work import Tx, Work


def _push_delivered(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return ActionState(pushes.acknowledge_in(tx, subject, action.entity_id, "delivered", action.device_time))


def _push_read(tx: Tx, _: Work, subject: Subject, action: Action) -> ActionState:
    return ActionState(pushes.acknowledge_in(tx, subject, action.entity_id, "read", action.device_time))


HANDLERS: Mapping[str, Handler] = {
    "push.delivered": _push_delivered,
    "push.read": _push_read,
}
"""By the kind that the phone names."""
