"""The HTTP side: eSMS's endpoint, and the inbox as a page and as JSON."""

import re
from html import escape
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse

from app.standins.messages.inbox import Arrived, Inbox

_LINK = re.compile(r"https?://[^\s<]+")
_REQUIRED = ("ApiKey", "SecretKey", "Phone", "Content", "SmsType")
_STYLE = (
    "body{font:15px/1.5 system-ui;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1c2733;background:#f6f8fa}"
    "article{background:#fff;border:1px solid #d5dce3;border-radius:8px;padding:12px 16px;margin:12px 0}"
    "h2{font-size:16px;margin:0 0 4px}small{color:#52606d}pre{font:inherit;white-space:pre-wrap;margin:8px 0 0}"
)


def create_app(inbox: Inbox, *, api_key: str | None = None) -> FastAPI:
    """The application around one inbox.

    Args:
        inbox: where messages go.
        api_key: the only one that is let in; None lets in any.
    """
    app = FastAPI(openapi_url=None)

    @app.post("/MainService.svc/json/SendMultipleMessage_V4_post_json/")
    async def send_sms(request: Request) -> JSONResponse:
        body = await request.json()
        return JSONResponse(_take(inbox, body, api_key))

    @app.get("/inbox")
    def list_inbox() -> list[dict[str, Any]]:
        return [_as_json(each) for each in inbox.list_all()]

    @app.get("/")
    def show_inbox() -> HTMLResponse:
        return HTMLResponse(_page(inbox.list_all()))

    return app


def _take(inbox: Inbox, body: dict[str, Any], api_key: str | None) -> dict[str, Any]:
    """What eSMS answers to one message."""
    if api_key is not None and body.get("ApiKey") != api_key:
        return {"CodeResult": "101", "ErrorMessage": "Authorize Failed"}
    if missing := [name for name in _REQUIRED if not body.get(name)]:
        return {"CodeResult": "99", "ErrorMessage": f"missing {', '.join(missing)}"}
    phone = str(body["Phone"])
    if fault := inbox.take_fault(phone):
        return {"CodeResult": fault, "ErrorMessage": "on demand"}
    request_id = str(body.get("RequestId") or "")
    taken = str(body.get("Sandbox", "0")) == "1" or inbox.put(
        "sms", request_id, str(body.get("Brandname") or ""), phone, "", str(body["Content"])
    )
    return {"CodeResult": "100" if taken else "124", "SMSID": f"standin-{request_id}", "CountRegenerate": 0}


def _as_json(each: Arrived) -> dict[str, Any]:
    return {
        "channel": each.channel, "message_id": each.message_id, "sender": each.sender, "recipient": each.recipient,
        "subject": each.subject, "body": each.body, "received_at": each.received_at.isoformat(),
    }  # fmt: skip


def _page(arrived: list[Arrived]) -> str:
    rows = "".join(_article(each) for each in reversed(arrived)) or "<p>Chưa có tin nào. Nothing arrived yet.</p>"
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="5">'
        f"<title>Cordon – inbox</title><style>{_STYLE}</style><h1>Hộp thư thử · Inbox</h1>{rows}</html>"
    )


def _article(each: Arrived) -> str:
    when = f"{each.received_at:%H:%M:%S}"
    head = f"{each.channel} · {escape(each.recipient)} · {when}"
    return (
        f"<article><h2>{escape(each.subject or each.channel)}</h2><small>{head}</small>"
        f"<pre>{_linked(each.body)}</pre></article>"
    )


def _linked(body: str) -> str:
    plain = escape(body.replace("\r\n", "\n").strip())
    return _LINK.sub(r'<a href="\g<0>">\g<0></a>', plain)
