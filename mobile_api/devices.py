"""Phones that receive pushes."""

from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import devices
from app.settings import Settings
from app.wire.common import WireIn, WireOut

router = APIRouter(prefix="/mobile/v1/devices", tags=["phones"])


class DeviceIn(WireIn):
    """This phone, and where pushes for it go."""

    platform: Literal["web", "android", "ios"]
    token: Annotated[str, Field(min_length=1, max_length=4096, description="registration token of the push service")]
    name: Annotated[str, Field(max_length=200)] | None = None


class DeviceOut(WireOut):
    """A registered phone."""

    id: UUID
    inbox_url: str | None = Field(description="demo only: stream of what the stand-in for the push service got")


@router.post("", status_code=status.HTTP_201_CREATED)
def register_device(body: DeviceIn, work: CurrentWork, subject: CurrentSubject) -> DeviceOut:
    """Register this phone for me; a token that was somebody else's moves here. Again is harmless."""
    device_id = devices.register(work, subject, platform=body.platform, token=body.token, name=body.name)
    return DeviceOut(id=device_id, inbox_url=_inbox_url(work.settings, body.token))


@router.delete("/{device_id}", status_code=status.HTTP_204_NO_CONTENT)
def disable_device(device_id: UUID, work: CurrentWork, subject: CurrentSubject) -> None:
    """Send nothing to this phone of mine any more."""
    devices.disable(work, subject, device_id)


def _inbox_url(settings: Settings, token: str) -> str | None:
    if not settings.demo or not settings.fcm_endpoint:
        return None
    return f"{settings.fcm_endpoint.rstrip('/')}/inbox/{quote(token, safe='')}"
