"""What comes down to a phone beside the jobs themselves: me, my crew, unread pushes, where to go on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.access import Subject
from app.errors import InvalidError
from app.schema.devices import Push
from app.services.sync import CrewView, Position, Pulled
from app.wire.common import WireOut
from app.wire.page import decode_cursor, encode_cursor
from app.wire.states import AssignmentState, PushState
from mobile_api.protocol import PROTOCOL
from mobile_api.wording import push_text

_XID_END = 2**63


class PhoneUserOut(WireOut):
    """The worker."""

    id: UUID
    username: str
    locale: str
    crew_id: UUID | None
    member_id: UUID | None


class MyMemberOut(WireOut):
    """One of my crew."""

    id: UUID
    name: str
    role: str
    safety_grade: int
    user_id: UUID | None


class MyVehicleOut(WireOut):
    """What we drive."""

    id: UUID
    plate: str
    kind: str


class MyCrewOut(WireOut):
    """My crew."""

    id: UUID
    code: str
    name: str
    unit_id: UUID
    on_shift: bool
    shift_until: datetime | None
    members: list[MyMemberOut]
    vehicles: list[MyVehicleOut]

    @classmethod
    def of(cls, view: CrewView) -> "MyCrewOut":
        """As the service found it."""
        crew = view.crew
        return cls(
            id=crew.id,
            code=crew.code,
            name=crew.name,
            unit_id=crew.unit_id,
            on_shift=view.shift_until is not None,
            shift_until=view.shift_until,
            members=[MyMemberOut.model_validate(each) for each in view.members],
            vehicles=[MyVehicleOut.model_validate(each) for each in view.vehicles],
        )


class WaitingPushOut(WireOut):
    """A push that was not read yet; acknowledge it with `push.delivered` and `push.read`."""

    id: UUID
    kind: str
    text: str
    state: PushState
    assignment_id: UUID | None
    queued_at: datetime

    @classmethod
    def of(cls, push: Push, lang: str) -> "WaitingPushOut":
        """In the worker's language."""
        shown = {name: getattr(push, name) for name in cls.model_fields if name != "text"}
        return cls(**shown, text=push_text(push.kind, lang))


class EndedJobOut(WireOut):
    """How a job of my crew ended."""

    id: UUID
    state: AssignmentState
    reason: str | None = Field(description="what was said when it was withdrawn, declined or given up")


class ThisDeviceOut(WireOut):
    """The phone that asks."""

    id: UUID
    renew_token: bool = Field(description="fetch a new push token, and register with it")


class PulledOut(WireOut):
    """Everything of a pull but the jobs."""

    cursor: str | None = Field(description="send it with the next pull")
    reset_required: bool = Field(description="forget all jobs held: the cursor was not known any more")
    me: PhoneUserOut
    crew: MyCrewOut | None
    removed: list[UUID] = Field(description="jobs that are over or no longer my crew's")
    ended: list[EndedJobOut] = Field(description="how those of the removed ended that were my crew's")
    pushes: list[WaitingPushOut]
    device: ThisDeviceOut | None = Field(description="null until this phone registers in this session")
    server_time: datetime
    protocol: int = PROTOCOL


def parts_of(pulled: Pulled, subject: Subject, lang: str) -> dict[str, Any]:
    """The fields of ``PulledOut``."""
    me = PhoneUserOut(
        id=subject.user_id,
        username=subject.name,
        locale=subject.locale,
        crew_id=subject.crew_id,
        member_id=subject.member_id,
    )
    return {
        "cursor": encode_cursor(*pulled.position) if pulled.position else None,
        "reset_required": pulled.reset,
        "me": me,
        "crew": MyCrewOut.of(pulled.crew) if pulled.crew else None,
        "removed": list(pulled.removed),
        "ended": [EndedJobOut(id=each.id, state=each.state, reason=each.end_reason) for each in pulled.ended],
        "pushes": [WaitingPushOut.of(push, lang) for push in pulled.pushes],
        "device": ThisDeviceOut.model_validate(pulled.device) if pulled.device else None,
        "server_time": pulled.now,
    }


def read_cursor(cursor: str | None) -> Position | None:
    """The position inside a phone's cursor.

    Raises:
        InvalidError: it was not made by a pull.
    """
    position = decode_cursor(cursor, int, UUID)
    if position is None:
        return None
    if not 0 <= position[0] < _XID_END:
        raise InvalidError.of("cursor", "cursor", "this is no cursor of a pull", "leave it out to get everything")
    return position[0], position[1]
