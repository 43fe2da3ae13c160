"""The mutation run over ``compliance/``: does a test fail whenever a rule is another one (``python -m tests.mutants``).

mutmut changes one thing in one rule at a time and runs the tests that reach it. A change that no test notices survives.
Each survivor must stand in docs/mutants.md with a reason why nobody could notice it; this program compares the two and
writes the figures there. What it has tried stays in ``mutants/``: a rule that has not changed since is not tried again.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "mutants.md"
LEAST_KILLED_PERCENT = 95
FOUND = {"killed", "timeout", "segfault"}
"""A change that makes a test fail, hang or crash was noticed."""
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->"
EXPLAINED = re.compile(r"^- `(?P<function>[\w.]+)`: `(?P<before>.+?)` → `(?P<after>.*?)`: (?P<why>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What a mutant changes: `module.function`, the lines before and after, white space aside."""

    function: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"`{self.function}`: `{self.before}` → `{self.after}`"


@dataclass(frozen=True, slots=True)
class Run:
    """What became of the mutants: by module how many of each status, and which were not noticed."""

    counts: dict[str, Counter[str]]
    survivors: tuple[Change, ...]

    def total(self, *statuses: str) -> int:
        """How many have one of these statuses; all of them where none is named."""
        return sum(counter[each] for counter in self.counts.values() for each in (statuses or counter))

    @property
    def killed_percent(self) -> float:
        """The part that was noticed."""
        return 100 * self.total(*FOUND) / max(self.total(), 1)


def read_run() -> Run:
    """Read what mutmut has written beside each mutated file."""
    counts: dict[str, Counter[str]] = {}
    survivors = []
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        statuses = {name: status_by_exit_code[code] for name, code in data.exit_code_by_key.items()}
        if statuses:
            counts[path.stem] = Counter(statuses.values())
        survivors += [change_of(name, path) for name, status in statuses.items() if status not in FOUND]
    return Run(counts, tuple(sorted(survivors)))


def change_of(name: str, path: Path) -> Change:
    """Say what a mutant changes."""
    function, owner = orig_function_and_class_names_from_key(name)
    lines = get_diff_for_mutant(name, path=path).splitlines()[2:]
    where = ".".join(part for part in (path.stem, owner, function) if part)
    return Change(where, joined(lines, "-"), joined(lines, "+"))


def joined(lines: Iterable[str], sign: str) -> str:
    """The lines of a difference with this sign, as one."""
    return " ".join(" ".join(line[1:].split()) for line in lines if line.startswith(sign)).replace("`", "'")


def explained(page: str) -> set[Change]:
    """The survivors that the page gives a reason for."""
    return {Change(each["function"], each["before"], each["after"]) for each in EXPLAINED.finditer(page)}


def table(run: Run) -> str:
    """The figures by module, in Markdown."""
    rows = ["| module | mutants | killed | not noticed |", "|---|--:|--:|--:|"]
    for module, counter in run.counts.items():
        killed = sum(counter[each] for each in FOUND)
        rows.append(f"| {module} | {counter.total()} | {killed} | {counter.total() - killed} |")
    all_killed, everything = run.total(*FOUND), run.total()
    rows.append(f"| **all** | {everything} | {all_killed} ({run.killed_percent:.1f} %) | {everything - all_killed} |")
    return "\n".join(rows) + "\n"


def complaints(run: Run, page: str) -> Iterator[str]:
    """What is wrong with the run or the page; nothing where both are in order."""
    known, found = explained(page), set(run.survivors)
    if run.total("not checked"):
        yield f"{run.total('not checked')} mutants were not tried"
    if run.killed_percent < LEAST_KILLED_PERCENT:
        yield f"{run.killed_percent:.1f} % killed, {LEAST_KILLED_PERCENT} % are needed"
    yield from (f"survives without a reason in docs/mutants.md: {each}" for each in sorted(found - known))
    yield from (f"has a reason but does not survive: {each}" for each in sorted(known - found))


def main(arguments: list[str]) -> int:
    """Try what was not tried yet (names: only these), then judge. 0 where all is in order."""
    os.chdir(ROOT)
    if arguments != ["judge"]:
        tried = subprocess.run([Path(sys.executable).with_name("mutmut"), "run", *arguments], check=False)
        if tried.returncode:
            return tried.returncode
    run, page = read_run(), PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text(head + BEGIN + table(run) + END + rest.partition(END)[2], encoding="utf-8")
    wrong = list(complaints(run, page))
    killed, hung = run.total(*FOUND), run.total("timeout")
    sys.stdout.write(f"killed {killed} ({hung} of them ran into a timeout), survived {len(run.survivors)}\n")
    sys.stdout.write("".join(f"  {each}\n" for each in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
