"""The errors that FCM answers, each on demand: for a token, a prefix of tokens, or by the token's own name."""

from dataclasses import dataclass, replace
from typing import Any

from fastapi.responses import JSONResponse

FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"

SPOKEN_PREFIX = "fault-"
"""A token such as ``fault-UNREGISTERED-1`` always gets that error."""


@dataclass(frozen=True)
class Kind:
    """One error of the v1 protocol."""

    http_status: int
    status: str
    message: str


KINDS = {
    "UNREGISTERED": Kind(404, "NOT_FOUND", "Requested entity was not found."),
    "SENDER_ID_MISMATCH": Kind(403, "PERMISSION_DENIED", "SenderId mismatch"),
    "INVALID_ARGUMENT": Kind(400, "INVALID_ARGUMENT", "Request contains an invalid argument."),
    "QUOTA_EXCEEDED": Kind(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
    "UNAVAILABLE": Kind(503, "UNAVAILABLE", "The service is currently unavailable."),
    "INTERNAL": Kind(500, "INTERNAL", "Internal error encountered."),
    "THIRD_PARTY_AUTH_ERROR": Kind(401, "UNAUTHENTICATED", "Request is missing a required authentication credential."),
}
SILENCE = "TIMEOUT"
"""Not an error of the protocol: no answer at all for a while."""


@dataclass(frozen=True)
class Fault:
    """An error that was asked for. ``times`` counts down; None means for ever."""

    token_prefix: str
    error: str
    times: int | None = None
    retry_after_s: int | None = None
    seconds: float = 30.0
    """How long a ``TIMEOUT`` keeps silent."""


class Faults:
    """The errors that wait to be answered."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Ask for an error; the newest that fits a token wins."""
        self._faults.insert(0, fault)

    def clear(self) -> None:
        """Answer normally from now on."""
        self._faults.clear()

    def take(self, token: str) -> Fault | None:
        """The error that this token gets now, if any; uses up one of its times."""
        if token.startswith(SPOKEN_PREFIX):
            error = token.removeprefix(SPOKEN_PREFIX).partition("-")[0]
            return Fault(token, error) if error in KINDS else None
        for place, fault in enumerate(self._faults):
            if token.startswith(fault.token_prefix):
                if fault.times is not None:
                    left = replace(fault, times=fault.times - 1)
                    self._faults[place : place + 1] = [left] if left.times else []
                return fault
        return None


def answer(error: str, retry_after_s: int | None = None, message: str = "") -> JSONResponse:
    """The body and status with which FCM tells an error."""
    kind = KINDS[error]
    detail: dict[str, Any] = {"@type": FCM_ERROR, "errorCode": error}
    body = {
        "code": kind.http_status,
        "message": message or kind.message,
        "status": kind.status,
        "details": [detail],
    }
    headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
    return JSONResponse({"error": body}, kind.http_status, headers)


def invalid(field: str, description: str) -> JSONResponse:
    """What FCM says about a malformed message: the field is named."""
    violation = {"@type": BAD_REQUEST, "fieldViolations": [{"field": field, "description": description}]}
    fcm = {"@type": FCM_ERROR, "errorCode": "INVALID_ARGUMENT"}
    body = {"code": 400, "message": description, "status": "INVALID_ARGUMENT", "details": [fcm, violation]}
    return JSONResponse({"error": body}, 400)
