"""Whether letters and short messages can go out as the settings say."""

import smtplib
import ssl
from urllib.parse import urlsplit

from app.adapters.mail import SmtpMail
from app.doctor.finding import Finding
from app.settings import Settings

_LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104 compared, not bound


def check_messages(settings: Settings) -> list[Finding]:
    """The mail server lets us in; the account for short messages is whole; links lead where others can follow."""
    return [_check_mail(settings), _check_sms(settings), *_check_links(settings)]


def _check_mail(settings: Settings) -> Finding:
    if not settings.smtp_host:
        remedy = "Set CORDON_SMTP_HOST; until then liaisons are told by SMS only, or see requests on their desk."
        return Finding("email", "warn", "No mail server is set: letters wait until they expire.", remedy)
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    return _check_settings(settings, where) or _check_line(settings, where)


def _check_settings(settings: Settings, where: str) -> Finding | None:
    if bool(settings.smtp_user) != bool(settings.smtp_password):
        return Finding("email", "fail", "Of CORDON_SMTP_USER and CORDON_SMTP_PASSWORD one is missing.", "Set both.")
    if settings.smtp_security == "none" and settings.smtp_host not in _LOCAL:
        remedy = "Set CORDON_SMTP_SECURITY to starttls or tls."
        return Finding("email", "fail", f"Letters to {where} would go over an open line.", remedy)
    return None


def _check_line(settings: Settings, where: str) -> Finding:
    try:
        with SmtpMail(settings).connect() as server:
            server.noop()
    except smtplib.SMTPAuthenticationError:
        return Finding(
            "email", "fail", f"{where} refuses our user and password.", "Mend CORDON_SMTP_USER and ..._PASSWORD."
        )
    except ssl.SSLError as error:
        remedy = "Check CORDON_SMTP_SECURITY, the port, and the server's certificate."
        return Finding("email", "fail", f"No safe line to {where}: {error.reason or error}.", remedy)
    except (smtplib.SMTPException, OSError) as error:
        remedy = "Start that server, or mend CORDON_SMTP_HOST, ..._PORT and ..._SECURITY; letters are tried again."
        return Finding("email", "warn", f"{where} does not answer as a mail server: {type(error).__name__}.", remedy)
    return Finding("email", "ok", f"{where} takes letters ({settings.smtp_security}).")


def _check_sms(settings: Settings) -> Finding:
    keys = (settings.esms_api_key, settings.esms_secret_key)
    if not any(keys):
        return Finding("sms", "ok", "No account at eSMS is set: there are no short messages.")
    if not all(keys):
        return Finding("sms", "fail", "Of CORDON_ESMS_API_KEY and CORDON_ESMS_SECRET_KEY one is missing.", "Set both.")
    if not settings.esms_brandname:
        return Finding("sms", "fail", "CORDON_ESMS_BRANDNAME is not set.", "Set the name registered at eSMS.")
    if settings.esms_sandbox:
        remedy = "Unset CORDON_ESMS_SANDBOX to send."
        return Finding("sms", "warn", "eSMS only checks short messages: the sandbox is on.", remedy)
    return Finding("sms", "ok", f"Short messages go by eSMS as {settings.esms_brandname}.")


def _check_links(settings: Settings) -> list[Finding]:
    if not (settings.smtp_host or settings.esms_api_key):
        return []
    address = urlsplit(settings.base_url)
    if address.hostname in _LOCAL and not settings.demo:
        sentence = f"Links in letters lead to {settings.base_url}, which no other machine can follow."
        return [Finding("links", "warn", sentence, "Set CORDON_PUBLIC_URL to the address that people use.")]
    return [Finding("links", "ok", f"Links in letters lead to {settings.base_url}.")]
