"""Ten storms: the engine beside the greedy dispatcher after one second, and beside the polished peer after ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench import plans
from bench.quality import BENT, POLISHED, Run, judged, solve_ours
from bench.storm import make_storm

SHORT_S = 1.0

TARGETS = {"greedy": 0.72, "peer": 0.88, "travel": 1.15}
"""Most that the ratios should be, in the median over the seeds."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One storm."""

    seed: int
    greedy: Run
    short: Run
    long: Run
    peer: Run

    @property
    def ratios(self) -> dict[str, float | None]:
        """Ours after a second by greedy, ours by the peer at the long limit, our travel by the peer's."""
        return {
            "greedy": _ratio(self.short.value, self.greedy.value),
            "peer": _ratio(self.long.value, self.peer.value),
            "travel": _ratio(self.long.travel_h, self.peer.travel_h) if self.peer.value else None,
        }


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def measure(tickets: int, crews: int, seeds: int, seconds: float) -> list[Seed]:
    """Solve the storms of seeds 1, 2 and so on."""
    found = []
    for number in range(1, seeds + 1):
        storm = make_storm(tickets, crews, number)
        greedy = judged("greedy", storm, 0.0, plans.greedy_earliest(storm), 0.0)
        short = judged("ours", storm, SHORT_S, *solve_ours(storm, min(SHORT_S, seconds)))
        long = judged("ours", storm, seconds, *solve_ours(storm, seconds))
        peer = next(run for run in BENT(storm, seconds) if run.engine == POLISHED)
        found.append(Seed(number, greedy, short, long, peer))
    return found


def table(title: str, found: Sequence[Seed], seconds: float) -> str:
    """Ratios of each seed, their median and range beside the targets."""
    lines = [
        title,
        f"{'':12}{'ours 1 s':>10}{f'ours {seconds:g} s':>12}{'travel':>10}{'J, ours':>12}{'J, peer':>12}{'broken':>8}",
        f"{'':12}{'/ greedy':>10}{'/ peer':>12}{'/ peer':>10}",
    ]
    for one in found:
        ratios = one.ratios
        cells = "".join(
            f"{_shown(ratios[name]):>{wide}}" for name, wide in (("greedy", 10), ("peer", 12), ("travel", 10))
        )
        broken = one.short.broken + one.long.broken
        lines.append(
            f"{f'seed {one.seed}':12}{cells}{one.long.value or 0:12,.0f}{_shown(one.peer.value, 0):>12}{broken:8d}"
        )
    for name, text in (
        ("greedy", "J after 1 s / greedy earliest"),
        ("peer", f"J after {seconds:g} s / {POLISHED}"),
        ("travel", "travel / the same"),
    ):
        lines.append(f"{text}: {_verdict([one.ratios[name] for one in found], TARGETS[name])}")
    if found[0].peer.note:
        lines.append(f"{POLISHED}: {found[0].peer.note}")
    return "\n".join(lines)


def _shown(value: float | None, digits: int = 3) -> str:
    return "-" if value is None else f"{value:,.{digits}f}"


def _verdict(ratios: Sequence[float | None], target: float) -> str:
    known = [ratio for ratio in ratios if ratio is not None]
    if not known:
        return f"not measured (target {target})"
    middle = median(known)
    word = "reached" if middle <= target else "not reached"
    return f"median {middle:.3f} ({min(known):.3f} to {max(known):.3f}), target {target}: {word}"
