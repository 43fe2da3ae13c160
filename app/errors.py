"""What can go wrong, as plain exceptions, and the one table that gives each its HTTP status and code (RFC 9457)."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.reasons import Reason


@dataclass(frozen=True)
class FieldError:
    """One wrong field: where it stands, what is wrong, what to do."""

    field: str
    code: str
    detail: str
    remedy: str = ""


class CordonError(Exception):
    """Root of all expected errors. ``detail`` is a sentence for the person who asked."""

    status = 500
    code = "internal"
    title = "Something went wrong"

    def __init__(
        self,
        detail: str = "",
        *,
        code: str | None = None,
        errors: Sequence[FieldError] = (),
        reasons: Sequence[Reason] = (),
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or type(self).code
        self.errors = tuple(errors)
        self.reasons = tuple(reasons)


class InvalidError(CordonError):
    """The request cannot be understood or breaks a rule of form."""

    status, code, title = 422, "invalid", "The request is not valid"

    @classmethod
    def of(cls, field: str, code: str, detail: str, remedy: str = "") -> "InvalidError":
        """One wrong field."""
        return cls(detail, code=f"invalid.{code}", errors=[FieldError(field, code, detail, remedy)])


class UnauthenticatedError(CordonError):
    """Nobody known is asking."""

    status, code, title = 401, "auth.invalid", "Sign in first"


class ForbiddenError(CordonError):
    """The role of the asker does not include this."""

    status, code, title = 403, "auth.forbidden", "Not allowed for your role"


class NotFoundError(CordonError):
    """No such thing within what the asker may see."""

    status, code, title = 404, "not_found", "Not found"


class ConflictError(CordonError):
    """The state of things forbids it now; reasons say why."""

    status, code, title = 409, "conflict", "Not possible now"


class GateDeniedError(ConflictError):
    """The entry gate says no. ``lines`` holds the eight lines of the answer."""

    code, title = "gate.denied", "The entry gate says no"

    def __init__(self, detail: str, *, reasons: Sequence[Reason], answer: object) -> None:
        super().__init__(detail, reasons=reasons)
        self.answer = answer


class StaleError(CordonError):
    """Somebody changed it since it was read."""

    status, code, title = 412, "stale", "Changed by somebody else meanwhile"


class PreconditionRequiredError(CordonError):
    """An edit must say which version it is based on."""

    status, code, title = 428, "version_required", "Send If-Match with the version you read"


class TooManyError(CordonError):
    """Too many tries; ``retry_after_s`` seconds until the next."""

    status, code, title = 429, "too_many", "Too many tries"

    def __init__(self, detail: str, *, code: str, retry_after_s: int) -> None:
        super().__init__(detail, code=code)
        self.retry_after_s = retry_after_s


class UnavailableError(CordonError):
    """Something the answer depends on does not answer; nothing was done."""

    status, code, title = 503, "unavailable", "Try again shortly"


class AbandonedError(CordonError):
    """Nobody waits for the answer any more; nothing was done. Few will read the answer, but the log tells it apart."""

    status, code, title = 499, "abandoned", "Nobody waits for the answer any more"


class BusyError(UnavailableError):
    """Others worked on the same things at the same moment and went first; nothing was done."""

    code = "busy"

    def __init__(self, detail: str, *, retry_after_s: int | None = None) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s
