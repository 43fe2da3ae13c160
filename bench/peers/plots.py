"""Plots of quality over time and of growth, drawn by matplotlib in the peers' environment."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

INK, SOFT, GRID = "#22303c", "#6b7a88", "#e3e8ec"
COLOURS = ("#0b5cad", "#b3541e", "#3c7a3c", "#7a4fa3", "#8a6d00", "#5b6770", "#a33b5c", "#2b8a8a", "#444444", "#99712b")


def draw(quality: Sequence[Any], growth: Sequence[Any], folder: Path) -> tuple[str, list[Path]]:
    """Write ``matching-quality.svg`` and ``matching-growth.svg`` where there are figures; say which, and list them."""
    from bench.peers.ask import PeerError, run_there  # noqa: PLC0415  # this module runs over there as well

    figures = {"quality": [asdict(one) for one in quality], "growth": [asdict(one) for one in growth]}
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / ".figures.json"
    data.write_text(json.dumps(figures))
    try:
        written = run_there("bench.peers.plots", [str(data), str(folder)], 60)["written"]
    except PeerError as no:
        return f"Plots: {no}", []
    finally:
        data.unlink()
    return f"Plots: {', '.join(written) or 'nothing to draw'}", [folder / name for name in written]


def main() -> None:
    """Draw what the file named first holds into the folder named second."""
    figures, folder = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    written = []
    if figures["quality"]:
        written.append(_save(_quality(figures["quality"]), folder / "matching-quality.svg"))
    if figures["growth"]:
        written.append(_save(_growth(figures["growth"]), folder / "matching-growth.svg"))
    print(json.dumps({"written": written}))


def _axes(plots: int, width: float) -> Any:
    import matplotlib as mpl  # noqa: PLC0415  # only in the peers' environment

    mpl.use("svg")
    import matplotlib.pyplot as plt  # noqa: PLC0415

    plt.rcParams |= {"font.size": 10, "svg.fonttype": "none", "svg.hashsalt": "cordon", "text.color": INK}
    figure, axes = plt.subplots(1, plots, figsize=(width, 4.2), facecolor="white", layout="constrained", squeeze=False)
    for one in axes[0]:
        one.grid(color=GRID, linewidth=0.8)
        one.set_axisbelow(True)
        one.tick_params(colors=SOFT, which="both")
        for side, spine in one.spines.items():
            spine.set_visible(side in {"left", "bottom"})
            spine.set_color(SOFT)
    return figure, axes[0]


def _quality(runs: list[dict[str, Any]]) -> Any:
    """J over seconds, one line for each engine; those that take their own time as points."""
    figure, (axes,) = _axes(1, 8.4)
    names = list(dict.fromkeys(run["engine"] for run in runs if run["value"] is not None))
    for name, colour in zip(sorted(names, key=lambda each: each != "Cordon"), COLOURS, strict=False):
        mine = [run for run in runs if run["engine"] == name and run["value"] is not None]
        seconds, values = [max(run["took_s"], 1e-3) for run in mine], [run["value"] for run in mine]
        wide = 2.6 if name == "Cordon" else 1.5
        axes.plot(seconds, values, marker="o", markersize=4.5, linewidth=wide, color=colour, label=name)
    axes.set(xscale="log", yscale="log", xlabel="seconds", ylabel="J, weighted hours (lower is better)")
    low, high = axes.get_ylim()
    ticks = [tick for tick in (500, 1000, 2000, 4000, 6000, 8000, 10_000, 20_000, 40_000) if low <= tick <= high]
    axes.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
    axes.legend(frameon=False, fontsize=9, loc="center left", bbox_to_anchor=(1.0, 0.5))
    axes.set_title("Quality over time, one storm, same machine", loc="left", fontsize=11, color=INK)
    return figure


def _growth(lines: list[dict[str, Any]]) -> Any:
    """Time to a full plan, and memory for a job, over the number of jobs."""
    figure, axes = _axes(2, 9.6)
    jobs = [line["jobs"] for line in lines]
    for one, key, title in (
        (axes[0], "full_s", "Seconds to a full plan"),
        (axes[1], "solve_kb", "Memory of solving, KB for a job"),
    ):
        one.plot(jobs, [line[key] for line in lines], marker="o", color=COLOURS[0], linewidth=2.2)
        one.set(xscale="log", xlabel="jobs")
        one.set_title(title, loc="left", fontsize=11, color=INK)
    axes[0].set_yscale("log")
    axes[1].set_ylim(bottom=0)
    return figure


def _save(figure: Any, path: Path) -> str:
    figure.savefig(path, metadata={"Date": None})
    return path.name


if __name__ == "__main__":
    main()
