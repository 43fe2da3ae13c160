"""Tries all mutants in one session of pytest: tests are collected once, each mutant is a fork that runs a few of them.

mutmut (which makes the mutants) starts pytest anew for each, and writes out why a test failed. That takes twenty times
as long as the tests that notice.
"""

import contextlib
import gc
import math
import os
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

hypothesis.settings.register_profile(  # the same cases for every mutant; which case is smallest does not matter
    "mutants", deadline=None, max_examples=10, derandomize=True, database=None,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
)  # fmt: skip

KILLED, SURVIVED, NO_TESTS = 1, 0, 33
"""As mutmut writes them down; a fork that a signal ended has that signal's number, negative."""
LEAST_SECONDS, PATIENCE = 2, 5
"""A mutant may use so many seconds of processor time, and so many times what its tests took."""
MOST_BYTES = 8 << 30

Reach = Mapping[str, Sequence[pytest.Item]]
"""By function (`compliance.permits.x_covers`) the tests that reach it, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A fork that tries one mutant."""

    name: str
    data: SourceFileMutationData
    began: float


@dataclass
class Trials:
    """A plugin that tries mutants instead of only running the tests.

    Args:
        files: what mutmut wrote beside each mutated file; verdicts go there.
        names: which mutants.
        root: the folder that those files' paths start from.
        told: is called with each file that is done.
        jobs: how many at once.
    """

    files: Sequence[SourceFileMutationData]
    names: frozenset[str]
    root: Path
    told: Callable[[SourceFileMutationData], None]
    jobs: int = 1
    failed: list[str] = field(default_factory=list)
    """Tests that fail although nothing is changed."""
    _running: dict[int, Attempt] = field(default_factory=dict)
    _seconds: dict[str, float] = field(default_factory=dict)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which tests reach what, then try the mutants."""
        reach = self._learn(session.items)
        if session.testsfailed or self.failed:
            return True
        gc.freeze()  # no fork looks through what it shares with the others
        for data in self.files:
            self._try(data, [name for name in data.exit_code_by_key if name in self.names], reach)
        return True

    def _try(self, data: SourceFileMutationData, names: Sequence[str], reach: Reach) -> None:
        """Try the mutants of one file and write down what became of them."""
        for name in names:
            while len(self._running) >= self.jobs:
                self._reap()
            tests = reach.get(name.partition("__mutmut_")[0], ())
            if tests:
                self._running[self._begin(name, tests)] = Attempt(name, data, time.monotonic())
            else:
                data.exit_code_by_key[name] = NO_TESTS
        while self._running:
            self._reap()
        if names:
            self._save(data)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Only whether it went well: to write out why it did not takes longer than the tests."""
        went_well = call.excinfo is None or call.excinfo.errisinstance(pytest.skip.Exception)
        return pytest.TestReport(
            item.nodeid, item.location, {}, "passed" if went_well else "failed", longrepr=None, when=call.when
        )

    def _learn(self, items: Sequence[pytest.Item]) -> Reach:
        """Run everything once, unchanged, and write down which functions each test reached and how long it took."""
        reach: dict[str, list[pytest.Item]] = {}
        set_mutant_under_test("stats")
        for item in items:
            state()._stats.clear()
            began = time.process_time()
            if not passes(item):
                self.failed.append(item.nodeid)
            self._seconds[item.nodeid] = time.process_time() - began
            for function in state()._stats:
                reach.setdefault(function, []).append(item)
        set_mutant_under_test("")
        return {function: sorted(tests, key=self._rank) for function, tests in reach.items()}

    def _rank(self, item: pytest.Item) -> tuple[bool, float]:
        """Plain tests before properties, the quick before the slow."""
        is_property = isinstance(item, pytest.Function) and hypothesis.is_hypothesis_test(item.function)
        return is_property, self._seconds[item.nodeid]

    def _begin(self, name: str, tests: Sequence[pytest.Item]) -> int:
        """Return the process that tries this mutant: 0 where all tests pass, 1 where one does not."""
        pid = os.fork()
        if pid:
            return pid
        allowed = math.ceil(LEAST_SECONDS + PATIENCE * sum(self._seconds[each.nodeid] for each in tests))
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        code = KILLED
        try:
            set_mutant_under_test(name)
            code = SURVIVED if all(passes(each) for each in tests) else KILLED
        finally:
            os._exit(code)

    def _reap(self) -> None:
        pid, status = os.wait()
        attempt = self._running.pop(pid)
        attempt.data.exit_code_by_key[attempt.name] = os.waitstatus_to_exitcode(status)
        attempt.data.durations_by_key[attempt.name] = time.monotonic() - attempt.began

    def _save(self, data: SourceFileMutationData) -> None:
        with contextlib.chdir(self.root):
            data.save()
        self.told(data)


def passes(item: pytest.Item) -> bool:
    """Run one test with its fixtures and tell whether all went well."""
    return all(each.passed for each in runtestprotocol(item, log=False, nextitem=None))
