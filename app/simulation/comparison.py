"""Which policies there are, and what a run of one of them needs: values that another process can be handed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.errors import InvalidError
from app.simulation.planning import Engine, ZoneBlind
from app.simulation.policies import Greedy, Nearest, Policy
from app.simulation.storm import Storm
from app.simulation.world import Cast

POLICIES: Mapping[str, Policy] = MappingProxyType(
    {policy.name: policy for policy in (Nearest(), Greedy(), Engine(), ZoneBlind())}
)
"""By the name that the command line takes, the simplest first."""


@dataclass(frozen=True)
class Task:
    """One policy's run: the storm and its cast, as they are in the database that it gets a copy of."""

    storm: Storm
    cast: Cast
    policy: str


def named(names: str) -> tuple[str, ...]:
    """The policies of a list with commas, each once.

    Raises:
        InvalidError: one is not known, or none is named.
    """
    wanted = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    unknown = [name for name in wanted if name not in POLICIES]
    if unknown or not wanted:
        detail = f"{unknown[0]!r} is no policy" if unknown else "no policy is named"
        raise InvalidError.of("policies", "unknown", detail, f"use some of {','.join(POLICIES)}")
    return wanted
