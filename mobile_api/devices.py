"""Phones that receive pushes."""

from base64 import urlsafe_b64encode
from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, status
from pydantic import Field

from app.auth.dependencies import CurrentSubject, CurrentWork
from app.services import devices, push_keys
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


class PushKeyOut(WireOut):
    """The key that browsers subscribe with."""

    public_key: str | None = Field(description="`applicationServerKey`, base64url; null where web push is not set up")


class DeviceOut(WireOut):
    """A registered phone."""

    id: UUID
    inbox_url: str | None = Field(description="demo only: stream of what the stand-in for the push service got")


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
        work, subject, platform=body.platform, token=body.token, name=body.name, subscription=subscription
    )
    return DeviceOut(id=device_id, inbox_url=_inbox_url(work.settings, body.token))


@router.delete("/{device_id}", status_code=status.HTTP_204_NO_CONTENT)
def disable_device(device_id: UUID, work: CurrentWork, subject: CurrentSubject) -> None:
    """Send nothing to this phone of mine any more."""
    devices.disable(work, subject, device_id)


def _inbox_url(settings: Settings, token: str | None) -> str | None:
    if not (settings.demo and settings.fcm_endpoint and token):
        return None
    return f"{settings.fcm_endpoint.rstrip('/')}/inbox/{quote(token, safe='')}"
