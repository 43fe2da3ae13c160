"""Phones of a unit's people, as the desks see them."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from app.auth.dependencies import CurrentAuth, CurrentSubject, CurrentWork
from app.schema.devices import Device
from app.schema.people import User
from app.services import devices
from app.wire.common import WireOut
from app.wire.page import Limit

router = APIRouter(prefix="/api/v1/devices", tags=["crews"])


class CrewDeviceOut(WireOut):
    """A phone, and whose it is."""

    id: UUID
    user_id: UUID
    user_name: str
    platform: str
    name: str | None
    registered_at: datetime
    seen_at: datetime
    disabled_reason: str | None = Field(description="why it gets no pushes: signed_out, lost, stale, replaced, ...")
    lost_at: datetime | None

    @classmethod
    def of(cls, row: Device, user: User) -> "CrewDeviceOut":
        """As it is stored."""
        shown = {name: getattr(row, name) for name in cls.model_fields if name != "user_name"}
        return cls(user_name=user.name, **shown)


@router.get("")
def list_devices(
    work: CurrentWork, subject: CurrentSubject, user_id: UUID | None = None, limit: Limit = 200
) -> list[CrewDeviceOut]:
    """Phones of my units' people, those heard of last first; of one person where one is named."""
    return [CrewDeviceOut.of(row, user) for row, user in devices.list_devices(work, subject, user_id, limit)]


@router.post("/{device_id}/lost", status_code=status.HTTP_204_NO_CONTENT)
def report_device_lost(device_id: UUID, work: CurrentWork, subject: CurrentSubject, auth: CurrentAuth) -> None:
    """A phone is lost: it may do nothing more, and wipes itself when it asks. Again is harmless."""
    devices.report_lost(work, subject, device_id)
    auth.subjects.clear()
