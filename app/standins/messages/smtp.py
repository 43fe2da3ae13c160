"""The mail side: takes every letter that is well formed, asks for a password where one is set."""

from email import message_from_bytes
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.standins.messages.inbox import Inbox


class Postbox:
    """What aiosmtpd hands letters to."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the letter once for each recipient."""
        del server, session
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        letter = message_from_bytes(content, policy=default)
        body = letter.get_body(("plain",))
        for recipient in envelope.rcpt_tos:
            fault = self._inbox.take_fault(recipient)
            if fault is not None:
                return fault
            self._inbox.put(
                "email", str(letter["Message-ID"] or ""), str(letter["From"] or ""), recipient,
                str(letter["Subject"] or ""), body.get_content() if body is not None else "",
            )  # fmt: skip
        return "250 OK"


class Keeper:
    """Lets one user in."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user.encode(), password.encode()

    def __call__(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth_data: object
    ) -> AuthResult:
        """Compare what was sent."""
        del server, session, envelope, mechanism
        good = isinstance(auth_data, LoginPassword) and (auth_data.login, auth_data.password) == (
            self._user,
            self._password,
        )
        return AuthResult(success=good, handled=False, auth_data=auth_data)
