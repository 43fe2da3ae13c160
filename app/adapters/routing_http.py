"""What OSRM and Valhalla have in common: asked over HTTP, in blocks, within a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import httpx
import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.places import Place
from geo.travel import Mark, Route, Source, Times, TravelError, whole_seconds

Floats = NDArray[np.float64]

_KEEP_SECONDS: Final = 600
"""Answers count as the same for so long: a server's roads change without a word."""


class Dialect(Protocol):
    """How one kind of server is asked, and what its answers mean."""

    @property
    def source(self) -> Source:
        """Whose answers these are."""
        ...

    def table(self, ask: Ask, origins: Floats, destinations: Floats) -> Floats:
        """Return seconds of every pair, infinite where there is no way."""
        ...

    def way(self, ask: Ask, origin: Place, destination: Place) -> tuple[Floats, float, float] | None:
        """Return points, seconds and metres of the way; None where there is none."""
        ...


class Ask(Protocol):
    """Sends one request and returns the status and the JSON of the answer."""

    def __call__(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """GET without a body, POST with one; raises `TravelError` where no JSON object comes back in time."""
        ...


@dataclass(frozen=True)
class HttpRouter:
    """A routing server. Every question, however many requests it takes, is answered within ``timeout_seconds``.

    Attributes:
        dialect: How it is asked.
        url: Its base address.
        timeout_seconds: For a whole question.
        table_size: Most origins, and most destinations, of one request.
        now: Seconds on a clock that only goes forward.
    """

    dialect: Dialect
    url: str
    timeout_seconds: float = 5.0
    table_size: int = 100
    now: Callable[[], float] = time.monotonic
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(follow_redirects=False), init=False, repr=False)

    @property
    def version(self) -> Hashable:
        """See `Router.version`."""
        return self.url, int(self.now() // _KEEP_SECONDS)

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """See `Travel.seconds`.

        Raises:
            TravelError: The server does not answer in time, or not with what was asked for.
        """
        starts = np.asarray(origins, dtype=np.float64).reshape(-1, 2)
        ends = np.asarray(destinations, dtype=np.float64).reshape(-1, 2)
        found, ask = np.empty((len(starts), len(ends))), self._within()
        for i in range(0, len(starts), self.table_size):
            for j in range(0, len(ends), self.table_size):
                block = starts[i : i + self.table_size], ends[j : j + self.table_size]
                found[i : i + self.table_size, j : j + self.table_size] = _checked(self.dialect, ask, *block)
        return whole_seconds(found)

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        return Times(self.seconds(origins, destinations), Mark(self.dialect.source))

    def route(self, origin: Place, destination: Place) -> Route | None:
        """See `Router.route`."""
        try:
            found = self.dialect.way(self._within(), origin, destination)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise TravelError(f"{self.dialect.source}: an answer that cannot be understood: {error!r}") from error
        if found is None:
            return None
        points, seconds, metres = found
        whole = int(whole_seconds(np.array([seconds]))[0])
        return Route(points, whole, metres, Mark(self.dialect.source))

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _within(self) -> Ask:
        """Return a way to ask that ends when the time for this question is over."""
        until = self.now() + self.timeout_seconds

        def ask(path: str, body: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
            left = until - self.now()
            if left <= 0:
                raise TravelError(f"{self.dialect.source}: no answer within {self.timeout_seconds} s")
            return self._asked(path, body, left)

        return ask

    def _asked(self, path: str, body: dict[str, Any] | None, left: float) -> tuple[int, dict[str, Any]]:
        method = "GET" if body is None else "POST"
        try:
            answer = self._client.request(method, self.url.rstrip("/") + path, json=body, timeout=left)
            read = answer.json()
        except httpx.HTTPError as error:
            raise TravelError(f"{self.dialect.source}: {type(error).__name__}: {error}") from error
        except ValueError as error:
            raise TravelError(f"{self.dialect.source}: an answer that is no JSON") from error
        if not isinstance(read, dict):
            raise TravelError(f"{self.dialect.source}: an answer that is no object")
        return answer.status_code, read


def _checked(dialect: Dialect, ask: Ask, origins: Floats, destinations: Floats) -> Floats:
    try:
        found = dialect.table(ask, origins, destinations)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise TravelError(f"{dialect.source}: an answer that cannot be understood: {error!r}") from error
    if found.shape != (len(origins), len(destinations)) or (found < 0).any():
        raise TravelError(f"{dialect.source}: a table of another shape, or with times below 0")
    return found


def number_table(rows: list[list[float | None]]) -> Floats:
    """Return a table of JSON numbers, null as infinite."""
    return np.array([[np.inf if cell is None else float(cell) for cell in row] for row in rows], dtype=np.float64)
