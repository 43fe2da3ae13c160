"""Letters by SMTP, with the standard library's client."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from app.services.message_channels import Letter
from app.services.senders import Outcome, Sent
from app.settings import Settings

_PERMANENT = range(500, 600)
_OPERATOR: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPAuthenticationError, "mail.credentials_refused"),
    (smtplib.SMTPSenderRefused, "mail.sender_refused"),
    (smtplib.SMTPNotSupportedError, "mail.not_supported"),
    (ssl.SSLError, "mail.no_safe_line"),
)
"""What trying again does not mend until somebody has looked."""


class SmtpMail:
    """``app.services.message_channels.Channel`` over SMTP: one connection for each letter."""

    def __init__(self, settings: Settings) -> None:
        """Remember where to; nothing connects yet. ``smtp_host`` is set."""
        self._settings = settings
        self._name, self._address = parseaddr(settings.mail_from)

    def send(self, letter: Letter) -> Sent:
        """Hand one letter over. Its Message-ID is ours, so that a letter sent twice is known as one."""
        message = self._write(letter)
        try:
            with self.connect() as server:
                server.send_message(message, self._address, [letter.recipient])
        except (smtplib.SMTPException, OSError) as error:
            return _read(error)
        return Sent(Outcome.ACCEPTED, message_id=message["Message-ID"])

    @contextmanager
    def connect(self) -> Iterator[smtplib.SMTP]:
        """A line to the server, encrypted and signed in as the settings say.

        Raises:
            smtplib.SMTPException: the server refuses.
            OSError: it cannot be reached.
        """
        settings = self._settings
        host, timeout = settings.smtp_host or "", settings.smtp_timeout_seconds
        if settings.smtp_security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(host, settings.smtp_port, timeout=timeout, context=self._trust())
        else:
            line = smtplib.SMTP(host, settings.smtp_port, timeout=timeout)
        with line as server:
            if settings.smtp_security == "starttls":
                server.starttls(context=self._trust())
            if settings.smtp_user and settings.smtp_password:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            yield server

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._settings.smtp_ca_file)

    def _write(self, letter: Letter) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(self._name, addr_spec=self._address)
        message["To"] = letter.recipient
        message["Subject"] = letter.subject
        message["Message-ID"] = f"<{letter.message_id}@{self._address.partition('@')[2] or 'localhost'}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        return message


def open_mail(settings: Settings) -> SmtpMail | None:
    """What carries letters; None when no server is set."""
    return SmtpMail(settings) if settings.smtp_host else None


def _read(error: Exception) -> Sent:
    """What a failure asks for: a new address, a look by the operator, or another try."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, _ = next(iter(error.recipients.values()))
        return _refused(code, "mail.recipient_refused")
    for kind, told in _OPERATOR:
        if isinstance(error, kind):
            return Sent(Outcome.OPERATOR, error=told)
    if isinstance(error, smtplib.SMTPResponseException):
        return _refused(error.smtp_code, "mail.refused")
    return Sent(Outcome.LATER, error="mail.unreachable")


def _refused(code: int, error: str) -> Sent:
    return Sent(Outcome.REFUSED if code in _PERMANENT else Outcome.LATER, error=f"{error}: {code}")
