"""The matching engine beside its peers, its growth, its distance from the best, and classical problems, in one run."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import bounds, classical, growth, quality, seeds
from bench.peers.plots import draw
from bench.storm import make_storm

BEGIN, END = "<!-- matching figures: begin -->", "<!-- matching figures: end -->"
"""Between these lines of a report everything is written anew."""

TARGETS = {(1000, 200): 4080.0, (5000, 500): 55_500.0}
"""J that seed 1 should not exceed after ten seconds."""


@dataclass(frozen=True)
class Sizes:
    """The matching engine beside its peers, its growth, bound and classical problems.

    Attributes:
        parts: Which of quality, seeds, growth, bound, classical; with commas.
        storms: Storms of the quality over time, tickets x crews; with commas.
        limits: Seconds at which quality is measured on the first of them; the first and last but one elsewhere.
        seeds: Storms of the first size in the comparison of seeds.
        jobs: Sizes of the growth; with commas.
        bounds: Storms that are bounded.
        bound_s: Seconds for each bound, for a storm of 1,000 tickets; fewer for smaller ones.
        instances: Folder with classical problems (VRPLIB, TSPLIB, Solomon); see docs/performance.md.
        instance_s: Seconds for each of them.
        report: File whose part between the marks is written anew; none when empty.
        plot: Folder for the plots; none when empty.
    """

    parts: str = "quality,seeds,growth,bound,classical"
    storms: str = "1000x200,200x50,5000x500"
    limits: str = "0.3,1,3,10"
    seeds: int = 10
    jobs: str = "100,300,1000,3000,10000,20000"
    bounds: str = "200x50,1000x200"
    bound_s: float = 90.0
    instances: str = ""
    instance_s: float = 5.0
    report: str = ""
    plot: str = ""

    @classmethod
    def quick(cls) -> Sizes:
        """Whether it runs, not how fast."""
        return cls(storms="40x8", limits="0.1", seeds=2, jobs="40", bounds="8x3", bound_s=1.0, instance_s=0.1)


def run(sizes: Sizes) -> str:
    """Measure what is asked for, write the report and the plots."""
    quality.warm_up()
    wanted, figures = sizes.parts.split(","), Figures()
    parts: dict[str, Callable[[Sizes, Figures], Iterator[str]]] = {
        "quality": _quality, "seeds": _seeds, "growth": _growth, "bound": _bound, "classical": _classical,
    }  # fmt: skip
    unknown = set(wanted) - set(parts)
    if unknown:
        raise SystemExit(f"--parts: no such part: {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    found = [_machine(), *(text for name, part in parts.items() if name in wanted for text in part(sizes, figures))]
    told, shown = "\n\n".join(found), ""
    if sizes.plot:
        said, written = draw(figures.of_quality, figures.of_growth, Path(sizes.plot))
        told += f"\n\n{said}"
        shown = "".join(f"\n\n![{path.stem}]({_beside(path, sizes.report)})" for path in written)
    if sizes.report:
        write_between_marks(Path(sizes.report), f"```\n{told}\n```{shown}")
    return told


def _beside(path: Path, report: str) -> str:
    """The path of a picture as a report names it."""
    return Path(os.path.relpath(path, Path(report).parent)).as_posix()


class Figures:
    """What the plots show."""

    def __init__(self) -> None:
        self.of_quality: list[quality.Run] = []
        self.of_growth: list[growth.Line] = []


def _quality(sizes: Sizes, figures: Figures) -> Iterator[str]:
    limits = [float(each) for each in sizes.limits.split(",")]
    for number, size in enumerate(sizes.storms.split(",")):
        tickets, crews = _size(size)
        some = limits if number == 0 else sorted({limits[len(limits) // 3], limits[-1]})
        runs = quality.compare(make_storm(tickets, crews), some)
        figures.of_quality = figures.of_quality or runs
        title = f"Storm of {tickets} tickets and {crews} crews, seed 1"
        yield quality.table(title, runs, some) + _target(tickets, crews, runs)


def _target(tickets: int, crews: int, runs: list[quality.Run]) -> str:
    target = TARGETS.get((tickets, crews))
    value = [run.value for run in runs if run.engine == quality.OURS][-1] or 0.0
    if target is None:
        return ""
    return f"\n{quality.OURS}: J {value:,.0f}, target {target:,.0f}: {'reached' if value <= target else 'not reached'}"


def _seeds(sizes: Sizes, _: Figures) -> Iterator[str]:
    tickets, crews = _size(sizes.storms.split(",")[0])
    seconds = float(sizes.limits.split(",")[-1])
    found = seeds.measure(tickets, crews, sizes.seeds, seconds)
    yield seeds.table(f"{sizes.seeds} storms of {tickets} tickets and {crews} crews", found, seconds)


def _growth(sizes: Sizes, figures: Figures) -> Iterator[str]:
    figures.of_growth = growth.measure([int(each) for each in sizes.jobs.split(",")])
    yield growth.table(figures.of_growth)


def _bound(sizes: Sizes, _: Figures) -> Iterator[str]:
    seconds, lines = float(sizes.limits.split(",")[-1]), []
    for size in sizes.bounds.split(","):
        tickets, crews = _size(size)
        lines.append(bounds.measure(tickets, crews, seconds, sizes.bound_s * min(1.0, max(tickets / 1000, 0.3))))
    yield bounds.table(lines)


def _classical(sizes: Sizes, _: Figures) -> Iterator[str]:
    yield classical.report(sizes.instances, sizes.instance_s)


def _size(text: str) -> tuple[int, int]:
    tickets, _, crews = text.partition("x")
    return int(tickets), int(crews)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, load {os.getloadavg()[0]:.1f} at the beginning, Python {platform.python_version()}"


def write_between_marks(path: Path, text: str) -> None:
    """Replace what stands between the marks of a file.

    Raises:
        SystemExit: It has no such marks.
    """
    whole = path.read_text(encoding="utf-8")
    if BEGIN not in whole or END not in whole:
        raise SystemExit(f"--report: {path} has no lines {BEGIN} and {END}")
    before, rest = whole.split(BEGIN, 1)
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")
