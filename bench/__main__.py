"""``make bench`` runs all benchmarks; ``python -m bench intake`` one of them, with sizes of its own."""

import argparse
import dataclasses
from collections.abc import Callable
from typing import Any

from bench import audit, board, candidates, exposures, intake, matching, phones, pushes, travel, zone_change, zones

_BENCHES: dict[str, tuple[type[Any], Callable[[Any], str]]] = {
    "audit": (audit.Sizes, audit.run),
    "board": (board.Sizes, board.run),
    "candidates": (candidates.Sizes, candidates.run),
    "exposures": (exposures.Sizes, exposures.run),
    "intake": (intake.Sizes, intake.run),
    "phones": (phones.Sizes, phones.run),
    "pushes": (pushes.Sizes, pushes.run),
    "travel": (travel.Sizes, travel.run),
    "zone_change": (zone_change.Sizes, zone_change.run),
    "zones": (zones.Sizes, zones.run),
    "matching": (matching.Sizes, matching.run),
}


def main(arguments: list[str] | None = None) -> None:
    """Run what the command line names, or all with their usual sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: whether it runs, not how fast")
    benches = parser.add_subparsers(dest="bench")
    for name, (sizes, _) in _BENCHES.items():
        one = benches.add_parser(name, help=str(sizes.__doc__).splitlines()[0])
        one.add_argument("--quick", action="store_true", default=argparse.SUPPRESS)
        for each in dataclasses.fields(sizes):
            one.add_argument(f"--{each.name}", type=type(each.default), default=None, metavar=str(each.default))
    told = vars(parser.parse_args(arguments))
    for name in [told["bench"]] if told["bench"] else _BENCHES:
        sizes, run = _BENCHES[name]
        print(run(_sized(sizes, told)), end="\n\n", flush=True)


def _sized(sizes: type[Any], told: dict[str, Any]) -> Any:
    """The usual or the small sizes, with what the command line changes of them."""
    usual = sizes.quick() if told["quick"] else sizes()
    named = {each.name: told[each.name] for each in dataclasses.fields(sizes) if told.get(each.name) is not None}
    return dataclasses.replace(usual, **named)


if __name__ == "__main__":
    main()
