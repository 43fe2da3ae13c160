"""``cordon simulate``: one storm, several ways to dispatch, side by side."""

import json
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from app.commands.scratch import Scratch
    from app.services.work import Work
    from app.settings import Settings
    from app.simulation.comparison import Task
    from app.simulation.figures import Figures
    from app.simulation.generator import Size
    from app.simulation.storm import Storm

commands = typer.Typer()

_LOOK_S = 0.2
_progress: Any = None
"""In a child: how far each policy's storm is, 0 to 1, shared with the parent."""


class Language(StrEnum):
    """In which language the comparison is shown and drawn."""

    VI = "vi"
    EN = "en"


@commands.command()
def simulate(  # noqa: PLR0913 - one for each option
    *,
    hours: Annotated[float, typer.Option(min=0.5, max=24, help="How long the storm is looked at.")] = 6.0,
    tickets: Annotated[int, typer.Option(min=1, max=2000, help="Faults; at most so many of a file.")] = 40,
    crews: Annotated[int, typer.Option(min=1, max=100)] = 8,
    zones: Annotated[int, typer.Option(min=0, max=20, help="Areas that are closed off for a while.")] = 3,
    drop_outs: Annotated[
        float, typer.Option(min=0, max=1, help="Share of crews whose phone is out for a while.")
    ] = 0.25,
    seed: Annotated[int, typer.Option(min=0, help="Another one is another storm.")] = 1,
    policies: Annotated[str, typer.Option(help="With commas.")] = "nearest,greedy,engine,engine-no-zones",
    outages: Annotated[
        Path | None, typer.Option(help="Faults of a real storm: GeoJSON, or deltas as JSON lines; also as .gz.")
    ] = None,
    draw: Annotated[Path | None, typer.Option(help="Write the comparison as .svg or .html.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    processes: Annotated[int | None, typer.Option(min=1, help="Policies that run side by side; one per core.")] = None,
    lang: Annotated[Language, typer.Option(help="Language of table and drawing.")] = Language.EN,
) -> None:
    """Let a storm pass under several policies, on databases of its own, and compare what they come to.

    The installation's database is not touched: only its server is used.
    """
    from app.simulation.comparison import named
    from app.simulation.generator import Size

    wanted = named(policies)
    _check_drawing(draw)
    storm = _storm(outages, seed, Size(hours, tickets, crews, zones, drop_outs))
    with _interruptible():
        all_figures = compare(storm, wanted, processes or os.cpu_count() or 1, quiet=as_json)
    if draw is not None:
        _write(draw, storm, all_figures, lang)
    _tell(storm, all_figures, lang, as_json=as_json)


def compare(storm: "Storm", policies: Sequence[str], processes: int, *, quiet: bool) -> "list[Figures]":
    """Run each policy on a fresh copy of one database; what each came to, in the order asked for."""
    from app.commands.database import home_of, open_database
    from app.commands.scratch import open_scratch
    from app.settings import Settings
    from app.simulation.comparison import Task
    from app.simulation.world import build

    settings = Settings()
    with open_database(settings) as database, open_scratch(database, settings.service_role) as scratch:
        settings = settings.model_copy(update={"owner_database_url": None, "home": home_of(settings)})
        base = scratch.make()
        with _work(_at(settings, scratch, base), storm) as work:
            cast = build(work, storm)
        names = [scratch.copy(base) for _ in policies]
        tasks = [
            (_at(settings, scratch, name), Task(storm, cast, policy))
            for name, policy in zip(names, policies, strict=True)
        ]
        return _run_all(tasks, processes, quiet=quiet)


def _run_all(tasks: "list[tuple[Settings, Task]]", processes: int, *, quiet: bool) -> "list[Figures]":
    """Each task in a process of its own, as many at once as there are cores; progress as they go."""
    context = multiprocessing.get_context("spawn")
    shared = context.Array("d", len(tasks))
    with ProcessPoolExecutor(min(processes, len(tasks)), context, _share, (shared,)) as pool:
        futures = [pool.submit(run_task, number, *task) for number, task in enumerate(tasks)]
        try:
            _watch(futures, shared, [task.policy for _, task in tasks], quiet=quiet)
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
            raise


def run_task(number: int, settings: "Settings", task: "Task") -> "Figures":
    """One policy's storm, in a child."""
    from app.simulation.comparison import POLICIES
    from app.simulation.run import run

    with _work(settings, task.storm) as work:
        return run(work, task.cast, task.storm, POLICIES[task.policy], lambda share: _note(number, share))


def _share(shared: Any) -> None:
    global _progress  # noqa: PLW0603 - how a pool's children are given something
    _progress = shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends them


def _note(number: int, share: float) -> None:
    if _progress is not None:
        _progress[number] = share


def _watch(futures: "list[Future[Figures]]", shared: Any, names: list[str], *, quiet: bool) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, quiet=quiet)
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console) as shown:
        bars = [shown.add_task(name, total=1.0) for name in names]
        while True:
            done = wait(futures, _LOOK_S).not_done
            for bar, future, share in zip(bars, futures, shared, strict=True):
                shown.update(bar, completed=1.0 if future.done() else share)
            if not done or any(future.done() and future.exception() for future in futures):
                return


def _at(settings: "Settings", scratch: "Scratch", name: str) -> "Settings":
    around_the_clock = {"duty_hours_day": 24.0, "duty_hours_week": 168.0}  # a storm's crews stay to its end
    return settings.model_copy(update={"database_url": scratch.service_url(name), **around_the_clock})


@contextmanager
def _work(settings: "Settings", storm: "Storm") -> "Iterator[Work]":
    """The services on a database, at the storm's beginning."""
    from dataclasses import replace

    from app.clock import ManualClock
    from app.wiring import wire_up

    wiring = wire_up(settings)
    try:
        yield replace(wiring.work, clock=ManualClock(storm.starts_at))
    finally:
        wiring.close()


def _storm(outages: Path | None, seed: int, size: "Size") -> "Storm":
    if outages is not None:
        from app.simulation.outages import read_storm

        return read_storm(outages, seed, size)
    from app.demo.shapes import TERRITORY, area
    from app.simulation.generator import generate

    return generate(seed, size, area(TERRITORY))


def _check_drawing(path: Path | None) -> None:
    from app.errors import InvalidError

    if path is not None and path.suffix not in (".svg", ".html"):
        raise InvalidError.of("draw", "suffix", f"{path} is neither .svg nor .html", "name a file that ends so")


def _write(path: Path, storm: "Storm", all_figures: "list[Figures]", lang: str) -> None:
    from app.simulation import drawing

    form: Callable[[Storm, list[Figures], str], str] = drawing.page if path.suffix == ".html" else drawing.draw
    path.write_text(form(storm, all_figures, lang), encoding="utf-8")


def _tell(storm: "Storm", all_figures: "list[Figures]", lang: str, *, as_json: bool) -> None:
    if as_json:
        told = {"seed": storm.seed, "hours": storm.hours, "tickets": len(storm.calls), "customers": storm.customers}
        typer.echo(json.dumps(told | {"policies": [each.as_json() for each in all_figures]}, indent=2))
        return
    from rich.console import Console

    from app.simulation.showing import show

    Console().print(show(storm, all_figures, lang))


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGTERM ends it as Ctrl-C does: the databases are dropped."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
