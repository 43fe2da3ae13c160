"""The mutation run over ``compliance/``: does a test fail whenever a rule is another one (``python -m tests.mutants``).

mutmut changes one thing in one rule at a time; the tests that reach the rule are run on it. A change that no test
notices survives. Each survivor must stand in docs/mutants.md with a reason why it may; this program compares the two
and writes the figures there.
"""

import argparse
import contextlib
import fnmatch
import io
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from mutmut.__main__ import create_mutants
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import (
    copy_also_copy_files,
    copy_src_dir,
    setup_source_paths,
    walk_mutatable_files,
)
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

from tests.support.mutating import Trials

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "mutants.md"
LEAST_KILLED_PERCENT = 95
NOTICED = {"killed", "timeout", "segfault"}
"""A change that makes a test fail, hang or crash."""
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->"
EXPLAINED = re.compile(r"^- `(?P<function>[\w.]+)`: `(?P<before>.+?)` → `(?P<after>.*?)`: (?P<why>.+)$", re.MULTILINE)
PYTEST = (
    "tests/compliance", "-q", "--rootdir=.", "--noconftest", "--hypothesis-profile=mutants", "-p", "no:cacheprovider",
    "--assert=plain", "-p", "no:unraisableexception", "-p", "no:threadexception",
    "--ignore=tests/compliance/test_agreement.py",  # reads the source, which holds every mutant at once here
    "--deselect=tests/compliance/test_gate_all_paths.py::test_every_combination_of_line_inputs_is_answered_by_the_rule",
)  # fmt: skip


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
        return 100 * self.total(*NOTICED) / max(self.total(), 1)


def make_mutants(jobs: int) -> None:
    """Write the mutated files and all that tests read into ``mutants/``; what is there and has not changed stays."""
    with contextlib.redirect_stdout(io.StringIO()):
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(jobs)


def read_files() -> list[SourceFileMutationData]:
    """What is written beside each mutated file."""
    files = [SourceFileMutationData(path=path) for path in sorted(walk_mutatable_files())]
    for data in files:
        data.load()
    return files


def try_mutants(files: Sequence[SourceFileMutationData], wanted: Callable[[str], bool], jobs: int) -> bool:
    """Try those that are wanted; tell whether it could be done: no test may fail where nothing is changed."""
    names = frozenset(name for data in files for name in data.exit_code_by_key if wanted(name))
    setup_source_paths()
    os.chdir(ROOT / "mutants")
    trials = Trials(files, names, ROOT, tell, jobs)
    code = pytest.main(list(PYTEST), plugins=[trials])
    os.chdir(ROOT)
    sys.stdout.write("".join(f"fails although nothing is changed: {each}\n" for each in trials.failed))
    return code in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} and not trials.failed


def tell(data: SourceFileMutationData) -> None:
    """Say that a file is done, and how it went."""
    counts = Counter(status_by_exit_code[code] for code in data.exit_code_by_key.values())
    said = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    sys.stderr.write(f"  {Path(data.path).stem}: {said}\n")


def judge(files: Sequence[SourceFileMutationData]) -> Run:
    """Count what became of them."""
    counts: dict[str, Counter[str]] = {}
    survivors = []
    for data in files:
        tried = {name: code for name, code in data.exit_code_by_key.items() if code is not None}
        statuses = {name: status_by_exit_code[code] for name, code in tried.items()}
        path = Path(data.path)
        if statuses:
            counts[path.stem] = Counter(statuses.values())
        survivors += [change_of(name, path) for name, status in statuses.items() if status not in NOTICED]
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
    rows = ["| module | mutants | killed | survived |", "|---|--:|--:|--:|"]
    for module, counter in run.counts.items():
        killed = sum(counter[each] for each in NOTICED)
        rows.append(f"| {module} | {counter.total()} | {killed} | {counter.total() - killed} |")
    killed, everything = run.total(*NOTICED), run.total()
    rows.append(f"| **all** | {everything} | {killed} ({run.killed_percent:.1f} %) | {everything - killed} |")
    return "\n".join(rows) + "\n"


def complaints(run: Run, page: str) -> Iterator[str]:
    """What is wrong with the run or the page; nothing where both are in order, of the modules that were tried."""
    known, found = explained(page), set(run.survivors)
    if run.killed_percent < LEAST_KILLED_PERCENT:
        yield f"{run.killed_percent:.1f} % killed, {LEAST_KILLED_PERCENT} % are needed"
    yield from (f"survives without a reason in docs/mutants.md: {each}" for each in sorted(found - known))
    tried = {each for each in known if each.function.partition(".")[0] in run.counts}
    yield from (f"has a reason but does not survive: {each}" for each in sorted(tried - found))


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Tries the mutants of compliance/.")
    parser.add_argument(
        "names", nargs="*", help="only these, such as 'compliance.permits.*'; the others' verdicts stay"
    )
    parser.add_argument("--survivors", action="store_true", help="only those that were not noticed, or not tried yet")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    return parser.parse_args()


def main() -> int:
    """Try, count, compare, and write the figures once all were tried. 0 where all is in order."""
    os.chdir(ROOT)
    asked = arguments()
    if not asked.names and not asked.survivors:
        shutil.rmtree("mutants", ignore_errors=True)
    make_mutants(asked.jobs)
    files = read_files()
    open_names = {name for data in files for name, code in data.exit_code_by_key.items() if code in {None, 0, 33}}

    def wanted(name: str) -> bool:
        named = not asked.names or any(fnmatch.fnmatch(name, each) for each in asked.names)
        return named and (not asked.survivors or name in open_names)

    if not try_mutants(files, wanted, asked.jobs):
        return 1
    run, page = judge(files), PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    if not any(None in data.exit_code_by_key.values() for data in files):
        PAGE.write_text(head + BEGIN + table(run) + END + rest.partition(END)[2], encoding="utf-8")
    wrong = list(complaints(run, page))
    killed, hung = run.total(*NOTICED), run.total("timeout")
    sys.stdout.write(f"killed {killed} ({hung} of them ran into a timeout), survived {len(run.survivors)}\n")
    sys.stdout.write("".join(f"  {each}\n" for each in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
