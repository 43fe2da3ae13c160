"""Reasons on a phone's wire: those of the safety rules, and the sync's own."""

from collections.abc import Iterable

from app.wire.common import ReasonOut, reason_out
from compliance.reasons import Reason
from mobile_api.wording import SYNC


def tell(reason: Reason, lang: str) -> ReasonOut:
    """One reason with its text in the asker's language."""
    words = SYNC.get(reason.code)
    if words is None:
        return reason_out(reason, lang)
    return ReasonOut(code=reason.code, text=words.get(lang).format(**reason.params), params=dict(reason.params))


def tell_all(reasons: Iterable[Reason], lang: str) -> list[ReasonOut]:
    """Reasons with their texts."""
    return [tell(reason, lang) for reason in reasons]
