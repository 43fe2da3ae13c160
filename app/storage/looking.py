"""What a transaction that only reads need not read twice."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

P = ParamSpec("P")
T = TypeVar("T")

_KEPT = "looked_up"


def only_looks(session: Session) -> None:
    """From now on this session changes nothing, so that what it reads once may serve to its end."""
    session.info[_KEPT] = {}


def once_a_look(find: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Let a query give the same answer again in a session that only looks; in every other it is asked each time.

    For queries whose answers nobody changes, and that several parts of one use case ask for.
    """

    @wraps(find)
    def run(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
        kept: dict[Hashable, T] | None = session.info.get(_KEPT)
        if kept is None:
            return find(session, *args, **kwargs)
        key = (find, *(_fixed(each) for each in args), *((name, _fixed(each)) for name, each in kwargs.items()))
        if key not in kept:
            kept[key] = find(session, *args, **kwargs)
        return kept[key]

    return run


def _fixed(value: Any) -> Hashable:
    return value if isinstance(value, Hashable) else tuple(value)
