"""Keeps the processes of one Cordon running together, and ends them together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

_PATIENCE_SECONDS = 12.0
_SETTLED_SECONDS = 30.0
_LOG_BYTES = 10_000_000


class ChildFailedError(Exception):
    """A process ended by itself. The message names it and quotes its last words."""


@dataclass
class Child:
    """One supervised process; its output goes to a log file."""

    name: str
    command: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes]
    started: float = field(default_factory=time.monotonic)

    def last_words(self, lines: int = 15) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Supervisor:
    """Starts children in sessions of their own, so that the terminal's Ctrl-C reaches only us."""

    def __init__(self, log_folder: Path, environment: Mapping[str, str]) -> None:
        log_folder.mkdir(parents=True, exist_ok=True)
        log_folder.chmod(0o700)
        self._logs = log_folder
        self._environment = dict(environment)
        self._children: list[Child] = []

    def set_environment(self, changes: Mapping[str, str]) -> None:
        """Adds settings for the children started from now on."""
        self._environment |= changes

    def start(self, name: str, module: str, *arguments: str) -> None:
        """Runs ``python -m module arguments``."""
        tether = [sys.executable, "-m", "app.commands.tether", str(os.getpid())]
        self._launch(name, [*tether, module, *arguments])

    def check(self) -> None:
        """Starts again what ended after having run well; to be called often.

        Raises:
            ChildFailedError: one ended soon after its start, so that starting it again would not help.
        """
        for child in list(self._children):
            code = child.process.poll()
            if code is None:
                continue
            self._children.remove(child)
            if time.monotonic() - child.started < _SETTLED_SECONDS:
                raise ChildFailedError(
                    f"The {child.name} ended (exit code {code}). Its last words:\n{child.last_words()}"
                )
            self._launch(child.name, child.command)

    def wait_for(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Watches the children until ``ready()``; False when ``seconds`` were not enough."""
        end = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def watch(self) -> None:
        """Watches for ever; a signal's KeyboardInterrupt ends it."""
        while True:
            self.check()
            time.sleep(0.2)

    def stop(self) -> None:
        """Asks all children to end, the last started first, and ends those that do not. A second Ctrl-C hurries."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._hurry)
        for child in reversed(self._children):
            _signal_group(child, signal.SIGTERM)
        end = time.monotonic() + _PATIENCE_SECONDS
        for child in self._children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, end - time.monotonic()))
        self._kill()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # what is left takes well under a second

    def _launch(self, name: str, command: Sequence[str]) -> None:
        log = self._logs / f"{name}.log"
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as output:
            process = subprocess.Popen(  # noqa: S603 our own interpreter and modules
                list(command),
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._children.append(Child(name, command, log, process))

    def _hurry(self, _number: int, _frame: FrameType | None) -> None:
        self._kill()

    def _kill(self) -> None:
        for child in self._children:
            _signal_group(child, signal.SIGKILL)
            child.process.wait()


def _signal_group(child: Child, number: signal.Signals) -> None:
    if child.process.poll() is None or number == signal.SIGKILL:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, number)
