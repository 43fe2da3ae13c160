"""Phones that receive pushes."""

from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from app.auth.dependencies import CurrentAuth, CurrentSubject, CurrentWork
from app.services import devices, push_keys
from app.services.devices import OwnDevice
from app.services.web_endpoints import Subscription
from app.settings import Settings
from app.wire.common import WireIn, WireOut

router = APIRouter(prefix="/mobile/v1/devices", tags=["phones"])


class SubscriptionKeysIn(WireIn):
    """What a browser's messages are encrypted with."""

    p256dh: Annotated[str, Field(min_length=1, max_length=200)]
    auth: Annotated[str, Field(min_length=1, max_length=100)]


class SubscriptionIn(WireIn):
    """A browser's PushSubscription, and the key of ours that it was made with."""

    endpoint: Annotated[str, Field(min_length=1, max_length=2048, description="address at the browser's push service")]
    keys: SubscriptionKeysIn
    public_key: Annotated[str, Field(min_length=1, max_length=200, description="as `push-key` told it")]

    def read(self) -> Subscription:
        """As the service takes it."""
        return Subscription(self.endpoint, self.keys.p256dh, self.keys.auth, self.public_key)


class DeviceIn(WireIn):
    """This phone, and where pushes for it go: a token of FCM, or a browser's subscription for web push."""

    platform: Literal["web", "android", "ios"]
    token: Annotated[str, Field(min_length=1, max_length=4096, description="registration token of FCM")] | None = None
    subscription: SubscriptionIn | None = None
    name: Annotated[str, Field(max_length=200)] | None = None
    client_id: UUID | None = Field(None, description="the phone's own name, as in `sync/push`: its address is replaced")


class PushKeyOut(WireOut):
    """The key that browsers subscribe with."""

    public_key: str | None = Field(description="`applicationServerKey`, base64url; null where web push is not set up")


class DeviceOut(WireOut):
    """A registered phone."""

    id: UUID
    inbox_url: str | None = Field(description="demo only: stream of what the stand-in for the push service got")


class OwnDeviceOut(WireOut):
    """One of my phones."""

    id: UUID
    platform: Literal["web", "android", "ios"]
    name: str | None
    registered_at: datetime
    seen_at: datetime
    this: bool = Field(description="the one that asks, as far as it has registered in this session")
    disabled_reason: str | None = Field(description="why it gets no pushes: signed_out, lost, stale, replaced, ...")
    lost_at: datetime | None

    @classmethod
    def of(cls, own: OwnDevice) -> "OwnDeviceOut":
        """As it is stored."""
        row = own.row
        return cls(
            id=row.id, platform=row.platform, name=row.name, registered_at=row.registered_at, seen_at=row.seen_at,
            this=own.is_this, disabled_reason=row.disabled_reason, lost_at=row.lost_at,
        )  # fmt: skip


@router.get("/push-key")
def get_push_key(work: CurrentWork, subject: CurrentSubject) -> PushKeyOut:
    """The key to subscribe with; one that differs from a subscription's own asks to subscribe anew."""
    public = push_keys.find_public(work, subject)
    return PushKeyOut(public_key=urlsafe_b64encode(public).rstrip(b"=").decode() if public else None)


@router.post("", status_code=status.HTTP_201_CREATED)
def register_device(body: DeviceIn, work: CurrentWork, subject: CurrentSubject) -> DeviceOut:
    """Register this phone for me; a token that was somebody else's moves here. Again is harmless."""
    subscription = body.subscription.read() if body.subscription else None
    device_id = devices.register(
        work, subject, platform=body.platform, token=body.token, name=body.name, subscription=subscription,
        client_id=body.client_id,
    )  # fmt: skip
    return DeviceOut(id=device_id, inbox_url=_inbox_url(work.settings, body.token))


@router.get("")
def list_my_devices(work: CurrentWork, subject: CurrentSubject) -> list[OwnDeviceOut]:
    """My phones, the one that was heard of last first."""
    return [OwnDeviceOut.of(each) for each in devices.list_mine(work, subject)]


@router.post("/{device_id}/lost", status_code=status.HTTP_204_NO_CONTENT)
def report_my_device_lost(device_id: UUID, work: CurrentWork, subject: CurrentSubject, auth: CurrentAuth) -> None:
    """Another phone of mine is lost: it may do nothing more, and wipes itself when it asks. Again is harmless."""
    devices.report_mine_lost(work, subject, device_id)
    auth.subjects.clear()


@router.delete("/{device_id}", status_code=status.HTTP_204_NO_CONTENT)
def disable_device(device_id: UUID, work: CurrentWork, subject: CurrentSubject) -> None:
    """Send nothing to this phone of mine any more."""
    devices.disable(work, subject, device_id)


def _inbox_url(settings: Settings, token: str | None) -> str | None:
    if not (settings.demo and settings.fcm_endpoint and token):
        return None
    return f"{settings.fcm_endpoint.rstrip('/')}/inbox/{quote(token, safe='')}"
