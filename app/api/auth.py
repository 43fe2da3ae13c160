"""Signing in and out: the OAuth2 password form, with the refresh token of a desk kept in a cookie."""

from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response, status
from pydantic import BaseModel, ConfigDict, Field

from app.auth.dependencies import CurrentAuth, CurrentWork
from app.errors import InvalidError, UnauthenticatedError
from app.services import sessions
from app.services.sessions import API_DESK, Claim, Session
from app.settings import Settings

PATH = "/api/v1/auth"

router = APIRouter(prefix=PATH, tags=["auth"])

Desk = Literal["console", "liaison", "field", "safety", "admin"]


class TokenForm(BaseModel):
    """What OAuth2 (RFC 6749, 4.3 and 6) asks for, and the desk that signs in."""

    model_config = ConfigDict(extra="ignore")

    grant_type: Literal["password", "refresh_token"]
    username: str = Field("", max_length=200)
    password: str = Field("", max_length=1000)
    refresh_token: str = Field("", max_length=200)
    desk: Desk | None = None


class LogoutForm(BaseModel):
    """Which session ends."""

    desk: Desk | None = None
    refresh_token: str = Field("", max_length=200)


class TokenOut(BaseModel):
    """An access token; ``refresh_token`` is null where it went into the desk's cookie."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - OAuth2's word, no password
    expires_in: int = Field(description="seconds")
    refresh_token: str | None


@router.post("/token")
def get_token(
    form: Annotated[TokenForm, Form()], request: Request, response: Response, work: CurrentWork, auth: CurrentAuth
) -> TokenOut:
    """Sign in by user name and password, or exchange a refresh token."""
    response.headers["Cache-Control"] = "no-store"
    desk = form.desk or API_DESK
    if form.grant_type == "password":
        claim = Claim(form.username, form.password, request.client.host if request.client else "")
        session = sessions.sign_in(work, claim, desk, auth.passwords)
    else:
        session = sessions.refresh(work, _refresh_token(request, form.desk, form.refresh_token), desk)
    if form.desk:
        _set_cookie(response, form.desk, session, work.settings)
    token = auth.tokens.issue(session.user_id, work.clock.now(), session.id)
    kept = None if form.desk else session.refresh_token
    return TokenOut(access_token=token, expires_in=work.settings.access_token_seconds, refresh_token=kept)


@router.post("/logout", status_code=status.HTTP_204_NO_CONTENT)
def log_out(form: Annotated[LogoutForm, Form()], request: Request, response: Response, work: CurrentWork) -> None:
    """End a session, at this desk or of this refresh token."""
    token = request.cookies.get(cookie_name(form.desk), "") if form.desk else form.refresh_token
    if token:
        sessions.sign_out(work, token)
    if form.desk:
        response.delete_cookie(cookie_name(form.desk), path=PATH)


def cookie_name(desk: str) -> str:
    """Each desk has a cookie of its own, so that one browser can show several people side by side."""
    return f"cordon_refresh_{desk}"


def _refresh_token(request: Request, desk: Desk | None, given: str) -> str:
    if desk is None and not given:
        raise InvalidError.of("refresh_token", "missing", "no refresh token was sent", "send it, or name the desk")
    token = request.cookies.get(cookie_name(desk), "") if desk else given
    if not token:
        raise UnauthenticatedError("nobody is signed in at this desk")
    return token


def _set_cookie(response: Response, desk: Desk, session: Session, settings: Settings) -> None:
    response.set_cookie(
        cookie_name(desk),
        session.refresh_token,
        max_age=int(timedelta(hours=settings.refresh_token_hours).total_seconds()),
        path=PATH,
        secure=settings.secure_cookies,
        httponly=True,
        samesite="strict",
    )
