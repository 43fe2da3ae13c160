"""The problem that a plan answers, kept with it: questions about a plan are asked of what it was made from."""

import hashlib
import json
import zlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from geo.matching.plan import Plan
from geo.matching.problem import Problem
from geo.matching.values import Crew, Job, Pin, Precedence, Surroundings, Window
from geo.places import Place
from geo.travel import Router, Source

_SERVERS = frozenset({Source.OSRM, Source.VALHALLA})


@dataclass(frozen=True)
class TravelSeen:
    """What travel data said, so that it can be told from others.

    Attributes:
        source: who said so, and whether it stood in for a better one.
        version: digest of which roads were open, the same in every process; empty for a routing server, which does
            not say.
        legs: by crew the seconds of each leg, in the order of the plan.
    """

    source: str
    version: str
    legs: Mapping[UUID, tuple[int, ...]]


@dataclass(frozen=True)
class Snapshot:
    """What was kept.

    Attributes:
        problem: as it was; travel is asked of the source that is in use now.
        orders: each crew's jobs in the order of the plan.
        weights: by name.
        travel: the travel data that the plan was made with, and what it said of the plan's own legs; None in plans
            of older releases.
    """

    problem: Problem
    orders: dict[UUID, tuple[UUID, ...]]
    weights: dict[str, float]
    travel: TravelSeen | None

    def travel_changed(self, now: TravelSeen) -> bool:
        """Whether the same questions may get other answers by now."""
        return self.travel is not None and self.travel != now


def travel_seen(travel: Router, plan: Plan) -> TravelSeen:
    """What a source says of a plan that was judged with it just now."""
    mark = travel.times([(0.0, 0.0)], [(0.0, 0.0)]).mark
    legs = {route.crew: tuple(stop.travel_s for stop in route.stops) for route in plan.routes if route.stops}
    return TravelSeen(
        f"{mark.source}{'+' if mark.fallback else ''}",
        "" if mark.source in _SERVERS or mark.fallback else _digest(travel.version),
        {crew: each for crew, each in legs.items() if isinstance(crew, UUID)},
    )


def pack(
    problem: Problem, orders: Mapping[Any, Sequence[Any]], weights: Mapping[str, float], travel: TravelSeen
) -> bytes:
    """Write a problem whose keys are UUIDs, with the orders found, the weights and the travel, as compressed JSON."""
    body = {
        "crews": [asdict(crew) for crew in problem.crews],
        "jobs": [asdict(job) for job in problem.jobs],
        "barred": [[*pair, code] for pair, code in problem.barred.items()],
        "entry_s": [[*pair, seconds] for pair, seconds in problem.entry_s.items()],
        "precedences": [asdict(each) for each in problem.precedences],
        "pins": [asdict(each) for each in problem.pins],
        "today": [[crew, list(jobs)] for crew, jobs in problem.today.items()],
        "orders": [[crew, list(jobs)] for crew, jobs in orders.items() if jobs],
        "weights": dict(weights),
        "travel": {
            "source": travel.source,
            "version": travel.version,
            "legs": [[crew, list(legs)] for crew, legs in travel.legs.items()],
        },
    }
    return zlib.compress(json.dumps(body, separators=(",", ":"), default=_plain).encode(), 6)


def unpack(stored: bytes, travel: Router) -> Snapshot:
    """Read what ``pack`` wrote."""
    body = json.loads(zlib.decompress(stored))
    problem = Problem(
        crews=tuple(_crew(each) for each in body["crews"]),
        jobs=tuple(_job(each) for each in body["jobs"]),
        travel=travel,
        barred={(UUID(job), UUID(crew)): code for job, crew, code in body["barred"]},
        entry_s={(UUID(job), UUID(crew)): seconds for job, crew, seconds in body["entry_s"]},
        precedences=tuple(
            Precedence(UUID(each["before"]), UUID(each["after"]), each["lag_s"]) for each in body["precedences"]
        ),
        pins=tuple(
            Pin(UUID(each["job"]), UUID(each["crew"]), each["position"], each["started_s"]) for each in body["pins"]
        ),
        today=dict(_orders(body["today"]).items()),
    )
    return Snapshot(problem, _orders(body["orders"]), body["weights"], _travel(body.get("travel")))


def _travel(row: dict[str, Any] | None) -> TravelSeen | None:
    if row is None:
        return None
    return TravelSeen(row["source"], row["version"], {UUID(crew): tuple(legs) for crew, legs in row["legs"]})


def _digest(version: Hashable) -> str:
    """The same for equal versions in every process: sets are sorted, for their own order is another one in each."""
    return hashlib.sha256(repr(_sorted(version)).encode()).hexdigest()[:32]


def _sorted(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    return [_sorted(each) for each in value] if isinstance(value, tuple) else value


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value)


def _orders(rows: list[Any]) -> dict[UUID, tuple[UUID, ...]]:
    return {UUID(crew): tuple(UUID(job) for job in jobs) for crew, jobs in rows}


def _crew(row: dict[str, Any]) -> Crew:
    return Crew(
        **row
        | {
            "key": UUID(row["key"]),
            "start": _place(row["start"]),
            "end": _place(row["end"]),
            "duty": Window(**row["duty"]),
            "breaks": tuple(Window(**each) for each in row["breaks"]),
            "skills": frozenset(row["skills"]),
            "stock": tuple(row["stock"]),
            "used": tuple(row["used"]),
            "inside": Surroundings(**row["inside"]),
        }
    )


def _job(row: dict[str, Any]) -> Job:
    return Job(
        **row
        | {
            "key": UUID(row["key"]),
            "place": _place(row["place"]),
            "window": Window(**row["window"]) if row["window"] else None,
            "skills_all": frozenset(row["skills_all"]),
            "skills_any": frozenset(row["skills_any"]),
            "use": tuple(row["use"]),
            "around": Surroundings(**row["around"]),
        }
    )


def _place(row: dict[str, float] | None) -> Place | None:
    return Place(**row) if row else None
