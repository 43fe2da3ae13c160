"""``cordon up`` keeps its processes together: they start, are watched, and end together, however it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands import supervisor as supervisor_module
from app.commands.supervisor import ChildFailedError, Supervisor

SLEEPER = ("http.server", "0", "--bind", "127.0.0.1")


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    made = Supervisor(tmp_path / "log", os.environ)
    yield made
    made.stop()
    for number, handler in handlers.items():
        signal.signal(number, handler)


def processes(supervisor: Supervisor) -> list[int]:
    return [child.process.pid for child in supervisor._children]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_stopping_ends_every_child(supervisor: Supervisor) -> None:
    supervisor.start("one", *SLEEPER)
    supervisor.start("two", *SLEEPER)
    pids = processes(supervisor)
    supervisor.stop()
    assert not [pid for pid in pids if is_alive(pid)]


def test_a_child_that_ends_at_once_is_named_with_its_last_words(supervisor: Supervisor) -> None:
    supervisor.start("api", "app.no_such_module")
    with pytest.raises(ChildFailedError, match=r"The api ended \(exit code 1\)[\s\S]*no_such_module"):
        supervisor.wait_for(lambda: False, 20)


def test_a_child_that_had_run_well_is_started_again(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor_module, "_SETTLED_SECONDS", 0.0)
    supervisor.start("one", *SLEEPER)
    (before,) = processes(supervisor)
    os.kill(before, signal.SIGKILL)
    assert supervisor.wait_for(lambda: processes(supervisor) != [before], 20)
    assert is_alive(processes(supervisor)[0])


def test_waiting_gives_up_in_time(supervisor: Supervisor) -> None:
    begun = time.monotonic()
    assert not supervisor.wait_for(lambda: False, 0.1)
    assert time.monotonic() - begun < 2


def test_logs_are_for_the_operator_only(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start("one", *SLEEPER)
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0
    assert (tmp_path / "log" / "one.log").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="tied through prctl")
def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from app.commands.supervisor import Supervisor\n"
        f"made = Supervisor(Path({str(tmp_path)!r}), os.environ)\n"
        f"made.start('one', *{SLEEPER!r})\n"
        "log = Path(made._children[0].log)\n"
        "made.wait_for(lambda: 'Serving' in log.read_text(), 20)\n"
        "print(made._children[0].process.pid, flush=True)\n"
        "made.watch()"
    )
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
    end = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_alive(pid)
