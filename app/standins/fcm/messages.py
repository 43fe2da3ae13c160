"""What FCM demands of a message before it looks at the token."""

import json
import re
from typing import Any

TARGETS = ("fid", "token", "topic", "condition")
MAX_DATA_BYTES = 4096

_DURATION = re.compile(r"\d+(\.\d+)?s")


class MalformedError(Exception):
    """A field of the message is wrong."""

    def __init__(self, field: str, description: str) -> None:
        super().__init__(description)
        self.field = field
        self.description = description


def read_message(body: Any) -> tuple[str, dict[str, Any]]:
    """Check a body of ``messages:send`` and return the phone's token with the message.

    Raises:
        MalformedError: FCM would answer INVALID_ARGUMENT.
    """
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict):
        raise MalformedError("message", "Recipient of the message is not set.")
    targets = [name for name in TARGETS if message.get(name)]
    if len(targets) != 1 or targets[0] not in ("fid", "token"):
        raise MalformedError("message", "Exactly one recipient must be set; this stand-in serves phones only.")
    _check_data(message.get("data", {}))
    ttl = message.get("android", {}).get("ttl")
    if ttl is not None and not _DURATION.fullmatch(str(ttl)):
        raise MalformedError("message.android.ttl", "Illegal duration format.")
    return str(message[targets[0]]), message


def _check_data(data: Any) -> None:
    if not isinstance(data, dict) or not all(isinstance(each, str) for each in data.values()):
        raise MalformedError("message.data", "Data values must be strings.")
    if len(json.dumps(data).encode()) > MAX_DATA_BYTES:
        raise MalformedError("message.data", "Message is too big.")
