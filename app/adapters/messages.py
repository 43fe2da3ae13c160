"""The carriers of letters and short messages that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.adapters.mail import open_mail
from app.adapters.sms import open_sms
from app.services.message_channels import Channel, Channels
from app.settings import Settings


@contextmanager
def open_channels(settings: Settings) -> Iterator[Channels]:
    """Those that are set up, by the name of their channel, for as long as they are needed."""
    mail, sms = open_mail(settings), open_sms(settings)
    found: dict[str, Channel] = {}
    if mail is not None:
        found["email"] = mail
    if sms is not None:
        found["sms"] = sms
    try:
        yield found
    finally:
        if sms is not None:
            sms.close()
