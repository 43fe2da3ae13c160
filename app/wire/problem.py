"""Errors on the wire: RFC 9457 problem documents with stable codes, field errors and reasons."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from app.errors import (
    BusyError,
    CordonError,
    FieldError,
    GateDeniedError,
    InvalidError,
    TooManyError,
    UnauthenticatedError,
)
from app.wire.common import ReasonOut, choose_language, reasons_out
from app.wire.gate import GateLineOut
from app.wire.titles import say
from compliance.gate import GateAnswer

MEDIA_TYPE = "application/problem+json"

_log = structlog.get_logger(__name__)

_REMEDIES = {
    "missing": "add this field",
    "extra_forbidden": "remove this field or correct its name",
    "json_invalid": "send valid JSON",
    "uuid_parsing": "give an id as the service handed it out",
    "timezone_aware": "add the offset from UTC, such as Z or +07:00",
    "literal_error": "use one of the values named",
    "enum": "use one of the values named",
    "value_error": "correct it: the detail says what is wrong",
}


class FieldProblem(BaseModel):
    """One wrong field: where it stands, what is wrong, what to do."""

    field: str
    code: str
    detail: str
    remedy: str = ""


class Problem(BaseModel):
    """A problem document (RFC 9457). ``code`` is stable; texts are for people."""

    type: str
    title: str
    status: int
    detail: str = ""
    code: str
    errors: list[FieldProblem] = []
    reasons: list[ReasonOut] = []
    lines: list[GateLineOut] | None = None
    request_id: str | None = None


def problem_of(error: CordonError, lang: str) -> Problem:
    """The document that tells ``error`` in the asker's language."""
    answer = error.answer if isinstance(error, GateDeniedError) else None
    lines = [GateLineOut.of(line, lang) for line in answer.lines] if isinstance(answer, GateAnswer) else None
    reasons = reasons_out(error.reasons, lang)
    return Problem(
        type=f"urn:cordon:problem:{error.code}",
        title=say(error.title, lang),
        status=error.status,
        detail=" ".join(each.text for each in reasons) or say(error.detail, lang),
        code=error.code,
        errors=[FieldProblem(**vars(each)) for each in error.errors],
        reasons=reasons,
        lines=lines,
    )


def respond(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """The problem as an HTTP answer."""
    body = problem.model_dump(mode="json", exclude_none=True)
    return JSONResponse(body, problem.status, headers=headers, media_type=MEDIA_TYPE)


def handle_expected(request: Request, error: Exception) -> JSONResponse:
    """Answer for every ``CordonError``."""
    if not isinstance(error, CordonError):
        raise TypeError(f"not an error of Cordon: {error!r}")
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("request.refused", request_id=_request_id(request), code=error.code, exc_info=error)
    headers = {}
    if isinstance(error, TooManyError | BusyError) and error.retry_after_s is not None:
        headers["Retry-After"] = str(error.retry_after_s)
    if isinstance(error, UnauthenticatedError):
        headers["WWW-Authenticate"] = "Bearer"
    return respond(problem_of(error, _language(request)), headers)


def handle_validation(request: Request, error: Exception) -> JSONResponse:
    """Answer for a request whose form FastAPI refuses."""
    if not isinstance(error, RequestValidationError):
        raise TypeError(f"not a validation error: {error!r}")
    fields = [_field_error(each) for each in error.errors()]
    told = "; ".join(f"{each.field}: {each.detail}" for each in fields[:3])
    return respond(problem_of(InvalidError(told, errors=fields), _language(request)))


def handle_http(request: Request, error: Exception) -> JSONResponse:
    """Answer for what the framework refuses by itself: unknown address, wrong method."""
    if not isinstance(error, HTTPException):
        raise TypeError(f"not an HTTP error: {error!r}")
    status = HTTPStatus(error.status_code)
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, f"http.{error.status_code}")
    detail = f"there is no {request.url.path}" if error.status_code == HTTPStatus.NOT_FOUND else str(error.detail)
    problem = Problem(
        type=f"urn:cordon:problem:{code}", title=status.phrase, status=status.value, detail=detail, code=code
    )
    return respond(problem, dict(error.headers or {}))


def handle_unexpected(request: Request, error: Exception) -> JSONResponse:
    """Answer for a fault of ours: nothing of the inside, but an id under which the log tells it."""
    request_id = _request_id(request)
    _log.error("request.failed", request_id=request_id, path=request.url.path, exc_info=error)
    problem = problem_of(
        CordonError("the fault is ours and is logged; tell the operator this request id"), _language(request)
    )
    return respond(problem.model_copy(update={"request_id": request_id}))


def _request_id(request: Request) -> str | None:
    return getattr(request.state, "request_id", None)


def _language(request: Request) -> str:
    return choose_language(request.headers.get("accept-language"))


def _field_error(error: dict[str, Any]) -> FieldError:
    kind = str(error["type"])
    return FieldError(_path(error["loc"]), kind, str(error["msg"]), _REMEDIES.get(kind, _limits(error)))


def _path(location: Sequence[str | int]) -> str:
    """``("body", "gates", 0, "name")`` becomes ``gates[0].name``."""
    path = ""
    for step in location[1:] if len(location) > 1 else location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".")


def _limits(error: dict[str, Any]) -> str:
    limits = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, int | float | str)}
    return "give a value within " + ", ".join(f"{name}={value}" for name, value in limits.items()) if limits else ""
