"""Whether messages reach phones: by FCM, by web push, and by SMS where nobody answers."""

import json
from urllib.parse import urlsplit

from app.doctor.finding import Finding
from app.settings import Settings

_NEEDED = ("project_id", "private_key", "client_email", "token_uri")
_LOCAL = ("localhost", "127.0.0.1", "::1")


def check_pushes(settings: Settings) -> list[Finding]:
    """What is set up, and what an installation lacks without it."""
    return [_check_services(settings), *_check_fcm(settings), *_check_web(settings), _check_texts(settings)]


def _check_services(settings: Settings) -> Finding:
    has_fcm = bool(settings.fcm_endpoint or settings.fcm_credentials)
    found = [name for name, there in (("FCM", has_fcm), ("web push", settings.web_push_contact)) if there]
    if found:
        return Finding("pushes", "ok", f"Messages to phones go by {' and '.join(found)}.")
    remedy = "Set CORDON_WEB_PUSH_CONTACT for browsers, CORDON_FCM_CREDENTIALS for apps; see docs/pushes.md."
    sentence = "Neither FCM nor web push is set up: phones hear of news only when somebody looks at them."
    return Finding("pushes", "warn", sentence, remedy)


def _check_fcm(settings: Settings) -> list[Finding]:
    if settings.fcm_endpoint:
        if settings.demo:
            return []
        sentence = f"Messages for FCM go to a stand-in at {settings.fcm_endpoint}; no phone gets them."
        return [Finding("fcm", "warn", sentence, "Unset CORDON_FCM_ENDPOINT and set CORDON_FCM_CREDENTIALS.")]
    file = settings.fcm_credentials
    if file is None:
        return []
    try:
        account = json.loads(file.read_text())
        missing = [name for name in _NEEDED if not account.get(name)]
    except (OSError, ValueError, AttributeError):
        missing = list(_NEEDED)
    if missing:
        remedy = "Make a new key of the service account in Firebase's console and name its file."
        return [Finding("fcm", "fail", f"{file} is no service account file: {', '.join(missing)} not found.", remedy)]
    return [Finding("fcm", "ok", f"Apps get messages through FCM's project {account['project_id']}.")]


def _check_web(settings: Settings) -> list[Finding]:
    if settings.web_push_contact is None:
        return []
    address = urlsplit(settings.base_url)
    if address.scheme != "https" and address.hostname not in _LOCAL:
        sentence = f"Browsers take web push from https addresses only; people reach the pages at {settings.base_url}."
        return [Finding("web push", "warn", sentence, "Put TLS before the service and set CORDON_PUBLIC_URL.")]
    if settings.web_push_private:
        sentence = "Phones may name push services in private networks (CORDON_WEB_PUSH_PRIVATE)."
        return [Finding("web push", "warn", sentence, "Unset it unless the push service is your own.")]
    return [
        Finding("web push", "ok", f"Browsers get messages; push services may write to {settings.web_push_contact}.")
    ]


def _check_texts(settings: Settings) -> Finding:
    if settings.sends_sms:
        return Finding("unanswered pushes", "ok", "Who does not answer a push gets a short message.")
    sentence = "Who does not answer a push gets no short message: there is no account at eSMS."
    return Finding("unanswered pushes", "warn", sentence, "Set CORDON_ESMS_API_KEY and CORDON_ESMS_SECRET_KEY.")
