"""Short messages by eSMS.vn: one JSON request each, ``CodeResult`` 100 means accepted."""

from typing import Any

import httpx

from app.services.message_channels import Letter
from app.services.senders import Outcome, Sent
from app.settings import Settings

PATH = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
_ACCEPTED = "100"
_DUPLICATE = "124"
"""The RequestId was taken before: the message was handed over already."""
_OPERATOR = frozenset({"101", "102", "103", "104", "118", "131"})
"""Keys wrong, account locked, no credit, brand name unknown or unregistered: an operator must act."""
_LATER = frozenset({"99", "146"})
_SMS_TYPE_CUSTOMER_CARE = "2"
_SERVER_ERRORS = range(500, 600)
_TOO_MANY = 429


class EsmsSms:
    """``app.services.message_channels.Channel`` over eSMS."""

    def __init__(self, settings: Settings) -> None:
        """Open a client; nothing connects yet. Both keys are set."""
        self._settings = settings
        self._client = httpx.Client(base_url=settings.esms_endpoint, timeout=settings.esms_timeout_seconds)

    def send(self, letter: Letter) -> Sent:
        """Hand one message over; the RequestId is ours, so that eSMS sends it once."""
        try:
            answer = self._client.post(PATH, json=self._body(letter))
        except httpx.HTTPError:
            return Sent(Outcome.LATER, error="sms.unreachable")
        if answer.status_code == _TOO_MANY or answer.status_code in _SERVER_ERRORS:
            return Sent(Outcome.LATER, error=f"sms.http: {answer.status_code}", retry_after_s=_retry_after(answer))
        try:
            told = answer.json()
        except ValueError:
            told = None
        if not isinstance(told, dict) or "CodeResult" not in told:
            return Sent(Outcome.OPERATOR, error=f"sms.not_esms: {answer.status_code}")
        return _read(told)

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def _body(self, letter: Letter) -> dict[str, Any]:
        settings = self._settings
        return {
            "ApiKey": settings.esms_api_key.get_secret_value() if settings.esms_api_key else "",
            "SecretKey": settings.esms_secret_key.get_secret_value() if settings.esms_secret_key else "",
            "Brandname": settings.esms_brandname,
            "Phone": letter.recipient,
            "Content": letter.body,
            "SmsType": _SMS_TYPE_CUSTOMER_CARE,
            "IsUnicode": "0" if letter.body.isascii() else "1",
            "Sandbox": "1" if settings.esms_sandbox else "0",
            "RequestId": str(letter.message_id),
        }


def open_sms(settings: Settings) -> EsmsSms | None:
    """What carries short messages; None when there is no account."""
    return EsmsSms(settings) if settings.esms_api_key and settings.esms_secret_key else None


def _read(told: dict[str, Any]) -> Sent:
    code = str(told["CodeResult"])
    if code in (_ACCEPTED, _DUPLICATE):
        return Sent(Outcome.ACCEPTED, message_id=str(told.get("SMSID") or "") or None)
    if code in _OPERATOR:
        return Sent(Outcome.OPERATOR, error=f"sms.account: {code}")
    return Sent(Outcome.LATER if code in _LATER else Outcome.REFUSED, error=f"sms.refused: {code}")


def _retry_after(answer: httpx.Response) -> int:
    told = answer.headers.get("Retry-After", "")
    return int(told) if told.isascii() and told.isdigit() else 0
