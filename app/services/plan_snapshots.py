"""The problem that a plan answers, kept with it: questions about a plan are asked of what it was made from."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from geo.matching.problem import Problem
from geo.matching.values import Crew, Job, Pin, Precedence, Surroundings, Window
from geo.places import Place
from geo.travel import Travel

Orders = Mapping[UUID, Sequence[UUID]]


@dataclass(frozen=True)
class Snapshot:
    """What was kept.

    Attributes:
        problem: as it was; travel is asked of the source that is in use now.
        orders: each crew's jobs in the order of the plan.
        weights: by name.
    """

    problem: Problem
    orders: dict[UUID, tuple[UUID, ...]]
    weights: dict[str, float]


def pack(problem: Problem, orders: Mapping[Any, Sequence[Any]], weights: Mapping[str, float]) -> bytes:
    """Write a problem whose keys are UUIDs, with the orders found and the weights, as compressed JSON."""
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
    }
    return zlib.compress(json.dumps(body, separators=(",", ":"), default=_plain).encode(), 6)


def unpack(stored: bytes, travel: Travel) -> Snapshot:
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
    return Snapshot(problem, _orders(body["orders"]), body["weights"])


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
