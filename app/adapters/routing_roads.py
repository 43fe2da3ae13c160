"""The road network of a process, with what is closed on it now."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

import numpy as np
import structlog
from numpy.typing import ArrayLike, NDArray

from app.adapters.road_files import load
from geo.places import Place
from geo.roads.closures import Closures
from geo.roads.network import RoadNetwork
from geo.travel import Route, Times

LOOK_SECONDS: Final = 1.0
"""How often the tables are asked what is closed, at most."""

_log = structlog.get_logger(__name__)


class Closed(Protocol):
    """What is closed now, as the tables say."""

    def key(self) -> Hashable:
        """Equal as long as the same is closed; cheap."""
        ...

    def read(self) -> Closures:
        """All that is closed now."""
        ...


@dataclass
class LiveRoads:
    """Roads that follow what is closed. Readers take one whole network; whoever finds it old makes the next one.

    While one makes it the others go on with the old one, so nobody waits and nobody sees half. A database that does
    not answer leaves everything as it is.
    """

    network: RoadNetwork
    closed: Closed | None = None
    now: Callable[[], float] = time.monotonic
    _roads: Hashable = field(init=False)
    _looked_at: float = field(default=-np.inf, init=False)
    _key: Hashable = field(default=None, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def __post_init__(self) -> None:
        self._roads = self.network.version

    @property
    def version(self) -> Hashable:
        """See `Router.version`."""
        return self._current().version

    def seconds(self, origins: ArrayLike, destinations: ArrayLike) -> NDArray[np.int32]:
        """See `Travel.seconds`."""
        return self._current().seconds(origins, destinations)

    def times(self, origins: ArrayLike, destinations: ArrayLike) -> Times:
        """See `Router.times`."""
        return self._current().times(origins, destinations)

    def route(self, origin: Place, destination: Place) -> Route | None:
        """See `Router.route`."""
        return self._current().route(origin, destination)

    def _current(self) -> RoadNetwork:
        if (
            self.closed is not None
            and self.now() - self._looked_at >= LOOK_SECONDS
            and self._lock.acquire(blocking=False)
        ):
            try:
                self._look(self.closed)
            except Exception as error:  # noqa: BLE001 whatever it is, the roads that are known still serve
                _log.warning("what is closed cannot be read", error=repr(error))
            finally:
                self._looked_at = self.now()
                self._lock.release()
        return self.network

    def _look(self, closed: Closed) -> None:
        key = closed.key()
        if key != self._key:
            self.network = self.network.with_closures(closed.read(), (self._roads, key))
            self._key = key


def load_roads(file: Path, closed: Closed | None = None) -> LiveRoads:
    """Load a road file, for a city within seconds, and ask it once, so that no request waits for the compiler.

    Raises:
        RoadFileError: There is none, or it cannot be read.
    """
    edges, order, about = load(file)
    network = RoadNetwork.build(edges, order, version=about.fingerprint)
    network.route(*(Place(*edges.nodes[at].tolist()) for at in (0, -1)))
    return LiveRoads(network.with_closures(Closures(), network.version), closed)
